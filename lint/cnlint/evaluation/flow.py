"""Sets articles in columns: which part of which unit comes after which, as a naive reading order has it."""

from collections.abc import Sequence
from random import Random

from cnlint.characters import is_han
from cnlint.evaluation import captions, furniture, genres, headings
from cnlint.evaluation.articles import CleanArticle, in_script
from cnlint.evaluation.columns import Measure, cut_kind, line_ends
from cnlint.evaluation.material import pick
from cnlint.evaluation.plan import Plan, Setting
from cnlint.evaluation.units import Chunk, Unit
from cnlint.structure.model import HEADING_ROLES, Role

# A picture goes with this chance to the start or the end of its article instead of into its columns.
_OUTSIDE = 0.25
# Han characters; a shorter text that stands twice can be meant (a refrain, a short answer).
_SHORTEST_REPEAT = 20


class Flow:
    """The page as it grows: units in true order, chunks in reading order."""

    def __init__(self, rng: Random, plan: Plan, setting: Setting, script: str, lines: Sequence[str] = ()) -> None:
        self.rng = rng
        self.plan = plan
        self.setting = setting
        self.script = script
        self.lines = lines  # of other pages' headlines, in this script
        self.issue = furniture.paper(rng, script)
        self.units: list[Unit] = []
        self.chunks: list[Chunk] = []
        self._row = 0
        self._height = setting.measure.height
        # Two pages in one text: the last article may run over the page's end.
        self._pages_left = 1 if rng.random() < 0.2 * plan.furniture else 0

    def page_head(self) -> None:
        """Running head."""
        if self.rng.random() < 0.85 * self.plan.furniture:
            self._furniture(furniture.page_head(self.issue, self.rng))

    def page_foot(self) -> None:
        """What stands below the columns."""
        if self.rng.random() < 0.6 * self.plan.furniture:
            self._furniture(furniture.page_foot(self.issue, self.rng))

    def article(self, article: CleanArticle) -> None:
        """Sets one article."""
        rng = self.rng
        pictures = captions.pictures(article, rng, self.plan.pictures, self.plan.stories, self.script)
        early = [picture for picture in pictures if rng.random() < _OUTSIDE / 2]
        late = [picture for picture in pictures if picture not in early and rng.random() < _OUTSIDE / 2]
        heads = headings.heading(article, rng, self.plan.byline, self.lines)
        own = {article.title, article.byline, *self.lines}
        before = rng.random() < 0.3
        if before:
            self._pictures(early)
        for unit in heads:
            self._heading(self._scripted(unit) if unit.text not in own else unit)
        if not before:
            self._pictures(early)
        self._columns(
            self._body(article), [picture for picture in pictures if picture not in early and picture not in late]
        )
        self._pictures(late)
        if rng.random() < 0.12 * self.plan.furniture:
            self._furniture([furniture.filler(rng)])

    def _scripted(self, unit: Unit) -> Unit:
        return unit._replace(text=self._turned(unit.text))

    def _turned(self, text: str) -> str:
        """Invented text in the page's script."""
        return text if self.script == "hans" else in_script(text, "hant")

    def _body(self, article: CleanArticle) -> list[Unit]:
        """Subheads, paragraphs and special runs in order."""
        rng = self.rng
        subs = headings.subheads(article, rng)
        at = rng.randrange(len(article.paras) + 1) if rng.random() < self.plan.genres else -1
        body: list[Unit] = []
        for index, para in enumerate(article.paras):
            if index in subs:
                body.append(Unit(Role.SUBHEAD, subs[index]))
            if index == at:
                body.extend(map(self._scripted, genres.special(article, rng)))
            if index == 0 and rng.random() < 0.12 and not article.byline:
                para = self._turned(pick("dateline", rng, self.script)) + para
            body.append(Unit(Role.BODY, para))
        if at == len(article.paras):
            body.extend(map(self._scripted, genres.special(article, rng)))
        return body

    def _heading(self, unit: Unit) -> None:
        """A headline line, perhaps over two blocks."""
        rng = self.rng
        ends = [len(unit.text)]
        starts = [0]
        if rng.random() < self.setting.heading_blocks and (unit.role in HEADING_ROLES or len(unit.text) > 24):
            width = (
                self.setting.heading_width
                if unit.role == Role.HEADLINE
                else self.setting.heading_width + rng.randint(0, 10)
            )
            starts, ends = _heading_lines(unit.text, width, rng)
        self._emit(unit, starts, ends)

    def _emit(self, unit: Unit, starts: Sequence[int], ends: Sequence[int]) -> None:
        index = len(self.units)
        self.units.append(unit)
        for start, end in zip(starts, ends, strict=True):
            self.chunks.append(Chunk(index, start, end, cut_kind(unit.text, start) if start else ""))

    def _furniture(self, lines: Sequence[furniture.Line]) -> None:
        for line in lines:
            self._emit(self._scripted(Unit(line.role, line.text, False)), [0], [len(line.text)])

    def _pictures(self, pictures: Sequence[Sequence[Unit]]) -> None:
        for picture in pictures:
            for unit in picture:
                unit = self._scripted(unit)
                starts, ends = [0], [len(unit.text)]
                if len(unit.text) > 16 and self.rng.random() < 0.15:
                    starts, ends = _heading_lines(unit.text, self.rng.randint(12, 30), self.rng)
                self._emit(unit, starts, ends)

    def _columns(self, body: Sequence[Unit], pictures: list[list[Unit]]) -> None:
        """Sets body units line by line, cutting them where a column, a page or a picture stands in the way."""
        rng = self.rng
        if rng.random() < self.plan.jump / 3:
            body = self._arrive(body)
        lines = [line_ends(unit.text, self.setting.measure) for unit in body]
        total = sum(map(len, lines))
        places = sorted(rng.randrange(1, total + 1) for _ in pictures)
        leaves = rng.randrange(total // 3, total) if rng.random() < self.plan.jump and total > 12 else -1
        count = 0
        for unit, ends in zip(body, lines, strict=True):
            index = len(self.units)
            self.units.append(unit)
            start = 0
            fixed = unit.role in (Role.VERSE, Role.TABLE, Role.SUBHEAD)
            for end in ends:
                count += 1
                self._row += 1
                if end <= start:  # a cut was moved past this line's end
                    continue
                if count == leaves and unit.role == Role.BODY:
                    self._leave(index, start, end)
                    return
                column = self._row >= self._height
                picture = bool(places) and count >= places[0] and (column or rng.random() > self.setting.picture_at_cut)
                if not (column or picture) or (fixed and end < len(unit.text)):
                    continue
                between = [pictures.pop()] if picture and places.pop(0) else []
                if end < len(unit.text) and rng.random() < self.plan.odd_cuts and not self.setting.has_lines:
                    end = self._moved(unit.text, start, end)
                start = self._stop(index, start, end, between, column=column)
                if start == len(unit.text):
                    break
            if start < len(unit.text):
                self._body_chunk(index, start, len(unit.text))
        self._pictures(pictures)

    def _moved(self, text: str, start: int, end: int) -> int:
        """A place within a line of `end` that parts something else; `end` itself if there is none."""
        kind = self.rng.choice(("number", "quote", "comma", "han"))
        near = range(
            max(start + 2, end - self.setting.measure.width), min(len(text) - 2, end + self.setting.measure.width)
        )
        places = [at for at in near if cut_kind(text, at) == kind]
        return self.rng.choice(places) if places else end

    def _body_chunk(self, index: int, start: int, end: int, *, copy: bool = False) -> None:
        unit = self.units[index]
        previous = self.chunks[-1] if self.chunks else None
        glued = False
        if previous is not None and not copy:
            before = self.units[previous.unit]
            if start == 0:
                glued = unit.role == before.role == Role.BODY and self.rng.random() < self.plan.glued
            elif before.role == Role.CAPTION:
                glued = self.rng.random() < self.plan.run_in
        self.chunks.append(Chunk(index, start, end, cut_kind(unit.text, start) if start else "", copy, glued))

    def _stop(self, index: int, start: int, end: int, pictures: list[list[Unit]], *, column: bool) -> int:
        """A column's end, or a picture in the column, after `end` of a unit. Returns where the unit goes on."""
        unit = self.units[index]
        length = len(unit.text)
        kind = ""
        if unit.role == Role.BODY and self.rng.random() < self.plan.duplicates:
            kind = self.rng.choice(("first", "second", "second")) if end < length else "whole"
        if kind == "first" and _is_long(unit.text[start:end]):
            # The half before the stop is printed again after it, and runs on there: the first print is the copy.
            self._body_chunk(index, start, end, copy=True)
            self._between(pictures, column=column)
            return start
        self._body_chunk(index, start, end)
        repeat = (end, length) if kind == "second" else (start, length)
        if not _is_long(unit.text[slice(*repeat)]) or (kind == "whole" and start):
            kind = ""
        if kind == "second":
            # What follows the stop stands before it already, and once more after it.
            self._body_chunk(index, end, length)
        self._between(pictures, column=column)
        if kind in ("second", "whole"):
            self._body_chunk(index, *repeat, copy=True)
        return length if kind == "second" else end

    def _between(self, pictures: list[list[Unit]], *, column: bool) -> None:
        self._pictures(pictures)
        if not column:
            return
        rng = self.rng
        self._row = 0
        self._height = max(4, round(self.setting.measure.height * rng.uniform(0.5, 1.3)))
        if self._pages_left and rng.random() < 0.4:
            self._pages_left -= 1
            self.page_foot()
            self.page_head()
        elif rng.random() < 0.07 * self.plan.furniture:
            self._furniture([furniture.filler(rng)])

    def _leave(self, index: int, start: int, end: int) -> None:
        """The article runs over to another page: the rest of it is not in this text."""
        self.units[index] = self.units[index]._replace(text=self.units[index].text[:end])
        self._body_chunk(index, start, end)
        self._furniture([furniture.jump(self.rng, onward=True)])

    def _arrive(self, body: Sequence[Unit]) -> Sequence[Unit]:
        """The article comes from another page: its beginning is not in this text."""
        first = next(index for index, unit in enumerate(body) if unit.role == Role.BODY)
        ends = line_ends(body[first].text, self.setting.measure)
        self._furniture([furniture.jump(self.rng, onward=False)])
        return [body[first]._replace(text=body[first].text[self.rng.choice([0, *ends[:-1]]) :]), *body[first + 1 :]]


def _is_long(text: str) -> bool:
    """Whether a text can stand twice by mistake only."""
    return sum(map(is_han, text)) >= _SHORTEST_REPEAT


def _heading_lines(text: str, width: int, rng: Random) -> tuple[list[int], list[int]]:
    """Starts and ends of a heading's lines: at its blanks, or in mid-line where the width ends."""
    blanks = [at for at, char in enumerate(text) if char == " " and _parts_lines(text, at)]
    if blanks and rng.random() < 0.7:
        return [0, *(at + 1 for at in blanks)], [*blanks, len(text)]
    count = -(-len(text) // width)
    if count < 2:
        return [0], [len(text)]
    size = width if rng.random() < 0.5 else -(-len(text) // count)
    cuts = [at for at in line_ends(text, Measure(size, 0, True, False, 0)) if at < len(text) - 1]
    return [0, *cuts], [*cuts, len(text)]


def _parts_lines(text: str, blank: int) -> bool:
    """Whether a blank parts two lines of a heading: Han on both sides, and no short piece."""
    pieces = text[:blank].rsplit(" ", 1)[-1], text[blank + 1 :].split(" ", 1)[0]
    return all(len(piece) > 3 and not piece.isascii() for piece in pieces)
