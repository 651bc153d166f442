"""Facts and short ways that several tests share."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

import markgen
from markgen import color
from markgen.catalogue import catalogue
from markgen.draw import box, filled
from markgen.mark import Mark
from markgen.values import Ground, Layer, Shape

ROOT = Path(__file__).parent.parent
"""The checkout."""

PACKAGE = Path(markgen.__file__).parent
"""The package under test."""

FORMS = tuple(catalogue())
"""Every motif and every form that a motif can take."""

HIDDEN_CAIRO = """
import importlib.abc, sys
class Hide(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name == "cairocffi":
            raise OSError('no library called "cairo-2" was found')
sys.meta_path.insert(0, Hide())
"""
"""A sitecustomize.py under which cairocffi finds no libcairo."""


def python(
    *args: str, cwd: Path, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """`python *args` with this package on its path."""
    extra = dict(env or {})
    path = os.pathsep.join(filter(None, [extra.pop("PYTHONPATH", ""), str(PACKAGE.parent)]))
    return subprocess.run(
        [sys.executable, *args],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": path, **extra},
        timeout=300,
        check=False,
    )


def block(left: float, top: float, right: float, bottom: float, paint: str = "#101010") -> Shape:
    """A filled rectangle, mm."""
    made = filled(box(left, top, right, bottom), paint)
    assert made is not None
    return made


def mark(layers: Iterable[Layer], width: float = 100.0, height: float = 100.0, wraps: bool = False) -> Mark:
    """A mark of these layers, for tests that need no motif."""
    return Mark(tuple(layers), Ground(width, height, wraps), max(width, height), "a title", "a reading", "{}")


def delta_e(a: str, b: str) -> float:
    """CIEDE2000 of two colours `#rrggbb`."""
    return ciede2000(lab(color.rgb(a)), lab(color.rgb(b)))


def lab(srgb: Iterable[float]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65, 2 degrees) of three sRGB values in 0..1."""
    to_xyz = np.array(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    )
    xyz = to_xyz @ color.linear(np.asarray(list(srgb))) / [0.95047, 1.0, 1.08883]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return float(116 * f[1] - 16), float(500 * (f[0] - f[1])), float(200 * (f[1] - f[2]))


def ciede2000(one: tuple[float, float, float], two: tuple[float, float, float]) -> float:
    """Difference of two L*a*b* colours.

    G. Sharma, W. Wu, E. Dalal, "The CIEDE2000 color-difference formula: implementation notes, supplementary
    test data, and mathematical observations", Color Research and Application 30 (2005).
    """
    (l1, a1, b1), (l2, a2, b2) = one, two
    mean_c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    if turn == -180:
        turn = 180.0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    l, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = h1 + h2
    if c1 * c2:
        h = h / 2 if abs(h1 - h2) <= 180 else (h + 360) / 2 if h < 360 else (h - 360) / 2
    t = (
        1
        - 0.17 * np.cos(np.radians(h - 30))
        + 0.24 * np.cos(np.radians(2 * h))
        + 0.32 * np.cos(np.radians(3 * h + 6))
        - 0.20 * np.cos(np.radians(4 * h - 63))
    )
    sl = 1 + 0.015 * (l - 50) ** 2 / np.sqrt(20 + (l - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    rt = -np.sin(np.radians(60 * np.exp(-(((h - 275) / 25) ** 2)))) * 2 * np.sqrt(c**7 / (c**7 + 25.0**7))
    return float(np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * (dc / sc) * (dh / sh)))
