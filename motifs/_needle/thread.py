"""The stitches sewn so far, and thread: its cord, its plies, its frayed end."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, curve, length, normals, polyline, resample, stroked, tangents
from markgen.motifs._needle.inks import INK
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose
from markgen.motifs._needle.stitches import CHAINS, Loop, chain
from markgen.values import Layer, Outline, Points, layer

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sewn:
    """The stitches so far, in mm: each loop with its thread's number, what passes over; numbers, holes, how whole."""

    loops: list[tuple[int, Outline]]
    overs: list[tuple[int, Outline]]
    numbers: list[int]
    holes: Points
    shares: Floats


def sew(p: Pose, how: Manner, threads: int, wobble: float, chance: Chance) -> Sewn:
    """Every stitch sewn so far; the last is growing. Where the seam meets itself, the later thread dives under."""
    parts: list[tuple[int, Loop]] = []
    numbers, shares = [], []
    stitch = CHAINS[int(chance("kind").integers(len(CHAINS)))] if how.stitch is chain else how.stitch
    along = p.stitches
    count = int(np.ceil(along - 1e-9))
    middles = p.along(np.column_stack([np.arange(count + 1) + 0.55, np.zeros(count + 1)]))
    for k in range(count):
        before = middles[: max(k - 3, 0)]
        if len(before) and float(np.hypot(*(before - middles[k]).T).min()) < 0.62 * p.stitch:
            continue
        share = min(along - k, 1.0)
        thread = int(k * 0.5) % threads
        r = chance("stitch", k)
        for part in stitch(k, r):
            points = part.points + r.normal(0, 0.03 * wobble, part.points.shape)
            parts.append((thread, replace(part, points=points * [share, share**0.6] + [k, 0])))
        numbers.append(k)
        shares.append(share)
    loops, overs = [], []
    for (thread, part), path in zip(parts, p.each([part.points for _, part in parts]), strict=True):
        loops.append((thread, curve(path, part.closed)))
        if part.over:
            n = max(int(part.over * len(path)), 2)
            overs += [(thread, curve(path[:n], False)), (thread, curve(path[-n:], False))]
    return Sewn(loops, overs, numbers, p.along(np.column_stack([numbers, np.zeros(len(numbers))])), np.array(shares))


def cord(name: str, lines: list[tuple[int, Outline]], tints: list[str], width: float, rim: float) -> list[Layer]:
    """Thread: a dark line with colour on it, so that a rim of the line is seen on both sides."""
    by = [[o for n, o in lines if n == i] for i in range(len(tints))]
    return [
        layer(f"{name} line", "line", [stroked([o for _, o in lines], INK, width + 2 * rim)]),
        layer(
            name,
            "colour",
            [] if not rim else [stroked(part, tint, width) for part, tint in zip(by, tints, strict=True)],
        ),
    ]


def plies(paths: list[Points], width: float, gap: float) -> list[Outline]:
    """Short slanting marks across a thread, where its two plies wind round each other."""
    out = []
    for path in paths:
        n = max(round(length(path) / gap), 1)
        middles = resample(path, 2 * n + 1)
        ways = tangents(middles)[1::2] * 0.42 * width
        slants = ways + normals(middles)[1::2] * 0.40 * width
        out += [polyline(pair, closed=False) for pair in np.stack([middles[1::2] - slants, middles[1::2] + slants], 1)]
    return out


def fray(path: Points, width: float, chance: np.random.Generator) -> list[Outline]:
    """The end of a thread come apart into its fibres."""
    t = tangents(path)[-1]
    n = np.array([-t[1], t[0]])
    fans = [(t + n * a) * chance.uniform(1.1, 2.2) * width for a in (-0.32, -0.1, 0.12, 0.34)]
    return [polyline(np.stack([path[-1], path[-1] + f]), closed=False) for f in fans]
