"""Who is asked: a process of mnistfit's, or its server."""

from __future__ import annotations

from types import TracebackType
from typing import Any, Callable, Dict, List, Optional, Type, TypeVar

from . import _answers
from ._answers import Line, MnistfitError, Prediction
from ._pictures import Picture
from ._process import Process
from ._server import Server


_T = TypeVar("_T")


def _understood(make: Callable[[Dict[str, Any], str], _T], record: Dict[str, Any], path: str) -> _T:
    try:
        return make(record, path)
    except (KeyError, TypeError, ValueError):
        raise MnistfitError("mnistfit's answer can't be understood") from None


class Recognizer:
    """Reads pictures with some options. Threads may share one; it ends with its with, or with Python.

    command: the program; else the environment variable MNISTFIT, else mnistfit on the PATH
    url: of a running mnistfit serve, which is asked instead of a process
    fit, min_confidence: as the options --fit and --min-confidence have them
    model: the model's file, as --model has it; a server has its own
    """

    def __init__(
        self,
        *,
        command: Optional[str] = None,
        url: Optional[str] = None,
        fit: Optional[str] = None,
        model: Optional[str] = None,
        min_confidence: Optional[float] = None,
    ) -> None:
        if url is not None and (command is not None or model is not None):
            raise ValueError("url goes neither with command nor with model")
        common: Dict[str, Any] = {"min-confidence": min_confidence}
        if url is not None:
            server = Server(url)
            self._predict: Any = server.asked("predict", {"fit": fit, **common})
            self._read: Any = server.asked("read", common)
        else:
            common["model"] = model
            self._predict = Process(command, "predict", {"fit": fit, **common})
            self._read = Process(command, "read", common)

    def predict(self, picture: Picture) -> Prediction:
        """The digit in a picture; raises what mnistfit.predict raises."""
        path, record = self._predict(picture)
        return _understood(_answers.prediction, record, path)

    def read(self, picture: Picture) -> List[Line]:
        """The numbers in a picture, as mnistfit.read has them."""
        path, record = self._read(picture)
        return _understood(_answers.lines, record, path)

    def close(self) -> None:
        """Ends the processes; the next picture starts them anew."""
        self._predict.close()
        self._read.close()

    def __enter__(self) -> "Recognizer":
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        value: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.close()
