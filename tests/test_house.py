"""The house keeps its rule: a room imports only from rooms above it, and each outside library has its doors."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from support import PACKAGE, ROOT

ROOMS = (
    "errors",
    "timing",
    "color",
    "style",
    "tone",
    "canon",
    "profile",
    "regions",
    "growth",
    "values",
    "draw",
    "svg",
    "mark",
    "catalogue",
    "styling",
    "dye",
    "reading",
    "place",
    "composer",
    "painter",
    "raster",
    "body",
    "bake",
    "export",
    "renderer",
    "workers",
    "explain",
    "listing",
    "sheet",
    "turntable",
    "story",
    "warp",
    "photo",
    "gallery",
    "bearer",
    "reader",
    "batch",
    "cli",
    "__main__",
)
"""From the ground floor up. A room may import from the rooms before it, and from within itself."""

DOORS = {
    "svgwrite": {"svg.py"},
    "cairosvg": {"raster.py"},
    "cairocffi": {"painter.py", "raster.py"},
    "resvg_py": {"raster.py"},
    "shapely": {"draw/areas.py"},
    "cv2": {"body/image.py", "body/codec.py", "draw/texture.py", "bake/"},
    "pydantic": {"profile.py"},
    "pydantic_core": {"profile.py"},
    "scipy": {"warp.py", "draw/nearest.py", "bake/"},
    "click": {"cli/"},
    "rich": {"cli/progress.py"},
    "bpy": {"bake/"},
    "mathutils": {"bake/"},
    "OpenEXR": {"bake/"},
}
"""Who may import what from outside. A folder, ending in /, stands for all that is in it."""

MOTIF_MAY = {
    "numpy",
    "markgen.draw",
    "markgen.values",
    "math",
    "typing",
    "dataclasses",
    "collections",
    "functools",
    "itertools",
    "__future__",
}

FILES = sorted(p for p in PACKAGE.rglob("*.py") if "motifs" not in p.relative_to(PACKAGE).parts)
SHELVES = [folder for folder in (PACKAGE / "motifs", ROOT / "motifs") if folder.is_dir()]
MOTIFS = sorted(p for folder in SHELVES for p in folder.glob("*.py"))
PARTS = sorted(p for folder in SHELVES for p in folder.glob("*/*.py"))
"""What a motif keeps in its own folder: `_heart/anatomy.py` is a part of `heart.py`."""


def imports(file: Path) -> set[str]:
    """Whole names of the modules a file imports; `from markgen import tone` counts as markgen.tone."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{file}: relative import"
            inner = node.module == "markgen"
            found |= {f"markgen.{n.name}" for n in node.names} if inner else {str(node.module)}
    return found


def room(file: Path) -> str:
    """The room a file of the package stands in."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


@pytest.mark.parametrize("file", FILES, ids=lambda f: str(f.relative_to(PACKAGE)))
def test_a_room_imports_only_from_rooms_above(file: Path) -> None:
    if room(file) == "__init__":
        return
    here = ROOMS.index(room(file))
    inner = {name.split(".")[1] for name in imports(file) if name.startswith("markgen.")} - {"__version__"}
    assert {name for name in inner if ROOMS.index(name) > here} == set()


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_its_door(library: str) -> None:
    users = {f.relative_to(PACKAGE).as_posix() for f in FILES if library in {n.split(".")[0] for n in imports(f)}}
    doors = DOORS[library]
    assert {u for u in users if u not in doors and f"{u.split('/')[0]}/" not in doors} == set()


@pytest.mark.parametrize("file", [*MOTIFS, *PARTS], ids=lambda f: f"{f.parent.name}/{f.name}")
def test_a_motif_imports_only_what_it_draws_with_and_its_own_parts(file: Path) -> None:
    own = f"markgen.motifs.{file.parent.name if file in PARTS else f'_{file.stem}'}"
    foreign = {n for n in imports(file) if n not in MOTIF_MAY and n.split(".")[0] not in MOTIF_MAY}
    assert {n for n in foreign if not n.startswith(("markgen.draw.", f"{own}."))} == set()


@pytest.mark.parametrize("part", PARTS, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_a_part_belongs_to_a_motif(part: Path) -> None:
    folder = part.parent
    assert folder.name.startswith("_")
    assert folder.with_name(f"{folder.name[1:]}.py") in MOTIFS


@pytest.mark.parametrize("file", MOTIFS, ids=lambda f: f.stem)
def test_a_motif_has_its_line(file: Path) -> None:
    line = (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or "").split("\n")[0]
    assert line.endswith(".")


@pytest.mark.parametrize("file", [*FILES, *MOTIFS, *PARTS], ids=lambda f: f"{f.parent.name}/{f.name}")
def test_chance_is_never_global(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "random" not in imports(file)
    assert re.findall(r"np\.random\.(?!Generator\b|PCG64\b)\w+", text) == []


def test_every_room_is_known() -> None:
    assert {room(f) for f in FILES} - {"__init__"} <= set(ROOMS)
