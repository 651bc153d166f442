"""The builds: which shape targets, in what shares, and what stature make each body.

All take the three ancestries of the base mesh in equal parts, so that no tone of skin belongs to one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from markgen.bake import source
from markgen.bake.mesh import Points

ANCESTRIES = ("african", "asian", "caucasian")


@dataclass(frozen=True)
class Build:
    """A body to be.

    gender, age: of the macro targets. muscle, weight: shares of the macro blends, each adding up to 1.
    ideal: share of the targets for ideal proportions. stature: m. extra: further targets and their shares.
    lowered: degrees that the upper arms are lowered from the base pose (48 below the horizontal).
    sharp: strength of the anatomy's unsharp mask; carved: of the authored ridges and hollows.
    loins: share by which the trunk is wider at the waist than the targets have it.
    tuck: degrees that the right arm is swung forwards where it is to be out of sight.
    heel: how far past the wrist its chart reaches, m: less where the heel of the hand stands out and would stretch it.
    torso: whether pictures may show the torso at all.
    """

    name: str
    gender: str
    age: str
    muscle: Mapping[str, float]
    weight: Mapping[str, float]
    ideal: float
    stature: float
    extra: Mapping[str, float] = field(default_factory=dict)
    lowered: float = 22.0
    sharp: float = 1.0
    carved: float = 1.0
    loins: float = 0.0
    tuck: float = 21.0
    heel: float = 0.035
    torso: bool = True


def both(**targets: float) -> dict[str, float]:
    """Targets of both arms: `upperarm_muscle_incr` becomes `arms/l-upperarm-muscle-incr` and its twin."""
    return {f"arms/{side}-{name.replace('_', '-')}": share for name, share in targets.items() for side in "lr"}


BUILDS: Mapping[str, Build] = MappingProxyType(
    {
        build.name: build
        for build in (
            Build(
                name="masculine",
                gender="male",
                age="young",
                muscle={"averagemuscle": 0.50, "maxmuscle": 0.50},
                weight={"averageweight": 0.25, "minweight": 0.75},
                ideal=0.6,
                stature=1.78,
                loins=0.085,
                heel=0.020,
                extra={
                    "torso/torso-muscle-pectoral-incr": 0.35,
                    "torso/torso-muscle-dorsi-incr": 0.15,
                    "torso/measure-waist-circ-incr": 0.40,
                    **both(upperarm_fat_decr=0.40, lowerarm_fat_decr=0.50, lowerarm_muscle_decr=0.20),
                    **{f"hands/{side}-hand-fingers-length-incr": 0.22 for side in "lr"},
                },
            ),
            Build(
                name="feminine",
                gender="female",
                age="young",
                muscle={"averagemuscle": 0.7, "maxmuscle": 0.3},
                weight={"averageweight": 0.75, "minweight": 0.25},
                ideal=0.6,
                stature=1.66,
                loins=0.06,
                tuck=31.0,
                sharp=0.8,
                carved=0.72,
            ),
            Build(
                name="child",
                gender="male",
                age="child",
                muscle={"averagemuscle": 1.0},
                weight={"averageweight": 1.0},
                ideal=0.0,
                stature=1.25,
                sharp=0.5,
                carved=0.3,
                torso=False,
            ),
        )
    }
)


def shaped(build: Build) -> tuple[Points, dict[str, Points]]:
    """The body's vertices in metres, standing on z = 0 in the base pose, and its joints."""
    points = source.base()[0].copy()
    for ancestry in ANCESTRIES:
        source.push(points, f"macrodetails/{ancestry}-{build.gender}-{build.age}", 1 / 3)
    for muscle, share in build.muscle.items():
        for weight, part in build.weight.items():
            kind = f"{build.gender}-{build.age}-{muscle}-{weight}"
            source.push(points, f"macrodetails/universal-{kind}", share * part)
            source.push(points, f"macrodetails/proportions/{kind}-idealproportions", share * part * build.ideal)
    for target, share in build.extra.items():
        source.push(points, target, share)
    joints = source.joints(points)
    body = points[: source.BODY_VERTICES]
    low, high = body[:, 1].min(), body[:, 1].max()
    scale = build.stature / (high - low)

    def placed(x: Points) -> Points:
        return source.upright((x - [0, low, 0]) * scale)

    return placed(body), {name: placed(place) for name, place in joints.items()}
