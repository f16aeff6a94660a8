"""Writes the chunks of a page as lines of text, misread as its engine reads, with a label for every line."""

from collections.abc import Sequence
from random import Random
from typing import Final, NamedTuple

from cnlint.evaluation.columns import line_ends
from cnlint.evaluation.injection import injected
from cnlint.evaluation.noise import Reading, Slip, closed, misread, read
from cnlint.evaluation.plan import Plan, Setting
from cnlint.evaluation.specks import beside_rule, speck
from cnlint.evaluation.units import Chunk, Unit
from cnlint.structure.model import FURNITURE_ROLES, HEADING_ROLES, PICTURE_ROLES, Role

NO_UNIT: Final = -1
# Chance of a blank line before a speck, and of one after it: it seldom stands on the lines' pitch.
_SPECK_APART: Final = 0.6


class LineLabel(NamedTuple):
    """What one line of a page is."""

    role: str  # a value of Role
    joins: str  # 'new', or 'continues': the same paragraph (or headline line) as the latest line of its unit
    cut: str = ""  # what the cut before it parts: final, number, quote, comma, han, mark, blank
    copy: bool = False  # a second print: belongs to no paragraph
    glued: bool = False  # holds more than one unit: two paragraphs, or a caption and the text after it
    unit: int = 0  # which unit of the page it belongs to, with its beginning; NO_UNIT: to none
    last_unit: int = 0  # and with its end: another one if it is glued


class Edit(NamedTuple):
    """One damage: what was done between `start` and `end` of the truth."""

    type: str
    start: int  # characters, in the units of the truth joined by a blank line
    end: int
    inserted: str = ""
    caption: str = ""  # what stands between the halves of a cut


class Written(NamedTuple):
    """A page's text, labels and edits."""

    text: str
    labels: tuple[LineLabel, ...]
    edits: tuple[Edit, ...]


_FOREIGN = {
    Role.CAPTION: "caption",
    Role.CREDIT: "credit",
    Role.FOLIO: "page_number",
    Role.JUMP: "jump_line",
    Role.EDITOR: "editor_line",
    Role.MASTHEAD: "masthead_line",
    Role.FILLER: "filler",
}


def write(
    units: Sequence[Unit], chunks: Sequence[Chunk], rng: Random, plan: Plan, how: Reading, style: Setting
) -> Written:
    """The page as text."""
    writer = _Writer(units, rng, plan, how, style)
    chunks = _edges(units, chunks, style)
    parts = _printed_lines(units, chunks, style) if style.has_lines else chunks
    for chunk in parts:
        writer.add(chunk)
    return writer.written()


def _edges(units: Sequence[Unit], chunks: Sequence[Chunk], style: Setting) -> list[Chunk]:
    """The chunks, with the copies marked of which no block reads the same.

    Where printed lines stay lines, the parts of a paragraph are no blocks.
    """
    blocks = {
        (chunk.unit, chunk.start, chunk.end)
        for chunk in chunks
        if not (chunk.copy or (style.has_lines and (chunk.start, chunk.end) != (0, len(units[chunk.unit].text))))
    }
    return [chunk._replace(edge=chunk.copy and (chunk.unit, chunk.start, chunk.end) not in blocks) for chunk in chunks]


def _printed_lines(units: Sequence[Unit], chunks: Sequence[Chunk], style: Setting) -> list[Chunk]:
    """Every chunk of body text as its printed lines."""
    result = []
    for chunk in chunks:
        unit = units[chunk.unit]
        if unit.role not in (Role.BODY, Role.LIST):
            result.append(chunk)
            continue
        inner = [end for end in line_ends(unit.text, style.measure) if chunk.start < end < chunk.end]
        starts = [chunk.start, *inner]
        for start, end in zip(starts, [*inner, chunk.end], strict=True):
            first = start == chunk.start
            result.append(
                chunk._replace(
                    start=start, end=end, cut=chunk.cut if first else "wrap", fresh=first, glued=chunk.glued and first
                )
            )
    return result


class _Writer:
    def __init__(self, units: Sequence[Unit], rng: Random, plan: Plan, how: Reading, style: Setting) -> None:
        self.units = units
        self.rng = rng
        self.plan = plan
        self.how = how
        self.style = style
        self.offsets = _offsets(units)
        self.inject = plan.invisible and rng.random() < plan.invisible
        self.bylines_closed = how.bylines_closed
        self.lines: list[str] = []
        self.labels: list[LineLabel] = []
        self.edits: list[Edit] = []
        self.begun: set[int] = set()
        self.last_body: Chunk | None = None  # the latest chunk of the truth
        self.foreign: list[str] = []  # what stands after it
        self.copies: dict[tuple[int, int, int], str] = {}

    def add(self, chunk: Chunk) -> None:
        """Writes one chunk."""
        unit = self.units[chunk.unit]
        text = self._read(chunk, unit)
        self._record(chunk, unit)
        if not text.strip():
            return  # the engine read nothing
        joins = "continues" if chunk.unit in self.begun and not chunk.copy else "new"
        if not chunk.copy:
            self.begun.add(chunk.unit)
        if chunk.glued and self.lines and self.lines[-1]:
            self.lines[-1] += text
            self.labels[-1] = self.labels[-1]._replace(glued=True, last_unit=chunk.unit)
            return
        if joins == "continues" and unit.role is Role.BODY and self._happens(self.style.slips.speck):
            self._speck(self.offsets[chunk.unit] + chunk.start)
        if unit.role is Role.BODY and self._happens(self.style.slips.rule):
            text = beside_rule(text, self.rng)
        self.lines.extend([""] * (self._blanks(chunk, unit) if self.lines else 0))
        self.lines.append(self._prefix(chunk, unit) + text)
        self.labels.append(
            LineLabel(
                unit.role.value,
                joins,
                chunk.cut if joins == "continues" else "",
                chunk.copy,
                False,
                chunk.unit,
                chunk.unit,
            )
        )

    def _happens(self, chance: float) -> bool:
        return chance > 0 and self.rng.random() < chance  # what cannot happen draws nothing: pages stay what they were

    def _speck(self, at: int) -> None:
        """A line that belongs to nothing, inside a paragraph, at a place of the truth."""
        text = speck(self.rng)
        self.edits.append(Edit("speck", at, at, text))
        self.lines.extend(["", text] if self.rng.random() < _SPECK_APART else [text])
        self.lines.extend([""] if self.rng.random() < _SPECK_APART else [])
        self.labels.append(LineLabel(Role.BODY.value, "new", unit=NO_UNIT, last_unit=NO_UNIT))

    def _read(self, chunk: Chunk, unit: Unit) -> str:
        text = unit.text[chunk.start : chunk.end]
        key = (chunk.unit, chunk.start, chunk.end)
        if chunk.copy and key in self.copies and self.rng.random() < 0.7:
            return self.copies[key]  # an exact copy; else it is read anew, and differs where it is misread
        slips = misread(text, self.how, self.rng, last=chunk.end == len(unit.text) and unit.role == Role.BODY)
        if (
            (unit.role in HEADING_ROLES and self.how.headings_closed)
            or (unit.role == Role.BYLINE and self.how.bylines_closed)
            or (unit.role in PICTURE_ROLES | FURNITURE_ROLES and self.how.bylines_closed and self.rng.random() < 0.5)
        ):
            slips = sorted([*slips, *closed(text)], key=lambda slip: slip.start)
        if self.inject and unit.body and not chunk.copy:
            slips = injected(text, slips, self.rng)
        if unit.body and not chunk.copy:
            self._record_slips(chunk, slips)
        self.copies[key] = read(text, slips).strip("\n")
        return self.copies[key]

    def _record_slips(self, chunk: Chunk, slips: Sequence[Slip]) -> None:
        done = 0
        for slip in slips:
            if slip.start >= done:
                at = self.offsets[chunk.unit] + chunk.start + slip.start
                self.edits.append(Edit(slip.kind, at, at + len(slip.old), slip.new))
                done = slip.start + len(slip.old)

    def _record(self, chunk: Chunk, unit: Unit) -> None:
        """Notes cuts, copies and foreign lines, at their place in the truth."""
        if not unit.body:
            if chunk.start == 0:
                self.edits.append(Edit(_FOREIGN[unit.role], self._here(), self._here(), unit.text))
                self.foreign.append(unit.text)
            return
        at = self.offsets[chunk.unit] + chunk.start
        if chunk.copy:
            end = self.offsets[chunk.unit] + chunk.end
            if not chunk.fresh and self.edits[-1].type.startswith("dup_"):  # the next printed line of the same copy
                last = self.edits.pop()
                self.edits.append(
                    last._replace(start=end, end=end, inserted=last.inserted + unit.text[chunk.start : chunk.end])
                )
                return
            exact = "dup_caption" if self.foreign else "dup_adjacent"
            self.edits.append(
                Edit(
                    "dup_edge" if chunk.edge else exact,
                    end,
                    end,
                    unit.text[chunk.start : chunk.end],
                    " ".join(self.foreign),
                )
            )
            return
        if chunk.start and chunk.unit in self.begun:
            self.edits.append(Edit(self._cut_type(chunk, unit), at, at, "", " ".join(self.foreign)))
        elif chunk.glued:
            self.edits.append(Edit("glued", at - 2, at))
        self.last_body = chunk
        self.foreign = []

    def _cut_type(self, chunk: Chunk, unit: Unit) -> str:
        if chunk.cut == "wrap":
            return "hard_wrap"
        if unit.role != Role.BODY:
            return "headline_split" if chunk.cut == "blank" else "headline_cut"
        if self.foreign and chunk.cut != "final":
            return "cut_caption"
        return f"cut_{chunk.cut}"

    def _here(self) -> int:
        last = self.last_body
        return self.offsets[last.unit] + last.end if last else 0

    def _blanks(self, chunk: Chunk, unit: Unit) -> int:
        """Blank lines before a chunk's line."""
        style, rng = self.style, self.rng
        if style.layout == "lines":
            return int(unit.role in HEADING_ROLES and rng.random() < 0.3)
        if not chunk.fresh:
            return int(self._happens(style.slips.blank))
        before = Role(self.labels[-1].role)
        if style.layout in ("wrapped", "tesseract") and before == unit.role == Role.BODY:
            if chunk.start:
                return int(rng.random() < style.column_blank)
            return int(style.separator == "blank" and (style.layout == "wrapped" or rng.random() < 0.7))
        if unit.role in PICTURE_ROLES and before not in PICTURE_ROLES:
            return style.picture_blanks[0]
        if before in PICTURE_ROLES and unit.role not in PICTURE_ROLES:
            return style.picture_blanks[1]
        return rng.randint(2, 3) if rng.random() < style.stray_blanks else 1

    def _prefix(self, chunk: Chunk, unit: Unit) -> str:
        if self.style.markdown and chunk.start == 0:
            if unit.role == Role.HEADLINE:
                return "# "
            if unit.role in (Role.SUBHEAD, Role.FILLER):
                return "## "
        if unit.role in (Role.BODY, Role.LIST) and (chunk.start == 0 or (chunk.copy and self.style.layout == "lines")):
            return self.style.indent
        return ""

    def written(self) -> Written:
        """The finished page."""
        rng = self.rng
        head = "\n" * (rng.randint(1, 4) if rng.random() < 0.05 else 0)
        tail = "\n" if rng.random() < 0.8 else ""
        self.edits.sort(key=lambda edit: (edit.start, edit.end))
        return Written(head + "\n".join(self.lines) + tail, tuple(self.labels), tuple(self.edits))


def _offsets(units: Sequence[Unit]) -> list[int]:
    """Where each unit begins in the truth; units that are no part of it get the next unit's place."""
    offsets = []
    at = 0
    for unit in units:
        offsets.append(at)
        if unit.body:
            at += len(unit.text) + 2
    return offsets
