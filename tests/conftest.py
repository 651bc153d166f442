"""What every test may ask for."""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from markgen import cli as command_line
from markgen import raster

settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two flags of this house."""
    parser.addoption("--write-goldens", action="store_true", help="write the goldens instead of comparing with them")
    parser.addoption("--thorough", action="store_true", help="growth at every hundredth, not at a sample")


@pytest.fixture(scope="session", autouse=True)
def _rasteriser_is_chosen() -> None:
    """So that no test hears, by chance, the one warning that libcairo is missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        raster.choose()


@dataclass(frozen=True)
class Said:
    """What a command said."""

    code: int
    out: str
    err: str
    raw: bytes


Cli = Callable[..., Said]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Iterator[Cli]:
    """`cli("render", "--motif", "heart", stdin="...")`, run in this process, in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run(*argv: str, stdin: str | bytes = b"") -> Said:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        capfdbinary.readouterr()
        code = command_line.run(list(argv))
        sys.stdout.flush()
        raw, err = capfdbinary.readouterr()
        return Said(code, raw.decode(errors="replace"), err.decode(errors="replace"), raw)

    with warnings.catch_warnings():
        yield run
