#!/bin/sh
# Tests the package for Python against the distribution that is built: its own tests; then, where there is venv, it is
# installed by pip, which downloads what builds it, and with it runs src/examples/python. mypy, downloaded too, looks
# at its types. numpy's part is skipped without numpy, all of it, with a word, without Python.
set -eu
cd "$(dirname "$0")/../../.."

if ! command -v "${PYTHON:-python3}" >/dev/null; then
  echo "the Python package: skipped, since python3 is missing"
  [ -z "${REQUIRE_PROGRAMS:-}" ]
  exit
fi
MNISTFIT=$PWD/target/mnistfit/bin/mnistfit
export MNISTFIT

PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=src/python "${PYTHON:-python3}" -W error -m unittest discover -s src/python/tests

if ! "${PYTHON:-python3}" -c 'import venv, ensurepip' 2>/dev/null; then
  echo "the Python package's installation: skipped, since venv is missing"
  [ -z "${REQUIRE_PROGRAMS:-}" ]
  exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/venv"
cp -R src/python "$work/package" # pip builds in the folder itself
"$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$work/package" \
  mypy==1.13.0 numpy pillow
{ printf 'P5 60 60 255\n' && head -c 3600 /dev/zero; } >"$work/black.pgm"
"$work/venv/bin/python" src/examples/python/sort_by_digit.py "$work/sorted" \
  samples/thin.jpg samples/ruled.jpg samples/shadow.jpg "$work/black.pgm" >"$work/counts"
printf '4: 2\n9: 1\nunsure: 1\n' | diff - "$work/counts"
test -f "$work/sorted/9/ruled.jpg"
# As a program that uses the package sees it, by the types of what is installed.
"$work/venv/bin/python" -m mypy --strict --cache-dir "$work/mypy" src/python/mnistfit src/examples/python
(cd src/python/tests && "$work/venv/bin/python" -m mypy --strict --cache-dir "$work/mypy" picture_types.py)
