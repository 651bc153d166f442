"""The stitches sewn so far, and thread: a cord of plies in the light, and its end come apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, curve, length, mix, normals, polyline, resample, smooth, stroked, tangents
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose, sewn_in
from markgen.motifs._needle.stitches import Loop, thickness
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Strand:
    """Thread that is seen: its path in mm, which thread it is, whether it comes back to its start, or runs straight.

    thick: of the usual width. lit: 2 where it faces the light, 0 where it is turned away.
    """

    path: Points
    thread: int = 0
    closed: bool = False
    straight: bool = False
    thick: float = 1.0
    lit: int = 1

    @cached_property
    def outline(self) -> Outline:
        """Its middle."""
        if self.straight:
            n = max(round(len(self.path) / 3), 2)
            ends = np.round(np.linspace(0, len(self.path) - (not self.closed), n + (not self.closed))).astype(int)
            return polyline(self.path[ends[: n + 1] % len(self.path)], self.closed)
        return curve(self.path, self.closed)

    def beside(self, by: Points) -> Outline:
        """Its middle, moved by so many mm."""
        return replace(self.outline, points=self.outline.points + by)


@dataclass(frozen=True)
class Sewn:
    """The stitches so far, in mm: their strands, and what of them passes over others.

    holes: where thread goes through the skin. spots: the same in stitches along and across the seam. shares: how whole
    each is. fat: whether links of thick thread lie over the holes, in a furrow.
    """

    loops: list[Strand]
    overs: list[Strand]
    holes: Points
    spots: Points
    shares: Floats
    fat: bool


def soft(feeling: Feeling) -> bool:
    """Whether shadows may be soft: not where a style draws all that it is given in its own way."""
    return feeling.style.colour and feeling.style.fill not in ("wash", "facets", "flats")


def sew(p: Pose, how: Manner, threads: int, wobble: float, chance: Chance) -> Sewn:
    """Every stitch sewn so far; the last is growing. Where the seam meets itself, the later thread dives under."""
    parts: list[tuple[int, float, Loop]] = []
    stitch = how.stitch if p.guided else sewn_in(how, chance.seed)
    along = p.stitches
    count = int(np.ceil(along - 1e-9))
    middles = p.along(np.column_stack([np.arange(count + 1) + 0.55, np.zeros(count + 1)]))
    for k in range(count):
        before = middles[: max(k - 3, 0)]
        if len(before) and float(np.hypot(*(before - middles[k]).T).min()) < 0.62 * p.stitch:
            continue
        share = min(along - k, 1.0)
        # The last few dwindle to where the eye lets go of them.
        small = 1 if p.guided else 0.55 + 0.45 * min((along - k) / 4, 1)
        r = chance("stitch", k)
        for part in stitch(k, r):
            points = (part.points + r.normal(0, 0.03 * wobble, part.points.shape)) * [share, share**0.6 * small] + [
                k,
                0,
            ]
            apart = np.sign(points[:, 1]) * p.gaping(points[:, 0]) * np.minimum(np.abs(points[:, 1]) / 0.3, 1)
            parts.append((k, share, replace(part, points=points + np.outer(apart, [0, 1]))))
    loops, overs = [], []
    spots: list[Points] = []
    shares: list[float] = []
    across = p.seam[-1] - p.seam[0]
    for (k, share, part), path in zip(parts, p.each([part.points for *_, part in parts]), strict=True):
        thread = int(k * 0.5) % threads
        n = len(path)
        # Drawn tight it is thick, slack it is thin; and which side of the fold it lies on is lit or not.
        slack = p.bellies[min(k, len(p.bellies) - 1)] - 1
        thick = [0.86, 1.0, 1.16][int(np.digitize(-slack + 0.12 * np.sin(1.9 * k), (-0.08, 0.08)))]
        thick = min(thick, 0.86) if not p.guided and along - k < 3 else thick
        # It comes up as a fine end.
        thick = round(thick * min(0.2 + share, 1), 1) if share < 0.8 else thick
        t = path[-1] - path[0] if np.hypot(*(path[-1] - path[0])) > 1e-6 else across
        t = p.along(np.array([(k, 0.0), (k + 1, 0.0)])) if part.over else np.stack([0 * t, t])
        facing = float(np.abs(normals(t)[0] @ LIGHT)) + 0.25 * float(np.sin(1.3 * k))
        strand = Strand(path[:: 2 if n > 12 and n % 2 else 1], thread, part.closed, False, thick)
        loops.append(replace(strand, lit=int(np.digitize(facing, (0.42, 0.78)))))
        if part.over:
            n = max(int(part.over * n), 3)
            overs += [replace(loops[-1], path=over) for over in (path[:n], path[-n:][::-1])]
        for end in () if part.closed else (part.points[0], part.points[-1]):
            if not any(np.hypot(*(end - e)) < 0.15 for e in spots[-4:]):
                spots.append(end)
                shares.append(share)
    at = np.array(spots).reshape(-1, 2)
    return Sewn(loops, overs, p.along(at) if len(at) else at, at, np.array(shares), thickness(stitch) > 0.2)


def knot(p: Pose, width: float) -> list[Strand]:
    """The end of the thread: it runs out of the last hole and is knotted, once over, so that it cannot slip back."""
    end = p.ending()
    at, t, n = end[10], tangents(end)[10], normals(end)[10]
    ring = [(-0.62, -0.35), (-0.2, 0.62), (0.5, 0.68), (0.72, 0.0), (0.35, -0.66), (-0.3, -0.62)]
    turns = np.array([at + width * (x * t + y * n) for x, y in ring])
    bar = np.array([at + width * (x * t + y * n) for x, y in ((-0.75, 0.5), (-0.1, 0.12), (0.1, -0.1), (0.75, -0.55))])
    return [Strand(end[::2]), Strand(smooth(turns, 12, closed=True), closed=True), Strand(smooth(bar, 7))]


def cord(name: str, strands: list[Strand], feeling: Feeling, tints: list[str], width: float) -> list[Layer]:
    """Thread as a twisted cylinder: what it throws on the skin, its dark edge, its colour, its plies, its light.

    Where there is no colour it is one line. Its darks are shade, which stays dark on any skin, so that it is thread
    there too and does not shine all round.
    """
    if not feeling.style.colour:
        return [layer(name, "line", [stroked([s.outline for s in strands], INK, width)])]
    flats = feeling.style.fill == "flats"
    rim = max(min(0.16 * width, 0.7 * feeling.line("fine")), 0.05) * (1.8 if flats else 1)
    if feeling.style.fill == "facets":
        strands = [replace(s, straight=True) for s in strands]
    thicks = sorted({s.thick for s in strands})
    pairs = [
        (t, some)
        for t in thicks
        for n in range(len(tints))
        if (some := [s for s in strands if s.thick == t and s.thread == n])
    ]
    turns = [(s, *twist(s.path, width * s.thick)) for s in strands] if soft(feeling) or flats else []
    plies = [polyline(ply, closed=False) for _, lines, _ in turns for ply in lines]
    if not soft(feeling):
        edge = [stroked([s.outline for s in strands if s.thick == t], INK, width * t + 2 * rim) for t in thicks]
        dyed = [stroked([s.outline for s in some], tints[some[0].thread], width * t) for t, some in pairs]
        twisted = layer(f"{name} plies", "line", [stroked(plies, INK, 0.2 * width)])
        return [layer(f"{name} edge", "line", edge), layer(name, "colour", dyed), twisted]
    low = -LIGHT * width

    def strip(shift: float, wide: float, colour: str, opacity: float, some: list[Strand]) -> Shape | None:
        return stroked([s.beside(shift * low) for s in some], colour, wide * width, opacity)

    body: list[Shape | None] = []
    dark: list[Shape | None] = []
    for t, some in pairs:
        tint = tints[some[0].thread]
        wine, bright = mix(tint, INK, 0.55), mix(tint, "#ff5c66", 0.36)
        for lit, base in enumerate((mix(tint, INK, 0.26), mix(tint, INK, 0.06), tint)):
            alike = [s for s in some if s.lit == lit]
            body.append(stroked([s.outline for s in alike], base, width * t))
            body.append(strip(-0.17, (0.24, 0.34, 0.46)[lit] * t, bright, (0.5, 0.8, 1.0)[lit], alike))
        dark.append(strip(0.27, 0.42 * t, wine, 0.75, some))
    shine: list[Shape | None] = []
    for n, tint in enumerate(tints):
        for lit, beads in enumerate((4, 2, 1)):
            bits = [
                polyline(b, closed=False)
                for s, _, lights in turns
                if s.thread == n and s.lit == lit
                for b in lights[lit % 2 :: beads]
            ]
            shine.append(stroked(bits, mix(tint, "#fff6ee", 0.62), (0.15, 0.18, 0.22)[lit] * width, 0.9))
    return [
        layer(
            f"{name} cast",
            "shade",
            [
                stroked([polyline(s.path + shift * low, s.closed) for s in strands], INK, wide * width, dark)
                for shift, wide, dark in ((0.62, 1.75, 0.13), (0.42, 1.2, 0.26))
            ],
        ),
        # The rim is heavy under the thread, and lost where light falls on it.
        layer(
            f"{name} edge",
            "shade",
            [
                stroked([s.beside(0.10 * low) for s in strands if s.thick == t], INK, width * t + 1.5 * rim)
                for t in thicks
            ],
        ),
        layer(name, "colour", body),
        layer(f"{name} dark", "shade", [*dark, stroked(plies, INK, 0.13 * width, 0.85)]),
        layer(f"{name} light", "white", shine),
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
        reach, curl = chance.uniform(0.9, 2.0) * width, chance.uniform(-0.5, 0.9) * a
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
