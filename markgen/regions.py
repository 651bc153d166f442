"""The places of the body that a mark may take: their size, views and landmarks, in millimetres.

Read from the index of the atlas, which is data; no template is opened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.errors import InputError, unknown

MODEL = "masculine"
"""The build on which regions were laid out; centres and landmarks are measured on each."""

TURN = "turn-"
"""Views of the atlas that stand round the arm at even angles are called turn-00, turn-01 and so on."""


@dataclass(frozen=True)
class Girth:
    """How long the way round a limb is: at v = `low` and on, every `step` mm, so many mm; beyond its ends, as there."""

    low: float
    step: float
    mm: tuple[float, ...]

    def at(self, v: ArrayLike) -> NDArray[np.float64]:
        """The way round at v, mm."""
        return np.asarray(np.interp(np.asarray(v, float), self.low + self.step * np.arange(len(self.mm)), self.mm))


@dataclass(frozen=True)
class Region:
    """A place of the body.

    chart: the name of its map from picture to skin. width, height: mm a mark may take. centre: of the
    region, chart mm (u right, v towards the head or shoulder). wraps, period: whether u runs round the
    limb, and after how many mm of u it is back, as many at the wrist as at the shoulder. girths: how long that way
    round really is, by build. view: the view it is best seen in; views: all that see it. landmarks: name -> chart mm,
    of the build that was asked for, as is the centre. guides: lines that a mark may follow, name -> points in chart mm.
    """

    name: str
    title: str
    chart: str
    width: float
    height: float
    centre: tuple[float, float]
    wraps: bool
    period: float | None
    view: str
    views: tuple[str, ...]
    landmarks: Mapping[str, tuple[float, float]]
    guides: Mapping[str, tuple[tuple[float, float], ...]]
    girths: Mapping[str, Girth] = field(default_factory=lambda: MappingProxyType({}))

    def across(self, v: float, build: str) -> float:
        """mm of skin to one of u at v: 1 but round a limb."""
        if self.period is None or build not in self.girths:
            return 1.0
        return float(self.girths[build].at(v)) / self.period

    @property
    def reach(self) -> float:
        """Longest side in mm of the largest mark that the region can carry."""
        return max(self.width, self.height)


_THREAD = (
    *((-152, 128), (-118, 116), (-70, 110), (-18, 107), (32, 100)),
    *((58, 76), (62, 36), (52, -16), (42, -70), (46, -130)),
)
_SHOULDER = ((16, 424), (18, 490), (26, 551), (33, 601), (45, 617))
_BLADE = ((60, 47), (84, 52), (110, 66), (140, 92), (168, 110))
"""u from the spine, which is at `_SPINE`."""
_SPINE = 3
GUIDES: Mapping[str, Mapping[str, tuple[tuple[float, float], ...]]] = {
    "neck-to-side": {"thread": _THREAD},
    "arm": {"shoulder": _SHOULDER},
    "back": {
        "left-blade": tuple((_SPINE - u, v) for u, v in _BLADE),
        "right-blade": tuple((_SPINE + u, v) for u, v in _BLADE),
    },
}
"""Lines over the body that marks may follow, by region and name, in chart mm of the model: a thread runs from the
Adam's apple along the collarbone, over the front of the shoulder, and down the side of the chest before the arm; the
shoulder is climbed from the outside of the arm, and crossed towards the shoulder blade; on the back, the spine of each
shoulder blade runs outwards from its root to the shoulder."""


@cache
def index() -> Mapping[str, object]:
    """The atlas's index as it was written."""
    text = files("markgen").joinpath("body", "atlas.json").read_text(encoding="utf-8")
    loaded: dict[str, object] = json.loads(text)
    return MappingProxyType(loaded)


@cache
def girths() -> Mapping[str, Mapping[str, Girth]]:
    """The way round the limbs, by chart and build."""
    text = files("markgen").joinpath("body", "girths.json").read_text(encoding="utf-8")
    found = {
        chart: {build: Girth(row["low"], row["step"], tuple(row["mm"])) for build, row in builds.items()}
        for chart, builds in json.loads(text).items()
    }
    return MappingProxyType(found)


@cache
def regions(build: str = MODEL) -> tuple[Region, ...]:
    """Every region of the atlas, in the order of the index, as it lies on a build: where that has no view of a region,
    as on the model."""
    rows = index()["regions"]
    assert isinstance(rows, list)
    here = [row | row.get("builds", {}).get(build, {}) for row in rows]
    return tuple(
        Region(
            name=row["name"],
            title=row["title"],
            chart=row["chart"],
            width=float(row["width"]),
            height=float(row["height"]),
            centre=(float(row["centre"][0]), float(row["centre"][1])),
            wraps=bool(row["wraps"]),
            period=row.get("period"),
            view=row["view"],
            views=tuple(row["views"]),
            landmarks=MappingProxyType({k: (float(u), float(v)) for k, (u, v) in row["landmarks"].items()}),
            guides=MappingProxyType(_lines(row.get("guides", GUIDES.get(row["name"], {})))),
            girths=girths().get(row["chart"], {}),
        )
        for row in here
    )


def _lines(rows: Mapping[str, Sequence[Sequence[float]]]) -> dict[str, tuple[tuple[float, float], ...]]:
    return {name: tuple((float(u), float(v)) for u, v in line) for name, line in rows.items() if len(line) > 1}


def region(name: str, build: str = MODEL) -> Region:
    """The region called `name`, of a build. InputError, with the nearest name, when there is none."""
    for known in regions(build):
        if known.name == name:
            return known
    raise InputError(unknown("region", name, (r.name for r in regions())))


@cache
def bodies() -> Mapping[str, tuple[str, ...]]:
    """Every build of the atlas, and the views it has."""
    rows = index()["templates"]
    assert isinstance(rows, list)
    out: dict[str, list[str]] = {}
    for row in rows:
        out.setdefault(row["build"], []).append(row["view"])
    return MappingProxyType({build: tuple(views) for build, views in out.items()})
