"""How sure a join has to be: safe, likely, or shown only.

The probability alone does not make a join safe. A deck or a caption without a final mark before the first paragraph
looks like half a paragraph, and clean articles have such lines; what they do not have is a line that is cut beyond
doubt. So joins rest on proof: at the seam itself, or on the page.

On 59,960 boundaries of 4,720 clean articles, judged by models that had not seen their sources, 115 seams reach 0.9.
Of those 4 are proven (3 are cut in the source), and of the 111 others none stands in an article with a proven cut; of
the 166 that are joined rightly on OCR pages 160 do.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from cnlint.characters import FINAL_MARKS, PAUSE_MARKS, is_latin
from cnlint.structure.evidence import Part
from cnlint.structure.model import Piece, Tier

# What proves that a line is cut: a word, a figure, a quotation or a construction on both sides, a mark that no
# paragraph ends or starts with.
_PROOF: Final = frozenset(
    {
        "word=firm", "figure=figure", "figure=measure", "straddle=both", "right-starts-with-closer",
        "frame", "frame=particle", "end=pause", "start=pause",
    }
)  # fmt: skip
# Of headings only this is asked: they use commas as they like, and are cut between words on purpose.
_HEADING_PROOF: Final = frozenset(
    {"word=firm", "figure=figure", "figure=measure", "straddle=both", "right-starts-with-closer"}
)
# Without such proof headings are joined from this probability on, or when the networks hear them as one sentence: of
# 1,105 pairs of headings in clean articles of sources the models had not seen one and none are, of the pairs on
# damaged pages that are so 96 and 97 in 100 are one headline.
_LIKELY_HEADING: Final = 0.95
_ONE_SENTENCE: Final = 2.0  # log-odds
# The end of a printed line is no break that the text shows: there the likelier holds, by a margin that spares verse.
_LIKELIER: Final = 0.7
_MARKS: Final = FINAL_MARKS | PAUSE_MARKS


def is_proven(left: Piece, evidence: Iterable[Part]) -> bool:
    """Whether the seam itself shows that a paragraph is cut there."""
    # Where two Latin words meet, the blank between them may be the line's end.
    latin = is_latin(left.text[-1])
    names = (_name(part) for part in evidence)
    return any(name in _PROOF and not (latin and name == "word=firm") for name in names)


def of_line_end(probability: float, block: Iterable[Piece], safe: float) -> Tier:
    """The tier of a seam between two printed lines of one block; verse and lists set without marks stay as they are."""
    if not any(mark in line.text for line in block for mark in _MARKS):
        return Tier.ADVICE
    return Tier.SAFE if probability >= safe else Tier.LIKELY if probability >= _LIKELIER else Tier.ADVICE


def of_body(probability: float, proven: bool, safe: float, likely: float) -> Tier:
    """The tier of a seam between two blocks of body.

    Args:
        probability: the model's.
        proven: a cut is shown beyond doubt, by this seam or by another one of the page.
        safe: the probability from which a proven join is safe.
        likely: the probability from which it is likely.
    """
    if not proven or probability < likely:
        return Tier.ADVICE
    return Tier.SAFE if probability >= safe else Tier.LIKELY


def of_heading(probability: float, evidence: Sequence[Part], safe: float, likely: float) -> Tier:
    """The tier of a seam between two heading lines: a kicker may well run on into its headline and is none of it."""
    if any(_name(part) in _HEADING_PROOF for part in evidence):
        return Tier.SAFE if probability >= safe else Tier.LIKELY if probability >= likely else Tier.ADVICE
    heard = any(part.feature == "heading:sense" and part.value >= _ONE_SENTENCE for part in evidence)
    return Tier.LIKELY if probability >= (likely if heard else _LIKELY_HEADING) else Tier.ADVICE


def _name(part: Part) -> str:
    return part.feature.removeprefix("heading:").removeprefix("wrapped:")
