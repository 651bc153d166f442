"""A story: a timeline of feelings, and the mark at any moment of it.

A mark grows and fades by its intensity. Where another feeling, or another motif, follows, the old one's ink thins away
while the new one comes up in the same skin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

from PIL import Image

from markgen import profile, regions, renderer
from markgen.composer import compose, parse_all
from markgen.errors import Complaint, ProfileError
from markgen.growth import smoothstep
from markgen.profile import Between, Count, Fields, Line, Model, Profile
from markgen.renderer import How, Worn
from markgen.timing import Stopwatch


class _Moment(Model):
    at: Annotated[float, Between(0, 1_000_000)]
    feeling: dict[str, Any]


class _Story(Model):
    title: Line = ""
    body: Fields
    moments: Annotated[list[_Moment], Count(2, 200, "moments")]


@dataclass(frozen=True)
class Moment:
    """A feeling as it stands at a time, in whatever unit the story counts."""

    at: float
    said: Profile


@dataclass(frozen=True)
class Story:
    """Moments in order of time, at least two."""

    title: str
    moments: tuple[Moment, ...]

    @property
    def span(self) -> tuple[float, float]:
        """The times of the first and the last moment."""
        return self.moments[0].at, self.moments[-1].at


def parse(data: object, place: str = "", motifs: Iterable[Path] = ()) -> Story:
    """A story from decoded JSON: {"title", "body": fields all moments share, "moments": [{"at", "feeling"}]}.

    place: of the input, for messages. motifs: further folders of motif files.
    ProfileError carries everything wrong with it, each at its place.
    """
    if not isinstance(data, dict):
        raise ProfileError([Complaint(place, "a story is an object with 'moments'")])
    told = profile.validated(_Story, data, place)
    times = [m.at for m in told.moments]
    late = [
        Complaint(
            profile.located(f"moments[{i}].at", place),
            f"found {times[i]:g}, allowed is {times[i - 1]:g} or later, the time of moments[{i - 1}]",
        )
        for i in range(1, len(times))
        if times[i] < times[i - 1]
    ]
    if not late and times[0] == times[-1]:
        late = [Complaint(profile.located("moments", place), f"all are at {times[0]:g}; a story takes time")]
    if late:
        raise ProfileError(late)
    feelings = [m.feeling for m in told.moments]
    said = parse_all(
        [profile.located(f"moments[{i}].feeling", place) for i in range(len(feelings))],
        feelings,
        (profile.located("body", place), told.body),
        motifs,
    )
    return Story(told.title, tuple(map(Moment, times, said)))


def at(story: Story, time: float) -> list[tuple[Profile, float]]:
    """The marks at a time: (profile, presence 0..1), older first. One, or two while one becomes another."""
    moments = story.moments
    if time <= moments[0].at:
        return [(moments[0].said, 1.0)]
    for before, after in pairwise(moments):
        if time <= after.at:
            share = (time - before.at) / max(after.at - before.at, 1e-9)
            return _between(before.said, after.said, share)
    return [(moments[-1].said, 1.0)]


def frames(story: Story, count: int, how: How) -> Iterator[Image.Image]:
    """Pictures at `count` evenly spaced times, first and last moment included."""
    start, end = story.span
    for i in range(count):
        yield picture(story, start + (end - start) * i / max(count - 1, 1), how)


def picture(story: Story, time: float, how: How) -> Image.Image:
    """The body at a time."""
    marks = at(story, time)
    worn = [Worn(said, compose(said, how.motifs), presence) for said, presence in marks if said.intensity > 0]
    return renderer.all_on_body(marks[-1][0], worn, how, Stopwatch())[0]


def strip(pictures: list[Image.Image], gap: int = 8) -> Image.Image:
    """Pictures side by side, as a film strip."""
    width = sum(p.width for p in pictures) + gap * (len(pictures) + 1)
    out = Image.new("RGB", (width, max(p.height for p in pictures) + 2 * gap), "#1d1f21")
    left = gap
    for each in pictures:
        out.paste(each, (left, gap))
        left += each.width + gap
    return out


_FLOWS = {"intensity", "tone", "size_mm", "rotation", "ink_age", "giver", "bearer", "bond", "name", "reading"}
"""What of a profile may change while its mark stays the same mark."""


def _between(a: Profile, b: Profile, share: float) -> list[tuple[Profile, float]]:
    if share >= 1:
        return [(b, 1.0)]
    flows = a.model_dump(exclude=_FLOWS) == b.model_dump(exclude=_FLOWS)
    if flows and (a.size_mm is None) == (b.size_mm is None):
        if a.tone == b.tone:
            return [(_blend(a, b, share), 1.0)]
        # Two feelings draw the same mark differently: one drawing thins as the other comes up through it.
        there = smoothstep(share)
        both = (_blend(a, b, share).model_copy(update={"tone": said.tone}) for said in (a, b))
        return [(said, part) for said, part in zip(both, (1 - there, there), strict=True) if part > 0]
    # The old mark thins until four fifths of the way; the new one starts at one fifth, small, and grows. On another
    # body, or another part of it, there is nothing to share: the picture changes when the old one is gone.
    gone, starts = (0.8, 0.2) if _body(a) == _body(b) else (0.5, 0.5)
    # What shows the same does not start small again.
    least = min(a.intensity, b.intensity) if a.motif == b.motif else 0.55 * b.intensity
    out = []
    leaving, coming = 1 - smoothstep(share / gone), smoothstep((share - starts) / (1 - starts))
    if leaving > 0 and a.intensity > 0:
        out.append((a, leaving))
    if coming > 0 and b.intensity > 0:
        grown = least + (b.intensity - least) * coming
        out.append((b.model_copy(update={"intensity": grown}), min(1.0, 2 * coming)))
    return out or [((a if share < starts else b).model_copy(update={"intensity": 0.0}), 1.0)]


def _body(said: Profile) -> tuple[object, ...]:
    """What is looked at: two marks with equal ones are on one picture."""
    return regions.region(said.region, said.build).view, said.side, said.build, said.skin, said.scars


def _blend(a: Profile, b: Profile, share: float) -> Profile:
    """The one mark on its way from a to b; share: 0 to below 1."""

    def way(x: float, y: float) -> float:
        return x + (y - x) * share

    mixed: dict[str, Any] = {key: way(getattr(a, key), getattr(b, key)) for key in ("intensity", "rotation", "ink_age")}
    if a.size_mm and b.size_mm:
        mixed["size_mm"] = a.size_mm * (b.size_mm / a.size_mm) ** share
    return a.model_copy(update=mixed)
