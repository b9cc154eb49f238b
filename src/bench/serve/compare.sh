#!/usr/bin/env bash
# Compares `mnistfit serve` with a FastAPI service that does what the article does, by wrk, which must be
# installed. Its Python packages go to a virtual environment outside the repository. Build the distribution
# first: mvn package -DskipTests. Takes five minutes: 12 times ROUNDS (3) times SECONDS (5), and starting.
#
# usage: src/bench/serve/compare.sh [--rounds N] [--seconds N]
set -euo pipefail
cd "$(dirname "$0")/../../.."

environment=${XDG_CACHE_HOME:-$HOME/.cache}/mnistfit-bench/fastapi
if ! [ -x "$environment/bin/uvicorn" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet fastapi uvicorn opencv-python-headless tensorflow-cpu
fi
exec "$environment/bin/python" src/bench/serve/compare.py \
  "${MNISTFIT:-target/mnistfit/bin/mnistfit}" "$PWD/samples/centred.png" "$@"
