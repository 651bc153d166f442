"""What is built installs, and what is installed renders: from the sdist, the wheel, and a checkout."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from support import ROOT

pytestmark = pytest.mark.slow


def run(*args: str | Path, cwd: Path | None = None) -> str:
    env = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "PYTHONHOME")}
    done = subprocess.run([*map(str, args)], cwd=cwd, env=env, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy, so that nothing is left behind in the real one."""
    folder = tmp_path_factory.mktemp("checkout") / "markgen"
    leave = shutil.ignore_patterns(".git", ".venv", "__pycache__", "*.pyc", "dist", "build", "failures", ".*_cache")
    shutil.copytree(ROOT, folder, ignore=leave)
    return folder


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sdist, the wheel made from it (`build` goes that way), and under direct/ the wheel of the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    alone = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    run(sys.executable, "-m", "build", "-q", *alone, "-o", folder, checkout)
    run(sys.executable, "-m", "build", "-q", "--wheel", *alone, "-o", folder / "direct", checkout)
    return folder


def names(archive: Path) -> set[str]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as file:
            return set(file.namelist())
    with tarfile.open(archive) as file:
        return {name.split("/", 1)[1] for name in file.getnames() if "/" in name}


def _installed(needs: list[str]) -> Iterator[Requirement]:
    for need in map(Requirement, needs):
        try:
            version(need.name)
        except PackageNotFoundError:
            continue
        if need.marker is None or need.marker.evaluate({"extra": ""}):
            yield need


def test_what_is_used_here_is_what_pip_may_install_together() -> None:
    """Blender's bounds on NumPy are others' than OpenCV's: an environment that bakes must be one that can be had."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ours = [*_installed([*project["dependencies"], *project["optional-dependencies"]["bake"]])]
    theirs = [need for own in ours for need in _installed(requires(own.name) or [])]
    assert len(ours) >= len(project["dependencies"])
    broken = [f"{need}: {version(need.name)}" for need in (*ours, *theirs) if version(need.name) not in need.specifier]
    assert not broken


def test_the_sdist_has_all_that_is_needed(built: Path) -> None:
    inside = names(next(built.glob("*.tar.gz")))
    assert {"README.md", "LICENSE", "pyproject.toml", "markgen/py.typed", "tests/conftest.py"} <= inside
    assert {p.relative_to(ROOT).as_posix() for p in (ROOT / "motifs").rglob("*.py")} <= inside


def test_the_wheel_has_motifs_types_and_the_atlas(built: Path) -> None:
    inside = names(next(built.glob("*.whl")))
    assert {f"markgen/{p.relative_to(ROOT).as_posix()}" for p in (ROOT / "motifs").rglob("*.py")} <= inside
    assert "markgen/py.typed" in inside
    data = {p.relative_to(ROOT).as_posix() for p in (ROOT / "markgen").rglob("*") if p.suffix in (".json", ".zip")}
    assert data
    assert data <= inside
    assert not {name for name in inside if name.startswith(("tests", "output", "benchmarks"))}


def test_the_wheel_of_the_sdist_is_the_wheel_of_the_checkout(built: Path) -> None:
    assert names(next(built.glob("*.whl"))) == names(next((built / "direct").glob("*.whl")))


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A fresh environment that borrows this one's dependencies, but not its markgen."""
    folder = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", folder)
    site = next(folder.glob("lib/python*/site-packages"))
    for item in Path(pytest.__file__).parent.parent.iterdir():
        if "markgen" not in item.name and not (site / item.name).exists():
            (site / item.name).symlink_to(item)
    yield folder
    shutil.rmtree(folder)


@pytest.mark.parametrize("what", ["wheel of the sdist", "sdist", "editable", "checkout"])
def test_what_is_installed_renders(built: Path, checkout: Path, room: Path, tmp_path: Path, what: str) -> None:
    source = {
        "wheel of the sdist": [next(built.glob("*.whl"))],
        "sdist": [next(built.glob("*.tar.gz"))],
        "editable": ["-e", checkout],
        "checkout": [checkout],
    }[what]
    alone = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    run(room / "bin" / "python", "-m", "pip", "install", "-q", "--no-deps", "--force-reinstall", *alone, *source)
    markgen = room / "bin" / "markgen"
    listed = run(markgen, "list", "motifs", cwd=tmp_path).split("\n")
    assert len(listed) > 3
    parted = next(f.name[1:] for f in sorted((checkout / "motifs").glob("_*")) if f.is_dir())
    run(markgen, "render", "--motif", parted, "--intensity", "0.2", "--size", "128", cwd=tmp_path)
    assert len(list((tmp_path / "output").glob("*.png"))) == 1
    where = run(room / "bin" / "python", "-c", "import markgen; print(markgen.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(checkout if what == "editable" else room)
