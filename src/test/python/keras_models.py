"""Makes the models that KerasFileTest reads, with what Keras says of some images.

    python -m venv keras && keras/bin/pip install tensorflow-cpu tf_keras
    keras/bin/python src/test/python/keras_models.py FOLDER

They lie in src/test/resources/io/github/mnistfit/network/exchange. Weights are random: what counts is that
mnistfit gives the probabilities that Keras gives.
"""

import gzip
import os
import shutil
import sys
from pathlib import Path

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tf_keras

FOLDER = Path(sys.argv[1])
RANDOM = np.random.default_rng(28)
IMAGES = (RANDOM.random((8, 28, 28, 1)) * 255 * (RANDOM.random((8, 28, 28, 1)) > 0.7)).astype("uint8")
INPUT = IMAGES.astype("float32") / np.float32(255)


def article(library, filters):
    """The article's script, with fewer filters where the file is to be small."""
    layers = library.layers
    model = library.Sequential()
    model.add(
        layers.Conv2D(filters[0], (3, 3), activation="relu", kernel_initializer="he_uniform",
                      input_shape=(28, 28, 1)))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Conv2D(filters[1], (3, 3), activation="relu", kernel_initializer="he_uniform"))
    model.add(layers.Conv2D(filters[2], (3, 3), activation="relu", kernel_initializer="he_uniform"))
    model.add(layers.MaxPooling2D((2, 2)))
    model.add(layers.Flatten())
    model.add(layers.Dense(filters[3], activation="relu", kernel_initializer="he_uniform"))
    model.add(layers.Dense(10, activation="softmax"))
    optimizer = library.optimizers.SGD(learning_rate=0.01, momentum=0.9)
    model.compile(optimizer=optimizer, loss="categorical_crossentropy", metrics=["accuracy"])
    return model


def everything():
    """Each layer that is read, in odd sizes."""
    layers = keras.layers
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Rescaling(1 / 255),
        layers.Conv2D(5, 3, use_bias=False), layers.BatchNormalization(), layers.ReLU(),
        layers.MaxPooling2D(),
        layers.Conv2D(6, 5), layers.BatchNormalization(scale=False), layers.Activation("relu"),
        layers.Dropout(0.25), layers.MaxPooling2D(padding="valid"),
        layers.Flatten(),
        layers.Dense(7), layers.BatchNormalization(center=False, epsilon=0.01), layers.Activation("relu"),
        layers.Dropout(0.3),
        layers.Dense(10), layers.Softmax(),
    ])


def dense():
    """Pixels in a row, and logits at the end."""
    layers = keras.layers
    return keras.Sequential([
        keras.Input((784,)),
        layers.Dense(6, activation="relu"), layers.Dense(10),
    ])


def randomize(model):
    """No bias stays 0 and no variance 1; few different numbers, which are packed well."""
    model.set_weights([
        np.round(w * 8 + RANDOM.integers(1, 5, w.shape) * (w.ndim == 1)) / np.float32(8 if w.ndim == 1 else 16)
        for w in model.get_weights()
    ])


def save(model, name, inputs, *endings, logits=False):
    randomize(model)
    for ending in endings:
        model.save(FOLDER / (name + ending))
    probabilities = model.predict(inputs, verbose=0).astype("float64")
    if logits:
        powers = np.exp(probabilities - probabilities.max(axis=1, keepdims=True))
        probabilities = powers / powers.sum(axis=1, keepdims=True)
    np.savetxt(FOLDER / (name + ".csv"), probabilities, "%.9f", ",")


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(1)
    tf_keras.utils.set_random_seed(1)
    IMAGES.tofile(FOLDER / "images.bin")
    save(article(keras, (32, 64, 64, 100)), "digit_model", INPUT, ".h5")
    with open(FOLDER / "digit_model.h5", "rb") as plain, gzip.open(FOLDER / "digit_model.h5.gz", "wb") as packed:
        shutil.copyfileobj(plain, packed)
    os.remove(FOLDER / "digit_model.h5")
    save(article(tf_keras, (4, 8, 8, 10)), "keras2", INPUT, ".h5", ".keras")
    save(everything(), "everything", INPUT * 255, ".h5", ".keras")
    save(dense(), "dense", INPUT.reshape(-1, 784), ".keras", logits=True)
    layers = keras.layers
    ends = [layers.Flatten(), layers.Dense(10, activation="softmax")]
    keras.Sequential([keras.Input((28, 28, 1)), layers.Lambda(lambda x: x * 2)] + ends).save(
        FOLDER / "lambda.keras")
    article(keras, (2, 2, 2, 2)).save_weights(FOLDER / "only.weights.h5")


main()
