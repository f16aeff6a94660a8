"""Writes the table of `cnlint.detectors.conversion`: `python -m training.conversions`.

OpenCC converts by phrase. Of most characters all of its phrases say the same; of the others one says another thing only
where the character has certain neighbours. So a table of forms and neighbours tells all but what has to be asked. The
phrases come out of OpenCC's dictionaries by the program that it is installed with.
"""

import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Final

from opencc import OpenCC

from cnlint.detectors.conversion import TABLE
from cnlint.detectors.folded import folded
from cnlint.detectors.scripts import TRADITIONAL_ONLY

_HEAD: Final = """\
# How OpenCC 1.4 (Apache-2.0) converts characters, made by `python -m training.conversions`. Those of GB 2312 that it
# gives another form in traditional print; that form in Taiwan; that form by its own standard; those whose form in
# Taiwan depends on the phrase. Then each character that has another form in some phrases: it, and what stands before
# and behind it there.
"""


def conversions() -> Iterator[str]:
    """The lines of the table, as the installed OpenCC converts.

    Raises:
        FileNotFoundError: it has no program that reads its dictionaries.
    """
    taiwan, standard = OpenCC("s2tw").convert, OpenCC("s2t").convert
    alone = {char: standard(char) for char in _gb2312()}
    changed = [char for char in alone if {taiwan(char), standard(char)} != {char}]
    yield from ("".join(changed), "".join(map(taiwan, changed)), "".join(map(standard, changed)))
    variants = {char for phrase in _dictionary("TWVariantsPhrases") for char in phrase}
    variants &= _dictionary("TWVariants").keys()
    yield "".join(char for char, form in alone.items() if form in variants)
    phrases = [*_dictionary("STPhrases").items(), *_dictionary("STPhrases_GeneratedFromRegionalPhrases").items()]
    yield from _exceptions(alone, phrases)
    yield from _exceptions({char: folded(char) for char in TRADITIONAL_ONLY}, [*_dictionary("TSPhrases").items()])


def _exceptions(alone: Mapping[str, str], phrases: Iterable[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """The characters that some phrases give other forms than they have alone, with a neighbour in each such phrase.

    Of the two neighbours the one is told that stands beside the character in more of these phrases.
    """
    beside = [
        [*([(char, 0, phrase[at - 1])] if at else []), *([(char, 1, phrase[at + 1])] if at + 1 < len(phrase) else [])]
        for phrase, forms in phrases
        for at, (char, form) in enumerate(zip(phrase, forms[0], strict=True))
        if alone.get(char, form) != form
    ]
    count = Counter(chain.from_iterable(beside))
    told: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for neighbours in beside:
        char, side, neighbour = max(neighbours, key=lambda known: (count[known], known))
        told[char][side].add(neighbour)
    for char, sides in sorted(told.items()):
        yield "\t".join((char, *("".join(sorted(side)) for side in sides)))


def _gb2312() -> Iterator[str]:
    """The 6,763 characters that newspapers in simplified script print."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue


def _dictionary(name: str) -> Mapping[str, Sequence[str]]:
    """A dictionary of OpenCC: the forms of each entry, the usual one first."""
    spec = find_spec("opencc")
    assert spec is not None and spec.origin is not None
    folder = Path(spec.origin).parent / "clib"
    with tempfile.TemporaryDirectory() as made:
        file = Path(made) / "dictionary.txt"
        source = folder / "share" / "opencc" / f"{name}.ocd2"
        command = (folder / "bin" / "opencc_dict", "-i", source, "-f", "ocd2", "-o", file, "-t", "text")
        subprocess.run(command, check=True, capture_output=True)
        lines = file.read_text(encoding="utf-8").splitlines()
    entries = (line.split("\t") for line in lines if "\t" in line)
    return {entry[0]: entry[1].split(" ") for entry in entries}


def text() -> str:
    """The table as it is shipped."""
    return _HEAD + "".join(f"{line}\n" for line in conversions())


if __name__ == "__main__":
    Path(TABLE).write_text(text(), encoding="utf-8")
