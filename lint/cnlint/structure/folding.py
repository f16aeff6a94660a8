"""The folded view in which structure reads a text: widths made one, what prints nothing left out.

The view is for reading only. Offsets never come from it: a piece keeps its span in the document.
"""

import re
from typing import Final

from cnlint.characters import INVISIBLE

_HAN: Final = "\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003347f"
_CJK_MARKS: Final = "\u2018-\u201d\u2026\u3001-\u301f\uff01-\uff5e·—"
_WIDE: Final = f"{_HAN}{_CJK_MARKS}"
# Blanks beside Han characters or Chinese marks: OCR engines set them where the page has none.
_BLANKS: Final = re.compile(rf"(?<=[{_WIDE}])[ \t\u00a0\u3000]+|[ \t\u00a0\u3000]+(?=[{_WIDE}])")
_HALF_MARK: Final = re.compile(r"[,;:!?()]")
# A mark between two figures or Latin letters belongs to a number, a time or an address.
_HALF_MARK_IN_TEXT: Final = re.compile(r"(?<![0-9A-Za-z])[,;:!?()]|[,;:!?()](?![0-9A-Za-z])")
_TO_FULL: Final = str.maketrans(",;:!?()", "，；：！？（）")
_INVISIBLE: Final = re.compile(f"[{re.escape(''.join(sorted(INVISIBLE)))}]")


def fold(text: str) -> str:
    """The text of one line without blanks beside Han, without invisible characters, marks full width."""
    if _INVISIBLE.search(text):
        text = _INVISIBLE.sub("", text)
    text = _BLANKS.sub("", text.strip())
    if _HALF_MARK.search(text):
        text = _HALF_MARK_IN_TEXT.sub(lambda match: match.group().translate(_TO_FULL), text)
    return text
