"""How printed lines are set: widths, the measure around a line, what ended it, and how paragraphs are parted."""

from functools import partial
from itertools import pairwise

import pytest

from cnlint.corpus.cleaning import clean
from cnlint.document import Document
from cnlint.engine import check
from cnlint.rulebook import load_rules
from cnlint.selection import Selection
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Role, Tier
from cnlint.structure.pieces import cut, without_rules
from cnlint.structure.printed import Parting, Printed
from cnlint.structure.tiers import of_column_end, of_line_end
from cnlint.structure.widths import first_word, width

RULES = tuple(Selection(load_rules()).active(""))
TALE = (
    "村口的老水井用了一百多年，今年春天镇里派人把井台修好，又在旁边立了一块石碑，记下三次淘井的年份和出力的人家。"
    "井水清甜，夏天打上来冰手，全村人做豆腐都用它。"
)
OTHER = (
    "修井那天下着小雨，来的人却比想的多，年轻人抬石头，老人坐在屋檐下讲从前怎样排队打水。"
    "石匠说这口井的砖是用糯米浆砌的，再用一百年也不会坏。"
)
THIRD = "如今家家有了自来水，傍晚还是有人提着桶到井边来，他们说泡茶还得用这里的水，喝惯了就改不了。"


def printed_as(text: str) -> Printed:
    pieces = cut(Document(text))
    return Printed(pieces, [Role.BODY] * len(pieces))


def lines(paragraph: str, size: int, first: int | None = None) -> list[str]:
    """A paragraph in lines of so many characters, the first one of as many as given."""
    start = size if first is None else first
    return [paragraph[:start], *(paragraph[at : at + size] for at in range(start, len(paragraph), size))]


@pytest.mark.parametrize(
    ("text", "size"),
    [("春耕", 2), ("2024年", 3), ("ABC", 1.5), ("“春”", 3), ("", 0)],
)
def test_latin_and_figures_take_half_a_character(text: str, size: float) -> None:
    assert width(text) == size


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("春耕开始", 1),
        ("春，耕", 2),  # a mark never begins a line
        ("“春耕", 2),  # nor does an opening mark end one
        ("2024年", 2),  # figures stay whole
        ("NBA 赛季", 1.5),
        ("）。春", 2),
    ],
)
def test_what_no_line_end_may_part(text: str, size: float) -> None:
    assert first_word(text) == size


def test_the_measure_is_that_of_the_column_around() -> None:
    narrow, wide = lines(TALE, 9), lines(OTHER + THIRD, 20)
    printed = printed_as("\n".join(narrow + wide))
    pieces = cut(Document("\n".join(narrow + wide)))
    assert abs(printed.room(pieces[1])) <= 1
    assert abs(printed.room(pieces[len(narrow) + 2])) <= 1
    assert printed.room(pieces[len(narrow) - 1]) >= 1  # a last line


def test_a_line_with_room_for_the_next_word_was_ended_on_purpose() -> None:
    text = "\n".join([*lines(TALE, 12), *lines(OTHER, 12)])
    pieces, printed = cut(Document(text)), printed_as(text)
    last = len(lines(TALE, 12)) - 1
    assert [printed.is_forced(left, right) for left, right in pairwise(pieces)][: last + 1] == [
        *[True] * last,
        False,
    ]


def test_what_a_page_told_holds_for_its_joined_lines() -> None:
    before = "\n".join([*lines(TALE, 12), *lines(OTHER, 12)])
    printed = printed_as(before)
    joined = cut(Document(TALE + "\n" + OTHER))
    assert printed.room(joined[0]) == 12 - len(lines(TALE, 12)[-1])
    assert printed.first_room(joined[1]) == 0


def test_the_lines_of_what_a_repair_has_joined() -> None:
    printed = printed_as("\n".join([*lines(TALE, 12), *lines(OTHER, 12)]))
    (joined,) = cut(Document(TALE))
    assert printed.last_line(joined).text == lines(TALE, 12)[-1]
    assert printed.first_line(joined).text == lines(TALE, 12)[0]
    (other,) = cut(Document(THIRD))
    assert printed.last_line(other) is printed.first_line(other) is other


@pytest.mark.parametrize("indent", ["　　", ""], ids=["indented", "indent lost"])
def test_a_first_line_lacks_its_indent_and_has_no_room(indent: str) -> None:
    whole = (TALE + OTHER, OTHER + THIRD, THIRD + TALE, (TALE + THIRD)[5:], (OTHER + TALE)[7:])
    paragraphs = [lines(paragraph, 12, 10) for paragraph in whole]
    text = "\n\n".join("\n".join([indent + first, *rest]) for first, *rest in paragraphs)
    pieces, printed = cut(Document(text)), printed_as(text)
    lacking = [at for at, piece in enumerate(pieces[:-1]) if printed.first_room(piece) == 2]
    firsts = [at for at in lacking if not at or pieces[at].blank_before]
    assert len(firsts) >= 3
    assert all(printed.is_forced(pieces[at], pieces[at + 1]) for at in firsts)


def test_a_page_of_flush_paragraphs_has_no_first_lines() -> None:
    text = "\n\n".join("\n".join(lines(p, 12)) for p in (TALE[2:], OTHER, THIRD[3:], TALE[:40] + "。", OTHER[:-2]))
    pieces, printed = cut(Document(text)), printed_as(text)
    assert all(printed.room(piece) == printed.first_room(piece) for piece in pieces)


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("\n\n".join("\n".join(lines(p, 12)) for p in (TALE, OTHER, THIRD, TALE)), False),
        # paragraphs whose last lines lost their marks
        ("\n\n".join("\n".join(lines(p[:-3], 12)) for p in (TALE, OTHER, THIRD, TALE, OTHER, THIRD)), False),
        ("\n".join(line + "\n" * (at % 3 == 0) for at, line in enumerate(lines(TALE + OTHER + THIRD, 12))), True),
    ],
    ids=["whole paragraphs", "marks lost", "blank lines anywhere"],
)
def test_where_blank_lines_stand_inside_paragraphs(text: str, loose: bool) -> None:
    assert printed_as(text).loose is loose


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("春耕开始了|", "春耕开始了"),
        ("| 春耕开始了", "春耕开始了"),
        ("|", "|"),
        ("春耕|开始了", "春耕|开始了"),
        ("| 村 | 户 |", "|村|户|"),
    ],
)
def test_the_rule_beside_a_column(line: str, text: str) -> None:
    assert [piece.text for piece in without_rules(cut(Document(line)))] == [text]


@pytest.mark.parametrize(
    ("probability", "proven", "forced", "loose", "tier"),
    [
        (0.99, False, False, False, Tier.ADVICE),
        (0.8, True, False, False, Tier.ADVICE),
        (0.65, True, True, False, Tier.ADVICE),
        (0.35, True, True, True, Tier.ADVICE),
        (0.65, True, False, True, Tier.ADVICE),
        (0.99, False, True, True, Tier.LIKELY),  # never safe without proof
        (0.45, False, True, True, Tier.LIKELY),
        (0.75, False, False, True, Tier.LIKELY),
        (0.75, True, True, False, Tier.LIKELY),
        (0.99, True, False, False, Tier.SAFE),
    ],
)
def test_how_sure_a_join_over_a_blank_line_is(
    probability: float, proven: bool, forced: bool, loose: bool, tier: Tier
) -> None:
    assert of_column_end(probability, proven, forced, loose, 0.955, 0.9) is tier


@pytest.mark.parametrize(
    ("probability", "proven", "columns", "parting", "ended", "tier"),
    [
        (0.99, False, False, Parting.INDENT, False, Tier.ADVICE),  # lines that may end on purpose
        (0.99, True, False, Parting.INDENT, False, Tier.LIKELY),
        (0.65, True, True, Parting.INDENT, False, Tier.ADVICE),
        (0.75, False, True, Parting.LINE, False, Tier.LIKELY),
        (0.75, False, True, Parting.LINE, True, Tier.ADVICE),  # a full line may be a paragraph's last
        (0.75, False, True, Parting.INDENT, True, Tier.LIKELY),
        (0.92, False, True, Parting.LINE, True, Tier.LIKELY),
        (0.999, False, True, Parting.INDENT, True, Tier.LIKELY),
        (0.96, False, True, Parting.INDENT, False, Tier.SAFE),
        (0.96, False, True, Parting.LINE, False, Tier.LIKELY),
        (0.99, False, True, Parting.FIRST, False, Tier.LIKELY),
        (0.96, True, True, Parting.LINE, False, Tier.SAFE),
        (0.999, False, True, Parting.LINE, False, Tier.SAFE),
    ],
)
def test_how_sure_a_join_at_a_line_end_is(
    probability: float, proven: bool, columns: bool, parting: Parting, ended: bool, tier: Tier
) -> None:
    block = cut(Document("\n".join(lines(TALE, 13))))
    assert of_line_end(probability, proven, columns, parting, ended, block, 0.955) is tier


@pytest.mark.parametrize(
    ("text", "parting"),
    [
        ("\n".join("　　" + "\n".join(lines(p, 12, 10)) for p in (TALE, OTHER, THIRD)), Parting.INDENT),
        ("\n\n".join("\n".join(lines(p, 12)) for p in (TALE, OTHER, THIRD, TALE)), Parting.BLANK),
        ("\n".join("\n".join(lines(p, 13, 11)) for p in (TALE, OTHER, THIRD, OTHER, TALE)), Parting.FIRST),
        ("\n".join("\n".join(lines(p, 13)) for p in (TALE, OTHER, THIRD, OTHER)), Parting.LINE),
        ("\n".join(lines(TALE, 12)), Parting.UNKNOWN),
    ],
)  # fmt: skip
def test_what_tells_paragraphs_apart(text: str, parting: Parting) -> None:
    assert printed_as(text).parting is parting


def test_first_lines_are_known_by_the_room_of_a_lost_indent() -> None:
    paragraphs = [lines(p, 13, 11) for p in (TALE, OTHER, THIRD, OTHER, TALE)]
    pieces, printed = (
        cut(Document("\n".join(map("\n".join, paragraphs)))),
        printed_as("\n".join(map("\n".join, paragraphs))),
    )
    firsts = {first for first, *_ in paragraphs}
    assert {piece.text for piece in pieces if printed.is_set_in(piece)} == firsts
    assert all(abs(printed.room(piece)) < 1 for piece in pieces if piece.text in firsts)


def test_undamaged_lines_are_not_ragged_and_lines_with_lost_characters_are() -> None:
    page = lines(TALE + OTHER + THIRD, 12)
    assert printed_as("\n".join(page)).ragged == 0
    assert printed_as("\n".join(line if at % 3 else line[:9] for at, line in enumerate(page))).ragged > 2


@pytest.mark.parametrize("indent", ["　　", ""], ids=["indented", "indent lost"])
def test_paragraphs_of_printed_lines_come_out_whole(indent: str) -> None:
    page = "\n".join(
        "\n".join([indent + first, *rest]) for first, *rest in (lines(p, 12, 10) for p in (TALE, OTHER, THIRD))
    )
    cleaned = clean(Document(page), partial(check, rules=RULES))
    assert [part.text for record in cleaned.records for part in record.parts] == [TALE, OTHER, THIRD]


# Headlines as wide as the column, set into it without a blank line: only the indent below tells them from its lines.
HEADLINES = ("老井修好了全村人都来看井水", "年轻人抬石头老人讲起打水事", "傍晚的井台边又有人提桶来了")


@pytest.mark.parametrize("size", [13, 16])
def test_a_headline_in_the_column_is_joined_to_no_indented_paragraph(size: int) -> None:
    page = [
        line
        for headline, paragraph in zip(HEADLINES, (TALE + OTHER, OTHER, THIRD + TALE), strict=True)
        for line in (headline, *lines("　　" + paragraph, size))
    ]
    structure = analyse(Document("\n".join(page) + "\n"))
    joined = {
        (structure.pieces[seam.left].text, structure.pieces[seam.right].indent)
        for seam in structure.seams
        if seam.tier is not Tier.ADVICE
    }
    assert len(joined) > len(page) // 2
    assert not [left for left, indent in joined if left in HEADLINES or indent]
