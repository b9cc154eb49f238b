"""What src/test/sh/keras.sh asks Keras and ONNX Runtime.

    python keras_round_trip.py FOLDER save|compare [FOLDER OF MNIST]
"""

import gzip
import os
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import onnxruntime

FOLDER = Path(sys.argv[1])
MOST = 100  # of MNIST's test images


def pixels():
    """The fitted samples and, where MNIST is, the first of its test images."""
    files = [FOLDER / "digits.idx"]
    if len(sys.argv) > 3:
        files += sorted(Path(sys.argv[3]).glob("t10k-images*"))[:1]
        if len(files) == 1:
            sys.exit(f"there are no test images of MNIST's in {sys.argv[3]}")
    images = []
    for file in files:
        content = file.read_bytes()
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        images.append(np.frombuffer(content, np.uint8, offset=16).reshape(-1, 28, 28, 1)[:MOST])
    return np.concatenate(images)


IMAGES = pixels().astype(np.float32) / 255


def by_onnx(file):
    session = onnxruntime.InferenceSession(str(file))
    return session.run(None, {"images": IMAGES.transpose(0, 3, 1, 2)})[0]


def same(name, one, other):
    difference = float(np.abs(one - other).max())
    print(f"{name}: {difference:.1e} in the probabilities of {len(one)} images")
    if difference > 1e-5:
        sys.exit("they differ")


def save():
    for name in ("article", "default"):
        model = keras.saving.load_model(FOLDER / f"{name}.keras")
        same(name, model.predict(IMAGES, verbose=0), by_onnx(FOLDER / f"{name}.onnx"))
        model.compile(keras.optimizers.SGD(0.01, momentum=0.9), "sparse_categorical_crossentropy")
        model.fit(IMAGES, np.arange(len(IMAGES)) % 10, verbose=0)
        for ending in ("keras", "h5"):
            model.save(FOLDER / f"again-{name}.{ending}")
        np.save(FOLDER / f"again-{name}.npy", model.predict(IMAGES, verbose=0))


def compare():
    for name in ("article", "default"):
        expected = np.load(FOLDER / f"again-{name}.npy")
        for ending in ("keras", "h5"):
            same(f"again-{name}.{ending}", expected, by_onnx(FOLDER / f"again-{name}.{ending}.onnx"))


save() if sys.argv[2] == "save" else compare()
