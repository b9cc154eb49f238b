#!/bin/sh
# Runs the examples of src/examples/onnx on what the distribution that is built exports: in Python, and, where
# there is Node, with ONNX Runtime Web. Both must read the samples as mnistfit does. Downloads ONNX Runtime from
# PyPI and npm, unless PYTHON names one that has it. Skipped, with a word, where Python is missing.
set -eu
cd "$(dirname "$0")/../../.."

if ! ${PYTHON:-python3} -c 'import venv, ensurepip' 2>/dev/null; then
  echo "ONNX's examples: skipped, since python3 or its venv is missing"
  [ -z "${REQUIRE_PROGRAMS:-}" ]
  exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mnistfit=$PWD/target/mnistfit/bin/mnistfit
"$mnistfit" model export --to onnx -o "$work/digits.onnx" 2>/dev/null
# A page on a table is read by learned ink, which what is exported here doesn't have.
samples=$(find samples -name '*.jpg' ! -name page-on-table.jpg -o -name '*.png' | sort)
# shellcheck disable=SC2086 # no spaces in these names
"$mnistfit" fit -q --idx "$work/digits.idx" $samples
# shellcheck disable=SC2086
"$mnistfit" predict $samples | cut -f1,3 >"$work/expected"

# same NAME: a digit and a path a line, as mnistfit's.
same() {
  cut -f1,3 "$work/$1" | diff "$work/expected" - || {
    echo "$1 reads otherwise than mnistfit" >&2
    exit 1
  }
}

web=
if command -v node >/dev/null && command -v npm >/dev/null; then
  cp src/examples/onnx/predict.mjs "$work/"
  npm install --prefix "$work" --silent --no-audit --no-fund --ignore-scripts onnxruntime-web@1.20.1 &
  web=$!
else
  echo "ONNX's example for browsers: skipped, since node or npm is missing"
  [ -z "${REQUIRE_PROGRAMS:-}" ]
fi
python=${PYTHON:-}
if [ -z "$python" ]; then
  python3 -m venv "$work/python"
  python=$work/python/bin/python
  "$python" -m pip install --quiet --disable-pip-version-check onnxruntime==1.20.1
fi
"$python" src/examples/onnx/predict.py "$work/digits.onnx" "$work/digits.idx" >"$work/python.txt"
same python.txt
if [ -n "$web" ]; then
  wait "$web"
  node "$work/predict.mjs" "$work/digits.onnx" "$work/digits.idx" >"$work/node.txt"
  same node.txt
  diff "$work/python.txt" "$work/node.txt"
fi
