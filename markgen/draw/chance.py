"""Chance, in named streams: the same name and seed give the same numbers, whatever was drawn before."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np


@dataclass(frozen=True)
class Chance:
    """All the randomness of one mark.

    `chance("feather", 17)` is a fresh generator that depends on the seed and that name alone, so a mark
    that grows keeps the feathers it had.
    """

    seed: int

    def __call__(self, *name: str | int) -> np.random.Generator:
        """The generator of the stream called `name`."""
        digest = blake2b(repr((self.seed, *name)).encode(), digest_size=16).digest()
        return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "little")))
