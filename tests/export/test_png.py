"""A PNG says how large it is, what it means and how to make it again."""

from __future__ import annotations

import io
import json
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from support import mark

from markgen import __version__
from markgen.body import codec
from markgen.export import png
from markgen.mark import Mark

TITLE, READING = 'flame of "devotion" <on> the arm & more', "Rippling flames.\nFor Bo."
PROFILE = json.dumps({"motif": "flame", "giver": 'Anna "&" <Bo>'}, ensure_ascii=False)


def written(title: str = TITLE, reading: str = READING, profile: str = PROFILE) -> Image.Image:
    made = Mark((), mark(()).ground, 10, title, reading, profile)
    data = png.encode(Image.new("RGB", (4, 3), "#804020"), made, 7, 254.0)
    back = Image.open(io.BytesIO(data))
    back.load()
    return back


def facts(image: Image.Image) -> dict[str, str]:
    return {k: str(v) for k, v in image.info.items()}


def packet(image: Image.Image) -> ET.Element:
    text = facts(image)["XML:com.adobe.xmp"]
    assert text.startswith("<?xpacket begin=")
    return ET.fromstring(text)


def test_it_prints_at_life_size() -> None:
    assert written().info["dpi"] == pytest.approx((254, 254), abs=0.1)


def test_its_words_are_read_back() -> None:
    told = facts(written())
    assert told["Title"] == TITLE
    assert told["Description"] == told["markgen:reading"] == READING
    assert told["markgen:profile"] == PROFILE
    assert (told["markgen:seed"], told["markgen:version"]) == ("7", __version__)


def test_its_xmp_is_xml_with_an_alt_text() -> None:
    root = packet(written())
    said = {e.tag.split("}")[1]: "".join(e.itertext()) for e in root.iter()}
    assert said["title"] == TITLE
    assert said["description"] == said["AltTextAccessibility"] == READING
    attributes = {k.split("}")[1]: v for e in root.iter() for k, v in e.attrib.items()}
    assert (attributes["seed"], attributes["profile"]) == ("7", PROFILE)


@settings(max_examples=60)
@given(st.text(st.characters(exclude_characters="\ufffe\uffff")))
def test_any_words_can_be_said(words: str) -> None:
    packet(written(words, words, words))


@pytest.mark.parametrize("words", ["\ufffe", "\uffff"])
def test_so_can_the_two_that_are_no_characters(words: str) -> None:
    packet(written(words))


@settings(max_examples=40)
@given(st.integers(1, 40), st.integers(1, 9), st.sampled_from(["RGB", "RGBA"]), st.integers(0, 2**32))
def test_pixels_are_untouched(width: int, height: int, mode: str, seed: int) -> None:
    chance = np.random.default_rng(seed)
    pixels = chance.integers(0, chance.integers(1, 257), (height, width, len(mode)), np.uint8)
    data = png.encode(Image.fromarray(pixels), png.Words("a", "b", "{}"), 1, 100)
    back = Image.open(io.BytesIO(data))
    assert back.mode == mode
    assert (np.asarray(back) == pixels).all()


def test_two_readers_agree_on_a_picture() -> None:
    wave = np.hypot(*np.mgrid[-90:90, -70:70])
    pixels = (127 + 120 * np.sin(wave[..., None] / [9, 11, 13])).astype(np.uint8)
    data = png.encode(Image.fromarray(pixels), png.Words("a", "b", "{}"), 1, 100)
    assert (codec.colour(data) == pixels).all()
    # Nothing is left over, and each chunk's sum is right.
    with Image.open(io.BytesIO(data)) as image:
        image.verify()
    assert data.endswith(b"IEND\xaeB`\x82")
