"""What stands in a text for a machine and not for a reader: markup that layout engines and editors write around it.

Image references, addresses of links, tags, character references, code, formulas, the key lines at the head of a
Markdown file: none of it was printed, and a mark that changes there breaks a link or a page. What a reader sees of it
(the words of a link, the cells of a table) is text like any other. Forms: CommonMark 0.31.2, GitHub Flavored Markdown,
HTML; front matter as Jekyll has it; formulas as layout engines write them ($ ... $ with a command, an index or a power
in it).
"""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from cnlint.lazy import lazy

# No notation lacks all of these, and hardly a page of plain text has one.
_SIGNS: Final = ("](", "]]", "<", "`", "$", "&", "://", "www.", "[^", "---")
_KEY: Final = lazy(r"[\w-]+[^\S\n]*:")
_LONGEST_HEAD: Final = 100  # lines; those of published sites have five to thirty
_FENCE: Final = lazy(r"(?ms)^[^\S\n]{0,3}(`{3,}|~{3,})[^`\n]*\n.*?^[^\S\n]{0,3}\1[^\S\n]*$")
_PLACE: Final = r"[^\s()]*[/.#:?][^()\n]*"  # of a link: words in brackets that print has are none
# Each is bounded: a line of nothing but openers takes no more than so many steps for each.
_INLINE: Final = lazy(
    rf"!?\[\[[^\]\n]{{1,200}}\]\]|!\[(?=[^\]\n]{{0,400}}\]\()|\]\((?:{_PLACE}(?:\([^()\n]*\)[^()\n]*)*)?\)"
    r"|<!--.{0,400}?-->|</?[A-Za-z][^<>\n]{0,2000}>|<(?:https?|mailto):[^<>\s]*>|(?:https?|ftp)://[^\s\u3000-\u303f\uff00-\uff60<>“”‘’]+"
    r"|(?<![A-Za-z0-9.])www\.[A-Za-z0-9.-]+(?:/[^\s\u3000-\u303f\uff00-\uff60<>“”‘’]*)?|`[^`\n]{1,80}`|\$\$[^$]{1,400}\$\$"
    r"|\$(?=[^$\n]{0,200}[\\_^{])[^$\n]{1,200}\$|\[\^[^\]\s]{1,20}\]:?"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
)


class Notation(NamedTuple):
    """The places of a text that are notation, in order, none within another: starts and ends in characters."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def holds(self, start: int, end: int) -> bool:
        """Whether a stretch of the text lies within notation; an empty one, whether something is put into it."""
        at = bisect_right(self.starts, start) - 1
        inside = at >= 0 and end <= self.ends[at]
        return inside and (end > start or self.starts[at] < start < self.ends[at])

    def is_broken_by(self, start: int, end: int) -> bool:
        """Whether an edit of a stretch changes notation: it touches some, and does not take the whole of it away."""
        at = max(0, bisect_right(self.starts, start) - 1)
        while at < len(self.starts) and self.starts[at] < end:
            is_gone = start <= self.starts[at] and self.ends[at] <= end
            if self.ends[at] > start and not is_gone:
                return True
            at += 1
        return False


NONE: Final = Notation((), ())


def notation(text: str) -> Notation:
    """All notation of a text."""
    if not any(sign in text for sign in _SIGNS):
        return NONE
    spans = list(_spans(text))
    return Notation(tuple(start for start, _ in spans), tuple(end for _, end in spans))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    large = sorted(_large(text))
    done, upcoming = 0, 0
    for found in _INLINE.finditer(text):
        start, end = found.span()
        while upcoming < len(large) and large[upcoming][0] <= start:
            if large[upcoming][0] >= done:
                yield large[upcoming]
                done = large[upcoming][1]
            upcoming += 1
        if start >= done:
            yield start, end
            done = end
    yield from (span for span in large[upcoming:] if span[0] >= done)


def _large(text: str) -> Iterator[tuple[int, int]]:
    """What spans lines: the key lines at the head of the file, and code between fences."""
    head = _end_of_head(text) if text.startswith("---") else 0
    if head:
        yield 0, head
    if "```" in text or "~~~" in text:
        yield from (found.span() for found in _FENCE.finditer(text, head))


def _end_of_head(text: str) -> int:
    """Where the key lines between two lines of three hyphens end; 0 if the text has none."""
    end, closed = 0, False
    for number, line in enumerate(text.splitlines(keepends=True)[:_LONGEST_HEAD]):
        end += len(line)
        if (number == 1 and not _KEY.match(line)) or (number == 0 and line.strip() != "---"):
            return 0
        if number > 1 and line.strip() == "---":
            closed = True
            break
    return end if closed else 0
