"""A running mnistfit serve."""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import Any, Dict, Tuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from ._answers import MnistfitError, PictureError
from ._pictures import Picture, bytes_of, path_of

_HERE = ("localhost", "127.0.0.1", "::1")
_TIMEOUT = 150  # seconds: a body may take 60, a picture 30, and the queue 30


class Server:
    def __init__(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
        except ValueError:
            is_address = False
        if not is_address or not url.isascii() or any(c.isspace() for c in url):
            raise ValueError(f"{url} is no address such as http://localhost:8080")
        self.url = url.rstrip("/")
        self.opener = build_opener(ProxyHandler({})) if parts.hostname in _HERE else build_opener()

    def asked(self, command: str, options: Dict[str, Any]) -> "Asked":
        query = urlencode({name: value for name, value in options.items() if value is not None})
        return Asked(self, f"{self.url}/{command}" + (f"?{query}" if query else ""))


class Asked:
    def __init__(self, server: Server, url: str) -> None:
        self.server = server
        self.url = url

    def __call__(self, picture: Picture) -> Tuple[str, Dict[str, Any]]:
        path = path_of(picture)
        try:
            content = bytes_of(picture)
        except OSError as failure:
            if path is None:
                raise
            raise PictureError(path, _reason(failure)) from failure
        path = path or "-"
        request = Request(self.url, content, {"Content-Type": "application/octet-stream"})
        try:
            with self.server.opener.open(request, timeout=_TIMEOUT) as answer:
                record = json.load(answer)
                if not isinstance(record, dict):
                    raise ValueError("its answer can't be understood")
                return path, record
        except HTTPError as refused:
            record = _record(refused)
            if refused.code == 400 and "path" in record:
                return path, record
            raise MnistfitError(record.get("error", f"{self.url} answered {refused.code}")) from None
        except (URLError, HTTPException, OSError, ValueError) as failure:
            raise MnistfitError(f"{self.url} can't be asked: {getattr(failure, 'reason', failure)}") from failure

    def close(self) -> None:
        """Nothing is kept open."""


def _reason(failure: OSError) -> str:
    """In mnistfit's words."""
    if isinstance(failure, FileNotFoundError):
        return "no such file"
    if isinstance(failure, IsADirectoryError):
        return "is a folder"
    return (failure.strerror or "can't be read").lower()


def _record(refused: HTTPError) -> Dict[str, Any]:
    try:
        record = json.load(refused)
        return record if isinstance(record, dict) else {}
    except ValueError:
        return {}
