"""What a profile will become, and why, without drawing it."""

from __future__ import annotations

from typing import Any

from markgen import reading, regions, tone
from markgen.composer import resolve
from markgen.profile import Profile
from markgen.renderer import How, view_of


def explain(said: Profile) -> dict[str, Any]:
    """Facts by name, ready for JSON. InputError when the body has no view of the place."""
    place = regions.region(said.region)
    felt = resolve(said, place)
    mood = felt.mood
    at = mood.tone
    full = f"{place.width:.0f} x {place.height:.0f} mm"
    return {
        "title": reading.title(said),
        "reading": said.reading or reading.reading(said),
        "motif": said.motif,
        "intensity": said.intensity,
        "size_mm": round(felt.size, 1),
        "size_rule": "given as size_mm" if said.size_mm else f"8 mm x ({place.reach:.0f} / 8) ^ (intensity ^ 1.2)",
        "region": f"{place.title}, {full}, view {view_of(said, How())}",
        "tone": {"valence": at.valence, "arousal": at.arousal, "dominance": at.dominance},
        "tone_source": f"{tone.SOURCE}, ratings of {at.word!r}" if at.word else "given as numbers",
        "hand": f"{mood.hand.kind}, wobble {mood.hand.wobble:.2f}, corners {mood.hand.corners:.2f}",
        "light": f"{mood.light.kind}, glow {mood.light.glow:.2f}, shadow {mood.light.shadow:.2f}",
        "palette": list(mood.palette),
        "lines_mm": {tier: round(felt.line(tier), 2) for tier in ("bold", "mid", "fine")},
        "seed": said.seed,
    }
