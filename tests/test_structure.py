"""Structure: pieces, layouts, roles, seams, twins, paragraphs and articles."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.document import Document
from cnlint.structure.analysis import analyse
from cnlint.structure.crossing import crossing
from cnlint.structure.echo import echo
from cnlint.structure.folding import fold
from cnlint.structure.grouping import printed_twins
from cnlint.structure.knowledge import shipped
from cnlint.structure.language import language
from cnlint.structure.model import FURNITURE_ROLES, PICTURE_ROLES, Layout, Role, Seam, Structure, Tier
from cnlint.structure.pieces import cut, ends_finished, layout_of
from cnlint.structure.reading import reading, remembered
from cnlint.structure.seams import candidates
from cnlint.structure.sides import side
from cnlint.structure.tiers import is_proven
from cnlint.structure.words import words

SEEDS = Path(__file__).parent.parent / "seeds"


def seed(number: str) -> Structure:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    return analyse(Document(path.read_text(encoding="utf-8")))


def lines_of(structure: Structure, *roles: Role) -> list[int]:
    """Line numbers, from 1, of the pieces with one of the roles."""
    return [piece.line + 1 for piece, role in zip(structure.pieces, structure.roles, strict=True) if role in roles]


# --- what lies across a seam


PAGE = "运动会昨日在市体育中心开幕\n来自12个县的选手参加，李晓明夺冠"


@pytest.mark.parametrize(
    ("left", "right", "length"),
    [
        ("运动会今天在", "北京开幕", 0),  # each side stands there, the two together do not
        ("市体", "操协会", 0),
        ("昨日，", "在市体", 0),  # a mark ends what can be parted
        ("运动会", "，昨日在市体", 0),
        ("", "育中心", 0),
        ("市体", "", 0),
        ("选手李晓", "明表示", 3),
        ("运动会在市体", "育中心闭幕", 6),
        ("共有1", "2个县的", 5),
    ],
)
def test_echo(left: str, right: str, length: int) -> None:
    assert echo(left, right, PAGE).length == length


@pytest.mark.parametrize(
    ("left", "right", "proven"),
    [
        ("他这样说", "柏林墙倒塌之后城里的人都走上街头", False),  # a paragraph that begins with the page's subject
        ("全市田径运动会在市体育", "中心开幕，来自各县的选手参加了比赛", True),
    ],
)
def test_a_name_proves_a_cut_with_two_characters_on_each_side(left: str, right: str, proven: bool) -> None:
    page = "人们都说柏林墙的倒塌是历史的终结\n市体育中心去年建成，田径运动会每年举行"
    text = "众所周知，这是一件大事，" + left
    found = crossing(side(text), side(right), shipped(), echo(text, right, page))
    parts = [part for part in found if part.kind == "echo"]
    assert parts
    (piece,) = cut(Document(text))
    assert is_proven(piece, piece, parts, Layout.BLOCKS) is proven


# --- printed lines that stand twice

PRINTED = ["村里的路、灯、井、渠这", "两年都修好了，外出打工", "的年轻人也回来了不少，", "今年春节比往年热闹。"]
SONG = ["月亮出来亮堂堂", "照着我家小院墙", "墙下阿妹绣荷包", "绣对喜鹊一双双", "月亮月亮慢些走"]


def twins_of(lines: list[str], roles: dict[int, Role] | None = None) -> list[tuple[int, int]]:
    pieces = cut(Document("\n".join(lines)))
    found = printed_twins(pieces, [(roles or {}).get(index, Role.BODY) for index in range(len(lines))])
    return [(twin.gone, twin.kept) for twin in found]


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (PRINTED, {}),
        (PRINTED[:2] * 2, {}),  # too short
        (SONG * 2, {}),  # a song: no mark
        (PRINTED + PRINTED[:3], {}),  # not all of it again
        ([*PRINTED, "图", *PRINTED], {4: Role.BODY}),  # a line of body between
        (PRINTED * 2, {2: Role.VERSE, 6: Role.VERSE}),
        ([*PRINTED, *PRINTED[:2], "3版", *PRINTED[2:]], {6: Role.FOLIO}),  # a line inside the copy that is none of it
    ],
)
def test_printed_lines_that_are_no_copy(lines: list[str], roles: dict[int, Role]) -> None:
    assert twins_of(lines, roles) == []


def test_of_printed_lines_the_first_print_stays_or_the_one_that_runs_on() -> None:
    assert twins_of(PRINTED * 2) == [(4, 0), (5, 1), (6, 2), (7, 3)]
    assert twins_of(["头。", *PRINTED, "图", *PRINTED], {5: Role.CAPTION}) == [(6, 1), (7, 2), (8, 3), (9, 4)]
    open_end = [*PRINTED[:3], "今年春节"]
    assert twins_of([*open_end, "图", *open_end, "比往年热闹。"], {4: Role.CAPTION}) == [(0, 5), (1, 6), (2, 7), (3, 8)]
    assert twins_of([line.replace("，", ",") for line in PRINTED] + PRINTED) == [(4, 0), (5, 1), (6, 2), (7, 3)]


def test_on_a_cut_page_what_is_all_but_sure_to_run_on_is_no_heading() -> None:
    cut_elsewhere = (
        "今年以来，全市各级农业部门早谋划、早部署，深入田间地头指导农\n\n民开展春耕备耕工作，完成播种三万多亩。\n\n"
    )
    halves = "当地农业农村局的有关\n\n负责人表示，今年的补贴资金已经全部发放到位，农民可以放心购买。\n"
    (*_, seam) = analyse(Document(cut_elsewhere + halves)).seams
    assert (seam.left, seam.right, seam.tier) == (2, 3, Tier.SAFE)


# --- a page that was repaired

HALVES = ["全市春耕生产现场会昨", "日上午在白沙镇召开"]


@pytest.mark.parametrize(
    ("told", "starts", "ends", "role"),
    [
        ({}, {}, {}, Role.HEADLINE),
        ({}, {HALVES[0][:8]: Role.BODY}, {HALVES[1][-8:]: Role.CAPTION}, Role.HEADLINE),
        ({"".join(HALVES): Role.DECK}, {HALVES[0][:8]: Role.BODY}, {HALVES[1][-8:]: Role.BODY}, Role.DECK),
        ({}, {HALVES[0][:8]: Role.BODY}, {HALVES[1][-8:]: Role.BODY}, Role.BODY),
        ({}, {HALVES[0][:8]: Role.BODY}, {}, Role.BODY),  # the other one's end stands elsewhere, too
    ],
)
def test_halves_that_were_body_are_body_joined(
    told: dict[str, Role], starts: dict[str, Role], ends: dict[str, Role], role: Role
) -> None:
    rest = "各县区负责人参加会议，种粮大户代表介绍了经验。\n\n会后，与会人员参观了育秧大棚。\n"
    document = Document(f"{''.join(HALVES)}\n\n{rest}")
    before = reading(analyse(document))
    assert analyse(document, before._replace(roles=told, starts=starts, ends=ends)).roles[0] is role


HEADS = ["滨河县公布本年度十件民生实事", "农村公路改造列在头一件"]


@pytest.mark.parametrize(
    ("left", "right", "role", "tier"),
    [
        (HEADS[0], HEADS[1], Role.HEADLINE, Tier.LIKELY),
        (
            f"另有{HEADS[0]}",
            f"{HEADS[1]}等等",
            Role.DECK,
            Tier.LIKELY,
        ),  # lines that were joined to these in the meantime
        (HEADS[0], HEADS[1], Role.BODY, None),
        (HEADS[1], HEADS[0], Role.HEADLINE, None),
        (HEADS[0], f"今年{HEADS[1]}", Role.HEADLINE, None),
    ],
)
def test_what_was_likely_stays_likely(left: str, right: str, role: Role, tier: Tier | None) -> None:
    document = Document(
        "\n\n".join([*HEADS, "各县区负责人参加会议，种粮大户代表介绍了经验。", "会后，大家参观了大棚。"])
    )
    before = reading(analyse(document))
    assert not before.joins
    told = Seam(0, 1, (), role, 0.97, Tier.LIKELY, ())
    roles = {**before.roles, **dict.fromkeys(HEADS, Role.HEADLINE)}
    seams = analyse(document, before._replace(roles=roles, joins={(left[-8:], right[:8]): told})).seams
    assert [seam.tier for seam in seams if seam.tier is not Tier.ADVICE] == [tier] * (tier is not None)


# --- folding and pieces


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("99.51%", "99.51%"),
        ("比分3:2", "比分3:2"),
        ("1,012亿元", "1,012亿元"),
        ("Fig. 1 of 3", "Fig. 1 of 3"),
        ("人口多,困难大", "人口多，困难大"),
        ("人 口 多", "人口多"),
        ("波音 Boeing 737\u3000客机", "波音Boeing 737客机"),
        ("看\u200b见", "看见"),
        ("\u3000\u3000近年来", "近年来"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_pieces_keep_their_place() -> None:
    text = "\n\n　　第一段。 \r\n第二行\n\n\n第三段"
    pieces = cut(Document(text))
    assert [text[piece.start : piece.end] for piece in pieces] == ["第一段。", "第二行", "第三段"]
    assert [piece.indent for piece in pieces] == [4, 0, 0]
    assert [piece.blank_before for piece in pieces] == [2, 0, 2]
    assert [piece.block for piece in pieces] == [0, 0, 1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("好。", True), ("他说：“好。”", True), ("原因如下：", True), ("镇组", False), ("五大、", False)],
)
def test_ends_finished(text: str, expected: bool) -> None:
    assert ends_finished(text) is expected


LINES = "\n".join(f"第{number}段说的是一件完整的事情，它有头有尾。" for number in range(8))
WRAPPED = "\n".join(
    ["　　今年以来，全市各级部门紧紧围绕", "年初确定的目标任务，扎实推进各项", "工作，取得了积极成效，群众的满意"] * 4
)


@pytest.mark.parametrize(
    ("text", "layout"),
    [
        (LINES.replace("\n", "\n\n"), Layout.BLOCKS),
        (LINES, Layout.LINES),
        (WRAPPED, Layout.WRAPPED),
        ("标题\n记者 王小明", Layout.BLOCKS),
        ("", Layout.BLOCKS),
    ],
)
def test_layout(text: str, layout: Layout) -> None:
    assert layout_of(cut(Document(text))) is layout


# --- laws


@settings(max_examples=80, deadline=None)
@given(
    st.text(
        st.sampled_from(
            "一二三四五六七八九十。，、：“”‘’（）()\n\n\n \u3000\r\ta1.,#—·\u200b\ufeff\U00020000\ud800\u0301"
        ),
        max_size=300,
    )
)
def test_every_text_has_a_structure(text: str) -> None:
    structure = analyse(Document(text))
    count = len(structure.pieces)
    assert len(structure.roles) == count
    gone = {twin.gone for twin in structure.twins}
    told = sorted(index for paragraph in structure.paragraphs for index in paragraph.pieces)
    assert told == [index for index in range(count) if index not in gone]
    placed = sorted(
        index
        for article in structure.articles
        for group in (
            article.heading,
            article.byline,
            article.pictures,
            article.furniture,
            *(p.pieces for p in article.flow),
        )
        for index in group
    )
    assert placed == told
    for seam in structure.seams:
        assert seam.left < seam.right
        assert 0 <= seam.probability <= 1
        assert {structure.roles[index] for index in seam.between} <= FURNITURE_ROLES | PICTURE_ROLES | {Role.BODY}


def test_finished_blocks_are_never_joined() -> None:
    """Law 1: after a finished sentence nothing proves a cut between blocks."""
    text = "\n\n".join(f"第{number}段说的是一件完整的事情，它有头有尾，也交代了来龙去脉。" for number in range(20))
    assert analyse(Document(text)).seams == ()


# --- the seeds: typed and joined as a reader would


def test_roles_of_seed_000() -> None:
    structure = seed("000")
    assert lines_of(structure, Role.HEADLINE) == [5, 29, 45, 77]
    assert lines_of(structure, Role.BYLINE) == [7, 31, 47, 79]
    assert lines_of(structure, Role.FILLER) == [107]
    assert lines_of(structure, *PICTURE_ROLES, Role.SUBHEAD) == []
    assert len(structure.articles) == 4


def test_roles_of_seed_003() -> None:
    structure = seed("003")
    assert lines_of(structure, Role.KICKER) == [3, 87, 115]
    assert lines_of(structure, Role.HEADLINE, Role.DECK) == [5, 89, 117, 141]
    assert lines_of(structure, Role.BYLINE) == [7, 91, 119, 143]
    # The first is a question that has a line of its own, as subheads do.
    assert lines_of(structure, Role.SUBHEAD) == [13, 39, 61]
    assert lines_of(structure, *PICTURE_ROLES) == [35, 85, 113, 167]
    assert len(structure.articles) == 4


CUTS = {
    "000": [(13, 15), (21, 23), (57, 59), (67, 69), (85, 87), (93, 95), (97, 99), (101, 103)],
    "003": [
        (29, 31),
        (53, 55),
        (63, 65),
        (97, 99),
        (103, 105),
        (107, 109),
        (125, 127),
        (131, 133),
        (135, 137),
        (153, 155),
    ],
}


@pytest.mark.parametrize("number", ["000", "003"])
def test_all_cuts_of_the_seeds_and_no_others_are_seen(number: str) -> None:
    structure = seed(number)
    pieces = structure.pieces
    seen = [s for s in structure.seams if s.role is Role.BODY]
    assert [(pieces[s.left].line + 1, pieces[s.right].line + 1) for s in seen] == CUTS[number]
    assert [pieces[s.left].line + 1 for s in seen if s.tier is Tier.ADVICE] == []


def test_no_heading_of_the_seeds_is_joined() -> None:
    for number in CUTS:
        headings = [s for s in seed(number).seams if s.role is not Role.BODY]
        assert [s for s in headings if s.tier is not Tier.ADVICE] == []


def test_the_copy_that_completes_the_sentence_stays() -> None:
    structure = seed("003")
    assert [(structure.pieces[t.gone].line + 1, structure.pieces[t.kept].line + 1) for t in structure.twins] == [
        (37, 31)
    ]


# --- the models


@pytest.mark.parametrize(
    ("left", "right"), [("塘栖镇组", "织线专门为学员们建立档案"), ("签订战略合", "作协议。"), ("去年八", "月份以来")]
)
def test_text_that_is_cut_in_a_word_runs_on(left: str, right: str) -> None:
    assert language().runs_on(left, right) > 1
    assert words().across(left, right)[0] > 0


@pytest.mark.parametrize(("left", "right"), [("取得了良好成效", "近年来，我市"), ("记者在现场看到", "据了解，该项目")])
def test_text_that_starts_anew_does_not_run_on(left: str, right: str) -> None:
    assert language().runs_on(left, right) < 0


def test_both_scripts_are_judged_alike() -> None:
    assert language().runs_on("签订战略合", "作协议") == language().runs_on("簽訂戰略合", "作協議")


def test_the_items_of_a_printed_list_are_read_over_their_lines() -> None:
    pieces = cut(Document("1.先把旧井台的青石一块一块起出\n来，编号放好\n2.再请石匠照原样砌回去\n把缝填平"))
    roles = [Role.LIST] * len(pieces)
    places = [(place.left, place.right, place.role) for place in candidates(pieces, roles, Layout.WRAPPED)]
    assert places == [(0, 1, Role.BODY), (2, 3, Role.BODY)]
    assert not list(candidates(pieces, roles, Layout.LINES))


@pytest.mark.parametrize(
    ("left", "right", "may_be"),
    [
        ("村口的老水井用了一百多年，今年春天镇里", "派人把井台修好，又立了一块石碑。", True),
        # The half of a column's end, and the whole of which it is the start or the end.
        ("村口的老水井用了一百多年，今年春天镇里", "村口的老水井用了一百多年，今年春天镇里派人把井台修好。", False),
        ("村口的老水井用了一百多年，今年春天镇里派人把井台修好", "百多年，今年春天镇里派人把井台修好", False),
        # Too little to tell.
        ("村口的老水井用了一百多年，今年春天镇里", "村口的老水井有人修了。", True),
    ],
)
def test_halves_of_a_paragraph_do_not_repeat_each_other(left: str, right: str, may_be: bool) -> None:
    pieces = cut(Document(f"{left}\n\n{right}"))
    assert bool(list(candidates(pieces, [Role.BODY] * 2, Layout.BLOCKS))) is may_be


@pytest.mark.parametrize(
    ("between", "may_be"),
    [
        (["（下转第4版）"], True),
        (["（下转第4版）", "清河商报", "上接第1版"], True),
        # The beginning is on a page that is not in the text.
        (["（上接第1版）"], False),
        (["清河商报", "接一版"], False),
        (["▶上接A2版"], False),
    ],
)
def test_text_from_another_page_goes_on_from_nothing_here(between: list[str], may_be: bool) -> None:
    lines = ["三名毕业生各自背着一袋种子，那是他们六年来", *between, "在校园里种下的山胡椒。"]
    roles = [Role.JUMP if line.endswith(("版", "版）")) else Role.MASTHEAD for line in lines[1:-1]]
    pieces = cut(Document("\n\n".join(lines)))
    assert bool(list(candidates(pieces, [Role.BODY, *roles, Role.BODY], Layout.BLOCKS))) is may_be


def test_what_was_joined_is_what_its_parts_were() -> None:
    first, second = "村口的老水井用了一百多年，今年春天镇里", "派人把井台修好，又立了一块石碑。"
    other = "另一行与它们没有关系的文字"
    before = Structure(Layout.BLOCKS, cut(Document(f"{first}\n\n{second}\n\n{other}")), (Role.BODY,) * 2 + (Role.DECK,),
                       (), (), (), ())  # fmt: skip
    told = reading(before)
    (joined,) = cut(Document(first + second))
    assert remembered(joined, told) is Role.BODY
    (mixed,) = cut(Document(first + other))
    assert remembered(mixed, told) is None
    (unknown,) = cut(Document("页面上从来没有过的一段话，谁也没有见过它。"))
    assert remembered(unknown, told) is None


@pytest.mark.parametrize("second", [Role.BODY, Role.CAPTION])
def test_a_line_that_stands_twice_is_known_where_both_had_one_role(second: Role) -> None:
    line = "村口的老水井用了一百多年，今年春天镇里"
    pieces = cut(Document(f"{line}\n\n{line}"))
    told = reading(Structure(Layout.BLOCKS, pieces, (Role.BODY, second), (), (), (), ()))
    assert remembered(pieces[0], told) is (Role.BODY if second is Role.BODY else None)
