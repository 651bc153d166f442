"""A body template: what light, skin and millimetres are at each pixel of one view of one body, and its file.

The file is an uncompressed zip. `header.json` says the format, the size and the frames of charts and depth; all else
are pictures, of kinds that are quick to read: a template is opened for every picture that is made. Light is coded by
its square root, so that shadows keep their steps. A map that is nought everywhere is left out.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from markgen.body import codec
from markgen.errors import TemplateError

FORMAT = 2
"""Version of the file; others are refused."""
DIFFUSE_MAX = 2.5
SPECULAR_MAX = 1.0
"""Light that a byte of 255 stands for."""
MOTTLE_SPAN = 2.5
"""How far mottling goes from its mean, either way."""
STEP = 0.1
"""Steps that charts are kept in, mm, at the coarsest."""
RINGS = 3
"""Cells that a chart is carried on past what it sees, so that its edge can be read between cells."""
MOTTLING = {"melanin": 82, "haemoglobin": 82, "pore": 66}
"""Maps of mean 0, and the quality that their files need: the finer one is, the less its errors show."""
SPOTS = ("vein", "mole", "areola")
COVERS = ("hair", "cloth")
"""Maps of shares, 0 to 1: what stains skin, and what lies over it, whose edges have to stay sharp."""

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
    vein, mole, areola: (n, n) 0..1, how much of each there is; the last also of the pigment at the bottom of creases
    and round nails.
    hair: (n, n) 0..1, share of the pixel that body hair covers; it lies over skin and ink. Light and gloss are the
    skin's beneath it.
    cloth: (n, n) 0..1, share of the body in the pixel that is garment. There diffuse is the light on white cloth, gloss
    is the cloth's, melanin its dye (-1 undyed, 1 slate), and charts, other mottling and spots mean nothing.
    depth: (n, n) mm along the line of sight behind the plane of focus, negative before it; off the body, as at the
    nearest edge. Nought all over where it was never measured.
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
    hair: Floats
    cloth: Floats
    depth: Floats


def encode(
    template: Template,
    camera: Mapping[str, object] | None = None,
    lights: Mapping[str, object] | None = None,
) -> bytes:
    """The template as the bytes of its file. `camera` and `lights` are kept in its header as they are."""
    entries: dict[str, bytes] = {}
    frames: dict[str, object] = {}
    for name, chart in template.charts.items():
        frames[name] = _enclose(entries, chart, template.mm_per_px)
    body = template.alpha > 0
    normal = np.stack([codec.shrink(template.normal[..., k], template.size // 2) for k in range(3)], -1)
    half = codec.shrink(template.alpha, template.size // 2) > 0
    entries["diffuse.jpg"] = codec.jpeg(_eight(_root(template.diffuse, DIFFUSE_MAX), body), 93)
    entries["specular.jpg"] = codec.jpeg(_eight(_root(template.specular, SPECULAR_MAX), body), 92)
    entries["alpha.png"] = codec.png(_eight(template.alpha))
    entries["normal.jpg"] = codec.jpeg(_eight(normal * 0.5 + 0.5, half), 93)
    for name, quality in MOTTLING.items():
        entries[f"{name}.jpg"] = codec.jpeg(_eight(getattr(template, name) / (2 * MOTTLE_SPAN) + 0.5, body), quality)
    for name in SPOTS:
        if getattr(template, name).any():
            entries[f"{name}.jpg"] = codec.jpeg(_eight(getattr(template, name), body), 90)
    for name in COVERS:
        if getattr(template, name).any():
            entries[f"{name}.png"] = codec.png(_eight(getattr(template, name)))
    depth_low, depth_step = 0.0, 0.0
    if template.depth.any():
        depth = codec.shrink(template.depth, template.size // 4)
        depth_low, depth_step = float(depth.min()), max(float(np.ptp(depth)), 1e-3) / 255
        entries["depth.png"] = codec.png(np.round((depth - depth_low) / depth_step).astype(np.uint8))
    header = {
        "format": FORMAT,
        "build": template.build,
        "view": template.view,
        "size": template.size,
        "mm_per_px": template.mm_per_px,
        "charts": frames,
        "diffuse_max": DIFFUSE_MAX,
        "specular_max": SPECULAR_MAX,
        "depth": {"lo": depth_low, "step": depth_step},
        "camera": dict(camera or {}),
        "lights": dict(lights or {}),
    }
    return _filed(header, entries)


def recharted(data: bytes, charts: Mapping[str, Chart]) -> bytes:
    """The bytes of a template's file with these charts in place of its own; its pictures are not coded again."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        entries = {name: file.read(name) for name in file.namelist() if not name.startswith(("chart.", "valid."))}
    header = json.loads(entries.pop("header.json"))
    header["charts"] = {name: _enclose(entries, chart, header["mm_per_px"]) for name, chart in charts.items()}
    return _filed(header, entries)


def _enclose(entries: dict[str, bytes], chart: Chart, mm_per_px: float) -> dict[str, object]:
    """Put a chart among the entries of a file; its frame for the header."""
    step = min(STEP, mm_per_px / 8)
    low, entries[f"chart.{chart.name}"] = _pack(chart, step, mm_per_px)
    entries[f"valid.{chart.name}"] = codec.bits(chart.valid)
    return {"period": chart.period, "lo": low, "step": step, "size": len(chart.valid) // 2}


def _filed(header: Mapping[str, object], entries: Mapping[str, bytes]) -> bytes:
    entries = {**entries, "header.json": json.dumps(header, indent=1, sort_keys=True).encode()}
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
    straight = (np.arange(256, dtype=np.float32) / np.float32(255)).astype(np.float32)
    signed = ((straight - np.float32(0.5)) * np.float32(2 * MOTTLE_SPAN)).astype(np.float32)
    root_diffuse = _square_table(float(header["diffuse_max"]))
    root_specular = _square_table(float(header["specular_max"]))

    def grey(name: str, table: Floats) -> Floats:
        if name not in entries:
            return np.zeros((size, size), np.float32)
        return codec.look_up(codec.grey(entries[name]), table)

    def depth() -> Floats:
        frame = header["depth"]
        coarse = grey("depth.png", straight * np.float32(255 * frame["step"]) + np.float32(frame["lo"]))
        return codec.grow(coarse, size)

    jobs: dict[str, Callable[[], Floats]] = {
        "diffuse": lambda: codec.look_up(codec.colour(entries["diffuse.jpg"]), root_diffuse),
        "specular": lambda: codec.look_up(codec.grey(entries["specular.jpg"]), root_specular),
        "alpha": lambda: codec.look_up(codec.grey(entries["alpha.png"]), straight),
        "normal": lambda: codec.look_up(
            codec.grown(codec.colour(entries["normal.jpg"]), size), straight * np.float32(2) - np.float32(1)
        ),
        "depth": depth,
        **{name: partial(grey, f"{name}.jpg", signed) for name in MOTTLING},
        **{name: partial(grey, f"{name}.jpg", straight) for name in SPOTS},
        **{name: partial(grey, f"{name}.png", straight) for name in COVERS},
    }
    with ThreadPoolExecutor(4) as pool:
        maps = dict(zip(jobs, pool.map(lambda job: job(), jobs.values()), strict=True))
    return Template(
        build=str(header["build"]),
        view=str(header["view"]),
        size=size,
        mm_per_px=float(header["mm_per_px"]),
        charts=Charts(header["charts"], entries, size, float(header["mm_per_px"])),
        **maps,
    )


class Charts(Mapping[str, Chart]):
    """The charts of a template's file, each unpacked when first asked for."""

    def __init__(self, frames: Mapping[str, Any], entries: Mapping[str, bytes], size: int, scale: float) -> None:
        self._frames, self._entries, self._size, self._scale = frames, entries, size, scale
        self._read: dict[str, Chart] = {}

    def __getitem__(self, name: str) -> Chart:
        if name not in self._read:
            frame = self._frames[name]
            try:
                valid = codec.grey(self._entries[f"valid.{name}"]) > 127
                coarse = _unpack(self._entries[f"chart.{name}"], frame)
            except (KeyError, TypeError, ValueError) as fault:
                raise TemplateError(f"chart {name!r} of a body template is damaged: {fault}") from fault
            period = None if frame["period"] is None else float(frame["period"])
            self._read[name] = Chart(name, self._refined(coarse, codec.near(valid[::2, ::2], RINGS)), valid, period)
        return self._read[name]

    def _refined(self, coarse: Floats, held: Bools) -> Floats:
        """The chart at every pixel, worked out where it is held and noughts elsewhere: most of a picture is no limb."""
        rows, columns = (np.flatnonzero(held.any(axis)) for axis in (1, 0))
        part = tuple(slice(max(int(at[0]) - 2, 0), int(at[-1]) + 3) for at in (rows, columns))
        fine = refine(coarse[part], 2 * max(held.shape), 16 * self._scale, held[part])
        out = np.zeros((self._size, self._size, 2), np.float32)
        whole = out[tuple(slice(2 * each.start, 2 * each.stop) for each in part)]
        whole[:] = fine[: whole.shape[0], : whole.shape[1]]
        return out

    def extent(self, name: str) -> int:
        """Pixels in which a chart sees skin, without its places being unpacked."""
        return int(np.count_nonzero(codec.grey(self._entries[f"valid.{name}"])))

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)


def widest(charts: Mapping[str, Chart]) -> str:
    """The name of the chart that sees most skin. Of a template's file, no other chart is unpacked for that."""
    if isinstance(charts, Charts):
        return max(charts, key=charts.extent)
    return max(charts, key=lambda name: int(charts[name].valid.sum()))


def _pack(chart: Chart, step: float, scale: float) -> tuple[list[float], bytes]:
    """The chart at every other pixel: its lowest uv, and its steps above that as PNG, u over v."""
    seen = chart.valid[::2, ::2]
    if not seen.any():
        raise TemplateError(f"chart {chart.name!r} sees no skin")
    uv = extend(chart.uv[::2, ::2], seen, RINGS, jump=16 * scale)
    low = uv[seen].min(0) - 6 * 16 * scale
    steps = np.clip(np.round((uv - low) / step), 0, 65535).astype(np.uint16)
    kept = codec.near(seen, RINGS)
    held = [_held(steps[..., k], kept) for k in range(2)]
    return [float(x) for x in low], codec.png(np.concatenate(held))


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
    level = codec.deep(data).reshape(2, size, size)
    uv = np.empty((size, size, 2), np.float32)
    for k in range(2):
        np.multiply(level[k], np.float32(frame["step"]), out=uv[..., k])
        uv[..., k] += np.float32(frame["lo"][k])
    return uv


def refine(coarse: Floats, size: int, jump: float, held: Bools | None = None) -> Floats:
    """A chart of every other pixel at all `size` pixels, by cubic interpolation.

    Where neighbours differ by more than `jump` mm there is a silhouette or a seam; values are then carried on
    from one side only, so that the two skins are never mixed. held: where of `coarse` that matters; all over if None.
    """
    rows, columns = coarse.shape[:2]
    across = codec.between(coarse, 1)
    held = np.ones((rows, columns), bool) if held is None else held
    torn = codec.apart(coarse[:, 1:], coarse[:, :-1]) >= jump
    _mend(coarse.transpose(1, 0, 2), across.transpose(1, 0, 2), torn.T, held.T)
    out = np.empty((2 * rows, 2 * columns, 2), np.float32)
    # A pair of floats is moved as one thing, which is quick.
    pairs = out.view(np.complex64)[..., 0]
    for start, field in ((0, coarse), (1, across)):
        down = codec.between(field, 0)
        _mend(field, down, codec.apart(field[1:], field[:-1]) >= jump, held)
        pairs[::2, start::2] = np.ascontiguousarray(field).view(np.complex64)[..., 0]
        pairs[1::2, start::2] = down.view(np.complex64)[..., 0]
    return out[:size, :size]


def _mend(field: Floats, middle: Floats, torn: Bools, held: Bools) -> None:
    """Put right the rows `middle` between the rows of a field (m, k, 2) near where these jump, and after its last.

    torn: (m - 1, k), where a row and the next do.
    """
    torn = np.pad(torn, ((0, 1), (0, 0)))
    torn[-1] = True
    near = torn.copy()
    near[:1] = near[-2:] = True
    near[1:] |= torn[:-1]
    near[:-1] |= torn[1:]
    row, column = np.nonzero(near & held)

    def slope_at(row: npt.NDArray[np.intp]) -> Floats:
        row = np.clip(row, 0, len(field) - 2)
        step = field[row + 1, column] - field[row, column]
        return np.where(torn[row, column][:, None], np.float32(0), step)

    before, here, after = slope_at(row - 1), slope_at(row), slope_at(row + 1)
    inside = here / 2 + (before - after) / 16
    middle[row, column] = field[row, column] + np.where(torn[row, column][:, None], before / 2, inside)


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
