"""The stitches sewn so far, and thread: a cord of plies in the light, and its end come apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, curve, length, mix, normals, polyline, resample, stroked, tangents
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose
from markgen.motifs._needle.stitches import KINDS, Loop, chain
from markgen.values import Feeling, Layer, Outline, Points, layer

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Strand:
    """Thread that is seen: its path in mm, which thread it is, whether it comes back to its start, or runs straight."""

    path: Points
    thread: int = 0
    closed: bool = False
    straight: bool = False

    def outline(self) -> Outline:
        """Its middle."""
        if self.straight:
            n = max(round(len(self.path) / 3), 2)
            ends = np.round(np.linspace(0, len(self.path) - (not self.closed), n + (not self.closed))).astype(int)
            return polyline(self.path[ends[: n + 1] % len(self.path)], self.closed)
        return curve(self.path, self.closed)

    def beside(self, by: Points) -> Outline:
        """Its middle, moved by so many mm; in straight lines, for what is soft."""
        return polyline(self.path + by, self.closed)


@dataclass(frozen=True)
class Sewn:
    """The stitches so far, in mm: their strands, and what of them passes over others.

    holes: where thread goes through the skin. ways: in which direction it lies from there. shares: how whole each is.
    numbers: of the stitch that each belongs to.
    """

    loops: list[Strand]
    overs: list[Strand]
    holes: Points
    ways: Points
    shares: Floats
    numbers: list[int]


def soft(feeling: Feeling) -> bool:
    """Whether shadows may be soft: not where a style draws all that it is given in its own way."""
    return feeling.style.colour and feeling.style.fill not in ("wash", "facets", "flats")


def sew(p: Pose, how: Manner, threads: int, wobble: float, chance: Chance) -> Sewn:
    """Every stitch sewn so far; the last is growing. Where the seam meets itself, the later thread dives under."""
    parts: list[tuple[int, float, Loop]] = []
    stitch = KINDS[chance.seed % len(KINDS)] if how.stitch is chain and not p.guided else how.stitch
    along = p.stitches
    count = int(np.ceil(along - 1e-9))
    middles = p.along(np.column_stack([np.arange(count + 1) + 0.55, np.zeros(count + 1)]))
    for k in range(count):
        before = middles[: max(k - 3, 0)]
        if len(before) and float(np.hypot(*(before - middles[k]).T).min()) < 0.62 * p.stitch:
            continue
        share = min(along - k, 1.0)
        r = chance("stitch", k)
        for part in stitch(k, r):
            points = part.points + r.normal(0, 0.03 * wobble, part.points.shape)
            parts.append((k, share, replace(part, points=points * [share, share**0.6] + [k, 0])))
    loops, overs = [], []
    ends: list[Points] = []
    whose: list[tuple[int, float]] = []
    for (k, share, part), path in zip(parts, p.each([part.points for *_, part in parts]), strict=True):
        thread = int(k * 0.5) % threads
        n = len(path)
        loops.append(Strand(path[:: 2 if n > 12 and n % 2 else 1], thread, part.closed))
        if part.over:
            n = max(int(part.over * n), 3)
            overs += [Strand(path[:n], thread), Strand(path[-n:][::-1], thread)]
        for end in () if part.closed else (path[:2], path[-2:][::-1]):
            if not any(np.hypot(*(end[0] - e[0])) < 0.15 * p.stitch for e in ends[-4:]):
                ends.append(end)
                whose.append((k, share))
    both = np.array(ends).reshape(-1, 2, 2)
    ways = both[:, 1] - both[:, 0]
    if overs:
        # A loop's two strands leave its hole together: between them lies the way it goes.
        ways = np.array([p.along(np.array([(k + 0.2, 0.0)]))[0] for k, _ in whose]).reshape(-1, 2) - both[:, 0]
    ways = ways / np.maximum(np.hypot(*ways.T), 1e-9)[:, None]
    return Sewn(loops, overs, both[:, 0], ways, np.array([s for _, s in whose]), [k for k, _ in whose])


def cord(name: str, strands: list[Strand], feeling: Feeling, tints: list[str], width: float) -> list[Layer]:
    """Thread as a twisted cylinder: what it throws on the skin, its dark edge, its colour, its plies, its light.

    Where there is no colour it is one line. Its darks are shade, which stays dark on any skin, so that it is thread
    there too and does not shine all round.
    """
    if not feeling.style.colour:
        return [layer(name, "line", [stroked([s.outline() for s in strands], INK, width)])]
    flats = feeling.style.fill == "flats"
    rim = max(min(0.16 * width, 0.7 * feeling.line("fine")), 0.05) * (1.8 if flats else 1)
    if feeling.style.fill == "facets":
        strands = [replace(s, straight=True) for s in strands]
    drawn = [s.outline() for s in strands]
    edge = stroked(drawn, INK, width + 2 * rim)
    by = [[i for i, s in enumerate(strands) if s.thread == n] for n in range(len(tints))]
    pairs = [(some, tint) for some, tint in zip(by, tints, strict=True) if some]
    dyed = [stroked([drawn[i] for i in some], tint, width) for some, tint in pairs]
    turns = [twist(s.path, width) for s in strands] if soft(feeling) or flats else []
    plies = [polyline(ply, closed=False) for ply, _ in turns for ply in ply]
    if not soft(feeling):
        twisted = layer(f"{name} plies", "line", [stroked(plies, INK, 0.2 * width)])
        return [layer(f"{name} edge", "line", [edge]), layer(name, "colour", dyed), twisted]
    low = -LIGHT * width
    return [
        layer(
            f"{name} cast",
            "shade",
            [
                stroked([s.beside(0.62 * low) for s in strands], INK, 1.75 * width, 0.14),
                stroked([s.beside(0.42 * low) for s in strands], INK, 1.15 * width, 0.26),
            ],
        ),
        layer(f"{name} edge", "shade", [edge]),
        layer(name, "colour", dyed),
        layer(
            f"{name} dark",
            "shade",
            [
                *(
                    stroked([strands[i].beside(0.27 * low) for i in some], mix(tint, INK, 0.75), 0.44 * width, 0.6)
                    for some, tint in pairs
                ),
                stroked(plies, INK, 0.15 * width, 0.9),
            ],
        ),
        layer(
            f"{name} light",
            "white",
            [
                stroked(
                    [polyline(b, closed=False) for i in some for b in turns[i][1]],
                    mix(tint, "#fff6ee", 0.62),
                    0.2 * width,
                    0.9,
                )
                for some, tint in pairs
            ],
        ),
    ]


HELIX = np.array([-0.5, -0.2, 0.2, 0.5]) * np.pi
"""Half a turn of a ply round its thread: what is seen of it from one side."""


def twist(path: Points, width: float) -> tuple[Points, Points]:
    """A thread's plies: the lines between them, each an S as on a cylinder; and a bead of light on each."""
    n = max(round(length(path) / (1.05 * width)), 2)
    middles = resample(path, 2 * n + 1)
    t, side = tangents(middles), normals(middles)
    x, y = 0.95 * width * HELIX / np.pi, 0.47 * width * np.sin(HELIX)
    lines = middles[1::2, None] + t[1::2, None] * x[None, :, None] + side[1::2, None] * y[None, :, None]
    # Light lies where the cylinder faces it, and leans with the ply.
    facing = (side[2:-1:2] @ LIGHT)[:, None] * side[2:-1:2]
    at = middles[2:-1:2] + 0.26 * width * facing
    lean = (0.20 * t[2:-1:2] + 0.07 * side[2:-1:2]) * width
    return lines, np.stack([at - lean, at + lean], 1)


def fray(path: Points, width: float, chance: np.random.Generator) -> list[Outline]:
    """The end of a thread come apart into its fibres, each curling its own way."""
    t = tangents(path)[-1]
    n = np.array([-t[1], t[0]])
    out = []
    for a in np.linspace(-0.5, 0.5, 6) + chance.normal(0, 0.08, 6):
        reach, curl = chance.uniform(1.2, 2.8) * width, chance.uniform(-0.5, 0.9) * a
        u = np.array([0.0, 0.4, 0.75, 1.0])[:, None]
        out.append(curve(path[-1] + reach * (u * t + (a * u + curl * u * u) * n), closed=False))
    return out


def fibres(strands: list[Strand], width: float, chance: np.random.Generator) -> list[Outline]:
    """Stray fibres that stand off a thread here and there."""
    out = []
    for strand in strands:
        u, side, bend, lift = chance.random(), chance.choice([-1.0, 1.0]), chance.uniform(-1, 1), chance.uniform(0.5, 1)
        i = int(u * (len(strand.path) - 1))
        t, n = tangents(strand.path)[i], normals(strand.path)[i]
        if chance.random() < 0.45:
            run = np.array([(0.0, 0.45), (0.5, 0.62 + 0.2 * lift), (1.0, 0.7 + (0.45 + 0.3 * bend) * lift)])
            out.append(curve(strand.path[i] + width * (run[:, :1] * t + side * run[:, 1:] * n), closed=False))
    return out
