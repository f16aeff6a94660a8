"""`python -m training.proofs CORPUS BENCH WEIGHTS`: what a proof is worth, by probability.

WEIGHTS is a folder that `python -m training --held-out` wrote: the seams of damaged pages, made ones and OCR'd ones,
are judged by the models that have not seen their source. The bounds in `cnlint.structure.tiers` follow what this
prints.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from cnlint.document import Document
from cnlint.evaluation.damage import TRAINING
from cnlint.structure import knowledge, seammodel, tiers
from cnlint.structure.analysis import analyse
from cnlint.structure.crossing import is_cut_through
from cnlint.structure.model import Layout, Role
from cnlint.structure.seams import Candidate, judged, shows_cut
from cnlint.structure.setting import setting_of
from training import pages, synthetic
from training.__main__ import sources
from training.calibration import halves
from training.pages import LabelledPage

_BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.93, 0.955, 0.97, 0.98, 0.99, 0.995)
_PAGES, _SEED = 200, 81  # of each source and each of two plans: misread, and read without fault


def main(argv: Sequence[str]) -> int:
    """Prints how many seams are cuts and how many are none, by proof and probability, on made and on OCR'd pages."""
    parser = argparse.ArgumentParser(prog="training.proofs", description=__doc__)
    for name in ("corpus", "bench", "weights"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--half", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(argv)
    if options.half:
        seen = (options.half / "sources.txt").read_text(encoding="utf-8").split()
        for page in _pages(options.corpus, options.bench, seen):
            for row in _judged(page):
                print(json.dumps(row))
        return 0
    counts = Counter(tuple(row) for row in halves("training.proofs", argv, options.weights))
    print(f"{'proof':36} {'from':>5}  made: cuts others  OCR: cuts others")
    for proof, band in sorted({row[:2] for row in counts}):
        made, real = ([counts[proof, band, of, cut] for cut in (True, False)] for of in (False, True))
        print(f"{proof:36} {band:5}  {made[0]:10} {made[1]:6} {real[0]:10} {real[1]:6}")
    return 0


def _pages(corpus: Path, bench: Path, seen: Sequence[str]) -> Iterator[LabelledPage]:
    yield from (page for page in pages.read(bench / "ppocr") if page.source in seen)
    for source, articles in sources(corpus, bench):
        if source in seen:
            for plan in (TRAINING, TRAINING._replace(noise=0.0, clean=0.0)):
                yield from synthetic.generate(articles, source, _PAGES, _SEED, plan)


def _judged(page: LabelledPage) -> Iterator[tuple[str, float, bool, bool]]:
    """Proof, band, whether the page is real and whether the seam is a cut, of each seam whose truth is known."""
    found = analyse(Document(page.text))
    known, model = knowledge.shipped(), seammodel.model()
    setting = setting_of(found.pieces, found.roles, found.layout, known)
    places = [Candidate(seam.left, seam.right, seam.between, seam.role) for seam in found.seams]
    seams = judged(found.pieces, found.roles, setting, known, model, places)
    page_is_cut = any(shows_cut(found.pieces, seam, setting, model) for seam in seams)
    for (left, right, _, role), evidence, probability in seams:
        cut = page.joined(left, right)
        one, other = found.pieces[left], found.pieces[right]
        look = ", a heading's look" if tiers.may_be_heading(one.text) else ""
        if cut is None or (role is Role.BODY and found.layout is Layout.WRAPPED):
            continue
        if role is not Role.BODY:
            proof = "headings, a word cut" if is_cut_through(evidence) else "headings"
        elif tiers.is_proven(one, other, evidence, found.layout):
            proof = f"body, at the seam{look}"
        elif page_is_cut:
            proof = f"body, on the page{look}"
        else:
            proof = "body, none"
        yield proof, max(band for band in _BANDS if band <= probability), page.real, cut


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
