"""The stitches sewn so far, and thread: a cord of two plies, and its end come apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, band, curve, filled, length, mix, normals, polyline, smooth, stroked, tangents, whip
from markgen.motifs._needle.inks import INK, LIGHT
from markgen.motifs._needle.manner import Manner
from markgen.motifs._needle.pose import Pose, stitched
from markgen.motifs._needle.stitches import ENDING, Loop, chain, fastened
from markgen.values import Feeling, Layer, Outline, Points, Shape, layer

Floats = NDArray[np.float64]

NIB = np.array([0.80, 0.60])
"""The way in which thread that lies free is thickest."""

PITCH = 1.18
"""Length of a ply's turn along a thread, in widths of the thread."""


@dataclass(frozen=True, eq=False)
class Strand:
    """Thread that is seen: its path in mm, which thread it is, whether it comes back to its start.

    thick: of the usual width, where it is fullest. ends: the same at its ends, of that: less where it dips into skin.
    nib: how far it swells and thins as it turns, as from a broad nib.
    """

    path: Points
    thread: int = 0
    closed: bool = False
    thick: float = 1.0
    ends: tuple[float, float] = (1.0, 1.0)
    nib: float = 0.0

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
    torn: ends of thread that stand off the skin.
    """

    loops: list[Strand]
    overs: list[Strand]
    holes: Points
    pulls: Points
    shares: Floats
    torn: list[Points]


DIP = 0.62
"""Width of thread where it goes into skin, of its fullest."""


def sew(p: Pose, how: Manner, threads: int, wobble: float, chance: Chance) -> Sewn:
    """Every stitch sewn so far; the last is growing. Where the seam meets itself, the later thread dives under."""
    parts: list[tuple[int, float, Loop]] = []
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
        last = p.guided and stitch is chain and k >= len(p.ticks) - 1 - ENDING
        for part in (fastened if last else stitch)(k, r):
            points = (part.points + r.normal(0, 0.03 * wobble, part.points.shape)) * [share, share**0.6 * small]
            parts.append((k, share, replace(part, points=points + np.array([k, 0]))))
    loops, overs, torn = [], [], []
    spots: list[Points] = []
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
        strand = Strand(path, int(k * 0.5) % threads, part.closed, thick, (1.0, 1.0) if part.closed else ends)
        if not part.gone:
            loops.append(strand)
            torn += [path] if part.free else []
        if part.over:
            n = max(int(part.over * len(path)), 3)
            pieces = [path] if part.over >= 0.5 else [path[:n], path[-n:][::-1]]
            overs += [replace(strand, path=over, ends=(DIP, 1.0) if part.over < 0.5 else ends) for over in pieces]
        if part.closed:
            continue
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
    at_, away = (np.array(each).reshape(-1, 2) for each in (holes, pulls))
    return Sewn(loops, overs, at_, away, np.array(shares), torn)


def knot(p: Pose, width: float) -> list[Strand]:
    """The end of the thread: it runs out of the last hole and is knotted, once over, so that it cannot slip back."""
    end = p.ending()
    at, t, n = end[10], tangents(end)[10], normals(end)[10]
    ring = [(-0.62, -0.35), (-0.2, 0.62), (0.5, 0.68), (0.72, 0.0), (0.35, -0.66), (-0.3, -0.62)]
    turns = np.array([at + width * (x * t + y * n) for x, y in ring])
    bar = np.array([at + width * (x * t + y * n) for x, y in ((-0.75, 0.5), (-0.1, 0.12), (0.1, -0.1), (0.75, -0.55))])
    return [Strand(end, ends=(DIP, 0.8)), Strand(smooth(turns, 12, closed=True), closed=True), Strand(smooth(bar, 7))]


def cord(name: str, strands: list[Strand], feeling: Feeling, tints: list[str], width: float) -> list[Layer]:
    """Thread as tattooers draw it: black under two plies of colour that leave a wedge of it at their dark side, and a
    touch of light on each.

    Where there is no colour the plies are black, and skin is between. Black is shade, which stays dark on any skin, so
    that it is thread there too and does not shine all round.
    """
    kept = [s for s in strands if len(s.path) > 1]
    if not kept:
        return []
    fill = feeling.style.fill
    # Black would close a fine thread up.
    deep = float(np.clip((width - 0.4) / 0.9, 0, 1)) if feeling.style.colour else 1.0
    tiles, whose, lights = _twisted(kept, width, deep)
    if not feeling.style.colour:
        return [layer(name, "line", [filled([polyline(tile) for tile in tiles], INK)])]
    rim = max(min(0.16 * width, 0.7 * feeling.line("fine")), 0.05) * (1.8 if fill == "flats" else deep)
    # Heavier under the thread than where light falls on it.
    low = -0.14 * width * deep * LIGHT
    under = [_ribbon(s, width, 2 * rim, low) for s in kept]
    body: list[Shape | None] = []
    shine: list[Shape | None] = []
    threads = np.array([s.thread for s in kept])[whose]
    plain = fill in ("wash", "facets")
    for n, tint in enumerate(tints):
        mine = threads == n
        here = [_ribbon(s, width) for s in kept if s.thread == n] if plain else map(polyline, tiles[mine])
        body.append(filled(list(here), tint))
        shine.append(
            stroked(
                [polyline(b, closed=False) for b in lights[mine][::2]], mix(tint, "#ffe9dc", 0.55), 0.15 * width, 0.9
            )
        )
    dark: list[Layer] = [layer(f"{name} edge", "line" if plain or fill == "flats" else "shade", [filled(under, INK)])]
    if plain or fill == "flats":
        return [*dark, layer(name, "colour", body)]
    return [*dark, layer(name, "colour", body), layer(f"{name} light", "white", shine)]


def _ribbon(strand: Strand, width: float, more: float = 0.0, by: Points | float = 0.0) -> Outline:
    """A strand's outline, `more` mm wider than its thread, moved `by` mm."""
    path = np.concatenate([strand.path, strand.path[:2]]) if strand.closed else strand.path
    return band(path + by, width * strand.full(np.linspace(0, 1, len(path))) + more)


def _twisted(strands: list[Strand], width: float, deep: float) -> tuple[Points, NDArray[np.int64], Points]:
    """Every visible turn of every ply: its outline (m, 8, 2), of which strand it is, and its light (m, 2, 2), mm.

    deep: how far the gaps between them open to the dark side, 0 to 1.
    """
    paths = [np.concatenate([s.path, s.path[:1]]) if s.closed else s.path for s in strands]
    reach = np.array([length(path) for path in paths])
    thick = width * np.array([s.thick for s in strands])
    many = np.maximum(np.rint(reach / (PITCH * thick)), 2).astype(int)
    whose = np.repeat(np.arange(len(strands)), many)
    first = np.cumsum(many) - many
    u = (np.arange(len(whose)) - first[whose] + 0.5) / many[whose]
    # One line of all paths end to end, to look places up on.
    joined = np.concatenate(paths)
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(joined, axis=0).T))])
    begin = far[np.cumsum([len(path) for path in paths]) - [len(path) for path in paths]]

    def at(share: Floats) -> Points:
        s = begin[whose] + np.clip(share, 0, 1) * reach[whose]
        return np.column_stack([np.interp(s, far, joined[:, 0]), np.interp(s, far, joined[:, 1])])

    step = (reach / many)[whose]
    span = 0.5 / many[whose]
    t = at(u + span) - at(u - span)
    t = t / np.maximum(np.hypot(*t.T), 1e-9)[:, None]
    n = np.column_stack([-t[:, 1], t[:, 0]])
    full = width * np.concatenate([s.full(u[whose == i]) for i, s in enumerate(strands)])
    lit = np.where(n @ LIGHT > 0, 1.0, -1.0)[:, None]
    # Round the tile, from -1 at the dark side to 1 in the light: the gap before the next ply opens to the dark.
    y = np.array([-0.66, -0.92, -0.66, 0.0, 0.92, 1.04, 0.92, 0.0])
    y[:3] -= 0.2 * (1 - deep)
    x = np.array([-0.22, 0.0, 0.22, 0.42, 0.48, 0.0, -0.48, -0.42])
    x += (1 - deep) * np.array([-0.26, 0.0, 0.26, 0.10, 0.04, 0.0, -0.04, -0.10])
    across = y * lit * full[:, None] / 2
    along = x * step[:, None] + 0.62 * across
    centre = at(u)
    tiles = centre[:, None] + along[..., None] * t[:, None] + across[..., None] * n[:, None]
    y2 = np.array([0.22, 0.62])
    across2 = y2 * lit * full[:, None] / 2
    along2 = 0.62 * across2
    lights = centre[:, None] + along2[..., None] * t[:, None] + across2[..., None] * n[:, None]
    return tiles, whose, lights


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
