"""The pieces a heart is built of: chambers, vessels with their ends, and the fire over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    along,
    area,
    boundary,
    depth,
    dome,
    facets,
    forked,
    grow,
    heading,
    length,
    normals,
    poisson,
    shares,
    smooth,
    split,
    stepped,
    tangents,
    union,
)
from markgen.motifs._heart.anatomy import CHAMBERS, FLAMES, RIM, VESSELS
from markgen.motifs._heart.pose import LIGHT, Place, Pose
from markgen.values import Points

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GAP = 12.0
"""Units between the corners of the coarse facets."""
STRIPS = 5
"""Facets across a vessel."""
LIP = 16
"""Facets of the lip of a cut vessel."""


@dataclass(frozen=True, eq=False)
class Part:
    """A faceted piece: its rim; corners (x, y, z); triangles of corners; lines between corners, with births.

    lip, mouth, hole: rims of a cut end, of its opening, and of the dark in that. The lip's facets come last.
    tips: what a vessel ends in: outlines, and how light each is. branch: it grows out of the vessel before it.
    """

    ink: str
    rim: Points
    corners: Floats
    triangles: Ints
    lines: Ints
    births: Floats
    lip: Points | None = None
    mouth: Points | None = None
    hole: Points | None = None
    tips: tuple[tuple[Points, float], ...] = ()
    branch: bool = False

    def on(self, place: Place) -> Part:
        """The same in mm on the ground."""
        corners = self.corners * place.scale + [*place.shift, 0]
        lip, mouth, hole = (None if q is None else place(q) for q in (self.lip, self.mouth, self.hole))
        return replace(self, rim=place(self.rim), corners=corners, lip=lip, mouth=mouth, hole=hole)


def chamber(name: str, pose: Pose) -> Part:
    """A chamber: a coarse mesh on an inflated height, whose longer edges break in two as the feeling grows."""
    made, temper, design = CHAMBERS[name], pose.nature.temper, pose.nature.design
    some = pose.nature.chance("mesh", name)
    gap = GAP * design.gap * (1 + 0.35 * temper.soft)
    border = stepped(made.rim, 0.85 * gap)
    # Facets are long along the muscle's grain: the mesh is made on a plane squeezed that way.
    c, s = np.cos(made.grain), np.sin(made.grain)
    thin, thick = (0.45, 1.6) if design.cells == "shards" else (0.68, 1.15)
    squeeze = np.array([[thin * c, -thick * s], [thin * s, thick * c]])
    plane = area(border @ squeeze)
    spread = np.concatenate([border @ squeeze, poisson(grow(plane, -0.5 * gap), gap, some)])
    triangles = facets(spread, grow(plane, 0.05))
    p = spread @ np.linalg.inv(squeeze)

    def height(q: Points) -> Floats:
        return 0.85 * dome(depth(q, RIM), 40) + 0.85 * dome(depth(q, made.rim), 17)

    rough = gap * (0.095 + 0.16 * temper.spikes) * (1 - 0.6 * temper.soft)
    z = height(p) + some.normal(0, rough, len(p)) * (np.arange(len(p)) >= len(border))

    sides = np.sort(triangles[:, [[0, 1], [1, 2], [2, 0]]], -1).reshape(-1, 2)
    edges, side_of = np.unique(sides, axis=0, return_inverse=True)
    side_of = side_of.reshape(-1, 3)
    a, b = p[edges[:, 0]], p[edges[:, 1]]
    inner = np.bincount(side_of.ravel(), minlength=len(edges)) == 2
    long = np.hypot(b[:, 0] - a[:, 0], b[:, 1] - a[:, 1]) * np.exp(some.normal(0, 0.35, len(edges)))
    fold = 3.0 if design.cells in ("folds", "glass") else 1.0
    broken = inner & (long > gap * (fold + 0.9 * temper.soft))
    births = some.uniform(0.52, 0.86, len(edges))
    share = pose.nature.feeling.births(births)
    at = some.uniform(0.38, 0.62, (len(edges), 1))
    aside = some.normal(0, 0.1, (len(edges), 1)) * np.column_stack([a[:, 1] - b[:, 1], b[:, 0] - a[:, 0]])
    middle = a + (b - a) * at + aside * share[:, None]
    # A new corner is born in the plane of its edge, and rises to its own height.
    level = z[edges[:, 0]] * (1 - at[:, 0]) + z[edges[:, 1]] * at[:, 0]
    risen = level + (height(middle) + some.normal(0, rough, len(edges)) - level) * share
    number = np.cumsum(broken) - 1 + len(p)
    pieces, lines, born = split(triangles, side_of, broken, number, births)
    whole = edges[inner & ~broken]
    halves = np.stack([edges[broken], np.repeat(number[broken][:, None], 2, 1)], -1).reshape(-1, 2)
    first = pose.nature.chance("edges", name).uniform(0.4, 0.56, len(whole) + len(halves))
    flatp = pose(np.concatenate([p, middle[broken]]))
    return Part(
        made.ink,
        pose(stepped(made.rim, 2.0)),
        np.column_stack([flatp, np.concatenate([z, risen[broken]])]),
        pieces,
        np.concatenate([whole, halves, lines]),
        np.concatenate([first, born]),
    )


def vessel(name: str, pose: Pose) -> Part | None:
    """A faceted tube, grown out of the heart as far as its birth allows; None before it is born."""
    made, temper, design = VESSELS[name], pose.nature.temper, pose.nature.design
    grown = pose.nature.birth(made.born, 0.2 if made.born < 0.2 else 0.32)
    if grown <= 0:
        return None
    some = pose.nature.chance("vessel", name)
    control = made.path.copy()
    control[1:] += some.normal(0, 1.0, (len(control) - 1, 2)) * np.linspace(0.3, 1, len(control) - 1)[:, None]
    control[-1] += (control[-1] - control[-2]) * some.uniform(-0.25, 0.35)
    path = pose.vessel(smooth(control, 60))
    rings = max(3, round(length(smooth(made.path, 60)) / 9.5)) + 1
    at = np.linspace(0, grown, rings)
    middle, side = along(path, at), normals(path)
    side = np.column_stack([np.interp(at, shares(path), side[:, k]) for k in (0, 1)])
    radius = np.interp(at, np.linspace(0, 1, len(made.radii)), made.radii) * pose.risen * (0.45 + 0.55 * grown)
    if made.cut and design.ends == "roots":
        # It thins out on its way to where it forks.
        radius = radius * np.interp(np.linspace(0, 1, rings), [0, 0.45, 1], [1, 0.95, 0.5])
    radius = radius * (1 + some.normal(0, 0.035 + 0.06 * temper.spikes, rings))
    tube = replace(_tube(made.ink, middle, side, radius, some), branch=made.ink == "artery" and made.cut)
    ahead = tangents(path)[int(grown * 59)]
    # The three great vessels stay cut; the lesser ones end as the design would have it.
    blooms = design.ends == "blooms" and made.radii[0] < 8
    if not made.cut:
        return tube
    if not (blooms or design.ends == "roots"):
        return _ended(tube, middle[-1], side[-1], ahead, radius[-1], pose.nature.birth(0.26, 0.3), made.tilt)
    if design.ends == "roots":
        roots = forked(middle[-1], ahead, radius[-1], some)
        return replace(tube, tips=tuple((root, 0.0) for root in roots))
    return replace(tube, tips=tuple(_bloom(middle[-1] + 0.9 * radius[-1] * ahead, radius[-1], some)))


def _tube(ink: str, middle: Points, side: Points, radius: Floats, some: np.random.Generator) -> Part:
    """A tube of facets in strips, from the middles, sides and radii of its rings."""
    rings = len(radius)
    turn = np.linspace(-1, 1, STRIPS + 1) + np.where(np.arange(rings) % 2, 0.25, -0.25)[:, None] / STRIPS
    turn[:, 1:-1] += some.normal(0, 0.05, (rings, STRIPS - 1))
    turn[:, 0], turn[:, -1] = -1, 1
    across, up = np.sin(turn * np.pi / 2), np.cos(turn * np.pi / 2)
    flatp = middle[:, None] + side[:, None] * (across * radius[:, None])[..., None]
    corners = np.concatenate([flatp, (up * radius[:, None])[..., None]], -1).reshape(-1, 3)

    k = (np.arange(rings - 1)[:, None] * (STRIPS + 1) + np.arange(STRIPS)).ravel()
    a, b, c, d = k, k + 1, k + STRIPS + 2, k + STRIPS + 1
    flip = (some.random(len(k)) < 0.5)[:, None]
    one = np.where(flip, np.stack([a, b, c], 1), np.stack([a, b, d], 1))
    two = np.where(flip, np.stack([a, c, d], 1), np.stack([b, c, d], 1))
    inner = np.arange(len(k)) % STRIPS > 0
    slant = np.where(flip, np.stack([a, c], 1), np.stack([b, d], 1))
    births = some.uniform([[0.44], [0.58], [0.46]], [[0.62], [0.86], [0.7]], (3, len(k)))
    rim = np.concatenate([flatp[:, 0], flatp[::-1, -1]])
    return Part(
        ink,
        rim,
        corners,
        np.concatenate([one, two]),
        np.concatenate([np.stack([a, d], 1)[inner], slant, np.stack([a, b], 1)]),
        np.concatenate([births[0][inner], births[1], births[2]]),
    )


def _bloom(middle: Points, radius: float, some: np.random.Generator) -> list[tuple[Points, float]]:
    """A flower of six folded petals."""
    out: list[tuple[Points, float]] = []
    start = some.uniform(0, 1)
    for k, a in enumerate((np.arange(6) * np.pi / 3 + start).tolist()):
        tip = middle + heading(a) * radius * (2.7 if k % 2 else 2.3)
        for wing in (-1, 1):
            shoulder = middle + heading(a + wing * np.pi / 6) * radius * 1.75
            light = 0.95 if (shoulder - tip) @ LIGHT[:2] > 0 else 0.5
            out.append((np.stack([middle, shoulder, tip]), light if wing > 0 else light - 0.2))
    return [*out, (middle + heading(np.arange(6) * np.pi / 3 + start) * radius * 0.55, 0.05)]


def flames(pose: Pose) -> list[tuple[Points, float]]:
    """The fire over a heart that is devoted: folded tongues, and how light each side of them is."""
    out = []
    for k, (x, wide, tall, lean) in enumerate(FLAMES):
        up = tall * pose.nature.temper.flames * pose.nature.birth(0.3 + 0.04 * k, 0.35)
        if up > 0.5:
            y = -62.0
            tip, bend, heel = (x + lean, y - up), (x - 0.6 * lean, y - 0.5 * up), (x + 0.2 * lean, y + 6)
            near = ((x - wide, y), (x - 1.1 * wide - 0.3 * lean, y - 0.36 * up), tip, bend, heel)
            far = ((x + wide, y), (x + 0.9 * wide - 0.3 * lean, y - 0.42 * up), tip, bend, heel)
            sides = ((near, 0.86), (far, 0.4))
            out += [(pose.vessel(np.array(p)), light) for p, light in sides]
    return out


def _ended(tube: Part, centre: Points, side: Points, ahead: Points, radius: float, opened: float, tilt: float) -> Part:
    """A tube with its far end cut: a lip of eight facets round a dark mouth, or, turned away, the round of its rim."""
    radius = radius * (0.2 + 0.8 * opened)
    if tilt < 0:
        return _turned_away(tube, centre, side, ahead * -tilt, radius)
    turn = np.arange(8) * np.pi / 4 + np.pi / 8
    ring = np.outer(np.sin(turn), side) + tilt * np.outer(np.cos(turn), ahead)
    lip, mouth = centre + 1.14 * radius * ring, centre + 0.8 * radius * ring
    slope = 0.7 * radius * (0.5 - 0.5 * np.cos(turn))
    n, i, j = len(tube.corners), np.arange(8), (np.arange(8) + 1) % 8
    both = np.concatenate([np.column_stack([lip, slope]), np.column_stack([mouth, slope + 0.16 * radius])])
    return replace(
        tube,
        rim=max(boundary(union([area(tube.rim), area(lip)])), key=len),
        corners=np.concatenate([tube.corners, both]),
        triangles=np.concatenate([tube.triangles, n + np.stack([i, j, j + 8], 1), n + np.stack([i, j + 8, i + 8], 1)]),
        lip=lip,
        mouth=mouth,
        hole=centre + 0.62 * radius * ring - 0.1 * radius * ahead,
    )


def _turned_away(tube: Part, centre: Points, side: Points, ahead: Points, radius: float) -> Part:
    """A tube whose end faces away from the eye: its wall goes on to the rim, which is a round that stands out."""
    turn = np.linspace(-1, 1, STRIPS + 1) * np.pi / 2
    rim = centre + radius * (np.outer(np.sin(turn), side) + np.outer(np.cos(turn), ahead))
    n, k = len(tube.corners), np.arange(STRIPS)
    last = n - STRIPS - 1 + k
    return replace(
        tube,
        rim=max(boundary(union([area(tube.rim), area(rim)])), key=len),
        corners=np.concatenate([tube.corners, np.column_stack([rim, 0.8 * radius * np.cos(turn)])]),
        triangles=np.concatenate(
            [tube.triangles, np.stack([last, last + 1, n + k + 1], 1), np.stack([last, n + k + 1, n + k], 1)]
        ),
    )
