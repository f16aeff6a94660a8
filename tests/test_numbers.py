"""Tables of small numbers: what was stored is found, by loops and arrays alike, and hardly anything else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.structure.numbers import MOST, SEGMENT, Numbers, mixed
from training.numbers import build

KEYS = st.integers(0, (1 << 64) - 1)


@given(st.dictionaries(KEYS, st.integers(1, MOST), max_size=300), st.lists(KEYS, max_size=20))
def test_every_key_has_the_number_that_it_was_given(found: dict[int, int], others: list[int]) -> None:
    table = Numbers(build(found))
    assert {key: table.of(key) for key in found} == found
    asked = [*found, *others]
    assert table.of_all(np.array(asked, np.uint64)).tolist() == [table.of(key) for key in asked]


def test_of_ten_thousand_other_keys_few_seem_to_have_one() -> None:
    table = Numbers(build({mixed(key): 1 + key % MOST for key in range(40_000)}))
    # Eleven bits of mark: about one in two thousand.
    assert sum(table.of(mixed(key)) > 0 for key in range(100_000, 110_000)) < 20


def test_an_empty_table_has_none() -> None:
    assert Numbers(bytes(6 * SEGMENT)).of(7) == 0


@pytest.mark.parametrize("number", [0, MOST + 1])
def test_a_number_that_does_not_fit_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="1 to 31"):
        build({1: number})
