#!/usr/bin/env bash
# Prints where a Spark is: SPARK_HOME, if it is set; or that of the pyspark that Python finds; or else one that is
# installed in target/pyspark, once, from PyPI (430 MB), of the version in pom.xml.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
find_home='import os, pyspark; print(os.path.dirname(pyspark.__file__))'
if [ -n "${SPARK_HOME:-}" ]; then
  echo "$SPARK_HOME"
elif home=$(python3 -c "$find_home" 2>/dev/null); then
  echo "$home"
else
  venv=$root/target/pyspark
  if ! "$venv/bin/python" -c "$find_home" 2>/dev/null; then
    version=$(sed -n 's:.*<spark.version>\(.*\)</spark.version>.*:\1:p' "$root/src/spark/pom.xml")
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "pyspark==$version" >&2
    "$venv/bin/python" -c "$find_home"
  fi
fi
