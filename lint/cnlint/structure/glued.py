"""A caption and the text beside it in one line: 老街开街本报记者方宁摄的步道同时开放.

Where a picture is set into a column, engines read its caption and the column's next line as one. The photographer's
credit, which ends a caption, then stands inside a line. What follows it is text of the column, and runs on from what
stands above the picture.
"""

from typing import Final, NamedTuple

from cnlint.characters import PAUSE_MARKS, is_han
from cnlint.lazy import lazy
from cnlint.structure.language import Language
from cnlint.structure.pictures import CREDIT_END, PICTURE_START
from cnlint.structure.pieces import ends_finished

# 摄 that begins a word of its own says nothing of a picture: 本报记者方宁摄影报道, 摄氏, 摄于. Where it is followed by
# a particle the sentence is about the picture: 记者方宁摄的照片.
_OTHER_WORD: Final = "(?![影像氏入制製取政護护於于录錄的之下到得过過了成有在])"
_CREDIT: Final = lazy(
    r"[（(][^（）()。\n]{1,20}[摄攝][)）]|[（(][图圖照资資][^（）()。\n]{1,20}提供[)）]"
    rf"|(?:本报|本報|本刊|新华社|新華社)?(?:记者|記者|通讯员|通訊員)[\u4e00-\u9fff]{{2,4}}[摄攝]{_OTHER_WORD}"
    rf"|[\u4e00-\u9fff]{{2,3}}[/／][摄攝]{_OTHER_WORD}"
)
# No credit lacks all of these; 供 alone stands on every other page.
_SIGNS: Final = ("摄", "攝", "提供）", "提供)")
# Before the credit stands a caption: of 991 in clean news sources 99 % have at most 130 characters. Behind it stands
# text, and not a mark that was left over.
_LONGEST_CAPTION: Final = 130
_FEWEST_HAN: Final = 2
# Log-odds that the words run on past a credit, as where a text speaks of a picture: of eight lines on OCR pages that
# hold a caption and text none that breaks off there has more than -0.7; a made sentence has 1.1.
_RUNS_ON: Final = 0.2


class Credit(NamedTuple):
    """Where in a text the credit of a glued caption stands."""

    start: int
    end: int


def may_hold_credit(text: str) -> bool:
    """Whether a text has what no credit lacks: most have not."""
    return any(sign in text for sign in _SIGNS)


def inner_credit(text: str, model: Language) -> Credit | None:
    """The credit that ends a caption at the start of a line which goes on with other text; None for other lines."""
    found = _CREDIT.search(text) if may_hold_credit(text) else None
    if found and _stands_between(text[: found.start()].strip(), text[found.end() :].strip(), model):
        return Credit(found.start(), found.end())
    return None


def _stands_between(caption: str, rest: str, model: Language) -> bool:
    """Whether a credit between the two ends a caption, and what follows is text of its own."""
    if not 0 < len(caption) <= _LONGEST_CAPTION or sum(map(is_han, rest)) < _FEWEST_HAN:
        return False
    if PICTURE_START.search(rest) or CREDIT_END.search(rest):
        return False  # the next picture's caption
    # No sentence breaks off at a comma for a credit: there the engine misread the caption's full stop.
    if ends_finished(caption) or caption[-1] in PAUSE_MARKS:
        return True
    return model.runs_on(model.normal(caption), model.normal(rest)) <= _RUNS_ON
