#!/bin/sh
# Tests the package for Python against the distribution that is built. numpy's part is skipped without numpy, all of
# it, with a word, without Python.
set -eu
cd "$(dirname "$0")/../../.."

if ! command -v python3 >/dev/null; then
  echo "the Python package: skipped, since python3 is missing"
  exit
fi

PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=src/python MNISTFIT=$PWD/target/mnistfit/bin/mnistfit \
  python3 -W error -m unittest discover -s src/python/tests
