"""The same profile gives the same bytes, in any process."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path

import pytest
from support import FORMS, python

SCRIPT = """
import sys, json, hashlib, markgen
out = {}
for form in json.loads(sys.argv[1]):
    said = {"motif": form, "tone": "devotion", "intensity": 0.45, "seed": 3}
    out[form] = hashlib.sha256(markgen.compose(said).svg().encode()).hexdigest()
picture = markgen.render({"motif": form, "intensity": 0.45, "skin": 9}, size=256)
out["picture"] = hashlib.sha256(picture.tobytes()).hexdigest()
print(json.dumps(out))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """What three processes with different hash seeds made."""
    folder = tmp_path_factory.mktemp("three")
    runs = [
        python("-c", SCRIPT, json.dumps(FORMS), cwd=folder, env={"PYTHONHASHSEED": seed}) for seed in ("0", "1", "4242")
    ]
    assert [r.returncode for r in runs] == [0, 0, 0], runs[0].stderr.decode()
    return [json.loads(r.stdout) for r in runs]


@pytest.mark.parametrize("what", [*FORMS, "picture"])
def test_three_processes_agree(told: list[dict[str, str]], what: str) -> None:
    assert len({each[what] for each in told}) == 1


def test_files_are_equal_too(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        args = ("-m", "markgen", "render", "--motif", FORMS[0], "--intensity", "0.3", "--size", "128", "-o", "a.png")
        assert python(*args, cwd=tmp_path, env={"PYTHONHASHSEED": seed}).returncode == 0
        made.append(sha256((tmp_path / "a.png").read_bytes()).hexdigest())
    assert made[0] == made[1]
