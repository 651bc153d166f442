"""Body hair: a down of fine pale hairs all over, and among it the few strong ones of forearm and breastbone.

Strands are bent, taper to nothing, lie in streams that turn slowly over the skin, and lean together in tufts. They are
drawn over a picture as the share of each pixel that they cover; where each one grows is settled on the figure, so that
it is the same in every view.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from markgen.bake.figure import Figure
from markgen.bake.mesh import Index, Points
from markgen.bake.noise import noise
from markgen.bake.views import View, palm, unit

Picture = npt.NDArray[np.float32]
FINER = 4
POINTS = 9
SOFTER_MM = 0.0035
"""Blur of a hair, mm (sigma), for every mm that it is out of the plane of focus."""
DOWN = 1.1e5
"""Fine hairs to a square metre of a man's skin."""


@dataclass(frozen=True)
class _Kind:
    """Hairs of one kind: thickness and length, mm: medians, and deviations of their logarithms. `most`: the longest.

    curl: how far a strand bends sideways. lift: how steeply it leaves the skin. tuft: how far tufts lean, radians.
    """

    seed: int
    thick: tuple[float, float]
    long: tuple[float, float]
    most: float
    curl: float
    lift: float
    tuft: float


FINE = _Kind(11, (0.019, 0.34), (4.2, 0.42), 10.0, 0.9, 0.30, 0.35)
STRONG = _Kind(12, (0.058, 0.34), (10.0, 0.45), 24.0, 1.1, 0.55, 0.60)


def hair(rest: Figure, posed: Figure, view: View, triangle: Index, place: Picture, cloth: Picture) -> Picture:
    """The hair of a figure in a view, (n, n) 0..1. triangle, place: what each pixel sees (-1: none), and where, m."""
    size = len(triangle)
    canvas = np.zeros((size * FINER, size * FINER), np.uint8)
    for kind, wanted in zip((FINE, STRONG), _wanted(rest), strict=True):
        _draw(canvas, rest, posed, view, kind, wanted, (triangle, place, cloth))
    drawn = np.asarray(cv2.resize(canvas, (size, size), interpolation=cv2.INTER_AREA), np.float32) / np.float32(255)
    return _focused(drawn, view, place, triangle >= 0)


def _focused(drawn: Picture, view: View, place: Picture, hit: npt.NDArray[np.bool_]) -> Picture:
    """Hair as the lens sees it: softer the farther it is from the plane of focus."""
    away = np.where(hit, np.abs((view.at - place) @ view.towards) * 1000, 0).astype(np.float32)
    sigma = SOFTER_MM * away / (view.frame * 1000 / len(drawn))
    for step in (0.5, 1.0, 2.0):
        soft = np.asarray(cv2.GaussianBlur(drawn, (0, 0), step), np.float32)
        drawn = drawn + (soft - drawn) * np.clip(sigma / step, 0, 1).astype(np.float32)
    return drawn


def _draw(
    canvas: npt.NDArray[np.uint8],
    rest: Figure,
    posed: Figure,
    view: View,
    kind: _Kind,
    wanted: Points,
    sight: tuple[Index, Picture, Picture],
) -> None:
    """Hairs of a kind, so many to the square metre of each face, drawn on a canvas FINER times as fine."""
    triangle, place, cloth = sight
    size = len(triangle)
    roots, normal, way, chance = _growth(rest, posed, kind, wanted)
    if not len(roots):
        return
    pixel_mm = view.frame * 1000 / size
    # A hair as thick again is longer, too.
    spread = chance[:, :2]
    thick = kind.thick[0] * np.exp(kind.thick[1] * spread[:, 0])
    long = kind.long[0] * np.exp(kind.long[1] * (0.5 * spread[:, 0] + 0.87 * spread[:, 1]))
    long = np.minimum(long, kind.most) * rest.scale / 1000
    strands = _strands(roots, normal, way, long, kind, chance[:, 2:])
    flat = view.project(strands.reshape(-1, 3)).reshape(*strands.shape[:2], 2)
    pixel = np.stack([flat[..., 0] + 0.5, 0.5 - flat[..., 1]], -1) * size
    at = np.floor(pixel[:, 0]).astype(int)
    inside = (at >= 0).all(1) & (at < size).all(1)
    at = np.clip(at, 0, size - 1)
    row, column = at[:, 1], at[:, 0]
    near = np.linalg.norm(place[row, column] - roots, axis=1) < 0.004
    facing = ((view.camera()[0] - roots) * normal).sum(1) > 0
    shown = inside & near & facing & (triangle[row, column] >= 0) & (cloth[row, column] < 0.5)
    taper = (1 - np.linspace(0.05, 0.95, POINTS - 1) ** 1.6) * 255 / pixel_mm * FINER
    for line, width in zip(pixel[shown], thick[shown], strict=True):
        points = np.round(line * FINER * 16).astype(np.int32)
        for k, share in enumerate(taper * width):
            cv2.line(canvas, points[k], points[k + 1], min(int(share), 255), 1, cv2.LINE_AA, 4)


def _wanted(rest: Figure) -> tuple[Points, Points]:
    """Fine and strong hairs to a square metre of each face."""
    quads, normals = rest.faces, rest.normals
    grown, male = rest.build.torso, rest.build.gender == "male"
    middle, normal = rest.points[quads].mean(1), normals[quads].mean(1)
    elbow, hand = rest.joints["l-elbow"], rest.joints["l-hand"]
    span = hand - elbow
    along = np.clip((middle - elbow) @ span / (span @ span), -0.2, 1.2)
    fore, upper = rest.parts["fore"][quads].mean(1), rest.parts["upper"][quads].mean(1)
    outside = np.clip((normal @ -palm(rest) + 0.45) / 1.1, 0, 1)
    fine = DOWN * (0.35 + 0.9 * np.maximum(fore, upper) * outside) * np.clip((1.05 - along) / 0.1, 0, 1)
    # The inner wrist and the inner side of the arm are all but bare.
    fine *= 1 - 0.75 * np.maximum(fore, upper) * (1 - outside)
    patchy = np.clip(1 + 1.1 * noise(middle * 1000, 14, 51), 0.1, 2.2)
    strong = 7.0e4 * fore * outside**1.5 * np.clip((along + 0.1) / 0.25, 0, 1) * np.clip((1.06 - along) / 0.2, 0.12, 1)
    strong += _on_trunk(rest, middle, normal) * (fore + upper < 0.3) * male
    return fine * (1.0 if male and grown else 0.5), strong * patchy * (1.0 if male else 0.06) * grown


def _on_trunk(rest: Figure, middle: Points, normal: Points) -> Points:
    """Strong hairs to a square metre of a man's trunk: on the breastbone, in a line down from it, about the areolae,
    in the armpits; few on shoulders, loins and nape."""
    x, y, z = middle.T / rest.scale
    front, back = np.clip(-normal[:, 1] / 0.4, 0, 1), np.clip(normal[:, 1] / 0.4, 0, 1)

    def about(place: float, at: Points, spread: float) -> Points:
        return np.asarray(np.exp(-0.5 * ((at - place) / spread) ** 2))

    chest = 3.4e4 * about(0, x, 0.030) * about(1.345, z, 0.048)
    chest += 0.7e4 * about(0, x, 0.075) * about(1.335, z, 0.055) + 1.2e4 * about(0, x, 0.012) * about(1.16, z, 0.07)
    for side in "lr":
        gap = np.linalg.norm(middle - rest.joints[f"{side}-nipple"], axis=1) / rest.scale
        chest += 2.2e4 * about(0.017, gap, 0.006)
    pit = 1.6e5 * about(0.193, np.abs(x), 0.012) * about(-0.012, y, 0.030) * about(1.335, z, 0.022)
    behind = 1.5e3 * about(0.12, np.abs(x), 0.06) * about(1.47, z, 0.04) + 3.0e3 * about(0, x, 0.05) * about(
        1.10, z, 0.05
    )
    behind += 1.2e4 * about(0, x, 0.05) * np.clip((z - 1.515) / 0.04, 0, 1)
    return chest * front + pit + behind * back


def _growth(rest: Figure, posed: Figure, kind: _Kind, wanted: Points) -> tuple[Points, Points, Points, Points]:
    """Where hairs grow: roots, normals and ways they lie (k, 3), and five normal deviates each (k, 5)."""
    quads = rest.faces
    a, b, c, d = (rest.points[quads[:, k]] for k in range(4))
    area = np.linalg.norm(np.cross(c - a, d - b), axis=1) / 2
    chance = np.random.Generator(np.random.PCG64(kind.seed))
    which = np.repeat(np.arange(len(quads)), chance.poisson(wanted * area))
    inside = chance.random((2, len(which), 1))

    def within(corner: Points) -> Points:
        u, v = inside
        low, high = (corner[:, i] * (1 - u) + corner[:, j] * u for i, j in ((0, 1), (3, 2)))
        return np.asarray(low * (1 - v) + high * v)

    home, roots = (within(each.points[quads[which]]) for each in (rest, posed))
    out = posed.normals[quads[which]].mean(1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    way = _streams(rest, posed, which, home)
    deviates = chance.standard_normal((len(which), 5))
    # Streams turn over centimetres, tufts lean together over millimetres, and each hair strays a little.
    turn = 0.45 * noise(home * 1000, 34, 52) + kind.tuft * noise(home * 1000, 5.5, 53) + 0.16 * deviates[:, 4]
    way -= out * (way * out).sum(1, keepdims=True)
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    way = way * np.cos(turn)[:, None] + np.cross(out, way) * np.sin(turn)[:, None]
    return roots, out, way, deviates


def _streams(rest: Figure, posed: Figure, which: Index, home: Points) -> Points:
    """The way that hairs lie on the whole: down the arm and towards the little finger, on the chest in and down,
    in a whorl round the nipples, and down the back away from the spine."""
    quads = rest.faces
    fore, upper = (rest.parts[name][quads].mean(1)[which, None] for name in ("fore", "upper"))
    hand = unit(posed.joints["l-hand"] - posed.joints["l-elbow"])
    little = unit(posed.joints["l-finger-5-1"] - posed.joints["l-finger-2-1"])
    x = home[:, :1]
    behind = rest.normals[quads].mean(1)[which, 1:2] > 0
    trunk = np.array([0.0, 0.0, -1.0]) + np.where(behind, 0.5, -0.9) * np.sign(x) * np.array([1.0, 0.0, 0.0])
    for side in "lr":
        off = home - rest.joints[f"{side}-nipple"]
        whorl = np.stack([-off[:, 2], 0 * x[:, 0], off[:, 0]], 1) * np.sign(x)
        trunk = trunk + ~behind * whorl / 0.02 * np.exp(-0.5 * (off**2).sum(1, keepdims=True) / 0.030**2)
    way = fore * (hand + 0.45 * little) + upper * unit(posed.joints["l-elbow"] - posed.joints["l-shoulder"])
    return np.asarray(np.where(fore + upper < 0.1, trunk, way), float)


def _strands(roots: Points, normal: Points, way: Points, long: Points, kind: _Kind, chance: Points) -> Points:
    """Each hair as a bent line, (k, POINTS, 3): it leaves the skin steeply and bows down to lie along it."""
    run = np.linspace(0, 1, POINTS)[None, :, None]
    length = long[:, None, None]
    lift = (kind.lift * np.exp(0.35 * chance[:, 0]))[:, None, None]
    bend, wave = (kind.curl * factor * chance[:, k][:, None, None] for k, factor in ((1, 0.30), (2, 0.16)))
    aside = np.cross(normal, way)[:, None]
    return (
        roots[:, None]
        + way[:, None] * length * (run - 0.12 * np.abs(bend) * run**2)
        + normal[:, None] * length * lift * (run - 0.62 * run**2)
        + aside * length * (bend * run**2 + wave * np.sin(4.2 * run) * run)
    )
