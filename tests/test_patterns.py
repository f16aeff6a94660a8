"""Pattern rules: what a pattern needs is known before it runs, and it never runs longer than it may."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from cnlint.findings import Edit
from cnlint.patterns import matches
from cnlint.rulebook.patterntree import nests_unbounded_repeats, triggers


@pytest.mark.parametrize(
    "pattern",
    [
        r"\p{Han}{2}",
        r"甲*",
        r"甲?乙{0,3}",
        r"甲|\d",
        r"[^甲]",
        r"(?!甲)\p{Han}",
        r"(?:甲乙){e<=1}",
        r"(.)\1",
        r"[一-龥]",
        r"(?i)a",
        r"(?i)[ⅰ-ⅲ]",
        r"\w+",
        r"[[:digit:]]",
        r"(?V1)[甲--\d]|.",
    ],
)
def test_patterns_that_may_match_anywhere(pattern: str) -> None:
    assert triggers(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "required"),
    [
        ("，", "，"),
        ("[，。]{2}", "。，"),
        (r"(?<=\p{Han}),", ","),
        (r"下转第\d+版", "下"),
        ("(?:甲|乙)丙?", "乙甲"),
        ("(甲|乙)+丙", "丙"),
        ("(甲|乙)+的", "甲乙"),  # 的 stands everywhere
        (r"\d+(?=版)", "版"),
        ("(?i)a的、", "的"),
        ("，甲", "甲"),
        ("(?x) 甲 # 乙", "甲"),
        ("(?V1)[[甲乙]--[乙]]", "乙甲"),
        ("(?r)甲乙", "甲"),
        ("(?>甲)|(?=乙)", "乙甲"),
        ("[甲-甴]", "甲申甴"),
    ],
)
def test_triggers(pattern: str, required: str) -> None:
    assert sorted(triggers(pattern)) == sorted(required)


ALPHABET = "甲乙aAſⅰⅠ，,ß "
ATOMS = st.one_of(
    st.sampled_from(list("甲乙aAſⅠ，,ß")),
    st.text(alphabet="甲乙aⅰ，", min_size=1, max_size=3).map(lambda chars: f"[{chars}]"),
    st.sampled_from(["[^甲]", ".", r"\p{Han}", r"\s", "[a-c]", r"\w", "(?!甲)", "(?<=乙)", "^", "$", r"\b"]),
)


def grown(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(parts, min_size=1, max_size=3).map("".join),
        st.lists(parts, min_size=2, max_size=3).map(lambda branches: f"(?:{'|'.join(branches)})"),
        st.builds(
            "({}){}".format,
            parts,
            st.sampled_from(["", "?", "{0}", "{1,2}", "{2}", "{0,1}+", "??", "{e<=1}", "{i<=1}"]),
        ),
        st.builds("({}{})".format, st.sampled_from(["?=", "?<=", "?!", "?<!", "?>", "?i:", "?:"]), parts),
    )


PATTERNS = st.builds(
    "{}{}".format, st.sampled_from(["", "(?i)", "(?V1)", "(?V1i)", "(?r)", "(?x)"]), st.recursive(ATOMS, grown)
)


@given(PATTERNS, st.text(alphabet=ALPHABET, max_size=12))
def test_no_match_without_a_trigger(pattern: str, text: str) -> None:
    try:
        expression = regex.compile(pattern)
    except regex.error:  # such as a repeat of a repeat
        return
    required = triggers(pattern)
    without = "".join(char for char in text if char not in required)
    if required:
        assert expression.search(without, timeout=5) is None


@pytest.mark.parametrize("pattern", ["(?:a+b?)*", "(a*)*", "((?:ab)+|c)+d", "(?=(a+)+b)", "(?:a{2,})+", "(?:a+)*+"])
def test_nested_unbounded_repeats(pattern: str) -> None:
    assert nests_unbounded_repeats(pattern)


@pytest.mark.parametrize("pattern", ["a+b+", "(?:a++b)*", "(?:a{1,9}b)*", "(?:(?>a+)b)*", "(?:a+){2}", "(?:a(?=b+))*"])
def test_repeats_that_may_stand(pattern: str) -> None:
    assert not nests_unbounded_repeats(pattern)


def test_matches_in_regions_only() -> None:
    text = "甲，乙\n甲，乙\n甲，乙"
    found = list(matches("，", None, text, [(0, 3), (8, 11)], 5))
    assert [(match.start, match.end) for match in found] == [(1, 2), (9, 10)]
    assert list(matches("^，|，$|乙\n", None, text, [(1, 3), (4, 6)], 5)) == [
        found[0],
        found[0]._replace(start=5, end=6),
    ]


def test_what_a_message_may_say() -> None:
    [match] = matches(r"(?P<day>昨|今)日,(?P<rest>x)?", r"\g<day>日，", "在昨日,晴", [(0, 5)], 5)
    assert match.params == {"found": "昨日,", "wanted": "昨日，", "day": "昨", "rest": ""}
    assert match.edits == (Edit(3, 4, ",", "，"),)


@pytest.mark.parametrize(
    ("pattern", "replace", "edits"),
    [
        ("甲乙丙", "甲乙丙", ()),
        ("甲乙丙", "甲丙", (Edit(1, 2, "乙", ""),)),
        ("甲乙丙", "甲乙丁丙", (Edit(2, 2, "", "丁"),)),
        ("甲乙丙", "", (Edit(0, 3, "甲乙丙", ""),)),
        ("甲乙丙", "丁", (Edit(0, 3, "甲乙丙", "丁"),)),
        ("(?<=甲)(?=乙)", "，", (Edit(1, 1, "", "，"),)),
    ],
)
def test_an_edit_says_no_more_than_it_changes(pattern: str, replace: str, edits: tuple[Edit, ...]) -> None:
    [match] = matches(pattern, replace, "甲乙丙", [(0, 3)], 5)
    assert match.edits == edits


@given(st.text(alphabet="甲乙，", min_size=1, max_size=6), st.text(alphabet="甲乙，", max_size=6))
def test_edits_give_what_the_template_says(old: str, new: str) -> None:
    text = f"丙{old}丙"
    [match] = matches(old, new, text, [(0, len(text))], 5)
    for edit in reversed(match.edits):
        assert text[edit.start : edit.end] == edit.old
        text = text[: edit.start] + edit.new + text[edit.end :]
    assert text == f"丙{new}丙"


def test_a_pattern_that_explodes_is_stopped() -> None:
    text = "哈" * 60 + "。"
    with pytest.raises(TimeoutError):
        list(matches("(哈|哈哈)+$", None, text, [(0, len(text))], 0.05))


def test_the_budget_is_for_all_regions_together() -> None:
    with pytest.raises(TimeoutError):
        list(matches("甲", None, "甲甲", [(0, 1), (1, 2)], 0.0))
