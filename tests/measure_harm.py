"""What is joined where nothing is cut: clean news as it is, set in other ways, and without its final marks.

    python tests/measure_harm.py --corpus DIR             articles of DIR/SOURCE.jsonl.gz
    python tests/measure_harm.py --texts DIR --shown 20   texts of DIR/*.txt as they are, and the joins themselves

Printed lines are set as print sets them: figures and Latin letters take half a character, no mark stands at a line's
start, paragraphs are indented, or never were, or have lost their indents. Only the joins between paragraphs count; in a
column set tight nothing but the indent tells a headline. A missing mark proves no cut: engines lose them at line ends,
so the last two rows take them from every paragraph and from one in three. The models that are shipped have seen the
sources that they were trained on.
"""

import argparse
import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Final

from cnlint.document import Document
from cnlint.evaluation.articles import CleanArticle, ends_open, load_corpus
from cnlint.evaluation.columns import Measure, line_ends
from cnlint.evaluation.tables import table
from cnlint.structure.analysis import analyse
from cnlint.structure.model import Seam, Structure, Tier

_FINAL: Final = re.compile(r"。(?=\n)")
_SOME: Final = 3  # of so many final marks one is lost
_HEIGHT: Final = 60  # lines of a column, which no line depends on
SEED: Final = 1


def _lines(text: str) -> str:
    return text.replace("\n\n", "\n")


def _some_lost(text: str) -> str:
    rng = Random(SEED)
    return _FINAL.sub(lambda mark: "" if rng.randrange(_SOME) == 0 else mark.group(), text)


def _printed(size: int, gap: str, room: int = 2, indent: str = "\u3000\u3000") -> Callable[[str], str]:
    """Sets paragraphs in lines of so many characters.

    The first line of each that ends as text does leaves so much room, of which the indent is what was kept.
    """
    measure = Measure(size, _HEIGHT, hang=True, break_runs=False, indent=room)

    def column(paragraph: str) -> str:
        is_open = ends_open(paragraph)
        ends = line_ends(paragraph, measure._replace(indent=0) if is_open else measure)
        lines = [paragraph[start:end] for start, end in zip([0, *ends], ends, strict=False)]
        return ("" if is_open else indent) + "\n".join(lines)

    return lambda text: gap.join(map(column, text.rstrip("\n").split("\n\n"))) + "\n"


PRINTED: Final[dict[str, Callable[[str], str]]] = {
    "printed lines of 13, apart": _printed(13, "\n\n"),
    "printed lines of 22, apart": _printed(22, "\n\n"),
    "printed lines of 13, tight": _printed(13, "\n"),
    "printed lines of 22, tight": _printed(22, "\n"),
    "printed lines of 13, indents lost": _printed(13, "\n", indent=""),
    "printed lines of 22, indents lost": _printed(22, "\n", indent=""),
    "printed lines of 13, no indents": _printed(13, "\n", room=0, indent=""),
    "printed lines of 22, no indents": _printed(22, "\n", room=0, indent=""),
}
SETTINGS: Final[dict[str, Callable[[str], str]]] = {
    "blocks": str,
    "a paragraph a line": _lines,
    "indented lines": lambda text: _lines(text).replace("\n", "\n\u3000\u3000"),
    "two blank lines between": lambda text: text.replace("\n\n", "\n\n\n"),
    "half-width marks": lambda text: text.translate(str.maketrans("，：；！？（）", ",:;!?()")),
    **PRINTED,
    "one final mark in three lost": _some_lost,
    "all final marks lost": lambda text: _FINAL.sub("", text),
}


def articles(corpus: Path, most: int) -> Iterator[str]:
    """The articles of a corpus, so many of each source at most."""
    for path in sorted(corpus.glob("*.jsonl.gz")):
        for number, article in enumerate(load_corpus(path)):
            if number == most:
                break
            yield written(article)


def written(article: CleanArticle) -> str:
    heads = (article.kicker, article.title, *article.decks, article.byline)
    return "\n\n".join(part for part in (*heads, *article.paras) if part) + "\n"


def joins(structure: Structure) -> Iterator[Seam]:
    """The seams that `clean` joins."""
    return (seam for seam in structure.seams if seam.tier is not Tier.ADVICE)


def owners(document: Document, structure: Structure, text: str) -> list[int]:
    """For each piece the paragraph that it belongs to of the text as it was before it was set in lines."""
    ends = list(accumulate(len("".join(part.split())) for part in text.split("\n\n")))
    sizes = [len("".join(document.text[piece.start : piece.end].split())) for piece in structure.pieces]
    return [bisect_right(ends, start) for start in accumulate(sizes[:-1], initial=0)]


def counted(texts: Iterable[str], setting: Callable[[str], str], shown: list[str]) -> tuple[int, int, int]:
    """Boundaries, safe joins and likely ones; the joins are added to what is shown."""
    boundaries, found = 0, {Tier.SAFE: 0, Tier.LIKELY: 0}
    for text in texts:
        document = Document(setting(text))
        structure = analyse(document)
        pieces = structure.pieces
        owner = owners(document, structure, text) if setting in PRINTED.values() else list(range(len(pieces)))
        boundaries += max(0, len(set(owner)) - 1)
        for seam in joins(structure):
            if owner[seam.left] != owner[seam.right]:
                found[seam.tier] += 1
                shown.append(
                    f"{seam.tier} {seam.probability} {pieces[seam.left].text[-20:]} ∥ {pieces[seam.right].text[:20]}"
                )
    return boundaries, found[Tier.SAFE], found[Tier.LIKELY]


def main() -> int:
    """Print a row for each setting."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--most", type=int, default=120, help="articles of a source (default: 120)")
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--shown", type=int, default=0, metavar="N", help="print N of the joins of each row")
    asked = parser.parse_args()
    clean = list(articles(asked.corpus, asked.most)) if asked.corpus else []
    given = [path.read_text(encoding="utf-8") for path in sorted(asked.texts.glob("*.txt"))] if asked.texts else []
    jobs = [(name, clean, setting) for name, setting in SETTINGS.items()] if clean else []
    rows = []
    for name, texts, setting in [*jobs, *([("texts as they are", given, str)] if given else [])]:
        shown: list[str] = []
        rows.append((name, *counted(texts, setting, shown)))
        print("\n".join(shown[: asked.shown]), end="\n" if asked.shown and shown else "")
    print("\n".join(table(("set in", "boundaries", "safe joins", "likely joins"), rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
