"""From a profile to a mark: the feeling is resolved, the ground laid out, and the motif draws."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import numpy as np

from markgen import catalogue, growth, profile, reading, regions, style, styling, tone
from markgen.color import Ramp
from markgen.draw import Chance, smooth
from markgen.dye import dyed
from markgen.errors import Complaint, InputError, MotifError, ProfileError, unknown
from markgen.mark import Mark
from markgen.place import place as placed
from markgen.place import scar_path, whole
from markgen.profile import Profile
from markgen.regions import Region
from markgen.values import Feeling, Ground, Ink, Layer, Paint

_PAINTS = (*get_args(Paint), type(None))

ROOM = 2.0
"""How many times the longest side of its region a mark may be: a thread may leave the neck for the shoulder."""


SPECK = 0.02
"""Longest side, mm, below which a mark is nothing yet: no needle, and no eye, is so fine."""


def compose(data: Profile | Mapping[str, object], motifs: Iterable[Path] = ()) -> Mark:
    """The mark that a feeling draws, in millimetres, on no skin yet.

    data: a profile, or a mapping that `Profile` accepts. motifs: further folders of motif files.
    ProfileError when the profile is wrong; MotifError when the motif fails.
    """
    said = profile.parse(data)
    place = regions.region(said.region, said.build)
    found = catalogue.motif(said.motif, motifs)
    feeling = resolve(said, place)
    ground = lay_out(said, place)
    layers: tuple[Layer, ...] = ()
    if feeling.size >= SPECK:
        draw = catalogue.load(found)
        try:
            chance = Chance(said.seed)
            own = feeling.style.fill in catalogue.fills(found)
            plain = feeling if own else replace(feeling, style=replace(feeling.style, fill="natural"))
            layers = _checked(draw(ground, plain, chance), said.motif)
            if said.palette and feeling.style.colour:
                layers = tuple(dyed(layers, feeling.mood.palette))
            if not own:
                layers = _checked(styling.execute(layers, feeling, chance), said.motif)
        except MotifError:
            raise
        except Exception as error:
            raise catalogue.fault(found, error) from error
    title = reading.title(said)
    return Mark(layers, ground, feeling.size, title, said.reading or reading.reading(said), said.json_text())


def checked(
    data: object, where: str, known: Collection[str], elsewhere: Mapping[str, str] = profile.NOWHERE
) -> Profile:
    """The profile from decoded JSON, if the catalogue and the atlas know its words too.

    where, elsewhere: of the profile in the input, as for `profile.parse`. known: names of motifs. ProfileError
    carries everything that is wrong and every word that is unknown, each at its place.
    """
    try:
        said = profile.parse(data, where, elsewhere)
    except ProfileError as error:
        # What can be told of words is told with the rest, not after that is mended.
        told = data if isinstance(data, Mapping) else {}
        words = [*_unknown_motif(told.get("motif"), known), *_unknown_region(told.get("region"))]
        raise ProfileError([*error.complaints, *_placed(words, where, elsewhere)]) from None
    wrong = [*_unknown_motif(said.motif, known), *_unknown_region(said.region)]
    if not _unknown_region(said.region):
        wrong += _out_of_room(said, regions.region(said.region, said.build))
    if wrong:
        raise ProfileError(_placed(wrong, where, elsewhere))
    return said


def _placed(wrong: Iterable[Complaint], where: str, elsewhere: Mapping[str, str]) -> list[Complaint]:
    return [Complaint(profile.located(each.place, where, elsewhere), each.text) for each in wrong]


def _unknown_motif(word: object, known: Collection[str]) -> list[Complaint]:
    return [Complaint("motif", unknown("motif", word, known))] if isinstance(word, str) and word not in known else []


def _unknown_region(word: object) -> list[Complaint]:
    try:
        if isinstance(word, str):
            regions.region(word)
    except InputError as error:
        return [Complaint("region", str(error))]
    return []


def _out_of_room(said: Profile, region: Region) -> list[Complaint]:
    """What of a mark's size and place the region does not allow."""
    wrong: list[Complaint] = []
    room = ROOM * region.reach
    if said.size_mm is not None and said.size_mm > room:
        told = f"found {said.size_mm:g}, allowed is a number from 2 to {room:.0f} on the {region.name}"
        wrong.append(Complaint("size_mm", told))
    try:
        lay_out(said, region)
    except ProfileError as error:
        wrong += error.complaints
    return wrong


def parse_all(
    places: Sequence[str],
    many: Sequence[Mapping[str, object]],
    shared: tuple[str, Mapping[str, object]],
    motifs: Iterable[Path] = (),
) -> list[Profile]:
    """Profiles from decoded JSON, their words checked.

    places: of each in the input. shared: fields that go under all of them, and their place. motifs: further folders
    of motif files. ProfileError carries what is wrong with any of them; what is shared is told once.
    """
    known = catalogue.catalogue(motifs)
    root, under = shared
    out: list[Profile] = []
    wrong: dict[Complaint, None] = {}
    for where, data in zip(places, many, strict=True):
        elsewhere = {field: f"{root}.{field}" for field in under if field not in data}
        try:
            out.append(checked({**under, **data}, where, known, elsewhere))
        except ProfileError as error:
            wrong |= dict.fromkeys(error.complaints)
    if wrong:
        raise ProfileError(wrong)
    return out


def resolve(said: Profile, place: Region) -> Feeling:
    """What the motif will answer to."""
    mood = tone.mood(said.resolved_tone())
    if said.palette:
        five = Ramp(said.palette)
        mood = replace(mood, palette=tuple(five(i / 4) for i in range(5)), chroma=1.0, pull=0.0, lift=0.0)
    executed = style.named(said.style)
    mood = tone.styled(mood, executed)
    full = place.reach
    size = growth.size(said.intensity, full)
    if said.size_mm is not None:
        size = said.size_mm * growth.smoothstep(said.intensity / growth.APPEARS)
        full = said.size_mm
    return Feeling(said.intensity, size, full, mood, executed, said.motif)


def lay_out(said: Profile, place: Region) -> Ground:
    """The skin that the mark may take, with the lines it may follow."""
    own, mark = whole(said, place), placed(said, place)
    guides = {}
    for number, scar in enumerate(said.scars):
        on_chart = own.chart_mm(scar_path(scar, place, own.mirrored, said.build))
        name = "scar" if number == 0 else f"scar-{number + 1}"
        guides[name] = np.stack(mark.ground(on_chart), axis=-1).astype(float)
    for name, line in place.guides.items():
        turned = smooth(line, 120) * [-1.0 if said.side == "right" else 1.0, 1.0]
        # What follows a line along a limb runs round it.
        guides[name] = np.stack(mark.worn(place.width).ground(turned), axis=-1).astype(float)
    return Ground(place.width, place.height, place.wraps, guides)


def _checked(drawn: object, motif: str) -> tuple[Layer, ...]:
    """What a motif drew, without empty layers. MotifError when it is not what a motif draws."""
    if not isinstance(drawn, Sequence) or not all(isinstance(layer, Layer) for layer in drawn):
        raise MotifError(f"motif {motif!r} failed: draw() must return a list of layers")
    layers = tuple(layer for layer in drawn if layer.shapes)
    for layer in layers:
        if fault := _fault(layer):
            raise MotifError(f"motif {motif!r} failed: layer {layer.name!r} {fault}")
    return layers


def _fault(layer: Layer) -> str | None:
    """What makes a layer one that cannot be drawn, if anything does."""
    if layer.ink not in get_args(Ink):
        return f"has an {unknown('ink', str(layer.ink), get_args(Ink))}"
    if not all(isinstance(paint, _PAINTS) for shape in layer.shapes for paint in (shape.fill, shape.stroke)):
        return "has a fill or a stroke that is not Flat, Linear or Radial"
    drawn = [outline for shape in layer.shapes for outline in (*shape.outlines, *shape.clip)]
    # All at once, because they are many and each is short.
    if drawn and not np.isfinite(np.concatenate([outline.points for outline in drawn])).all():
        return "has a point that is not a finite number"
    for outline in drawn:
        if outline.curved and (len(outline.points) - 1) % 3:
            return f"has a curve of {len(outline.points)} points, not 3k + 1"
    if not all(math.isfinite(shape.width) for shape in layer.shapes):
        return "has a stroke whose width is not a finite number"
    return None
