"""Placement: where on a region's chart a mark lies, and from chart millimetres to the mark's own."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.errors import Complaint, ProfileError, unknown
from markgen.growth import smoothstep
from markgen.profile import Offset, Profile, Scar
from markgen.regions import Girth, Region

_WAYS = {
    "proximal": (0, 1),
    "up": (0, 1),
    "distal": (0, -1),
    "down": (0, -1),
    "right": (1, 0),
    "left": (-1, 0),
}
_STEP = re.compile(r"\s*([+-])\s*(\d+(?:\.\d+)?|\.\d+)\s*(mm|cm)\s+([a-z]+)\s*")

_FINE = 16

CENTRE = "centre"
"""The landmark that every region has: its own middle."""

FARTHEST = 2000.0
"""mm from a chart's origin beyond which no skin can be."""

Floats = NDArray[np.float32]

_ROUND = (0.35, 0.75)
"""Share of the way round a limb up to which a mark keeps its millimetres, and from which it is as wide as the limb."""


@dataclass(frozen=True)
class Placement:
    """A ground laid on a chart.

    centre: chart mm (u, v) under the ground's centre, on the picture's side. turn: radians, anticlockwise.
    mirrored: the picture is the left body's, flipped; the mark never is. width, height: of the ground, mm.
    wraps, period: as the region's. A picture of skin closes round a limb only when the mark stands upright on it:
    a turned one's x no longer runs round.
    girth: of the limb, if it is one. wound: how far the mark goes by it: at 0 its x is in mm, and at 1 in shares of
    the way round, so that it closes on itself where the limb is thin as where it is thick.
    """

    chart: str
    centre: tuple[float, float]
    turn: float
    mirrored: bool
    width: float
    height: float
    wraps: bool
    period: float | None
    girth: Girth | None = None
    wound: float = 0.0

    @property
    def tiles(self) -> bool:
        """Whether x on the ground runs round the limb, so that x = width is x = 0 again."""
        return self.wraps and self.turn == 0

    def worn(self, width: float) -> Placement:
        """The same for a mark so many mm wide: the more of the way round it takes, the more it goes by that."""
        if not self.tiles or self.girth is None:
            return self
        low, high = _ROUND
        return replace(self, wound=smoothstep((width / self.width - low) / (high - low)))

    def across(self, v: ArrayLike) -> Floats | np.float32:
        """mm of the ground to one of u, at v."""
        if self.period is None or self.girth is None or self.wound == 1:
            return np.float32(1)
        table = _shares(self.girth, self.period, self.wound)
        place = (np.asarray(v, np.float32) - np.float32(self.girth.low)) * np.float32(_FINE) + np.float32(0.5)
        return np.asarray(table.take(place.astype(np.int32), mode="clip"), np.float32)

    def ground(self, uv: ArrayLike, left: float | None = None) -> tuple[Floats, Floats]:
        """Chart mm (..., 2), of the picture's side, to x and y on the ground, mm.

        left: where the mark begins; round a limb, what is left of it is the far end of the way round.
        """
        uv = np.asarray(uv, np.float32)
        u, v = uv[..., 0] - self.centre[0], uv[..., 1] - self.centre[1]
        across = self.across(uv[..., 1])
        if self.period:
            u = (u + self.period / 2) % self.period - self.period / 2
        u = u * across
        c, s = np.float32(np.cos(self.turn)), np.float32(np.sin(self.turn))
        x, y = u * c + v * s + self.width / 2, self.height / 2 - (v * c - u * s)
        if left is not None and self.period and self.tiles:
            x = (x - left) % (np.float32(self.period) * across) + np.float32(left)
        return np.asarray(x, np.float32), np.asarray(y, np.float32)

    def chart_mm(self, points: ArrayLike) -> Floats:
        """Ground mm (..., 2) to chart mm of the picture's side: the inverse of `ground`."""
        p = np.asarray(points, np.float32)
        x, up = p[..., 0] - self.width / 2, self.height / 2 - p[..., 1]
        c, s = np.cos(self.turn), np.sin(self.turn)
        u, v = x * c - up * s, x * s + up * c + self.centre[1]
        u = u / self.across(v) + self.centre[0]
        return np.asarray(np.stack([u, v], axis=-1), np.float32)


@lru_cache(maxsize=64)
def _shares(girth: Girth, period: float, wound: float) -> Floats:
    """mm of the ground to one of u, `_FINE` times a mm of v: to be looked up for every pixel of a picture."""
    v = girth.low + np.arange(_FINE * girth.step * (len(girth.mm) - 1) + 1) / _FINE
    return np.asarray((girth.at(v) / period) ** (1 - wound), np.float32)


def place(said: Profile, region: Region) -> Placement:
    """Where the profile's mark lies. ProfileError when its `at` names no landmark of the region."""
    flip = -1.0 if said.side == "right" else 1.0
    u, v = spot(said, region)
    return Placement(
        region.chart,
        (u * flip if said.at is None else u, v),
        float(np.radians(said.rotation)),
        said.side == "right",
        region.width,
        region.height,
        region.wraps,
        region.period,
        region.girths.get(said.build),
    )


def spot(said: Profile, region: Region) -> tuple[float, float]:
    """Chart mm of the profile's `at`, on its own side of the body; the region's centre, unflipped, when absent.

    First up or down the limb, then round it: mm to the right are of the skin that is met there.
    """
    if said.at is None:
        return region.centre
    name, right, up = _said(said.at)
    u, v = _landmark(name, region)
    u, v = u * (-1.0 if said.side == "right" else 1.0), v + up
    u += right / region.across(v, said.build)
    if not (abs(u) <= FARTHEST and abs(v) <= FARTHEST):
        raise ProfileError([Complaint("at", f"more than {FARTHEST:.0f} mm away is off the body")])
    return u, v


def _said(at: str | Offset) -> tuple[str, float, float]:
    """A landmark's name, and mm to the right of it and up."""
    if isinstance(at, Offset):
        return at.landmark, at.right, at.up
    name, rest = _split(at.lower())
    right = up = 0.0
    while rest:
        step = _STEP.match(rest)
        if not step:
            wrong = f"cannot read {rest.strip()[:40]!r}: write it like 'wrist-crease + 20mm proximal'"
            raise ProfileError([Complaint("at", wrong)])
        sign, number, unit, way = step.groups()
        if way not in _WAYS:
            raise ProfileError([Complaint("at", unknown("direction", way, _WAYS))])
        reach = float(number) * (10 if unit == "cm" else 1) * (1 if sign == "+" else -1)
        right, up = right + _WAYS[way][0] * reach, up + _WAYS[way][1] * reach
        rest = rest[step.end() :]
    return name, right, up


def told(said: Profile, region: Region) -> str:
    """Where the profile's `at` is, in words: from the middle of its region, and how far that reaches, mm."""
    u, v = spot(said, region)
    flip = -1 if said.side == "right" else 1
    share = region.across(v, said.build)
    across, up = (u - region.centre[0] * flip) * share, v - region.centre[1]
    return (
        f"{abs(across):.0f} mm {'right' if across >= 0 else 'left'} and "
        f"{abs(up):.0f} mm {'up' if up >= 0 else 'down'} from the "
        f"middle of the {region.name}, which reaches {region.width / 2 * share:.0f} mm to each side, "
        f"{region.height / 2:.0f} mm up and down"
    )


def _split(text: str) -> tuple[str, str]:
    found = re.match(r"\s*([a-z][a-z0-9-]*[a-z0-9])\s*", text)
    if not found:
        raise ProfileError([Complaint("at", f"cannot read {text[:40]!r}: it starts with a landmark's name")])
    return found.group(1), text[found.end() :]


def _landmark(name: str, region: Region) -> tuple[float, float]:
    known = {CENTRE: region.centre, **region.landmarks}
    if name not in known:
        raise ProfileError([Complaint("at", unknown(f"landmark of the {region.name}", name, known))])
    return known[name]


def whole(said: Profile, region: Region) -> Placement:
    """The region itself: centred and upright, on the profile's side of the body."""
    return place(said.model_copy(update={"at": None, "rotation": 0.0}), region)


def scar_path(scar: Scar, region: Region, mirrored: bool = False, build: str = "masculine") -> Floats:
    """A scar on the region's own ground, (n, 2) mm: x right, y down from its upper left corner.

    mirrored: it is on the right body, where a named scar runs the other way round; a path is as it was drawn.
    ProfileError when it has neither name nor path, or a name that the region does not hold.
    """
    middle = np.array([region.width / 2, region.height / 2])
    if scar.path is not None:
        return np.asarray(middle + np.array(scar.path) * [1, -1], np.float32)
    if scar.name is None:
        raise ProfileError([Complaint("scars", "a scar needs a name or a path")])
    shoulder = region.landmarks.get("acromion")
    elbow = region.landmarks.get("elbow") or region.landmarks.get("elbow-crease")
    if shoulder is None or elbow is None:
        raise ProfileError([Complaint("scars", f"the scar {scar.name!r} is not on the {region.name}")])
    top, bottom = (np.array(end) - region.centre for end in (shoulder, elbow))
    if region.period:
        # Round a limb the shorter way, each end in mm of the skin that is there.
        bottom[0] = top[0] + (bottom[0] - top[0] + region.period / 2) % region.period - region.period / 2
        top[0], bottom[0] = (end[0] * region.across(end[1] + region.centre[1], build) for end in (top, bottom))
        # It keeps to the outside of the arm, before the point of the elbow.
        bottom[0] = top[0] + 0.45 * (bottom[0] - top[0])
    # It starts below the tip of the shoulder, runs down the outside and swerves as a blade would.
    share = np.linspace(0.10, 0.94, 24)
    sway = 9.0 * np.sin(share * 5.0) + 4.0 * np.sin(share * 13.0 + 1.0)
    along = top + (bottom - top) * share[:, None]
    side = np.array([-(bottom - top)[1], (bottom - top)[0]]) / np.hypot(*(bottom - top))
    flip = -1.0 if mirrored else 1.0
    return np.asarray(middle + (along + side * sway[:, None]) * [flip, -1], np.float32)
