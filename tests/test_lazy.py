"""Regular expressions that wait until they are used, and those that are compiled in a quicker form first."""

import gc
import pkgutil
import re
import sys
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cnlint
from cnlint import lazy as lazies
from cnlint.lazy import is_plain, lazy, quickened

ROOT = Path(__file__).parent.parent


def test_a_lazy_expression_does_what_a_compiled_one_does() -> None:
    expression, text = lazy(r"^(?P<two>[一-鿿]{2})$", re.MULTILINE), "上海\n广州\nand"
    assert [found.span("two") for found in expression.finditer(text)] == [(0, 2), (3, 5)]
    assert expression.sub("", text) == "\n\nand"
    assert expression.match(text, 3) is not None


def test_nothing_is_compiled_before_the_first_use() -> None:
    broken = lazy("[")
    with pytest.raises(re.error):
        broken.search("")


# --- quicker forms


def test_in_plain_texts_words_beyond_latin_1_are_han() -> None:
    """Every character that a text may have beside others and still be plain is of both classes or of none."""
    word = re.compile(r"[^\x00-\xff\W]")
    for char in filter(is_plain, map(chr, range(sys.maxunicode + 1))):
        assert bool(word.match(char)) == ("\u3400" <= char <= "\u9fff") == ("\u4e00" <= char <= "\u9fff"), hex(
            ord(char)
        )


@pytest.mark.parametrize(
    "text",
    ["", "上海，市 a1", "据本报讯（记者 方宁）：“３·１５”".replace("３", "3").replace("１５", "15"), "café\n", "■…—　"],
)
def test_most_texts_are_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "char", ["あ", "Ａ", "０", "①", "〇", "々", "한", "㐀", "\uf900", "\U00020000", "\U0002fffe", "Ж", "ā"]
)
def test_texts_with_other_letters_are_not(char: str) -> None:
    assert not is_plain(f"上海{char}")


@pytest.mark.parametrize(
    ("pattern", "quick"),
    [
        (r"[A-Z]+|\u3400", None),
        (r"[\u4e00-\u9fff]{2}", r"[^\x00-\xff\W]{2}"),
        ("[一-鿿]{2}", r"[^\x00-\xff\W]{2}"),
        (r"[·\u3400-\u9fff/]", r"(?:[^\x00-\xff\W]|[·/])"),
        (r"[^\u3400-\u9fff]", r"(?:(?![^\x00-\xff\W])[\s\S])"),
        (r"[^\d\u3400-\u9fff]", r"(?:(?![^\x00-\xff\W])[^\d])"),
        (r"[](一-鿿]", r"(?:[^\x00-\xff\W]|[](])"),
        (r"\[[一-鿿]\]", r"\[[^\x00-\xff\W]\]"),
        (r"[-一-鿿]", None),  # what it might change it leaves alone
        (r"[·一-鿿-】]", None),
        (r"[一-鿿^]", None),
    ],
)
def test_quicker_forms(pattern: str, quick: str | None) -> None:
    assert quickened(pattern) == quick


def quick_ones() -> list[tuple[str, int]]:
    """The expressions of the package that have a quicker form, with their flags."""
    for module in pkgutil.walk_packages(cnlint.__path__, "cnlint."):
        if module.name != "cnlint.__main__":
            import_module(module.name)
    found = (vars(one) for one in gc.get_objects() if type(one) is lazies._Lazy)
    kept = {(one["_pattern"], one["_flags"]) for one in found}
    return sorted(one for one in kept if isinstance(one[0], str) and quickened(one[0]) is not None)


QUICK = quick_ones()
LINES = [
    line
    for path in (*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests/pages/raw").glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if is_plain(line)
]


def test_most_expressions_with_han_ranges_have_a_quicker_form() -> None:
    assert len(QUICK) > 25


@pytest.mark.parametrize(("pattern", "flags"), QUICK)
@settings(max_examples=20)
@given(data=st.data())
def test_quicker_forms_match_the_same(pattern: str, flags: int, data: st.DataObject) -> None:
    exact, quick = re.compile(pattern, flags), re.compile(quickened(pattern) or "", flags)
    told = sorted(set(re.sub(r"\\u[0-9a-f]{4}", "", pattern)) | set("春耕市3a，。：（）\n"))
    made = data.draw(st.text(filter_plain(told), max_size=30))
    for text in (made, *data.draw(st.lists(st.sampled_from(LINES), max_size=20))):
        spans = [[found.regs for found in expression.finditer(text)] for expression in (exact, quick)]
        assert spans[0] == spans[1]


def filter_plain(chars: list[str]) -> str:
    return "".join(filter(is_plain, chars))


def test_the_quicker_form_gives_way_where_it_does_not_serve() -> None:
    expression = lazy(r"[\u4e00-\u9fff]+")
    assert expression.search("春耕") and not expression.search("あ")
    assert [found[0] for found in expression.finditer("春あ耕")] == ["春", "耕"]


def test_the_quicker_form_gives_way_to_long_texts() -> None:
    expression = lazy(r"[\u4e00-\u9fff]+")
    for _ in range(3):
        found = expression.match("春" * 9_000)
        assert found and found.end() == 9_000
    assert found.re.pattern == r"[\u4e00-\u9fff]+"
