"""A red bird about to take flight, wings half lifted.

One rig serves the young bird and the phoenix: a spine, two arms from which flight feathers and the ranks of
coverts fan, and a train of plumes that follow one flow. A pose between crouch (0) and full spread (1) moves all of
it: a faint bird glides, a stronger one gathers itself to lift off, and a phoenix opens; a heavy mood bows it. It is
built facing left in its own units, then fitted to the ground.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    area,
    clean,
    filled,
    grow,
    mix,
    moved,
    normals,
    outlines,
    ribbon,
    simplify,
    smooth,
    taper,
    union,
)
from markgen.motifs._bird.body import NECK, body, breast, foot, scales
from markgen.motifs._bird.crayon import scrawl
from markgen.motifs._bird.flash import flashed
from markgen.motifs._bird.hands import blacked, dotted, lined, ruled, washed
from markgen.motifs._bird.head import beak, crest_shapes, eye, head
from markgen.motifs._bird.keys import SCAPULARS, SKULL, UPPER
from markgen.motifs._bird.plumage import SHADE, Shapes
from markgen.motifs._bird.rig import Rig
from markgen.motifs._bird.seat import seat
from markgen.motifs._bird.tail import coverts, sickle, streamer, wisps
from markgen.motifs._bird.wings import fallen_shapes, shoulder, spark_shapes, wing_shapes
from markgen.values import Feeling, Ground, Layer, Outline, Points, Shape, layer

FILLS = {"none", "black", "dots", "wash", "facets", "flats", "wax"}
"""Styles that are drawn here, feather by feather."""

HANDS = {"none": lined, "black": blacked, "dots": dotted, "wash": washed, "facets": ruled, "flats": flashed}
"""Those among them that draw only what is seen of each feather."""

FORMS = {"phoenix": "The red bird grown: a phoenix with wings spread wide, its long plumes ending in eyes of fire."}


def draw(ground: Ground, feeling: Feeling, chance: Chance) -> list[Layer]:
    """The bird, from the feathers behind to the head in front."""
    bird = Rig(ground, feeling, chance)
    if bird.wax:
        return scrawl(bird)
    hand = HANDS.get(feeling.style.fill)
    if hand:
        return hand(bird, _layers(bird))
    layers = _layers(bird)
    return [seat(bird, layers[0].shapes[0]), *_tidied(bird, layers)]


def _tidied(bird: Rig, layers: list[Layer]) -> list[Layer]:
    """The same with points as fine as the mark needs: without those at which a run is all but straight."""
    lines = [o for each in layers for s in each.shapes for o in s.outlines]
    p = np.concatenate([o.points for o in lines]).round(1 if bird.feeling.size > 150 else 2)
    sizes = np.array([len(o.points) for o in lines])
    curved = np.array([o.curved for o in lines])
    # Every other point may go; and then every other one of the rest.
    for _ in range(2):
        kept = _bent(p, sizes, max(0.05, 0.0007 * bird.feeling.size)) | np.repeat(curved, sizes)
        sizes = np.add.reduceat(kept, np.cumsum(sizes) - sizes)
        p = p[kept]
    lean = iter(np.split(p, np.cumsum(sizes)[:-1]))

    def tidied(shape: Shape) -> Shape:
        return replace(shape, outlines=tuple(Outline(next(lean), o.closed, o.curved) for o in shape.outlines))

    return [layer(each.name, each.ink, list(map(tidied, each.shapes))) for each in layers]


def _bent(p: Points, sizes: NDArray[np.int64], least: float) -> NDArray[np.bool_]:
    """Whether points of paths, one after the other in p, are ends, even, or off the straight by `least` mm."""
    i = np.arange(len(p)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    run, step = np.roll(p, -1, axis=0) - np.roll(p, 1, axis=0), p - np.roll(p, 1, axis=0)
    long = np.hypot(*run.T)
    off = np.abs(run[:, 0] * step[:, 1] - run[:, 1] * step[:, 0]) / np.maximum(long, 1e-9)
    ahead = (step * run).sum(1)
    bent: NDArray[np.bool_] = (off > least) | (ahead < 0) | (ahead > long**2)
    bent |= (i % 2 == 0) | (i == np.repeat(sizes, sizes) - 1)
    return bent


def _layers(bird: Rig) -> list[Layer]:
    """All layers, deep to top."""
    near = wing_shapes(bird, bird.near, bird.near_arm, 1.0, 0.0)
    far = wing_shapes(bird, bird.far, bird.far_arm, -1.0, -0.14)
    tail = [s for draws in (wisps, streamer) for k in range(len(bird.tail)) for s in draws(bird, k)]
    return [
        layer("silhouette", "colour", _silhouette(bird)),
        layer("far wing", "colour", far),
        layer("far shoulder", "colour", shoulder(bird, bird.far_arm, -1.0, SCAPULARS[1:], -0.26)),
        layer("tail", "colour", tail + coverts(bird)),
        layer("body", "colour", foot(bird, 1) + body(bird) + foot(bird, 0) + breast(bird)),
        layer("near wing", "colour", near),
        layer("near shoulder", "colour", shoulder(bird, bird.near_arm, 1.0, SCAPULARS, 0.0)),
        layer("neck", "colour", scales(bird, NECK)),
        layer("head", "colour", crest_shapes(bird) + head(bird) + eye(bird)),
        layer("fallen", "colour", fallen_shapes(bird) + spark_shapes(bird)),
    ]


def _silhouette(bird: Rig) -> Shapes:
    """One dark shape under everything; on a faint mark it is all there is, and red."""
    # Where feathers thin out into the skin nothing dark lies under them.
    rings = [
        ring
        for fan in (*(wing[0].short(1 - 0.42 * bird.open) for wing in (bird.near, bird.far)), bird.crest)
        for ring, grown in zip(fan.rings(), fan.grown, strict=True)
        if grown > 0
    ]
    rings.append(ribbon(bird.spine, bird.girth))
    # A faint bird's arms are two blades, as a swallow's are; they thin to the arm's own stroke as coverts come.
    blade = 1 - bird.birth(0.1, 0.36)
    u = np.linspace(0, 1, 40)
    scythe = np.interp(u, [0, 0.12, 0.35, 0.7, 0.9, 1], [0.75, 1.0, 0.9, 0.5, 0.2, 0.0])
    heavy = (1 - blade) * taper(1.6, 0.25, 0.3, 0.02)(u) + 5.0 * blade * scythe
    for wing, arm, hand in ((bird.near, bird.near_arm, 1.0), (bird.far, bird.far_arm, -1.0)):
        # One sweep from the breast at first; the arm's own bends come with its feathers.
        bent = bird.birth(0.14, 0.24)
        tip = wing[0].mid[0]
        root = arm[0] + (bird.spine[35] - arm[0]) * (1 - bent)
        bow = (root + tip[-1]) / 2
        across = normals(np.stack([root, tip[-1]]))[0]
        sweep = smooth(np.stack([root, bow + 0.4 * (arm[40] - bow) + hand * 9 * across, tip[-1]]), 40)
        stroke = smooth(np.concatenate([root[None], arm[[12, 24, 36, 48]], tip[[1, 5, 7, 9]]]), 40)
        rings.append(ribbon(sweep + (stroke - sweep) * bent, heavy))
    rings += [bird.head_at(smooth(SKULL, 36, True)), bird.head_at(smooth(beak(bird, UPPER), 30, True))]
    rings += [sickle(bird, k) for k, (_, grown) in enumerate(bird.tail) if grown > 0 and bird.sickled]
    rings += [each.ring(0.3, 0.3) for each in bird.plumes if each.grown > 0]
    whole = union([area(bird.mm(ring)) for ring in rings])
    rim = min(bird.feeling.line("bold") * (0.7 + 0.3 * bird.great), 0.0055 * bird.feeling.size)
    fine = min(0.6, 0.002 * bird.feeling.size)
    tiny = mix(bird.paint.ramps[0](0.35), bird.paint.ink, bird.birth(0.2, 0.2))
    # The line lies in the shade: heavy under and behind, lost where light falls.
    under = moved(grow(whole, 0.5 * rim), 0.6 * rim * SHADE)
    return [filled(outlines(simplify(clean(union([whole, under]), 0.4 * rim), fine)), tiny)]
