"""The subject of a picture: the part of a figure that a view needs, finer where it is seen, with charts and relief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from markgen.bake.charts import SkinChart, triangled
from markgen.bake.cycles import Subject
from markgen.bake.figure import Figure
from markgen.bake.garment import Garment
from markgen.bake.mesh import Index, Points, split_corners, subdivide, triangles
from markgen.bake.relief import Relief
from markgen.bake.views import View


@dataclass(frozen=True)
class Stage:
    """subject: what is lit. charts: name -> uv in mm (t, 3, 2) at the corners of its triangles, nan off the chart."""

    subject: Subject
    charts: Mapping[str, Points]


def staged(
    figure: Figure,
    view: View,
    charts: Mapping[str, SkinChart],
    reliefs: Mapping[str, Relief],
    worn: Garment | None = None,
) -> Stage:
    """The stage of a view. `reliefs` are laid by the charts of the same names."""
    faces = np.arange(len(figure.faces))
    place = np.abs(view.project(figure.points[figure.faces].mean(1))).max(1)
    if view.arm_only:
        faces = faces[((figure.parts["arm"] + figure.parts["hand"])[figure.faces] > 0.3).all(1)]
    faces = faces[place[faces] < 1.6]
    near, far = faces[place[faces] < 0.6], faces[place[faces] >= 0.6]
    used, local = np.unique(figure.faces[near], return_inverse=True)
    fine = subdivide(local.reshape(-1, 4).astype(np.int64), len(used))
    points = np.concatenate([fine.stencil @ figure.points[used], figure.points])
    quads = np.concatenate([fine.faces, figure.faces[far] + fine.stencil.shape[0]])
    corners = {name: _corners(figure, chart, near, far) for name, chart in charts.items()}
    laid = []
    for name, relief in reliefs.items():
        uv = relief.place(corners[name])
        laid.append((relief.height, np.where(np.isnan(uv), -5, uv)))
    compact, index = np.unique(triangles(quads), return_inverse=True)
    points, index = points[compact], index.reshape(-1, 3).astype(np.int64)
    if worn is None:
        return Stage(Subject(points, index, tuple(laid)), corners)
    extra = len(worn.triangles)
    subject = Subject(
        np.concatenate([points, worn.points]),
        np.concatenate([index, worn.triangles + len(points)]),
        tuple((height, _followed(uv, extra, -5.0)) for height, uv in laid),
        np.concatenate([np.zeros(len(index)), worn.dye]),
    )
    return Stage(subject, {name: _followed(uv, extra, np.nan) for name, uv in corners.items()})


def _followed(uv: Points, count: int, value: float) -> Points:
    """uv of triangles, with as many more after them that have none."""
    return np.concatenate([uv, np.full((count, 3, 2), value)])


def _corners(figure: Figure, chart: SkinChart, near: Index, far: Index) -> Points:
    uv = np.full((len(figure.faces), 4, 2), np.nan)
    uv[chart.faces] = chart.uv
    return triangled(np.concatenate([split_corners(uv[near]), uv[far]]))
