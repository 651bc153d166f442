"""Every motif grows: from nothing, into its size, never jumping, never shrinking, always on its ground."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

import cv2
import numpy as np
import pytest
from support import FORMS

from markgen import raster, regions, svg
from markgen.composer import compose
from markgen.mark import Mark

# Drawing every motif at many intensities takes minutes; where time is short, the goldens stand for it.
pytestmark = pytest.mark.slow

STEP = 0.01
"""What is added to an intensity; nothing may jump within it."""

SAMPLE = (0.03, 0.10, 0.19, 0.31, 0.47, 0.66, 0.88)
EVERY = tuple(round(0.02 + STEP * i, 2) for i in range(98))
TONES = ("devotion", "despair", "joy", "grief", "tenderness", "anger", "admiration", "calm")
"""Tried in turn over the motifs."""

PIXELS = 260
"""Along the side of the frame that two neighbouring intensities are compared in."""

JUMP = 0.30
"""Change of a channel, of 1, beyond what its neighbourhood held, that is seen as a jump."""

LARGEST_PATCH = 0.0012
"""Largest patch that may jump, as a share of the square of the mark's size: a spot of 1/29 of its length."""

FOLLOWS = {"needle": "thread", "flame": "shoulder", "guttering-flames": "shoulder"}
"""The lines of a ground that lead off it, and who may follow them: a thread, and fire that climbs a whole limb."""

BESIDE = 0.1
"""How far beside a line that it follows a mark may lie, as a share of its length: seams are broad, and loop."""

CASES = [(form, TONES[i % len(TONES)]) for i, form in enumerate(FORMS)]


@lru_cache(maxsize=8)
def drawn(form: str, tone: str, intensity: float) -> Mark:
    return compose({"motif": form, "tone": tone, "intensity": intensity})


def picture(mark: Mark, frame: tuple[float, float, float, float]) -> np.ndarray:
    """The mark in a frame of mm: (PIXELS, PIXELS, 4), premultiplied, 0..1."""
    return raster.pixels(svg.document(mark.layers, frame), PIXELS, PIXELS).astype(np.float32) / 255


def largest_jump(before: np.ndarray, after: np.ndarray, reach: int) -> float:
    """Pixels of the largest patch of `after` that nothing within `reach` pixels in `before` accounts for."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    low, high = cv2.erode(before, kernel), cv2.dilate(before, kernel)
    off = (np.maximum(after - high, low - after) > JUMP).any(-1)
    patches = cv2.connectedComponentsWithStats(off.astype(np.uint8), connectivity=8)[2]
    return float(patches[1:, cv2.CC_STAT_AREA].max(initial=0))


def neighbours(form: str, tone: str, intensity: float) -> tuple[np.ndarray, np.ndarray, float, float]:
    """Pictures at an intensity and a step above in one frame, pixels to the mm, and the larger size in mm."""
    small, large = drawn(form, tone, intensity), drawn(form, tone, round(min(intensity + STEP, 1), 2))
    a, b = np.array(small.bounds()), np.array(large.bounds())
    low, high = np.minimum(a, b)[:2], np.maximum(a, b)[2:]
    side = float((high - low).max()) * 1.06
    left, top = (low + high) / 2 - side / 2
    frame = (float(left), float(top), side, side)
    return picture(small, frame), picture(large, frame), PIXELS / side, large.size


def intensities(request: pytest.FixtureRequest) -> tuple[float, ...]:
    return EVERY if request.config.getoption("--thorough") else SAMPLE


@pytest.mark.parametrize(("radius", "jumps"), [(0, False), (2, False), (8, True)])
def test_a_spot_that_is_suddenly_there_is_a_jump(radius: int, jumps: bool) -> None:
    before = np.zeros((PIXELS, PIXELS, 4), np.float32)
    cv2.circle(before, (60, 60), 40, (1, 1, 1, 1), -1)
    after = before.copy()
    cv2.circle(after, (180, 180), radius, (1, 1, 1, 1), -1)
    cv2.circle(after, (60, 60), 42, (1, 1, 1, 1), -1)
    assert (largest_jump(before, after, 3) / PIXELS**2 > LARGEST_PATCH) == jumps


@pytest.mark.slow
@pytest.mark.parametrize(("form", "tone"), CASES)
def test_nothing_jumps_and_ink_only_grows(form: str, tone: str, request: pytest.FixtureRequest) -> None:
    faults = []
    for t in intensities(request):
        before, after, scale, size = neighbours(form, tone, t)
        grown = size - drawn(form, tone, t).size
        # An edge may move by what the whole mark grows, and a little of its own.
        reach = int(np.ceil((0.75 * grown + 0.012 * size) * scale)) + 1
        patch = max(largest_jump(before, after, reach), largest_jump(after, before, reach)) / (size * scale) ** 2
        if patch > LARGEST_PATCH:
            faults.append(f"{t:.2f}: a patch of {patch:.4f} of its size squared jumps")
        ink, more = (float(p[..., 3].sum()) / scale**2 for p in (before, after))
        if more < ink * 0.985 - 0.02:
            faults.append(f"{t:.2f}: ink shrinks from {ink:.2f} to {more:.2f} mm2")
        if t > 0.06 and more > ink * 1.30 + 0.3:
            faults.append(f"{t:.2f}: ink leaps from {ink:.2f} to {more:.2f} mm2")
    assert not faults, "\n".join(faults)


@pytest.mark.slow
@pytest.mark.parametrize(("form", "tone"), CASES)
def test_ink_grows_over_the_whole_range(form: str, tone: str) -> None:
    ink = []
    for t in (0.05, 0.15, 0.3, 0.5, 0.75, 1.0):
        made = drawn(form, tone, t)
        left, top, right, bottom = made.bounds()
        side = max(right - left, bottom - top)
        ink.append(float(picture(made, (left, top, side, side))[..., 3].sum()) * (side / PIXELS) ** 2)
    assert all(b >= a for a, b in pairwise(ink)), ink
    assert ink[-1] > 4 * ink[0]


@pytest.mark.parametrize("region", ["wrist", "upper-arm"])
@pytest.mark.parametrize("form", FORMS)
def test_a_mark_is_as_long_as_its_feeling(form: str, region: str) -> None:
    off = {}
    for t in (0.05, 0.2, 0.4, 0.6, 0.8, 1.0):
        made = compose({"motif": form, "intensity": t, "region": region})
        left, top, right, bottom = made.bounds()
        # Where the ground is not as wide as the mark would be, it may fill the ground instead.
        asked = min(made.size, max(made.ground.width, made.ground.height))
        share = max(right - left, bottom - top) / asked
        if abs(share - 1) > 0.12:
            off[t] = round(share, 3)
    assert off == {}


@pytest.mark.parametrize("region", [r.name for r in regions.regions()])
@pytest.mark.parametrize("form", FORMS)
def test_a_mark_stays_on_its_ground(form: str, region: str) -> None:
    for t in (0.3, 0.7, 1.0):
        made = compose({"motif": form, "intensity": t, "region": region})
        box = np.array(made.bounds())
        # A mark as long as its region may be as broad; that much it hangs over, on both sides alike.
        sides = np.array([made.ground.width, made.ground.height])
        length = max(made.size, *(box[2:] - box[:2]))
        over = np.maximum(made.size - sides, 0) / 2 + 0.02 * length + 0.5
        low, high = -over, sides + over
        if (line := made.ground.guides.get(FOLLOWS.get(form, ""))) is not None:
            low = np.minimum(low, line.min(0) - over - BESIDE * length)
            high = np.maximum(high, line.max(0) + over + BESIDE * length)
        if made.ground.wraps:
            low[0], high[0] = -np.inf, np.inf
        assert (box[:2] >= low).all(), f"at {t}: {box} begins before {low}"
        assert (box[2:] <= high).all(), f"at {t}: {box} ends after {high}"


@pytest.mark.parametrize("form", FORMS)
def test_geometry_is_finite_and_not_without_end(form: str) -> None:
    for tone in TONES[:3]:
        made = drawn(form, tone, 0.8)
        points = [o.points for layer in made.layers for shape in layer.shapes for o in shape.outlines]
        assert all(np.isfinite(p).all() for p in points)
        assert len(made.svg()) < 3_000_000


@pytest.mark.parametrize("form", FORMS)
def test_no_feeling_is_bare_skin(form: str) -> None:
    assert compose({"motif": form, "intensity": 0}).empty


def silhouette(form: str, **said: object) -> np.ndarray:
    made = compose({"motif": form, "intensity": 0.7, **said})
    left, top, right, bottom = made.bounds()
    side = max(right - left, bottom - top)
    return picture(made, (left, top, side, side))


@pytest.mark.parametrize("form", FORMS)
def test_another_seed_is_another_design(form: str) -> None:
    a, b, c = (silhouette(form, seed=s)[..., 3] for s in (1, 2, 3))
    assert min(np.abs(x - y).mean() / x.mean() for x, y in ((a, b), (b, c), (a, c))) > 0.04


@pytest.mark.parametrize("form", FORMS)
def test_tones_change_the_colours(form: str) -> None:
    colours = []
    for tone in ("joy", "grief", "anger", "calm"):
        seen = silhouette(form, tone=tone)
        colours.append(seen[..., :3].sum((0, 1)) / seen[..., 3].sum())
    gaps = [float(np.abs(a - b).max()) for i, a in enumerate(colours) for b in colours[i + 1 :]]
    assert np.median(gaps) > 0.04
    assert min(gaps) > 0.005
