"""How sure a join has to be: safe, likely, or shown only.

The probability alone does not make a join safe. A deck or a caption without a final mark before the first paragraph
looks like half a paragraph, and clean articles have such lines; what they do not have is a line that is cut beyond
doubt. So joins rest on proof: at the seam itself, or on the page.

On 59,960 boundaries of 4,720 clean articles, judged by models that had not seen their sources, 109 seams between
paragraphs reach 0.9. Of those 4 have proof, at the seam or in the article.
"""

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Final

from cnlint.characters import FINAL_MARKS, PAUSE_MARKS, is_latin
from cnlint.structure.crossing import Part, heard, is_cut_through
from cnlint.structure.forms import DATELINE
from cnlint.structure.model import Layout, Piece, Tier
from cnlint.structure.printed import Parting

# What proves that a paragraph is cut, besides what lies across the seam: a construction on both sides, a mark that no
# paragraph ends or starts with, a name that the page has in one piece. Headings use commas as they like, and are cut
# between words on purpose.
_PROOF: Final = frozenset({"frame", "frame=particle", "end=pause", "start=pause"})
_ECHO: Final = frozenset({"echo=deep"})
# Unless the networks hear so far against it (log-odds) that the string across stands elsewhere by chance: of the seams
# that such a string alone proves 2 of 39 are no cuts there, 4 of 666 elsewhere (made pages and OCR pages as below).
_HEARD_AGAINST: Final = -1.0
# Characters that a heading has at most: headlines of newspapers have 8 to 30. The text below a heading begins with its
# words, so that what stands in one piece elsewhere on the page proves nothing there.
HEADING_LENGTH: Final = 30
# Headings are joined from this probability on. Of 656 such pairs on made pages without what lies across the seam 23 are
# kicker and headline or headline and deck, of 23 on OCR pages none; from 0.8 to there 31 of 115 (`python -m
# training.proofs`, as below).
LIKELY_HEADING: Final = 0.9
# The end of a printed line is no break that the text shows: there the likelier holds, by a margin that spares verse.
# Nor is a blank line on a page of printed lines where one stands inside a paragraph beyond doubt: engines set them at
# column ends, at noise and at wide leading. Of such places of 0.7 to 0.9, the next word without room in the line
# before, 1,206 of 1,330 are cuts (pages of sources that the models had not seen); where it had room 177 of 226: those
# stay.
_LIKELIER: Final = 0.7
# Where no indent parts paragraphs a full line that ends a sentence may be a paragraph's last: of such ends from 0.7 to
# here 754 of 895 go on, from here on 2,717 of 2,788. One left apart shows a break after a sentence; one joined
# wrongly hides where a paragraph ended.
_LIKELY_ENDED: Final = 0.9
# Where neither kept indents nor blank lines part paragraphs, a headline as wide as the column is told by its words
# alone. From here on an end that cuts through nothing is safe there: 5 of 54,832 such ends join what is parted, from
# 0.955 to there 94 of 22,290; of clean articles set so, from 0.99 to there, 9 of 4,982 headlines and their texts.
_SAFE_IF_FLUSH: Final = 0.998
# So sure that the look of the left half no longer counts, nor where no other cut is shown whether this one is: on pages
# of sources that the models had not seen 8 of 133 such seams are no cuts where the left half looks like a heading, 4 of
# 160 where nothing is proven on the page; just below 5 of 32 and 2 of 36. Clean articles have nine of the latter in
# 59,960 boundaries.
SURE: Final = 0.995
# What a page that is cut proves of its other seams: from 0.90 to 0.93 a third of these are no cuts (6 of 14 on OCR
# pages, 64 of 210 on made ones), from there to 0.98 one in five (3 of 25, 168 of 769), above it one in twenty and
# fewer (7 of 137, 118 of 4,402).
_SAFE_BY_PAGE: Final = 0.98
# From where on a proof at the seam does if the left half looks like a heading, safe and likely: on made pages from 0.97
# to 0.99 4 of 26 such seams are no cuts, from there on 9 of 355 (of other looks 26 of 333, and 78 of 8,381).
_SAFE_OF_LOOK, _LIKELY_OF_LOOK = SURE, 0.99
# Characters of a credit, of a person or an office, that stands after a caption's last sentence without a mark.
_CREDIT_LENGTH: Final = 8
# Where blank lines inside paragraphs are the rule, a line that the next word had no room in goes on from here on: of
# 308 such places below 0.7 at least 242 are cuts (`training.proofs`).
_LOOSE: Final = 0.4
_MARKS: Final = FINAL_MARKS | PAUSE_MARKS


class Proof(Enum):
    """Where it is shown beyond doubt that a paragraph is cut."""

    NONE = "nowhere"
    PAGE = "at another seam of the page"
    SEAM = "at this seam"


def is_proven(left: Piece, right: Piece, evidence: Iterable[Part], layout: Layout) -> bool:
    """Whether the seam itself shows that a paragraph is cut there.

    A dateline in a line of its own ends in 电 or 讯, with which words begin, too.
    """
    if DATELINE.fullmatch(left.text):
        return False
    # Where two Latin words meet, the blank between them may be the line's end.
    latin = is_latin(left.text[-1])
    told = [part for part in evidence if not (latin and part.feature == "word=firm")]
    if layout is not Layout.WRAPPED and are_heading_lines(left.text, right.text):
        return is_cut_through(told)
    echoes = not may_be_heading(left.text) and heard(told) >= _HEARD_AGAINST
    proof = _PROOF | _ECHO if echoes else _PROOF
    return is_cut_through(told) or any(part.feature in proof for part in told)


def may_be_heading(text: str) -> bool:
    """Whether a line has the look of a heading, whatever it was taken for."""
    return len(text) <= HEADING_LENGTH and not any(mark in text for mark in _MARKS)


def is_running(text: str) -> bool:
    """Whether a line that ends in no final mark can be nothing but running text: no heading, and no credit ends it."""
    last = max(text.rfind(mark) for mark in FINAL_MARKS)
    return not may_be_heading(text) and (last < 0 or len(text) - last - 1 > _CREDIT_LENGTH)


def are_heading_lines(left: str, right: str) -> bool:
    """Whether two lines have the look of a heading over two lines, which may have a comma at any clause's end."""
    return may_be_heading(left.rstrip("，")) and may_be_heading(right.replace("，", ""))


def of_line_end(
    probability: float, proven: bool, columns: bool, parting: Parting, ended: bool, block: Iterable[Piece], safe: float
) -> Tier:
    """The tier of the seam after a printed line, the next one being of its block.

    Verse and lists stay as they are: no word, figure or quotation is cut through in them, or hardly any on the page. A
    full line that ends a sentence may be a paragraph's last: of 3,662 such ends that reach the safe probability 29 are,
    of 249,782 ends in mid-sentence 162.

    Args:
        probability: the model's.
        proven: a word, a figure or a quotation is cut through.
        columns: so many are on the page that lines end where the room does, and the next line is no heading's.
        parting: what parts the paragraphs of the page.
        ended: the line ends as a sentence does.
        block: all lines of the block.
        safe: the probability from which a join is safe.
    """
    if not proven and not (columns and any(mark in line.text for line in block for mark in _MARKS)):
        return Tier.ADVICE
    if probability < (_LIKELY_ENDED if ended and parting is not Parting.INDENT else _LIKELIER):
        return Tier.ADVICE
    enough = safe if proven or parting in (Parting.INDENT, Parting.BLANK) else _SAFE_IF_FLUSH
    return Tier.SAFE if probability >= enough and columns and not ended else Tier.LIKELY


def of_body(probability: float, proof: Proof, left: str | None, safe: float, likely: float) -> Tier:
    """The tier of a seam between two blocks of body.

    Args:
        probability: the model's.
        proof: where a cut is shown beyond doubt.
        left: the text before it; None where lines are as short as headings are.
        safe: the probability from which a join that is proven here is safe.
        likely: the probability from which it is likely.
    """
    if proof is Proof.NONE:
        return Tier.LIKELY if probability >= SURE and left is not None and is_running(left) else Tier.ADVICE
    if proof is Proof.PAGE:
        safe = _SAFE_BY_PAGE
    elif left is not None and may_be_heading(left):
        safe, likely = _SAFE_OF_LOOK, _LIKELY_OF_LOOK
    if probability < likely:
        return Tier.ADVICE
    return Tier.SAFE if probability >= safe else Tier.LIKELY


def of_column_end(probability: float, proven: bool, forced: bool, loose: bool, safe: float, likely: float) -> Tier:
    """The tier of a seam between two blocks of hard-wrapped text of which the first ends in no final mark.

    Args:
        probability: the model's.
        proven: a blank line inside a paragraph is shown beyond doubt, by this seam or by another one of the page.
        forced: the next word had no room in the line before the blank lines, as at the end of a column: from the
            likely probability on 9,086 of 9,132 such places are cuts, whether their pages prove one or not.
        loose: blank lines stand inside paragraphs on this page as a rule.
        safe: the probability from which a proven join is safe.
        likely: the probability from which it is likely elsewhere.
    """
    tier = of_body(probability, Proof.SEAM if proven else Proof.NONE, None, safe, likely)
    if tier is not Tier.ADVICE or not (forced or loose):
        return tier
    least = _LOOSE if forced and loose else _LIKELIER if proven or loose else likely
    return Tier.LIKELY if probability >= least else Tier.ADVICE


def of_heading(probability: float, evidence: Sequence[Part], safe: float, whole: bool = True) -> Tier:
    """The tier of a seam between two heading lines: a kicker may well run on into its headline and is none of it.

    Args:
        probability: the model's.
        evidence: what speaks for the seam.
        safe: the probability from which a join of what is cut through is safe.
        whole: the two together end as a headline may. Lines that all end in a comma are those of an address.
    """
    cut = is_cut_through(evidence)
    if probability < LIKELY_HEADING or not (cut or whole):
        return Tier.ADVICE
    return Tier.SAFE if cut and probability >= safe else Tier.LIKELY
