"""Pictures as files: what mnistfit reads."""

from __future__ import annotations

import os
import struct
import zlib
from typing import Any, Optional, Protocol, Union


class Array(Protocol):
    """What numpy makes an array of, as its own arrays are."""

    def __array__(self, *args: Any, **kwargs: Any) -> Any: ...


class ArrayInterface(Protocol):
    """The same in the older way, as Pillow's images are."""

    @property
    def __array_interface__(self) -> Any: ...


Picture = Union[str, "os.PathLike[str]", bytes, bytearray, memoryview, Array, ArrayInterface]
"""A path, the bytes of a picture file, or an array."""


def path_of(picture: Picture) -> Optional[str]:
    """The path, if it is one."""
    if not isinstance(picture, (str, os.PathLike)):
        return None
    path = os.fsdecode(picture)
    if not path:
        raise ValueError("a path isn't empty")
    return path


def bytes_of(picture: Picture) -> bytes:
    """A picture file's bytes: those that it is, those that it leads to, or an array's as PNG."""
    path = path_of(picture)
    if path is not None:
        with open(path, "rb") as file:
            return file.read()
    if isinstance(picture, (bytes, bytearray, memoryview)):
        return bytes(picture)
    if hasattr(picture, "__array__") or hasattr(picture, "__array_interface__"):
        return _png(_plain(picture))
    raise TypeError(f"a picture is a path, bytes or an array, and not {type(picture).__name__}")


_PLAIN_MODES = {"1", "L", "LA", "RGB", "RGBA", "I;16", "I;16L", "I;16B", "I", "F"}


def _plain(picture: Any) -> Any:
    """An image of Pillow's upright, and in grey or colours; any other array as it is."""
    if not (hasattr(picture, "mode") and hasattr(picture, "convert")):
        return picture
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(picture)
    if upright.mode in _PLAIN_MODES:
        return upright
    return upright.convert("RGBA" if upright.mode in ("P", "PA", "La", "RGBa") else "RGB")


_COLOURS = {1: 0, 2: 4, 3: 2, 4: 6}


def _png(picture: Any) -> bytes:
    import numpy as np

    array = np.asarray(picture)
    if array.ndim == 2:
        array = array[:, :, None]
    if array.ndim != 3 or array.shape[2] not in _COLOURS or 0 in array.shape:
        raise ValueError(f"an array is rows × columns, or rows × columns × 1 to 4 channels, and not {np.shape(picture)}")
    if array.dtype == np.bool_:
        array = array.astype(np.uint8) * 255
    elif np.issubdtype(array.dtype, np.floating):
        if not (np.isfinite(array).all() and array.min() >= 0 and array.max() <= 1):
            raise ValueError("an array of floats goes from 0 to 1")
        array = np.rint(array * 255).astype(np.uint8)
    if array.dtype.newbyteorder("=") not in (np.uint8, np.uint16):
        raise TypeError(f"an array is of uint8, uint16, bool or floats from 0 to 1, and not of {array.dtype}")
    rows, columns, channels = array.shape
    lines = array.astype(array.dtype.newbyteorder(">")).reshape(rows, -1)
    raw = b"".join(b"\0" + line.tobytes() for line in lines)
    header = struct.pack(">IIBBBBB", columns, rows, 8 * array.itemsize, _COLOURS[channels], 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(raw, 1)) + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
