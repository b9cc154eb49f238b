"""The article's recipe behind FastAPI, to compare `mnistfit serve` with: its six steps in OpenCV's
Python, then its network in Keras. The weights are random: they cost as much as trained ones."""

import os

import cv2
import keras
import numpy as np
from fastapi import FastAPI, HTTPException, Request
from starlette.concurrency import run_in_threadpool

SIDE, BOX = 28, 20

network = keras.Sequential(
    [
        keras.layers.Input((SIDE, SIDE, 1)),
        keras.layers.Conv2D(32, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(64, 3, activation="relu"),
        keras.layers.Conv2D(64, 3, activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Flatten(),
        keras.layers.Dense(100, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
# As the article calls it; DIRECT=1 spares Keras the data pipeline that predict sets up each time.
direct = os.environ.get("DIRECT") == "1"


def fit(picture):
    """A grey picture of dark ink on light paper, brought to MNIST's form."""
    _, ink = cv2.threshold(255 - picture, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    x, y, width, height = cv2.boundingRect(ink)
    ink = ink[y : y + height, x : x + width]
    scale = BOX / max(width, height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    ink = cv2.resize(ink, size)
    right, down = SIDE - size[0], SIDE - size[1]
    ink = cv2.copyMakeBorder(
        ink, (down + 1) // 2, down // 2, (right + 1) // 2, right // 2, cv2.BORDER_CONSTANT, value=0
    )
    moments = cv2.moments(ink)
    move = np.float32(
        [
            [1, 0, round(SIDE / 2 - moments["m10"] / moments["m00"])],
            [0, 1, round(SIDE / 2 - moments["m01"] / moments["m00"])],
        ]
    )
    return cv2.warpAffine(ink, move, (SIDE, SIDE))


def answer(body):
    picture = cv2.imdecode(np.frombuffer(body, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise HTTPException(400, "no picture")
    images = fit(picture).reshape(1, SIDE, SIDE, 1).astype("float32") / 255
    output = network(images, training=False).numpy() if direct else network.predict(images, verbose=0)
    probabilities = output[0]
    return {"digit": int(probabilities.argmax()), "probabilities": [round(float(p), 4) for p in probabilities]}


app = FastAPI()


@app.post("/predict")
async def predict(request: Request):
    return await run_in_threadpool(answer, await request.body())
