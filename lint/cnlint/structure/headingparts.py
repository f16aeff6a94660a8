"""What speaks for or against two lines of a headline being one line that was cut."""

from collections.abc import Iterator, Sequence
from typing import Final

from cnlint.structure.crossing import SHORTEST_ECHO, Part
from cnlint.structure.model import HEADING_ROLES, Piece, Role
from cnlint.structure.setting import Setting

# Lengths of headlines in characters: one line of a narrow column, of two, of four, of a page (seen on the benches).
_HEADING_LENGTHS: Final = (12, 18, 24, 32)


def heading_parts(pieces: Sequence[Piece], roles: Sequence[Role], first_half: int, second_half: int) -> Iterator[Part]:
    """How the two lines stand among the heading lines around them.

    Halves of a headline are much of a length, and together no longer than the page is wide.
    """
    first, last = first_half, second_half
    while first and roles[first - 1] in HEADING_ROLES:
        first -= 1
    while last + 1 < len(roles) and roles[last + 1] in HEADING_ROLES:
        last += 1
    left, right = len(pieces[first_half].text), len(pieces[second_half].text)
    total = sum(left + right > limit for limit in _HEADING_LENGTHS)
    lengths = "even" if abs(left - right) <= 1 else "falling" if left > right else "rising"
    after = str(roles[last + 1]) if last + 1 < len(roles) else "end"
    yield Part("length", f"total={total}")
    yield Part("length", f"{lengths},total={total}")
    yield Part("position", f"lines={min(last - first + 1, 4)},place={min(first_half - first, 3)}")
    yield Part("position", f"after={after}")


_MOST_CUTS: Final = 3  # more prove no more


def short_echo(length: int) -> Iterator[Part]:
    """A headline repeats the words of its lead, in twos and threes, too; paragraphs share those by chance."""
    if length < SHORTEST_ECHO:
        yield Part("echo", f"echo={length}")


def cut_page(setting: Setting) -> Iterator[Part]:
    """A page whose headlines or paragraphs are cut beyond doubt has others that are."""
    yield Part("cut-page", f"cuts={min(setting.cuts, _MOST_CUTS)}")
    yield Part("cut-page", f"heading-cuts={min(setting.heading_cuts, _MOST_CUTS)}")
