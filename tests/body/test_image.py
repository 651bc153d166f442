"""Images: quick ways give what the plain ones would."""

from __future__ import annotations

import numpy as np
import pytest

from markgen.body import image


def noise(*shape: int) -> np.ndarray:
    return np.random.Generator(np.random.PCG64(5)).standard_normal(shape, np.float32)


@pytest.mark.parametrize("side", [8, 64])
def test_a_spectrum_is_that_of_numpy(side: int) -> None:
    field = noise(side, side)
    assert image.spectrum(field) == pytest.approx(np.fft.rfft2(field), abs=1e-4 * side)


def test_the_nearest_pixel_is_found_for_those_that_ask() -> None:
    there = np.zeros((9, 12), np.bool_)
    there[2, 3] = there[7, 9] = True
    asked = ~there
    asked[:, 6:8] = False
    rows, columns = np.nonzero(asked)
    far = [np.hypot(rows - y, columns - x) for y, x in ((2, 3), (7, 9))]
    found = image.beside(there, asked)
    clear = np.abs(far[0] - far[1]) > 1
    assert clear.sum() > 50
    assert (found == np.where(far[0] < far[1], 2 * 12 + 3, 7 * 12 + 9))[clear].all()


@pytest.mark.parametrize("cores", [1, 2])
@pytest.mark.parametrize("height", [1, 31, 32, 100])
def test_strips_are_all_rows_once(cores: int, height: int) -> None:
    count = np.zeros(height, int)

    def work(rows: slice) -> None:
        count[rows] += 1

    with image.threads(cores):
        image.in_strips(work, height)
    assert (count == 1).all()


@pytest.mark.parametrize("cores", [1, 2])
def test_what_is_made_at_once_comes_in_order_and_a_fault_is_heard(cores: int) -> None:
    with image.threads(cores):
        assert image.at_once(*(lambda k=k: k for k in range(9))) == list(range(9))
        with pytest.raises(ZeroDivisionError):
            image.at_once(lambda: 1, lambda: 1 / 0)
