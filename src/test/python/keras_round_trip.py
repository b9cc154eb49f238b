"""What src/test/sh/keras.sh asks Keras and ONNX Runtime: the latter needs pip install onnxruntime, too."""

import os
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import onnxruntime

FOLDER = Path(sys.argv[1])
PIXELS = np.fromfile(FOLDER / "digits.idx", np.uint8, offset=16).reshape(-1, 28, 28, 1)
IMAGES = PIXELS.astype(np.float32) / 255


def by_onnx(file):
    session = onnxruntime.InferenceSession(str(file))
    return session.run(None, {"images": IMAGES.transpose(0, 3, 1, 2)})[0]


def same(name, one, other):
    difference = float(np.abs(one - other).max())
    print(f"{name}: {difference:.1e}")
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
