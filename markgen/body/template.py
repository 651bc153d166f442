"""A body template: what light, skin and millimetres are at each pixel of one view of one body, and its file.

The file is an uncompressed zip. `header.json` says the format, the size and each chart's frame; charts are
quantised, differenced along both axes, split into byte planes and packed with LZMA; the rest are pictures.
Light is coded by its square root, so that shadows keep their steps.
"""

from __future__ import annotations

import json
import lzma
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from markgen.body import codec
from markgen.errors import TemplateError

FORMAT = 1
DIFFUSE_MAX = 2.5
SPECULAR_MAX = 1.0
MOTTLE_SPAN = 2.5
STEP = 0.1

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Chart:
    """Where on the skin each pixel is.

    uv: (n, n, 2) mm; u to the right of the region's default view, v towards the head or the shoulder.
    valid: (n, n), where the chart sees skin. Elsewhere uv is held from the nearest skin and means nothing.
    period: u mm after which a sleeve is back where it began, or None.
    """

    name: str
    uv: Floats
    valid: Bools
    period: float | None


@dataclass(frozen=True)
class Template:
    """One view of one body as maps of n x n pixels, row 0 at the top.

    mm_per_px: at the distance the camera aims at.
    diffuse: (n, n, 3) light that leaves white skin, linear; 1 is a white card facing the key light.
    specular: (n, n) light mirrored by the skin's surface. alpha: (n, n) share of the pixel that is body.
    normal: (n, n, 3) unit vectors: right, up, towards the camera.
    melanin, haemoglobin, pore: (n, n) mottling, mean 0, about -1..1.
    vein, mole, areola: (n, n) 0..1, how much of each there is.
    """

    build: str
    view: str
    size: int
    mm_per_px: float
    charts: Mapping[str, Chart]
    diffuse: Floats
    specular: Floats
    alpha: Floats
    normal: Floats
    melanin: Floats
    haemoglobin: Floats
    pore: Floats
    vein: Floats
    mole: Floats
    areola: Floats


def encode(
    template: Template,
    camera: Mapping[str, object] | None = None,
    lights: Mapping[str, object] | None = None,
) -> bytes:
    """The template as the bytes of its file. `camera` and `lights` are kept in its header as they are."""
    entries: dict[str, bytes] = {}
    frames: dict[str, object] = {}
    for name, chart in sorted(template.charts.items()):
        step = min(STEP, template.mm_per_px / 8)
        low, entries[f"chart.{name}"] = _pack(chart, step, template.mm_per_px)
        entries[f"valid.{name}"] = codec.bits(chart.valid)
        frames[name] = {"period": chart.period, "lo": low, "step": step, "size": template.size // 2}
    body = template.alpha > 0
    mottle = np.stack([template.melanin, template.haemoglobin, template.pore], -1)
    spots = np.stack([template.vein, template.mole, template.areola], -1)
    normal = np.stack([codec.shrink(template.normal[..., k], template.size // 2) for k in range(3)], -1)
    half = codec.shrink(template.alpha, template.size // 2) > 0
    entries["diffuse.webp"] = codec.webp(_eight(_root(template.diffuse, DIFFUSE_MAX), body), 95)
    entries["specular.webp"] = codec.webp(_eight(_root(template.specular, SPECULAR_MAX), body), 92)
    entries["alpha.png"] = codec.png(_eight(template.alpha))
    entries["normal.webp"] = codec.webp(_eight(normal * 0.5 + 0.5, half), 92)
    entries["mottle.webp"] = codec.webp(_eight(mottle / (2 * MOTTLE_SPAN) + 0.5, body), 80)
    entries["spots.webp"] = codec.webp(_eight(spots, body), 88)
    header = {
        "format": FORMAT,
        "build": template.build,
        "view": template.view,
        "size": template.size,
        "mm_per_px": template.mm_per_px,
        "charts": frames,
        "diffuse_max": DIFFUSE_MAX,
        "specular_max": SPECULAR_MAX,
        "camera": dict(camera or {}),
        "lights": dict(lights or {}),
    }
    entries["header.json"] = json.dumps(header, indent=1, sort_keys=True).encode()
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, data in sorted(entries.items()):
            file.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def decode(data: bytes) -> Template:
    """The template in these bytes. TemplateError when they are damaged or of another format."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            entries = {name: file.read(name) for name in file.namelist()}
        header = json.loads(entries["header.json"])
        if header["format"] != FORMAT:
            raise TemplateError(f"this body template has format {header['format']}; only format {FORMAT} can be read")
        return _template(header, entries)
    except TemplateError:
        raise
    except (KeyError, TypeError, ValueError, OSError, zipfile.BadZipFile) as fault:
        raise TemplateError(f"a body template is damaged: {fault}") from fault


def _template(header: Mapping[str, Any], entries: Mapping[str, bytes]) -> Template:
    size = int(header["size"])
    root_diffuse = _square_table(float(header["diffuse_max"]))
    root_specular = _square_table(float(header["specular_max"]))
    straight = (np.arange(256, dtype=np.float32) / np.float32(255)).astype(np.float32)
    signed = ((straight - np.float32(0.5)) * np.float32(2 * MOTTLE_SPAN)).astype(np.float32)
    jobs: tuple[Callable[[], Floats], ...] = (
        lambda: codec.look_up(codec.colour(entries["diffuse.webp"]), root_diffuse),
        lambda: codec.look_up(codec.grey(entries["specular.webp"]), root_specular),
        lambda: codec.look_up(codec.grey(entries["alpha.png"]), straight),
        lambda: _normal(codec.colour(entries["normal.webp"]), size),
        lambda: codec.look_up(codec.colour(entries["mottle.webp"]), signed),
        lambda: codec.look_up(codec.colour(entries["spots.webp"]), straight),
    )
    with ThreadPoolExecutor(len(jobs)) as pool:
        diffuse, specular, alpha, normal, mottle, spots = pool.map(lambda job: job(), jobs)
    return Template(
        build=str(header["build"]),
        view=str(header["view"]),
        size=size,
        mm_per_px=float(header["mm_per_px"]),
        charts=_Charts(header["charts"], entries, size, float(header["mm_per_px"])),
        diffuse=diffuse,
        specular=specular,
        alpha=alpha,
        normal=normal,
        melanin=mottle[..., 0],
        haemoglobin=mottle[..., 1],
        pore=mottle[..., 2],
        vein=spots[..., 0],
        mole=spots[..., 1],
        areola=spots[..., 2],
    )


class _Charts(Mapping[str, Chart]):
    """The charts of a template, each unpacked when first asked for."""

    def __init__(self, frames: Mapping[str, Any], entries: Mapping[str, bytes], size: int, scale: float) -> None:
        self._frames, self._entries, self._size, self._scale = frames, entries, size, scale
        self._read: dict[str, Chart] = {}

    def __getitem__(self, name: str) -> Chart:
        if name not in self._read:
            frame = self._frames[name]
            try:
                valid = codec.grey(self._entries[f"valid.{name}"]) > 127
                coarse = _unpack(self._entries[f"chart.{name}"], frame)
            except (KeyError, TypeError, ValueError, lzma.LZMAError) as fault:
                raise TemplateError(f"chart {name!r} of a body template is damaged: {fault}") from fault
            period = None if frame["period"] is None else float(frame["period"])
            uv = refine(coarse, self._size, jump=16 * self._scale)
            self._read[name] = Chart(name, uv, valid, period)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)


def _pack(chart: Chart, step: float, scale: float) -> tuple[list[float], bytes]:
    """The chart at every other pixel: its lowest uv, and its differences as byte planes under LZMA."""
    seen = chart.valid[::2, ::2]
    if not seen.any():
        raise TemplateError(f"chart {chart.name!r} sees no skin")
    uv = extend(chart.uv[::2, ::2], seen, rings=3, jump=16 * scale)
    low = uv[seen].min(0) - 6 * 16 * scale
    steps = np.clip(np.round((uv - low) / step), 0, 65535).astype(np.uint16)
    kept = codec.near(seen, 3)
    planes = []
    for k in range(2):
        level = _held(steps[..., k], kept)
        across = np.diff(level, axis=1, prepend=np.uint16(0))
        down = np.diff(across, axis=0, prepend=np.zeros((1, level.shape[1]), np.uint16)).view(np.int16)
        folded = ((down << 1) ^ (down >> 15)).view(np.uint16)
        planes += [(folded >> 8).astype(np.uint8), (folded & 255).astype(np.uint8)]
    return [float(x) for x in low], lzma.compress(np.stack(planes).tobytes(), preset=9)


def extend(uv: Floats, seen: Bools, rings: int, jump: float) -> Floats:
    """The chart carried on straight for some pixels past what it sees, and held beyond that."""
    known = seen.copy()
    out = uv.reshape(-1, 2)[codec.nearest(seen)].astype(np.float32)
    ways = [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if y or x]
    for _ in range(rings):
        total, count = np.zeros_like(out), np.zeros(known.shape, np.float32)
        for way in ways:
            near, far = _moved(out, way), _moved(out, (2 * way[0], 2 * way[1]))
            both = _moved(known, way) & _moved(known, (2 * way[0], 2 * way[1]))
            both &= ~known & (np.abs(near - far) < jump).all(-1)
            total[both] += 2 * near[both] - far[both]
            count += both
        fresh = count > 0
        out[fresh] = total[fresh] / count[fresh, None]
        known |= fresh
    return out


def _moved(field: npt.NDArray[Any], by: tuple[int, int]) -> npt.NDArray[Any]:
    """The field seen from a pixel `by` away; zero where that is outside."""
    rows, columns = field.shape[:2]
    out = np.zeros_like(field)
    y, x = by
    out[max(0, -y) : rows - max(0, y), max(0, -x) : columns - max(0, x)] = field[
        max(0, y) : rows - max(0, -y), max(0, x) : columns - max(0, -x)
    ]
    return out


def _held(level: npt.NDArray[np.uint16], kept: Bools) -> npt.NDArray[np.uint16]:
    """Where nothing is kept, the value to the left that is; so that emptiness costs nothing."""
    column = np.where(kept, np.arange(level.shape[1]), 0)
    return np.asarray(np.take_along_axis(level, np.maximum.accumulate(column, axis=1), axis=1), np.uint16)


def _unpack(data: bytes, frame: Mapping[str, Any]) -> Floats:
    size = int(frame["size"])
    planes = np.frombuffer(lzma.decompress(data), np.uint8).reshape(2, 2, size, size)
    folded = (planes[:, 0].astype(np.uint16) << 8) | planes[:, 1]
    down = (folded >> 1) ^ (np.uint16(0) - (folded & 1))
    level = np.cumsum(np.cumsum(down, axis=1, dtype=np.uint16), axis=2, dtype=np.uint16)
    uv = np.moveaxis(level, 0, -1).astype(np.float32) * np.float32(frame["step"])
    return np.asarray(uv + np.asarray(frame["lo"], np.float32), np.float32)


def refine(coarse: Floats, size: int, jump: float) -> Floats:
    """A chart of every other pixel at all `size` pixels, by cubic interpolation.

    Where neighbours differ by more than `jump` mm there is a silhouette or a seam; values are then carried on
    from one side only, so that the two skins are never mixed.
    """
    across = _between(np.moveaxis(coarse, 1, 0), size, jump)
    return np.ascontiguousarray(_between(np.moveaxis(across, 1, 0), size, jump))


def _between(field: Floats, size: int, jump: float) -> Floats:
    """Rows put between the rows of `field` (m, k, 2), until there are `size`."""
    slope = np.diff(field, axis=0)
    smooth = (np.abs(slope) < jump).all(-1, keepdims=True)
    gentle = np.where(smooth, slope, np.float32(0))
    before = np.concatenate([gentle[:1], gentle[:-1]])
    after = np.concatenate([gentle[1:], gentle[-1:]])
    middle = np.where(smooth, gentle / 2 + (before - after) / 16, before / 2)
    out = np.empty((size, *field.shape[1:]), np.float32)
    out[::2] = field[: (size + 1) // 2]
    out[1:-1:2] = field[:-1] + middle
    if size % 2 == 0:
        out[-1] = field[-1] + gentle[-1] / 2
    return out


def _normal(picture: codec.Bytes, size: int) -> Floats:
    half = picture.astype(np.float32) / np.float32(127.5) - np.float32(1)
    normal = np.stack([codec.grow(half[..., k], size) for k in range(3)], -1)
    length = np.sqrt((normal * normal).sum(-1, keepdims=True))
    return np.asarray(normal / np.maximum(length, np.float32(1e-3)), np.float32)


def _square_table(top: float) -> Floats:
    return np.asarray((np.arange(256) / 255) ** 2 * top, np.float32)


def _root(light: Floats, top: float) -> Floats:
    return np.asarray(np.sqrt(np.clip(light, 0, top) / top), np.float32)


def _eight(field: Floats, where: Bools | None = None) -> codec.Bytes:
    """0..1 as bytes; outside `where`, the nearest value inside, so that no code is spent on an edge."""
    out = np.clip(np.round(field * 255), 0, 255).astype(np.uint8)
    if where is not None and where.any() and not where.all():
        out = out.reshape(-1, *out.shape[2:])[codec.nearest(where)]
    return out
