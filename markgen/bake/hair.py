"""Body hair: short, bent, tapering strands that lie along the limb, drawn over a picture as the share of each pixel
that they cover. Where each one grows is settled on the figure, so that it is the same in every view."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from markgen.bake.figure import Figure
from markgen.bake.mesh import Index, Points
from markgen.bake.views import View, palm, unit

Picture = npt.NDArray[np.float32]
FINER = 4
THICK_MM = 0.075
POINTS = 7


def hair(rest: Figure, posed: Figure, view: View, triangle: Index, place: Picture, cloth: Picture) -> Picture:
    """The hair of a figure in a view, (n, n) 0..1. triangle, place: what each pixel sees (-1: none), and where, m."""
    size = len(triangle)
    roots, normal, lie, long, chance = _growth(rest, posed)
    if not len(roots):
        return np.zeros((size, size), np.float32)
    eye, _, _ = view.camera()
    strands = _strands(roots, normal, lie, long, chance)
    flat = view.project(strands.reshape(-1, 3)).reshape(*strands.shape[:2], 2)
    pixel = np.stack([flat[..., 0] + 0.5, 0.5 - flat[..., 1]], -1) * size
    at = np.floor(pixel[:, 0]).astype(int)
    inside = (at >= 0).all(1) & (at < size).all(1)
    at = np.clip(at, 0, size - 1)
    seen = place[at[:, 1], at[:, 0]]
    near = np.linalg.norm(seen - roots, axis=1) < 0.004
    facing = ((eye - roots) * normal).sum(1) > 0
    shown = inside & near & facing & (triangle[at[:, 1], at[:, 0]] >= 0) & (cloth[at[:, 1], at[:, 0]] < 0.5)
    canvas = np.zeros((size * FINER, size * FINER), np.uint8)
    wide = THICK_MM / (view.frame * 1000 / size) * FINER
    for line, strength in zip(pixel[shown], chance[shown, 3], strict=True):
        points = np.round(line * FINER * 16).astype(np.int32)
        for part, share in ((points[:4], 1.0), (points[3:], 0.55)):
            value = int(np.clip(255 * wide * share * (0.55 + 0.7 * strength), 0, 255))
            cv2.polylines(canvas, [part], False, value, 1, cv2.LINE_AA, 4)
    return np.asarray(cv2.resize(canvas, (size, size), interpolation=cv2.INTER_AREA), np.float32) / np.float32(255)


def _growth(rest: Figure, posed: Figure) -> tuple[Points, Points, Points, Points, Points]:
    """Where hairs grow: roots, normals and ways they lie (k, 3), lengths in m (k,), and four chances each (k, 4)."""
    much = {"male": 1.0, "female": 0.10}[rest.build.gender] if rest.build.torso else 0.0
    s, points = rest.scale, rest.points
    quads = rest.faces
    a, b, c, d = (points[quads[:, k]] for k in range(4))
    area = np.linalg.norm(np.cross(c - a, d - b), axis=1) / 2
    middle, normal = (a + b + c + d) / 4, rest.normals[quads].mean(1)
    back_of_arm = -palm(rest)
    elbow, hand = rest.joints["l-elbow"], rest.joints["l-hand"]
    down = unit(hand - elbow)
    fore, upper = rest.parts["fore"][quads].mean(1), rest.parts["upper"][quads].mean(1)
    along = np.clip((middle - elbow) @ down / np.linalg.norm(hand - elbow), -0.2, 1.2)
    outside = np.clip((normal @ back_of_arm + 0.45) / 1.1, 0, 1)
    thick = 1.15e5 * fore * outside**1.3 * np.clip((along + 0.1) / 0.25, 0, 1) * np.clip((1.06 - along) / 0.2, 0.12, 1)
    thick += 1.6e4 * upper * np.clip((normal @ unit(np.array([1.0, 0.6, 0.0])) + 0.3), 0, 1)
    x, z = middle[:, 0] / s, middle[:, 2] / s
    front = np.clip(-normal[:, 1] / 0.4, 0, 1) * (fore + upper < 0.1)
    sternum = np.exp(-0.5 * (x / 0.040) ** 2) * np.exp(-0.5 * ((z - 1.36) / 0.055) ** 2)
    pectoral = np.exp(-0.5 * ((np.abs(x) - 0.085) / 0.045) ** 2) * np.exp(-0.5 * ((z - 1.345) / 0.045) ** 2)
    thick += front * (1.3e5 * sternum + 4.0e4 * pectoral) * (rest.build.gender == "male")
    want = thick * area * much
    chance = np.random.Generator(np.random.PCG64(11))
    count = chance.poisson(want)
    which = np.repeat(np.arange(len(quads)), count)
    u, v = chance.random((2, len(which), 1))
    corner = posed.points[quads[which]]
    roots = (corner[:, 0] * (1 - u) + corner[:, 1] * u) * (1 - v) + (corner[:, 3] * (1 - u) + corner[:, 2] * u) * v
    out = posed.normals[quads[which]].mean(1)
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    posed_down = unit(posed.joints["l-hand"] - posed.joints["l-elbow"])
    posed_upper = unit(posed.joints["l-elbow"] - posed.joints["l-shoulder"])
    way = fore[which, None] * posed_down + upper[which, None] * posed_upper
    way += np.where(
        (fore + upper)[which, None] < 0.1, np.array([0.0, 0.0, -1.0]) - 0.5 * np.sign(corner[:, 0] * [1, 0, 0]), 0
    )
    side = np.cross(out, way)
    way = way + side * (0.35 + 0.30 * chance.standard_normal((len(which), 1)))
    way -= out * (way * out).sum(1, keepdims=True)
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    long = np.clip(np.exp(chance.normal(np.log(0.0095), 0.38, len(which))), 0.003, 0.020) * s
    long *= 1 - 0.5 * upper[which] * (1 - fore[which])
    return roots, out, way, long, chance.random((len(which), 4))


def _strands(roots: Points, normal: Points, way: Points, long: Points, chance: Points) -> Points:
    """Each hair as a bent line, (k, POINTS, 3): it leaves the skin steeply and bows down to lie along it."""
    run = np.linspace(0, 1, POINTS)[None, :, None]
    length = long[:, None, None]
    lift = (0.45 + 0.35 * chance[:, 0])[:, None, None]
    curl = (chance[:, 1] - 0.5)[:, None, None] * 0.7
    across = np.cross(normal, way)
    return (
        roots[:, None]
        + way[:, None] * length * run * 0.92
        + normal[:, None] * length * lift * (run - 0.62 * run**2)
        + across[:, None] * length * curl * run**2
    )
