"""The views: where the camera stands, what it frames, and how the body is lit. Metres, in the figure's axes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from markgen.bake.figure import Figure, hanging, opened
from markgen.bake.mesh import Points

LENS, SENSOR = 100.0, 36.0
"""Focal length of a portrait lens, and the longer side of a full-frame sensor, mm."""


@dataclass(frozen=True)
class Light:
    """A soft box. place: right, up and towards the camera, in units of 2.5 frames. size: its sides in the same units.

    strength: brightness of a white card that faces it at the target. tint: linear RGB.
    """

    place: tuple[float, float, float]
    size: tuple[float, float]
    strength: float
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)


WINDOW, WARM = (0.985, 0.995, 1.0), (1.0, 0.96, 0.91)

LIMB_LIGHTS = (
    Light((-1.18, 0.66, 0.46), (0.85, 1.20), 1.00, WINDOW),
    Light((1.30, 0.20, 0.30), (1.20, 1.80), 0.07, WARM),
)
# On the inner forearm a cord stands up, and a lamp that grazes it would throw a hard band of shade along it.
WRIST_LIGHTS = (
    Light((-1.00, 0.72, 0.82), (1.05, 1.30), 0.92, WINDOW),
    Light((1.30, 0.20, 0.35), (1.20, 1.80), 0.13, WARM),
)
# Of the trunk: a window that models it, a broad soft fill, and a strip from behind that parts it from the backdrop.
FRONT_LIGHTS = (
    Light((-1.05, 0.78, 0.68), (0.95, 1.25), 0.86, WINDOW),
    Light((1.10, 0.10, 0.80), (1.20, 1.80), 0.11, WARM),
    Light((1.25, 0.55, -0.30), (0.55, 1.60), 0.40, WINDOW),
)
BACK_LIGHTS = (
    Light((-1.05, 0.90, 0.70), (1.40, 1.70), 0.90, WINDOW),
    Light((1.20, 0.10, 0.70), (1.40, 1.80), 0.18, WARM),
    Light((1.25, 0.45, -0.22), (0.55, 1.60), 0.60, WINDOW),
)

# Over a whole arm the window stands higher and grazes it more, so that muscles part.
ARM_LIGHTS = (
    Light((-1.06, 0.92, 0.56), (1.40, 1.70), 1.00, WINDOW),
    Light((1.30, 0.20, 0.30), (1.20, 1.80), 0.09, WARM),
)

# Beside a bare chest, the outer side of the arm would be the darker of both.
BESIDE_LIGHTS = (
    Light((-0.82, 0.84, 0.80), (0.86, 1.16), 1.00, WINDOW),
    Light((1.30, 0.20, 0.40), (1.20, 1.80), 0.13, WARM),
)
# The trunk would throw its shade on the inner side of an arm beside it.
INNER_LIGHTS = (
    Light((-0.62, 0.70, 1.10), (0.85, 1.20), 0.92, WINDOW),
    Light((1.30, 0.20, 0.30), (1.20, 1.80), 0.10, WARM),
)
# Along the ulna a lamp that grazes the forearm would throw a hard band of shade.
BEHIND_LIGHTS = (
    Light((-0.90, 0.84, 0.88), (1.60, 1.80), 0.88, WINDOW),
    Light((1.20, 0.10, 0.70), (1.40, 1.80), 0.18, WARM),
    Light((1.25, 0.45, -0.22), (0.55, 1.60), 0.60, WINDOW),
)
# Of the back seen from the arm's side: the hollow beside the spine would lie in the blade's own shade.
BLADE_LIGHTS = (
    Light((-0.86, 0.96, 0.84), (1.10, 1.40), 0.84, WINDOW),
    Light((1.20, 0.10, 0.70), (1.20, 1.80), 0.16, WARM),
    Light((1.25, 0.45, -0.22), (0.40, 1.60), 0.65, WINDOW),
)


@dataclass(frozen=True)
class View:
    """A picture to be taken.

    at: the place the camera aims at. towards: unit vector from there to the camera. up: roughly up in the picture.
    frame: height and width of the picture at the target, m. arm_only: whether the rest of the body is left out,
    where it would stand between the camera and the skin. ambient: strength of the even surrounding light.
    charts: which are seen. open_arm: whether the arm is raised and turned outwards.
    hanging: which arms hang, `l` or `lr`, as those of somebody who stands before a camera.
    tucked: whether the right arm, of which only a part would show from behind the trunk, is swung out of sight.
    dress: `trousers`, `top` (a band on two straps, and trousers), or nothing.
    """

    name: str
    at: Points
    towards: Points
    up: Points
    frame: float
    lights: tuple[Light, ...]
    arm_only: bool = False
    ambient: float = 0.12
    charts: tuple[str, ...] = field(default=())
    open_arm: bool = False
    hanging: str = ""
    tucked: bool = False
    dress: str = ""

    def camera(self) -> tuple[Points, Points, float]:
        """The camera's place, its axes as rows (right, up, back), and its distance from the target, m."""
        up = self.up - self.towards * (self.up @ self.towards)
        up = up / np.linalg.norm(up)
        distance = self.frame * LENS / SENSOR
        return self.at + self.towards * distance, np.stack([np.cross(up, self.towards), up, self.towards]), distance

    def falling(self, normal: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
        """Light on surfaces facing so, (..., 3) in the figure's axes, with nothing in its way."""
        _, axes, _ = self.camera()
        total = np.full(normal.shape[:-1], self.ambient, np.float32)
        for light in self.lights:
            way = unit(np.asarray(light.place) @ axes).astype(np.float32)
            total += np.float32(light.strength) * np.maximum(normal @ way + np.float32(0.25), 0) / np.float32(1.25)
        return total

    def project(self, points: Points) -> Points:
        """Points (n, 3) in the picture: right and up from its middle, in frames (-0.5 .. 0.5 is inside)."""
        eye, axes, distance = self.camera()
        seen = (points - eye) @ axes.T
        return seen[:, :2] / np.maximum(-seen[:, 2:], 1e-6) * distance / self.frame


def palm(figure: Figure) -> Points:
    """The way the palm and the inner wrist face, square to the forearm."""
    hand = figure.joints["l-hand"]
    out = np.cross(figure.joints["l-finger-5-1"] - hand, figure.joints["l-finger-2-1"] - hand)
    along = unit(figure.joints["l-elbow"] - hand)
    return unit(out - along * (out @ along))


def unit(vector: Points) -> Points:
    """The vector at length 1."""
    return vector / np.linalg.norm(vector)


CHARTED = "arm-close"
"""The outer arm without its hand: no picture is taken of it, but its charts are truest as seen from there."""
IMMODEST = ("arm-front", "arm-inner", "inner-arm")
# Pictures for which the arm hangs; the charts are made as the same views see it at rest.
HANGING = ("arm-outer", "arm-back", "arm-front", "upper-arm", "forearm-outer")
LIMBS = ("wrist", "forearm", "forearm-outer", "upper-arm")


def views(figure: Figure) -> dict[str, View]:
    """The views that are taken of a figure, by name: of one without a torso only those of its arm."""
    found = every_view(figure) | _hung(hanging(figure))
    if not figure.build.torso:
        return {name: found[name] for name in LIMBS}
    left_out = (CHARTED, *(IMMODEST if figure.build.gender == "female" else ()))
    return {name: view for name, view in found.items() if name not in left_out}


def every_view(figure: Figure) -> dict[str, View]:
    """All views of a figure at rest, taken or not: charts are made for some of them all the same."""
    found = _views(figure)
    if any(view.open_arm for view in found.values()):
        posed = _views(opened(figure))
        found = {name: posed[name] if view.open_arm else view for name, view in found.items()}
    return found


def _hung(figure: Figure) -> dict[str, View]:
    """The views of a hanging arm, of a figure whose arm hangs."""
    found = _views(figure)
    if figure.build.gender == "male" and figure.build.torso:
        # Of a man's broad arm the hairlines of a small mark would else be finer than a pixel.
        near = found["upper-arm"]
        found["upper-arm"] = replace(near, at=near.at + 0.018 * UP * figure.scale, frame=0.318 * figure.scale)
    fore = found["forearm-outer"]
    away = figure.joints["l-elbow"] - figure.joints["l-hand"]
    found["forearm-outer"] = replace(fore, at=fore.at + 0.14 * away)
    return {name: replace(found[name], hanging="l") for name in HANGING}


def _vec(x: float, y: float, z: float) -> Points:
    return np.array([x, y, z])


UP = _vec(0.0, 0.0, 1.0)


def _views(figure: Figure) -> dict[str, View]:
    """The views of a figure in the pose that it has, by name."""
    s, bare = figure.scale, not figure.build.torso
    rows = _arm_views(figure) if bare else [*_arm_views(figure), *_trunk_views(s)]
    found = {view.name: view for view in rows}
    if figure.build.gender == "female":
        found |= _modest(found, s)
    # The picture of the outer arm looks the same way, and is wider: from above the shoulder to the fingers' roots.
    close, ends = found[CHARTED], [figure.joints[f"l-{name}"] for name in ("shoulder", "finger-3-1")]
    at = np.mean(ends, axis=0) + (0.050 * UP + 0.030 * close.camera()[1][0]) * s
    found["arm-outer"] = replace(close, name="arm-outer", at=at, frame=0.68 * s)
    if bare:
        place = 0.25 * figure.joints["l-shoulder"] + 0.75 * figure.joints["l-elbow"]
        found["upper-arm"] = replace(found["upper-arm"], at=place, towards=unit(_vec(1, -0.2, 0.05)), frame=0.20 * s)
    return found


def _arm_views(figure: Figure) -> list[View]:
    s = figure.scale
    shoulder, elbow, hand = (figure.joints[f"l-{name}"] for name in ("shoulder", "elbow", "hand"))
    along = unit(elbow - hand)
    volar = palm(figure)
    side = np.cross(along, volar)
    bare = not figure.build.torso

    def tilted(degrees: float, facing: Points) -> Points:
        across = np.cross(along, facing)
        return np.asarray(along * np.cos(np.radians(degrees)) + across * np.sin(np.radians(degrees)))

    outer = unit(-volar + 0.35 * side)
    middle = (shoulder + hand) / 2
    inwards = unit(volar + 0.12 * side + 0.05 * along)
    dress = "" if bare else "top" if figure.build.gender == "female" else "trousers"
    return [
        View(
            "wrist", 0.045 * elbow + 0.955 * hand, inwards, tilted(-24, volar), 0.210 * s, WRIST_LIGHTS,
            charts=("wrist", "forearm"), arm_only=True,
        ),
        View(
            "forearm", 0.22 * elbow + 0.78 * hand, inwards, tilted(-24, volar), 0.32 * s, WRIST_LIGHTS,
            charts=("forearm", "wrist", "sleeve"), arm_only=True,
        ),
        View(
            "forearm-outer", 0.24 * elbow + 0.76 * hand, outer, tilted(20, outer), 0.34 * s, LIMB_LIGHTS,
            charts=("forearm-outer", "sleeve"), arm_only=True,
        ),
        View(
            "upper-arm", 0.58 * shoulder + 0.42 * elbow + _vec(0.004, 0.023, 0.008) * s, unit(_vec(0.80, 0.60, 0.10)),
            UP, 0.345 * s, BESIDE_LIGHTS, charts=("upper-arm", "sleeve"), arm_only=bare, dress=dress,
        ),
        View(
            "inner-arm", 0.36 * shoulder + 0.64 * elbow, unit(_vec(-0.30, -1, -0.05)), UP, 0.27 * s, LIMB_LIGHTS,
            charts=("inner-arm", "sleeve"), arm_only=bare, open_arm=True, dress=dress,
        ),
        View(
            CHARTED, middle + _vec(-0.02, 0.05, 0.025) * s, unit(_vec(0.87, 0.49, 0.08)), UP, 0.585 * s, ARM_LIGHTS,
            charts=("sleeve", "arm", "upper-arm", "forearm-outer"), arm_only=bare, dress=dress, tucked=True,
        ),
        View(
            "arm-inner", middle + _vec(-0.02, 0, 0.02) * s, unit(_vec(-0.25, -1, 0.0)), UP, 0.52 * s, INNER_LIGHTS,
            charts=("sleeve", "inner-arm", "forearm"), arm_only=bare, open_arm=True, dress=dress,
        ),
        View(
            "arm-front", middle + _vec(-0.02, 0, 0.055) * s, unit(_vec(0.45, -1, 0.06)), UP, 0.54 * s, LIMB_LIGHTS,
            charts=("sleeve", "arm", "upper-arm", "forearm"), arm_only=bare, dress=dress,
        ),
        View(
            "arm-back", middle + _vec(-0.06, 0.05, 0.079) * s, unit(_vec(0.45, 1, 0.10)), UP, 0.57 * s, BEHIND_LIGHTS,
            charts=("sleeve", "arm", "back", "forearm-outer"), arm_only=bare,
            dress="" if bare else "trousers",
        ),
    ]  # fmt: skip


def _trunk_views(s: float) -> list[View]:
    return [
        View("chest", _vec(0.105, -0.1, 1.352) * s, unit(_vec(0.16, -1, 0.06)), UP, 0.35 * s, FRONT_LIGHTS,
             charts=("chest", "neck")),
        View("collarbone", _vec(0.090, -0.05, 1.447) * s, unit(_vec(0.22, -1, 0.26)), UP, 0.20 * s, FRONT_LIGHTS,
             charts=("chest", "neck")),
        View("neck", _vec(0.110, -0.03, 1.415) * s, unit(_vec(0.55, -1, 0.12)), UP, 0.36 * s, FRONT_LIGHTS,
             charts=("neck", "chest", "sleeve")),
        View("back", _vec(0, 0.05, 1.302) * s, unit(_vec(-0.12, 1, 0.06)), UP, 0.48 * s, BACK_LIGHTS,
             charts=("back",), hanging="lr"),
        View("shoulder-blade", _vec(0.105, 0.08, 1.355) * s, unit(_vec(0.28, 1, 0.10)), UP, 0.28 * s, BLADE_LIGHTS,
             charts=("back", "sleeve"), hanging="lr"),
    ]  # fmt: skip


def _modest(found: dict[str, View], s: float) -> dict[str, View]:
    """Views that end above the breast, or stand behind the arm."""

    def moved(name: str, place: tuple[float, float, float], frame: float) -> View:
        return replace(found[name], at=np.array(place) * s, frame=frame * s)

    def behind(name: str, by: tuple[float, float, float], towards: tuple[float, float, float], frame: float) -> View:
        place = found[name].at + np.array(by) * s
        return replace(found[name], at=place, towards=unit(np.array(towards)), frame=frame * s, lights=LIMB_LIGHTS)

    return {
        "chest": moved("chest", (0.085, -0.07, 1.432), 0.225),
        "neck": moved("neck", (0.045, -0.03, 1.455), 0.245),
        "upper-arm": behind("upper-arm", (0.0, 0.0, 0.004), (0.74, 0.67, 0.10), 0.34),
        CHARTED: behind(CHARTED, (0.0, 0.0, 0.012), (0.74, 0.67, 0.08), 0.57),
    }


TURNS = 24


def turns(figure: Figure) -> dict[str, View]:
    """Views round the arm at even angles, turn-00 and on: it stands upright and leaves the frame at both ends."""
    s = figure.scale
    shoulder, hand = figure.joints["l-shoulder"], figure.joints["l-hand"]
    along = unit(shoulder - hand)
    start = unit(np.array([1.0, -0.2, 0.0]) - along * (along @ np.array([1.0, -0.2, 0.0])))
    side = np.cross(along, start)
    found = {}
    for k in range(TURNS):
        angle = 2 * np.pi * k / TURNS
        name = f"turn-{k:02d}"
        facing = start * np.cos(angle) + side * np.sin(angle)
        found[name] = View(
            name, 0.38 * shoulder + 0.62 * hand, facing, along, 0.42 * s, LIMB_LIGHTS,
            charts=("sleeve",), arm_only=True,
        )  # fmt: skip
    return found
