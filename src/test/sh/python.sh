#!/bin/sh
# Tests the package for Python against the distribution that is built. numpy's part is skipped without numpy.
set -eu
cd "$(dirname "$0")/../../.."

PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=src/python MNISTFIT=$PWD/target/mnistfit/bin/mnistfit \
  python3 -W error -m unittest discover -s src/python/tests
