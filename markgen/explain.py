"""What a profile will become, and why, without drawing it."""

from __future__ import annotations

from typing import Any

from markgen import growth, place, reading, regions, tone
from markgen.composer import resolve
from markgen.profile import Profile
from markgen.renderer import How, view_of


def explain(said: Profile) -> dict[str, Any]:
    """Facts by name, ready for JSON. InputError when the body has no view of the place."""
    region = regions.region(said.region, said.build)
    felt = resolve(said, region)
    mood = felt.mood
    at = mood.tone
    full = f"{region.width:.0f} x {region.height:.0f} mm"
    return {
        "title": reading.title(said),
        "reading": said.reading or reading.reading(said),
        "motif": said.motif,
        "intensity": said.intensity,
        "size_mm": round(felt.size, 1),
        "size_rule": "given as size_mm" if said.size_mm else _grown(said.intensity, region.reach),
        "region": f"{region.title}, {full}, view {view_of(said, How())}",
        **({"place": place.told(said, region)} if said.at is not None else {}),
        "tone": {"valence": at.valence, "arousal": at.arousal, "dominance": at.dominance},
        "tone_source": f"{tone.SOURCE}, ratings of {at.word!r}" if at.word else "given as numbers",
        "hand": f"{mood.hand.kind}, wobble {mood.hand.wobble:.2f}, corners {mood.hand.corners:.2f}",
        "light": f"{mood.light.kind}, glow {mood.light.glow:.2f}, shadow {mood.light.shadow:.2f}",
        "palette": list(mood.palette),
        "lines_mm": {tier: round(felt.line(tier), 2) for tier in ("bold", "mid", "fine")},
        "seed": said.seed,
    }


def _grown(intensity: float, reach: float) -> str:
    """How a size comes of an intensity, as `growth.size` has it; reach: mm, what the region can give."""
    rule = f"8 mm x ({reach:.0f} / 8) ^ (intensity ^ 1.2)"
    return rule if intensity >= growth.APPEARS else f"smoothstep(intensity / {growth.APPEARS:g}) x {rule}"
