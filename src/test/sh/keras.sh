#!/bin/sh
# Exports the shipped models, has Keras load them, ask them, train them a step and save them in both formats, and
# imports what it saved. All must answer alike. PYTHON names a Python with TensorFlow: not a part of .ci/run.
set -eu
cd "$(dirname "$0")/../../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mnistfit=$PWD/target/mnistfit/bin/mnistfit
"$mnistfit" fit -q --idx "$work/digits.idx" samples

for model in article default; do
  "$mnistfit" model export "models/$model.zip" --to keras -o "$work/$model.keras"
  "$mnistfit" model export "models/$model.zip" --to onnx -o "$work/$model.onnx"
done
"${PYTHON:-python3}" src/test/python/keras_round_trip.py "$work" save
for file in "$work"/again-*.keras "$work"/again-*.h5; do
  "$mnistfit" model import "$file" -o "$file.zip"
  "$mnistfit" model export "$file.zip" --to onnx -o "$file.onnx"
done
"${PYTHON:-python3}" src/test/python/keras_round_trip.py "$work" compare
