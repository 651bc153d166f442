"""Flattening a patch of skin into millimetres with as little stretch as can be.

A conformal map to begin with (least squares: Levy et al. 2002), then as rigid as possible (Liu et al. 2008, with the
weights of the cotangents), leaning on the triangles that will be seen. A sleeve is flattened on a cylinder: the same
equations, where a step over the seam adds one period to u; and since no limb is as thick at one end as at the other,
its u is read by the length of the round at each v, which is found on the way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.ndimage import gaussian_filter1d
from scipy.sparse.linalg import splu

from markgen.bake.mesh import Bools, Index, Points
from markgen.regions import Girth


@dataclass(frozen=True)
class Patch:
    """Triangles to be flattened.

    shape: (t, 3, 3) corners in mm. index: (t, 3) which unknown each corner is; cut skins share none. turns: (t, 3)
    how many periods each corner lies beyond its unknown. weight: (t,) how much each triangle matters.
    """

    shape: Points
    index: Index
    turns: Points
    weight: Points
    period: float | None = None

    def corners(self, uv: Points) -> Points:
        """uv of the unknowns (n, 2) at the triangles' corners (t, 3, 2)."""
        out = uv[self.index]
        if self.period is not None:
            out = out.copy()
            out[..., 0] += self.turns * self.period
        return out


def laid_flat(shape: Points) -> Points:
    """Triangles (t, 3, 3) laid in the plane without stretch, (t, 3, 2): seen from outside, as they are."""
    a, b = shape[:, 1] - shape[:, 0], shape[:, 2] - shape[:, 0]
    length = np.linalg.norm(a, axis=1)
    x = a / np.maximum(length, 1e-12)[:, None]
    normal = np.cross(a, b)
    y = np.cross(normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-15), x)
    flat = np.zeros((len(shape), 3, 2))
    flat[:, 1, 0] = length
    flat[:, 2, 0] = (b * x).sum(1)
    flat[:, 2, 1] = (b * y).sum(1)
    return flat


def stretch(shape: Points, flat: Points) -> tuple[Points, Points, Points]:
    """Singular values (t, 2) of skin mm -> chart mm, its determinant (t,), and the areas on the skin, mm^2."""
    rest = laid_flat(shape)
    before = np.stack([rest[:, 1], rest[:, 2]], 2)
    area = np.abs(np.linalg.det(before)) / 2
    keep = area > 1e-9
    jacobian = np.zeros((len(shape), 2, 2))
    after = np.stack([flat[:, 1] - flat[:, 0], flat[:, 2] - flat[:, 0]], 2)
    jacobian[keep] = after[keep] @ np.linalg.inv(before[keep])
    jacobian[~keep] = np.eye(2)
    values = np.asarray(np.linalg.svd(jacobian, compute_uv=False), np.float64)
    return values, np.asarray(np.linalg.det(jacobian)), np.asarray(area)


def conformal(patch: Patch) -> Points:
    """Least-squares conformal map, (n, 2). A sleeve has the scale of its period; else the scale of the skin's area."""
    rest = laid_flat(patch.shape)
    z = rest[..., 0] + 1j * rest[..., 1]
    area = np.maximum(np.abs(np.imag(np.conj(z[:, 1] - z[:, 0]) * (z[:, 2] - z[:, 0]))) / 2, 1e-9)
    share = np.stack([z[:, 2] - z[:, 1], z[:, 0] - z[:, 2], z[:, 1] - z[:, 0]], 1) / np.sqrt(area)[:, None]
    count, n = len(z), int(patch.index.max()) + 1
    row = np.repeat(np.arange(count), 3)
    matrix = sparse.csr_matrix((share.ravel(), (row, patch.index.ravel())), (count, n))
    if patch.period is None:
        corner = patch.shape.reshape(-1, 3)
        far = int(np.argmax(np.linalg.norm(corner - corner.mean(0), axis=1)))
        other = int(np.argmax(np.linalg.norm(corner - corner[far], axis=1)))
        pins = patch.index.ravel()[[far, other]]
        values = np.array([0, np.linalg.norm(corner[far] - corner[other])], complex)
        target = np.zeros(count, complex)
    else:
        pins, values = patch.index.ravel()[:1], np.zeros(1, complex)
        target = -(share * patch.turns).sum(1) * patch.period
    free = np.setdiff1d(np.arange(n), pins)
    target = target - matrix[:, pins] @ values
    part = matrix[:, free]
    normal = (part.conj().T @ part).tocsc()
    solution = np.zeros(n, complex)
    solution[pins] = values
    solution[free] = splu(normal).solve(part.conj().T @ target)
    uv = np.stack([solution.real, solution.imag], 1)
    if patch.period is None:
        flat = patch.corners(uv)
        det = stretch(patch.shape, flat)[1]
        uv *= np.sqrt(area.sum() / np.abs(det * area).sum())
    return uv


def rigid(patch: Patch, uv: Points, rounds: int = 80, wide: Points | None = None) -> Points:
    """As rigid as possible: each triangle takes its best rotation, then all are joined; again and again.

    wide: (t,) mm of skin that a mm of u stands for, where that is not one.
    """
    rest = laid_flat(patch.shape)
    n, count = len(uv), len(patch.index)
    cot = np.zeros((count, 3))
    for k in range(3):
        a, b = rest[:, (k + 1) % 3] - rest[:, k], rest[:, (k + 2) % 3] - rest[:, k]
        cross = np.abs(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
        cot[:, k] = (a * b).sum(1) / np.maximum(cross, 1e-12)
    cot = np.clip(cot, 0.02, 20) * patch.weight[:, None]
    i, j = patch.index[:, [1, 2, 0]].ravel(), patch.index[:, [2, 0, 1]].ravel()
    step = (rest[:, [1, 2, 0]] - rest[:, [2, 0, 1]]).reshape(count, 3, 2)
    scale = np.ones((count, 1, 2))
    if wide is not None:
        scale[:, 0, 0] = wide
    jump = np.zeros((count, 3, 2))
    if patch.period is not None:
        jump[..., 0] = (patch.turns[:, [1, 2, 0]] - patch.turns[:, [2, 0, 1]]) * patch.period
    joined = [_joined(cot * scale[:, :, k] ** 2, i, j, n) for k in ((0,) if wide is None else (0, 1))]
    for _ in range(rounds):
        now = (uv[i].reshape(count, 3, 2) - uv[j].reshape(count, 3, 2) + jump) * scale
        cov = np.einsum("te,tea,teb->tab", cot, now, step)
        cos, sin = cov[:, 0, 0] + cov[:, 1, 1], cov[:, 1, 0] - cov[:, 0, 1]
        size = np.maximum(np.hypot(cos, sin), 1e-12)
        cos, sin = (cos / size)[:, None], (sin / size)[:, None]
        turned = np.stack([cos * step[..., 0] - sin * step[..., 1], sin * step[..., 0] + cos * step[..., 1]], -1)
        wanted = (turned / scale - jump).reshape(-1, 2)
        uv = np.stack([joined[k % len(joined)](wanted[:, k], uv[:, k]) for k in range(2)], 1)
    return uv


def _joined(cot: Points, i: Index, j: Index, n: int) -> Callable[[Points, Points], Points]:
    """Solves for n places whose steps from j to i come nearest, by these weights, to what is wanted of them."""
    c = cot.ravel()
    laplace = sparse.coo_matrix((np.r_[c, c, -c, -c], (np.r_[i, j, i, j], np.r_[i, j, j, i])), (n, n)).tocsc()
    hold = 1e-7 * float(np.abs(laplace.diagonal()).mean())
    solver = splu((laplace + hold * sparse.identity(n)).tocsc())
    gather = sparse.csr_matrix((np.r_[c, -c], (np.r_[i, j], np.tile(np.arange(len(c)), 2))), (n, len(c)))
    return lambda wanted, now: np.asarray(solver.solve(gather @ wanted + hold * now))


GIRTH_STEP = 10.0


def girth(shape: Points, flat: Points, seam: Bools, period: float) -> Girth:
    """How long the way round a limb is at each v, of triangles of skin and their flat shape: as far as there is a seam,
    and the chart so goes all round, the skin's area over the chart's; beyond that, as at its end."""
    v = flat[..., 1].mean(1)
    _, det, area = stretch(shape, flat)
    at = np.arange(v[seam].min(), v[seam].max(), GIRTH_STEP)
    edges = np.r_[at - GIRTH_STEP / 2, at[-1] + GIRTH_STEP / 2]
    skin, charted = (np.histogram(v, edges, weights=weight)[0] for weight in (area, area * det))
    whole = np.flatnonzero(np.abs(charted / (period * GIRTH_STEP) - 0.98) < 0.08)
    mm = np.interp(at, at[whole], (skin * period)[whole] / charted[whole])
    return Girth(float(at[0]), GIRTH_STEP, tuple(gaussian_filter1d(mm, 2.0, mode="nearest").tolist()))


def in_mm(flat: Points, round_limb: Girth, period: float, middle: float) -> Points:
    """A chart whose u is a share of the round, in mm both ways: as a mark whose middle is at u = `middle` lies."""
    out = flat.copy()
    out[..., 0] = (out[..., 0] - middle) * round_limb.at(out[..., 1]) / period
    return out


SEEN = 0.5
"""Weight above which a triangle is seen well enough to carry a mark."""
STRETCHED = 0.06
"""Stretch at which a triangle that is seen comes to matter twice as much as it did."""


def _leaning(patch: Patch, flat: Points) -> Points:
    """Weights (t,) that lean on what is seen and yet stretched or squeezed as it lies flat now, so that the worst of it
    is spread."""
    values, _, _ = stretch(patch.shape, flat)
    off = np.clip(np.maximum(values[:, 0] - 1, 1 - values[:, 1]), 0, 0.3) / STRETCHED
    return np.asarray(patch.weight * (1 + off**2 * (patch.weight > SEEN)))


def wound(patch: Patch) -> Points:
    """A sleeve, (n, 2): v in mm, u as a share of the round, as long everywhere. The round is measured, skin is made as
    rigid as possible when u is read by it, and that again and again; what is seen and yet squeezed comes to matter
    more, so that the worst of it is spread."""
    assert patch.period is not None
    uv = conformal(patch)
    _, det, area = stretch(patch.shape, patch.corners(uv))
    uv[:, 1] *= area.sum() / np.abs(det * area).sum()
    seam, seen = (patch.turns != 0).any(1), patch.weight > SEEN
    weight = patch.weight
    for turn in range(36):
        flat = patch.corners(uv)
        here = girth(patch.shape, flat, seam, patch.period)
        if turn >= 12 and turn % 4 == 0:
            middle = float(np.median(flat[seen][..., 0]))
            weight = _leaning(patch, in_mm(flat, here, patch.period, middle))
        trial = Patch(patch.shape, patch.index, patch.turns, weight, patch.period)
        uv = rigid(trial, uv, 5, here.at(flat[..., 1].mean(1)) / patch.period)
    return uv


def flattened(patch: Patch, rounds: int = 80) -> Points:
    """The patch in mm, (n, 2). Where triangles would flip, their surroundings are made to matter, and it is redone;
    then it leans on what is seen and yet squeezed."""
    uv = conformal(patch)
    weight = patch.weight
    for _ in range(4):
        trial = Patch(patch.shape, patch.index, patch.turns, weight, patch.period)
        out = rigid(trial, uv, rounds)
        flipped = stretch(patch.shape, patch.corners(out))[1] <= 0
        if not flipped.any():
            break
        n = len(uv)
        near = np.zeros(n)
        near[patch.index[flipped].ravel()] = 1
        for _ in range(5):
            touched = near[patch.index].max(1)
            np.maximum.at(near, patch.index.ravel(), np.repeat(touched, 3))
        weight = np.where(near[patch.index].max(1) > 0, np.maximum(weight, 1.0) * 2, weight)
    for _ in range(10):
        weight = _leaning(patch, patch.corners(out))
        out = rigid(Patch(patch.shape, patch.index, patch.turns, weight, patch.period), out, 12)
    return out


def quantiles(values: Points, weight: Points, at: npt.ArrayLike) -> Points:
    """Weighted quantiles."""
    order = np.argsort(values)
    total = np.cumsum(weight[order])
    return np.asarray(values[order][np.searchsorted(total, np.asarray(at) * total[-1])])
