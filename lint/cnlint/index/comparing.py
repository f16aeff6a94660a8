"""From entries to groups: paragraphs that stand in several documents, and documents that stand there twice."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, NamedTuple

import numpy as np

from cnlint.index.alignment import likenesses
from cnlint.index.candidates import candidates
from cnlint.index.clusters import Cluster, Rank, clusters
from cnlint.index.damage import Judge
from cnlint.index.folding import folded
from cnlint.index.store import Place, Store

_Pairs = Sequence[tuple[str, str]]
# Does a job on each item, elsewhere perhaps; the results in order, as of `map`.
Share = Callable[[Callable[[_Pairs], list[float]], Sequence[_Pairs]], Iterable[list[float]]]
# Pairs that are aligned in one go: 0.2 s of work, and what a machine far away is sent at a time.
_PAIRS: Final = 1 << 14


class Standing(NamedTuple):
    """A copy, and where it stands."""

    file: str
    content: bytes  # of its document
    start: int  # characters; 0 for a document
    end: int
    line: int  # from 1
    likeness: float  # to the copy that is kept
    damage: int  # places where it is cut, and findings in it


class Group(NamedTuple):
    """The copies of a paragraph or of a document; the best of them is kept."""

    kept: Standing
    copies: tuple[Standing, ...]
    text: str  # of the one that is kept; '' for a document


class _Document(NamedTuple):
    """A document, by the first file that has it."""

    file: str
    content: bytes
    place: int


class Comparison:
    """Compares what an index holds.

    Args:
        store: the entries.
        share: what shares out the alignment of pairs.
    """

    def __init__(self, store: Store, share: Share = map) -> None:
        self._store = store
        self._share = share
        self._judge = Judge()
        self._documents: dict[int, _Document] = {}
        self._files: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)  # by the key of their document
        for place, (name, number, content, key) in enumerate(store.files()):
            self._documents.setdefault(number, _Document(name, content, place))
            self._files[key].append((name, number))
        self._places: dict[int, Place] = {}
        self._damage: dict[int, int] = {}  # by passage

    def documents(self) -> Iterator[Group]:
        """The files that hold the same letters, figures and Han, in the order of the files."""
        for files in self._files.values():
            if len(files) == 1:
                continue
            bodies = {number: self._store.passages_of(number) for _, number in files}
            if not all(bodies.values()):  # too short to tell
                continue
            for passages in bodies.values():
                self._look_up(passages)
            damage = {number: sum(self._damage_of(passages)) for number, passages in bodies.items()}
            whole = [
                Standing(name, self._documents[number].content, 0, 0, 1, 1.0, damage[number]) for name, number in files
            ]
            kept = min(whole, key=lambda copy: copy.damage)  # of equals the first
            yield Group(kept, tuple(copy for copy in whole if copy is not kept), "")

    def paragraphs(self) -> Iterator[Group]:
        """The paragraphs that stand in several documents, in the order of the copies that are kept."""
        holders, alike = self._pairs()
        self._look_up([passage for passages in holders for passage in passages])
        found = [group for cluster in clusters(holders, alike, self._ranks) if (group := self._group(cluster))]
        yield from sorted(found, key=lambda group: (group.kept.file, group.kept.start))

    def _pairs(self) -> tuple[list[list[int]], dict[tuple[int, int], float]]:
        """The passages that have each text which may stand twice, and the pairs of such texts that are one."""
        numbers, keys, bands = self._store.passages()
        _, first, which, counts = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
        pairs = candidates(bands[first])
        concerned = np.union1d(np.flatnonzero(counts > 1), pairs)
        texts = dict(self._store.texts(numbers[first[np.unique(pairs)]].tolist()))
        forms = dict(zip(texts, folded(list(texts.values())), strict=True))
        compared = [(forms[left], forms[right]) for left, right in numbers[first[pairs]].tolist()]
        parts = [compared[start : start + _PAIRS] for start in range(0, len(compared), _PAIRS)]
        shares = chain.from_iterable(self._share(likenesses, parts))
        renumbered = np.searchsorted(concerned, pairs).tolist()
        alike = {(a, b): share for (a, b), share in zip(renumbered, shares, strict=True) if share}
        holders: list[list[int]] = [[] for _ in range(len(concerned))]
        rows = np.flatnonzero(np.isin(which, concerned))
        for row, text in zip(rows.tolist(), np.searchsorted(concerned, which[rows]).tolist(), strict=True):
            holders[text].append(int(numbers[row]))
        return holders, alike

    def _look_up(self, passages: Sequence[int]) -> None:
        """Learn where passages stand, and their damage where an earlier run has counted it."""
        for passage, place in self._store.places(passages):
            self._places[passage] = place
            if place.damage is not None:
                self._damage[passage] = place.damage

    def _ranks(self, passages: list[int]) -> list[Rank]:
        """The less damage the better; of equals the longer one, then the first."""
        ranks: list[Rank] = []
        for passage, damage in zip(passages, self._damage_of(passages), strict=True):
            place = self._places[passage]
            length = place.end - place.start
            ranks.append((damage, -length, self._documents[place.document].place, place.start))
        return ranks

    def _group(self, cluster: Cluster) -> Group | None:
        """The copies in other documents than the one that is kept; None if there are none."""
        own = self._places[cluster.kept].document
        others = [(copy, share) for copy, share in cluster.copies if self._places[copy].document != own]
        if not others:
            return None
        ((_, text),) = self._store.texts([cluster.kept])
        return Group(self._standing(cluster.kept, 1.0), tuple(self._standing(*other) for other in others), text)

    def _standing(self, passage: int, likeness: float) -> Standing:
        place = self._places[passage]
        document = self._documents[place.document]
        damage = self._damage[passage]
        return Standing(document.file, document.content, place.start, place.end, place.line, likeness, damage)

    def _damage_of(self, passages: Sequence[int]) -> list[int]:
        """The places where each passage is cut, and what is found in it."""
        new = [passage for passage in passages if passage not in self._damage]
        if new:
            texts = dict(self._store.texts(new))
            found = {
                passage: self._places[passage].cuts + self._judge.findings(text) for passage, text in texts.items()
            }
            self._store.keep_damage(found)
            self._damage.update(found)
        return [self._damage[passage] for passage in passages]
