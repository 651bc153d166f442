"""What there is to choose from: motifs, tones, regions, bodies, styles, the canon; rows for people and programs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

KINDS = ("motifs", "tones", "regions", "bodies", "styles", "canon")


def rows(what: str, motifs: Iterable[Path] = ()) -> list[dict[str, Any]]:
    """Everything of a kind, each with at least its name: one of KINDS. motifs: further folders of motif files."""
    return _motifs(motifs) if what == "motifs" else _ROWS[what]()


def names(what: str, motifs: Iterable[Path] = ()) -> list[str]:
    """The names alone, for shells to complete."""
    return [str(row["name"]) for row in rows(what, motifs)]


def _motifs(folders: Iterable[Path]) -> list[dict[str, Any]]:
    from markgen.catalogue import catalogue

    return [{"name": m.name, "title": m.title} for m in catalogue(folders).values()]


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


_ROWS = {
    "tones": _tones,
    "regions": _regions,
    "bodies": _bodies,
    "styles": _styles,
    "canon": _canon,
}
