"""The index's parts: the form that is compared, hashes, pairs, what alignment proves, and which copy is kept."""

from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.document import Document
from cnlint.index.alignment import LIKENESS, likenesses
from cnlint.index.candidates import candidates
from cnlint.index.clusters import Cluster, clusters
from cnlint.index.damage import Judge
from cnlint.index.entries import Entry, entries_of
from cnlint.index.folding import folded
from cnlint.index.minhash import BANDS, band_keys
from texts import texts

REPORT = (
    "昨日上午，横跨清溪的三座人行桥同时开放，沿河步道首次全线贯通。据市住建局介绍，工程历时两年，沿线居民步行到对岸的菜市场，"
    "由原来的半个小时缩短为几分钟，今后还将增设照明和座椅，方便老人夜间出行，孩子们上学也不必再绕路过桥。"
)
NOTICE = (
    "市自来水公司定于3月5日夜间对城东片区的供水管道进行检修，届时和平里、柳树巷一带将暂停供水，请市民提前储水备用。"
)
VISIT = "来宾一行由市外事办公室主任陈立国陪同，参观了新落成的城市规划馆和沿江绿道，并与本市企业界人士举行了座谈。"


def likeness(first: str, second: str) -> float:
    left, right = folded([first, second])
    return likenesses([(left, right)])[0]


# Two texts come first: what is the same in them is the pattern.
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (NOTICE, NOTICE.replace("3月5日", "3月6日")),
        (NOTICE, NOTICE.replace("3月5日", "11月5日")),
        (NOTICE, NOTICE.replace("和平里", "永安坊").replace("5日", "9日")),
        (VISIT, VISIT.replace("陈立国", "葛怀远")),
        (VISIT, VISIT.replace("城市规划馆", "水利博物馆")),
        (REPORT, REPORT[:60] + NOTICE),
        (REPORT, VISIT),
        (REPORT, REPORT[: len(REPORT) // 2]),
        (REPORT, ""),
    ],
)
def test_what_is_two_texts(first: str, second: str) -> None:
    assert likeness(first, second) == likeness(second, first) == 0.0


@pytest.mark.parametrize(
    ("second", "least"),
    [
        (REPORT, 1.0),
        (REPORT.replace("，", ","), 1.0),
        (REPORT.replace("清溪", "清 溪"), 1.0),
        (REPORT.replace("步道", "步遒").replace("住建局", "住建周"), 0.97),
        ("本报讯（记者 方宁）" + REPORT, 0.9),
        (REPORT.replace("今后还将增设照明和座椅，", ""), 0.88),
        (REPORT.replace("据市住建局介绍，", "记者获悉，"), 0.92),
        (REPORT.replace("三座", "四座"), 0.98),  # one figure of a hundred characters
    ],
)
def test_what_is_one_text(second: str, least: float) -> None:
    assert likeness(REPORT, second) == likeness(second, REPORT) >= least >= LIKENESS


def test_a_date_in_other_figures_is_the_same_date() -> None:
    assert likeness(NOTICE, NOTICE.replace("3月5日", "三月五日")) > 0.9


# the form that is compared


def plain(text: str) -> str:
    """The same form, a character at a time."""
    kept = []
    for char in text:
        if ord(char) > 0xFFFF:
            kept.append(char)
        elif char.isalnum():
            char = chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char
            kept.append(char.lower() if len(char.lower()) == 1 else char)
    return "".join(kept)


@given(st.lists(texts, max_size=5))
def test_many_texts_are_folded_as_each_is(many: list[str]) -> None:
    assert folded(many) == [plain(text) for text in many]


@given(texts)
def test_folding_is_done_once(text: str) -> None:
    assert folded(folded([text])) == folded([text])


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("今年，３座 桥“开放”。", "今年3座桥开放"),
        ("Ａ１－b２\n\n（图）", "a1b2图"),
        ("𠮷\u3000々〇", "𠮷々〇"),
        ("——……！", ""),
    ],
)
def test_the_form_that_is_compared(text: str, form: str) -> None:
    assert folded([text]) == [form]


# hashes and pairs


@given(st.lists(st.text("春耕秋收桥河镇村", min_size=3, max_size=40), min_size=1, max_size=8))
def test_a_text_has_the_same_keys_in_any_company(many: list[str]) -> None:
    together = band_keys(many)
    assert together.shape == (len(many), BANDS)
    assert all((together[number] == band_keys([text])[0]).all() for number, text in enumerate(many))


def test_batches_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [REPORT[number:] for number in range(60)]
    whole = band_keys(many)
    monkeypatch.setattr("cnlint.index.minhash._BATCH", 100)
    assert (band_keys(many) == whole).all()


@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), max_size=9))
def test_pairs_are_those_that_share_a_key(rows: list[list[int]]) -> None:
    keys = np.array(rows, np.uint32).reshape(-1, 2)
    wanted = [
        [first, second]
        for first in range(len(rows))
        for second in range(first + 1, len(rows))
        if any(left == right for left, right in zip(rows[first], rows[second], strict=True))
    ]
    assert candidates(keys).tolist() == wanted


def test_a_formula_of_thousands_makes_no_millions_of_pairs() -> None:
    found = candidates(np.zeros((5000, 1), np.uint32))
    assert len(found) < 5000 * 10
    assert {second for _, second in found.tolist()} == set(range(1, 5000))  # each is tied to one before it


def read_badly(text: str, random: Random, errors: float) -> str:
    return "".join(random.choice("乙凡刁勺匕兀冗") if random.random() < errors else char for char in text)


def test_readings_with_two_errors_in_a_hundred_are_found() -> None:
    random = Random(5)
    source = REPORT + NOTICE + VISIT
    truths = ["".join(random.sample(source, len(source)))[: random.randrange(45, 200)] for _ in range(400)]
    forms = folded([*truths, *(read_badly(truth, random, 0.02) for truth in truths)])
    pairs = candidates(band_keys(forms)).tolist()
    shares = likenesses([(forms[first], forms[second]) for first, second in pairs])
    found = {(first, second) for (first, second), share in zip(pairs, shares, strict=True) if share}
    assert sum((number, number + 400) in found for number in range(400)) >= 0.98 * 400
    assert all(second - first == 400 for first, second in found)


# groups


def ranked(best: Sequence[int]):
    return lambda passages: [(best.index(passage),) for passage in passages]


@pytest.mark.parametrize(
    ("holders", "alike", "best", "wanted"),
    [
        ([[0], [1]], {}, [0, 1], []),
        ([[0, 1]], {}, [1, 0], [Cluster(1, ((0, 1.0),))]),
        ([[0], [1]], {(0, 1): 0.9}, [1, 0], [Cluster(1, ((0, 0.9),))]),
        # A chain: what is not like the best copy makes a group of its own.
        ([[0], [1], [2]], {(0, 1): 0.9, (1, 2): 0.9}, [0, 1, 2], [Cluster(0, ((1, 0.9),))]),
        ([[0], [1], [2]], {(0, 1): 0.9, (1, 2): 0.9}, [1, 2, 0], [Cluster(1, ((2, 0.9), (0, 0.9)))]),
        (
            [[0], [1], [2], [3]],
            {(0, 1): 0.9, (1, 2): 0.9, (2, 3): 0.95},
            [0, 3, 1, 2],
            [Cluster(0, ((1, 0.9),)), Cluster(3, ((2, 0.95),))],
        ),
        ([[0, 3], [1]], {(0, 1): 0.9}, [1, 3, 0], [Cluster(1, ((3, 0.9), (0, 0.9)))]),
    ],
)
def test_each_copy_is_like_the_one_that_is_kept(
    holders: list[list[int]], alike: dict[tuple[int, int], float], best: list[int], wanted: list[Cluster]
) -> None:
    assert list(clusters(holders, alike, ranked(best))) == wanted


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (REPORT, REPORT.replace("，", ",")),
        (REPORT, REPORT.replace("步道", "步\ufffd")),
        (REPORT, REPORT.replace("沿河步道", "沿 河 步 道")),
        (REPORT, REPORT.replace("清溪", "清\u200b溪")),
    ],
)
def test_damage_is_what_rules_find(better: str, worse: str) -> None:
    judge = Judge()
    assert judge.findings(better) == 0 < judge.findings(worse)


# entries


def entry_of(document: Document) -> Entry:
    return next(entries_of([document]))


@given(st.lists(texts, max_size=4))
def test_an_entry_is_the_same_in_any_company(many: list[str]) -> None:
    documents = [Document(f"{text}\n\n{REPORT}\n") for text in many]
    assert list(entries_of(documents)) == [entry_of(document) for document in documents]


def test_a_cut_paragraph_is_compared_as_one() -> None:
    half = REPORT.index("由原来")
    whole = entry_of(Document(f"三座桥同时开放\n\n{REPORT}\n\n{VISIT}\n"))
    cut = entry_of(Document(f"三座桥同时开放\n\n{REPORT[:half]}\n\n{REPORT[half:]}\n\n{VISIT}\n"))
    assert [passage.cuts for passage in whole.passages] == [0, 0]
    assert [passage.cuts for passage in cut.passages] == [1, 0]
    assert [passage.key for passage in cut.passages] == [passage.key for passage in whole.passages]
    assert cut.key == whole.key
    assert cut.content != whole.content


def test_short_paragraphs_headings_and_captions_are_not_compared() -> None:
    entry = entry_of(Document(f"三座桥同时开放\n\n记者 方宁 吴越\n\n{REPORT}\n\n沿河步道很受欢迎。\n"))
    assert [passage.line for passage in entry.passages] == [5]
    assert [passage.text for passage in entry.passages] == [REPORT]
