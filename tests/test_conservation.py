"""Law 2: what a safe fix may do to the characters, by effect, and that nothing else may happen to a text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cnlint.characters import INVISIBLE, is_space
from cnlint.conservation import accounts_for, fits, keeps_promise, printed
from cnlint.findings import Edit, Effect, Fix, Safety
from cnlint.fixer import apply
from texts import texts

TWICE = "渡轮昨日开航。\n\n渡轮 昨日开航｡"


def edit(text: str, old: str, new: str, at: int | None = None) -> Edit:
    start = text.index(old) if at is None else at
    return Edit(start, start + len(old), old, new)


def promise(effect: Effect, text: str, *edits: Edit, twin: tuple[int, int] | None = None) -> bool:
    return keeps_promise(Fix(edits, Safety.SAFE, effect, "", twin), text)


@pytest.mark.parametrize(
    ("effect", "text", "old", "new"),
    [
        # what must not pass comes first
        (Effect.SPACE, "春 耕", "春 耕", "春"),
        (Effect.SPACE, "春 耕", " ", "，"),
        (Effect.SPACE, "春\u200b耕", "\u200b", ""),
        (Effect.SPACE, "春\x1c耕", "\x1c", ""),
        (Effect.SPACE, "春耕", "春耕", "耕春"),
        (Effect.WIDTH, "晴,", ",", "、"),
        (Effect.WIDTH, "晴，", "，", ","),
        (Effect.WIDTH, "晴,", ",", "，，"),
        (Effect.WIDTH, "晴, ", ", ", "，"),
        (Effect.WIDTH, "晴,", ",", ""),
        (Effect.WIDTH, "ａ", "ａ", "a"),
        (Effect.LOOKALIKE, "未来", "未", "末"),
        (Effect.LOOKALIKE, "文", "文", "⽂"),
        (Effect.LOOKALIKE, "⽂", "⽂", "文文"),
        (Effect.QUOTE, '"', '"', "《"),
        (Effect.QUOTE, "《", "《", "“"),
        (Effect.QUOTE, '"', '"', "“”"),
        (Effect.QUOTE, '"', '"', ""),
        (Effect.INVISIBLE, "春\u200b耕", "春\u200b", ""),
        (Effect.INVISIBLE, "春\u200b耕", "\u200b", " "),
        (Effect.INVISIBLE, "春 耕", " ", ""),
        (Effect.INVISIBLE, "春耕", "春耕", "耕春"),
        (Effect.INVISIBLE, "春\u200b耕", "\u200b", "\u200b\u200b"),
        (Effect.DOUBLED_MARK, "好。。。", "。。", "。"),
        (Effect.DOUBLED_MARK, "好，。", "，", ""),
        (Effect.DOUBLED_MARK, "好。", "。", ""),
        (Effect.DOUBLED_MARK, "好。。", "。。", ""),
        (Effect.DOUBLED_MARK, "好。。", "。。", "，"),
        (Effect.DOUBLED_MARK, "说说", "说", ""),
        (Effect.DOUBLED_MARK, "好..", ".", ""),
        (Effect.DOUBLED_MARK, "好。", "", "。"),
        (Effect.TEXT, "春耕", "春", "春"),
        (Effect.TEXT, "晴,", ",", "，"),
        (Effect.TEXT, "春 耕", " ", ""),
    ],
)
def test_a_safe_fix_may_not(effect: Effect, text: str, old: str, new: str) -> None:
    assert not promise(effect, text, edit(text, old, new))


@pytest.mark.parametrize(
    ("effect", "text", "old", "new"),
    [
        (Effect.SPACE, "春\n\n耕", "\n\n", ""),
        (Effect.SPACE, "春\r\n\r\n\u3000耕", "\r\n\r\n\u3000", ""),
        (Effect.SPACE, "春\xa0耕", "\xa0", " "),
        (Effect.SPACE, "春 耕 。", "春 耕 ", "春耕"),
        (Effect.SPACE, "春耕", "", "\n"),
        (Effect.WIDTH, "晴,", ",", "，"),
        (Effect.WIDTH, "(晴)", "(晴)", "（晴）"),
        (Effect.LOOKALIKE, "⽂", "⽂", "文"),
        (Effect.LOOKALIKE, "豈", "豈", "豈"),
        (Effect.QUOTE, '"', '"', "“"),
        (Effect.QUOTE, "”", "”", "“"),
        (Effect.INVISIBLE, "春\u200b耕\x00", "春\u200b耕\x00", "春耕"),
        (Effect.INVISIBLE, "春\u200b\u200b耕", "\u200b\u200b", "\u200b"),
        (Effect.DOUBLED_MARK, "好。。", "。。", "。"),
        (Effect.DOUBLED_MARK, "好，，吗", "，", ""),
    ],
)
def test_a_safe_fix_may(effect: Effect, text: str, old: str, new: str) -> None:
    assert promise(effect, text, edit(text, old, new))


@pytest.mark.parametrize(
    ("gone", "twin"),
    [
        ("渡轮昨日开航。\n\n", None),  # no twin
        ("渡轮昨日开航。\n\n", (0, 7)),  # the twin is what is removed
        ("渡轮昨日开航。\n\n", (8, 17)),  # the twin is touched, and would not outlast the fix
        ("渡轮昨日开航。\n\n", (9, 16)),  # not all of it stands there
        ("渡轮昨日", (9, 17)),  # more stands there
        ("\n\n", (9, 17)),  # nothing printed is removed
        ("渡轮昨日开航。\n\n", (9, 99)),  # no place in the text
        ("渡轮昨日开航。\n\n", (17, 9)),
    ],
)
def test_no_duplicate(gone: str, twin: tuple[int, int] | None) -> None:
    text = TWICE.replace("｡", ".")
    assert not promise(Effect.DUPLICATE, text, edit(text, gone, ""), twin=twin)


def test_a_duplicate_stands_elsewhere_but_for_blanks_and_widths() -> None:
    text = TWICE.replace("｡", ".")
    assert promise(Effect.DUPLICATE, text, edit(text, "渡轮昨日开航。\n\n", ""), twin=(9, len(text)))
    assert promise(Effect.DUPLICATE, text, Edit(7, len(text), text[7:], "\n"), twin=(0, 7))
    # Another mark, which only looks the same, is not in the table of widths.
    assert not promise(Effect.DUPLICATE, TWICE, edit(TWICE, "渡轮昨日开航。\n\n", ""), twin=(9, len(TWICE)))


def test_a_duplicate_leaves_no_other_text_in_its_place() -> None:
    text = "甲乙\n甲乙"
    assert promise(Effect.DUPLICATE, text, edit(text, "甲乙\n", "\n"), twin=(3, 5))
    assert not promise(Effect.DUPLICATE, text, edit(text, "甲乙\n", "丙"), twin=(3, 5))


def test_two_edits_may_not_take_both_marks_of_a_pair() -> None:
    text = "好。。"
    assert not promise(Effect.DOUBLED_MARK, text, edit(text, "。", "", 1), edit(text, "。", "", 2))
    text = "好。。吗，，"
    assert promise(Effect.DOUBLED_MARK, text, edit(text, "。", "", 1), edit(text, "，", "", 5))


@pytest.mark.parametrize(
    "edits",
    [
        (),
        (Edit(1, 2, "耕", " "), Edit(0, 1, "春", "春")),  # out of order
        (Edit(0, 2, "春 ", "春"), Edit(1, 3, " 耕", "耕")),  # overlap
        (Edit(0, 1, "夏", "夏"),),  # another text
        (Edit(1, 4, " 耕", "耕"),),  # beyond the end
        (Edit(-2, 1, "", ""),),
        (Edit(2, 1, "", ""),),
    ],
)
@pytest.mark.parametrize("safety", Safety)
def test_edits_that_do_not_fit_keep_no_promise(edits: tuple[Edit, ...], safety: Safety) -> None:
    assert not keeps_promise(Fix(edits, safety, Effect.SPACE, ""), "春 耕")


@pytest.mark.parametrize("effect", Effect)
def test_an_unsafe_fix_is_not_bound(effect: Effect) -> None:
    assert keeps_promise(Fix((Edit(0, 1, "末", "未"),), Safety.UNSAFE, effect, ""), "末来")


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ("春耕", "春", ()),
        ("春耕", "耕春", ()),
        ("春耕", "春耕。", ()),
        ("春耕", "春\u200b耕", ()),
        ("昨日,晴", "昨日，情", (Edit(2, 3, ",", "，"),)),
        ("昨日,晴", "昨日,晴", (Edit(2, 3, ",", "，"),)),
        ("昨日,晴", "昨日晴", (Edit(2, 3, ",", "，"),)),
        ("昨日晴", "昨日", (Edit(1, 2, "日", "日"),)),
        ("好。。好。。", "好。好", (Edit(1, 2, "。", ""), Edit(4, 5, "。", ""))),
    ],
)
def test_what_no_edit_accounts_for(before: str, after: str, edits: tuple[Edit, ...]) -> None:
    assert not accounts_for(before, after, edits)


@given(texts, st.data())
@example("\x1c\x0b\x85 ", None)
def test_edits_account_for_what_they_make_and_white_space_does_not_count(text: str, data: st.DataObject | None) -> None:
    edits = []
    if data is not None:
        places = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
        for start, end in zip(places[::2], places[1::2], strict=False):
            edits.append(Edit(start, end, text[start:end], data.draw(texts)))
    assert fits(edits, text)
    after = apply(text, edits)
    assert accounts_for(text, after, edits)
    assert accounts_for(text, "\u3000".join(after), edits)
    assert not accounts_for(text, after + "。", edits)


@given(texts, st.sampled_from(Effect), st.data())
def test_what_a_kept_promise_leaves(text: str, effect: Effect, data: st.DataObject) -> None:
    """Whatever the edit: if the promise is kept, the printed characters differ only as the effect says."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 3)))
    old = text[start:end]
    new = data.draw(st.one_of(st.sampled_from(["", " ", "，", "。", "“", "文", old[:1], old[1:], old.strip()]), texts))
    fix = Fix((Edit(start, end, old, new),), Safety.SAFE, effect, "")
    after = apply(text, fix.edits)
    if not keeps_promise(fix, text):
        return
    match effect:
        case Effect.SPACE:
            assert printed(after) == printed(text)
        case Effect.INVISIBLE:
            assert [c for c in after if c not in INVISIBLE] == [c for c in text if c not in INVISIBLE]
        case Effect.DOUBLED_MARK:
            assert len(after) == len(text) - 1 and sorted(set(after)) == sorted(set(text))
        case Effect.WIDTH | Effect.LOOKALIKE | Effect.QUOTE:
            assert len(after) == len(text) and len(printed(after)) == len(printed(text))
        case Effect.DUPLICATE | Effect.TEXT:
            pytest.fail("nothing can be removed without a twin, and text is never safe")


@given(texts)
def test_printed_is_the_text_without_layout_white_space(text: str) -> None:
    assert printed(text) == "".join(char for char in text if not is_space(char))
