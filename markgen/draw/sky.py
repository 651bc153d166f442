"""What shines in the dark: halos, glints with rays, spiral galaxies."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw.flow import heading
from markgen.draw.noise import Noise
from markgen.draw.paint import filled, pricks, radial
from markgen.draw.paths import band, dots, ellipses, polyline, stroke
from markgen.values import Outline, Points, Shape

Shapes = list[Shape | None]

DUST = "#05040f"
"""The dark lane on the inside of a galaxy's arm."""


def halo(centre: ArrayLike, radius: float, color: str, strength: float = 1.0, core: str | None = None) -> Shape | None:
    """Light round a place, bright in the middle and nothing at the radius (mm). core: a colour for its heart."""
    at = np.asarray(centre, float)
    stops = ((0.0, core or color, strength), (0.36, color, 0.46 * strength), (1.0, color, 0.0))
    return filled(dots(at[None], radius), radial(at, radius, *stops)) if strength > 0.01 and radius > 0 else None


def glint(centre: ArrayLike, reach: float, half: float, turn: float = 0.0, cross: float = 0.72) -> Outline:
    """The four rays of a bright star, thin as needles: one outline.

    reach: mm to a tip. half: half the width of a ray at its root, mm. turn: radians. cross: length of the second
    pair of rays, as a share of the first.
    """
    far = np.tile([reach, 0.27 * reach, half * 1.2, 0.27 * reach], 4)
    far[[4, 12]] *= cross
    away = heading(turn + np.arange(16) * np.pi / 8)
    spots = away * far[:, None]
    # A quarter of the way out, a ray is already less than half as wide as at its root.
    for k in range(0, 16, 4):
        side = np.array([-away[k, 1], away[k, 0]]) * half * 0.42
        spots[k + 1], spots[k - 1] = away[k] * 0.27 * far[k] + side, away[k] * 0.27 * far[k] - side
    return polyline(np.asarray(centre, float) + spots)


def spiral(
    centre: ArrayLike,
    radius: float,
    turn: float,
    tilt: float,
    colors: Sequence[str],
    chance: np.random.Generator,
    *,
    hand: int = 1,
    wound: float = 2.6,
    bar: float = 0.0,
    strength: float = 1.0,
    stars: int = 120,
) -> Shapes:
    """A spiral galaxy: a tilted disc of light with two logarithmic arms, knots of stars along them, a warm heart.

    radius: mm. turn: radians. tilt: short axis as a share of the long one. colors: of the disc, of the arms, of
    their crests, of the heart. hand: 1 or -1, which way it turns. wound: radians from an arm's root to its tip, in
    half turns. bar: length of a bar through the heart, as a share of the radius. stars: dots along the arms.
    """
    at = np.asarray(centre, float)
    spin = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    disc, arm_color, crest, heart = colors

    def place(r: NDArray[np.float64], theta: NDArray[np.float64]) -> Points:
        flat = np.column_stack([r * np.cos(theta), r * np.sin(theta) * tilt])
        return np.asarray(flat @ spin.T + at)

    def oval(share: float) -> list[Outline]:
        return ellipses(at[None], np.array([radius * share]), np.array([radius * share * tilt]), np.array([turn]))

    out: Shapes = [
        filled(
            oval(1.05),
            radial(at, radius * 1.05, (0, crest, 0.5 * strength), (0.45, disc, 0.34 * strength), (1, disc, 0)),
        )
    ]
    n, end = 20 if stars > 50 else 11, wound * np.pi
    theta = np.linspace(0.12 * np.pi, end, n)
    noise = Noise(chance)
    pitch = np.log(0.97 / max(bar, 0.11)) / (end - theta[0])
    r = radius * 0.97 * np.exp(-pitch * (end - theta))
    fade, lost = np.sin(np.linspace(0.16, 1, n) * np.pi) ** 0.9, np.clip(np.linspace(1.1, -0.4, n), 0, 1)
    lane, arms = int((lost > 0).sum()) + 1, np.array([[0.0], [np.pi]])
    for wide, lag, color, share in (
        (0.80, 0.02, disc, 0.16),
        (0.56, 0.0, disc, 0.20),
        (0.38, -0.02, arm_color, 0.26),
        (0.24, -0.04, arm_color, 0.30),
        (0.15, 0.34, DUST, 0.66),
        (0.05, 0.17, DUST, 0.45),
        (0.10, -0.05, crest, 0.26),
        (0.045, -0.05, crest, 0.42),
    ):
        bands = []
        # Lanes of dust end before their arms do.
        m = n if lag <= 0 else lane
        uneven = np.clip(0.9 + 0.9 * noise(theta[:m] * 1.9, 9 * arms + 3 * wide), 0.12, 2) * fade[:m]
        for arm, seen in zip(arms[:, 0], uneven if lag <= 0 else uneven * lost[:m], strict=True):
            line, width = place(r[:m], hand * (theta[:m] + lag) + arm), r[:m] * wide * seen
            bands.append(stroke(line[::2], width[::2]) if wide > 0.5 else band(line, width))
        out.append(filled(bands, color, share * strength))
    if stars and radius * 0.012 > 0.02:
        t = chance.random(stars) ** 0.6
        far = radius * 0.97 * np.exp(-pitch * (end - theta[0]) * (1 - t)) * (1 + chance.normal(0, 0.10, stars))
        angle = hand * (theta[0] + (end - theta[0]) * t) + np.pi * (np.arange(stars) % 2)
        size = radius * 0.009 * (0.5 + 1.1 * chance.random(stars) ** 5) * strength
        out += pricks(place(far, angle), np.maximum(size, 0.02), "#ffffff")
    if bar:
        line = place(radius * bar * np.array([1.15, 0.6, 0.0, 0.6, 1.15]), np.array([0.1, 0.02, 0, np.pi, np.pi + 0.1]))
        for wide, share in ((0.30, 0.4), (0.16, 0.7)):
            out.append(
                filled(
                    band(line, radius * bar * wide * np.array([0.2, 0.8, 1.3, 0.8, 0.2])),
                    heart,
                    share * strength,
                )
            )
    core = radius * (0.24 + 0.2 * bar)
    stops = ((0, "#ffffff", strength), (0.30, heart, 0.9 * strength), (1, heart, 0))
    out.append(
        filled(
            ellipses(at[None], np.array([core]), np.array([core * (0.4 + 0.6 * tilt)]), np.array([turn])),
            radial(at, core, *stops),
        )
    )
    return out
