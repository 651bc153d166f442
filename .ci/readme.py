"""The commands that README.md tells people to type, so that what is said and what is tested cannot drift.

python .ci/readme.py render     prints the block that follows <!-- ci: render -->
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"

_BLOCK = re.compile(r"(?:<!-- ci: (?P<name>\w+) -->\s*)?^```sh\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of shell commands; name: what its `<!-- ci: name -->` says, or empty."""

    name: str
    text: str


def blocks(text: str) -> list[Block]:
    """Every `sh` block of a README, in order."""
    return [Block(found["name"] or "", found["text"]) for found in _BLOCK.finditer(text)]


def named(text: str, name: str) -> str:
    """The commands of the one block with that name; those that fetch the source are left out, as it is here."""
    found = [block.text for block in blocks(text) if block.name == name]
    if len(found) != 1:
        raise SystemExit(f"README.md has {len(found)} sh blocks after <!-- ci: {name} -->, not one")
    kept = [line for line in found[0].splitlines() if not re.match(r"\s*(git clone|cd) ", line)]
    return "\n".join(kept) + "\n"


if __name__ == "__main__":
    sys.stdout.write(named(README.read_text(encoding="utf-8"), sys.argv[1]))
