"""A caption and the text beside it in one line: 老街开街本报记者方宁摄的步道同时开放.

Where a picture is set into a column, engines read its caption and the column's next line as one. The photographer's
credit, which ends a caption, then stands inside a line. What follows it is text of the column, and runs on from what
stands above the picture.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from cnlint.characters import PAUSE_MARKS, is_han
from cnlint.findings import Edit, Match, Value
from cnlint.lazy import lazy
from cnlint.structure.forms import CREDIT_END, PICTURE_START
from cnlint.structure.language import language
from cnlint.structure.model import Layout
from cnlint.structure.pieces import ends_finished
from cnlint.structure.snapshot import Snapshot

# 摄 that begins a word of its own says nothing of a picture: 本报记者方宁摄影报道, 摄氏, 摄于. Where it is followed by
# a particle the sentence is about the picture: 记者方宁摄的照片.
_OTHER_WORD: Final = "(?![影像氏入制製取政护護于於录錄的之下到得过過了成有在])"
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
# Log-odds that the words run on past a credit, as where a text speaks of a picture: of seven lines on OCR pages that
# hold a caption and text none that breaks off there has more than 1.1, of made sentences two have 1.4 and more.
_RUNS_ON: Final = 1.2
_SHOWN: Final = 8  # characters of the text in the message


def glued_caption(snapshot: Snapshot, options: Mapping[str, Value]) -> Iterator[Match]:
    """Lines that begin with a caption and go on with text."""
    text = snapshot.text
    if not any(sign in text for sign in _SIGNS):
        return
    for line in snapshot.document.lines:
        found = _CREDIT.search(text, line.start, line.end)
        if found and _stands_between(text[line.start : found.start()].strip(), text[found.end() : line.end].strip()):
            at = found.end()
            line_end = text[line.end : line.after] or "\n"
            broken = 2 * line_end if snapshot.structure.layout is Layout.BLOCKS else line_end
            rest = text[at : line.end]
            after = at + len(rest) - len(rest.lstrip())
            edit = Edit(at, after, text[at:after], broken)
            yield Match(found.start(), at, {"text": text[after : after + _SHOWN]}, edits=(edit,))


def _stands_between(caption: str, rest: str) -> bool:
    """Whether a credit between the two ends a caption, and what follows is text of its own."""
    if not 0 < len(caption) <= _LONGEST_CAPTION or sum(map(is_han, rest)) < _FEWEST_HAN:
        return False
    if PICTURE_START.search(rest) or CREDIT_END.search(rest):
        return False  # the next picture's caption
    # No sentence breaks off at a comma for a credit: there the engine misread the caption's full stop.
    if ends_finished(caption) or caption[-1] in PAUSE_MARKS:
        return True
    model = language()
    return model.runs_on(model.normal(caption), model.normal(rest)) <= _RUNS_ON
