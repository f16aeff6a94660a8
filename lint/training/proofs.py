"""`python -m training.proofs CORPUS BENCH WEIGHTS`: what a proof is worth, by probability.

WEIGHTS is a folder that `python -m training --held-out` wrote: the seams of damaged pages, made ones and OCR'd ones,
are judged by the models that have not seen their source. Printed lines are those of hard-wrapped pages. The bounds in
`cnlint.structure.tiers` follow what this prints.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from cnlint.document import Document
from cnlint.evaluation.damage import TESSERACT, TRAINING, WRAPPED
from cnlint.structure import knowledge, seammodel, tiers
from cnlint.structure.analysis import analyse
from cnlint.structure.crossing import is_cut_through
from cnlint.structure.model import Layout, Piece, Role
from cnlint.structure.seams import Candidate, Judged, is_wrap, judged, shows_cut
from cnlint.structure.setting import Setting, setting_of
from cnlint.structure.traits import ENDED, end_class
from training import pages, synthetic
from training.__main__ import sources
from training.calibration import halves
from training.pages import LabelledPage

_BANDS = (0.0, 0.4, 0.5, 0.7, 0.8, 0.9, 0.93, 0.955, 0.97, 0.98, 0.99, 0.995, 0.998)
_PAGES, _SEED = 200, 81  # of each source and each of two plans: misread, and read without fault
_PRINTED_PAGES = 80  # of each source and each of two plans: hard-wrapped, and as tesseract reads


def main(argv: Sequence[str]) -> int:
    """Prints how many seams are cuts and how many are none, by proof and probability, on made and on OCR'd pages."""
    parser = argparse.ArgumentParser(prog="training.proofs", description=__doc__)
    for name in ("corpus", "bench", "weights"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--half", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.half:
        seen = (options.half / "sources.txt").read_text(encoding="utf-8").split()
        for page, printed in _pages(options.corpus, options.bench, seen):
            for row in _judged(page, printed):
                print(json.dumps(row))
        return 0
    counts = Counter(tuple(row) for row in halves("training.proofs", argv, options.weights))
    print(f"{'proof':36} {'from':>5}  made: cuts others  OCR: cuts others")
    for proof, band in sorted({row[:2] for row in counts}):
        made, real = ([counts[proof, band, of, cut] for cut in (True, False)] for of in (False, True))
        print(f"{proof:36} {band:5}  {made[0]:10} {made[1]:6} {real[0]:10} {real[1]:6}")
    return 0


def _pages(corpus: Path, bench: Path, seen: Sequence[str]) -> Iterator[tuple[LabelledPage, bool]]:
    """The pages, and whether their printed lines are what is looked at."""
    for part, printed in (("ppocr", False), ("tesseract", True)):
        yield from ((page, printed) for page in pages.read(bench / part) if page.source in seen)
    plans = (
        (TRAINING, _PAGES, False),
        (TRAINING._replace(noise=0.0, clean=0.0), _PAGES, False),
        (WRAPPED, _PRINTED_PAGES, True),
        (TESSERACT, _PRINTED_PAGES, True),
    )
    for source, articles in sources(corpus, bench):
        if source in seen:
            for plan, count, printed in plans:
                for page in synthetic.generate(articles, source, count, _SEED, plan):
                    yield page, printed


def _judged(page: LabelledPage, printed: bool) -> Iterator[tuple[str, float, bool, bool]]:
    """Proof, band, whether the page is real and whether the seam is a cut, of each seam whose truth is known."""
    found = analyse(Document(page.text))
    known, model = knowledge.shipped(), seammodel.model()
    setting = setting_of(found.pieces, found.roles, found.layout, known)
    places = [Candidate(seam.left, seam.right, seam.between, seam.role) for seam in found.seams]
    seams = judged(found.pieces, found.roles, setting, known, model, places)
    page_is_cut = any(shows_cut(found.pieces, seam, setting, model) for seam in seams)
    for seam in seams:
        left, right = seam.candidate.left, seam.candidate.right
        cut = page.joined(left, right)
        if printed and (page.copies[left] or page.copies[right]):
            continue  # the lines of a second print go on from each other, but from nothing in the truth
        if cut is None or printed != (seam.candidate.role is Role.BODY and found.layout is Layout.WRAPPED):
            continue
        proof = _place(found.pieces, seam, setting) if printed else _proof(found.pieces, seam, setting, page_is_cut)
        yield proof, max(band for band in _BANDS if band <= seam.probability), page.real, cut


def _proof(pieces: Sequence[Piece], seam: Judged, setting: Setting, page_is_cut: bool) -> str:
    left, right, _, role = seam.candidate
    one, other = pieces[left], pieces[right]
    look = ", a heading's look" if tiers.may_be_heading(one.text) else ""
    if role is not Role.BODY:
        return "headings, a word cut" if is_cut_through(seam.evidence) else "headings"
    if tiers.is_proven(one, other, seam.evidence, setting.layout):
        return f"body, at the seam{look}"
    return f"body, on the page{look}" if page_is_cut else "body, none"


def _place(pieces: Sequence[Piece], seam: Judged, setting: Setting) -> str:
    """Where a printed line ends."""
    left, right = pieces[seam.candidate.left], pieces[seam.candidate.right]
    ended = "ended" if end_class(left.text) in ENDED else "open"
    if is_wrap(pieces, seam.candidate, setting.layout):
        return f"line, {ended}, parted by {setting.printed.parting}"
    forced = "forced" if setting.printed.is_forced(left, right) else "meant"
    return f"blank line, {ended}, {forced}{', loose' if setting.printed.loose else ''}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
