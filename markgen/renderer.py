"""The whole way from a feeling to a picture."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Literal, get_args

import numpy as np
from PIL import Image

from markgen import catalogue, place, profile, raster, regions
from markgen.body import image, ink, lay, picture, scars
from markgen.body.picture import Backdrop
from markgen.composer import compose
from markgen.errors import Complaint, InputError, Notice, ProfileError, unknown
from markgen.export import files, png
from markgen.mark import Mark
from markgen.profile import Profile, Scar
from markgen.raster import Rasteriser
from markgen.timing import Stopwatch
from markgen.values import Points

Format = Literal["png", "flat", "svg"]
Said = Profile | Mapping[str, object]

SMALLEST = 16
"""Longest side, pixels, of a picture on the body: in less, there are views with no pixel that is wholly skin."""

LARGEST = 4096
"""Longest side, pixels, of a picture on the body: at more, light and skin no longer fit in common memory."""

CLOSEST = 4.0
"""How many times nearer a close-up may come: beyond that, a template has no more to show."""

_NEAR = 2048
"""Longest side, pixels, of the whole picture that a close-up is a part of: from nearer, healed ink is only softer."""

_AROUND = (1.12, 55.0)
"""Width of a close-up: in marks, and mm of skin beyond that. The smaller a mark, the more is shown of where it is."""

_SHAPES = (3 / 4, 1.0, 4 / 3)
"""Width to height of close-ups, as of photographs: upright, square, lying."""

ENOUGH = 0.6
"""Share of a mark in sight below which it is told: the side of a limb curves away, and no one minds."""

_GLANCE = 512
"""Pixels of the picture on which that is found out: as many as a chart has of its own."""


@dataclass(frozen=True)
class How:
    """How to render, as opposed to what.

    size: of the picture's longer side, pixels. view: of the body, or None for the region's own. motifs: further folders
    of motif files. cores: that one picture may use; None is all. close: framed on the mark. backdrop: a `room` out of
    focus, or plain `paper`.
    """

    size: int = 1024
    view: str | None = None
    rasteriser: Rasteriser = "auto"
    motifs: tuple[Path, ...] = ()
    cores: int | None = None
    close: bool = False
    backdrop: Backdrop = "room"


def render(
    data: Said,
    size: int = 1024,
    view: str | None = None,
    rasteriser: Rasteriser = "auto",
    motifs: Iterable[Path] = (),
    close: bool = False,
    backdrop: Backdrop = "room",
) -> Image.Image:
    """The mark as a tattoo on the body: an RGB picture of size x size pixels.

    close: frames the mark, upright, square or lying as it is; `size` is then the longer side.
    backdrop: what is behind the body, a `room` out of focus or plain `paper`.
    data: a profile, or a mapping such as {"motif": "flame", "tone": "devotion", "intensity": 0.9}.
    ProfileError when it is wrong, InputError when the body has no such view; MotifError, TemplateError or
    RasterError when a step fails.
    """
    said = profile.parse(data)
    how = How(size, view, rasteriser, catalogue.paths(motifs), close=close, backdrop=backdrop)
    return on_body(said, compose(said, how.motifs), how, Stopwatch())[0]


def flat(data: Said, size: int = 1024, rasteriser: Rasteriser = "auto", motifs: Iterable[Path] = ()) -> Image.Image:
    """The mark alone, RGBA with a transparent ground, `size` pixels along its longer side."""
    said = profile.parse(data)
    return on_nothing(compose(said, motifs), How(size, None, rasteriser), Stopwatch())[0]


@dataclass(frozen=True, eq=False)
class Worn:
    """A mark on a body, and how far it is there: 1, or less while it appears or fades."""

    said: Profile
    mark: Mark
    presence: float = 1.0


def on_body(said: Profile, mark: Mark, how: How, watch: Stopwatch) -> tuple[Image.Image, float]:
    """A composed mark on the body, and the picture's pixels per inch of skin. ProfileError when it is out of sight."""
    with image.threads(how.cores):
        _heed_size(said, mark)
        _heed_sight(said, mark, how)
        return all_on_body(said, [Worn(said, mark)], how, watch)


def all_on_body(body: Profile, marks: Sequence[Worn], how: How, watch: Stopwatch) -> tuple[Image.Image, float]:
    """Marks on one body, in order, and the picture's pixels per inch of skin.

    body: the profile whose region is looked at, and whose skin, side and scars it is. Marks whose place is out
    of this sight, or on the other side of the body, are left out.
    """
    if how.backdrop not in get_args(Backdrop):
        raise InputError(unknown("backdrop", str(how.backdrop), get_args(Backdrop)))
    if not SMALLEST <= how.size <= LARGEST:
        raise InputError(f"a body cannot be shown {how.size} pixels large; {SMALLEST} to {LARGEST} can")
    region, view = regions.region(body.region, body.build), view_of(body, how)
    if view == "all":
        return _every_view(body, marks, how, watch)
    sight = picture.Sight(body.build, view, how.size, body.side == "right")
    if how.close:
        return _close_up(body, marks, sight, how, watch)
    with watch("skin"):
        scale = picture.scale(sight)
        bare = picture.bare(sight, body.skin, how.backdrop)
    cut, worn = _cut(body, region, sight), _worn(marks, sight)
    found = [lying.window for lying, *_ in cut] + [lying.window for lying, _ in worn]
    if not found:
        return Image.fromarray(bare.picture), 25.4 / scale
    frame = picture.grown(picture.enclosing(found), bare.alpha.shape)
    near, windows = picture.cropped(bare, frame), [picture.inside(window, frame) for window in found]
    lit, left = near.lit, iter(windows)
    for lying, path, scar in cut:
        window = next(left)
        relief = scars.relief(lying, path, scar, how.rasteriser, watch)
        lit = picture.put(lit, scars.scarred(image.cut(lit, window), relief, scale, sight.mirrored), window)
    for lying, each in worn:
        window, dark = next(left), ink.dark_skin(lit.luminance) > 0
        laid = lay.ink(lying, each.mark.layers, each.said.ink_age, dark, how.rasteriser, watch)
        with watch("skin"):
            laid = laid if each.presence >= 1 else laid.faint(each.presence)
            lit = picture.tattooed(near, lit, laid, window)
    with watch("skin"):
        shown = bare.picture.copy()
        shown[frame] = picture.develop(near, lit, windows)
    return Image.fromarray(shown), 25.4 / scale


def _close_up(
    body: Profile, marks: Sequence[Worn], sight: picture.Sight, how: How, watch: Stopwatch
) -> tuple[Image.Image, float]:
    """The part of a larger picture that the marks are in the middle of, upright or lying as they are."""
    found = [lay.extent(lying) for lying, _ in _worn(marks, sight)]
    if not found:
        return all_on_body(body, marks, replace(how, close=False), watch)
    sides = picture.enclosing(found)
    share, beyond = _AROUND[0], _AROUND[1] / picture.scale(sight)
    high, wide = (share * (side.stop - side.start) + beyond for side in sides)
    shape = min(_SHAPES, key=lambda each: abs(math.log(each * high / wide)))
    nearer = how.size / (max(high, wide / shape) * max(1.0, shape))
    nearer = max(min(nearer, CLOSEST, max(_NEAR, how.size) / how.size), 1.0)
    whole, dpi = all_on_body(
        body, marks, replace(how, size=round(how.size * nearer), view=sight.view, close=False), watch
    )
    lengths = (round(how.size * min(1.0, 1 / shape)), round(how.size * min(1.0, shape)))
    top, left = (
        min(max(round((side.start + side.stop) / 2 * nearer - length / 2), 0), whole.width - length)
        for side, length in zip(sides, lengths, strict=True)
    )
    return whole.crop((left, top, left + lengths[1], top + lengths[0])), dpi


def _cut(body: Profile, region: regions.Region, sight: picture.Sight) -> list[tuple[lay.Lying, Points, Scar]]:
    """The scars that are in sight: how each lies, and its path on the chart, mm."""
    out = []
    for scar in body.scars:
        path = place.scar_path(scar, region, sight.mirrored, body.build).astype(float)
        lying = _lying(place.whole(body, region), sight, _around(path, 4 * scar.width + 4))
        if lying is not None:
            out.append((lying, path, scar))
    return out


def _worn(marks: Sequence[Worn], sight: picture.Sight) -> list[tuple[lay.Lying, Worn]]:
    """The marks that are in sight, and how each lies."""
    out = []
    for each in marks:
        where = place.place(each.said, regions.region(each.said.region, each.said.build))
        there = not each.mark.empty and where.mirrored == sight.mirrored
        lying = _lying(where, sight, each.mark.box(margin=2.0)) if there else None
        if lying is not None:
            out.append((lying, each))
    return out


def _every_view(body: Profile, marks: Sequence[Worn], how: How, watch: Stopwatch) -> tuple[Image.Image, float]:
    """Every view that sees the region, side by side; the pixels per inch of the first."""
    views = _still(regions.region(body.region, body.build), body.build)
    seen = [all_on_body(body, marks, replace(how, view=view), watch) for view in views]
    out = Image.new("RGB", (sum(shown.width for shown, _ in seen), max(shown.height for shown, _ in seen)))
    left = 0
    for shown, _ in seen:
        out.paste(shown, (left, 0))
        left += shown.width
    return out, seen[0][1]


def view_of(said: Profile, how: How) -> str:
    """The view to render: one that the body has and that sees the profile's region, or `all`.

    InputError when there is none, with the ones there are.
    """
    region = regions.region(said.region, said.build)
    has = regions.bodies().get(said.build, ())
    seen = [view for view in region.views if view in has]
    if not seen:
        able = [build for build, views in regions.bodies().items() if set(views) & set(region.views)]
        raise InputError(f"the {said.build} body has no view of the {region.name}; builds that have: {', '.join(able)}")
    if how.view is not None and how.view not in (*seen, "all"):
        raise InputError(unknown(f"view of the {region.name}", how.view, (*seen, "all")))
    return how.view or (region.view if region.view in seen else seen[0])


def seen_from(said: Profile, looked_at: Profile, how: How) -> bool:
    """Whether the view of `looked_at` sees the region of a profile on the same body."""
    view, chart = view_of(looked_at, how), regions.region(said.region, said.build).chart
    views = _still(regions.region(looked_at.region, looked_at.build), looked_at.build) if view == "all" else [view]
    sights = (picture.Sight(looked_at.build, each, how.size, looked_at.side == "right") for each in views)
    return any(picture.sees(sight, chart) for sight in sights)


def _still(region: regions.Region, build: str) -> list[str]:
    """The views that a body has of a region, but for those round a turning limb, which are two dozen of the same."""
    has = regions.bodies()[build]
    return [view for view in region.views if view in has and not view.startswith(regions.TURN)]


def _lying(where: place.Placement, sight: picture.Sight, box: lay.Box) -> lay.Lying | None:
    """How a box of the ground lies in the picture; None when the view does not see its chart."""
    if not picture.sees(sight, where.chart):
        return None
    return lay.find(where, picture.chart(sight, where.chart), box, picture.scale(sight))


def _heed_size(said: Profile, mark: Mark) -> None:
    """A notice when a mark is smaller than it was asked to be: some keep to their region."""
    if said.size_mm is None or mark.empty:
        return
    left, top, right, bottom = mark.bounds()
    drawn = max(right - left, bottom - top)
    if drawn < ENOUGH * mark.size:
        told = f"{said.motif} keeps to the {said.region}: it is {drawn:.0f} mm long, not {mark.size:.0f}"
        warnings.warn(Notice(told), stacklevel=3)


def _heed_sight(said: Profile, mark: Mark, how: How) -> None:
    """ProfileError when a mark that was put somewhere is out of sight; a notice when most of it is."""
    if said.at is None or mark.empty:
        return
    region, view = regions.region(said.region, said.build), view_of(said, how)
    views = _still(region, said.build)
    share = max(_shown(said, region, mark, each) for each in (views if view == "all" else [view]))
    if share > ENOUGH or (region.wraps and share > 0.1):
        return
    where = place.told(said, region)
    if share > 0.1:
        warnings.warn(Notice(f"only part of the mark is in sight: it is {where}"), stacklevel=3)
        return
    better = [each for each in views if _shown(said, region, mark, each) > ENOUGH]
    hint = f"; seen in --view {', '.join(better)}" if better else ""
    raise ProfileError([Complaint("at", f"out of sight: {where}{hint}")])


def _shown(said: Profile, region: regions.Region, mark: Mark, view: str) -> float:
    """Share of a mark's box that a view shows, 0..1; however large the picture will be."""
    sight = picture.Sight(said.build, view, _GLANCE, said.side == "right")
    left, top, right, bottom = mark.bounds()
    box = (left, top, right - left, bottom - top)
    lying = _lying(place.place(said, region), sight, box)
    if lying is None:
        return 0.0
    x, y = lying.box[0] + lying.column / lying.ppmm, lying.box[1] + lying.row / lying.ppmm
    inside = (x >= left) & (x <= right) & (y >= top) & (y <= bottom)
    if not inside.any():
        return 0.0
    pixel = picture.scale(sight)
    wide, high = (min(float(np.ptp(v[inside])) + pixel, side) for v, side in ((x, box[2]), (y, box[3])))
    return wide * high / max(box[2] * box[3], 1e-6)


def _around(path: np.typing.NDArray[np.float64], margin: float) -> lay.Box:
    low, high = path.min(0) - margin, path.max(0) + margin
    return float(low[0]), float(low[1]), float(high[0] - low[0]), float(high[1] - low[1])


def on_nothing(mark: Mark, how: How, watch: Stopwatch) -> tuple[Image.Image, float]:
    """A composed mark alone, and its pixels per inch. Bare skin is one transparent picture."""
    if not 0 < how.size <= raster.LARGEST:
        raise InputError(f"a mark cannot be drawn {how.size} pixels large; 1 to {raster.LARGEST} can")
    box = mark.box()
    ppmm = how.size / max(box[2], box[3])
    width, height = max(round(box[2] * ppmm), 1), max(round(box[3] * ppmm), 1)
    with watch("svg"):
        text = mark.svg()
    with watch("raster"):
        drawn = raster.pixels(text, width, height, how.rasteriser)
        alpha = drawn[..., 3:].astype(np.uint16)
        straight = np.minimum((drawn[..., :3] * np.uint16(255) + alpha // 2) // np.maximum(alpha, 1), 255)
        shown = Image.fromarray(np.concatenate([straight, alpha], axis=-1).astype(np.uint8))
    return shown, ppmm * 25.4


def encoded(data: Said, form: Format = "png", how: How | None = None, watch: Stopwatch | None = None) -> bytes:
    """The bytes of a file: a PNG on the body, a `flat` transparent PNG, or an SVG."""
    said, how, watch = profile.parse(data), how or How(), watch or Stopwatch()
    # While the motif draws, another core lights the skin that it will lie on.
    early = form == "png" and how.cores != 1 and not how.close
    ahead = Thread(target=_light_ahead, args=(said, how), daemon=True) if early else None
    if ahead:
        ahead.start()
    with watch("compose"):
        mark = compose(said, how.motifs)
    if form == "svg":
        with watch("svg"):
            return mark.svg().encode()
    if ahead:
        with watch("raster"):
            raster.ready(how.rasteriser)
        with watch("skin"):
            ahead.join()
    shown, dpi = on_body(said, mark, how, watch) if form == "png" else on_nothing(mark, how, watch)
    with watch("encode"):
        return png.encode(shown, mark, said.seed, dpi, how.cores)


def _light_ahead(said: Profile, how: How) -> None:
    """Fill the cache of bare skin. Whatever is wrong is left to be told by who needs it."""
    if not SMALLEST <= how.size <= LARGEST:
        return
    with suppress(Exception):
        view = view_of(said, how)
        picture.bare(picture.Sight(said.build, view, how.size, said.side == "right"), said.skin, how.backdrop)


def save(data: Said, path: str | Path, form: Format | None = None, how: How | None = None) -> Path:
    """Render to a file, whole or not at all; the form is told by the suffix when it is not given."""
    target = Path(path)
    files.write(target, encoded(data, form or form_of(target), how))
    return target


def form_of(path: Path) -> Format:
    """What a file's suffix asks for. InputError when it is not one that can be written."""
    suffix = path.suffix.lower()
    if suffix in (".png", ".svg"):
        return "svg" if suffix == ".svg" else "png"
    raise InputError(f"cannot tell the format of {path.name!r}: it should end in .png or .svg, or say --format")
