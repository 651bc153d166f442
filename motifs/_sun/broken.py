"""Suns of those who are hurt: blown to grains, scorching, or all thorns."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from markgen.draw import Noise, arc, area, ball, blade, heading, minus, paces, relief, rim, spine, spoke, star, tongue
from markgen.draw.engrave import grains
from markgen.draw.plate import Tier
from markgen.motifs._sun.page import FIRE, Page
from markgen.values import Points

Floats = NDArray[np.float64]


def dissolving(p: Page) -> None:
    """A disc that comes apart into grains and blows away to one side."""
    rng, plate, r = p.chance("dissolving"), p.plate, 0.44
    way = np.pi / 2 - p.side * rng.uniform(0.5, 1.1)
    out, aside = heading(way), heading(way + np.pi / 2)
    stand = -0.42 * out
    torn, drift = Noise(p.chance("torn")), Noise(p.chance("drift"))
    tone = 0.3 + 0.7 * p.born(0.05, 0.4)

    def grain(q: Points) -> Floats:
        along, across = (q - stand) @ out, (q - stand) @ aside
        # The wind has lanes.
        lanes = 0.75 + 0.5 * drift(2.2 * along, 8 * across)
        wide = (0.34 + 0.16 * along) * (1 + 0.2 * drift.fbm(2 * along, 0 * along, 2))
        blown = np.clip(1 - along / 1.20, 0, 1) ** 1.3 * np.exp(-((across / wide) ** 4)) * lanes
        made: Floats = tone * np.where(along > -0.12, np.clip((along + 0.12) / 0.26, 0, 1) * blown, 0)
        return made

    grains(plate, area(arc(1.3)), grain, p.chance("grains"), 0.0095)
    # The farthest grain is always there, so that the disc stays where it is as the others come.
    plate.dots(stand + 1.24 * out, max(0.007, 0.045 / plate.unit))
    # What has blown away is no longer there to be engraved.
    edge = np.linspace(-1, 1, 60)
    bite = 0.10 + 0.16 * torn.fbm(3.0 * edge, 0 * edge, 3)
    lost = stand + edge[:, None] * aside + bite[:, None] * out
    plate.cover(np.concatenate([lost, [stand + aside + 2 * out, stand - aside + 2 * out]]))
    relief(plate, 0.97 * r, ball, p.chance("ball"), p.born(0.02, 0.3), 0.2 * p.side, stand, ink=p.on_wash)
    plate.wash(arc(r) + stand, FIRE, 0.6 * p.born(0.1), stand, 0.6)
    rim(plate, arc(r) + stand, "bold", 0.1)
    plate.cover(arc(1.04 * r) + stand)
    n, u = int(rng.integers(9, 13)), np.linspace(0, 1, 14)
    for k, a in enumerate(way + np.linspace(1.15, 2 * np.pi - 1.15, n)):
        long = rng.uniform(0.16, 0.40) * (0.6 + 0.4 * p.born(0.05, 0.4))
        ray = spoke(a, 1.14 * r, 1.14 * r + long, 14) + stand
        # They lean with the wind.
        ray += out * (0.22 * long * u**2)[:, None]
        blade(plate, ray, 0.026 * (1 - u) ** 0.8, p.chance("ray", k), FIRE, p.born(0.02, 0.3), "mid", 0.5)


def flares(p: Page) -> None:
    """A black core that throws scorching tongues, long and short, none like the next."""
    rng, plate, r = p.chance("flares"), p.plate, 0.82 * p.disc
    plate.black(minus(area(arc(r)), area(star(9, 0.8 * r, 0.52 * r, rng.uniform(0, 6)))))
    plate.black(arc(0.24 * r))
    plate.wash(arc(r), ((0, "#ffb02a"), (1, "#e0360a")), p.born(0.05), None, r)
    plate.cover(arc(1.06 * r))
    n = int(rng.integers(13, 18))
    for k, a in enumerate(paces(rng, n, 0.7)):
        tip = (1.0, 0.62, 0.80)[k % 3] * rng.uniform(0.88, 1.0)
        tip = p.reach(r, tip, 0.65, 0.0)
        twist = p.side * rng.uniform(0.12, 0.40)
        half = 0.62 * np.pi * r / n * rng.uniform(1.1, 1.5)
        flame = tongue(a, 1.04 * r, tip, half, 0.8, 0.05 * p.side, twist)
        blade(plate, *spine(flame), p.chance("flame", k), FIRE, p.born(0.0, 0.3), "bold", 0.55)


def spikes(p: Page) -> None:
    """Thorns in three ranks, black, each longer than the last."""
    rng, plate, r = p.chance("spikes"), p.plate, 0.85 * p.disc
    n = int(rng.integers(9, 14))
    jag = rng.uniform(0.7, 0.95, 2 * n)
    plate.black(star(n, 0.9 * r, 0.45 * r))
    rim(plate, arc(r), "bold", 0.1)
    plate.wash(arc(r), FIRE, p.born(0.05), None, r)
    plate.cover(arc(1.03 * r))
    for rank, (count, reach, born) in enumerate(((2 * n, 0.62, 0.15), (n, 0.84, 0.05), (n, 1.0, 0.0))):
        half = 0.80 * np.pi * 1.1 * r / count * (1.0, 1.2, 0.9)[rank]
        for k in range(count):
            a = 2 * np.pi * (k + (0.25, 0.5, 0.0)[rank]) / count
            tip = p.reach(1.1 * r, reach * (jag[k] if rank < 2 else 0.9 + 0.1 * jag[k]), 0.5, born)
            if rank == 0 and p.born(born - 0.1) < 0.05:
                continue
            thorn = spoke(a, 1.06 * r, tip, 20), half * np.linspace(1, 0, 20) ** 1.25
            tier: Tier = "bold" if rank == 2 else "mid"
            blade(plate, *thorn, p.chance("thorn", rank, k), FIRE, p.born(born, 0.3), tier, (0.9, 0.5, 0.7)[rank])
