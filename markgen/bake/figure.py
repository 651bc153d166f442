"""A posed, sharpened and twice subdivided body, ready to be charted and lit."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from markgen.bake import anatomy, source
from markgen.bake.builds import Build, shaped
from markgen.bake.mesh import Index, Points, neighbours, normals, smoothed, subdivide
from markgen.growth import smoothsteps

HEAD_TURN = 42.0
CHIN_LIFT = 14.0
STRAIGHTENED = 14.0
"""Degrees that the elbows are opened from the base pose, in which they are bent by 47."""
RAISED = 9.0
"""Degrees that the hands are bent back at the wrist from the base pose."""
CURLS = {2: (-9, 9, 4), 3: (-8, 17, 6), 4: (-4, 20, 7), 5: (-1, 20, 9)}
"""Degrees by which each finger's three joints are bent further than in the base pose: more towards the little one."""
CLOSED = 0.95
"""Share of the fingers' spread that is taken back."""
THUMB = (0.90, 0.38, -0.20)
"""Which way the thumb points: along the hand, to its own side, and out of the hand's back."""
NEARER, INWARDS, EXTENDED, PRONATED = 8.0, 14.0, 14.0, 14.0
"""Degrees by which a hanging arm is nearer the trunk than one at rest, turned inwards, opened and pronated."""
NIPPLE = 8454
FACE = ("jaw", "eye", "levator", "oculi", "oris", "orbicularis", "risorius", "special", "temporalis", "tongue")


@dataclass(frozen=True)
class Figure:
    """A body in metres, z up, facing -y, its left at +x.

    points, normals: (n, 3). faces: (f, 4), all quads. parts: what share of each vertex belongs to a part of
    the body, by name (arm, upper, fore, hand and shoulder of the left; right for the whole right arm, and right-fore
    for what lies past its elbow; head).
    joints: places of the left arm's and the trunk's joints. scale: stature over 1.78 m.
    """

    build: Build
    points: Points
    normals: Points
    faces: Index
    parts: Mapping[str, Points]
    joints: Mapping[str, Points]
    scale: float


def figure(build: Build) -> Figure:
    """Shape, pose, sharpen, carve and subdivide a body."""
    points, joints = shaped(build)
    faces = source.base()[1]
    scale = build.stature / 1.78
    mean = neighbours(faces, len(points))
    parts = {
        "upper": source.weight(("upperarm",), ".L"),
        "fore": source.weight(("lowerarm",), ".L"),
        "hand": source.weight(("wrist", "metacarpal", "finger"), ".L"),
        "shoulder": source.weight(("clavicle", "shoulder"), ".L"),
        "right": source.weight(("upperarm", "lowerarm", "wrist", "metacarpal", "finger"), ".R"),
        "right-fore": source.weight(("lowerarm", "wrist", "metacarpal", "finger"), ".R"),
        "head": source.weight(("head", *FACE)),
    }
    parts["arm"] = np.clip(parts["upper"] + parts["fore"], 0, 1)
    points, joints = _arms_lowered(points, joints, build.lowered)
    points, joints = _at_ease(points, joints)
    points = _calmed(points, joints, mean, scale)
    points = _head_turned(points, joints["neck"], smoothed(_turn(), mean, 6))
    points = _evened(points, mean, scale)
    points = _fuller(points, np.maximum(parts["arm"] + parts["hand"], parts["right"]), scale, build.loins)
    points = anatomy.sharpened(points, faces, mean, build.sharp * _where_sharp(points, parts, scale))
    for _ in range(2):
        step = subdivide(faces, len(points))
        points, faces = step.stencil @ points, step.faces
        parts = {name: step.stencil @ part for name, part in parts.items()}
    if build.carved:
        male = build.gender == "male" and build.torso
        points = anatomy.carved(points, normals(points, faces), joints, scale, build.carved, male)
    if build.gender == "male" and build.torso:
        points = anatomy.nippled(points, normals(points, faces), NIPPLE)
    joints = joints | {"l-nipple": points[NIPPLE], "r-nipple": points[NIPPLE] * [-1, 1, 1]}
    return Figure(build, points, normals(points, faces), faces, parts, joints, scale)


def opened(rest: Figure, raised: float = 20.0, turned: float = 62.0) -> Figure:
    """The figure with its left arm raised sideways and turned outwards, degrees, so that its inner side shows.

    Vertices and faces keep their numbers: the charts of the figure at rest are this one's too.
    """
    share = np.clip(rest.parts["arm"] + rest.parts["hand"], 0, 1)
    shoulder, elbow = rest.joints["l-shoulder"], rest.joints["l-elbow"]
    length = float(np.linalg.norm(elbow - shoulder))
    moving = ("l-elbow", "l-hand", "l-finger")
    names = [name for name in rest.joints if name.startswith(moving)]
    places = np.array([rest.joints[name] for name in names])

    def move(points: Points, much: Points) -> Points:
        axis = (elbow - shoulder) / length
        down = ((points - shoulder) @ axis / length + 0.05) / 0.65
        twist = np.radians(turned) * much * smoothsteps(down)
        off = points - shoulder
        cos, sin = np.cos(twist)[:, None], np.sin(twist)[:, None]
        off = off * cos + np.cross(axis, off) * sin + axis * (off @ axis)[:, None] * (1 - cos)
        return _about_front(off + shoulder, shoulder, np.radians(raised) * much)

    points = move(rest.points, share)
    joints = dict(rest.joints) | dict(zip(names, move(places, np.ones(len(names))), strict=True))
    return replace(rest, points=points, normals=normals(points, rest.faces), joints=joints)


def hanging(rest: Figure, arms: str = "l") -> Figure:
    """The figure with the left arm, or both (`lr`), as they hang on somebody who stands: `NEARER` to the trunk, turned
    inwards a little, the elbow less bent, and the back of the hand ahead.

    As of `opened`, vertices and faces keep their numbers.
    """
    points, joints = rest.points, dict(rest.joints)
    for letter in arms:
        limb, below, sign = ("arm", "fore", 1) if letter == "l" else ("right", "right-fore", -1)
        hand = rest.parts["hand"] if letter == "l" else 0
        moving = (f"{letter}-elbow", f"{letter}-hand", f"{letter}-finger")
        names = [name for name in joints if name.startswith(moving)]
        ends = np.array([float(not name.endswith("elbow")) for name in names])
        places = np.array([joints[name] for name in names])
        points = _hung(points, rest, letter, sign, np.clip(rest.parts[limb] + hand, 0, 1), rest.parts[below] + hand)
        joints |= dict(zip(names, _hung(places, rest, letter, sign, np.ones(len(names)), ends), strict=True))
    return replace(rest, points=points, normals=normals(points, rest.faces), joints=joints)


def _hung(points: Points, rest: Figure, letter: str, sign: int, share: Points, below: Points) -> Points:
    """Points of an arm, moved from rest to where it hangs. share: how far each belongs to the arm; below: to what
    lies past its elbow."""
    shoulder, elbow, hand = (rest.joints[f"{letter}-{name}"] for name in ("shoulder", "elbow", "hand"))
    upper, fore = elbow - shoulder, hand - elbow
    below = np.clip(below, 0, 1)
    past = (points - elbow) @ fore / float(fore @ fore)
    points = _about(points, elbow, fore, np.radians(sign * PRONATED) * below * smoothsteps(past, 0.0, 1.0))
    points = _about(points, elbow, np.cross(upper, fore), np.radians(-EXTENDED) * below)
    down = (points - shoulder) @ upper / float(upper @ upper)
    points = _about(points, shoulder, upper, np.radians(sign * INWARDS) * share * smoothsteps(down, 0.0, 0.8))
    return _about_front(points, shoulder, np.radians(-sign * NEARER) * share)


def tucked(rest: Figure, opened: float = 30.0) -> Figure:
    """The figure with its right arm swung forwards and its elbow opened, degrees: from behind its left shoulder, the
    trunk hides that arm."""
    share = smoothed(rest.parts["right"], neighbours(rest.faces, len(rest.points)), 12)
    shoulder, elbow, hand = (rest.joints[f"r-{name}"] for name in ("shoulder", "elbow", "hand"))
    past = (rest.points - elbow) @ (hand - elbow) / float((hand - elbow) @ (hand - elbow))
    lower = smoothsteps(past, -0.15, 0.15) * (share > 0.5)
    hinge = np.cross(elbow - shoulder, hand - elbow)
    points = _about(rest.points, elbow, hinge, np.radians(-opened) * lower)
    points = _about(points, shoulder, np.array([-1.0, 0.0, 0.0]), np.radians(rest.build.tuck) * share)
    return replace(rest, points=points, normals=normals(points, rest.faces))


def _evened(points: Points, mean: sparse.csr_matrix, scale: float) -> Points:
    """The flanks, the loins, the breastbone, the blades' lower ends and the space between them without the corners that
    the coarse mesh has there, the fold before the armpit less pinched by the arm's lowering, and the breast without its
    knob."""
    x, y, z = points.T / scale
    flank = smoothsteps(np.abs(x), 0.080, 0.115) * np.exp(-0.5 * ((z - 1.165) / 0.070) ** 2)
    flank *= np.clip(1 - source.weight(("upperarm", "lowerarm", "wrist", "metacarpal", "finger")), 0, 1)
    points = points + (smoothed(points, mean, 24) - points) * flank[:, None]
    between = np.exp(-0.5 * ((np.abs(x) - 0.060) / 0.040) ** 2 - 0.5 * ((z - 1.435) / 0.045) ** 2) * (y > 0)
    bone = np.exp(-0.5 * (x / 0.016) ** 2 - 0.5 * ((z - 1.345) / 0.060) ** 2) * (y < -0.05)
    corners = np.exp(-0.5 * ((np.abs(x) - 0.034) / 0.026) ** 2 - 0.5 * ((z - 1.272) / 0.022) ** 2) * (y < -0.05)
    most = np.clip(0.9 * between + 0.8 * bone + 0.9 * corners, 0, 0.9)
    points = points + (smoothed(points, mean, 7) - points) * most[:, None]
    loin = np.exp(-0.5 * (x / 0.070) ** 4 - 0.5 * ((z - 1.110) / 0.085) ** 4) * (y > 0)
    points = points + (smoothed(points, mean, 14) - points) * 0.85 * loin[:, None]
    blades = np.exp(-0.5 * ((np.abs(x) - 0.080) / 0.036) ** 2 - 0.5 * ((z - 1.300) / 0.048) ** 2) * (y > 0)
    points = points + (smoothed(points, mean, 10) - points) * 0.85 * blades[:, None]
    folds = np.array([[0.200, -0.045, 1.345], [-0.200, -0.045, 1.345]]) * scale
    gap = np.min([np.linalg.norm(points - place, axis=1) for place in folds], axis=0)
    fold = np.exp(-0.5 * (gap / (0.024 * scale)) ** 2)
    points = points + (smoothed(points, mean, 6) - points) * 0.8 * fold[:, None]
    nipples = points[NIPPLE] * np.array([[1, 1, 1], [-1, 1, 1]])
    gap = np.min([np.linalg.norm(points - place, axis=1) for place in nipples], axis=0)
    knob = np.exp(-0.5 * (gap / (0.013 * scale)) ** 2)
    return np.asarray(points + (smoothed(points, mean, 16) - points) * knob[:, None])


def _fuller(points: Points, limbs: Points, scale: float, much: float) -> Points:
    """The trunk drawn out sideways by a share, most at the waist."""
    share = much * np.exp(-0.5 * ((points[:, 2] / scale - 1.140) / 0.062) ** 2) * np.clip(1 - 1.5 * limbs, 0, 1)
    return np.stack([points[:, 0] * (1 + share), points[:, 1], points[:, 2]], 1)


def _turn() -> Points:
    """How much of the head's turn each vertex takes: none at the chest, all at the skull."""
    shares = {"neck01": 0.2, "neck02": 0.5, "neck03": 0.8, "head": 1.0}
    total = sum(share * source.weight((bone,)) for bone, share in shares.items())
    return np.clip(total + source.weight(FACE), 0, 1)


def _where_sharp(points: Points, parts: Mapping[str, Points], scale: float) -> Points:
    """Where the unsharp mask works: not on the head and fingers, most on arms, little along the midline."""
    fingers = source.weight(("metacarpal", "finger", "toe", "foot"))
    arms = np.clip(source.weight(("upperarm", "lowerarm")), 0, 1)
    mask = np.clip(1 - parts["head"], 0, 1) * np.clip(1 - 0.8 * fingers, 0, 1)
    mask *= np.clip((points[:, 2] / points[:, 2].max() - 0.5) / 0.08, 0, 1) * (1 + 0.9 * arms)
    back, x = points[:, 1] > -0.02, points[:, 0] / scale
    calm = np.where(back, 0.85 * np.exp(-0.5 * (x / 0.045) ** 2), 0.5 * np.exp(-0.5 * (x / 0.03) ** 2))
    nipple = points[NIPPLE] * np.array([[1, 1, 1], [-1, 1, 1]])
    # The folds between arm and trunk come of the arm's lowering, not of anatomy.
    for side in (1, -1):
        gap = np.linalg.norm(points - np.array([0.212 * side, -0.062, 1.368]) * scale, axis=1) / scale
        mask = mask * (1 - 0.95 * np.exp(-0.5 * (gap / 0.042) ** 2))
        gap = np.hypot(x - 0.088 * side, points[:, 2] / scale - 1.285)
        mask = mask * (1 - 0.75 * back * np.exp(-0.5 * (gap / 0.045) ** 2))
    for centre in nipple:
        gap = np.linalg.norm(points - centre, axis=1) / scale
        mask = mask * (1 - 0.85 * np.exp(-0.5 * (gap / 0.032) ** 2))
    return np.asarray(mask * (1 - calm))


def _arms_lowered(points: Points, joints: dict[str, Points], degrees: float) -> tuple[Points, dict[str, Points]]:
    """Both upper arms turned down about the shoulders. The angle is blended, not the matrices: nothing shrinks."""
    points, joints = points.copy(), dict(joints)
    for side, sign, letter in ((".L", 1, "l"), (".R", -1, "r")):
        share = source.weight(("upperarm", "lowerarm", "wrist", "metacarpal", "finger"), side)
        centre = joints[f"{letter}-shoulder"]
        points = _about_front(points, centre, -sign * np.radians(degrees) * share)
        for name in joints:
            if name.startswith((f"{letter}-elbow", f"{letter}-hand", f"{letter}-finger")):
                joints[name] = _about_front(joints[name][None], centre, np.array([-sign * np.radians(degrees)]))[0]
    return points, joints


def _at_ease(points: Points, joints: dict[str, Points]) -> tuple[Points, dict[str, Points]]:
    """Elbows less bent, fingers closer together and half curled: arms that hang, not arms that are shown."""
    points, joints = points.copy(), dict(joints)

    def turn(
        bones: tuple[str, ...], names: tuple[str, ...], side: str, centre: str, axis: Points, degrees: float
    ) -> None:
        share = source.weight(bones, side)
        moved = np.flatnonzero(share)
        place = joints[centre]
        points[moved] = _about(points[moved], place, axis, np.radians(degrees) * share[moved])
        for name in joints:
            if name.startswith(names):
                joints[name] = _about(joints[name][None], place, axis, np.array([np.radians(degrees)]))[0]

    for side, letter, sign in ((".L", "l", 1), (".R", "r", -1)):
        shoulder, elbow, hand = (joints[f"{letter}-{name}"] for name in ("shoulder", "elbow", "hand"))
        hinge = np.cross(elbow - shoulder, hand - elbow)
        lower, ends = ("lowerarm", "wrist", "metacarpal", "finger"), (f"{letter}-hand", f"{letter}-finger")
        turn(lower, ends, side, f"{letter}-elbow", hinge, -STRAIGHTENED)
        first, last = (joints[f"{letter}-{name}"] for name in ("finger-2-1", "finger-5-1"))
        turn(lower[1:], ends[1:], side, f"{letter}-hand", last - first, -sign * RAISED)
        hand, first, last = (joints[f"{letter}-{name}"] for name in ("hand", "finger-2-1", "finger-5-1"))
        palm, middle = np.cross(last - hand, first - hand), joints[f"{letter}-finger-3-1"] - hand
        for finger, curls in CURLS.items():
            ray = joints[f"{letter}-finger-{finger}-4"] - joints[f"{letter}-finger-{finger}-1"]
            flat = ray - palm * (ray @ palm) / (palm @ palm)
            spread = math.degrees(math.atan2(np.cross(middle, flat) @ palm / np.linalg.norm(palm), middle @ flat))
            for part, curl in enumerate(curls, 1):
                centre = f"{letter}-finger-{finger}-{part}"
                bones = tuple(f"finger{finger}-{k}" for k in range(part, 4))
                names = tuple(f"{letter}-finger-{finger}-{k}" for k in range(part + 1, 6))
                if part == 1:
                    turn(bones, names, side, centre, palm, -CLOSED * spread)
                turn(bones, names, side, centre, last - first, sign * curl)
        # The thumb lies beside the forefinger and points down with it, its back outwards.
        down, out = middle / np.linalg.norm(middle), -sign * palm / np.linalg.norm(palm)
        across = first - last - down * ((first - last) @ down)
        across = across / np.linalg.norm(across)
        ray = joints[f"{letter}-finger-1-4"] - joints[f"{letter}-finger-1-1"]
        wanted = THUMB[0] * down + THUMB[1] * across + THUMB[2] * out
        axis = np.cross(ray, wanted)
        angle = math.degrees(math.atan2(float(np.linalg.norm(axis)), float(ray @ wanted)))
        bones, names = ("finger1",), tuple(f"{letter}-finger-1-{k}" for k in (2, 3, 4))
        turn(bones, names, side, f"{letter}-finger-1-1", axis, angle)
    return points, joints


def _calmed(points: Points, joints: Mapping[str, Points], mean: sparse.csr_matrix, scale: float) -> Points:
    """Elbows and wrists without the corners and dents that the base mesh has there; what is anatomy is carved after."""
    soft = smoothed(points, mean, 5)
    for joint, radius, much in (("elbow", 0.034, 0.8), ("hand", 0.026, 0.85)):
        for letter in "lr":
            gap = np.linalg.norm(points - joints[f"{letter}-{joint}"], axis=1) / scale
            share = much * np.clip(1 - np.maximum(gap - radius, 0) / 0.035, 0, 1)
            points = points + (soft - points) * share[:, None]
    return points


def _about(points: Points, centre: Points, axis: Points, angle: Points) -> Points:
    """Points (n, 3), each turned about an axis through a place by its own angle (n,), radians."""
    axis = axis / np.linalg.norm(axis)
    off = points - centre
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]
    return np.asarray(centre + off * cos + np.cross(axis, off) * sin + axis * (off @ axis)[:, None] * (1 - cos))


def _about_front(points: Points, centre: Points, angle: Points) -> Points:
    p = points - centre
    x = p[:, 0] * np.cos(angle) - p[:, 2] * np.sin(angle)
    z = p[:, 0] * np.sin(angle) + p[:, 2] * np.cos(angle)
    return np.stack([x, p[:, 1], z], 1) + centre


def _head_turned(points: Points, neck: Points, share: Points) -> Points:
    """The chin lifted and the head turned to the body's right, so that no picture has a face."""
    x, y, z = (points - neck).T
    angle = np.radians(CHIN_LIFT) * share
    y, z = z * np.sin(angle) + y * np.cos(angle), z * np.cos(angle) - y * np.sin(angle)
    angle = np.radians(-HEAD_TURN) * share
    x, y = x * np.cos(angle) - y * np.sin(angle), x * np.sin(angle) + y * np.cos(angle)
    return np.stack([x, y, z], 1) + neck
