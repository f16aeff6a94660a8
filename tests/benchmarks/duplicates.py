"""Near duplicates, per paragraph: `python tests/benchmarks/duplicates.py [--paragraphs N]`.

Makes paragraphs by a chain of characters that follow each other in the project's own pages, plants copies in which 2 %
of the characters are wrong, and finds them as `cnlint corpus` does: folded, hashed, paired, aligned. Beside it
datasketch's MinHashLSH, of the same strings, bands and rows, does the same without alignment on as many paragraphs as
--peer says; its cost for each hardly depends on their number. All figures are processor time of this process.

datasketch is not among the project's packages: without it there is one row.
"""

import argparse
import resource
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from time import process_time
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cnlint.characters import is_han
from cnlint.index.alignment import likenesses
from cnlint.index.candidates import candidates
from cnlint.index.folding import folded
from cnlint.index.minhash import BANDS, GRAM, ROWS, band_keys

ROOT: Final = Path(__file__).parents[2]
# What a ratio must not exceed, and what copies must be found of those that were planted.
MOST, FEWEST = 0.06, 0.98
ERRORS: Final = 0.02  # share of a copy's characters that are wrong
PLANTED: Final = 0.05  # share of paragraphs that have a copy
LENGTHS: Final = (45, 220)  # characters; newspaper paragraphs have 120 in the middle
CHAINS: Final = 10_000  # paragraphs that are made at a time


class Cost(NamedTuple):
    """What finding the copies took."""

    seconds: float
    paragraphs: int
    found: float  # share of the planted copies

    @property
    def each(self) -> float:
        """Microseconds for a paragraph."""
        return self.seconds / self.paragraphs * 1e6


def source() -> str:
    """The project's own pages, Han and marks, on one line."""
    pages = [*sorted((ROOT / "tests/pages/raw").glob("*.txt")), *sorted((ROOT / "seeds").glob("*.txt"))]
    return "".join("".join(page.read_text(encoding="utf-8").split()) for page in pages)


def made(count: int, random: np.random.Generator) -> Iterator[str]:
    """Paragraphs in which each character follows the one before it somewhere in the source."""
    codes = np.array([ord(char) for char in source()], np.uint32)
    order = np.argsort(codes[:-1], kind="stable")
    followers, kinds = codes[1:][order], codes[:-1][order]
    for start in range(0, count, CHAINS):
        chains = min(CHAINS, count - start)
        text = np.empty((LENGTHS[1], chains), np.uint32)
        text[0] = random.choice(codes[:-1], chains)
        for at in range(1, LENGTHS[1]):
            first = np.searchsorted(kinds, text[at - 1], "left")
            after = np.searchsorted(kinds, text[at - 1], "right")
            # The last character of all may have no follower: anything follows it.
            at_hand = np.where(after > first, first + (random.random(chains) * (after - first)).astype(np.int64), 0)
            text[at] = followers[np.minimum(at_hand, len(followers) - 1)]
        lengths = random.integers(*LENGTHS, chains)
        for column, length in zip(np.ascontiguousarray(text.T), lengths, strict=True):
            yield column[:length].tobytes().decode("utf-32-le")


def damaged(text: str, han: Sequence[str], random: np.random.Generator) -> str:
    """A reading of a text: eight of ten wrong characters are others, one is lost, one is too much."""
    chances: NDArray[np.float64] = random.random(len(text)) / ERRORS
    read = []
    for char, chance in zip(text, chances.tolist(), strict=True):
        if chance >= 1:
            read.append(char)
        elif chance < 0.8:
            read.append(han[int(random.integers(len(han)))])
        elif chance < 0.9:
            read += [char, han[int(random.integers(len(han)))]]
    return "".join(read)


def ours(texts: Sequence[str], planted: int) -> Cost:
    """The cost of the way of `cnlint corpus`."""
    started = process_time()
    forms = folded(texts)
    pairs = candidates(band_keys(forms)).tolist()
    shares = likenesses([(forms[first], forms[second]) for first, second in pairs])
    found = {(first, second) for (first, second), share in zip(pairs, shares, strict=True) if share}
    seconds = process_time() - started
    originals = len(texts) - planted
    return Cost(seconds, len(texts), sum((copy, originals + copy) in found for copy in range(planted)) / planted)


def theirs(texts: Sequence[str]) -> Cost:
    """The cost of datasketch; what it finds is not aligned."""
    from datasketch import MinHash, MinHashLSH

    started = process_time()
    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    for number, text in enumerate(folded(texts)):
        hashed = MinHash(num_perm=BANDS * ROWS)
        hashed.update_batch([text[at : at + GRAM].encode() for at in range(len(text) - GRAM + 1)])
        index.query(hashed)
        index.insert(str(number), hashed)
    return Cost(process_time() - started, len(texts), 0.0)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--paragraphs", type=int, default=200_000, help="how many (default: 200,000)")
    parser.add_argument("--peer", type=int, default=10_000, help="how many for datasketch (default: 10,000)")
    args = parser.parse_args()
    random = np.random.default_rng(1)
    planted = int(args.paragraphs * PLANTED)
    texts = list(made(args.paragraphs - planted, random))
    han = [char for char in sorted(set(source())) if is_han(char)]
    texts += [damaged(text, han, random) for text in texts[:planted]]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    own = ours(texts, planted)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print("| near duplicates by | paragraphs | seconds | µs each | ratio | must |\n| --- " + "| ---: " * 5 + "|")
    ratio = ""
    if find_spec("datasketch"):
        peer = theirs(texts[: args.peer])
        ratio = f"{own.each / peer.each:.3f}{'' if own.each <= MOST * peer.each else ' (missed)'}"
        print(f"| datasketch MinHashLSH | {peer.paragraphs:,} | {peer.seconds:.2f} | {peer.each:.0f} | 1 | |")
    print(f"| cnlint, aligned | {own.paragraphs:,} | {own.seconds:.2f} | {own.each:.1f} | {ratio} | {MOST} |")
    missed = "" if own.found >= FEWEST else f" (missed: {FEWEST:.0%})"
    print(f"\n{own.found:.2%} of {planted:,} copies with {ERRORS:.0%} wrong characters found{missed}.")
    print(f"Peak memory {peak >> 10:,} MiB, of it {before >> 10:,} MiB before (the texts).", file=sys.stderr)


if __name__ == "__main__":
    main()
