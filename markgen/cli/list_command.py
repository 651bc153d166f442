"""markgen list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from markgen.cli.options import OneOf

KINDS = ("motifs", "tones", "regions", "bodies", "styles", "canon")


@click.command("list")
@click.argument("what", type=OneOf("list", lambda: KINDS, closed=True), metavar=f"[{'|'.join(KINDS)}]")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--debug", is_flag=True, help="Show the traceback when something fails.")
def command(what: str, as_json: bool, debug: bool) -> None:
    """List motifs, tones, regions, bodies, styles or the canon."""
    import json

    rows = _ROWS[what]()
    if as_json:
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    width = max(len(str(row["name"])) for row in rows) if rows else 0
    for row in rows:
        click.echo(f"{row['name']:{width}}  {_told(what, row)}".rstrip())


def names(what: str) -> list[str]:
    """The names alone, for shells to complete."""
    return [str(row["name"]) for row in _ROWS[what]()]


def _told(what: str, row: dict[str, Any]) -> str:
    if what == "tones":
        axes = "  ".join(f"{k[0].upper()} {row[k]:+.2f}" for k in ("valence", "arousal", "dominance"))
        return f"{axes}  {row['gloss']}"
    if what == "regions":
        marks = ", ".join(row["landmarks"])
        return (
            f"{row['width_mm']:.0f} x {row['height_mm']:.0f} mm  views: {', '.join(row['views'])}; landmarks: {marks}"
        )
    if what == "bodies":
        return f"views: {', '.join(row['views'])}"
    return str(row["title"])


def _motifs() -> list[dict[str, Any]]:
    from markgen.catalogue import catalogue

    return [{"name": m.name, "title": m.title} for m in catalogue().values()]


def _tones() -> list[dict[str, Any]]:
    from markgen import tone

    return [
        {
            "name": t.name,
            "valence": t.valence,
            "arousal": t.arousal,
            "dominance": t.dominance,
            "gloss": t.gloss,
            "source": f"{tone.SOURCE}, ratings of the word {t.word!r}",
        }
        for t in tone.tones()
    ]


def _regions() -> list[dict[str, Any]]:
    from markgen import regions

    return [
        {
            "name": r.name,
            "title": r.title,
            "width_mm": r.width,
            "height_mm": r.height,
            "wraps": r.wraps,
            "view": r.view,
            "views": list(r.views),
            "landmarks": {k: list(v) for k, v in r.landmarks.items()},
        }
        for r in regions.regions()
    ]


def _bodies() -> list[dict[str, Any]]:
    from markgen import regions

    return [{"name": build, "views": list(views)} for build, views in regions.bodies().items()]


def _styles() -> list[dict[str, Any]]:
    from markgen import style

    return [{"name": s.name, "title": f"lines {s.fine} / {s.mid} / {s.bold} mm; {s.gloss}"} for s in style.STYLES]


def _canon() -> list[dict[str, Any]]:
    from markgen.canon import canon

    return [{"name": name, "title": said["reading"], "profile": dict(said)} for name, said in canon().items()]


_ROWS: dict[str, Callable[[], list[dict[str, Any]]]] = {
    "motifs": _motifs,
    "tones": _tones,
    "regions": _regions,
    "bodies": _bodies,
    "styles": _styles,
    "canon": _canon,
}
