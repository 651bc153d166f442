"""Files that appear whole or not at all, and names that stay where they are put."""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from contextlib import suppress
from pathlib import Path

from markgen.errors import InputError


def write(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step: beside it first, then renamed over what was there.

    A device or a pipe, such as /dev/null, is written to and stays what it is. InputError when the place cannot
    be written.
    """
    beside = path.parent / f".markgen-{secrets.token_hex(8)}.part"
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except (OSError, ValueError) as error:
        raise InputError(f"cannot write {str(path)[:400]!r}: {getattr(error, 'strerror', None) or error}") from None
    finally:
        with suppress(OSError, ValueError):
            beside.unlink(missing_ok=True)


def writable(path: Path) -> None:
    """InputError when a file cannot be written there, told before the work is done rather than after it."""
    try:
        if path.is_dir():
            raise InputError(f"cannot write {str(path)[:400]!r}: it is a folder")
        above = next(p for p in path.parents if p.exists())
        if not above.is_dir():
            raise InputError(f"cannot write {str(path)[:400]!r}: {str(above)!r} is not a folder")
        if not os.access(path if path.exists() and not path.is_file() else above, os.W_OK):
            raise InputError(f"cannot write {str(path)[:400]!r}: no permission to write in {str(above)!r}")
    except (OSError, ValueError) as error:
        raise InputError(f"cannot write {str(path)[:400]!r}: {getattr(error, 'strerror', None) or error}") from None


def safe_name(text: str, otherwise: str = "mark") -> str:
    """`text` as a file name of lower-case letters, digits and hyphens, at most 80 long: no path, no surprises."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-")
    reserved = {"con", "prn", "aux", "nul", *(f"com{i}" for i in range(10)), *(f"lpt{i}" for i in range(10))}
    return otherwise if not name or name in reserved else name
