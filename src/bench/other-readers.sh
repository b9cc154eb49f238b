#!/usr/bin/env bash
# Reads strangers' numbers with readers of text in general (Tesseract, RapidOCR, EasyOCR), each in its best settings for
# digits, and writes docs/numbers.md with their rows beside mnistfit's. Tesseract comes from the system's packages, the
# others from PyPI, into a folder of their own; one that can't be had is skipped, and that is said.
#
# usage: src/bench/other-readers.sh [FOLDER]    (default: ~/.cache/mnistfit-bench)
set -euo pipefail
cd "$(dirname "$0")/../.."

folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/mnistfit-bench}
python=$folder/readers/bin/python
[ -x "$python" ] || python3 -m venv "$folder/readers"
for package in rapidocr==3.10.0 onnxruntime==1.32.0; do
  "$python" -m pip install --quiet --disable-pip-version-check "$package" || echo "skipped: $package" >&2
done
# EasyOCR brings PyTorch, and its models come from elsewhere at the first use: only where somebody has installed both.

answers=$folder/answers.csv
"$python" src/bench/other_readers.py ../shared/pictures/multi ../shared/pictures-2/multi >"$answers"
mvn -q test-compile exec:exec -Dmeasure="NumberResults $answers"
