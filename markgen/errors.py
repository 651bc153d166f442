"""What can go wrong, said for people. Each error knows the exit code it ends a command with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


class MarkgenError(Exception):
    """Something failed while making a mark. Its text is a whole sentence for the user."""

    exit_code = 1


class InputError(MarkgenError):
    """The user said something that cannot be done: a bad file, field, word or option."""

    exit_code = 2


class MotifError(MarkgenError):
    """A motif could not be loaded or could not draw. Names the motif, so that others go on."""


class TemplateError(MarkgenError):
    """A body template is missing, damaged, or of a version this program does not read."""


class RasterError(MarkgenError):
    """An SVG could not be turned into pixels."""


class Notice(UserWarning):
    """Worth knowing, and no fault: what was asked for is there, but not quite as one may think."""


@dataclass(frozen=True)
class Complaint:
    """One thing wrong with a piece of input.

    place: where in the input, such as `[3].tone` or `profile.json: tone`; may be empty.
    text: what was found and what is allowed.
    """

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}" if self.place else self.text


class ProfileError(InputError):
    """A profile is not valid. Carries every complaint, not only the first."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("\n".join(map(str, self.complaints)))

    def __reduce__(self) -> tuple[type[ProfileError], tuple[tuple[Complaint, ...]]]:
        """So that it comes back whole from a worker process: from its complaints, not from its text."""
        return type(self), (self.complaints,)


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """Say that `word` is no `kind`, and offer the nearest known word, or else all of them."""
    names = sorted(known)
    shown = word if len(word) <= 40 else word[:37] + "..."
    near = get_close_matches(word.lower()[:80], names, n=1, cutoff=0.55)
    tail = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(names)}"
    return f"unknown {kind} {shown!r}: {tail}"
