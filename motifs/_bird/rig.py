"""The bird's rig in its own units: a spine, two wings, a tail and a crest, posed, and fitted to the ground."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from markgen.draw import Chance, curve, smooth, turned
from markgen.motifs._bird.feathers import Fan, crowded, on, plumes, slotted, vaned
from markgen.motifs._bird.keys import (
    FAR,
    GIRTH,
    KNOTS,
    LEGS,
    LESSER,
    LOOKING_BACK,
    NEAR,
    RANKS,
    SPINE,
    UPPER,
    WingKeys,
)
from markgen.motifs._bird.manner import POSTURES, SLENDER, manner
from markgen.motifs._bird.plumage import Plumage
from markgen.motifs._bird.plume import Plume, plume
from markgen.motifs._bird.train import PLACES, Lie, Place, lying
from markgen.values import Feeling, Ground, Outline, Points

Floats = NDArray[np.float64]


class Rig:
    """One bird: the rig in its units, and the fit to the ground in mm."""

    def __init__(self, ground: Ground, feeling: Feeling, chance: Chance) -> None:
        self.feeling, self.chance, self.manner = feeling, chance, manner(feeling)
        self.paint = Plumage(feeling, self.manner)
        shape = chance("structure")
        self.mirror = -1.0 if shape.random() < 0.5 else 1.0
        self.sway = shape.uniform(-1, 1, 8)
        fitting = POSTURES if ground.height < 1.4 * ground.width else SLENDER
        self.posture = fitting[int(shape.integers(0, 1 << 16)) % len(fitting)]
        self.tilt = 7.0 * self.sway[7] + self.posture.tilt
        self.back = self.manner.back or self.posture.back
        crayon_hand = feeling.mood.hand.kind == "crayon" and feeling.style.fill == "natural"
        self.wax = crayon_hand or feeling.style.fill == "wax"
        self.great = feeling.form == "phoenix"
        # Other styles shade in their own way; but blackwork has the same blacks.
        self.painted = feeling.style.name == "natural"
        self.blacked = self.painted or feeling.style.fill in ("black", "flats")
        # The silhouette of a painted one opens: what it ends in thins out into the skin.
        self.open = self.painted * feeling.birth(0.22, 0.28)
        # A small mark has no room for what is finest.
        self.close = float(np.clip((feeling.size - 60) / 50, 0, 1))
        self.teeth = 4 + round(self.close)
        # A faint bird glides as a swallow does; then it perches, about to lift off.
        glide = (0.5 + 0.12 * self.sway[4]) * (1 - 0.65 * feeling.birth(0.12, 0.5))
        lifted = (0.4 if self.great else 0.19) + 0.06 * self.sway[4]
        self.pose = (0.55 if self.great else glide) + lifted * feeling.birth(0.0, 1.0)

        # A young bird that glides keeps its neck short.
        spine = self._posed(LOOKING_BACK if self.back else SPINE, 1.0 if self.great else 0.35)
        spine[1:4, 0] += np.array([0.6, 1.6, 1.2]) * self.sway[5]
        self.spine = smooth(spine, 80)
        plump = (0.5 + 0.5 * feeling.birth(0.08, 0.2)) * (1 + 0.2 * self.manner.soft - 0.2 * self.back)
        # A faint bird is slim, but its neck is never a thread.
        slim = 1 - (1 - plump) * np.array([0.0, 0.2, 0.6, 1, 1, 1, 1, 1])
        self.girth = np.interp(np.linspace(0, 1, 80), np.linspace(0, 1, 8), slim * self._posed(GIRTH))
        # A young bird's head is large at first, a phoenix's small.
        first = 0.78 if self.great else 1.2
        head = first + (1 - first) * feeling.birth(0.1, 0.3)
        self.radius = (4.1 + 5.2 * self.great) * head * (1 + 0.2 * self.manner.soft - 0.2 * self.manner.droop)
        # A posture is carried by the wings that are open enough to carry it.
        spread = 0.4 + 0.6 * self.pose
        turns = 7 * self.sway[1] + self.posture.near * spread, 8 * self.sway[2] + self.posture.far * spread
        self._wings(*turns)
        # Young tail feathers are blades; barbs take over from them.
        self.sickled = 1 - feeling.birth(0.28, 0.3)
        self.lie = self._lying()
        self.places = self._places()
        self.tail = [self._course(place) for place in self.places]
        self.plumes = [self._plume(k) for k in range(len(self.tail))]
        self.crest = self._crest()
        self.fallen, self.sparks = self._fallen(), self._sparks()
        self._fit(ground)
        # A mark that reaches over the shoulder blades lies along them.
        lies = float(np.clip((feeling.size - 160) / 160, 0, 1)) * self.great
        near, far = ("right-blade", "left-blade")[:: int(self.mirror)]
        if lies and near in ground.guides and far in ground.guides:
            self._wings(*turns, self.units(ground.guides[near]), self.units(ground.guides[far]), lies)
            self.sparks = self._sparks()
            self._fit(ground)

    def _wings(
        self, near: float, far: float, over: Points | None = None, under: Points | None = None, lies: float = 0.0
    ) -> None:
        """Both wings, turned by so many degrees. over, under: a line for the near arm to lie along, and for the far;
        lies: how far they do."""
        self.near_arm, self.near = self._wing(NEAR, 1.0, "near", near, over, lies)
        self.far_arm, self.far = self._wing(FAR, -1.0, "far", far, under, lies)

    def _laid(self, arm: Points, line: Points, lies: float) -> Points:
        """The arm moved up or down on to a line, on from where that begins; beyond its end it goes on as it was."""
        tilt = np.radians(self.tilt)
        upright, along = turned(arm, tilt), turned(line, tilt)
        out = np.sign(upright[-1, 0] - upright[0, 0])
        x, over = out * (upright[:, 0] - upright[0, 0]), out * (along[:, 0] - upright[0, 0])
        order = np.argsort(over)
        meets = (x > over.min()) & (x < over.max())
        if not meets.any():
            return arm
        off = np.interp(x, over[order], along[order, 1]) - upright[:, 1]
        u = np.linspace(0, 1, len(arm))
        # It leaves the joint where that is, and is on the line halfway.
        lift = np.interp(u, np.append(0.0, u[meets]), np.append(0.0, off[meets]))
        upright[:, 1] += np.clip(lift, -16, 16) * lies * np.clip(u / 0.4, 0, 1)
        return turned(upright, -tilt)

    def birth(self, born: float, span: float = 0.15) -> float:
        """How far a detail born at that intensity has swelled in."""
        return self.feeling.birth(born, span)

    def _posed(self, keys: Iterable[ArrayLike], share: float = 1.0) -> Floats:
        """Keys for crouch, spread and bowed, mixed. share: how much of the pose it follows."""
        crouch, spread, bowed = (np.asarray(k, float) for k in keys)
        lifted = crouch + (spread - crouch) * self.pose * share
        mixed: Floats = lifted + (bowed - lifted) * self.manner.droop * (0.75 + 0.25 * self.pose)
        return mixed

    def _wing(
        self, keys: WingKeys, hand: float, name: str, turn: float, line: Points | None, lies: float
    ) -> tuple[Points, list[Fan]]:
        """The arm; and its flight feathers, then coverts, each rank over the roots of the one before."""
        arm = smooth(self._posed(keys.arm), 60)
        arm = turned(arm - arm[0], np.radians(turn)) + arm[0]
        if line is not None:
            laid = smooth(self._laid(arm, line, lies)[[0, *range(12, 60, 12), 59]], 60)
            # Its feathers turn with it.
            was, is_ = arm[-1] - arm[0], laid[-1] - laid[0]
            turn += float(np.degrees(np.arctan2(was[0] * is_[1] - was[1] * is_[0], was @ is_)))
            arm = laid
        angles, lengths = self._posed(keys.angles) + turn, self._posed(keys.lengths) * (1.1 + 0.07 * self.sway[6])
        spike, soft = self.manner.spike, self.manner.soft
        fans = []
        sparse = 0.6 if self.feeling.style.fill == "none" else 0.2
        for rank, (n, share, born) in enumerate(RANKS):
            r = self.chance("wing", name, rank)
            u = np.linspace(1 - 0.06 * rank, 0.03, n) ** 0.85
            # Van der Corput order: the first feathers are spread over the wing, later ones fill between.
            order = np.array([int(f"{i:05b}"[::-1], 2) / 32 for i in range(n)])
            # A row of coverts comes in as one; where there is nothing but lines, few feathers will do for long.
            grown = self.feeling.births(born + (0.04 if rank else sparse) * order, 0.22 if rank else 0.14)
            # The first primary carries on the stroke of the arm from the start.
            full = np.where((np.arange(n) == 0) & (rank == 0), 1.0, grown)
            a = np.interp(u, KNOTS, angles) + r.normal(0, 1.8 + 2.5 * spike, n) - hand * 3.0 * rank
            rough = 1 + r.normal(0, 0.045 + 0.05 * spike, n)
            reach = np.interp(u, KNOTS, lengths) * share * rough * (0.12 + 0.88 * full)
            flick = hand * (-10 - 34 * u * self.pose) * (1.0, 0.5, 0)[rank]
            mid = plumes(on(arm, u), a, reach, hand * (26 - 50 * u), flick, (10, 8, 7)[rank])
            half = mid.shape[1] // 2
            spread = np.hypot(*(mid[:-1, half] - mid[1:, half]).T)
            gap = np.interp(u[::-1], ((u[:-1] + u[1:]) / 2)[::-1], spread[::-1])
            crowd = np.minimum(n / max(float(grown.sum()), 1.0), 2.6) ** (0.85 if rank == 0 else 0.45)
            width = (
                np.clip(
                    gap * (1.7 + 0.3 * self.great), 1.7 + 0.7 * (rank == 0), (7.4 + 4.6 * self.great, 6.4, 5.8)[rank]
                )
                * crowd
                * grown**0.8
                * (1 - 0.15 * spike)
            )
            width *= 1 + 0.3 * np.clip((10 - np.arange(n)) / 5, 0, 1) * (rank == 0)
            # A phoenix has broad ones, that lie over each other almost to their tips.
            point = (0.62 - 0.32 * self.great, 0.5 - 0.2 * self.great, 0.35)[rank] + 0.36 * spike - 0.2 * soft
            fan = vaned(mid, width, point, grown, hand, 0.40)
            fans.append(slotted(fan) if rank == 0 else fan)
        for row, (n, share) in enumerate(LESSER):
            u = np.linspace(0.985, 0.0, n) + 0.35 / n * (row % 2)
            reach = np.interp(u, KNOTS, lengths) * share + 0.8
            a = np.interp(u, KNOTS, angles) - hand * (10 + 5 * row)
            mid = plumes(on(arm, u), a, reach, np.full(n, hand * 10.0), np.zeros(n), 5)
            spread = np.hypot(*(mid[:-1, 2] - mid[1:, 2]).T) * 1.25
            grown = np.full(n, self.birth(0.46 + 0.05 * row, 0.2))
            fans.append(vaned(mid, np.append(spread, spread[-1]) * grown, 0.7, grown, hand))
        return arm, fans

    def _lying(self) -> Lie:
        """The flow of its tail."""
        young = 0.55 + 0.45 * self.birth(0.15, 0.5)
        long = (0.46 + 0.62 * self.pose) * young * (1 - 0.25 * self.manner.soft)
        # It falls down the spine, however the bird above it leans.
        hang = -30 * (1 - self.pose) * (1 - self.manner.droop) + 7 * self.sway[3] + self.posture.tail
        hang = 0.35 * hang - 0.75 * self.tilt if self.great else hang
        return lying(self.chance, self.spine[-1], long, 0.3 + 0.7 * self.pose, hang)

    def _places(self) -> list[Place]:
        """Where its tail feathers lie, from the hindmost: the long ones are under the short, but for some."""
        r = self.chance("tail")
        kept = PLACES[: 5 + int(r.integers(0, 2)) if self.great else 5]
        over = [-place.reach + 0.16 * r.normal() for place in PLACES]
        return [kept[k] for k in np.argsort(over[: len(kept)])]

    def _course(self, place: Place) -> tuple[Points, float]:
        """The path of a tail feather, and how far it has grown."""
        grown = self.birth(place.born, 0.22)
        curled = self.pose * (1 - 0.4 * self.manner.droop) * grown
        return self.lie.course(place, grown, curled, self.chance("tail", PLACES.index(place))), grown

    def _plume(self, k: int) -> Plume:
        """The barbs of a tail feather, which come once it has grown."""
        path, grown = self.tail[k]
        place = self.places[k]
        r = self.chance("plume", PLACES.index(place))
        barbed = self.birth(0.2, 0.35) * grown
        # Beside the coverts a plume is seen from its root on.
        hidden = min(0.24 / place.reach, 0.45) * float(np.clip(1.6 - abs(place.side), 0.25, 1))
        return plume(path, barbed, place.stout, self.eyed(k), self.great, hidden, r)

    def eyed(self, k: int) -> float:
        """How far the eye of fire of a phoenix's tail feather is open, 0 to 1."""
        return self.birth(0.42, 0.3) * self.tail[k][1] * self.great

    def _crest(self) -> Fan:
        r = self.chance("crest")
        n = (4, 5, 5)[int(r.integers(0, 3))]
        i = np.linspace(0, 1, n)
        born = np.where(np.arange(n) % 2 == 0, 0.0, 0.12 + 0.3 * r.permutation(n) / n)
        grown = self.feeling.births(born if self.great else 0.12 + 0.8 * born, 0.2)
        root = np.stack([-0.34 + 1.2 * i, -0.88 + 0.55 * i**2], axis=1) * self.radius
        # The second leads; the others are each of a length of its own.
        turns = np.array([0.62, 1.12, 0.78, 0.5, 0.36])[:n]
        reach = (16 + 28 * self.pose) * turns * r.uniform(0.9, 1.1, n) * (0.5 + 0.5 * grown)
        reach = reach * (1 - 0.45 * self.manner.soft)
        lie = 80 * self.manner.droop - 12 * self.manner.spike
        mid = plumes(root, lie - 52 + 52 * i, reach, 84 - 44 * i, -70 + 40 * i + r.normal(0, 12, n), 15)
        # A faint phoenix is told by three plumes, and they are broad.
        broad = 11.0 + self.great * (2 + 14 * (1 - self.birth(0.15, 0.3)))
        fan = vaned(mid, broad / n * r.uniform(0.8, 1.2, n) * grown, 0.9, grown)
        stem = (0.24 + 0.76 * np.sin(np.pi * crowded(15) ** 2.2))[None, :, None]
        inner, outer = mid + (fan.inner - mid) * stem, mid + (fan.outer - mid) * stem
        mid, inner, outer = (self.head_at(p / self.radius) for p in (mid, inner, outer))
        return Fan(mid, inner, outer, grown)

    def head_at(self, points: ArrayLike) -> Points:
        """Points of the head, in units of its radius round its centre, facing left."""
        nod = -4 + 5 * self.sway[0] - 38 * self.manner.droop
        p = np.asarray(points, float)
        nodded = turned(p.reshape(-1, 2), np.radians(nod)) * [-1.0 if self.back else 1.0, 1.0]
        made: Points = nodded.reshape(p.shape) * self.radius + self.spine[0]
        return made

    def leg(self, which: int) -> tuple[Points, Points, Points, float]:
        """The near (0) or far (1) leg: its hip, its heel, its ankle, and the foot's turn in degrees."""
        hip, heel, ankle, (turn, _) = self._posed(LEGS[which])
        return hip, heel, ankle, float(turn)

    def _fallen(self) -> Fan:
        """Feathers that a bowed bird has lost."""
        r = self.chance("fallen")
        n = 4
        spot = (np.array([(-38, 34), (38, 38), (-31, 58), (43, 62)]) + r.normal(0, 3, (n, 2))) * (0.7 + 0.3 * self.pose)
        bowed = float(np.clip(2.5 * self.manner.droop - 0.75, 0, 1))
        grown = self.feeling.births(np.array([0.42, 0.5, 0.58, 0.66]), 0.2) * bowed
        bend, flick = r.uniform(-60, 60, (2, n))
        mid = plumes(spot, r.uniform(20, 160, n), 17.0 * grown, bend, flick, 12)
        return vaned(mid, 4.4 * grown, 0.55, grown, 1.0, 0.4)

    def _sparks(self) -> Fan:
        """Embers that rise from the wingtips and from the tail's ends."""
        r = self.chance("sparks")
        n = 44
        # Of a burnt bird alone.
        lit = self.manner.ash > 0 and self.feeling.style.fill == "natural" and not self.wax
        grown = self.feeling.births(0.5 + 0.2 * r.random(n), 0.3) * float(lit)
        tips = np.concatenate([fan.mid[:9, [-3, -1]] for fan in (self.near[0], self.far[0])])
        ends = np.concatenate([tips, np.stack([path[[-6, -1]] for path, _ in self.tail])])
        ends = ends[r.integers(0, len(ends), n)]
        # They rise, fewer and smaller the farther they have come.
        far = r.random(n) ** 1.6
        at = ends[:, 1] + r.normal(0, 2.5, (n, 2)) + (far * 15)[:, None] * [0.0, -1.0]
        turn = -90 + r.normal(0, 35, n)
        mid = plumes(at, turn, (2.6 - 1.8 * far) * grown, r.uniform(-80, 80, n), np.zeros(n), 7)
        return vaned(mid, (0.85 - 0.5 * far) * grown, 0.9, grown)

    def _fit(self, ground: Ground) -> None:
        rings = [fan.rings().reshape(-1, 2) for fan in (self.near[0], self.far[0], self.crest)]
        # What is loose makes room for itself as it grows.
        base = self.spine[-1]
        grown = [each for each in self.plumes if each.grown > 0]
        rings += [p.reshape(-1, 2) for each in grown for p in (each.locks, each.barbs, each.wisps)]
        for loose in (self.fallen, self.sparks):
            rings.append((base + (loose.rings() - base) * loose.grown[:, None, None]).reshape(-1, 2))
        cloud = np.concatenate([*rings, *(p for p, g in self.tail if g > 0), self.spine, self.head_at(UPPER)])
        cloud = turned(cloud, np.radians(self.tilt))
        low, high = cloud.min(0), cloud.max(0)
        wide, tall = high - low
        room = min(ground.width / wide, ground.height / tall) * 0.97
        self.k = min(self.feeling.size * 0.97 / max(wide, tall), room)
        self.middle = (low + high) / 2
        # Its back lies on the middle of the ground (on a back, that is the spine) as far as there is room beside it.
        axis = turned(self.spine[45:], np.radians(self.tilt))[:, 0].mean() - self.middle[0]
        slack = (ground.width / self.k - wide) / 2 + 0.015 * max(wide, tall)
        self.middle[0] += np.clip(axis, -slack, slack)
        self.centre = ground.centre

    def curve(self, points: ArrayLike) -> Outline:
        """A closed curve through points (mm), its handles as coarse as `mm` is."""
        made = curve(points)
        return Outline(made.points.round(1), curved=True) if self.feeling.size > 150 else made

    def units(self, points: ArrayLike) -> Points:
        """Points on the ground, mm, in the bird's units: what `mm` takes."""
        p = (np.asarray(points, float) - self.centre) / [self.mirror * self.k, self.k] + self.middle
        return turned(p, -np.radians(self.tilt))

    def mm(self, points: ArrayLike) -> Floats:
        """The bird's units to mm on the ground."""
        p = np.asarray(points, float)
        tilted = turned(p.reshape(-1, 2), np.radians(self.tilt)).reshape(p.shape)
        made: Floats = (tilted - self.middle) * [self.mirror * self.k, self.k] + self.centre
        # On a large mark a tenth of a millimetre is finer than its finest line, and the file is a fifth smaller.
        return made.round(1) if self.feeling.size > 150 else made
