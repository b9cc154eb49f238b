"""Handwritten digits in pictures, read by mnistfit.

>>> import mnistfit
>>> mnistfit.predict("seven.jpg").digit
7
"""

from __future__ import annotations

import atexit
import os
import threading
from typing import List, Optional

from ._answers import Digit, Line, Mark, MnistfitError, PictureError, Prediction
from ._pictures import Picture
from ._recognizer import Recognizer

__all__ = [
    "Digit",
    "Line",
    "Mark",
    "MnistfitError",
    "Picture",
    "PictureError",
    "Prediction",
    "Recognizer",
    "predict",
    "read",
]

_lock = threading.Lock()
_shared: Optional[Recognizer] = None


def _renew_lock() -> None:
    global _lock
    _lock = threading.Lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_renew_lock)  # a thread that the child lacks may hold the old one


def _recognizer() -> Recognizer:
    global _shared
    with _lock:
        if _shared is None:
            _shared = Recognizer()
            atexit.register(_shared.close)
        return _shared


def predict(picture: Picture) -> Prediction:
    """The digit in a picture: a path, the bytes of a picture file, or an array.

    Raises PictureError where the picture can't be read, with mnistfit's reason, and MnistfitError where mnistfit can't
    work.
    """
    return _recognizer().predict(picture)


def read(picture: Picture) -> List[Line]:
    """The numbers in a picture, from top to bottom; none where it shows none. Raises what predict raises."""
    return _recognizer().read(picture)
