#!/usr/bin/env bash
# Runs the examples of docs/spark.md as they stand there, in Python, SQL and Scala, in local[2].
#
# Build first: mvn package -DskipTests && mvn -f src/spark package
# SPARK_HOME names a Spark 4.0 or 4.1; without one, src/spark/spark-home.sh finds or installs it.
set -euo pipefail
cd "$(dirname "$0")/../.."
SPARK_HOME=$(src/spark/spark-home.sh)
export SPARK_HOME SPARK_LOCAL_IP=127.0.0.1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
options=(--master 'local[2]' --jars target/spark/mnistfit-spark.jar
  --conf spark.sql.extensions=io.github.mnistfit.spark.MnistfitExtensions
  --conf spark.mnistfit.home=target/mnistfit --conf "spark.sql.warehouse.dir=$work/warehouse"
  --conf spark.sql.catalogImplementation=in-memory --conf spark.log.level=ERROR)

example() { # LANGUAGE: what stands in docs/spark.md between the fences
  awk -v begin="^\`\`\`$1\$" '$0 ~ begin { on = 1; next } /^```$/ { on = 0 } on' docs/spark.md
}

check() { # LANGUAGE, WHAT MUST BE AMONG WHAT IT SAYS
  if ! grep -q "$2" "$work/$1.log"; then
    cat "$work/$1.log"
    echo "the example in $1 doesn't say: $2"
    exit 1
  fi
  echo "the example in $1 runs"
}

example python >"$work/example.py"
"$SPARK_HOME/bin/spark-submit" "${options[@]}" "$work/example.py" >"$work/python.log" 2>&1 || :
check python 'blackboard.jpg *| *3|'

example sql >"$work/example.sql"
"$SPARK_HOME/bin/spark-sql" "${options[@]}" -f "$work/example.sql" >"$work/sql.log" 2>&1 || :
check sql 'blackboard.jpg.*3'

{
  example scala
  echo ':quit'
} >"$work/example.scala"
"$SPARK_HOME/bin/spark-shell" "${options[@]}" <"$work/example.scala" >"$work/scala.log" 2>&1 || :
check scala 'blackboard.jpg *| *3|'
