"""Regular expressions that wait until they are used."""

import re

import pytest

from cnlint.lazy import lazy


def test_a_lazy_expression_does_what_a_compiled_one_does() -> None:
    expression, text = lazy(r"^(?P<two>[一-鿿]{2})$", re.MULTILINE), "上海\n广州\nand"
    assert [found.span("two") for found in expression.finditer(text)] == [(0, 2), (3, 5)]
    assert expression.sub("", text) == "\n\nand"
    assert expression.match(text, 3) is not None


def test_nothing_is_compiled_before_the_first_use() -> None:
    broken = lazy("[")
    with pytest.raises(re.error):
        broken.search("")
