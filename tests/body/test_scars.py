"""A scar changes the skin where it is, and nowhere else, on every tone."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.body import picture, scars

SIGHT = picture.Sight("masculine", "upper-arm", 128, mirrored=False)


def scar() -> scars.Relief:
    share = np.zeros((128, 128), np.float32)
    share[40:90, 60:66] = 1
    return scars.Relief(share, 0.5 * share, age=9.0)


@pytest.mark.parametrize("tone", range(1, 11))
def test_skin_beside_a_scar_stays_as_it_is(tone: int) -> None:
    lit = picture.bare(SIGHT, tone).lit
    cut = scars.scarred(lit, scar(), mm_per_px=1.0)
    beside = np.ones((128, 128), bool)
    beside[38:92, 58:68] = False
    for before, after in ((lit.albedo, cut.albedo), (lit.light, cut.light), (lit.gloss, cut.gloss)):
        assert np.allclose(before[beside], after[beside], atol=1e-6)


@pytest.mark.parametrize("tone", [1, 5, 10])
def test_an_old_scar_is_paler_than_its_skin(tone: int) -> None:
    lit = picture.bare(SIGHT, tone).lit
    cut = scars.scarred(lit, scar(), mm_per_px=1.0)
    assert (cut.albedo[60:70, 62:64] > lit.albedo[60:70, 62:64]).all()
