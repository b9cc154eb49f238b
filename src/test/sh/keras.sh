#!/bin/sh
# Exports the shipped models, has Keras load them, ask them, train them a step and save them in both formats, and
# imports what it saved. All must answer alike: the samples and, where MNISTFIT_DATA or ../shared/mnist has them, 100 of
# MNIST's test images. Downloads Keras with JAX, unless PYTHON names one that has Keras and onnxruntime: too much for
# .ci/run.
set -eu
cd "$(dirname "$0")/../../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python=${PYTHON:-}
if [ -z "$python" ]; then
  python3 -m venv "$work/venv"
  python=$work/venv/bin/python
  "$python" -m pip install --quiet --disable-pip-version-check keras==3.12.0 jax onnxruntime
  KERAS_BACKEND=jax
  export KERAS_BACKEND
fi
mnist=${MNISTFIT_DATA:-../shared/mnist}
if ! [ -d "$mnist" ]; then
  mnist=
  echo "no MNIST: the samples alone are compared"
fi
mnistfit=$PWD/target/mnistfit/bin/mnistfit
"$mnistfit" fit -q --idx "$work/digits.idx" samples

for model in article default; do
  "$mnistfit" model export "models/$model.zip" --to keras -o "$work/$model.keras"
  "$mnistfit" model export "models/$model.zip" --to onnx -o "$work/$model.onnx"
done
"$python" src/test/python/keras_round_trip.py "$work" save ${mnist:+"$mnist"}
for file in "$work"/again-*.keras "$work"/again-*.h5; do
  "$mnistfit" model import "$file" -o "$file.zip"
  "$mnistfit" model export "$file.zip" --to onnx -o "$file.onnx"
done
"$python" src/test/python/keras_round_trip.py "$work" compare ${mnist:+"$mnist"}
