"""Detectors: one module per rule family, pure functions from a snapshot and options to matches.

`DETECTORS` is the whole list, by the name that rule files use. Values are `module:function` below this package, so
that a run imports only the families whose rules are on and may fire.
"""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import Final

from cnlint.findings import Match, Value
from cnlint.structure.snapshot import Snapshot

Options = Mapping[str, Value]
Detector = Callable[[Snapshot, Options], Iterator[Match]]

DETECTORS: Final[Mapping[str, str]] = {
    # paragraphs
    "cut_paragraph": "paragraphs:cut_paragraph",
    "likely_cut_paragraph": "paragraphs:likely_cut_paragraph",
    "interrupted_paragraph": "paragraphs:interrupted_paragraph",
    "hard_wrapped_paragraph": "paragraphs:hard_wrapped_paragraph",
    # duplicates
    "duplicated_paragraph": "duplicates:duplicated_paragraph",
    "repeated_edge": "duplicates:repeated_edge",
    # headings
    "cut_headline": "headings:cut_headline",
    "split_headline": "headings:split_headline",
    "unmarked_headline": "headings:unmarked_headline",
    "run_together_headline": "headings:run_together_headline",
    "missing_heading_part": "headings:missing_heading_part",
    # captions
    "caption_in_text": "captions:caption_in_text",
    "credit_in_text": "captions:credit_in_text",
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
    # characters
    "invisible_character": "characters:invisible_character",
    "radical_character": "characters:radical_character",
    "lost_character": "characters:lost_character",
    "blank_between_han": "blanks:blank_between_han",
    "odd_blank": "characters:odd_blank",
    "other_script": "variants:other_script",
    # lexicon
    "doubled_character": "lexicon:doubled_character",
    # format
    "blank_lines_at_ends": "format:blank_lines_at_ends",
    "trailing_blanks": "format:trailing_blanks",
    "mixed_line_ends": "format:mixed_line_ends",
    "no_final_line_end": "format:no_final_line_end",
    # quality
    "empty_document": "quality:empty_document",
    "garbled_text": "quality:garbled_text",
    "no_han_text": "quality:no_han_text",
}


def load(name: str) -> Detector:
    """The detector of that name.

    Raises:
        KeyError: no detector has that name.
    """
    module, function = DETECTORS[name].split(":")
    detector: Detector = getattr(import_module(f"{__name__}.{module}"), function)
    return detector
