"""Pictures to bytes and back. The only room of the body that knows JPEG and PNG."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

Bytes = npt.NDArray[np.uint8]
Steps = npt.NDArray[np.uint16]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

_PLAIN, _UP = 0, 2
"""Filters of PNG: a row as it is, and as what it is above the one before."""


def jpeg(picture: Bytes, quality: int) -> bytes:
    """An (n, n) or (n, n, 3) picture as JPEG, its colours as fine as its light."""
    full = {"subsampling": 0} if picture.ndim == 3 else {}
    return _save(Image.fromarray(picture), "JPEG", quality=quality, optimize=True, **full)


def png(picture: Bytes | Steps) -> bytes:
    """An (m, n) picture of 8 or 16 bits as PNG: shares as they are, steps as what they are above the row before; of the
    filters that leave them small, these are the quickest to undo.

    Written here (W3C, "Portable Network Graphics", 3rd ed.): OpenCV lets a filter be chosen only in versions that NumPy
    1.26, which Blender needs, cannot load.
    """
    height, width = picture.shape
    deep = picture.dtype == np.uint16
    rows = np.ascontiguousarray(picture, ">u2" if deep else np.uint8).view(np.uint8).reshape(height, -1)
    if deep:
        rows = np.diff(rows, axis=0, prepend=np.uint8(0))
    filtered = np.insert(rows, 0, _UP if deep else _PLAIN, axis=1)
    packer = zlib.compressobj(9, strategy=zlib.Z_FILTERED)
    header = struct.pack(">IIBBBBB", width, height, 16 if deep else 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", packer.compress(filtered.tobytes()) + packer.flush()), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bits(picture: Bools) -> bytes:
    """An (n, n) mask as PNG, one bit a pixel."""
    return _save(Image.fromarray(picture.astype(np.uint8) * 255).convert("1", dither=Image.Dither.NONE), "PNG")


def _save(picture: Image.Image, kind: str, **options: int | bool) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def grey(data: bytes) -> Bytes:
    """The first channel of a picture, (n, n)."""
    return _read(data, cv2.IMREAD_GRAYSCALE)


def colour(data: bytes) -> Bytes:
    """The three channels of a picture in the order they were written, (n, n, 3)."""
    return _read(data, cv2.IMREAD_COLOR_RGB)


def deep(data: bytes) -> Steps:
    """A picture of 16 bits, (m, n)."""
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if picture is None or picture.dtype != np.uint16:
        raise ValueError("not a picture of 16 bits")
    return np.asarray(picture, np.uint16)


def _read(data: bytes, how: int) -> Bytes:
    picture = cv2.imdecode(np.frombuffer(data, np.uint8), how)
    if picture is None:
        raise ValueError("not a picture")
    return np.asarray(picture, np.uint8)


def grow(field: Floats, size: int) -> Floats:
    """A square field at another size, by cubic interpolation."""
    if field.shape[0] == size:
        return field
    return np.asarray(cv2.resize(field, (size, size), interpolation=cv2.INTER_CUBIC), np.float32)


def grown(picture: Bytes, size: int) -> Bytes:
    """A square picture at a larger size, by linear interpolation."""
    return np.asarray(cv2.resize(picture, (size, size), interpolation=cv2.INTER_LINEAR), np.uint8)


def shrink(field: Floats, size: int) -> Floats:
    """A square field at a smaller size, by averaging areas."""
    if field.shape[0] == size:
        return field
    return np.asarray(cv2.resize(field, (size, size), interpolation=cv2.INTER_AREA), np.float32)


def between(field: Floats, axis: int) -> Floats:
    """Values half a pixel on along an axis of an image, by cubic interpolation."""
    kernel = np.array([0, -1, 9, 9, -1], np.float32) / 16
    kernel = kernel[None] if axis == 1 else kernel[:, None]
    return np.asarray(cv2.filter2D(field, -1, kernel, borderType=cv2.BORDER_REPLICATE), np.float32)


def apart(one: Floats, other: Floats) -> Floats:
    """How far two images of two channels differ in the channel in which they differ most."""
    both = cv2.absdiff(one, other)
    return np.asarray(np.maximum(both[..., 0], both[..., 1]), np.float32)


def look_up(picture: Bytes, table: Floats) -> Floats:
    """`table[picture]`, quickly."""
    return np.asarray(cv2.LUT(picture, table), np.float32)


def nearest(seen: Bools) -> npt.NDArray[np.intp]:
    """For each pixel the flat index of the nearest one that is seen, (n, n)."""
    gap = (~seen).astype(np.uint8)
    _, label = cv2.distanceTransformWithLabels(gap, cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL)
    source = np.zeros(int(label.max()) + 1, np.intp)
    source[label[seen]] = np.flatnonzero(seen)
    return np.asarray(source[label], np.intp)


def near(seen: Bools, pixels: int) -> Bools:
    """The mask grown by so many pixels all round."""
    kernel = np.ones((2 * pixels + 1, 2 * pixels + 1), np.uint8)
    return np.asarray(cv2.dilate(seen.astype(np.uint8), kernel) > 0, np.bool_)
