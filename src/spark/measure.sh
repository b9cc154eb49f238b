#!/usr/bin/env bash
# Measures the Spark job in local[2] beside mnistfit on the same machine; the figures of docs/spark.md.
#
# Build first: mvn package -DskipTests && mvn -f src/spark package
# SPARK_HOME names a Spark 4.0 or 4.1; without one, src/spark/spark-home.sh finds or installs it. Pictures are made
# once, and kept, in FOLDER.
#
# usage: src/spark/measure.sh FOLDER throughput [NUMBER [ROUNDS]]
#        … FOLDER growth [TIMES...]      the pictures of throughput, so many times
#        … FOLDER tasks [NUMBER]         tasks of 100, 2,000 and 20,000 picture files
#        … FOLDER functions [NUMBER]     digit(content) in SQL
#        … FOLDER listing [NUMBER...]    what the driver takes to list so many files, which are links
set -euo pipefail
folder=$(realpath "$1")
cd "$(dirname "$0")/../.."
SPARK_HOME=$(src/spark/spark-home.sh)
export SPARK_HOME
what=$2
shift 2
mnistfit=$PWD/target/mnistfit/bin/mnistfit
jar=$PWD/target/spark/mnistfit-spark.jar
here=$PWD/src/spark
export SPARK_LOCAL_IP=127.0.0.1
local=("$SPARK_HOME/bin/spark-submit" --master 'local[2]' --conf "spark.mnistfit.home=$PWD/target/mnistfit"
  --conf spark.log.level=WARN --conf "spark.sql.warehouse.dir=$folder/out/warehouse")
out=$folder/out
rm -rf "$out"
mkdir -p "$out"

make_pictures() { # NUMBER
  files=$folder/files-$1
  packed=$folder/packed-$1.parquet
  if [ "$(find -L "$files" -type f 2>/dev/null | wc -l)" != "$1" ]; then
    rm -rf "$files" "$packed"
    java -Djava.awt.headless=true src/bench/MakePictures.java "$files" "$1"
  fi
  if [ ! -e "$packed/_SUCCESS" ]; then
    rm -rf "$packed"
    "${local[@]}" "$jar" pack "$files" -o "$packed" >"$out/pack.log" 2>&1
  fi
}

measured() { # NAME, COMMAND...
  "$here/cpu_time.py" "$out/$1" "${@:2}"
}

heading() {
  echo "| | seconds | processor seconds | most memory MB |"
  echo "| --- | --- | --- | --- |"
}

case $what in
  throughput)
    make_pictures "${1:-100000}"
    heading
    for round in $(seq "${2:-1}"); do
      measured "mnistfit-predict-$round" "$mnistfit" predict --format csv "$files"
      measured "Spark,-packed-$round" "${local[@]}" "$jar" predict "$packed" -o "$out/packed-$round" --format csv
      measured "Spark,-files-$round" "${local[@]}" "$jar" predict "$files" -o "$out/files-$round" --format csv
    done
    grep -hv '^mnistfit: ' "$out/mnistfit-predict-1.log" >"$out/alone.csv"
    "$here/same_answers.py" "$out/packed-1" "$out/alone.csv"
    "$here/same_answers.py" "$out/files-1" "$out/alone.csv"
    ;;
  growth)
    make_pictures "${NUMBER:-100000}"
    heading
    for times; do
      mkdir "$out/repeated-$times"
      for n in $(seq "$times"); do
        for part in "$packed"/*.parquet; do
          ln "$part" "$out/repeated-$times/$n-${part##*/}"
        done
      done
      measured "times-$times" "${local[@]}" "$jar" predict "$out/repeated-$times" -o "$out/answers-$times"
      grep '^mnistfit: ' "$out/times-$times.log"
    done
    ;;
  tasks)
    make_pictures "${1:-20000}"
    heading
    for size in 100 2000 20000; do
      measured "tasks-of-$size" "${local[@]}" "$jar" predict "$files" -o "$out/tasks-$size" --task-size $size
      grep '^mnistfit: batch' "$out/tasks-of-$size.log"
    done
    ;;
  functions)
    make_pictures "${1:-2000}"
    cat >"$out/functions.sql" <<SQL
SELECT read.digit, count(*) FROM (SELECT digit(content) AS read FROM parquet.\`$packed\`) GROUP BY read.digit;
SQL
    heading
    measured "job" "${local[@]}" "$jar" predict "$packed" -o "$out/job"
    measured "function" "$SPARK_HOME/bin/spark-sql" "${local[@]:1}" --jars "$jar" \
      --conf spark.sql.extensions=io.github.mnistfit.spark.MnistfitExtensions \
      --conf spark.sql.catalogImplementation=in-memory -f "$out/functions.sql"
    grep '^mnistfit: batch' "$out/job.log"
    grep 'Time taken' "$out/function.log"
    ;;
  listing)
    for number; do
      if [ ! -d "$folder/links-$number" ]; then
        python3 - "$folder/links-$number" "$number" <<'PYTHON'
import os
import sys

folder, number = sys.argv[1], int(sys.argv[2])
os.makedirs(folder)
for i in range(number):
    if i % 10000 == 0:  # a file has no more links than some ten thousands
        first = f"{folder}/{i:09}.png"
        open(first, "wb").write(b"x")
    else:
        os.link(first, f"{folder}/{i:09}.png")
PYTHON
      fi
      cat >"$out/listing.py" <<'PYTHON'
import sys
import time
from pyspark.sql import SparkSession

jvm = (spark := SparkSession.builder.getOrCreate())._jvm


def used():
    jvm.System.gc()
    runtime = jvm.Runtime.getRuntime()
    return runtime.totalMemory() - runtime.freeMemory()


paths = jvm.java.util.List.of(sys.argv[1])
before, start = used(), time.monotonic()
none = jvm.java.util.Optional.empty()
files = jvm.io.github.mnistfit.spark.input.InputFiles.list(spark._jsparkSession, paths, none, False, none)
seconds = time.monotonic() - start
print(f"| {files.size()} | {seconds:.1f} | {(used() - before) / files.size():.0f} |")
PYTHON
      "${local[@]}" --driver-memory 4g --jars "$jar" "$out/listing.py" "$folder/links-$number" 2>"$out/listing.log"
    done
    ;;
  *)
    echo "measure what? $what" >&2
    exit 2
    ;;
esac
