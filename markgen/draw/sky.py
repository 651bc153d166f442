"""What shines in the dark: halos, glints with rays, spiral galaxies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw.flow import heading
from markgen.draw.noise import Noise
from markgen.draw.paint import filled, pricks, radial
from markgen.draw.paths import band, dots, ellipses, polyline
from markgen.values import Outline, Points, Shape

Floats = NDArray[np.float64]
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


@dataclass(frozen=True)
class _Galaxy:
    """Where the parts of a tilted spiral lie: its middle and radius, mm; turn, radians, and tilt, as `spiral` has them.

    theta: how far round from its root an arm has come, radians, from there to its tip. pitch: of the logarithm, per
    radian. arms: (m, 1) the angles at which arms begin. weight: (m, 1) how great each is.
    """

    at: Points
    radius: float
    turn: float
    tilt: float
    theta: Floats
    pitch: float
    arms: Floats
    weight: Floats

    def place(self, r: Floats, theta: Floats) -> Points:
        """Places on the disc, mm: r mm from its middle, theta radians round."""
        spin = np.array([[np.cos(self.turn), -np.sin(self.turn)], [np.sin(self.turn), np.cos(self.turn)]])
        flat = np.column_stack([r * np.cos(theta), r * np.sin(theta) * self.tilt])
        return np.asarray(flat @ spin.T + self.at)

    def oval(self, long: float, tilt: float) -> list[Outline]:
        """An ellipse about the middle, `long` mm half as long."""
        return ellipses(self.at[None], np.array([long]), np.array([long * tilt]), np.array([self.turn]))


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
    stars: int = 120,
) -> Shapes:
    """A spiral galaxy: a tilted disc of light with two logarithmic arms, knots of stars along them, a warm heart.

    radius: mm. turn: radians. tilt: short axis as a share of the long one. colors: of the disc, of the arms, of
    their crests, of the heart. hand: 1 or -1, which way it turns. wound: half turns from an arm's root to its tip.
    bar: length of a bar through the heart, as a share of the radius. stars: dots along the arms; one of few is small,
    and has no lesser arms.
    """
    disc, _, crest, heart = colors
    rich = stars > 50
    theta = np.linspace(0.12 * np.pi, wound * np.pi, 20 if rich else 12)
    pitch = float(np.log(0.97 / max(bar, 0.13)) / (wound * np.pi - theta[0]))
    # Two great arms, and two that are hardly more than rags of one.
    many = 4 if rich else 2
    arms = np.array([[0.0], [np.pi], [0.55 * np.pi], [1.45 * np.pi]])[:many]
    weight = np.array([1.0, 0.85, 0.5, 0.38])[:many, None]
    g = _Galaxy(np.asarray(centre, float), radius, turn, tilt, theta, pitch, arms, weight)
    light = radial(g.at, radius * 1.02, (0, crest, 0.5), (0.4, disc, 0.4), (1, disc, 0))
    out: Shapes = [filled(g.oval(radius * 1.02, tilt), light), *_arms(g, colors, hand, Noise(chance))]
    if stars and radius * 0.012 > 0.02:
        out += _strewn(g, (crest, "#f4efe8", heart), int(1.2 * stars), hand, chance)
    if bar:
        line = g.place(
            radius * bar * np.array([1.15, 0.6, 0.0, 0.6, 1.15]), np.array([0.1, 0.02, 0, np.pi, np.pi + 0.1])
        )
        for wide, share in ((0.30, 0.4), (0.16, 0.7)):
            out.append(filled(band(line, radius * bar * wide * np.array([0.2, 0.8, 1.3, 0.8, 0.2])), heart, share))
    core = radius * (0.17 + 0.2 * bar)
    stops = ((0, "#f6ead8", 0.9), (0.2, heart, 0.7), (0.5, heart, 0.3), (1, heart, 0))
    return [*out, filled(g.oval(core, 0.4 + 0.6 * tilt), radial(g.at, core, *stops))]


def _arms(g: _Galaxy, colors: Sequence[str], hand: int, noise: Noise) -> Shapes:
    """The arms in bands one over the other, from a broad haze to thin crests, with dust along their inner sides."""
    disc, arm_color, crest, _ = colors
    theta, n, end = g.theta, len(g.theta), g.theta[-1]
    r = g.radius * 0.97 * np.exp(-g.pitch * (end - theta))
    fade, lost = np.sin(np.linspace(0.16, 1, n) * np.pi) ** 0.8, np.clip(np.linspace(1.3, -0.25, n), 0, 1)
    out: Shapes = []
    # Width, in radii; how far round it lags behind the arm, radians; colour and strength.
    for wide, lag, color, share in (
        (0.66, 0.02, disc, 0.30),
        (0.42, 0.0, arm_color, 0.26),
        (0.26, -0.04, arm_color, 0.32),
        (0.20, 0.40, DUST, 0.44),
        (0.09, 0.34, DUST, 0.60),
        (0.13, -0.07, crest, 0.24),
        (0.05, -0.08, crest, 0.36),
    ):
        bands, dusty = [], color == DUST
        uneven = np.clip(0.8 + 1.1 * noise(theta * 2.3, 9 * g.arms + 3 * wide), 0.10, 2) * fade * g.weight
        great = len(g.arms) if wide > 0.25 else 2
        for arm, seen in zip(g.arms[:great, 0], (uneven * (lost if dusty else 1))[:great], strict=True):
            some = slice(0, int((lost > 0).sum()) + 1 if dusty else n)
            line, width = g.place(r[some], hand * (theta[some] + lag) + arm), (r * wide * seen)[some]
            bands.append(band(line, width))
        out.append(filled(bands, color, share))
    return out


def _strewn(g: _Galaxy, colors: Sequence[str], m: int, hand: int, chance: np.random.Generator) -> Shapes:
    """Stars as a needle sets them: each a prick, so many that they are a haze, thinning away from the arms."""
    start, end = g.theta[0], g.theta[-1]
    t = chance.random(m) ** 0.7
    off = chance.normal(0, 0.13, m) * (0.4 + 0.9 * t)
    far = g.radius * 0.97 * np.exp(-g.pitch * (end - start) * (1 - t)) * (1 + off)
    which = np.searchsorted(np.cumsum(g.weight[:, 0])[:-1] / g.weight.sum(), chance.random(m))
    angle = hand * (start + (end - start) * t) + g.arms[which, 0]
    size = np.clip(g.radius * 0.0042, 0.10, 0.22) * chance.choice([0.7, 1.2], m)
    size = np.where(np.arange(m) % 23 == 0, 1.9, 1.0) * np.minimum(size, 0.011 * g.radius)
    out: Shapes = []
    for k, color in enumerate(colors):
        out += pricks(g.place(far[k::3], angle[k::3]), np.maximum(size[k::3], 0.02), color)
    return out
