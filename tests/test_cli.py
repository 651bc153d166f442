"""The command line: every command, every exit code, every way in and out."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from conftest import Cli
from PIL import Image
from support import FORMS, python

from markgen import __version__, compose, regions, renderer, tone
from markgen import cli as command_line
from markgen.cli.options import LARGEST

MOTIF = FORMS[0]
SMALL = ("--size", "64")
FAINT = ("--motif", MOTIF, "--intensity", "0.1")


def profile(folder: Path, name: str = "a.json", **said: object) -> str:
    (folder / name).write_text(json.dumps({"motif": MOTIF, "intensity": 0.1, **said}))
    return name


def size(path: Path) -> tuple[int, int]:
    with Image.open(path) as image:
        return image.size


# Helping oneself.


@pytest.mark.parametrize("argv", [("--help",), ("-h",), *((name, "--help") for name in command_line.COMMANDS)], ids=str)
def test_every_command_helps(cli: Cli, argv: tuple[str, ...]) -> None:
    told = cli(*argv)
    assert told.code == 0
    assert "Usage: markgen" in told.out


def test_help_names_every_command(cli: Cli) -> None:
    assert [name for name in command_line.COMMANDS if name not in cli("--help").out] == []


def test_the_version(cli: Cli) -> None:
    assert cli("--version").out == f"markgen {__version__}\n"


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    code = "import sys; from markgen.cli import run; run(['--help']); print(*sys.modules)"
    loaded = set(python("-c", code, cwd=tmp_path).stdout.decode().split())
    assert not loaded & {"numpy", "pydantic", "cv2", "PIL", "scipy", "shapely", "svgwrite", "rich", "cairosvg"}


# Listing.


@pytest.mark.parametrize("what", ["motifs", "tones", "regions", "bodies", "styles"])
def test_lists_in_words_and_json(cli: Cli, what: str) -> None:
    rows = json.loads(cli("list", what, "--json").out)
    words = cli("list", what).out.splitlines()
    assert [line.split()[0] for line in words] == [row["name"] for row in rows]


def test_a_folder_s_motifs_are_listed_and_in_the_schema(cli: Cli) -> None:
    cli("new-motif", "moon", "-o", "own")
    assert "moon" in {row["name"] for row in json.loads(cli("list", "motifs", "--motifs", "own", "--json").out)}
    assert "moon" in json.loads(cli("schema", "--motifs", "own").out)["properties"]["motif"]["enum"]


def test_a_new_motif_is_drawn_by_the_command_that_is_told(cli: Cli) -> None:
    told = cli("new-motif", "moon", "-o", "my motifs").err.removeprefix("draw it: markgen ")
    assert cli(*shlex.split(told), *SMALL).code == 0


def test_a_body_is_offered_as_large_as_it_can_be_drawn() -> None:
    assert LARGEST["png"] == renderer.LARGEST


@pytest.mark.parametrize("command", ["bearer", "story", "sheet", "turntable"])
def test_help_says_where_a_picture_goes(cli: Cli, command: str) -> None:
    assert f"[default: output/{command}." in " ".join(cli(command, "--help").out.split())


def test_lists_say_what_they_should(cli: Cli) -> None:
    assert [r["name"] for r in json.loads(cli("list", "motifs", "--json").out)] == list(FORMS)
    assert all("Warriner" in r["source"] for r in json.loads(cli("list", "tones", "--json").out))
    places = json.loads(cli("list", "regions", "--json").out)
    assert {r["name"] for r in places} == {r.name for r in regions.regions()}
    assert all(r["width_mm"] > 0 and r["views"] and r["landmarks"] for r in places)


def test_the_schema_is_json_that_knows_every_word(cli: Cli) -> None:
    made = json.loads(cli("schema").out)
    assert made["$schema"].endswith("2020-12/schema")
    assert made["properties"]["motif"]["enum"] == list(FORMS)


def test_explain_says_size_and_tone(cli: Cli, tmp_path: Path) -> None:
    facts = json.loads(cli("explain", profile(tmp_path, intensity=1, region="wrist"), "--json").out)
    assert facts["size_mm"] == regions.region("wrist").reach
    assert facts["tone"]["valence"] == tone.named("devotion").valence
    words = cli("explain", "a.json")
    assert (words.code, f"{facts['size_mm']}" in words.out) == (0, True)


# Rendering.


def test_a_render_gets_a_name_of_its_own_in_output(cli: Cli, tmp_path: Path) -> None:
    told = cli("render", *FAINT, *SMALL, "--seed", "5")
    assert told.out == f"output/{MOTIF}-devotion-010-upper-arm-seed-5.png\n"
    assert size(tmp_path / told.out.strip()) == (64, 64)


@pytest.mark.parametrize(
    ("argv", "name", "mode"),
    [
        (("-o", "x/y.png"), "x/y.png", "RGB"),
        (("-o", "flat.png", "--format", "flat"), "flat.png", "RGBA"),
        (("-o", "folder/"), f"folder/{MOTIF}-devotion-010-upper-arm.png", "RGB"),
        (("--name", "../Anna & Bo/"), "output/anna-bo.png", "RGB"),
        (
            (
                "-o",
                "X.PNG",
            ),
            "X.PNG",
            "RGB",
        ),
    ],
    ids=str,
)
def test_a_picture_goes_where_it_is_sent(cli: Cli, tmp_path: Path, argv: tuple[str, ...], name: str, mode: str) -> None:
    told = cli("render", *FAINT, *SMALL, *argv)
    assert (told.code, told.err) == (0, "")
    with Image.open(tmp_path / name) as image:
        assert image.mode == mode
        assert max(image.size) == 64


def test_an_svg_by_its_suffix(cli: Cli, tmp_path: Path) -> None:
    assert cli("render", *FAINT, "-o", "a.svg").code == 0
    assert ET.parse(tmp_path / "a.svg").getroot().tag.endswith("svg")


def test_from_a_pipe_into_a_pipe(cli: Cli, tmp_path: Path) -> None:
    said = json.dumps({"motif": MOTIF, "intensity": 0.1})
    assert ET.fromstring(cli("render", "-", "--format", "svg", stdin=said).out).tag.endswith("svg")
    picture = Image.open(io.BytesIO(cli("render", "-", *SMALL, stdin=said).raw))
    assert picture.size == (64, 64)
    assert cli("render", "-", "-o", "a.png", *SMALL, stdin=said).out == "a.png\n"
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]


def test_options_go_over_the_file(cli: Cli, tmp_path: Path) -> None:
    profile(tmp_path, tone="grief", skin=9)
    facts = json.loads(cli("explain", "a.json", "--tone", "joy", "--intensity", "0.3", "--json").out)
    assert (facts["intensity"], facts["tone"]["valence"]) == (0.3, tone.named("joy").valence)


def test_a_tone_by_its_numbers(cli: Cli) -> None:
    facts = json.loads(cli("explain", *FAINT, "--tone", "0.5,-0.25,0", "--json").out)
    assert facts["tone"] == {"valence": 0.5, "arousal": -0.25, "dominance": 0.0}


def test_an_existing_file_is_replaced(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"old" * 100_000)
    assert cli("render", *FAINT, *SMALL, "-o", "a.png").code == 0
    assert size(tmp_path / "a.png") == (64, 64)


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("--motif", "phoenix", "--region", "wrist", "--size-mm", "120"), "note: phoenix keeps to the wrist: it is"),
        (
            ("--motif", "sun", "--region", "wrist", "--intensity", "0.7", "--at", "centre + 50mm right"),
            "note: only part of the mark is in sight",
        ),
        (("--motif", "sun", "--region", "wrist", "--size-mm", "30", "--at", "wrist-crease + 34mm up"), ""),
    ],
    ids=["smaller", "half", "whole"],
)
def test_a_mark_that_is_not_quite_as_asked_says_so(cli: Cli, argv: tuple[str, ...], told: str) -> None:
    said = cli("render", *argv, "--size", "256")
    assert (said.code, said.err.startswith(told), bool(said.err)) == (0, True, bool(told)), said.err


def test_json_says_what_was_made(cli: Cli, tmp_path: Path) -> None:
    told = json.loads(cli("render", *FAINT, *SMALL, "-o", "a.png", "--json").out)
    assert told["file"] == "a.png"
    assert told["bytes"] == (tmp_path / "a.png").stat().st_size


@pytest.mark.parametrize("argv", [("--format", "svg"), ("--format", "flat"), ("--view", "arm-outer")], ids=" ".join)
def test_json_of_a_profile_from_a_pipe_and_of_every_format(cli: Cli, tmp_path: Path, argv: tuple[str, ...]) -> None:
    said = json.dumps({"motif": MOTIF, "intensity": 0.1, "size_mm": 20, "reading": "Yours."})
    told = json.loads(cli("render", "-", *argv, *SMALL, "--json", stdin=said).out)
    assert (tmp_path / told["file"]).stat().st_size == told["bytes"]
    assert (told["size_mm"], told["reading"], told["profile"]["motif"]) == (20, "Yours.", MOTIF)
    assert (told["view"] or told["format"]) == argv[1]


def test_timing_says_where_the_time_went(cli: Cli) -> None:
    told = cli("render", *FAINT, *SMALL, "--timing")
    assert [line.split()[0] for line in told.err.splitlines()] == ["compose", "raster", "skin", "encode", "total"]


def test_intensity_0_is_bare_skin(cli: Cli, tmp_path: Path) -> None:
    for name, motif in (("a.png", FORMS[0]), ("b.png", FORMS[-1])):
        assert cli("render", "--motif", motif, "--intensity", "0", *SMALL, "-o", name).code == 0
    with Image.open(tmp_path / "a.png") as a, Image.open(tmp_path / "b.png") as b:
        assert a.tobytes() == b.tobytes()


@pytest.mark.parametrize("motif", FORMS)
def test_hardly_anything_is_bare_skin(motif: str) -> None:
    assert compose({"motif": motif, "intensity": 1e-9}).empty


# Batches.


def test_a_batch_renders_the_good_and_reports_the_bad(cli: Cli, tmp_path: Path) -> None:
    marks = [{"name": "Anna"}, {"intensity": 2}, {"name": "Anna"}, {"motif": "nope"}, 7, {"name": "../../up"}]
    text = json.dumps({"defaults": {"motif": MOTIF, "intensity": 0.1}, "marks": marks})
    (tmp_path / "marks.json").write_text(text)
    told = cli("batch", "marks.json", "-o", "out", "--jobs", "1", *SMALL)
    assert told.code == 2
    assert "marks.json: [1]: intensity: found 2" in told.err
    assert "marks.json: [3]: motif: unknown motif 'nope'" in told.err
    assert "marks.json: [4]: a profile is a JSON object" in told.err
    assert "Traceback" not in told.err
    rows = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert [r["index"] for r in rows] == [0, 1, 2, 3, 4, 5]
    assert [r["status"] for r in rows] == ["done", "invalid", "done", "invalid", "invalid", "done"]
    assert [r.get("file") for r in rows] == ["anna.png", None, "anna-2.png", None, None, "up.png"]
    assert all(r["title"] and r["reading"] and r["seconds"] > 0 for r in rows if r["status"] == "done")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"anna.png", "anna-2.png", "up.png", "manifest.json"}


@pytest.mark.parametrize(
    ("argv", "shared", "many"),
    [
        (("batch", "-", "-o", "out"), "defaults", "marks"),
        (("bearer", "-"), "body", "marks"),
        (("story", "-"), "body", ""),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, tuple) else x,
)
def test_what_many_share_is_blamed_once_and_at_its_own_place(
    cli: Cli, argv: tuple[str, ...], shared: str, many: str
) -> None:
    marks = [{"motif": MOTIF}, {"motif": MOTIF}]
    moments = [{"at": i, "feeling": each} for i, each in enumerate(marks)]
    text = json.dumps({shared: {"skin": 99}, **({many: marks} if many else {"moments": moments})})
    told = [line for line in cli(*argv, stdin=text).err.splitlines() if line.startswith("error")]
    assert told == [f"error: stdin: {shared}.skin: found 99, allowed is a whole number from 1 to 10"]


def test_a_batch_of_lines_from_stdin(cli: Cli, tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"motif": MOTIF, "intensity": 0.1, "seed": s}) for s in (2, 3))
    told = cli("batch", "-", "--format", "svg", "--jobs", "1", "--json", stdin=lines)
    assert told.code == 0
    assert [r["status"] for r in json.loads(told.out)] == ["done", "done"]
    assert len(list((tmp_path / "output").glob("*.svg"))) == 2


def test_a_batch_on_two_processes_is_silent_in_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"motif": MOTIF, "intensity": 0.1, "seed": s} for s in (1, 2, 3)]))
    done = python("-m", "markgen", "batch", "a.json", "--jobs", "2", "--rasteriser", "resvg", *SMALL, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == b"3 rendered to output/\n"


def test_a_failed_render_is_exit_code_1_and_the_others_go_on(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "motifs").mkdir()
    (tmp_path / "motifs" / "broken.py").write_text(
        '"""Falls."""\ndef draw(ground, feeling, chance):\n    return 1 / 0\n'
    )
    (tmp_path / "a.json").write_text(json.dumps([{"motif": "broken"}, {"motif": MOTIF, "intensity": 0.1}]))
    told = cli("batch", "a.json", "--motifs", "motifs", "--jobs", "1", *SMALL)
    assert told.code == 1
    assert "[0]: motif 'broken' failed (broken.py:3): ZeroDivisionError" in told.err
    assert cli("render", "--motif", "broken", "--motifs", "motifs").code == 1


def test_an_empty_batch_is_done(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[]")
    assert cli("batch", "a.json").code == 0
    assert json.loads((tmp_path / "output" / "manifest.json").read_text()) == []


def test_a_sheet_is_one_picture(cli: Cli, tmp_path: Path) -> None:
    args = ("--motif", MOTIF, "--intensity", "0.1", "--intensity", "0.3", "--skin", "3", "--jobs", "1")
    assert cli("sheet", *args, "--size", "48", "-o", "s.png").out == "s.png\n"
    width, height = size(tmp_path / "s.png")
    assert width > 2 * 48
    assert height > 48


# Going wrong.

WRONG: tuple[tuple[tuple[str, ...], str], ...] = (
    ((), "Usage"),
    (("rendr",), "unknown command 'rendr': did you mean 'render'?"),
    (("render",), "no motif"),
    (("render", "--motif", MOTIF[:-1] + "x"), f"unknown motif '{MOTIF[:-1]}x': did you mean '{MOTIF}'?"),
    (("render", *FAINT, "--tone", "devotoin"), "did you mean 'devotion'?"),
    (("render", *FAINT, "--region", "upper-rm"), "did you mean 'upper-arm'?"),
    (("render", *FAINT, "--at", "nowhere"), "unknown landmark"),
    (("render", *FAINT, *SMALL, "--region", "wrist", "--at", "centre + 300mm right"), "wrist, which reaches 26 mm to"),
    (("render", *FAINT, "--size", "256", "--region", "arm", "--at", "centre + 165mm right"), "in --view arm-front"),
    (("render", *FAINT, "--view", "nowhere"), "unknown view"),
    (("render", "--motif", "flaem", "--region", "upper-rm", "--intensity", "2"), "did you mean 'flame'?"),
    (("render", "--motif", "flaem", "--region", "upper-rm", "--intensity", "2"), "did you mean 'upper-arm'?"),
    (("render", *FAINT, "--intensity", "2"), "error: --intensity: found 2, allowed is a number from 0 to 1"),
    (("render", *FAINT, "--intensity", "nan"), "--intensity: found NaN, allowed is a number from 0 to 1"),
    (("render", *FAINT, "--palette", "#000050"), "--palette: found a list of 1, allowed is a list of 2 to 9 colours"),
    (("render", *FAINT, "--palette", "#000050,navy"), "--palette[1]: found"),
    (("render", *FAINT, "--intensity", "much"), '--intensity: found "much", allowed is a number from 0 to 1'),
    (("render", *FAINT, "--tone", "1,2"), "valence,arousal,dominance"),
    (("render", *FAINT, "--skin", "11"), "a whole number from 1 to 10"),
    (("render", *FAINT, "--size", "9"), "16<=x<=8192"),
    (("render", *FAINT, "--nope"), "No such option"),
    (("render", *FAINT, "-o", "a.gif"), "it should end in .png or .svg"),
    (("render", "no.json"), "cannot read 'no.json'"),
    (("render", "bad.json"), "bad.json: line 1, column 2: not JSON"),
    (("render", "typo.json"), "typo.json: tne: unknown key 'tne': did you mean 'tone'?"),
    (("explain", "typo.json"), "did you mean 'tone'?"),
    (("explain", "good.json", "--tone", "joyy"), "error: --tone: unknown tone 'joyy': did you mean 'joy'?"),
    (("explain", "good.json", "--size-mm", "1"), "error: --size-mm: found 1, allowed is a number from 2 to 1200"),
    (
        ("explain", "good.json", "--region", "wrist", "--size-mm", "900"),
        "from 2 to 124 on the wrist",
    ),
    (("render", *FAINT, "--format", "svg", "-o", "a.png"), "-o 'a.png' and --format svg do not go together"),
    (("bearer", "good.json", "--region", "toe"), "Invalid value for '--region': unknown region 'toe'"),
    (("render", "empty.json"), "error: empty.json: motif: is missing"),
    (("render", "--motif", "zzz"), "error: --motif: unknown motif"),
    (("render", "--canon", "phenix"), "error: --canon: unknown mark of the canon 'phenix'"),
    (("batch", "typo.json"), "a batch is a list"),
    (("batch", "no.json"), "cannot read"),
    (("list", "colours"), "colours"),
    (("sheet", "--motif", "nope"), "unknown motif"),
    (("sheet", "--tone", "nope"), "unknown tone"),
)


@pytest.mark.parametrize(("argv", "told"), WRONG, ids=lambda x: " ".join(x) if isinstance(x, tuple) else "")
def test_bad_use_is_exit_code_2_and_a_sentence(cli: Cli, tmp_path: Path, argv: tuple[str, ...], told: str) -> None:
    (tmp_path / "bad.json").write_text("{nope}")
    (tmp_path / "good.json").write_text(json.dumps({"motif": MOTIF}))
    (tmp_path / "empty.json").write_text("{}")
    (tmp_path / "typo.json").write_text(json.dumps({"motif": MOTIF, "tne": "joy"}))
    before = {p.name for p in tmp_path.iterdir()}
    said = cli(*argv)
    assert said.code == 2
    assert told in said.err + said.out
    assert "Traceback" not in said.err
    assert {p.name for p in tmp_path.iterdir()} == before


def test_a_file_where_a_folder_should_be_is_bad_use(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    said = cli("render", *FAINT, *SMALL, "-o", "f/a.png")
    assert (said.code, "cannot write 'f/a.png'" in said.err) == (2, True)


@pytest.mark.parametrize(
    ("argv", "told"),
    [
        (("render", *FAINT, "-o", "folder/a.png/"), "'folder/a.png' is not a folder"),
        (("bearer", "none.json", "-o", "folder"), "'folder' is a directory"),
        (("story", "none.json", "-o", "a.webp"), "'a.webp' is a directory"),
        (("sheet", "-o", "folder/a.png/b.png"), "is not a folder"),
        (("batch", "good.json", "-o", "folder/a.png/b"), "is not a folder"),
        (("turntable", *FAINT, "-o", "folder/a.png/b.webp"), "is not a folder"),
        (("gallery", "-o", "folder/a.png/b"), "is not a folder"),
    ],
    ids=lambda x: " ".join(x) if isinstance(x, tuple) else "",
)
def test_a_place_that_cannot_be_written_is_told_before_the_work(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], told: str
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.webp").mkdir()
    (tmp_path / "folder" / "a.png").write_bytes(b"")
    (tmp_path / "good.json").write_text(json.dumps([{"motif": MOTIF}]))
    monkeypatch.setattr("markgen.composer.compose", None)
    monkeypatch.setattr("markgen.renderer.compose", None)
    said = cli(*argv)
    assert (said.code, told in said.err) == (2, True), said.err


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    for argv in (("--debug", "render", "--motif", "nope"), ("render", "--motif", "nope", "--debug")):
        done = python("-m", "markgen", *argv, cwd=tmp_path)
        assert done.returncode != 0
        assert b"Traceback" in done.stderr
    # Nor is it one when it is what another option is told.
    for argv in (("render", "--motif", "nope"), ("render", "--motif", "nope", "--name=--debug")):
        assert b"Traceback" not in python("-m", "markgen", *argv, cwd=tmp_path).stderr


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of the Unix kind")
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["plain", "NO_COLOR"])
def test_colour_is_for_terminals_that_want_it(tmp_path: Path, env: dict[str, str], coloured: bool) -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    plain = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "FORCE_COLOR")}
    subprocess.run(
        [sys.executable, "-m", "markgen", "render", "--motif", "nope"],
        stderr=theirs,
        stdout=subprocess.DEVNULL,
        cwd=Path(command_line.__file__).parent.parent.parent,
        env={**plain, **env},
        check=False,
    )
    os.close(theirs)
    assert (b"\x1b[" in os.read(ours, 10_000)) == coloured
    os.close(ours)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_reader_who_leaves_is_no_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -m markgen list tones --json | head -1"
    root = Path(command_line.__file__).parent.parent.parent
    done = subprocess.run(["bash", "-c", command], cwd=root, capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"[\n", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe of the Unix kind")
def test_a_reader_who_was_never_there_is_no_fault_either() -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    command = [sys.executable, "-m", "markgen", "list", "tones", "--json"]
    root = Path(command_line.__file__).parent.parent.parent
    done = subprocess.run(command, cwd=root, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("argv", "closed", "code", "told"),
    [
        (("list", "tones"), "stdout", 0, ""),
        (("render", "-"), "stdin", 2, "error: stdin: empty"),
        (("render", *FAINT, *SMALL, "-o", "-"), "stdout", 2, "error: stdout is closed"),
    ],
    ids=str,
)
def test_a_stream_that_is_closed_is_no_fault(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...], closed: str, code: int, told: str
) -> None:
    errors = io.StringIO()
    monkeypatch.setattr(sys, closed, None)
    monkeypatch.setattr(sys, "stderr", errors)
    assert command_line.run(list(argv)) == code
    assert errors.getvalue().startswith(told)
    assert "fault" not in errors.getvalue()


WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("render", *FAINT, "--side", "rihgt"), "side: unknown side 'rihgt': did you mean 'right'?"),
    (("render", *FAINT, "--build", "femine"), "did you mean 'feminine'?"),
    (("render", *FAINT, "--bond", "family"), "did you mean 'familial'?"),
    (("render", *FAINT, "--format", "pgn"), "did you mean 'png'?"),
    (("render", *FAINT, "--rasteriser", "cairo"), "did you mean 'cairosvg'?"),
    (("render", *FAINT, "--tone", "2,0,0"), "error: --tone.valence: found 2.0, allowed is a number from -1 to 1"),
    (("list", "motif"), "did you mean 'motifs'?"),
    (("gallery", "--only", "zzz"), "no plate's name holds 'zzz'"),
    (("bearer", "a.json", "-o", "b.jpg"), "should end in .png"),
    (("story", "a.json", "-o", "b.gif"), "should end in .webp or .png"),
    (("story", "a.json", "--view", "all"), "told in one view"),
    (("turntable", *FAINT, "-o", "b.png"), "should end in .webp"),
    (("turntable", *FAINT, "-o", "b.webp"), "the upper-arm cannot be turned; can be: arm"),
    (("turntable", *FAINT, "--build", "child", "-o", "b.webp"), "the child body cannot be turned; can be: masculine"),
    (("render", *FAINT, "--view", "turn-00"), "unknown view of the upper-arm 'turn-00'"),
    (("sheet", "-o", "b.gif"), "should end in .png"),
    (("sheet", "--view", "all"), "of one view"),
    (("story", "a.json", "--format", "svg"), "No such option"),
    (("story", "--canon", "sun-to-fenix"), "did you mean 'sun-to-phoenix'?"),
    (("explain", *FAINT, "--region", "chest", "--build", "child"), "the child body has no view of the chest"),
    (("render", *FAINT, "--json", "-o", "-"), "cannot both have stdout"),
    (
        ("render", *FAINT, "--photo", "a.jpg", "--place", "b.json", "--view", "wrist"),
        "--view and --close-up are of a body",
    ),
    (("render", *FAINT, "--photo", "a.jpg", "--place", "b.json", "--close-up"), "--close-up are of a body"),
    (("render", *FAINT, "--close-up", "--format", "svg"), "--close-up is of a body"),
    (("render", *FAINT, "--close-up", "--format", "flat"), "--close-up is of a body"),
    (("render", *FAINT, "--backdrop", "room", "--format", "svg"), "--backdrop is what is behind a body"),
    (("render", *FAINT, "--backdrop", "paper", "--photo", "a.jpg", "--place", "b.json"), "--backdrop is what is"),
    (("story", "a.json", "--at", "nan"), "--at nan: say a time"),
    (("story", "a.json", "--at", "2", "--frames", "3"), "say one of them"),
    (("story", "--canon", "needle", "--size", "5000"), "16<=x<=4096"),
)


@pytest.mark.parametrize(("argv", "told"), WORDS, ids=lambda x: " ".join(x) if isinstance(x, tuple) else "")
def test_a_wrong_word_is_told_and_the_nearest_offered(cli: Cli, argv: tuple[str, ...], told: str) -> None:
    said = cli(*argv)
    assert (said.code, told in said.err) == (2, True), said.err


def test_a_place_and_a_view_are_checked_before_a_batch_begins(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"motif": MOTIF, "at": "nowhere"}, {"motif": MOTIF}]))
    told = cli("batch", "a.json", "--view", "nowhere", "--jobs", "1")
    assert told.code == 2
    assert "a.json: [0]: at: unknown landmark" in told.err
    assert "unknown view of the upper-arm 'nowhere'" in told.err


def test_a_bearer_and_a_sheet_go_into_a_pipe(cli: Cli) -> None:
    marks = json.dumps({"marks": [{"motif": MOTIF, "intensity": 0.3, "giver": "Anna"}]})
    picture = Image.open(io.BytesIO(cli("bearer", "-", *SMALL, "-o", "-", stdin=marks).raw))
    assert picture.size == (64, 64)
    assert "Anna" in picture.text["Description"]  # type: ignore[attr-defined]
    sheet = cli("sheet", "--motif", MOTIF, "--intensity", "0", "--skin", "3", *SMALL, "-o", "-")
    assert Image.open(io.BytesIO(sheet.raw)).format == "PNG"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("markgen rend", "render"),
        ("markgen render --motif hea", "heart"),
        ("markgen render --side r", "right"),
        ("markgen render --tone dev", "devotion"),
        ("markgen render --canon pho", "phoenix"),
        ("markgen render --region back --view sh", "shoulder-blade"),
        ("markgen render --canon phoenix --at sp", "spine"),
        ("markgen render on-back.json --at sp", "spine"),
        ("markgen render no-such.json --at acr", "acromion"),
        ("markgen bearer --view arm-o", "arm-outer"),
        ("markgen story --canon sun", "sun-to-phoenix"),
    ],
)
def test_shells_complete(tmp_path: Path, words: str, offered: str) -> None:
    profile(tmp_path, "on-back.json", region="back")
    asked = {"_MARKGEN_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
    done = python("-m", "markgen", cwd=tmp_path, env=asked)
    assert done.stdout.decode().split() == [f"plain,{offered}"]


def test_a_bearer_tells_of_a_mark_that_is_behind(cli: Cli) -> None:
    marks = [
        {"motif": MOTIF, "intensity": 0.2, "region": "chest"},
        {"motif": MOTIF, "intensity": 0.1, "region": "back"},
    ]
    told = cli("bearer", "-", *SMALL, stdin=json.dumps({"marks": marks}))
    assert told.code == 0
    assert told.err.count("not seen from here") == 1
    assert "on the back, and not seen from here" in told.err
