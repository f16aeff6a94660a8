"""The scripts that measure rules: what they write into rule files, and how often advice may speak."""

from random import Random

import pytest

import measure_advice
import measure_planted
from cnlint.evaluation.score import Truth
from cnlint.rulebook.rule import Measured, Read, Recalled, Text
from measure_advice import Source, sample, speaks
from measure_harm import PRINTED, counted
from measure_planted import PLANTERS, Score, planted
from measure_rules import PLANTED, Counts, Page, every_rule, is_stable, measure, rewritten
from planting import Article
from rulefiles import FIXING, rule_of

ADVICE = FIXING.replace("severity: error", "severity: advice").replace("status: stable", "status: preview")
MANY = [Measured("ppocr pages: one", 30, 28), Measured("ppocr pages: two", 30, 28)]


def test_counts_are_put_beside_those_that_were_read_by_hand() -> None:
    rule = rule_of(FIXING)
    counts = Counts([Measured("ppocr pages: one", 3, 2)], [Recalled("ppocr pages: one", 5, 4, 1)])
    once = rewritten(FIXING, rule, counts)
    made = rule_of(once)
    assert made.measured == (*counts.measured, *rule.measured)
    assert made.recall == tuple(counts.recall)
    assert rewritten(once, made, counts) == once


def test_a_reason_why_recall_is_not_measured_stays() -> None:
    source = FIXING.replace("references:", "recall: {en: No truth., zh: 没有真值。}\nreferences:")
    made = rule_of(rewritten(source, rule_of(source), Counts(MANY, [])))
    assert made.no_recall == Text("No truth.", "没有真值。")


@pytest.mark.parametrize(
    ("read", "stable"),
    [(None, False), (Read(50, 29, 90, Text("", "")), False), (Read(49, 49, 90, Text("", "")), False),
     (Read(50, 30, 90, Text("", "")), True)],
)  # fmt: skip
def test_advice_is_stable_only_if_its_sample_reads_well(read: Read | None, stable: bool) -> None:
    assert is_stable(rule_of(ADVICE)._replace(read=read), MANY) is stable
    assert is_stable(rule_of(FIXING)._replace(read=read), MANY) is True


def test_rules_that_are_off_by_default_are_measured_too() -> None:
    assert {"HED002", "CHR006"} <= {active.rule.code for active in every_rule()}


def test_precision_and_recall_are_counted_on_the_same_pages() -> None:
    unit = "昨日上午，全市春耕生产现场会在白沙镇召开，各县区负责人参加会议。"
    page = Page("one", "p", unit.replace("，", ","), Truth((unit,), (), ()))
    counts = measure(iter([page]), ("PUN001",), "")
    assert list(counts) == ["PUN001"]
    assert counts["PUN001"] == Counts([Measured("one", 2, 2)], [Recalled("one", 2, 2, 0)])


CUT = "今年以来，全市各级农业部门早谋划、早部署，深入田间地头指导农\n\n民开展春耕备耕工作，完成播种三万多亩。\n"


@pytest.mark.parametrize(
    ("text", "counts", "told"), [(CUT, (1, 1, 0), 1), (CUT.replace("\n\n", ""), (0, 0, 0), 0), ("", (0, 0, 0), 0)]
)
def test_joins_are_counted_by_tier(text: str, counts: tuple[int, int, int], told: int) -> None:
    shown: list[str] = []
    assert counted([text], str, shown) == counts
    assert len(shown) == told


def test_line_ends_inside_a_paragraph_are_no_boundaries() -> None:
    text = f"{CUT.replace(chr(10), '')}\n\n{CUT.replace(chr(10), '')}\n"
    setting = PRINTED["printed lines of 13, tight"]
    assert max(map(len, setting(text).split("\n"))) == 13
    assert counted([text], setting, []) == (1, 0, 0)


def test_how_often_advice_may_speak(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rules = [active for active in every_rule() if active.rule.code == "NUM001"]
    wrong = "大会定于2月30日召开。"
    monkeypatch.setattr(measure_advice, "CHARACTERS", len(wrong))
    assert speaks([Source("a", wrong), Source("b", "大会定于2月28日召开。")], rules)
    monkeypatch.setattr(measure_advice, "CHARACTERS", len(wrong) + 1)
    assert not speaks([Source("a", wrong + wrong)], rules)
    assert "NUM001" in capsys.readouterr().out


def test_a_sample_is_the_same_each_time_and_shows_the_truth() -> None:
    rules = [active for active in every_rule() if active.rule.code == "NUM001"]
    pages = [Source(f"p{day}", f"大会定于2月3{day % 2}日召开，第{day}场。", None) for day in range(9)]
    lines = list(sample(pages, rules, 4))
    assert lines[0] == "NUM001: 4 of 9" and len(lines) == 5
    assert lines == list(sample(pages, rules, 4))
    truth = Truth(("大会定于3月30日召开。",), (), ())
    (_, line) = sample([Source("p", "大会定于2月30日召开。", truth)], rules, 4)
    assert "【2月30日】" in line and "truth: 大会定于3月30日召开。" in line


ARTICLE = Article(
    "永宁镇修好三座老桥",
    (
        "本报记者 方宁",
        "2024年3月，永宁镇的三座老桥全部修好。陈安远说，城乡居民来往更方便了。市民们走上桥头，纷纷拿出手机拍照。",
        "一、摸清家底。陈安远说，先把全镇的桥都量一遍。永宁镇的桥多，河也多，老人们认得每一座。",
        "二、请来匠人。陈安远介绍，匠人从邻县请来，定下了每一座桥的修法。永宁镇的石料就地取材。",
        "三、开工修缮。陈安远表示，修一座开放一座。永宁镇的桥修好以后，镇里还要修缮戏台和古井。",
        "市民说，沿河走走，心情很好。永宁镇的夜市也热闹起来，一家人吃过饭，常到桥上乘凉。",
    ),
)
ARTICLES = [ARTICLE._replace(others=(ARTICLE, ARTICLE, ARTICLE))]


@pytest.mark.parametrize("code", PLANTERS)
def test_what_is_planted_is_damage_and_lies_where_it_is_said_to(code: str) -> None:
    [(article, made)] = planted(ARTICLES, PLANTERS[code], Random(1))
    assert made.text != article.text
    assert 0 <= made.start <= made.end <= len(made.text)
    assert [made] == [other for _, other in planted(ARTICLES, PLANTERS[code], Random(1))]


def test_of_planted_damage_is_counted_what_the_rule_finds_there() -> None:
    assert measure_planted.measure([ARTICLES], "FMT004") == Score(1, 1, 1, 0)
    assert measure_planted.measure([[ARTICLE._replace(paragraphs=("短。",))]], "ORD001") == Score(0, 0, 0, 0)


def test_planted_damage_counts_beside_other_sources_and_makes_no_rule_stable() -> None:
    seen, made = Recalled("ppocr pages: one", 5, 4, 1), Recalled(PLANTED, 9, 8, 0)
    first = rewritten(FIXING, rule_of(FIXING), Counts(MANY, [seen]))
    both = rewritten(first, rule_of(first), Counts([], [made]), (PLANTED,))
    assert rule_of(both).recall == (seen, made)
    assert rewritten(both, rule_of(both), Counts(MANY, [seen])) == both
    alone = rewritten(ADVICE, rule_of(ADVICE), Counts([], [made]), (PLANTED,))
    assert rule_of(alone).status == "preview" and rule_of(alone).measured == rule_of(ADVICE).measured
