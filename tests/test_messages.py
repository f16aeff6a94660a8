"""The catalogue of words: complete in both languages, and known to whoever uses it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from cnlint.explaining import EVIDENCE, describe
from cnlint.findings import Evidence, Safety, Severity
from cnlint.messages import INTERFACE, Words, say

PACKAGE = Path(__file__).parents[1] / "lint" / "cnlint"


def literals(name: str, folder: Path = PACKAGE) -> set[str]:
    """What is literally given as first argument wherever a function or class of this name is called."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_every_kind_of_evidence_in_the_package_is_in_the_catalogue() -> None:
    # The parts of a seam's score are shown as evidence under their own kinds.
    used = literals("Evidence") | literals("Part", PACKAGE / "structure")
    assert {"probability", "straddling-quote"} <= used, "the search no longer sees the evidence that there is"
    assert used - EVIDENCE.keys() == set()


def test_every_word_that_is_said_is_in_the_catalogue() -> None:
    assert literals("say") - INTERFACE.keys() == set()


@pytest.mark.parametrize("member", [*Severity, *Safety])
def test_severities_and_safeties_have_words(member: str) -> None:
    assert say(member, "en") and say(member, "zh")


def every_words() -> Iterator[tuple[str, Words]]:
    yield from INTERFACE.items()
    for kind, saying in EVIDENCE.items():
        yield kind, saying.speaks_for
        if saying.against is not None:
            yield kind, saying.against


@pytest.mark.parametrize(("key", "words"), list(every_words()))
def test_both_languages_say_the_same(key: str, words: Words) -> None:
    assert words.en and words.zh
    assert fields(words.en) == fields(words.zh)
    assert not re.search("[\u4e00-\u9fff]", words.en + words.one)
    assert re.search("[\u4e00-\u9fff]", words.zh)


@pytest.mark.parametrize(
    ("evidence", "en", "zh"),
    [
        (Evidence("no-final-mark"), "the left side has no final mark", "左侧没有句末标点"),
        (Evidence("pause-mark", "，"), "the left side ends in a mark that ends no paragraph: ，",
         "左侧以不能结束段落的标点收尾：，"),
        (Evidence("language", 3.25), "the words on both sides continue each other (+3.25)",
         "两侧的文字前后相续（+3.25）"),
        (Evidence("language", -1.5), "the words on both sides do not continue each other (-1.5)",
         "两侧的文字互不相续（-1.5）"),
        (Evidence("probability", 0.9993), "probability 0.9993 that both sides are one", "两侧同属一段的概率为 0.9993"),
        (Evidence("moon-phase"), "moon-phase", "moon-phase"),
        (Evidence("moon-phase", "full {0}"), "moon-phase: full {0}", "moon-phase：full {0}"),
        (Evidence("moon-phase", 3), "moon-phase: 3", "moon-phase：3"),
        (Evidence("moon-phase", -0.5), "moon-phase (-0.5)", "moon-phase（-0.5）"),
        (Evidence("probability", "{x}"), "probability {x} that both sides are one", "两侧同属一段的概率为 {x}"),
    ],
)  # fmt: skip
def test_evidence_in_words(evidence: Evidence, en: str, zh: str) -> None:
    assert describe(evidence, "en") == en
    assert describe(evidence, "zh") == zh


@pytest.mark.parametrize(
    ("n", "lang", "wanted"),
    [(1, "en", "1 finding"), (0, "en", "0 findings"), (2, "en", "2 findings"), (1, "zh", "1 处问题")],
)
def test_numbers_take_their_form(n: int, lang: str, wanted: str) -> None:
    assert say("n-findings", lang, n=n) == wanted


def test_unknown_words_are_a_mistake_in_the_program() -> None:
    with pytest.raises(KeyError):
        say("no-such-words", "en")
