"""Detectors: one module per rule family, pure functions from a snapshot and options to matches.

`DETECTORS` is the whole list, by the name that rule files use. Values are `module:function` below this package, so
that a run imports only the families whose rules are on and may fire.

Other packages may bring detectors of their own as entry points of the group `cnlint.detectors`. Nothing asks for those
unless a rule file names one.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final

from cnlint.findings import Match, Value
from cnlint.structure.snapshot import Snapshot

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

Options = Mapping[str, Value]
Detector = Callable[[Snapshot, Options], Iterator[Match]]

DETECTORS: Final[Mapping[str, str]] = {
    # paragraphs
    "cut_paragraph": "paragraphs:cut_paragraph",
    "likely_cut_paragraph": "paragraphs:likely_cut_paragraph",
    "interrupted_paragraph": "paragraphs:interrupted_paragraph",
    "hard_wrapped_paragraph": "paragraphs:hard_wrapped_paragraph",
    "glued_paragraphs": "glued:glued_paragraphs",
    "orphan_fragment": "orphans:orphan_fragment",
    # duplicates
    "duplicated_paragraph": "duplicates:duplicated_paragraph",
    "repeated_edge": "duplicates:repeated_edge",
    "near_duplicate": "likeness:near_duplicate",
    "repetition_loop": "loops:repetition_loop",
    # headings
    "cut_headline": "headings:cut_headline",
    "split_headline": "headings:split_headline",
    "unmarked_headline": "headings:unmarked_headline",
    "run_together_headline": "headings:run_together_headline",
    "missing_heading_part": "headings:missing_heading_part",
    # captions
    "caption_in_text": "captions:caption_in_text",
    "credit_in_text": "captions:credit_in_text",
    "glued_caption": "glued_captions:glued_caption",
    # page furniture
    "page_header": "furniture:page_header",
    "jump_line": "furniture:jump_line",
    "imprint_line": "furniture:imprint_line",
    "filler": "furniture:filler",
    # punctuation
    "half_width_mark": "punctuation:half_width_mark",
    "mixed_widths": "punctuation:mixed_widths",
    "unbalanced": "balance:unbalanced",
    "wrong_quote": "quotes:wrong_quote",
    "doubled_mark": "punctuation:doubled_mark",
    "broken_ellipsis_or_dash": "strokes:broken_ellipsis_or_dash",
    "misread_mark": "misread:misread_mark",
    # characters
    "invisible_character": "characters:invisible_character",
    "radical_character": "characters:radical_character",
    "lost_character": "characters:lost_character",
    "blank_between_han": "blanks:blank_between_han",
    "odd_blank": "characters:odd_blank",
    "full_width_figure": "fullwidth:full_width_figure",
    "mojibake": "mojibake:mojibake",
    "other_script": "variants:other_script",
    "split_character": "split:split_character",
    # lexicon
    "doubled_character": "lexicon:doubled_character",
    "miscounted_character": "miscounted:miscounted_character",
    "wrong_idiom": "idioms:wrong_idiom",
    "misquoted_verse": "verse:misquoted_verse",
    "twin_character": "twins:twin_character",
    "two_spellings": "names:two_spellings",
    # figures
    "contradicting_figures": "figures:contradicting_figures",
    "misread_figure": "digits:misread_figure",
    # order
    "block_out_of_order": "order:block_out_of_order",
    "missing_member": "order:missing_member",
    # the kinds of users' rules
    "misread_words": "users:misread_words",
    "repeated_line": "users:repeated_line",
    # format
    "blank_lines_at_ends": "format:blank_lines_at_ends",
    "trailing_blanks": "format:trailing_blanks",
    "mixed_line_ends": "format:mixed_line_ends",
    "no_final_line_end": "format:no_final_line_end",
    # quality
    "empty_document": "quality:empty_document",
    "garbled_text": "quality:garbled_text",
    "no_han_text": "quality:no_han_text",
    "many_cuts": "gates:many_cuts",
    "unmarked_headings": "gates:unmarked_headings",
    "other_language": "gates:other_language",
    "repetitive_text": "gates:repetitive_text",
}


# The group of entry points in which other packages offer detectors.
GROUP: Final = "cnlint.detectors"


def entry_points() -> Mapping[str, "EntryPoint"]:
    """The detectors of installed packages, by name."""
    from importlib.metadata import entry_points as installed  # slow: it looks at every package there is

    return {point.name: point for point in installed(group=GROUP)}


@cache  # asked for each rule and document
def load(name: str) -> Detector:
    """The detector of that name: of this package, else of an installed one.

    Raises:
        KeyError: no detector has that name.
        ImportError, AttributeError: an installed package does not hold what its entry point says.
    """
    if name not in DETECTORS:
        detector: Detector = entry_points()[name].load()
    else:
        module, function = DETECTORS[name].split(":")
        detector = getattr(import_module(f"{__name__}.{module}"), function)
    return detector
