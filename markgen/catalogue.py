"""The catalogue of motifs: every file in the package's `motifs` folder, in other folders, and entry points.

A motif is a file with a docstring and a function `draw(ground, feeling, chance)`. A docstring's first
line is the motif's line in the catalogue. A file may name more forms it can take, in a dictionary
`FORMS = {"name": "its line"}`; the form asked for is `feeling.form`. And it may name ways of filling that it executes
itself when a style asks for them, in a set `FILLS`.
"""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path
from types import ModuleType

from markgen.draw import Chance
from markgen.errors import InputError, MotifError, Notice, unknown
from markgen.values import Feeling, Ground, Layer

Draw = Callable[[Ground, Feeling, Chance], Sequence[Layer]]


@dataclass(frozen=True)
class Motif:
    """A line of the catalogue. title: what the list says of it. source: the file it is drawn by."""

    name: str
    title: str
    source: Path


def catalogue(folders: Iterable[Path] = ()) -> dict[str, Motif]:
    """Every motif by name, sorted; those in `folders` win over the package's own. No motif is run."""
    found: dict[str, Motif] = {}
    for source in (*_packaged(), *_plugged(), *(f for folder in paths(folders) for f in _in_folder(folder))):
        for name, title in _lines(source, _stamp(source)):
            found[name] = Motif(name, title, source)
    return dict(sorted(found.items()))


def paths(folders: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """Folders as paths; one alone may stand without a list around it."""
    return (Path(folders),) if isinstance(folders, str | Path) else tuple(map(Path, folders))


def motif(name: str, folders: Iterable[Path] = ()) -> Motif:
    """The motif called `name`. InputError, with the nearest name, when there is none."""
    known = catalogue(folders)
    if name not in known:
        raise InputError(unknown("motif", name, known))
    return known[name]


def load(found: Motif) -> Draw:
    """The motif's draw function. MotifError when its file does not run or has none."""
    module = _module(found)
    draw = getattr(module, "draw", None)
    if not callable(draw):
        raise MotifError(f"motif {found.name!r} has no function draw(ground, feeling, chance) in {found.source}")
    return draw  # type: ignore[no-any-return]


def fills(found: Motif) -> frozenset[str]:
    """The ways of filling that the motif executes itself, from its `FILLS`; the other styles are laid over it."""
    return frozenset(getattr(_module(found), "FILLS", ()))


def fault(found: Motif, error: Exception) -> MotifError:
    """What a motif's own failure is told as: its name, what went wrong, and on which line of its file."""
    here = found.source.absolute()
    frames = [f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename) == here]
    at = f" ({found.source.name}:{frames[-1].lineno})" if frames else ""
    return MotifError(f"motif {found.name!r} failed{at}: {type(error).__name__}: {error}")


def _packaged() -> list[Path]:
    inside = Path(str(files("markgen"))) / "motifs"
    return _in_folder(inside if inside.is_dir() else Path(str(files("markgen"))).parent / "motifs")


@cache
def _plugged() -> tuple[Path, ...]:
    """Motif files of installed packages that declare an entry point in the group `markgen.motifs`."""
    out: list[Path] = []
    for point in entry_points(group="markgen.motifs"):
        # To find a module runs the packages it is in, and whatever is wrong with one is no reason to draw nothing.
        try:
            spec = importlib.util.find_spec(point.module)
        except Exception as error:
            told = f"motif {point.name!r} cannot be loaded from {point.module}: {type(error).__name__}: {error}"
            warnings.warn(Notice(told), stacklevel=2)
            continue
        if spec and spec.origin:
            out.append(Path(spec.origin))
    return tuple(out)


def _in_folder(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder of motifs")
    return sorted(p for p in folder.glob("*.py") if not p.name.startswith("_"))


def _stamp(source: Path) -> tuple[int, int]:
    """What changes when a file is written again, as it is in a notebook: what was read of it is kept until then."""
    with suppress(OSError):
        told = source.stat()
        return told.st_mtime_ns, told.st_size
    return 0, 0


@cache
def _lines(source: Path, stamp: tuple[int, int]) -> tuple[tuple[str, str], ...]:
    """(name, title) of the motif and of its forms, read without running the file."""
    name = source.stem.replace("_", "-")
    try:
        tree = _head(source.read_text(encoding="utf-8"))
    except (SyntaxError, ValueError, OSError) as error:
        return ((name, f"cannot be read: {error}"),)
    title = (ast.get_docstring(tree) or "").split("\n")[0]
    out = [(name, title)]
    for node in tree.body:
        target = (
            node.targets[0]
            if isinstance(node, ast.Assign)
            else node.target
            if isinstance(node, ast.AnnAssign)
            else None
        )
        if isinstance(target, ast.Name) and target.id == "FORMS" and isinstance(node, ast.Assign | ast.AnnAssign):
            out += _forms(node.value)
    return tuple(out)


def _head(text: str) -> ast.Module:
    """The file down to its first function or class, which is all that its lines are told in; to parse every motif
    whole takes longer than to draw one. The whole file where FORMS stands further down, or the cut fell badly."""
    cut = re.search(r"^(?:def|class|async|@)", text, re.MULTILINE)
    if cut and not re.search(r"^FORMS\b", text[cut.start() :], re.MULTILINE):
        with suppress(SyntaxError):
            return ast.parse(text[: cut.start()])
    return ast.parse(text)


def _forms(written: ast.expr | None) -> list[tuple[str, str]]:
    """What FORMS says, when it is a plain dictionary of words; anything else names no forms."""
    try:
        told = ast.literal_eval(written) if written is not None else {}
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return []
    return [(str(name), str(title)) for name, title in told.items()] if isinstance(told, dict) else []


def _module(found: Motif) -> ModuleType:
    try:
        return _run(found.source, _stamp(found.source))
    except Exception as error:
        raise fault(found, error) from error


@cache
def _run(source: Path, stamp: tuple[int, int]) -> ModuleType:
    """The file as a module, run."""
    qualified = f"markgen.motifs.{source.stem}" if source.parent.name == "motifs" else f"_motif_{source.stem}"
    spec = importlib.util.spec_from_file_location(qualified, source)
    if spec is None or spec.loader is None:
        raise ImportError(f"{source} is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules[qualified] = module
    spec.loader.exec_module(module)
    return module
