"""The charts of a body: which skin each covers, where it is cut, and which way is up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from markgen.bake.figure import Figure, opened
from markgen.bake.mesh import Bools, Index, Points, edges_of, face_normals
from markgen.bake.unwrap import Patch, flattened, girth, in_mm, stretch, wound
from markgen.bake.views import CHARTED, View, every_view, palm, unit
from markgen.regions import Girth

ROUND = 267.9
"""mm of u after which a sleeve is back where it began, on every body: about the mean girth of a man's arm."""


@dataclass(frozen=True)
class SkinChart:
    """A patch of a figure laid flat.

    faces: (k,) of the figure. uv: (k, 4, 2) mm at their corners; on a chart that closes, u is a share of `period`.
    seen: (k,) 0..1, how well the chart's own view sees them. shape: (2 k, 3, 3) and flat: (2 k, 3, 2), the same as
    triangles, in mm. seam: (2 k,) which of them lie where it closes.
    """

    name: str
    view: str
    faces: Index
    uv: Points
    seen: Points
    period: float | None
    shape: Points
    seam: Bools

    @property
    def flat(self) -> Points:
        """uv as triangles."""
        return triangled(self.uv)

    @cached_property
    def girth(self) -> Girth | None:
        """Of a chart that closes: how long the way round is at each v."""
        return None if self.period is None else girth(self.shape, self.flat, self.seam, self.period)

    def stretched(self) -> tuple[Points, Points, Points]:
        """Singular values, determinants and areas of its triangles, as a mark amid its view lies on them."""
        if self.period is None or self.girth is None:
            return stretch(self.shape, self.flat)
        middle = float(np.median(self.flat[np.tile(self.seen, 2) > 0.5][..., 0]))
        return stretch(self.shape, in_mm(self.flat, self.girth, self.period, middle))


def triangled(corners: Points) -> Points:
    """Values at the corners of quads (k, 4, c) at the corners of their triangles (2 k, 3, c)."""
    return np.concatenate([corners[:, [0, 1, 2]], corners[:, [0, 2, 3]]])


class Surveyor:
    """Measures a figure: what its faces are and where they point, seen from the axis of the arm or from a view."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure
        self.middle: Points = figure.points[figure.faces].mean(1)
        self.normal = face_normals(figure.points, figure.faces)
        self.parts: Mapping[str, Points] = {name: part[figure.faces].mean(1) for name, part in figure.parts.items()}
        self.views = every_view(figure)

    @cached_property
    def armpit(self) -> float:
        """Height of the vault of the armpit, m."""
        upper = self.parts["upper"]
        near = np.linalg.norm(self.middle - self.figure.joints["l-shoulder"], axis=1) < 0.16 * self.figure.scale
        vault = near & (upper > 0.35) & (upper < 0.65) & (self.normal[:, 2] < 0)
        return float(np.quantile(self.middle[vault, 2], 0.1))

    def round_arm(self, points: Points, hidden: Points) -> tuple[Points, Points, Points]:
        """Angle about the bent axis of the arm (+-pi towards `hidden`), and m along the upper arm and the forearm."""
        shoulder, elbow, hand = (self.figure.joints[f"l-{name}"] for name in ("shoulder", "elbow", "hand"))
        angles, runs = [], []
        for a, b in ((shoulder, elbow), (elbow, hand)):
            axis = unit(b - a)
            off = points - a
            along = off @ axis
            off = off - along[:, None] * axis
            away = unit(hidden - axis * (hidden @ axis))
            angles.append(np.arctan2(-(off @ np.cross(axis, away)), -(off @ away)))
            runs.append(along)
        mix = np.clip((runs[1] + 0.03 * self.figure.scale) / (0.06 * self.figure.scale), 0, 1)
        cos = np.cos(angles[0]) * (1 - mix) + np.cos(angles[1]) * mix
        sin = np.sin(angles[0]) * (1 - mix) + np.sin(angles[1]) * mix
        return np.arctan2(sin, cos), runs[0], runs[1]

    @cached_property
    def opened(self) -> Figure:
        """The figure with its arm raised and turned outwards."""
        return opened(self.figure)

    def faced(self, open_arm: bool) -> tuple[Points, Points]:
        """Middles and normals of the faces, of the figure at rest or opened."""
        if not open_arm:
            return self.middle, self.normal
        points, faces = self.opened.points, self.figure.faces
        return points[faces].mean(1), face_normals(points, faces)

    def sight(self, view: View, margin: float = 0.62) -> tuple[Points, Bools]:
        """How squarely each face looks at a view's camera, -1..1, and whether it is in the frame or just outside."""
        middle, normal = self.faced(view.open_arm)
        ray = view.camera()[0] - middle
        square = (normal * ray).sum(1) / np.linalg.norm(ray, axis=1)
        return square, np.asarray((np.abs(view.project(middle)) < margin).all(1))


@dataclass(frozen=True)
class Plan:
    """How to make a chart.

    view: in which it should be truest. origin: where (0, 0) is, m. up: which way v grows there.
    covers: which faces. hidden: for limbs, the side on which it is cut, away from the axis. closes: whether it is not
    cut there but closes on itself. open_arm: whether the skin is
    measured with the arm raised and turned outwards, as its view has it.
    """

    name: str
    view: str
    origin: Points
    up: Points
    covers: Covers
    hidden: Points | None = None
    open_arm: bool = False
    closes: bool = False


Covers = Callable[[Surveyor], Bools]
"""Which faces of a figure a chart covers. Bounds are m on a body of 1.78 m."""


def _along(w: Surveyor, points: Points) -> tuple[Points, Points]:
    """m along the upper arm and along the forearm."""
    _, above, below = w.round_arm(points, palm(w.figure))
    return above, below


def _forearm(start: float, past: float, share: float = 0.0) -> Covers:
    """The forearm from `start` past the elbow (and that share of its length) to `past` beyond the wrist."""

    def covers(w: Surveyor) -> Bools:
        s, joints = w.figure.scale, w.figure.joints
        length = float(np.linalg.norm(joints["l-elbow"] - joints["l-hand"]))
        _, t = _along(w, w.middle)
        limb = (t > share * length + start * s) & (t < length + past * s) & (w.middle[:, 0] > 0.10 * s)
        return np.asarray((w.parts["arm"] + w.parts["hand"] > 0.6) & limb & (w.parts["hand"] < 0.995))

    return covers


def _above_elbow(w: Surveyor, past: float) -> Bools:
    """What lies above a place so far past the elbow, on the left."""
    s, joints = w.figure.scale, w.figure.joints
    t, _ = _along(w, w.middle)
    length = float(np.linalg.norm(joints["l-elbow"] - joints["l-shoulder"]))
    return np.asarray((t < length + past * s) & (w.middle[:, 0] > 0.10 * s))


def _upper_arm(w: Surveyor) -> Bools:
    """The upper arm with the cap of the shoulder."""
    m, s = w.middle, w.figure.scale
    cap = (w.parts["shoulder"] > 0.35) & (m[:, 0] > 0.13 * s) & (m[:, 2] > w.armpit + 0.02 * s)
    return np.asarray(((w.parts["arm"] > 0.5) | cap) & _above_elbow(w, 0.06))


def _whole_arm(w: Surveyor) -> Bools:
    return np.asarray((_upper_arm(w) | (w.parts["arm"] > 0.5)) & (w.parts["hand"] < 0.6))


def _inner_arm(w: Surveyor) -> Bools:
    return np.asarray((w.parts["arm"] > 0.5) & _above_elbow(w, 0.08))


def _sleeve(w: Surveyor) -> Bools:
    """The arm from the wrist over the shoulder to the blade. No chest and no flank: what runs round the arm at their
    height would come up on them again."""
    m, n, s = w.middle, w.normal, w.figure.scale
    front = (n[:, 1] < -0.2) & (m[:, 2] > w.armpit + 0.045 * s) & (m[:, 0] > 0.150 * s)
    top = (n[:, 2] > 0.2) & (m[:, 0] > 0.105 * s) & (m[:, 2] > w.armpit + 0.07 * s)
    rear = (n[:, 1] > 0.2) & (m[:, 2] > w.armpit + 0.045 * s) & (m[:, 0] > 0.06 * s)
    torso = (front | top | rear) & (w.parts["head"] < 0.02) & (w.parts["arm"] <= 0.5)
    return np.asarray(((w.parts["arm"] > 0.5) | torso) & (w.parts["hand"] < 0.6) & (m[:, 0] > 0.05 * s))


def _trunk(view: str, least: float, most: float) -> Covers:
    """What a view sees at least so squarely (-1..1), but for the head, and for limbs whose share in it is `most`."""

    def covers(w: Surveyor) -> Bools:
        square, inside = w.sight(w.views[view])
        limbs = (w.parts["right"] < most) & (w.parts["arm"] + w.parts["hand"] < most)
        return np.asarray(inside & limbs & (square > least) & (w.parts["head"] < 0.4))

    return covers


def plans(figure: Figure) -> dict[str, Plan]:
    """The charts of a figure, by name."""
    s, look = figure.scale, every_view(figure)
    shoulder, elbow, hand = (figure.joints[f"l-{name}"] for name in ("shoulder", "elbow", "hand"))
    along, above = unit(elbow - hand), unit(shoulder - elbow)
    medial = unit(np.array([-0.8, -0.6, 0.0]))
    rows = [
        Plan("wrist", "wrist", hand, along, _forearm(0.0, figure.build.heel, 0.45), -look["wrist"].towards),
        Plan("forearm", "forearm", hand, along, _forearm(-0.03, 0.03), -look["forearm"].towards),
        Plan("forearm-outer", "forearm-outer", hand, along, _forearm(-0.05, 0.03), -look["forearm-outer"].towards),
        Plan("upper-arm", "upper-arm", look["upper-arm"].at, above, _upper_arm, -look["upper-arm"].towards),
        Plan("inner-arm", "inner-arm", look["inner-arm"].at, above, _inner_arm, -medial, open_arm=True),
        Plan("arm", CHARTED, 0.5 * shoulder + 0.5 * elbow, above, _whole_arm, -look[CHARTED].towards),
        Plan("sleeve", CHARTED, hand, along, _sleeve, np.array([-1.0, 0.2, 0.0]), closes=True),
    ]
    if figure.build.torso:
        up = np.array([0.0, 0.0, 1.0])
        # A woman's breast and shoulders are rounder: what her views see only at a slant is left out, or all would be
        # squeezed for its sake.
        chest, neck = (0.0, 0.12) if figure.build.gender == "female" else (-0.25, -0.30)
        rows += [
            Plan("chest", "chest", look["chest"].at, up, _trunk("chest", chest, 0.9)),
            Plan("neck", "neck", look["neck"].at, up, _trunk("neck", neck, 0.9)),
            Plan("back", "back", np.array([0.0, 0.1, 1.345]) * s, up, _trunk("back", -0.20, 0.5)),
        ]
    return {plan.name: plan for plan in rows}


def chart(survey: Surveyor, plan: Plan) -> SkinChart:
    """The chart of a plan."""
    figure = survey.figure
    ids = np.flatnonzero(_tidy(figure.faces, plan.covers(survey)))
    ids = _largest(_touching(figure.faces[ids]), ids)
    if plan.hidden is not None and not plan.closes:
        ids = _uncut(figure.faces, ids, survey.round_arm(survey.middle[ids], plan.hidden)[0])
    quads = figure.faces[ids]
    used, local = np.unique(quads, return_inverse=True)
    local = local.reshape(quads.shape)
    points = (survey.opened if plan.open_arm else figure).points[used] * 1000
    edges, of = edges_of(local)
    seam = np.zeros(len(edges), bool)
    turns = np.zeros(local.shape)
    period = None
    if plan.hidden is not None:
        angle = survey.round_arm(figure.points[used], plan.hidden)[0]
        behind = np.cos(angle) < 0
        if plan.closes:
            arm = figure.parts["arm"][used] > 0.3
            over = np.sign(angle[edges[:, 0]]) != np.sign(angle[edges[:, 1]])
            # Only up to the armpit: over the shoulder, front and back are one skin.
            low = figure.points[used][:, 2] < survey.armpit + 0.02 * figure.scale
            over &= behind[edges].all(1) & arm[edges].any(1) & low[edges].all(1)
            turns = _turns(local, of, over, angle)
            period = ROUND
        else:
            face_angle = survey.round_arm(survey.middle[ids], plan.hidden)[0]
            seam = _between_sides(of, face_angle, len(edges))
    index = _cut(local, of, seam)
    square, inside = survey.sight(survey.views[plan.view])
    seen = np.clip((square[ids] + 0.15) / 0.45, 0, 1) * inside[ids]
    shape = triangled(points[local])
    flat = np.concatenate([index[:, [0, 1, 2]], index[:, [0, 2, 3]]])
    patch = Patch(
        shape,
        flat,
        triangled(turns[..., None])[..., 0],
        np.tile((0.04 if plan.closes else 0.05) + seen, 2),
        period,
    )
    uv = wound(patch) if plan.closes else flattened(patch)
    upright = (stretch(shape, patch.corners(uv))[1] > 0.02).reshape(2, -1).all(0)
    corners = uv[index]
    if period is not None:
        corners[..., 0] += turns * period
    middle, normal = survey.faced(plan.open_arm)
    corners = _oriented(corners, middle[ids] * 1000, normal[ids], plan, survey.views[plan.view], seen)
    # a fold at the very rim of a sleeve is no place for a mark: it is left out
    kept = np.tile(upright, 2)
    return SkinChart(
        plan.name,
        plan.view,
        ids[upright],
        corners[upright],
        seen[upright],
        period,
        shape[kept],
        (patch.turns != 0).any(1)[kept],
    )


def charts(figure: Figure, names: tuple[str, ...] | None = None) -> dict[str, SkinChart]:
    """The named charts of a figure, or all."""
    survey = Surveyor(figure)
    return {name: chart(survey, plan) for name, plan in plans(figure).items() if names is None or name in names}


def _tidy(faces: Index, chosen: Bools) -> Bools:
    """The choice with its ragged edge smoothed and its small holes filled."""
    link = _touching(faces)
    count = np.maximum(np.asarray(link.sum(1)).ravel(), 1)
    for _ in range(6):
        share = (link @ chosen.astype(float)) / count
        chosen = (chosen & (share > 0.3)) | (share > 0.7)
    left = np.flatnonzero(~chosen)
    piece = connected_components(link[left][:, left], directed=False)[1]
    size = np.bincount(piece)
    chosen[left[size[piece] < 0.05 * chosen.sum()]] = True
    return chosen


def _touching(faces: Index) -> sparse.csr_matrix:
    """(f, f), 1 where two faces share an edge."""
    _, of = edges_of(faces)
    row = np.repeat(np.arange(len(faces)), 4)
    touch = sparse.csr_matrix((np.ones(of.size), (row, of.ravel())))
    link = (touch @ touch.T).tolil()
    link.setdiag(0)
    return link.tocsr()


def _largest(link: sparse.csr_matrix, ids: Index) -> Index:
    """The largest piece of `ids` that hangs together by `link`, a matrix over them."""
    piece = connected_components(link, directed=False)[1]
    return np.asarray(ids[piece == np.bincount(piece).argmax()])


def _pairs(of: Index) -> tuple[Index, Index, Index]:
    """Inner edges with the flat corner numbers (face * 4 + k) that they start at in their two faces."""
    flat = of.ravel()
    order = np.argsort(flat, kind="stable")
    same = flat[order][1:] == flat[order][:-1]
    return flat[order][:-1][same], order[:-1][same], order[1:][same]


def _between_sides(of: Index, angle: Points, count: int) -> Bools:
    """Edges whose two faces lie on either side of the hidden line."""
    edge, a, b = _pairs(of)
    fa, fb = a // 4, b // 4
    apart = (np.sign(angle[fa]) != np.sign(angle[fb])) & (np.cos(angle[fa]) < 0) & (np.cos(angle[fb]) < 0)
    seam = np.zeros(count, bool)
    seam[edge[apart]] = True
    return seam


def _uncut(faces: Index, ids: Index, angle: Points) -> Index:
    """The faces without those that the seam would cut off from the rest."""
    edges, of = edges_of(faces[ids])
    seam = _between_sides(of, angle, len(edges))
    index = _cut(faces[ids], of, seam)
    row = np.repeat(np.arange(len(ids)), 4)
    share = sparse.csr_matrix((np.ones(index.size), (row, index.ravel())))
    return _largest(sparse.csr_matrix(share @ share.T), ids)


def _cut(faces: Index, of: Index, seam: Bools) -> Index:
    """Corners numbered so that faces share a number at a vertex only if they meet there without crossing the seam."""
    edge, a, b = _pairs(of)
    keep = ~seam[edge]
    a, b = a[keep], b[keep]

    def following(corner: Index) -> Index:
        return corner // 4 * 4 + (corner + 1) % 4

    flat = faces.ravel()
    links = []
    for one in (a, following(a)):
        for other in (b, following(b)):
            match = flat[one] == flat[other]
            links.append((one[match], other[match]))
    i, j = np.concatenate([x for x, _ in links]), np.concatenate([y for _, y in links])
    joined = sparse.coo_matrix((np.ones(len(i)), (i, j)), (flat.size, flat.size))
    return connected_components(joined, directed=False)[1].reshape(faces.shape).astype(np.int64)


def _turns(faces: Index, of: Index, over: Bools, angle: Points) -> Points:
    """Periods to add at each corner of a face that straddles the hidden line: its negative angles lie one turn on."""
    straddles = over[of].any(1)
    turns = np.zeros(faces.shape)
    turns[straddles] = (angle[faces[straddles]] < 0).astype(float)
    return turns


def _oriented(corners: Points, middle: Points, normal: Points, plan: Plan, view: View, seen: Points) -> Points:
    """The chart turned so that v grows along `up` at the origin, and moved so that the origin is (0, 0)."""
    ray = unit(plan.origin - view.camera()[0])
    off = middle / 1000 - plan.origin
    away = np.linalg.norm(off - (off @ ray)[:, None] * ray, axis=1) + 0.5 * (seen < 0.3)
    near = np.argsort(away)[:300]
    p, q = middle[near] - middle[near].mean(0), corners[near].mean(1)
    fit, *_ = np.linalg.lstsq(p, q - q.mean(0), rcond=None)
    up = plan.up - normal[near].mean(0) * (plan.up @ normal[near].mean(0))
    du, dv = up @ fit
    if plan.closes:
        turn = np.eye(2) * np.sign(dv)
    else:
        angle = np.arctan2(du, dv)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray((corners - corners[near[0]].mean(0)) @ turn.T)
