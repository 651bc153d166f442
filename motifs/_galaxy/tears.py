"""The twelve tears, drawn by hand.

Each is one or more cuts, in hundredths of its size; x runs right, y down. A cut is its `left` edge and its `right` one,
knot by knot from end to end: straight torn runs with sharp corners. Then what it has, L or R for the edge:

- cracks: the knot it runs on from; its heading in degrees, 0 right and 90 down; length; intensity of birth
- sewn: where along it stitches hold it
- born: intensity of its birth; sleek: how far its corners are rounded
"""

from __future__ import annotations

import numpy as np

from markgen.draw.rips import Crack, Cut
from markgen.values import Points

TEARS = """
# A long S
left 15 -50, 0 -37, -14 -17, -17 -5, -6 6, -16 30, -12 50
right 15 -50, 17 -30, 12 -20, 16 0, 21 8, 11 25, 0 33, -12 50
cracks R0 -73 9 10, R7 96 8 10, R3 -29 10 20, L3 180 7 30
# Plaster that fell, and two chips of it
left 8 -50, -6 -37, -4 -29, -25 -18, -31 5, -20 9, -23 25, -9 31, -9 50
right 8 -50, 13 -33, 25 -27, 21 -9, 32 2, 25 21, 11 27, 7 37, -9 50
cracks R0 -73 8 10, R8 101 10 10, L4 176 9 20, R4 8 11 20, R2 -50 9 30
left 31 -37, 28 -31, 32 -23
right 31 -37, 37 -31, 32 -23
cracks R0 -60 6 10
born 15
left -27 31, -30 36, -27 43
right -27 31, -22 36, -27 43
cracks L2 110 6 20
born 25
# A puncture that burst
left 7 -50, -5 -24, -23 -30, -19 -8, -40 10, -13 17, -10 46
right 7 -50, 11 -21, 33 -17, 22 5, 27 33, 7 25, -10 46
cracks R0 -90 13 10, R2 -11 12 10, R4 52 8 10, R6 107 12 10, L2 220 7 10, L4 169 10 10
# A half moon
left 5 -50, 2 -22, 9 2, 5 24, 10 50
right 5 -50, 27 -36, 38 -10, 37 12, 28 34, 10 50
cracks R0 -101 12 10, R5 84 12 10, R2 -11 10 30
sleek 50
# A zip of skin, laid open
left 3 -50, -10 -36, -19 -6, -8 12, -3 50
right 3 -50, 15 -42, 11 -28, 20 -8, 13 16, 6 22, -3 50
cracks R6 96 12 10, L0 -79 12 10, R2 -30 10 20, L2 170 6 40
# A coil
left 2 1, 3 4, 1 6, -4 8, -8 6, -13 2, -14 -5, -10 -13, -3 -18, 7 -19, 17 -14, 24 -4, 25 9, 18 22, 6 31, -12 32, -28 24
right 3 1, 5 6, 2 13, -6 16, -16 13, -24 3, -26 -11, -19 -24, -5 -35, 14 -36, 33 -26, 44 -7, \
44 17, 32 39, 8 51, -19 51, -44 36, -28 24
cracks R0 23 7 10, R9 -90 8 30, L16 180 8 10
sleek 80
# A shell that cracked
left -6 -44, -27 -18, -19 0, -22 24, -10 30, 6 44
right -6 -44, 13 -30, 24 -12, 20 8, 27 26, 6 44
cracks R0 -101 20 10, R2 -29 20 10, R4 34 16 10, R5 90 16 10, \
L1 174 20 10, L4 140 20 10, R2 29 10 20, R0 -38 10 20, R4 74 10 20, L2 169 12 30
# A keyhole
left 0 -48, -15 -43, -22 -27, -17 -12, -7 -4, -11 20, -19 47, 2 44
right 0 -48, 14 -45, 22 -30, 18 -13, 7 -3, 11 22, 17 45, 2 44
cracks L0 -90 10 10, L6 130 10 10, R6 56 12 10, R4 0 6 30
sleek 45
# Ripped two ways, one after the other
left -6 -46, -9 -27, -19 -21, -40 -15, -23 2, -26 17, -13 22, -4 45
right -6 -46, 8 -31, 15 -13, 30 -19, 44 -16, 25 3, 18 21, 7 26, -4 45
cracks R0 -97 12 10, L3 170 12 10, R8 100 9 10, R4 -12 7 20, R2 -60 10 30
# A pool that drips
left 10 -50, -16 -36, -23 -18, -17 0, -15 24, -12 27, -9 8, -4 4, -3 42, 1 50
right 10 -50, 17 -38, 25 -20, 22 -6, 19 16, 16 19, 14 4, 7 7, 5 44, 1 50
cracks R0 -61 13 10, L2 169 10 10, R2 0 6 30
sleek 75
left 17 24, 15 28, 15 31, 17 33
right 17 24, 19 28, 19 31, 17 33
born 10
sleek 100
left -12 32, -14 36, -14 38, -12 40
right -12 32, -10 36, -10 38, -12 40
born 20
sleek 100
# A window held by stitches
left 0 -46, -23 -38, -19 -12, -25 12, -20 40, 2 47
right 0 -46, 21 -43, 25 -16, 18 8, 23 36, 2 47
cracks L1 -124 11 10, R1 -56 12 10, L4 130 12 10, R4 56 10 10
sewn 36, 47, 58, 69
# An eye
left -50 3, -34 13, -12 22, 14 20, 37 13, 50 5
right -50 3, -31 -13, -9 -23, 16 -21, 35 -10, 50 5
cracks R0 172 12 10, R5 8 12 10, R4 -40 9 20, L1 118 8 30, L3 60 7 40
sleek 40
"""


def _side(word: str) -> tuple[int, int]:
    """An edge, and a number on it."""
    return (-1 if word[0] == "L" else 1), int(word[1:])


def _knots(text: str) -> Points:
    return np.array([[float(v) / 100 for v in pair.split()] for pair in text.split(",")])


def _crack(text: str) -> Crack:
    knot, turn, long, born = text.split()
    return Crack(*_side(knot), float(np.radians(int(turn))), int(long) / 100, int(born) / 100)


def _cut(lines: list[str]) -> Cut:
    said = dict(line.split(" ", 1) for line in lines)
    cracks, sewn = (said[name].split(", ") if name in said else [] for name in ("cracks", "sewn"))
    return Cut(
        _knots(said["left"]),
        _knots(said["right"]),
        cracks=tuple(_crack(each) for each in cracks),
        sewn=tuple(int(each) / 100 for each in sewn),
        born=int(said.get("born", 0)) / 100,
        sleek=int(said.get("sleek", 0)) / 100,
    )


def _tear(text: str) -> tuple[Cut, ...]:
    """The cuts of one tear; its first line is its name."""
    lines = text.strip().splitlines()[1:]
    starts = [i for i, line in enumerate(lines) if line.startswith("left")]
    return tuple(_cut(lines[a:b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True))


OPENINGS = tuple(_tear(each) for each in TEARS.split("#")[1:])
"""Twelve ways in which skin opens, in sizes; neighbouring seeds take different ones."""
