"""Stitches that a needle knows, each as the loops of thread that are seen of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from markgen.draw import heading, smooth
from markgen.values import Points


@dataclass(frozen=True)
class Loop:
    """Thread above the skin, in stitches along and across the seam; `closed` when it comes back to its hole.

    over: share of it, from each end, that passes over what was sewn before. thick: of the usual width of thread.
    free: its last end stands off the skin, torn. gone: only its holes are left. straight: thread lies in the skin
    between it and the one before.
    """

    points: Points
    closed: bool = False
    over: float = 0.0
    thick: float = 1.0
    free: bool = False
    gone: bool = False
    straight: bool = False


Stitch = Callable[[int, np.random.Generator], list[Loop]]
"""The k-th stitch of a seam, between 0 and 1 along it."""


def _points(*points: tuple[float, float]) -> Points:
    return np.array(points)


# Half of a chain stitch: from its hole out and round its own tip,
# which the next stitch, risen inside it, holds down.
_HALF = _points((0.0, 0.03), (0.18, 0.10), (0.45, 0.18), (0.80, 0.245), (1.04, 0.225), (1.20, 0.13), (1.27, 0.0))


def _teardrop(half: Points, k: int, r: np.random.Generator) -> Loop:
    """No two alike: fuller at one side, in turns, as the hand swings to and fro; open or drawn tight; aslant."""
    fuller = r.uniform(0.03, 0.16) * (1 if k % 2 else -1)
    wide, long, tilt = r.uniform(0.88, 1.12), r.uniform(0.96, 1.06), r.normal(0, 0.05)
    sides = [half * [long, side * wide * (1 + side * fuller) * r.uniform(0.92, 1.08)] for side in (1, -1)]
    ring = np.concatenate([sides[0], sides[1][-2::-1]])
    # It leans from its hole, and is brought back to where the next one holds it.
    return Loop(smooth(ring + [[0, 1]] * (tilt * np.sin(np.pi * np.clip(ring[:, :1], 0, 1))), 21), over=0.2)


def chain(k: int, r: np.random.Generator) -> list[Loop]:
    """A slim teardrop out of the tip of the one before."""
    return [_teardrop(_HALF, k, r)]


def torn(k: int, r: np.random.Generator) -> list[Loop]:
    """Chain stitch with loops missing, and others snapped, whose ends stand off the skin."""
    if k % 7 in (3, 4):
        return [Loop(_points((0.1, 0.0), (0.9, 0.0)), gone=True)]
    return snapped(k, r) if k % 7 in (2, 5) else chain(k, r)


def snapped(k: int, r: np.random.Generator) -> list[Loop]:
    """A stitch that tore: what is left of it stands off the skin from either hole."""
    side, end = (1 if k % 2 else -1), r.uniform(0.1, 0.35)
    one = _points((0.02, 0.0), (0.20, 0.03), (0.38, 0.13), (0.48, 0.30), (0.46, 0.42 + end))
    other = _points((0.98, 0.0), (0.84, -0.02), (0.70, -0.11), (0.60, -0.24 - end))
    return [Loop(smooth(half * [1, side], 11), free=True) for half in (one, other)]


def reaching(k: int, r: np.random.Generator) -> list[Loop]:
    """Long stitches with long gaps between them."""
    part = k % 3
    return (
        []
        if part == 2
        else [
            Loop(
                _points((0.08 if part == 0 else 0.0, 0.0), (0.5, 0.02), (1.0 - 0.35 * part, 0.0)),
                straight=part == 0,
            )
        ]
    )


def hearts(k: int, r: np.random.Generator) -> list[Loop]:
    """Running stitch with a small heart now and then."""
    if k % 4 != 2:
        return running(k, r)
    half = _points((1.10, 0.0), (0.74, 0.34), (0.34, 0.62), (-0.02, 0.56), (-0.10, 0.24), (0.16, 0.0))
    return [Loop(smooth(np.concatenate([half, (half * [1, -1])[-2:0:-1]]), 20, closed=True), closed=True)]


def starry(k: int, r: np.random.Generator) -> list[Loop]:
    """Chain stitch with stars and knots scattered beside it."""
    loops = chain(k, r)
    if k % 3 == 1:
        at = np.array([0.5, (1 if k % 2 else -1) * r.uniform(0.75, 1.15)])
        turn = r.uniform(0, np.pi)
        if k % 2:
            size = r.uniform(0.40, 0.52)
            spokes = heading(turn + np.arange(3) * np.pi / 3) * size
            loops += [Loop(np.stack([at - spoke, at + spoke])) for spoke in spokes]
        else:
            a = np.linspace(0, 3.4 * np.pi, 12)
            loops.append(Loop(at + heading(turn + a) * (0.15 - 0.10 * a / a[-1])[:, None]))
    return loops


def jagged(k: int, r: np.random.Generator) -> list[Loop]:
    """Thread wrenched to and fro over the seam, in long stitches and short, none of them square to it."""
    tall = r.uniform(0.16, 0.62, 3)
    one, two = r.uniform(0.14, 0.34), r.uniform(0.56, 0.84)
    return [
        Loop(_points((0.02, -tall[0]), (one, tall[1]))),
        Loop(_points((one + 0.10, tall[1] * 0.9), (two, -tall[2])), over=0.5),
        *([Loop(_points((two - 0.3, -0.7 * tall[2]), (two + 0.25, 0.8 * tall[0])))] if k % 3 == 1 else []),
    ]


def sutures(k: int, r: np.random.Generator) -> list[Loop]:
    """Coarse stitches across a wound, uneven, some of them gone."""
    if k % 2 or k % 10 == 6:
        return []
    high, low = r.uniform(0.6, 0.95, 2)
    lean = r.uniform(-0.2, 0.2)
    loops = [Loop(_points((0.5 + lean, -high), (0.5 - lean, low)))]
    if k % 6 == 2:
        loops.append(Loop(_points((0.5 - lean, -0.8 * low), (0.5 + lean + 0.25, 0.9 * high))))
    # Knotted at one side, its two ends cut short.
    return [*loops, Loop(_points((0.38 - lean, low + 0.22), (0.5 - lean, low), (0.66 - lean, low + 0.16)))]


def crossed(k: int, r: np.random.Generator) -> list[Loop]:
    """Herringbone: long stitches that cross near their ends."""
    side = 1 if k % 2 else -1
    return [Loop(_points((-0.24, -0.34 * side), (1.24, 0.34 * side)))]


def feather(k: int, r: np.random.Generator) -> list[Loop]:
    """Open loops, now to the left and now to the right, each caught by the next."""
    side = 1 if k % 2 else -1
    half = _points((-0.2, 0.64), (0.28, 0.38), (0.80, 0.14), (1.0, -0.03), (0.76, -0.15), (0.36, -0.12), (-0.02, 0.0))
    return [Loop(smooth(half * [1, side * r.uniform(0.9, 1.1)], 13))]


def leafy(k: int, r: np.random.Generator) -> list[Loop]:
    """A stem of slanting stitches that overlap, with a leaf at it, now left and now right."""
    stem = Loop(_points((-0.12, 0.06), (0.4, 0.0), (1.12, -0.06)))
    if k % 3:
        return [stem]
    side = 1 if k % 2 else -1
    leaf = smooth(_points((0.0, 0.0), (0.30, 0.17), (0.66, 0.20), (0.98, 0.0), (0.66, -0.20), (0.30, -0.17)), 14, True)
    turn, long = r.uniform(0.75, 1.05), r.uniform(1.5, 1.9)
    out = np.stack([leaf @ [np.cos(turn), -np.sin(turn)], leaf @ [np.sin(turn), np.cos(turn)]], 1) * long
    vein = heading(np.array([turn, turn])) * long * [[0.12], [0.80]]
    return [stem, *(Loop(p * [1, side] + [0.35, 0.10 * side], closed) for p, closed in ((out, True), (vein, False)))]


def crosses(k: int, r: np.random.Generator) -> list[Loop]:
    """Cross-stitch: one thread over another, always the same way."""
    tall = r.uniform(0.34, 0.42)
    return [Loop(_points((0.16, s * tall), (0.5, 0.02), (0.84, -s * tall)), over=0.5 * (s < 0)) for s in (1, -1)]


def running(k: int, r: np.random.Generator) -> list[Loop]:
    """A long stitch and a gap, and now and then two short ones."""
    sag = r.normal(0, 0.03)
    if k % 5 == 3:
        return [Loop(_points((a, 0.0), (a + 0.16, sag), (a + 0.32, 0.0)), straight=True) for a in (0.04, 0.52)]
    return [Loop(_points((0.06, 0.0), (0.33, 0.04 + sag), (r.uniform(0.54, 0.72), 0.0)), straight=True)]


def slanted(k: int, r: np.random.Generator) -> list[Loop]:
    """Thread laid aslant over the seam, twice to a stitch: the way in which skin is drawn to skin."""
    tall = r.uniform(0.21, 0.31, 2)
    return [
        Loop(_points((x - 0.13, h), (x + 0.02, 0.03), (x + 0.17, -h))) for x, h in zip((0.22, 0.73), tall, strict=True)
    ]


# A leaf: its two sides come out of one hole, and close round the next.
_PETAL = _points((0.0, 0.04), (0.14, 0.085), (0.38, 0.19), (0.68, 0.275), (0.93, 0.255), (1.11, 0.15), (1.17, 0.0))


def link(k: int, r: np.random.Generator) -> list[Loop]:
    """A chain stitch drawn slim, in finer thread."""
    return [replace(_teardrop(_HALF * [1, 0.76], k, r), thick=0.78)]


def petal(k: int, r: np.random.Generator) -> list[Loop]:
    """A chain stitch by an even hand: a leaf that comes up inside the tip of the one before, and holds it down."""
    sides = [_PETAL * [r.uniform(0.97, 1.03), side * r.uniform(0.92, 1.08)] for side in (1, -1)]
    return [Loop(smooth(np.concatenate([sides[0], sides[1][-2::-1]]), 33), over=0.16, thick=0.82)]


CHAINED = 0.60
"""How far a seam over a body is sewn in chain stitch, in shares of it: along the shoulder and round to the side."""


def dash(k: int, r: np.random.Generator) -> list[Loop]:
    """Plain running stitch, by a hand that keeps it even."""
    start, stop = 0.04 + r.uniform(0, 0.04), 0.66 + r.uniform(-0.04, 0.04)
    tilt, sag = r.normal(0, 0.03, 2)
    return [Loop(_points((start, -tilt), (0.5 * (start + stop), sag), (stop, tilt)), thick=1.12)]


KINDS: tuple[Stitch, ...] = (
    *(link, chain, link, running, slanted, leafy),
    *(crosses, slanted, feather, link, crossed, leafy),
)
"""What each seam is sewn in where a feeling sews in chain stitch and the seed may choose."""


def thickness(stitch: Stitch) -> float:
    """Width of the thread that suits a stitch, in stitches."""
    return 0.125 if stitch is chain else 0.115
