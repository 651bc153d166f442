"""From passes to a template: shading without albedo, charts at every pixel, and what colours skin besides its tone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
import numpy.typing as npt
from scipy.ndimage import distance_transform_edt

from markgen.bake.anatomy import beside, rounded
from markgen.bake.cycles import GREY, Passes
from markgen.bake.figure import Figure
from markgen.bake.hair import hair
from markgen.bake.hand import flushed, nails, palmar
from markgen.bake.mesh import Bools, Index, Points
from markgen.bake.noise import noise
from markgen.bake.relief import PIXEL, Relief
from markgen.bake.stage import Stage
from markgen.bake.views import View
from markgen.body.template import Chart, Template
from markgen.growth import smoothsteps

Picture = npt.NDArray[np.float32]
MOLES = 60
"""Of four times as many places on a body, those below its middle and those that must be clear have none."""
AREOLA_MM = 11.0
"""Radius of the areola, to the middle of its soft edge."""
NAIL_FOLD, NAIL_GLOSS = 0.55, 1.2
"""How dark the fold of skin round a nail is, as `areola` is, and by how much more a nail shines than skin does."""
CLEAR_MM = 22
"""About what must be clear of them there are no moles nearer than that."""
LEAST = 400
"""Pixels of a chart below which it is not seen: 10 mm square in a view of half a metre, too little for any mark."""
HEM_DARK, HEM_SHADE = (0.42, 1.2), (0.22, 5.0)
"""Share of the light that a hem keeps from the skin at its foot, and mm within which it comes back: in the gap beneath
cloth of 2 mm, and under what stands off as far as cloth is eased."""
BESIDE_MM = 8.0
"""mm before or behind a hem from which skin is not beside it, but before or behind it."""
YARN_MM, WORN_MM, FLECK = 1.4, 30.0, 0.10
"""Size of the flecks of yarn and of the paler and darker patches of worn cloth, and how deep they are, in dye."""
PLAIN_FRAME = 0.28
"""m of frame up to which pores are drawn at their own strength: in a wider one each is less than a pixel."""


def template(
    rest: Figure,
    figure: Figure,
    view: View,
    stage: Stage,
    passes: Passes,
    periods: Mapping[str, float | None],
    reliefs: Mapping[str, Relief],
    kept: tuple[str, ...],
    clear: Sequence[int],
) -> Template:
    """The template of a view, with the charts of these names; veins are laid by the charts of the reliefs.

    figure: as it stands in the view, posed or at rest.
    clear: vertices round which there are no moles.
    """
    size = passes.gloss.shape[0]
    hit = passes.triangle >= 0
    mm = _filled(passes.place, hit).astype(np.float64) * 1000
    charts = {
        name: _chart(name, uv, stage, passes.triangle, passes.place, periods[name]) for name, uv in stage.charts.items()
    }
    whole = passes.gloss[..., 3]
    gloss = passes.gloss[..., :3].mean(-1) / np.maximum(whole, 1e-4)
    palm, (nail, cuticle) = palmar(mm, passes.normal, figure), nails(mm, figure)
    melanin, haemoglobin = _mottle(mm, figure, palm)
    skin = 1 - passes.cloth
    stain = np.maximum(_drawn(charts, reliefs, "stain", size), _folds(mm, passes.normal, figure, view) * skin)
    return Template(
        build=figure.build.name,
        view=view.name,
        size=size,
        mm_per_px=view.frame * 1000 / size,
        charts={name: charts[name] for name in kept if name in charts and charts[name].valid.sum() > LEAST},
        diffuse=_beside_cloth(_parted(_light(passes.light, size), passes, view), passes, view) * _relit(passes, view),
        specular=_single(_filled(gloss, whole > 0.98) * (1 + NAIL_GLOSS * nail)),
        alpha=passes.alpha,
        normal=_filled(passes.normal @ view.camera()[1].T.astype(np.float32), hit),
        melanin=_dyed(melanin, mm, stage, passes),
        haemoglobin=haemoglobin,
        pore=_pores(mm, view),
        vein=_single(np.maximum(_drawn(charts, reliefs, "vein", size), _web(mm, figure) * skin)),
        mole=_single(_moles(mm, figure, view, clear) * skin * (1 - palm)),
        areola=_single(np.maximum(np.maximum(_areola(mm, figure) * skin, NAIL_FOLD * cuticle), stain)),
        hair=hair(rest, figure, view, passes.triangle, passes.place, passes.cloth),
        cloth=passes.cloth,
        depth=_depth(mm, view),
    )


def charted(
    stage: Stage, triangle: Index, place: Picture, periods: Mapping[str, float | None], kept: tuple[str, ...]
) -> dict[str, Chart]:
    """The charts of these names that are seen, from the triangle that each pixel sees, and where."""
    found = [_chart(name, uv, stage, triangle, place, periods[name]) for name, uv in stage.charts.items()]
    return {chart.name: chart for chart in found if chart.name in kept and chart.valid.sum() > LEAST}


def _pores(mm: Points, view: View) -> Picture:
    """Pores and the fields between them, never finer than the picture can show, and the fainter the wider it is."""
    fine = 0.6 * noise(mm, max(0.55, 1.5 * view.frame), 7) + 0.4 * noise(mm, max(1.1, 3.5 * view.frame), 8)
    return _single(fine * min(1.0, PLAIN_FRAME / view.frame))


def _depth(mm: Points, view: View) -> Picture:
    """mm behind the plane of focus, which goes through the skin in the middle of the picture."""
    away = ((view.at * 1000 - mm) @ view.towards).astype(np.float32)
    half, near = away.shape[0] // 2, away.shape[0] // 16
    return _single(away - np.median(away[half - near : half + near, half - near : half + near]))


def _single(field: npt.NDArray[np.floating]) -> Picture:
    return np.ascontiguousarray(field, np.float32)


def _filled(field: npt.NDArray[np.float32], known: Bools) -> Picture:
    """The field with each unknown pixel like the nearest known one."""
    index = distance_transform_edt(~known, return_distances=False, return_indices=True)
    return _single(field[tuple(index)])


def _light(light: Picture, size: int) -> Picture:
    """Shading of white skin. Filled past the silhouette before it is enlarged, so that its edge stays clean."""
    alpha = light[..., 3]
    shade = _filled(_single(light[..., :3] / np.maximum(alpha, 1e-4)[..., None] / GREY), alpha > 0.98)
    if shade.shape[0] != size:
        shade = np.asarray(cv2.resize(shade, (size, size), interpolation=cv2.INTER_CUBIC), np.float32)
    return np.maximum(shade, 0)


def _parted(light: Picture, passes: Passes, view: View) -> Picture:
    """The light, in which no skin has a share of that on other skin behind it: the light is coarser than the picture,
    and would draw a rim round a limb that stands before the trunk. Near such an edge each pixel takes the light of
    those about it that are as far away as it is."""
    coarse = len(light) / len(passes.light)
    near = _broken(passes, view, 0.75 * coarse) > 0
    away = _away(passes, view)
    sound = 1 - _broken(passes, view, 0.4 * coarse)
    rows, columns = np.nonzero(near)
    total, weight = np.zeros((len(rows), 3)), np.full(len(rows), 1e-12)
    far, last = round(3 * coarse) + 1, len(light) - 1
    for y in range(-far, far + 1):
        for x in range(-far, far + 1):
            other = np.clip(rows + y, 0, last), np.clip(columns + x, 0, last)
            gap = (away[other] - away[rows, columns]) / STEP_MM
            share = np.exp(-0.5 * (x * x + y * y) / coarse**2) / (1 + gap**2) ** 3 * (sound[other] + 1e-3)
            total += share[:, None] * light[other]
            weight += share
    light = light.copy()
    light[rows, columns] = total / weight[:, None]
    return light


def _beside_cloth(light: Picture, passes: Passes, view: View) -> Picture:
    """The light, in which no pixel of skin has a share of its neighbour's that is cloth, but the shade of its edge: the
    light is coarser than that, and cloth that leans towards a lamp would draw a bright line along it."""
    if not passes.cloth.any():
        return light
    reach = round(1.5 * light.shape[0] / passes.light.shape[0]) + 1
    near = cv2.dilate(passes.cloth, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)) > 0.02
    light = np.where((near & (passes.cloth < 0.98))[..., None], _filled(light, ~near), light)
    return _single(light * (1 - _hem_shade(passes, view)[..., None]))


def _hem_shade(passes: Passes, view: View) -> Points:
    """Share of the light, (n, n), that a garment's edge keeps from the skin beside it: dark in the gap right beneath
    it, fainter farther off; none where what is beside it in the picture lies far before it or behind."""
    gap, (row, column) = distance_transform_edt(passes.cloth < 0.5, return_indices=True)
    away = _away(passes, view)
    touches = np.clip(2 - np.abs(away - away[row, column]) / BESIDE_MM, 0, 1) * (passes.cloth < 0.98)
    mm = np.maximum(gap - 0.5, 0) * view.frame * 1000 / len(gap)
    return np.asarray(touches * sum(much * np.exp(-mm / far) for much, far in (HEM_DARK, HEM_SHADE)))


def _dyed(melanin: Picture, mm: Points, stage: Stage, passes: Passes) -> Picture:
    """Pigment, and in its place on a garment the garment's dye, with the flecks of its yarn."""
    if stage.subject.dye is None or not passes.cloth.any():
        return melanin
    dye = _filled(_single(stage.subject.dye[passes.triangle]), (passes.cloth > 0.5) & (passes.triangle >= 0))
    grain = FLECK * (noise(mm * [1, 1, 0.45], YARN_MM, 81) + noise(mm, WORN_MM, 82))
    return _single(np.where(passes.cloth > 0.3, dye + grain, melanin))


def _unit(vectors: Picture) -> Picture:
    return _single(vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-3))


BLED_MM = 1.6
"""How far light bleeds in skin, as the deviation of a blur: finer relief than that is shaded here."""
KEPT = np.array([0.45, 0.70, 0.85], np.float32)
"""How much of the shading of fine relief comes back out of skin: red light is scattered farthest, and most evened."""


def _relit(passes: Passes, view: View) -> Picture:
    """What the skin's fine relief does to the light on it, (n, n, 3): about 1.

    Relief finer than light bleeds in skin is left out of the light's own pass, where scattering and the cleaning of
    noise would wipe it away; it is shaded here, as much of it as each colour keeps.
    """
    hit = passes.triangle >= 0
    fine = _filled(_unit(passes.fine), hit)
    sigma = BLED_MM / (view.frame * 1000 / len(fine))
    soft = _unit(np.asarray(cv2.GaussianBlur(fine, (0, 0), sigma), np.float32))
    ratio = np.clip(view.falling(fine) / view.falling(soft), 0.5, 1.6)[..., None]
    # Where one limb stands before another skin, the soft normal is of both: no relief, but a line drawn round the limb.
    whole = 1 - np.clip(1.5 * cv2.GaussianBlur(_broken(passes, view, sigma), (0, 0), 0.5 * sigma + 0.5), 0, 1)
    return _single(1 + KEPT * whole[..., None] * (ratio - 1))


STEP_MM = 3.0
"""Depth by which skin stands before other skin in the next pixel, and there is an edge."""


def _broken(passes: Passes, view: View, reach: float) -> Picture:
    """1 within so many pixels of an edge of skin before other skin, (n, n)."""
    away = _away(passes, view)
    step = cv2.dilate(away, np.ones((3, 3))) - cv2.erode(away, np.ones((3, 3)))
    size = 2 * round(2 * reach) + 1
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    return np.asarray(cv2.dilate((step > STEP_MM).astype(np.float32), disc), np.float32)


def _away(passes: Passes, view: View) -> Picture:
    """mm from the camera, (n, n); off the body as on its edge."""
    return _filled(_single(-1000 * (passes.place @ view.towards.astype(np.float32))), passes.triangle >= 0)


def _chart(name: str, corners: Points, stage: Stage, triangle: Index, place: Picture, period: float | None) -> Chart:
    """A chart at every pixel, from the triangle that it sees and where in it."""
    seen = triangle >= 0
    valid = seen.copy()
    valid[seen] = ~np.isnan(corners[triangle[seen]]).any((1, 2))
    which = triangle[valid]
    a, b, c = np.moveaxis(stage.subject.points[stage.subject.triangles[which]], 1, 0)
    ab, ac, ap = b - a, c - a, place[valid] - a
    d00, d01, d11 = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
    d20, d21 = (ap * ab).sum(1), (ap * ac).sum(1)
    low = np.maximum(d00 * d11 - d01 * d01, 1e-24)
    s, t = (d11 * d20 - d01 * d21) / low, (d00 * d21 - d01 * d20) / low
    uv = np.zeros((*triangle.shape, 2), np.float32)
    k = corners[which]
    uv[valid] = k[:, 0] + s[:, None] * (k[:, 1] - k[:, 0]) + t[:, None] * (k[:, 2] - k[:, 0])
    return Chart(name, _filled(uv, valid) if valid.any() else uv, valid, period)


def _mottle(mm: Points, figure: Figure, palm: Points) -> tuple[Picture, Picture]:
    """Uneven pigment and blood; more blood over elbows, knuckles and the tops of the shoulders.

    Both are octaves of noise, mm, that fall off slowly, their strengths set by eye. Blood comes in patches of 8 to 40
    mm that are redder than the rest, hardly ever paler. Freckles are pigment: many, faint and unlike, thick on
    shoulders and the outer arm, where the sun falls. Where skin is redder over a joint, a row says which, how far off
    it (m), how wide (mm) and how much. On the palm, (h, w) 0..1, pigment is even.
    """
    melanin = 0.50 * noise(mm, 26, 1) + 0.35 * noise(mm, 9, 2) + 0.30 * noise(mm, 3.2, 3) + 0.2 * noise(mm, 1.3, 12)
    blood = 0.50 * noise(mm, 36, 4) + 0.60 * noise(mm, 13, 5) + 0.35 * noise(mm, 5, 6) + 0.25 * noise(mm, 1.7, 13)
    melanin = (melanin + _darker(mm, figure) + _freckles(mm, figure)) * (1 - 0.8 * palm)
    blood = np.where(blood > 0, blood, 0.35 * blood)
    s = figure.scale
    for joint, offset, radius, amount in (
        ("l-elbow", (0.0, 0.045, 0.0), 34, 1.5),
        ("l-shoulder", (0.02, 0.0, 0.05), 60, 0.70),
        ("r-shoulder", (-0.02, 0.0, 0.05), 60, 0.60),
        ("l-finger-3-1", (0.0, 0.0, 0.0), 45, 0.4),
        ("l-hand", (0.0, 0.0, 0.0), 40, 0.25),
        ("neck", (0.0, -0.06, -0.05), 70, 0.7),
        ("neck", (0.0, 0.06, -0.03), 50, 0.6),
    ):
        centre = (figure.joints[joint] + np.array(offset) * s) * 1000
        blood = blood + amount * np.exp(-0.5 * ((mm - centre) ** 2).sum(-1) / (radius * s) ** 2)
    for place, wide, amount in flushed(figure):
        blood = blood + amount * np.exp(-0.5 * ((mm - place * 1000) ** 2).sum(-1) / wide**2)
    return _single(melanin), _single(0.65 * blood)


def _darker(mm: Points, figure: Figure) -> Points:
    """Pigment gathers over the elbow, and in the armpits, at the sides of the neck and in the furrow of the loins.
    Places and spreads are mm on a body of 1.78 m."""
    x, y, z = (mm[..., k] / figure.scale for k in range(3))
    elbow = (figure.joints["l-elbow"] / figure.scale + [0.0, 0.035, 0.0]) * 1000
    total: Points = 1.1 * np.exp(-0.5 * np.square(np.stack([x, y, z], -1) - elbow).sum(-1) / 20**2)
    if not figure.build.torso:
        return total
    for place, spread, amount in (
        ((195, -25, 1338), (16, 45, 34), 1.5),
        ((55, 20, 1505), (22, 60, 24), 0.5),
        ((0, 60, 1110), (26, 60, 60), 0.5),
    ):
        off = [(one - at) / wide for one, at, wide in zip((np.abs(x), y, z), place, spread, strict=True)]
        total += amount * np.exp(-0.5 * np.square(off).sum(0))
    return total


def _freckles(mm: Points, figure: Figure) -> Points:
    """Pigment in spots of 0.7 to 2 mm, each in its own cell of space; more of them where the sun falls."""
    high = np.clip((mm[..., 2] / figure.scale - 1180) / 250, 0, 1)
    sunny = np.clip(0.25 + high + 0.5 * noise(mm, 60, 21), 0.05, 1.4)
    total = np.zeros(mm.shape[:-1])
    for cell, radius, seed in ((6.0, 0.8, 31), (11.0, 1.15, 32)):
        home = np.floor(mm / cell).astype(np.int64)
        mixed = (home[..., 0] * 73856093) ^ (home[..., 1] * 19349663) ^ (home[..., 2] * 83492791) ^ (seed * 2654435761)
        chance = np.random.Generator(np.random.PCG64(seed)).random((4096, 5))[mixed % 4096]
        middle = (home + 0.25 + 0.5 * chance[..., :3]) * cell
        gap = np.linalg.norm(mm - middle, axis=-1) + 0.25 * noise(mm, 0.9, seed + 5)
        there = chance[..., 3] < 0.20 * sunny
        size = radius * (0.6 + 0.9 * chance[..., 4] ** 2)
        total += there * (0.5 + 1.8 * chance[..., 4]) * np.clip((size - gap) / 0.7 + 0.5, 0, 1)
    return total


def _drawn(charts: Mapping[str, Chart], reliefs: Mapping[str, Relief], what: str, size: int) -> Picture:
    """What is drawn beside the height of reliefs, `vein` or `stain`, where a picture of so many pixels shows it."""
    total = np.zeros((size, size), np.float32)
    for name, relief in reliefs.items():
        if name in charts:
            chart = charts[name]
            place = (chart.uv - np.asarray(relief.low, np.float32)) / np.float32(PIXEL) - np.float32(0.5)
            seen = cv2.remap(getattr(relief, what), place[..., 0], place[..., 1], cv2.INTER_LINEAR, borderValue=0)
            total = np.maximum(total, seen * chart.valid)
    return total


def _web(mm: Points, figure: Figure) -> Picture:
    """Faint veins under the skin of breast, shoulders and flanks: the seams of slow noise, lost here and there."""
    if not figure.build.torso:
        return _single(np.zeros(mm.shape[:-1]))
    y, z = (mm[..., k] / figure.scale for k in (1, 2))
    there = np.clip((1.15 + noise(mm, 55, 73, smooth=True) - np.abs(z - 1400) / 110), 0, 1) * np.clip(
        (20 - y) / 60, 0, 1
    )
    lines = np.zeros(mm.shape[:-1])
    for cell, width, seed in ((52, 0.040, 71), (34, 0.045, 72)):
        lines = np.maximum(
            lines, np.exp(-np.square(noise(mm + 4 * noise(mm, 11, 74)[..., None], cell, seed, smooth=True) / width))
        )
    return _single(0.55 * lines * there * np.clip(0.5 + noise(mm, 24, 75, smooth=True), 0, 1))


def _moles(mm: Points, figure: Figure, view: View, clear: Sequence[int]) -> Picture:
    """Moles, scattered over the figure once, so that each is in the same place in every view."""
    chance = np.random.Generator(np.random.PCG64(sum(map(ord, figure.build.name))))
    where = figure.points[chance.choice(len(figure.points), MOLES * 4, replace=False)] * 1000
    where = where[(where[:, 2] > 0.5 * figure.build.stature * 1000)]
    for vertex in clear:
        where = where[np.linalg.norm(where - figure.points[vertex] * 1000, axis=1) > CLEAR_MM]
    total = np.zeros(mm.shape[:2])
    inside = (np.abs(view.project(where / 1000)) < 0.55).all(1)
    for side in "lr":
        inside &= np.linalg.norm(where - figure.joints[f"{side}-nipple"] * 1000, axis=1) > CLEAR_MM
    # Few are large: sizes fall off as a power. Large ones are dark and plain to see, small ones of any depth.
    sizes = np.minimum(0.55 * chance.uniform(0.02, 1, len(where)) ** -0.55, 2.4)
    depths = np.clip(chance.uniform(0.25, 0.9, len(where)) + 0.1 * (sizes > 1.4), 0, 1)
    for centre, radius, depth in zip(where[inside], sizes[inside], depths[inside], strict=True):
        gap = np.linalg.norm(mm - centre, axis=-1)
        near = gap < 4 * radius
        ragged = gap[near] + 0.22 * radius * noise(mm[near], 1.1, 41)
        total[near] = np.maximum(total[near], depth * np.clip((radius - ragged) / 0.7 + 0.5, 0, 1))
    return _single(total)


FOLDS = {
    "male": (
        ((0.184, 1.330), (0.186, 1.350), (0.198, 1.361), (0.207, 1.378), (0.211, 1.400)),
        ((0.180, 1.330), (0.181, 1.350), (0.187, 1.362), (0.196, 1.373), (0.204, 1.384), (0.209, 1.398)),
    ),
    "female": (
        ((0.156, 1.318), (0.162, 1.340), (0.166, 1.353), (0.173, 1.368), (0.177, 1.384)),
        ((0.156, 1.330), (0.163, 1.348), (0.168, 1.361), (0.176, 1.372), (0.184, 1.386)),
    ),
}
"""The folds before and behind the armpit of an arm that hangs: from its point up over the shoulder, across and up, m on
a body of 1.78 m, as they lie on the mesh of either sex."""
FOLD_LINES = ((0.0, 0.0007, 0.55), (0.0, 0.0030, 0.16), (0.0042, 0.0006, 0.24))
"""Lines of such a fold: how far outside it, and how wide, m, and how dark."""


def _folds(mm: Points, normal: Picture, figure: Figure, view: View) -> Points:
    """0..1: the dark bottoms of the folds in which skin lies over the armpits, where the arm is not raised."""
    total = np.zeros(mm.shape[:2])
    if not figure.build.torso or view.open_arm:
        return total
    place = mm.reshape(-1, 3) / 1000 / figure.scale
    flat = np.stack([np.abs(place[:, 0]), place[:, 2]], 1)
    for line, facing in zip(FOLDS[figure.build.gender], (-normal[..., 1], normal[..., 1]), strict=True):
        curve = rounded(line)
        near = np.flatnonzero((np.abs(flat - curve.mean(0)) < 0.06).all(1) & (facing.ravel() > 0))
        gap, along = beside(flat[near], curve)
        fade = (
            smoothsteps(along, 0.0, 0.15)
            * smoothsteps(1 - along, 0.0, 0.75)
            * smoothsteps(facing.ravel()[near], 0, 0.3)
        )
        for off, width, much in FOLD_LINES:
            own = much * fade * np.exp(-0.5 * ((gap + off) / width) ** 2)
            total.reshape(-1)[near] = np.maximum(total.reshape(-1)[near], own)
    return total


def _areola(mm: Points, figure: Figure) -> Picture:
    """Pigment of the nipples: the areola's edge is plain but frayed, and the papilla on it is darker."""
    total = np.zeros(mm.shape[:2])
    if figure.build.torso and figure.build.gender == "male":
        ragged = 1.5 * noise(mm, 8, 9) + 0.9 * noise(mm, 2.6, 10) + 0.5 * noise(mm, 1.1, 14)
        patchy = 0.50 + 0.13 * noise(mm, 2.4, 11) + 0.07 * noise(mm, 1.0, 15)
        for side in "lr":
            # It is oval, and wider than high.
            gap = np.linalg.norm((mm - figure.joints[f"{side}-nipple"] * 1000) * [0.9, 0.6, 1.12], axis=-1)
            disc = 0.75 * smoothsteps((AREOLA_MM - gap - ragged) / 2.6 + 0.5)
            disc += 0.25 * smoothsteps((AREOLA_MM + 0.5 - gap - 1.4 * ragged) / 6.0 + 0.5)
            papilla = np.clip((3.3 - gap - 0.3 * ragged) / 1.0 + 0.5, 0, 1)
            total = np.maximum(total, np.clip(disc * patchy + 0.22 * papilla, 0, 1))
    return _single(total)
