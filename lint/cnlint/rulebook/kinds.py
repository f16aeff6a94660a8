"""The kinds of rule that are written without programming, each read from its own key of a rule file.

`line` is a pattern in disguise; `table` and `repeats` are options of a detector.
"""

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from cnlint.detectors.learned import LINES
from cnlint.detectors.users import FORM, MIN_FILES, ROWS, Row, packed
from cnlint.rulebook.patterncheck import check_pattern
from cnlint.rulebook.rule import Option, Text
from cnlint.rulebook.yamltree import Node

# The keys, and the detectors that serve two of them. `line` becomes a pattern.
DETECTOR_OF: Final[Mapping[str, str]] = {"table": "misread_words", "repeats": "repeated_line"}
KINDS: Final = ("line", *DETECTOR_OF)
# What the message of a rule of that kind may use.
MESSAGE_OF: Final[Mapping[str, frozenset[str]]] = {
    "table": frozenset({"found", "wanted", "reason"}),
    "repeats": frozenset({"found", "files"}),
}

# Characters that `…` in a form of a line stands for: a line longer than that is a paragraph.
_ANY: Final = 40
_NUMBER: Final = r"[0-9０-９〇零一二三四五六七八九十百]+"
_BLANK: Final = r"[^\S\n]*"
# Of `repeats`: as many files as `cnlint learn` asks for.
_MIN_FILES: Final = 3


class Served(NamedTuple):
    """What a rule of such a kind is made of."""

    detector: str
    options: Mapping[str, Option]
    triggers: str


def line_pattern(node: Node) -> str:
    """The pattern for whole lines of some forms; `…` is any text, a figure any number, a blank any blanks or none.

    Raises:
        RuleError: a form is empty, or would fit any line.
    """
    forms = []
    for item in node.items():
        form = item.text().strip()
        if not re.sub(r"[…0-9\s]", "", form):
            item.fail("the form fits every line", "say what stands in it besides … and figures")
        forms.append("".join(map(_piece, re.findall(r"\s+|[0-9]+|.", form))))
    if not forms:
        node.fail("a line rule names at least one form")
    return rf"^{_BLANK}(?:{'|'.join(forms)}){_BLANK}$"


def _piece(words: str) -> str:
    if words.isspace():
        return _BLANK
    if words.isdigit():
        return _NUMBER
    return f".{{0,{_ANY}}}" if words == "…" else re.escape(words)


def table(node: Node) -> Served:
    """A table of rows: `wrong`, `right`, `because`, and `unless` where the wrong word is part of right ones.

    Raises:
        RuleError: a row is malformed, changes nothing, or stands twice.
    """
    rows: dict[str, Row] = {}
    for item in node.items():
        fields = item.fields(("wrong", "right", "because"), ("unless",))
        wrong, right = fields["wrong"].text(), fields["right"].any_text()
        if wrong == right:
            fields["right"].fail(f"{wrong!r} is right and wrong at once")
        if wrong in rows:
            fields["wrong"].fail(f"{wrong!r} stands twice in the table")
        unless = tuple(word.text() for word in fields["unless"].items()) if "unless" in fields else ()
        for word, place in zip(unless, fields["unless"].items() if unless else (), strict=True):
            if wrong not in word:
                place.fail(f"{word!r} does not hold {wrong!r}", "name longer words of which it is a part")
        rows[wrong] = Row(wrong, right, fields["because"].text().strip(), unless)
    if not rows:
        node.fail("a table has at least one row", "write `- {wrong: …, right: …, because: …}`")
    doc = Text("The table of the rule file.", "规则文件中的对照表。")
    triggers = "".join(dict.fromkeys(wrong[0] for wrong in rows))
    return Served(DETECTOR_OF["table"], {ROWS: Option(packed(tuple(rows.values())), doc)}, triggers)


def repeats(node: Node) -> Served:
    """Lines that stand on at least `min_files` files of the corpus learned from, and hold the pattern `form`.

    Raises:
        RuleError: the form is no pattern, or the number none.
    """
    fields = node.fields((), (FORM, MIN_FILES))
    form = check_pattern(fields[FORM], None) if FORM in fields else ""
    least = fields[MIN_FILES].count() if MIN_FILES in fields else _MIN_FILES
    options = {
        FORM: Option(form, Text("A pattern that the line holds; empty: any line.", "行中须含的模式，空为任意行。")),
        MIN_FILES: Option(least, Text("On how many files it stands at least.", "至少出现的文件数。")),
        LINES: Option("", Text("Set by what `cnlint learn` wrote.", "由 cnlint learn 的结果设定。")),
    }
    return Served(DETECTOR_OF["repeats"], options, "")
