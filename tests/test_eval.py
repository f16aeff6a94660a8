"""`cnlint eval`: alignment, scores, judgements, intervals, and the command."""

import argparse
import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cnlint.commands import eval as command
from cnlint.evaluation.align import align, fold, matched_breaks, squeezed, text_of
from cnlint.evaluation.cleaners import Output
from cnlint.evaluation.damage import INJECTION, Page, page
from cnlint.evaluation.defects import Defect, found_defects, injected_defects
from cnlint.evaluation.goals import goals
from cnlint.evaluation.judging import RuleScore, judge
from cnlint.evaluation.lines import Edit as Damage
from cnlint.evaluation.measuring import case_of, measure_harm, measure_injected, measure_pairs
from cnlint.evaluation.score import Truth, breaks_found, compare, score, truth_text
from cnlint.evaluation.truthfile import Pair, clean_articles, pairs
from cnlint.evaluation.undone import FOREIGN, is_undone, places, refined, tally
from cnlint.evaluation.verdicts import is_judged, is_right
from cnlint.findings import Edit, Effect, Finding, Fix, Safety, Severity
from cnlint.intervals import at_most, wilson
from test_damage import ARTICLE, EXACT

UNITS = (
    "晒谷场上学技术",
    "昨天上午，东塘镇的晒谷场上摆开了二十多张长桌，技能比赛正在进行。",
    "入夜，晒谷场上的灯还亮着，选手们迟迟不肯散去。",
)
TRUTH = Truth(
    UNITS,
    ("滨江早报", "第4版"),
    ("选手正在修理插秧机。（林一诺 摄）",),
    "test",
    "hans",
    ("masthead", "page"),
    ("title", "para", "para"),
)
WHOLE = "\n\n".join(UNITS)
RAW = (
    "滨江早报\n\n第4版\n\n晒谷场上学技术\n\n昨天上午，东塘镇的晒谷场上摆开了二\n\n选手正在修理插秧机。（林一诺 摄）\n\n"
    "十多张长桌,技能比赛正在进行。\n\n入夜，晒谷场上的灯还亮看，选手们迟迟不肯散去。\n"
)


CASE = case_of(RAW, TRUTH)


def same(text: str, name: str) -> Output:
    return Output(text, ())


def perfect(page: Page) -> str:
    return "\n\n".join(page.truth)


def finding(start: int, end: int, *edits: Edit, rule: str = "PUN001") -> Finding:
    fix = Fix(tuple(edits), Safety.SAFE, Effect.WIDTH, "") if edits else None
    return Finding(rule, "name", Severity.ERROR, start, end, "", fix=fix)


def place(found: str, new: str | None = None, rule: str = "PUN001") -> Finding:
    start = RAW.index(found)
    edits = () if new is None else (Edit(start, start + len(found), found, new),)
    return finding(start, start + len(found), *edits, rule=rule)


def test_identity_has_the_counts_of_the_raw_text() -> None:
    result = score(RAW, RAW, TRUTH)
    assert (result.true_breaks, result.before.breaks_right, result.before.breaks) == (2, 2, 4 - 1)
    assert (result.before.furniture, result.before.captions, result.before.wrong, result.before.width) == (7, 16, 1, 1)
    assert (result.furniture, result.captions) == (7, 16)
    assert result.before == result.after
    assert (result.merged, result.lost, result.changed, result.corrected) == (0, 0, 0, 0)


def test_the_truth_scores_best() -> None:
    result = score(RAW, WHOLE, TRUTH)
    assert breaks_found(result.after, result.true_breaks) == (1.0, 1.0, 1.0)
    assert result.after[2:] == (0,) * 9
    assert result.corrected == 2


def test_losses_and_merges_are_counted() -> None:
    result = score(RAW, WHOLE.replace("长桌", "").replace("。\n\n入夜", "。入液"), TRUTH)
    assert (result.merged, result.lost, result.changed) == (1, 2, 1)
    assert result.before.breaks_right - result.after.breaks_right == 1


@pytest.mark.parametrize(("one", "other"), [("，", ","), ("「", "“"), ("Ａ", "A"), ("—", "-"), ("·", "・")])
def test_folded_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("，", "。"), ("國", "国"), ("一", "—"), ("：", "；")])
def test_not_folded_alike(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="东塘镇，。 \n\r\u200b", max_size=60))
def test_characters_know_where_they_came_from(text: str) -> None:
    parts = text_of(text)
    assert "".join(text[at] for at in parts.origin) == parts.chars
    assert fold(parts.chars) == squeezed(text)
    assert all(at < len(parts.chars) - 1 for at in parts.breaks)


@given(st.text(alphabet="东塘镇农民，。", min_size=1, max_size=60))
def test_a_text_aligns_with_itself(text: str) -> None:
    parts = text_of(text)
    assert align(parts, parts).to_truth == list(range(len(parts.chars)))


def test_line_ends_of_any_system() -> None:
    assert text_of("甲\r\n\r\n乙").breaks == text_of("甲\n\n乙").breaks == text_of("甲\r\r乙").breaks == {0}
    assert text_of("甲\n乙").breaks == set()
    assert text_of("甲\n乙", "newline").breaks == {0}


def test_a_break_beside_foreign_text_is_found_once() -> None:
    truth = text_of("甲乙\n\n丙丁")
    raw = text_of("甲乙\n\n广告\n\n丙丁")
    assert matched_breaks(raw, truth, align(raw, truth)) == ({1}, 1)


@given(st.integers(0, 500))
@settings(max_examples=25, deadline=None)
def test_what_a_perfect_cleaner_undoes(seed: int) -> None:
    made = page([ARTICLE, ARTICLE], Random(seed), INJECTION)
    truth = Truth(made.truth, made.furniture, made.captions)
    wanted = truth_text(truth)
    output = compare(perfect(made), wanted)
    edits = refined(made.edits, made.truth, made.text)
    known = (*made.captions, *made.furniture)
    undone = tally(edits, places(made.truth), wanted, output, perfect(made), known)
    assert {kind: of for kind, (_, of) in undone.items()} == {kind: done for kind, (done, _) in undone.items()}


@given(st.integers(0, 500))
@settings(max_examples=25, deadline=None)
def test_no_cut_is_undone_by_doing_nothing(seed: int) -> None:
    made = page([ARTICLE], Random(seed), EXACT._replace(layouts=(("blocks", 1.0),)))
    wanted = truth_text(Truth(made.truth, made.furniture, made.captions))
    raw = compare(made.text, wanted)
    for edit in made.edits:
        if edit.type.startswith(("cut_", "headline_cut")):
            assert not is_undone(edit, places(made.truth), wanted, raw, made.text)


@given(st.integers(0, 500))
@settings(max_examples=15, deadline=None)
def test_defects_lie_in_the_raw_text(seed: int) -> None:
    made = page([ARTICLE], Random(seed), INJECTION)
    truth = Truth(made.truth, made.furniture, made.captions, kinds=made.kinds)
    wanted = truth_text(truth)
    raw = compare(made.text, wanted)
    left_over = case_of(made.text, truth).leftovers
    edits = refined(made.edits, made.truth, made.text)
    for defect in (*injected_defects(edits, places(made.truth), raw), *found_defects(raw, wanted, truth, left_over)):
        assert 0 <= defect.start < defect.end <= len(made.text) + 1


def test_defects_read_from_the_alignment() -> None:
    wanted = truth_text(TRUTH)
    defects = found_defects(compare(RAW, wanted), wanted, TRUTH, CASE.leftovers)
    found = {(defect.kind, RAW[defect.start : defect.end].strip()) for defect in defects}
    assert found >= {
        ("masthead_line", "滨江早报"),
        ("page_number", "第4版"),
        ("caption", TRUTH.captions[0]),
        ("half_width", ","),
        ("char_misread", "看"),
    }
    assert [defect.kind for defect in defects if defect.kind.startswith("cut")] == ["cut_caption"]


@pytest.mark.parametrize(
    ("what", "right"),
    [
        (place(",", "，"), True),
        (place(",", "；"), False),
        (place("比赛", "竞赛"), False),
        (place("\n\n选手正在修理插秧机。（林一诺 摄）\n\n", "", "PAR003"), True),
        (place("\n\n选手正在修理", "选手正在修理", "PAR001"), False),
        (place("\n\n入夜", "入夜", "PAR001"), False),
        (place("滨江早报\n\n", "", "PAG001"), True),
        (place("滨江早报", rule="CAP001"), False),
        (place("晒谷场上学技术", "", rule="PAG001"), False),
        (place("晒谷场上的灯", "", rule="DUP001"), False),
        (place("\n\n", "", "PAR001"), None),
        (place(",", rule="NUM001"), None),
        (place("滨", "宾"), None),
        (place("看", rule="LEX005"), True),
        (place("灯", rule="LEX005"), False),
        (place("选手正在修理插秧机。", rule="CAP001"), True),
    ],
)
def test_judging(what: Finding, right: bool | None) -> None:
    assert is_right(what, CASE) is right


def test_moving_a_caption_is_right_whatever_becomes_of_the_body() -> None:
    caption = "选手正在修理插秧机。（林一诺 摄）"
    assert is_right(place(f"\n\n{caption}", "", "CAP001"), CASE) is True
    start = RAW.index(caption)
    moved = finding(
        start, start + len(caption), Edit(start - 2, start + len(caption), f"\n\n{caption}", ""),
        Edit(len(RAW) - 1, len(RAW) - 1, "", f"\n\n{caption}"), rule="CAP001",
    )  # fmt: skip
    assert is_right(moved, CASE) is True


def test_a_caption_that_repeats_the_headline_is_one() -> None:
    truth = TRUTH._replace(captions=("晒谷场上学技术 林一诺摄",))
    raw = f"晒谷场上学技术 林一诺摄\n\n{WHOLE}"
    case = case_of(raw, truth)
    assert is_right(finding(0, 12, rule="CAP001"), case) is True
    headline = raw.index("晒谷场上学技术", 5)
    assert is_right(finding(headline, headline + 7, rule="CAP001"), case) is False


def test_a_copy_is_one_whichever_print_goes() -> None:
    last = UNITS[-1]
    case = case_of(f"{WHOLE}\n\n{last}\n", TRUTH)
    first = case.text.index(last)
    for start in (first, first + len(last) + 2):
        gone = Edit(start - 2, start + len(last), f"\n\n{last}", "")
        assert is_right(finding(start, start + len(last), gone, rule="DUP001"), case) is True


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("他说：“晒谷场上的灯还亮着，选手们迟迟不肯散去。", True),  # the closing mark was lost
        ("他说：“晒谷场上的灯还亮着，选手们迟迟不肯散去。”", False),  # it is there
    ],
)
def test_a_mark_without_partner_is_judged_by_its_unit(read: str, right: bool) -> None:
    unit = "他说：“晒谷场上的灯还亮着，选手们迟迟不肯散去。”"
    case = case_of(f"{UNITS[1]}\n\n{read}\n", Truth((UNITS[1], unit), (), ()))
    at = case.text.index("“")
    assert is_right(finding(at, at + 1, rule="PUN003"), case) is right


def test_a_mark_that_the_truth_leaves_alone_is_no_defect() -> None:
    unit = "他说：“晒谷场上的灯还亮着，选手们迟迟不肯散去。"
    case = case_of(unit, Truth((unit,), (), ()))
    assert is_right(finding(3, 4, rule="PUN003"), case) is False


def test_layout_is_right_where_it_harms_nothing() -> None:
    raw = f"{UNITS[1]}  \n\n{UNITS[2]}\n"
    case = case_of(raw, Truth(UNITS[1:], (), ()))
    end = len(UNITS[1])
    assert is_right(finding(end, end + 2, Edit(end, end + 2, "  ", ""), rule="FMT002"), case) is True
    assert is_right(finding(end, end + 4, Edit(end, end + 4, "  \n\n", ""), rule="FMT002"), case) is False


def test_rule_scores() -> None:
    wanted = truth_text(TRUTH)
    raw = compare(RAW, wanted)
    defects = found_defects(raw, wanted, TRUTH, CASE.leftovers)
    scores = judge([place(",", "，"), place("比赛", "竞赛")], defects, CASE)
    assert scores["PUN001"] == RuleScore(findings=2, right=1, defects=1, found=1)
    assert scores["CAP001"].recall == wilson(0, 1)
    assert not is_judged("NUM001")


def test_what_another_rule_found_is_counted_by_itself() -> None:
    half = len(UNITS[1]) // 2
    cut = Defect("cut_han", half, half + 2)
    scores = judge([finding(cut.start, cut.end, rule="PAR002")], [cut], CASE)
    assert (scores["PAR001"].found, scores["PAR001"].others) == (0, 1)
    assert (scores["PAR002"].found, scores["PAR002"].others) == (1, 0)


@pytest.mark.parametrize(
    ("read", "kind"),
    [("l", "figure_misread"), ("7", "digit_misread"), ("，", "figure_misread")],
)
def test_a_figure_read_as_something_else(read: str, kind: str) -> None:
    unit = "全村共352户，去年人均收入增长一成。"
    raw = unit.replace("5", read)
    truth = Truth((unit,), (), ())
    case = case_of(raw, truth)
    assert [defect.kind for defect in found_defects(case.raw, case.wanted, truth, case.leftovers)] == [kind]


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # 81 of 263: Newcombe 1998, Statistics in Medicine 17, table I; 0 of n is z² / (n + z²).
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_wilson(right: int, of: int, low: float, high: float) -> None:
    share = wilson(right, of)
    assert (round(share.low, 4), round(share.high, 4)) == (low, high)


def test_thirty_thousand_without_an_error() -> None:
    assert at_most(30_000) < 1e-4 < at_most(29_000) * 1.04
    assert at_most(0) == 1.0


def test_harm() -> None:
    texts = [("a", "甲乙。\n\n丙丁。\n"), ("b", "甲乙，丙丁。\n\n戊己。\n")]
    assert measure_harm(texts, same) == ((2, 0, 15, 0, 2, 0, 0), [])
    harm, names = measure_harm(texts, lambda text, name: Output(text.replace("，", "").replace("。\n\n丙", "。丙"), ()))
    assert (harm.changed_files, harm.changed, harm.merged, names) == (2, 1, 1, ["a", "b"])


def test_measurements_add_up_and_name_their_data() -> None:
    pair = Pair("a", RAW, TRUTH)
    one, two = measure_pairs([pair], same), measure_pairs([pair, pair._replace(name="b")], same)
    assert two.group().true_breaks == 2 * one.group().true_breaks
    assert two.group(source="test") == two.group()
    assert two.group(source="other").documents == 0
    assert one.digest != two.digest == measure_pairs([pair, pair._replace(name="b")], same).digest


def test_written_pages_measure_as_injected_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clean, outputs = _clean(tmp_path), tmp_path / "outputs"
    outputs.mkdir()
    made = _run(capsys, "--inject", clean, "--outputs", outputs, "--write", tmp_path / "pages", "--seed", "7")
    again = _run(capsys, tmp_path / "pages" / "raw", tmp_path / "pages" / "truth", "--outputs", outputs)
    assert made["groups"]["all"] == again["groups"]["all"]
    assert made["injected"]
    assert made["groups"]["all"]["before"]["false_breaks"] > 0
    for file in (tmp_path / "pages" / "truth").glob("*.json"):
        (outputs / f"{file.stem}.txt").write_text(
            "\n\n".join(json.loads(file.read_text(encoding="utf-8"))["body"]), encoding="utf-8"
        )
    perfect = _run(capsys, "--inject", clean, "--outputs", outputs, "--seed", "7")
    assert perfect["groups"]["all"]["after"]["break_f1"] == 1.0
    assert {entry["undone"]["share"] for entry in perfect["injected"].values()} == {1.0}


def test_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    assert command.run(_arguments("--inject", _clean(tmp_path), "--outputs", outputs)) == 0
    text = capsys.readouterr().out
    assert "break f1" in text
    assert "injected damage" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "give RAW and TRUTH"),
        (("raw",), "give RAW and TRUTH"),
        (("raw", "truth"), "raw: no such file or folder"),
        (("raw", "truth", "--inject", "clean"), "one of the three"),
        (("--inject", "clean", "--outputs", "out"), "out: no such folder"),
    ],
)
def test_bad_arguments(
    arguments: tuple[str, ...],
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    outputs = () if "--outputs" in arguments else ("--outputs", str(tmp_path))
    assert command.run(_arguments(*arguments, *outputs, "--output-format", "json")) == 2
    streams = capsys.readouterr()
    assert says in streams.err
    assert streams.err.count("\n") == 1
    assert says in json.loads(streams.out)["errors"][0]


def test_a_broken_truth(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(RAW, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"furniture": []}', encoding="utf-8")
    assert command.run(_arguments(tmp_path, tmp_path, "--outputs", tmp_path)) == 2
    assert "a.json: no truth file" in capsys.readouterr().err


def test_truth_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(RAW, encoding="utf-8")
    record = {
        "body": UNITS,
        "kinds": TRUTH.kinds,
        "captions": [{"text": TRUTH.captions[0]}],
        "source": "test",
        "script": "hans",
        "furniture": [{"type": "masthead", "text": "滨江早报"}, {"type": "page", "text": "第4版"}],
    }
    (tmp_path / "a.json").write_text(json.dumps(record), encoding="utf-8")
    assert list(pairs(tmp_path, tmp_path)) == [Pair("a", RAW, TRUTH)]


def test_the_goals_are_told_beside_what_was_reached() -> None:
    made = [(str(seed), page([ARTICLE, ARTICLE], Random(seed), INJECTION)) for seed in range(12)]
    truths = {made_page.text: perfect(made_page) for _, made_page in made}
    best = measure_injected(made, lambda text, name: Output(truths[text], ()), same)
    reached = {one.figure: one for one in goals(best)}
    assert all(one.met for figure, one in reached.items() if "fix alone" not in figure)
    assert reached["any of these cuts, fix alone"].value == 0.0
    nothing = {one.figure: one for one in goals(measure_injected(made, same))}
    assert "any of these cuts, fix alone" not in nothing
    assert nothing["caption in the body"].value == nothing["cut around a caption"].value == 0.0
    assert not nothing["caption in the body"].met
    assert nothing["body characters lost"].met


def test_headings_that_run_into_the_body_are_counted() -> None:
    result = score(WHOLE, WHOLE.replace("学技术\n\n", "学技术"), TRUTH)
    assert (result.merged, result.headings_merged) == (1, 1)
    result = score(WHOLE, WHOLE.replace("。\n\n入夜", "。入夜"), TRUTH)
    assert (result.merged, result.headings_merged) == (1, 0)


def test_copies_are_exact_or_near() -> None:
    copy = "入夜，晒谷场上的灯还亮着，"
    damage = [Damage("dup_adjacent", 0, 0, copy)]
    assert refined(damage, UNITS, f"{copy}\n\n选手\n\n{copy}")[0].type == "dup_adjacent"
    assert refined(damage, UNITS, f"{copy}\n\n入液，晒谷场上的灯还亮着，")[0].type == "dup_near"


@pytest.mark.parametrize("kind", sorted(FOREIGN))
def test_a_foreign_line_counts_by_itself(kind: str) -> None:
    line = "第4版" if kind == "page_number" else "滨江早报社址东塘路"
    edit, wanted = Damage(kind, 0, 0, line), truth_text(TRUTH)
    cut = WHOLE.replace("长桌", "\n\n长桌")  # another damage remains
    for output, undone in ((cut, 1), (f"{line}\n\n{cut}", 0)):
        assert tally([edit], places(UNITS), wanted, compare(output, wanted), output, (line,)) == {kind: (undone, 1)}


def test_the_articles_of_a_truth() -> None:
    units = ("东塘镇", "晒谷场上学技术", "林一诺", UNITS[1], "农闲办夜校", UNITS[2], "夜校开学", UNITS[1])
    kinds = ("kicker", "title", "byline", "para", "sub", "para", "title", "para")
    first, second = clean_articles(Truth(units, (), (), "test", "hans", kinds=kinds))
    assert (first.kicker, first.title, first.byline) == ("东塘镇", "晒谷场上学技术", "林一诺")
    assert (first.paras, first.subs) == ((UNITS[1], UNITS[2]), ((1, "农闲办夜校"),))
    assert (second.title, second.paras, second.script) == ("夜校开学", (UNITS[1],), "hans")


def test_an_error_of_the_cleaner_is_told() -> None:
    result = measure_injected(
        [("a", page([ARTICLE], Random(1), INJECTION))], lambda text, name: Output(text, (), ("it broke",))
    )
    assert result.documents[0].errors == ("it broke",)


def _clean(folder: Path) -> Path:
    clean = folder / "clean"
    clean.mkdir()
    for number in range(6):
        text = "\n\n".join((ARTICLE.title, *ARTICLE.paras))
        (clean / f"{number}.txt").write_text(text, encoding="utf-8")
    return clean


def _arguments(*arguments: object) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return parser.parse_args([str(argument) for argument in arguments])


def _run(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, dict[str, dict[str, dict[str, float]]]]:
    assert command.run(_arguments(*arguments, "--output-format", "json")) == 0
    result: dict[str, dict[str, dict[str, dict[str, float]]]] = json.loads(capsys.readouterr().out)
    return result
