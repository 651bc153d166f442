"""Writing the atlas: a file a view, and the index of regions and templates."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from markgen.bake.charts import SkinChart
from markgen.bake.figure import Figure
from markgen.bake.places import PLACES, carried, centre, landmarks, locate
from markgen.bake.views import View, views
from markgen.body.template import Chart, Template, decode, encode, recharted
from markgen.regions import GUIDES


def enter_girths(build: str, charts: Mapping[str, SkinChart], out: Path) -> None:
    """Enter how long the way round is on the charts of a build that close."""
    place = out.parent / "girths.json"
    held: dict[str, Any] = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {}
    for name, chart in charts.items():
        if chart.girth is not None:
            row = {"low": round(chart.girth.low, 2), "step": chart.girth.step}
            held.setdefault(name, {})[build] = row | {"mm": [round(mm, 2) for mm in chart.girth.mm]}
    place.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


def rechart(build: str, view: str, charts: Mapping[str, Chart], out: Path) -> int:
    """Put charts into a stored template in place of its own, and leave all else as it is; the bytes it takes."""
    place = out / f"{build}-{view}.zip"
    data = recharted(place.read_bytes(), charts)
    place.write_bytes(data)
    _enter(build, view, data, out)
    return len(data)


def _enter(build: str, view: str, data: bytes, out: Path) -> None:
    """Enter a template's file in the index."""
    row = {
        "build": build,
        "view": view,
        "file": f"{build}-{view}.zip",
        "bytes": len(data),
        "sha256": sha256(data).hexdigest(),
    }
    held = read(out)
    found = {(old["build"], old["view"]): old for old in held["templates"]} | {(build, view): row}
    builds = ("masculine", "feminine", "child")
    held["templates"] = sorted(found.values(), key=lambda r: builds.index(r["build"]))
    write(out, held)


def index(out: Path) -> Path:
    """Where the index of an atlas in this folder is."""
    return out.parent / "atlas.json"


def read(out: Path) -> dict[str, Any]:
    """The index, or an empty one."""
    place = index(out)
    found: dict[str, Any] = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {}
    return {"regions": found.get("regions", []), "templates": found.get("templates", [])}


def write(out: Path, held: Mapping[str, Any]) -> None:
    """Write the index, templates in the order of builds and views."""
    text = json.dumps(dict(held), indent=1) + "\n"
    index(out).write_text(text, encoding="utf-8")


def store(template: Template, view: View, out: Path) -> int:
    """Write a template and enter it in the index; the bytes it takes."""
    camera = {
        "at": [round(float(x), 5) for x in view.at],
        "towards": [round(float(x), 6) for x in view.towards],
        "frame_mm": round(view.frame * 1000, 3),
    }
    lights = {
        str(i): {"place": light.place, "size": light.size, "strength": light.strength, "tint": light.tint}
        for i, light in enumerate(view.lights)
    }
    data = encode(template, camera, lights)
    out.mkdir(parents=True, exist_ok=True)
    (out / f"{template.build}-{template.view}.zip").write_bytes(data)
    _enter(template.build, template.view, data, out)
    return len(data)


def enter_regions(figure: Figure, charts: Mapping[str, SkinChart], out: Path) -> None:
    """Measure the regions on a figure and enter those whose default view is stored; those whose charts are not among
    these stay as they were."""
    held = read(out)
    before = {row["name"]: row for row in held["regions"]}
    shots = {
        row["view"]: decode((out / row["file"]).read_bytes())
        for row in held["templates"]
        if row["build"] == figure.build.name
    }
    marks = landmarks(figure)
    rows = []
    for place in PLACES:
        if place.chart not in charts and place.name in before:
            rows.append(before[place.name])
            continue
        if place.chart not in charts or place.view not in shots or place.chart not in shots[place.view].charts:
            continue
        chart = charts[place.chart]
        middle = centre(place, figure, charts)
        seen = [view for view, shot in shots.items() if _sees(shot, place.chart, middle)]
        spots = {name: locate(chart, figure, mark) for name, mark in marks.items()}
        rows.append(
            {
                "name": place.name,
                "title": place.title,
                "chart": place.chart,
                "width": place.width or round(chart.period or 0, 1),
                "height": place.height,
                "centre": list(middle),
                "wraps": chart.period is not None,
                "period": None if chart.period is None else round(chart.period, 3),
                "view": place.view,
                "views": [place.view, *sorted(view for view in seen if view != place.view)],
                "landmarks": {name: [round(u, 1), round(v, 1)] for name, (u, v) in _there(spots)},
            }
        )
    others = {row["name"]: row["builds"] for row in held["regions"] if "builds" in row}
    held["regions"] = [row | ({"builds": others[row["name"]]} if row["name"] in others else {}) for row in rows]
    write(out, held)


def enter_spots(
    figure: Figure, charts: Mapping[str, SkinChart], model: Figure, drawn: Mapping[str, SkinChart], out: Path
) -> None:
    """Measure where the regions' centres, landmarks and guide lines are on another build than the model, on whose
    charts the lines were drawn, and enter them."""
    held = read(out)
    known, marks, places = views(figure), landmarks(figure), {place.name: place for place in PLACES}
    for row in held["regions"]:
        if row["view"] not in known or row["chart"] not in charts:
            continue
        chart = charts[row["chart"]]
        spots = {name: locate(chart, figure, mark) for name, mark in marks.items()}
        here: dict[str, Any] = {
            "centre": list(centre(places[row["name"]], figure, charts)),
            "landmarks": {name: [round(u, 1), round(v, 1)] for name, (u, v) in _there(spots)},
        }
        if row["name"] in GUIDES:
            on = (model, drawn[row["chart"]]), (figure, chart)
            here["guides"] = {name: carried(line, *on) for name, line in GUIDES[row["name"]].items()}
        row.setdefault("builds", {})[figure.build.name] = here
    write(out, held)


def _there(spots: Mapping[str, tuple[float, float] | None]) -> list[tuple[str, tuple[float, float]]]:
    return [(name, spot) for name, spot in spots.items() if spot is not None]


def _sees(shot: Template, name: str, middle: tuple[float, float]) -> bool:
    """Whether a view sees the middle of a region, and not too aslant. A sleeve is seen wherever its height is."""
    if name not in shot.charts:
        return False
    chart = shot.charts[name]
    good = chart.valid & (shot.normal[..., 2] > 0.25)
    gap = np.abs(chart.uv - np.asarray(middle, np.float32))
    if chart.period is not None:
        gap[..., 0] = 0
    return bool((good & (gap.max(-1) < 3)).any())
