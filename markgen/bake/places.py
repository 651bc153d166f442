"""The regions that a mark may take, and the landmarks by which they are known, measured on a figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.spatial import cKDTree

from markgen.bake.charts import SkinChart
from markgen.bake.figure import Figure, opened
from markgen.bake.mesh import Points
from markgen.bake.views import every_view, palm, unit, views


@dataclass(frozen=True)
class Place:
    """A region to be measured: its chart, default view, and mm that a mark may take; its centre is the view's aim,
    moved by `shift` mm on the chart. A height or width of 0 is measured: the period, for a sleeve's width."""

    name: str
    title: str
    chart: str
    view: str
    width: float
    height: float
    shift: tuple[float, float] = (0.0, 0.0)


PLACES = (
    Place("wrist", "inner wrist", "wrist", "wrist", 52, 62, (0.0, 23.0)),
    Place("forearm", "inner forearm", "forearm", "forearm", 68, 165, (0.0, 22.0)),
    Place("forearm-outer", "outer forearm", "forearm-outer", "forearm-outer", 72, 175, (0.0, 33.0)),
    Place("upper-arm", "upper arm", "upper-arm", "upper-arm", 95, 160),
    Place("inner-arm", "inner upper arm", "inner-arm", "inner-arm", 70, 130),
    Place("arm", "whole arm, as a sleeve", "sleeve", "arm-outer", 0, 536, (-18.1, -0.1)),
    Place("outer-arm", "whole arm, outer side", "arm", "arm-outer", 85, 500, (-3.5, -0.1)),
    Place("chest", "left chest", "chest", "chest", 140, 130, (0.0, 5.0)),
    Place("collarbone", "left collarbone", "chest", "collarbone", 120, 42),
    Place("throat", "throat", "neck", "neck", 60, 62),
    Place("neck-to-side", "throat to the side of the chest", "neck", "neck", 170, 270),
    Place("back", "whole back", "back", "back", 400, 430),
    Place("shoulder-blade", "left shoulder blade", "back", "shoulder-blade", 130, 150),
)


CARRIES = 8.0
"""How far, mm, a line may be from the nearest vertex that two charts share, to be carried from one to the other."""


def surface(figure: Figure, start: Points, towards: Points, radius: float = 0.010) -> Points:
    """The skin first met from a place inside the body on the way towards a direction."""
    way = unit(np.asarray(towards, float))
    off = figure.points - start
    along = off @ way
    gap = np.linalg.norm(off - along[:, None] * way, axis=1)
    good = (gap < radius * figure.scale) & (figure.normals @ way > 0.2) & (along > -0.02)
    score = np.where(good, along + 3 * gap, np.inf)
    return np.asarray(figure.points[int(np.argmin(score))])


def landmarks(figure: Figure) -> dict[str, Points]:
    """Named places on the skin of the left side, m."""
    s, joints = figure.scale, figure.joints
    volar = palm(figure)
    found = {
        "wrist-crease": surface(figure, joints["l-hand"], volar),
        "elbow-crease": surface(figure, joints["l-elbow"], volar),
        "elbow": surface(figure, joints["l-elbow"], np.array([0.1, 1.0, -0.1])),
        "acromion": surface(figure, joints["l-shoulder"] + np.array([-0.012, 0.012, 0]) * s, np.array([0.0, 0.0, 1.0])),
    }
    if not figure.build.torso:
        return found
    back, front, up = np.array([0.0, 1.0, 0.0]), np.array([0.0, -1.0, 0.0]), np.array([0.0, 0.0, 1.0])
    neck = (
        (figure.points[:, 2] > 1.492 * s) & (figure.points[:, 2] < 1.528 * s) & (np.abs(figure.points[:, 0]) < 0.04 * s)
    )
    throat = figure.points[neck]
    found |= {
        "jugular-notch": surface(figure, np.array([0.0, -0.03, 1.452]) * s, front),
        "adams-apple": throat[np.argmin(throat[:, 1])],
        "collarbone-dip": surface(figure, np.array([0.068, -0.02, 1.470]) * s, 0.7 * up + front),
        "nipple-line": joints["l-nipple"],
        "axillary-line": surface(figure, np.array([0.08, 0.0, 1.255]) * s, np.array([1.0, 0.0, 0.0])),
        "shoulder-blade": surface(figure, np.array([0.105, 0.0, 1.350]) * s, back),
        "spine": surface(figure, np.array([0.0, 0.0, 1.345]) * s, back),
    }
    return found


def locate(chart: SkinChart, figure: Figure, place: Points, reach: float = 0.008) -> tuple[float, float] | None:
    """A place on the skin in a chart, mm; None when the chart does not cover it."""
    corner = figure.points[figure.faces[chart.faces]].reshape(-1, 3)
    gap = np.linalg.norm(corner - place, axis=1)
    best = int(np.argmin(gap))
    if gap[best] > reach:
        return None
    u, v = chart.uv.reshape(-1, 2)[best]
    return float(u), float(v)


def carried(
    line: ArrayLike, model: tuple[Figure, SkinChart], build: tuple[Figure, SkinChart]
) -> list[tuple[float, float]]:
    """A line on a chart of one body, mm, on the same skin of another, whose vertices have the same numbers: where the
    other's chart covers it."""
    own, there = (_corners(*each) for each in (model, build))
    shared = np.array([number for number in own if number in there])
    near = cKDTree(np.array([own[number] for number in shared]))
    found = []
    for gaps, rows in zip(*near.query(np.asarray(line, float), 4), strict=True):
        if gaps[0] < CARRIES:
            weight = 1 / np.maximum(gaps, 0.1)
            u, v = weight @ np.array([there[number] for number in shared[rows]]) / weight.sum()
            found.append((round(float(u), 1), round(float(v), 1)))
    return found


def _corners(figure: Figure, chart: SkinChart) -> dict[int, Points]:
    """The place on a chart of each vertex that it covers, mm."""
    numbers, uv = figure.faces[chart.faces].ravel(), chart.uv.reshape(-1, 2)
    return dict(zip(numbers.tolist(), uv, strict=True))


def aim(figure: Figure, view_name: str) -> int:
    """The vertex that is nearest to the middle of a view."""
    view = every_view(figure)[view_name]
    posed = opened(figure) if view.open_arm else figure
    eye, _, _ = view.camera()
    off = np.linalg.norm(view.project(posed.points), axis=1)
    depth = (eye - posed.points) @ view.towards
    good = (off < 0.03) & ((posed.normals * (eye - posed.points)).sum(1) > 0)
    if view.arm_only:
        good &= posed.parts["arm"] + posed.parts["hand"] > 0.5
    return int(np.argmin(np.where(good, depth + off * 0.1, np.inf)))


def clearings(figure: Figure) -> list[int]:
    """Vertices around which no mole may be, for a mark will be there."""
    known = views(figure)
    names = ("wrist", "forearm", "upper-arm", "inner-arm", "chest", "shoulder-blade")
    return [aim(figure, name) for name in names if name in known]


def centre(place: Place, figure: Figure, charts: Mapping[str, SkinChart]) -> tuple[float, float]:
    """Where on its chart the middle of a region is, mm."""
    marks = landmarks(figure)
    chart = charts[place.chart]
    if place.name == "throat":
        u, v = locate(chart, figure, marks["adams-apple"], 0.05) or (0.0, 0.0)
        v -= 18 * figure.scale
    elif place.name == "collarbone":
        u, v = locate(chart, figure, marks["collarbone-dip"], 0.05) or (0.0, 0.0)
        u, v = u + 16 * figure.scale, v - 22 * figure.scale
    elif place.name == "back":
        u, v = locate(chart, figure, marks["spine"], 0.05) or (0.0, 0.0)
        v -= 25 * figure.scale
    elif place.chart in ("sleeve", "arm"):
        outside = views(figure)[place.view].towards
        ends = [surface(figure, figure.joints[name], outside) for name in ("l-hand", "l-elbow", "l-shoulder")]
        (_, low), (u, _), (_, high) = (locate(chart, figure, end, 0.05) or (0.0, 0.0) for end in ends)
        v = (low + high) / 2
    else:
        u, v = locate(chart, figure, figure.points[aim(figure, place.view)], 0.05) or (0.0, 0.0)
    return round(u + place.shift[0], 1), round(v + place.shift[1], 1)
