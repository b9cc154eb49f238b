"""What mnistfit says, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple

Box = Tuple[int, int, int, int]


class MnistfitError(Exception):
    """mnistfit can't work; the message is its own."""


class PictureError(MnistfitError):
    """A picture can't be read; reason is mnistfit's own."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


@dataclass(frozen=True)
class Prediction:
    """The digit in a picture.

    digit: 0 to 9; None where mnistfit answers ?: nothing looks like one digit, or it isn't sure enough
    reason: why there is no digit, in mnistfit's words; None if there is one
    confidence: the probability of the likeliest digit; 0 where nothing looks like one
    probabilities: of the digits 0 to 9; they add up to 1 but for their rounding; empty where nothing looks like one
    path: of the picture; - if it had none
    fit: the fit that brought it to MNIST's form
    """

    digit: Optional[int]
    confidence: float
    probabilities: Tuple[float, ...]
    path: str
    fit: str
    reason: Optional[str] = None


@dataclass(frozen=True)
class Digit:
    """A digit of a number. digit is None where it isn't sure; box is left, top, width, height in pixels."""

    digit: Optional[int]
    confidence: float
    box: Box


@dataclass(frozen=True)
class Mark:
    """What stands between digits: . , - / : or a space. box is as in Digit."""

    mark: str
    box: Box


@dataclass(frozen=True)
class Line:
    """A line of digits. number has its digits and ?, marked also what stands between them."""

    number: str
    marked: str
    confidence: float
    digits: Tuple[Digit, ...]
    marks: Tuple[Mark, ...]


def prediction(record: Dict[str, Any], path: str) -> Prediction:
    if not record["readable"]:
        raise PictureError(path, str(record["error"]))
    return Prediction(
        digit=record["digit"],
        confidence=float(record["confidence"] or 0),
        probabilities=tuple(map(float, record["probabilities"] or ())),
        path=path,
        fit=record["fit"],
        reason=record["error"],
    )


def _box(record: Dict[str, Any]) -> Box:
    left, top, width, height = record["box"]
    return left, top, width, height


def lines(record: Dict[str, Any], path: str) -> List[Line]:
    if not record["readable"]:
        raise PictureError(path, str(record["error"]))
    return [
        Line(
            number=line["number"],
            marked=line["marked"],
            confidence=float(line["confidence"]),
            digits=tuple(Digit(d["digit"], float(d["confidence"]), _box(d)) for d in line["digits"]),
            marks=tuple(Mark(m["mark"], _box(m)) for m in line["marks"]),
        )
        for line in record["lines"]
    ]
