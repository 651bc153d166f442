"""What comes to a stone as the feeling grows: rays, a thread, an orbit of dots, or little stones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Chance, boundary, filled, heading, polyline, pricks, ribbon, stroked
from markgen.motifs._gem.inks import INK, shade
from markgen.motifs._gem.setting import Setting
from markgen.motifs._gem.view import View
from markgen.values import Feeling, Points, Shape

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Company:
    """What is around the stone: lines with their widths at the root (all taper), dots, and little stones."""

    lines: tuple[tuple[Points, float], ...]
    dots: Points
    sizes: Floats
    stones: tuple[Points, ...]


def company(view: View, feeling: Feeling, chance: Chance) -> Company:
    """Fine things that come to a stone as the feeling grows: rays, a thread, an orbit of dots, or little stones."""
    some, tone = chance("company"), feeling.mood.tone
    rim = np.concatenate(boundary(view.whole))
    middle = (rim.min(0) + rim.max(0)) / 2
    glad = tone.valence > 0.75 or tone.name == "devotion"
    kind = "shards" if tone.valence < -0.3 and tone.arousal > 0.4 else "rays" if glad else view.company
    lines: list[tuple[Points, float]] = []
    dots: list[Points] = []
    stones: list[Points] = []

    def edge(angle: float) -> Points:
        """Where the outline stands farthest out at an angle from the middle."""
        way = heading(angle)
        return np.asarray(middle + way * float(((rim - middle) @ way).max()))

    if kind in ("rays", "shards"):
        number = int(some.integers(13, 20))
        for k, a in enumerate(np.linspace(-np.pi, np.pi, number, endpoint=False) + 0.1):
            grown = feeling.birth(0.3 + 0.025 * (k * 7 % number), 0.25)
            out, long = heading(float(a)), (0.27, 0.12, 0.19)[k % 3]
            foot = edge(float(a)) + out * (0.08 if kind == "rays" else -0.03)
            if grown > 0.02:
                wide = 0.07 if kind == "shards" else 0.014
                lines.append((np.stack([foot, foot + out * long * grown]), wide * grown))
                if k % 3 and kind == "rays":
                    dots.append(foot + out * (long * grown + 0.07))
    elif kind == "thread":
        for side in (-1, 1):
            top = edge(-np.pi / 2 + side * 0.35)
            for k in range(14):
                u = k / 13
                dots.append(top + np.array([side * (0.12 + 0.95 * u), -0.10 - 0.55 * u**1.6]) * feeling.birth(0.3, 0.3))
    elif kind == "orbit":
        for k, a in enumerate(np.linspace(-2.9, 2.9, 41)):
            grown = feeling.birth(0.3, 0.4)
            dots.append(edge(float(a)) + heading(float(a)) * (0.13 if k % 5 else 0.19) * grown)
    elif kind == "stones":
        for k, a in enumerate((1.25, 1.9, 0.72, -0.6, -2.4)):
            grown = feeling.birth(0.35 + 0.08 * k, 0.25)
            r, at = (0.15, 0.11, 0.1, 0.12, 0.08)[k] * grown, edge(a) + heading(a) * 0.3
            if grown > 0.02:
                stones.append(at + r * np.array([[0, -1.3], [0.8, 0], [0, 1.3], [-0.8, 0]]))
    p = np.array(dots).reshape(-1, 2)
    swell = feeling.births(0.32 + 0.4 * (np.arange(len(p), dtype=np.float64) * 0.618 % 1), 0.2)
    sizes = swell * np.where(np.arange(len(p)) % 5, 0.011, 0.022)
    return Company(tuple(lines), p[swell > 0.02], sizes[swell > 0.02], tuple(stones))


def drawn(extra: Company, stone: Setting) -> list[Shape | None]:
    """The stone's company, in ink."""
    fine = stone.feeling.line("fine")
    rays = [
        ribbon(stone.mm(p), [min(max(w * stone.scale, fine), 0.1 * stone.scale), 0.004 * stone.scale])
        for p, w in extra.lines
    ]
    halves = [polyline(stone.mm(s[:3])) for s in extra.stones]
    rims = [polyline(stone.mm(s)) for s in extra.stones]
    cross = [polyline(stone.mm(s[[k, k + 2]]), False) for s in extra.stones for k in (0, 1)]
    return [
        filled([polyline(ray) for ray in rays], INK),
        *(pricks(stone.mm(extra.dots), extra.sizes * stone.scale, INK) if len(extra.dots) else ()),
        filled(halves, shade(stone.feeling, 0.34), 0.8),
        stroked(cross, INK, fine * 0.8),
        stroked(rims, INK, min(fine * 1.6, 0.03 * stone.scale)),
    ]
