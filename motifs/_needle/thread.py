"""The stitches sewn so far, and thread: a fine line of two plies, and its end come apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import (
    Chance,
    band,
    banded,
    curve,
    filled,
    length,
    mix,
    normals,
    oklch,
    polyline,
    runs,
    smooth,
    tangents,
    whip,
    whips,
)
from markgen.motifs._needle.inks import INK, LIGHT, dye
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose, stitched
from markgen.motifs._needle.stitches import CHAINED, Loop, Stitch, chain, dash, petal
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

NIB = np.array([0.80, 0.60])
"""The way in which thread that lies free is thickest."""

PITCH = 1.05
"""Length of a ply's turn along a thread, in widths of the thread."""


@dataclass(frozen=True, eq=False)
class Strand:
    """Thread that is seen: its path in mm, which thread it is, whether it comes back to its start.

    thick: of the usual width, where it is fullest. ends: the same at its ends, of that: less where it dips into skin.
    nib: how far it swells and thins as it turns, as from a broad nib. focus: share of the turns of its twist that are
    marked.
    """

    path: Points
    thread: int = 0
    closed: bool = False
    thick: float = 1.0
    ends: tuple[float, float] = (1.0, 1.0)
    nib: float = 0.0
    focus: float = 0.3

    def full(self, u: Floats) -> Floats:
        """Its width at shares of its length, of the usual: plump between its ends."""
        at_end = np.interp(u, [0, 1], self.ends)
        made = self.thick * (at_end + (1 - at_end) * np.sin(np.pi * np.clip(u, 0, 1)) ** 0.55)
        if self.nib:
            turn = np.abs(tangents(self.path) @ NIB)
            made *= 1 + self.nib * (2 * np.interp(u, np.linspace(0, 1, len(turn)), turn) - 1)
        return np.asarray(made, float)


@dataclass(frozen=True)
class Sewn:
    """The stitches so far, in mm: their strands, and what of them passes over others.

    holes: where thread goes through the skin. pulls: away from the thread, at each. shares: how whole each is.
    torn: ends of thread that stand off the skin. under: paths of thread in the skin, between two stitches.
    """

    loops: list[Strand]
    overs: list[Strand]
    holes: Points
    pulls: Points
    shares: Floats
    torn: list[Points]
    under: list[Strand]


DIP = 0.62
"""Width of thread where it goes into skin, of its fullest."""


def sew(p: Pose, how: Manner, threads: int, wobble: float, chance: Chance) -> Sewn:
    """Every stitch sewn so far; the last is growing. Where the seam meets itself, the later thread dives under."""
    parts, along = _stitches(p, how, wobble, chance), p.stitches
    loops, overs, torn = [], [], []
    spots: list[Points] = []
    gaps: list[tuple[int, float, Points]] = []
    holes: list[Points] = []
    pulls: list[Points] = []
    shares: list[float] = []
    for (k, share, part), path in zip(parts, p.each([part.points for *_, part in parts]), strict=True):
        # Drawn tight it is thick, slack it is thin.
        slack = p.bellies[min(k, len(p.bellies) - 1)] - 1
        thick = float(np.clip(1.0 - slack + 0.10 * np.sin(1.9 * k), 0.82, 1.12))
        thick *= 0.55 + 0.45 * float(p.sizes[min(k, len(p.sizes) - 1)])
        thick = min(thick, 0.86) if not p.guided and along - k < 3 else thick
        # It comes up as a fine end.
        thick *= min(0.2 + share, 1) * part.thick
        ends = (DIP, 0.8 if part.free else DIP)
        focus = 0.55 if k < 3 else 0.25
        strand = Strand(
            path, int(k * 0.5) % threads, part.closed, thick, (1.0, 1.0) if part.closed else ends, focus=focus
        )
        if not part.gone:
            loops.append(strand)
            torn += [path] if part.free else []
        if part.over:
            n = max(int(part.over * len(path)), 3)
            pieces = [path] if part.over >= 0.5 else [path[:n], path[-n:][::-1]]
            overs += [replace(strand, path=over, ends=(DIP, 1.0) if part.over < 0.5 else ends) for over in pieces]
        if part.closed:
            continue
        if spots and not part.free and 0.08 < part.points[0, 0] - spots[-1][0] < 1.3 and part.straight:
            gaps.append((strand.thread, min(thick, 1.0), np.linspace(spots[-1], part.points[0], 9)))
        into = tangents(path)
        for end, at, pull in (
            (part.points[0], path[0], -into[0]),
            *([] if part.free else [(part.points[-1], path[-1], into[-1])]),
        ):
            if not any(np.hypot(*(end - e)) < 0.15 for e in spots[-4:]):
                spots.append(end)
                holes.append(at)
                pulls.append(pull)
                shares.append(share * min(thick, 1.0))
    if p.guided:
        # Where the thread that hangs free goes in.
        holes.append(p.lead[-1])
        pulls.append(tangents(p.lead)[-1])
        shares.append(1.0)
    sunk = p.each([path for *_, path in gaps])
    under = [Strand(path, thread, thick=0.62 * thick) for (thread, thick, _), path in zip(gaps, sunk, strict=True)]
    at_, away = (np.array(each).reshape(-1, 2) for each in (holes, pulls))
    return Sewn(loops, overs, at_, away, np.array(shares), torn, under)


def _stitches(p: Pose, how: Manner, wobble: float, chance: Chance) -> list[tuple[int, float, Loop]]:
    """The loops of every stitch sewn so far, in stitches: the number of each loop's stitch, and how far that has come,
    0..1. Where the seam meets itself there is none."""
    made: list[tuple[int, float, Loop]] = []
    stitch = stitched(p, how, chance.seed)
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
        for part in (_over_body(p, k) if p.guided and stitch is chain else stitch)(k, r):
            even = _even(part.points)
            points = (even + _shaken(r, wobble, len(even))) * [share, share**0.6 * small]
            made.append((k, share, replace(part, points=points + np.array([k, 0]))))
    return made


def _shaken(r: np.random.Generator, wobble: float, n: int) -> Points:
    """How far a hand that wobbles is off, in stitches, at n points in a row."""
    u = np.linspace(0, 4, n)
    return np.column_stack([np.interp(u, np.arange(5), r.normal(0, 0.03 * wobble, 5)) for _ in range(2)])


def _even(points: Points) -> Points:
    """A loop with enough points to swell and thin along it."""
    return points if len(points) > 8 else smooth(points, 11)


def _over_body(p: Pose, k: int) -> Stitch:
    """What a long seam over a body is sewn in: chain stitch, ever tighter, until it is as slim as running stitch."""
    return petal if p.ticks[k] / p.ticks[-1] < CHAINED else dash


def parted(path: Points, gap: float) -> list[Points]:
    """A path that crosses itself, in pieces: at a crossing what came first goes under, and is left out for `gap` mm to
    either side."""
    # Every third point is near enough to find where it comes back.
    some = path[::3]
    off = np.hypot(*(path[:, None] - some[None]).transpose(2, 0, 1))
    later = 3 * np.arange(len(some))[None] - np.arange(len(path))[:, None]
    hidden = ((off < gap) & (later > 6 + 4 * gap * len(path) / length(path))).any(1)
    return [path[run] for run in runs(~hidden, 3)]


def knot(p: Pose, how: Manner, width: float) -> list[Strand]:
    """The end of the thread: it runs out of the last hole and is knotted, once over, so that it cannot slip back; or it
    is tied in a bow."""
    end = p.ending()
    at, t, n = end[10], tangents(end)[10], normals(end)[10]

    def tied(points: list[tuple[float, float]], size: float, n_: int, closed: bool = False) -> Points:
        return smooth(np.array([at + size * (x * t + y * n) for x, y in points]), n_, closed)

    ring = [(-0.62, -0.35), (-0.2, 0.62), (0.5, 0.68), (0.72, 0.0), (0.35, -0.66), (-0.3, -0.62)]
    bar = [(-0.75, 0.5), (-0.1, 0.12), (0.1, -0.1), (0.75, -0.55)]
    made = [
        Strand(end, ends=(DIP, 0.8), nib=0.3),
        Strand(tied(ring, 1.35 * width, 16, True), closed=True),
        Strand(tied(bar, 1.35 * width, 9)),
    ]
    if how.bow:
        size = (0.8 if p.guided else 1.3) * p.stitch
        for side, long in ((1, 1.0), (-1, 0.86)):
            ear = [(0.0, 0.0), (0.16, 0.40), (0.10, 0.95), (-0.18, 1.26), (-0.42, 1.02), (-0.34, 0.5), (0.0, 0.04)]
            made.append(Strand(tied([(x * long, side * y * long) for x, y in ear], size, 24), nib=0.3))
        loose = [(0.0, 0.0), (0.42, -0.16), (0.74, -0.46), (1.16, -0.42)]
        made.append(Strand(tied(loose, size, 16), nib=0.3, ends=(1.0, 0.6)))
    return made


def cord(
    name: str, strands: list[Strand], feeling: Feeling, tints: list[str], width: float, rim: float = 0.0
) -> list[Layer]:
    """Thread as a fine-line tattooer draws it: one line of colour that swells and thins, its dark side and its lit one,
    a turn of the twist marked here and there, and a touch of light. Without colour it is one line of black.

    rim: mm of dark round it, so that it parts from the thread it passes over.
    """
    kept = [s for s in strands if len(s.path) > 2]
    if not kept:
        return []
    if not feeling.style.colour:
        return [layer(name, dye([INK]), [filled([_ribbon(s, width) for s in kept], INK)])]
    whole = feeling.style.fill in ("wash", "facets", "flats")
    edge = [filled([_ribbon(s, width, 2 * rim) for s in kept], INK)] if rim else []
    body: list[Shape | None] = []
    dark: list[Shape | None] = []
    shine: list[Shape | None] = []
    for n, tint in enumerate(tints):
        mine = [s for s in kept if s.thread == n]
        body.append(filled([_ribbon(s, width) for s in mine], tint))
        if mine and not whole:
            deep = mix(tint, INK, 0.62)
            plies, gleams = _twist(mine, width)
            dark.append(filled([part for s in mine if s.nib for part in _laden(s, width)], mix(tint, INK, 0.34), 0.7))
            dark.append(filled([*(_side(s, width, -1, 0.85) for s in mine), *plies], deep))
            dark.append(
                filled([_side(s, width, 1, 0.42) for s in mine], mix(tint, "#fff1e6", 0.5 * (1 - oklch(tint)[0])))
            )
            shine.append(filled(gleams, mix(tint, "#fff1e6", 0.62)))
    return [
        *([layer(f"{name} edge", "shade", edge)] if edge else ()),
        layer(name, dye(tints), body),
        *([layer(f"{name} dark", "colour", dark), layer(f"{name} light", "white", shine)] if not whole else ()),
    ]


def _round(strand: Strand) -> Points:
    return np.concatenate([strand.path, strand.path[:2]]) if strand.closed else strand.path


def _ribbon(strand: Strand, width: float, more: float = 0.0) -> Outline:
    """A strand's outline, up to `more` mm wider than its thread, but not at its ends."""
    path = _round(strand)
    u = np.linspace(0, 1, len(path))
    return band(path, width * strand.full(u) + more * np.minimum(4 * np.minimum(u, 1 - u), 1))


def _laden(strand: Strand, width: float) -> list[Outline]:
    """The stretches of a long strand in which more ink has gone in, each swelling from nothing to the whole width."""
    path = _round(strand)
    at = np.linspace(0, length(path) / width, len(path))
    full = width * strand.full(np.linspace(0, 1, len(path))) * np.clip(0.3 + np.sin(0.23 * at + 1.0), 0, 1)
    return [band(path[run], full[run]) for run in runs(full > 0.02 * width, 3)]


def _side(strand: Strand, width: float, towards: float, wide: float) -> Outline:
    """One side of a strand, along its rim: the one that turns from the light (`towards` -1), or to it (1); the wider,
    the squarer it lies to the light. wide: at the most, of half the thread."""
    path = _round(strand)
    side = normals(path)
    turned = towards * (side @ LIGHT)
    half = width * strand.full(np.linspace(0, 1, len(path))) / 2
    off = side * ((1 - wide / 2) * half * turned)[:, None]
    return polyline(banded(path + off, side, wide * half * np.abs(turned)))


def _twist(strands: list[Strand], width: float) -> tuple[list[Outline], list[Outline]]:
    """The turns of the plies that are marked, from the dark side in, and the light between some of them."""
    plies, gleams = [], []
    across = np.array([-0.50, -0.16, 0.16, 0.40])
    lit_across = np.array([0.06, 0.22, 0.34])
    for i, strand in enumerate(strands):
        path = _round(strand)
        reach, thick = length(path), width * strand.thick
        many = int(reach / (PITCH * thick))
        if many < 2 or thick < 0.4:
            continue
        u = (np.arange(many) + 0.5) / many
        # Marked in runs, not all along.
        wave = 0.5 + 0.32 * np.sin(0.47 * np.arange(many) + 1.7 * i) + 0.22 * np.sin(1.13 * np.arange(many) + 0.9 * i)
        u = u[wave < strand.focus]
        if not len(u):
            continue
        k = u * (len(path) - 1)
        centre = np.column_stack([np.interp(k, np.arange(len(path)), axis) for axis in path.T])
        t = np.column_stack([np.interp(k, np.arange(len(path)), axis) for axis in tangents(path).T])
        n = np.column_stack([-t[:, 1], t[:, 0]])
        n = n * np.where(n @ LIGHT > 0, 1.0, -1.0)[:, None]
        full = width * strand.full(u)

        # They lean as they go round.
        lean = 0.75 * t + n
        plies += whips(
            centre[:, None] + full[:, None, None] * across[:, None] * lean[:, None],
            np.outer(full, [0.20, 0.20, 0.13, 0.0]),
        )
        if strand.focus > 0.5:
            between = centre + 0.55 * full[:, None] * t
            gleams += whips(
                between[:, None] + full[:, None, None] * lit_across[:, None] * lean[:, None],
                np.outer(full, [0.08, 0.16, 0.0]),
            )
    return plies, gleams


def unravelled(path: Points, width: float, chance: np.random.Generator) -> list[Outline]:
    """The end of a thread come apart into its fibres: two tufts that part a little, each hair curling its own way."""
    t = tangents(path)[-1]
    n = np.array([-t[1], t[0]])
    u = np.linspace(0, 1, 5)[:, None]
    hairs = []
    for i, lean in enumerate(np.repeat([-0.20, 0.22], 5) + chance.normal(0, 0.10, 10)):
        reach, curl = chance.uniform(1.4, 3.6) * width, chance.normal(0, 0.22)
        foot = path[-1] + 0.30 * width * ((i % 5) / 4 - 0.5 + np.sign(lean) * 0.2) * n - 0.2 * width * t
        hair = foot + reach * (u * t + (lean * u + curl * u**2.2) * n)
        hairs.append(whip(hair, width * np.array([0.30, 0.26, 0.20, 0.13, 0.0])))
    return hairs


def fibres(strands: list[Strand], width: float, chance: np.random.Generator) -> list[Outline]:
    """Stray fibres that stand off a thread here and there."""
    out = []
    for strand in strands:
        u, side, bend, lift = chance.random(), chance.choice([-1.0, 1.0]), chance.uniform(-1, 1), chance.uniform(0.5, 1)
        i = int(u * (len(strand.path) - 1))
        t, n = tangents(strand.path)[i], normals(strand.path)[i]
        if chance.random() < 0.35:
            run = np.array([(0.0, 0.45), (0.5, 0.62 + 0.2 * lift), (1.0, 0.7 + (0.45 + 0.3 * bend) * lift)])
            out.append(curve(strand.path[i] + width * (run[:, :1] * t + side * run[:, 1:] * n), closed=False))
    return out
