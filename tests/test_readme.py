"""What README.md tells people to type works."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from support import PACKAGE, ROOT

README = ROOT / "README.md"


def _reader() -> ModuleType:
    spec = importlib.util.spec_from_file_location("readme", ROOT / ".ci" / "readme.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["readme"] = module
    spec.loader.exec_module(module)
    return module


readme = _reader()
TEXT = README.read_text(encoding="utf-8")
INSTALLS = re.compile(r"\bpip\b|\bvenv\b|\bgit clone\b|\bapt\b|\bpytest\b|\.ci/run|^\s*cd |^\s*#|benchmarks/")
"""Lines that install, fetch or test: the first three are run by .ci/run in clean environments."""


def commands(text: str) -> str:
    """A block without the lines that install."""
    joined = text.replace("\\\n", " ")
    return "\n".join(line for line in joined.splitlines() if line.strip() and not INSTALLS.search(line))


BLOCKS = [kept for block in readme.blocks(TEXT) if not block.name and (kept := commands(block.text))]


@pytest.mark.parametrize("name", ["render", "test"])
def test_the_two_commands_are_there_and_are_one_line_each(name: str) -> None:
    told = readme.named(TEXT, name).replace("\\\n", " ").strip()
    assert "pip install" in told
    assert ("markgen render" if name == "render" else "pytest") in told


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout, whose output/ is its own, with `markgen` on its path."""
    folder = tmp_path_factory.mktemp("desk")
    for item in ROOT.iterdir():
        if item.name not in (".git", "output", ".venv"):
            (folder / item.name).symlink_to(item)
    (folder / "output").mkdir()
    bin_ = tmp_path_factory.mktemp("bin")
    for name, command in (("markgen", "-m markgen"), ("python", ""), ("python3", "")):
        (bin_ / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {command} "$@"\n')
        (bin_ / name).chmod(0o755)
    (folder / ".path").write_text(str(bin_))
    return folder


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="sh blocks")
@pytest.mark.parametrize("block", BLOCKS, ids=lambda text: text.split("\n")[0][:60])
def test_every_command_works(desk: Path, block: str) -> None:
    path = f"{(desk / '.path').read_text()}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": str(PACKAGE.parent)}
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", block], cwd=desk, env=env, capture_output=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("target", re.findall(r"!?\[[^\]]*\]\((?!https?:|#|mailto:)([^)#]+)", TEXT))
def test_every_link_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
