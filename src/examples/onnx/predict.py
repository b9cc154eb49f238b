"""Reads digits with ONNX Runtime, without mnistfit's network:

    mnistfit model export --to onnx -o digits.onnx
    mnistfit fit --idx digits.idx photos/
    pip install onnxruntime
    python predict.py digits.onnx digits.idx
"""

import sys

import numpy as np
import onnxruntime

model, images = sys.argv[1:]
session = onnxruntime.InferenceSession(model)
about = session.get_modelmeta().custom_metadata_map
classes = about["classes"].split(",")
least = float(about["min_confidence"])

# An IDX file: 16 bytes of header, then a byte for each of 28 × 28 pixels, ink 255 on paper 0.
pixels = np.fromfile(images, np.uint8, offset=16).reshape(-1, 1, 28, 28)
(probabilities,) = session.run(["probabilities"], {"images": pixels.astype(np.float32) / 255})

with open(images + ".paths.txt", encoding="utf-8") as paths:
    for path, p in zip(paths.read().splitlines(), probabilities):
        digit = classes[p.argmax()] if p.max() >= least else "?"
        print(f"{digit}\t{p.max():.3f}\t{path}")
