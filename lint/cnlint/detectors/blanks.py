"""Blanks between Han characters, where engines such as tesseract set them and Chinese print does not.

Print has blanks of its own: between the parts of a headline, the names of a byline, a dateline and its text, a run-in
subhead and its text, the two characters of a short name. So only running text is asked, and there the language model
that scores seams says whether the two sides run on into one another: an engine's blanks fall anywhere, printed ones
where one thing ends and another begins.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from cnlint.characters import CLOSERS, FINAL_MARKS, count_han
from cnlint.codes import matches_at
from cnlint.detectors.logical import Running, running
from cnlint.detectors.words import LONGEST_WORD, is_word
from cnlint.findings import Edit, Match, Safety, Value
from cnlint.lazy import lazy
from cnlint.structure.language import Language, language
from cnlint.structure.model import HEADING_ROLES, Role
from cnlint.structure.snapshot import Snapshot

_HAN: Final = r"\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
# Three blanks and more are a gap between columns.
_GAP: Final = r"[ \u00a0]{1,2}"
# Inside a word or phrase; after a pause or an opener; after a semicolon, where items of a list may be set apart; before
# a mark.
_BLANK: Final = lazy(
    rf"(?:(?<=[{_HAN}])(?P<inside>{_GAP})|(?<=[，、“‘（《「『])(?P<after>{_GAP})|(?<=；)(?P<item>{_GAP}))(?=[{_HAN}])"
    rf"|(?<=[{_HAN}])(?P<before>{_GAP})(?=[，。、；：！？”’）》」』])"
)
_ANY_BLANK: Final = lazy(_GAP)

# Shorter paragraphs are remarks, lines of lists, names: their blanks may be printed.
_LONG: Final = 40
# Lines with blanks before the document is looked at as a whole, if none of them is long.
_SEVERAL: Final = 5
_FINISHED: Final = FINAL_MARKS | CLOSERS

# What a printed blank inside running text looks like, by what stands before and after it.
_DATELINE_BEFORE: Final = lazy(r"^.{0,30}(?:[电電讯訊]|消息|[报報][道導]|按)$")
_NAME_BEFORE: Final = lazy(
    r"(?:[记記]者|通[讯訊][员員]|[撰供][稿文]|作者|[摄攝][影]?|[编編][辑輯译譯]|[主司][持仪儀]|[实實][习習]生|文/?|[图圖]/?)[^，。；！？]{0,8}$"
)
_RUN_IN_HEAD: Final = lazy(r"^[^，。；！？]{1,20}$")
_SINGLE_BEFORE: Final = lazy(rf"(?:^|[^{_HAN}])[{_HAN}]$")
_SINGLE_AFTER: Final = lazy(rf"^[{_HAN}](?:[^{_HAN}]|$)")
_LABEL_AFTER: Final = lazy(rf"^[{_HAN}]{{1,6}}[：:∶]")
_CONTEXT: Final = 31  # characters of context that the forms above look at

# Log-odds of running on at random places of clean paragraphs: mean 3.2, deviation 3.1; at blanks printed in running
# text: -1.3 and 2.1 (both measured on six million characters of clean news, by models that have not seen them). Two
# normal curves give the weight of a blank for "set by the engine"; their sum over a document has to reach 6 nats (400
# to 1; four ordinary ones do).
_ENGINE: Final = (3.2, 3.1)
_PRINTED: Final = (-1.3, 2.1)
_PROVEN: Final = 6.0


class _Proof(NamedTuple):
    """How sure it is that the document's blanks are an engine's: the least scores of blanks that may go."""

    proven: bool
    no_form: float  # in running text, in no form that print has
    printed_form: float  # in a form that print has, or in a short line


# One blank alone proves itself above 5: of 124 blanks printed in clean news none but a damaged one was found there. The
# other bounds are those that 99, 68, 99.9 and 95 of 100 random places reach.
_UNPROVEN: Final = _Proof(False, 5.0, math.inf)
_LIKELY: Final = _Proof(True, -3.5, 1.5)
_CERTAIN: Final = _Proof(True, -6.0, -2.0)
# The weight that makes it certain: some fifteen ordinary blanks.
_CERTAIN_WEIGHT: Final = 5 * _PROVEN
# Inside a word or phrase a blank proves itself above this; if its form is a printed one, above the second.
_PHRASE: Final = -1.0
_PHRASE_PRINTED: Final = 1.5
# An engine that sets a blank for every seventh character sets them without regard to the text; lists of labels in
# running text have one for every seventeenth.
_DENSE: Final = 0.15
_DENSE_FEWEST: Final = 5
# An engine that sets all characters apart does so in headlines, which print may set apart, too; half of the characters
# of running text are enough to tell, for it reads some words whole. Bylines keep what parts their names.
_HALF, _MOST = 0.5, 0.7
_SPACED_TOO: Final = HEADING_ROLES | {Role.BODY, Role.SUBHEAD, Role.CAPTION}


# Grammatical words after which no headline, name or list item ends, and those with which none begins (both scripts).
_NEVER_LAST: Final = frozenset(
    "的在是和与與及把被对對从從向将將为為以于於但而并並或其这這那每各很更最不没沒未所之让讓使给給比"
)
_NEVER_FIRST: Final = frozenset("的了着著过過们們等之")
# A figure with its measure word: what is counted follows. `Language.normal` spells every figure 0.
_COUNTED: Final = lazy("0[名个位只条件种项座栋辆台]$")


class _Blank(NamedTuple):
    """A blank: span in the paragraph, kind, log-odds that its sides run on, whether print has its form."""

    start: int
    end: int
    kind: str
    score: float
    phrase: bool  # grammar or the word list says that it stands inside a phrase or word
    printed: bool

    @property
    def speaks(self) -> bool:
        """Whether it says something about where the document's blanks come from."""
        return self.kind == "inside" and not self.printed


def blank_between_han(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Blanks inside running Chinese text, one match for each line that has some."""
    if not _is_worth_reading(snapshot.text):
        return
    model = language()
    found = [(paragraph, _blanks(paragraph.text, model)) for paragraph in running(snapshot)]
    prose = [blank for paragraph, blanks in found if _is_prose(paragraph) for blank in blanks if blank.speaks]
    proof = _proof(sum(_weight(blank.score) for blank in prose))
    spaced = _is_spaced([(paragraph, blanks) for paragraph, blanks in found if _is_prose(paragraph)], _HALF)
    for paragraph, blanks in found:
        judge = _judge_of(paragraph, blanks, proof, spaced)
        judged = [(blank, judge(blank, proof)) for blank in blanks] if judge else []
        yield from _matches(paragraph, [(blank, safety) for blank, safety in judged if safety is not Safety.DISPLAY])


def _proof(weight: float) -> _Proof:
    return _CERTAIN if weight >= _CERTAIN_WEIGHT else _LIKELY if weight >= _PROVEN else _UNPROVEN


def _judge_of(
    paragraph: Running, blanks: Sequence[_Blank], proof: _Proof, spaced: bool
) -> Callable[[_Blank, _Proof], Safety] | None:
    """Who says what may be done about the blanks of a paragraph; None where nothing may.

    `spaced` says that the engine sets the characters of running text apart.
    """
    if spaced and paragraph.role in _SPACED_TOO and _is_spaced([(paragraph, blanks)], _MOST):
        return _single_safe
    dense = _is_dense(paragraph.text, blanks)
    if _is_prose(paragraph):
        return _all_safe if dense else _in_prose
    if paragraph.role is Role.BODY and proof.proven:
        return _in_short_line
    return _all_unsafe if dense else None


def _is_worth_reading(text: str) -> bool:
    """Whether a blank stands in a long line, or blanks in several lines: most documents have them in headlines only."""
    lines: set[int] = set()
    for found in _ANY_BLANK.finditer(text):
        if not (_is_wide(text[found.start() - 1]) and _is_wide(text[found.end() : found.end() + 1])):
            continue
        if _BLANK.match(text, found.start()) is None:
            continue
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        if (len(text) if end < 0 else end) - start >= _LONG or len(lines) >= _SEVERAL:
            return True
        lines.add(start)
    return False


def _is_wide(char: str) -> bool:
    """What all that `_BLANK` asks for on either side has in common: most blanks are Latin text's and end here."""
    return char > "\u3000" or (char != "" and char in "“”‘’")


def _is_prose(paragraph: Running) -> bool:
    return paragraph.role is Role.BODY and len(paragraph.text) >= _LONG and paragraph.text[-1] in _FINISHED


def _blanks(text: str, model: Language) -> list[_Blank]:
    blanks = []
    for found in matches_at(_BLANK, text, (gap.start() for gap in _ANY_BLANK.finditer(text))):
        start, end, kind = found.start(), found.end(), found.lastgroup or ""
        inside = kind == "inside"
        left, right = _closed(text[max(0, start - _SEEN) : start]), _closed(text[end : end + _SEEN])
        score = model.runs_on(left, right) if inside else 0.0
        phrase = inside and _inside_phrase(model.normal(left), model.normal(right))
        blanks.append(_Blank(start, end, kind, score, phrase, inside and _is_printed(text, start, end)))
    return blanks


# The model looks at three characters on each side; with other blanks among them, at most so many are needed.
_SEEN: Final = 16


def _closed(text: str) -> str:
    return text.replace(" ", "").replace("\u00a0", "")


def _inside_phrase(left: str, right: str) -> bool:
    if left[-1] in _NEVER_LAST or right[0] in _NEVER_FIRST or _COUNTED.search(left):
        return True
    across = any(
        is_word(left[-before:] + right[:after])
        for before in range(1, LONGEST_WORD)
        for after in range(1, LONGEST_WORD + 1 - before)
        if len(left) >= before and len(right) >= after
    )
    # 市长 会见: where a word ends and another starts, one across may be chance.
    ends = any(is_word(left[-size:]) for size in range(2, LONGEST_WORD + 1) if len(left) >= size)
    starts = any(is_word(right[:size]) for size in range(2, LONGEST_WORD + 1) if len(right) >= size)
    return across and not (ends and starts)


def _is_printed(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    if start <= _CONTEXT and (_DATELINE_BEFORE.search(before) or _RUN_IN_HEAD.search(before)):
        return True
    if _SINGLE_BEFORE.search(before) and _SINGLE_AFTER.search(after):
        return True
    opened = max(before.rfind("("), before.rfind("（"))
    in_brackets = opened > max(before.rfind(")"), before.rfind("）"))
    return in_brackets or bool(_NAME_BEFORE.search(before) or _LABEL_AFTER.search(after))


def _weight(score: float) -> float:
    """Log-likelihood ratio of a score: set by the engine against printed."""
    (mean, deviation), (printed_mean, printed_deviation) = _ENGINE, _PRINTED
    engine, printed = (score - mean) / deviation, (score - printed_mean) / printed_deviation
    return (printed * printed - engine * engine) / 2 + math.log(printed_deviation / deviation)


def _is_spaced(lines: Sequence[tuple[Running, Sequence[_Blank]]], share: float) -> bool:
    """Whether at least such a share of the Han characters of some lines is followed by a blank."""
    characters = sum(count_han(paragraph.text) for paragraph, _ in lines)
    return 0 < share * characters <= sum(blank.kind == "inside" for _, blanks in lines for blank in blanks)


def _is_dense(text: str, blanks: Sequence[_Blank]) -> bool:
    inside = sum(blank.kind == "inside" for blank in blanks)
    return inside >= max(_DENSE_FEWEST, _DENSE * len(text))


def _all_safe(blank: _Blank, proof: _Proof) -> Safety:
    return Safety.SAFE


def _single_safe(blank: _Blank, proof: _Proof) -> Safety:
    """Where every character is set apart by one blank, two are a blank that was printed, perhaps."""
    return Safety.SAFE if blank.end - blank.start == 1 else Safety.UNSAFE


def _all_unsafe(blank: _Blank, proof: _Proof) -> Safety:
    return Safety.UNSAFE


def _in_short_line(blank: _Blank, proof: _Proof) -> Safety:
    return Safety.SAFE if blank.kind == "inside" and blank.score >= proof.printed_form else Safety.UNSAFE


def _in_prose(blank: _Blank, proof: _Proof) -> Safety:
    """DISPLAY stands for nothing at all: that blank is printed."""
    if blank.kind in ("before", "after"):
        return Safety.SAFE
    if blank.kind == "item":
        return Safety.SAFE if proof.proven else Safety.UNSAFE
    if blank.printed:
        proven = blank.score >= proof.printed_form or (blank.phrase and blank.score >= _PHRASE_PRINTED)
        return Safety.SAFE if proven else Safety.DISPLAY
    if blank.score >= proof.no_form or (blank.phrase and blank.score >= _PHRASE):
        return Safety.SAFE
    return Safety.UNSAFE if _weight(blank.score) > 0 else Safety.DISPLAY


def _matches(paragraph: Running, judged: Sequence[tuple[_Blank, Safety]]) -> Iterator[Match]:
    """One match for each line and safety."""
    lines: dict[tuple[int, Safety], list[Edit]] = {}
    for blank, safety in judged:
        at = paragraph.place(blank.start)
        piece = paragraph.piece(blank.start)
        old = paragraph.text[blank.start : blank.end]
        lines.setdefault((piece, safety), []).append(Edit(at, at + len(old), old, ""))
    for (_, safety), edits in lines.items():
        params: dict[str, Value] = {"count": len(edits)}
        yield Match(edits[0].start, edits[-1].end, params, edits=tuple(edits), safety=safety)
