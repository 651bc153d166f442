"""The scaled body, and the feet under it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import filled, frame, length, linear, normals, polyline, resample, ribbon, smooth, tangents, turned
from markgen.motifs._bird.feathers import plumes, ringed, slivers, vaned
from markgen.motifs._bird.keys import TOES
from markgen.motifs._bird.plumage import SHADE, Shapes
from markgen.motifs._bird.rig import Rig
from markgen.motifs._bird.wings import inches, wedges
from markgen.values import Linear, Outline, Points, Shape


@dataclass(frozen=True)
class Coat:
    """Rows of feathers over a stretch of the spine, from its share `first` to `last`.

    rows, across: how many. long: of a feather. point: 0 blunt to 1 lance. born: intensity. lit: shade at its lightest.
    flare: how far feathers stand off the outline at their tips. reach: how near the outline the outermost stand.
    nape: how much darker the far side is.
    """

    first: float
    last: float
    rows: int
    across: int
    long: float
    point: float
    born: float
    lit: float
    flare: float = 0.12
    reach: float = 0.94
    nape: float = 0.0


NECK = Coat(0.08, 0.46, 7, 7, 21.0, 1.0, 0.24, 1.0, 1.5, 1.0, 0.3)
BREAST = Coat(0.40, 0.78, 7, 7, 13.0, 0.7, 0.26, 1.02, 0.16)
TRUNK = Coat(0.6, 1.0, 5, 6, 13.0, 0.95, 0.2, 0.84, 0.16, 0.9)


WHIPS = ((-0.62, 0.0), (-0.4, 0.4), (-0.12, 0.12), (0.0, 0.85), (0.5, 0.0))
"""The black in the root of a body feather: across it in half widths, and along what is seen of it."""


def scales(bird: Rig, coat: Coat) -> Shapes:
    """The rows from the last back up to the first, each over the one below."""
    first, last, across, long, point = coat.first, coat.last, coat.across, coat.long, coat.point
    grown = bird.birth(coat.born, 0.25)
    if grown <= 0:
        return []
    out: Shapes = []
    total = length(bird.spine)
    r = bird.chance("scales", int(first * 100))
    s = np.array([0, 0.4, 0.75, 1])
    vane = np.clip(np.minimum(0.4 + 1.6 * s, 1) * (1 - s ** (4 - 2.4 * point)), 0, 1) ** 0.7
    marks = bird.birth(coat.born + 0.1, 0.25) * bird.blacked
    # Everything (rows, across, samples) at once.
    v = np.linspace(last, first, coat.rows)[:, None, None]
    wide = np.interp(v, np.linspace(0, 1, 80), bird.girth)
    odd = np.where(np.arange(coat.rows) % 2, 0.75, 0.25)[:, None, None]
    places = (np.arange(across)[:, None] + odd) / across * 2 - 1
    # The side the bird turns from the light is black between its feathers, the other bare.
    turned_ = np.interp(places, [-1, -0.4, 0.2, 0.65, 1], [1.15, 1.0, 0.5, 0.12, 0.05])
    # And all of it in the shade of the head.
    turned_ = np.maximum(turned_, np.clip((0.2 - v) / 0.1, 0, 1))
    jitter = r.normal(0, 0.05, (coat.rows, across))[..., None]
    along = v * total + s * long * (1 + jitter) * (0.4 + 0.6 * grown)
    aside = places * wide / 2 * (coat.reach + coat.flare * s)
    mid = frame(bird.spine, along.ravel(), aside.ravel(), 160).reshape(coat.rows, across, len(s), 2)
    broad = np.maximum(wide / across * 1.75 * vane * grown, 0.02)
    rings = [bird.mm(ringed(row, w)) for row, w in zip(mid, broad[:, 0], strict=True)]
    # Where light falls the line is lost. Between feathers of gold the lines are red.
    seam = bird.paint.warm if coat.lit > 0.9 else bird.paint.seam
    broadest = float(wide.max()) / 2
    ends = bird.mm(frame(bird.spine, [(first + last) / 2 * total] * 2, [-broadest, broadest], 160))
    lost = linear(*ends, (0, bird.paint.ink, 1), (0.45, seam, 0.9), (0.95, seam, 0.8))
    for row, at in enumerate(v.ravel()):
        # Under the tips of the row above: black that is whipped out along the feather and its barbs.
        way, black = mid[row][:, 3] - mid[row][:, 1], turned_[row] * broad[row, 0, 1]
        side = normals(frame(bird.spine, [at, at + 1], [0, 0], 160))[0] * black
        root, far = mid[row][:, 1] - 0.05 * way, way * (0.45 + 0.6 * turned_[row])
        corners = [root + x * side + y * far for x, y in WHIPS]
        # Where it is all in the light there is none.
        fine = [Outline(p) for p in bird.mm(np.stack(corners, axis=1))[turned_[row, :, 0] > 0.1]]
        half = float(wide[row, 0, 0]) / 2
        grade = _round(
            bird, coat, float(at), row, bird.mm(frame(bird.spine, [at * total + long / 2] * 2, [-half, half], 160))
        )
        made = bird.paint.inked([Outline(ring) for ring in rings[row]], grade, bird.paint.edge * 1.7 * grown, seam)
        if made is not None and made.stroke is not None and not bird.paint.paper:
            made = replace(made, stroke=lost)
        out.append(made)
        out.append(filled(fine, bird.paint.ink, 0.9 * marks))
    return out


def _round(bird: Rig, coat: Coat, at: float, row: int, ends: Points) -> Linear:
    """Light and shade round the body at a share of the spine: light falls on the side the bird faces; the other lies
    under its wing. ends: across the body, mm, from the far side."""
    level = coat.lit - 0.22 * (at - coat.first) / (coat.last - coat.first) + 0.06 * (row % 2)
    # The head casts its shade on the neck.
    level -= 0.42 * float(np.clip((0.24 - at) / 0.12, 0, 1)) * bird.birth(0.3, 0.3)
    stops = (
        (0.04, -0.1),
        (0.24, level - 0.72 - coat.nape),
        (0.48, level - 0.42 - coat.nape),
        (0.72, level - 0.06),
        (0.88, level + 0.2),
        (1, level - 0.05),
    )
    return bird.paint.grade(ends, stops, 0.25 * at)


def body(bird: Rig) -> Shapes:
    """The trunk, scaled from the tail up."""
    a, b = bird.mm(bird.spine[[0, -1]])
    ring = bird.curve(bird.mm(ribbon(bird.spine, bird.girth)[::4]))
    base = bird.paint.inked(ring, bird.paint.grade((a, b), ((0, 0.5), (0.5, 0.35), (1, 0.1))), bird.paint.edge)
    return [base, _bib(bird), *scales(bird, TRUNK)]


def _bib(bird: Rig) -> Shape | None:
    """The light of a faint bird's breast, down its lit side, before it has feathers there."""
    left = bird.birth(0.02, 0.12) * (1 - bird.birth(0.3, 0.25))
    v = np.linspace(0.1, 0.8, 14)
    wide = np.interp(v, np.linspace(0, 1, 80), bird.girth) * np.sin(np.pi * np.linspace(0, 1, 14)) ** 0.6
    along = v * length(bird.spine)
    edge = frame(bird.spine, along, 0.44 * wide, 160), frame(bird.spine, along, 0.02 * wide, 160)
    lit = bird.curve(bird.mm(np.concatenate([edge[0], edge[1][::-1]])))
    return filled(lit, bird.paint.fire(0.8), left) if bird.feeling.style.name == "natural" else None


def breast(bird: Rig) -> Shapes:
    """The breast, over the roots of the thighs, and the black of the body's shaded side."""
    return [*scales(bird, BREAST), _whips(bird)]


def _whips(bird: Rig) -> Shape | None:
    """Black flicked round the body from its far side, dying away towards the light."""
    # A faint bird has few.
    n = 28
    dark = np.where(np.arange(n) % 3 == 1, bird.birth(0.04, 0.2), bird.birth(0.34, 0.25))
    total = length(bird.spine)
    r = bird.chance("whips")
    v = np.linspace(0.12, 0.97, n)
    wide = np.interp(v, np.linspace(0, 1, 80), bird.girth)
    reach = r.uniform(0.14, 0.4, n) * wide
    u = np.linspace(0, 1, 3)
    # They run with the feathers, down and round.
    along = (v[:, None] + 0.07 * u) * total
    aside = -wide[:, None] / 2 + reach[:, None] * u**1.3
    paths = frame(bird.spine, along.ravel(), aside.ravel(), 160).reshape(n, 3, 2)
    strokes = slivers(bird.mm(paths), bird.k * (1.7 + 0.2 * (1 - bird.birth(0.2, 0.3))) * dark)
    return filled(strokes, bird.paint.ink, 0.9) if dark[1] > 0.05 and not bird.manner.soft else None


THIGH = ((0.5, 3), (0.28, 5), (0.04, 6), (-0.2, 6), (-0.46, 5))
"""Rows of feathers of a thigh: where along its bone, and how many. Of the far one the last are never seen."""


def foot(bird: Rig, which: int) -> Shapes:
    """Thigh feathers over a scaled shank, three toes forward and one back, all with claws."""
    grown = bird.birth(0.2, 0.2)
    if grown <= 0:
        return []
    hip, heel, ankle, turn = bird.leg(which)
    bone = heel - hip
    gold = bird.paint.grade(bird.mm([hip, ankle + np.array([0.0, 6.0])]), ((0.2, 0.1), (0.6, 0.5), (1, 0.85)))
    shank = resample(np.stack([heel - bone * 0.3, heel, ankle]), 9)
    stout = np.interp(np.linspace(0, 1, 9), [0, 0.3, 0.7, 1], [3.6, 4.4, 3.4, 4.2]) * grown
    # On a small mark lines as heavy would be all there is of a toe.
    edge = bird.paint.edge * (0.7 + 1.1 * bird.birth(0.3, 0.4))
    out: Shapes = [bird.paint.inked(bird.curve(bird.mm(ribbon(shank, stout))), gold, edge)]
    joints = [(shank, 2.9 * grown)]
    pads = np.array([3.4, 2.6, 3.1, 2.3, 2.7, 2.0, 1.9]) * (0.8 + 0.8 * bird.great) * grown
    talon = np.array([2.3, 2.2, 1.8, 1.3, 0.8, 0.03]) * (0.8 + 0.8 * bird.great) * grown
    dark, claws, lit = [], [], []
    for toe in TOES:
        path = smooth(
            turned((0.72 + 0.85 * bird.great) * (1 - 0.3 * bird.manner.soft) * np.array(toe) * grown, np.radians(turn))
            + ankle,
            16,
        )
        claws.append(polyline(bird.mm(ribbon(path[10:], talon))))
        out.append(bird.paint.inked(bird.curve(bird.mm(ribbon(path[:13:2], pads))), gold, edge))
        joints.append((path[1:11:2], 2.4 * grown))
        # The shade under a toe, and the light on its claw.
        side = normals(path) * np.where(normals(path) @ SHADE > 0, 1, -1)[:, None]
        dark.append(
            polyline(
                bird.mm(
                    np.concatenate([path[:12] + side[:12] * 1.5 * grown, path[11::-1] + side[11::-1] * 0.3 * grown])
                )
            )
        )
        lit.append(
            polyline(bird.mm(ribbon(path[10:15] - side[10:15] * 0.35 * grown, np.array([0.1, 0.5, 0.4, 0.3, 0.02]))))
        )
    bands = [
        polyline(bird.mm([p - q, p + q, p + along * 0.7]))
        for path, wide in joints
        for p, q, along in zip(path[1:-1], normals(path)[1:-1] * wide * 0.46, tangents(path)[1:-1], strict=True)
    ]
    scaled = bird.birth(0.45, 0.2)
    out += [
        filled(dark, bird.paint.ink, 0.55 * scaled) if bird.painted else None,
        filled(bands, bird.paint.seam, 0.8 * scaled),
        filled(claws, bird.paint.ink),
        filled(lit, bird.paint.fire(0.9), scaled * bird.close) if bird.painted else None,
    ]
    return [*out, *_thigh(bird, which, hip, bone, grown)]


def _thigh(bird: Rig, which: int, hip: Points, bone: Points, grown: float) -> Shapes:
    """Its feathers. bone: from the hip to the heel."""
    out: Shapes = []
    across = np.array([-bone[1], bone[0]]) / np.hypot(*bone)
    along = np.degrees(np.arctan2(bone[1], bone[0]))
    thick = (0.36 + 0.1 * bird.great) * float(np.hypot(*bone)) + 1.8
    for row, (v, n) in enumerate(THIGH[: 5 - 2 * which]):
        i = np.linspace(-1, 1, n)
        root = hip + bone * v + across * i[:, None] * thick * (1 - 0.8 * max(v, 0) - 0.4 * max(-v, 0))
        reach = np.hypot(*bone) * (0.8 - 0.1 * i**2) * grown
        fan = vaned(plumes(root, along + 8 * i, reach, -20 * i, 0 * i, 5), np.full(n, 0.5 * thick * grown), 0.95, i)
        ends = bird.mm([hip + bone * v + 0.3 * across * thick, hip + bone * (v + 0.78) - 0.3 * across * thick])
        paint = bird.paint.grade(
            ends, ((o, c - 0.2 * which - 0.03 * row) for o, c in ((0, 0.24), (0.5, 0.5), (1, 0.84)))
        )
        out.append(
            bird.paint.inked([polyline(ring) for ring in bird.mm(fan.rings())], paint, bird.paint.edge * 1.3 * grown)
        )
        if bird.blacked:
            out.append(filled(wedges(inches(bird, fan), 0.4, 0.85), bird.paint.ink, bird.birth(0.4, 0.2)))
    return out
