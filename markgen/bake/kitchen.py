"""The whole bake of a build, step by step."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from markgen.bake import front, garment, hand, relief, stage, store
from markgen.bake.builds import BUILDS, Build
from markgen.bake.charts import SkinChart, Surveyor, chart, plans
from markgen.bake.cycles import Quality, photograph, surveyed
from markgen.bake.figure import Figure, hanging, opened, tucked
from markgen.bake.figure import figure as figured
from markgen.bake.maps import charted, template
from markgen.bake.places import PLACES, clearings, landmarks, locate
from markgen.bake.report import table, written
from markgen.bake.views import View, turns
from markgen.bake.views import views as views_of
from markgen.errors import InputError, unknown
from markgen.regions import GUIDES, MODEL

DRAFT = Quality(512, 384, 6, 5)
TURNING = Quality(512, 256, 7, 5)
"""Of the views round the arm: there are many, and they are shown small."""

LAID = ("forearm", "forearm-outer", "arm")
"""Charts by whose millimetres fine relief is laid, in every view."""


def bake(
    build: Build, names: tuple[str, ...], out: Path, *, report: bool = False, draft: bool = False, only: bool = False
) -> None:
    """Bake the named views, or all that stand, of a build, for the atlas; `turntable` is all round the arm.

    only: the charts alone are made, and put into the templates there are. report: nothing is made; the charts are
    measured, and the table of the build is printed and written.
    """
    figure = figured(build)
    standing, around = views_of(figure), turns(figure)
    views = {**standing, **around}
    if "turntable" in names:
        names = (*(name for name in names if name != "turntable"), *around)
    clear = clearings(figure)
    for name in names:
        if name not in views:
            raise InputError(unknown("view", name, views))
    survey = Surveyor(figure)
    # A few views need but their own charts and those that relief is laid by; the table is of all.
    wanted = {key for view in views.values() for key in view.charts}
    if names and not report:
        wanted &= {*LAID, *(key for name in names for key in views[name].charts)}
    charts = {name: chart(survey, plan) for name, plan in plans(figure).items() if name in wanted}
    if report:
        text = table(build.name, charts.values())
        print(text)
        written(build.name, text, out.parents[2] / "docs" / "atlas-distortion.md")
        return
    sides = hand.sides(figure)
    drawn = _reliefs(figure, charts)
    for name in names or tuple(standing):
        start = time.perf_counter()
        view = views[name]
        stands = stance(figure, view)
        here = {key: part for key, part in (charts | sides).items() if key in view.charts or key in drawn}
        worn = garment.worn(figure, stands, top=view.dress == "top") if view.dress else None
        shown = stage.staged(stands, view, here, drawn, worn)
        quality = DRAFT if draft else TURNING if name in around else Quality()
        periods = {key: part.period for key, part in here.items()}
        if only:
            found = charted(shown, *surveyed(shown.subject, view, quality), periods, view.charts)
            size = store.rechart(build.name, name, found, out)
        else:
            passes = photograph(shown.subject, view, quality)
            made = template(figure, stands, view, shown, passes, periods, drawn, view.charts, clear)
            size = store.store(made, view, out)
        print(f"{build.name} {name}: {size / 1024:.0f} KiB, {time.perf_counter() - start:.0f} s", flush=True)
    store.enter_girths(build.name, charts, out)
    if build.name == MODEL:
        store.enter_regions(figure, charts, out)
    else:
        model = figured(BUILDS[MODEL])
        lined = {place.chart for place in PLACES if place.name in GUIDES}
        survey = Surveyor(model)
        lines = {name: chart(survey, plan) for name, plan in plans(model).items() if name in lined & set(charts)}
        store.enter_spots(figure, charts, model, lines, out)


def stance(figure: Figure, view: View) -> Figure:
    """The figure at rest as a view has it stand."""
    if view.open_arm:
        return opened(figure)
    stands = hanging(figure, view.hanging) if view.hanging else figure
    return tucked(stands) if view.tucked else stands


def _reliefs(figure: Figure, charts: Mapping[str, SkinChart]) -> dict[str, relief.Relief]:
    """The fine relief of a figure's arm and hand, by the chart that it is drawn in."""
    strength = {"masculine": 1.0, "feminine": 0.6, "child": 0.25}[figure.build.name]
    own = hand.hand(figure)
    drawn = {hand.PALM: hand.palm(own), hand.BACK: hand.back(own, strength)}
    if "forearm" in charts:
        drawn["forearm"] = relief.inner(figure.scale, strength)
    if "forearm-outer" in charts:
        drawn["forearm-outer"] = relief.outer(figure.scale, strength)
    if "arm" in charts:
        point = locate(charts["arm"], figure, landmarks(figure)["elbow"], 0.05) or (0.0, 0.0)
        drawn["arm"] = relief.elbow(figure.scale, strength, point)
    if "neck" in charts:
        drawn["neck"] = front.neck(figure, charts["neck"])
    if "chest" in charts:
        drawn["chest"] = front.breast(figure, charts["chest"])
    return drawn
