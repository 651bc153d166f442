"""Every style executes every motif, in its own way, near where the mark was."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest
from support import FORMS, ROOT

from markgen import catalogue, compose, composer, profile, regions, style, styling, svg
from markgen.draw import BONE, BOTTLES, INK, Chance, filled, polyline
from markgen.styling import flats
from markgen.styling.seen import MARGIN, seen
from markgen.values import Feeling, Flat, Layer, layer

STYLES = [s.name for s in style.STYLES if s.fill in styling.WAYS]
BLACK_ONLY = ("fine-line", "blackwork", "dotwork")


@lru_cache(maxsize=4)
def natural(form: str) -> tuple[Feeling, tuple[Layer, ...]]:
    """The feeling and the layers of a form that no style has touched."""
    said = profile.parse({"motif": form, "tone": "devotion", "intensity": 0.7})
    place = regions.region(said.region)
    feeling = composer.resolve(said, place)
    drawn = catalogue.load(catalogue.motif(form))(composer.lay_out(said, place), feeling, Chance(said.seed))
    return feeling, tuple(each for each in drawn if each.shapes)


def executed(form: str, name: str) -> list[Layer]:
    """A form as a style executes any motif, even one that does so itself."""
    feeling, drawn = natural(form)
    return [
        each for each in styling.execute(drawn, replace(feeling, style=style.named(name)), Chance(1)) if each.shapes
    ]


def asked(form: str, name: str) -> list[Layer]:
    """A form in a style as people get it: by the motif itself where it does that style."""
    if style.named(name).fill not in catalogue.fills(catalogue.motif(form)):
        return executed(form, name)
    return list(composer.compose({"motif": form, "tone": "devotion", "intensity": 0.7, "style": name}).layers)


def box(layers: tuple[Layer, ...] | list[Layer]) -> np.ndarray:
    points = np.concatenate([o.points for each in layers for s in each.shapes for o in s.outlines])
    return np.array([points.min(0), points.max(0)])


@pytest.mark.parametrize("name", STYLES)
@pytest.mark.parametrize("form", FORMS)
def test_every_style_executes_every_motif_near_where_it_was(form: str, name: str) -> None:
    _, drawn = natural(form)
    pigment = tuple(each for each in drawn if each.ink not in ("shimmer", "glow"))
    made = asked(form, name)
    assert made
    before, after = box(pigment), box(made)
    reach = 5 * MARGIN * float((before[1] - before[0]).max())
    assert np.abs(after - before).max() < reach


@pytest.mark.parametrize("name", BLACK_ONLY)
@pytest.mark.parametrize("form", FORMS)
def test_black_styles_know_only_black(form: str, name: str) -> None:
    inks = {
        paint.color
        for each in executed(form, name)
        if each.ink not in ("shimmer", "glow")
        for shape in each.shapes
        for paint in (shape.fill, shape.stroke)
        if isinstance(paint, Flat)
    }
    assert inks == {INK}


@pytest.mark.parametrize("form", FORMS)
def test_traditional_knows_few_colours_and_no_gradient(form: str) -> None:
    made = executed(form, "traditional")
    paints = [p for each in made for shape in each.shapes for p in (shape.fill, shape.stroke) if p is not None]
    assert all(isinstance(paint, Flat) for paint in paints)
    inks = {paint.color for paint in paints if isinstance(paint, Flat)} - {INK, BONE}
    assert len(inks) <= flats.MOST
    assert inks <= set(BOTTLES)
    assert {"rim", "whip"} <= {each.name for each in made}


@pytest.mark.parametrize("form", FORMS)
def test_geometric_leaves_no_curve(form: str) -> None:
    ruled = [e for e in executed(form, "geometric") if e.name in ("facets", "seams", "rim")]
    assert not any(o.curved for each in ruled for s in each.shapes for o in s.outlines)


def test_what_is_seen_is_what_is_on_top() -> None:
    square = np.array([(0, 0), (10, 0), (10, 10), (0, 10)], float)
    view = seen(
        [
            layer("under", "colour", [filled(polyline(square), "#ff0000")]),
            layer("over", "colour", [filled(polyline(square * [0.5, 1]), "#0000ff")]),
        ]
    )
    read = [[view.grid.at([p], view.color[..., k])[0] for k in range(3)] for p in ((2.5, 5.0), (7.5, 5.0))]
    assert read[0] == pytest.approx([0, 0, 1], abs=0.01)
    assert read[1] == pytest.approx([1, 0, 0], abs=0.01)
    assert view.cover.sum() * view.grid.cell**2 == pytest.approx(100, rel=0.05)


@pytest.mark.parametrize("name", STYLES)
def test_the_same_feeling_is_executed_the_same(name: str) -> None:
    one, other = (svg.document(executed("flame", name), (0, 0, 100, 160)) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("name", STYLES)
def test_a_style_holds_for_a_stranger_s_motif(name: str) -> None:
    said = {"motif": "moon", "tone": "wonder", "intensity": 0.7}
    plain = compose(said, [ROOT / "examples" / "motifs"])
    styled = compose({**said, "style": name}, [ROOT / "examples" / "motifs"])
    assert [each.name for each in styled.layers] != [each.name for each in plain.layers]


def test_a_motif_may_execute_a_style_itself(tmp_path: Path) -> None:
    source = (ROOT / "examples" / "motifs" / "moon.py").read_text()
    (tmp_path / "moon.py").write_text(source + '\nFILLS = {"dots"}\n')
    said = {"motif": "moon", "tone": "wonder", "intensity": 0.7}
    own = compose({**said, "style": "dotwork"}, [tmp_path])
    assert [each.name for each in own.layers] == [each.name for each in compose(said, [tmp_path]).layers]


def test_crayon_on_a_whole_arm_is_laid_with_a_broad_stick() -> None:
    said = {"motif": "galaxy", "tone": "tenderness", "intensity": 1.0, "region": "arm", "style": "crayon"}
    # With the stick of a small mark it was 6.5 MB.
    assert len(compose(said).svg()) < 1_200_000
