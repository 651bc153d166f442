"""Files that appear whole or not at all, and names that stay where they are put."""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from pathlib import Path

from markgen.errors import InputError


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step: beside it first, then renamed over what was there.

    InputError when the place cannot be written.
    """
    beside = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror or error}") from None
    finally:
        beside.unlink(missing_ok=True)


def safe_name(text: str, otherwise: str = "mark") -> str:
    """`text` as a file name of lower-case letters, digits and hyphens, at most 80 long: no path, no surprises."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
    reserved = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), *(f"lpt{i}" for i in range(10))}
    return otherwise if not name or name in reserved else name
