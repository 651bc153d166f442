"""markgen turns a feeling into a soul mark: layered SVG artwork, and a tattoo on real-looking skin.

    import markgen
    picture = markgen.render({"motif": "flame", "tone": "devotion", "intensity": 0.9, "region": "upper-arm"})
    picture.save("flame.png")

Names are imported when they are first used, so that `import markgen` costs nothing.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markgen.composer import compose as compose
    from markgen.errors import InputError as InputError
    from markgen.errors import MarkgenError as MarkgenError
    from markgen.errors import MotifError as MotifError
    from markgen.errors import ProfileError as ProfileError
    from markgen.mark import Mark as Mark
    from markgen.profile import Profile as Profile
    from markgen.renderer import flat as flat
    from markgen.renderer import render as render
    from markgen.renderer import save as save

__version__ = "0.1.0"

_HOME = {
    "Profile": "markgen.profile",
    "Mark": "markgen.mark",
    "save": "markgen.renderer",
    "compose": "markgen.composer",
    "flat": "markgen.renderer",
    "render": "markgen.renderer",
    "InputError": "markgen.errors",
    "MarkgenError": "markgen.errors",
    "MotifError": "markgen.errors",
    "ProfileError": "markgen.errors",
}
__all__ = [
    "InputError",
    "Mark",
    "MarkgenError",
    "MotifError",
    "Profile",
    "ProfileError",
    "__version__",
    "compose",
    "flat",
    "render",
    "save",
]

# In a checkout the motifs stand beside this package; in a wheel they are inside it.
if not (Path(__file__).parent / "motifs").is_dir():
    __path__.append(str(Path(__file__).parent.parent))


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'markgen' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
