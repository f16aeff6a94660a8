"""From pages to habits: what stands on so many of them that it belongs to the paper, not to the page."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cnlint.config.learned import Confusion, Furniture, Habit, Learned
from cnlint.detectors.learned import near_forms
from cnlint.learning.observing import Line, Observed

# A line is furniture if it stands on a fifth of the files, or on three in a row; never on fewer than three.
# These are what page cleaners of layout tools go by (repeated heads and feet over neighbouring pages).
_SHARE: Final = 0.2
_FILES: Final = 3
# From this length (characters) lines that differ in one are the same line: a likeness of more than 0.9.
_LENIENT: Final = 11
# A name stands in the bylines of two files; a term on three; a doubled character comes back three times on two files.
_NAME_FILES, _TERM_FILES, _DOUBLED_TIMES, _DOUBLED_FILES = 2, 3, 3, 2
# A list that is read by people has no more entries than these: the most frequent ones.
_LISTED: Final = 200


def learned(pages: Sequence[Observed], confusions: Iterable[Confusion] = ()) -> Learned:
    """What pages, in the order of their names, teach together."""
    doubled = _recurring([page.doubled for page in pages], _DOUBLED_TIMES, _DOUBLED_FILES)
    quoted = _recurring([page.quoted for page in pages], _TERM_FILES, _TERM_FILES)
    return Learned(
        files=len(pages),
        furniture=furniture([page.lines for page in pages]),
        names=_recurring([page.names for page in pages], _NAME_FILES, _NAME_FILES),
        terms=tuple(sorted({*doubled, *quoted})),
        reduplications=_recurring([page.reduplications for page in pages], _DOUBLED_TIMES, _DOUBLED_FILES),
        style=_style(pages),
        confusions=tuple(confusions),
    )


def furniture(pages: Sequence[Sequence[Line]]) -> tuple[Furniture, ...]:
    """The lines that repeat from page to page, sorted by kind and by the files they stand on.

    Args:
        pages: the lines of each page, pages in the order of their names.
    """
    places: defaultdict[str, set[int]] = defaultdict(set)
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, lines in enumerate(pages):
        for line in lines:
            places[line.key].add(number)
            words[line.key][line.words] += 1
            kinds[line.key][line.kind] += 1
    found = []
    for key, numbers in _merged(places).items():
        if len(numbers) >= max(_FILES, _SHARE * len(pages)) or _longest_run(numbers) >= _FILES:
            found.append(Furniture(_commonest(kinds[key]), _commonest(words[key]), len(numbers)))
    kept = sorted(found, key=lambda line: (-line.files, line.line))[:_LISTED]
    return tuple(sorted(kept, key=lambda line: (line.kind, -line.files, line.line)))


def _merged(places: Mapping[str, set[int]]) -> dict[str, set[int]]:
    """The files of each line, those of its misread copies with it, under the commonest form."""
    merged: dict[str, set[int]] = {}
    owner: dict[str, str] = {}
    for key in sorted(places, key=lambda key: (-len(places[key]), key)):
        near = near_forms(key) if len(key) >= _LENIENT else {key}
        known = next((owner[form] for form in sorted(near) if form in owner), key)
        merged.setdefault(known, set()).update(places[key])
        if known == key:
            owner.update(dict.fromkeys(near, key))
    return merged


def _longest_run(numbers: Iterable[int]) -> int:
    longest = run = 0
    before = None
    for number in sorted(numbers):
        run = run + 1 if before is not None and number == before + 1 else 1
        longest, before = max(longest, run), number
    return longest


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda word: (-counts[word], word))


def _recurring(pages: Sequence[Iterable[str]], times: int, files: int) -> tuple[str, ...]:
    """The words that come back so often, on so many files, sorted."""
    total: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    for words in pages:
        counted = Counter(words)
        total.update(counted)
        spread.update(counted.keys())
    found = [word for word, count in total.items() if count >= times and spread[word] >= files]
    return tuple(sorted(sorted(found, key=lambda word: (-total[word], word))[:_LISTED]))


def _style(pages: Sequence[Observed]) -> tuple[Habit, ...]:
    """The commonest way of each habit, with its share."""
    counts: Counter[tuple[str, str]] = Counter()
    for page in pages:
        counts.update(page.habits)
    found = []
    for name in sorted({name for name, _ in counts}):
        own = Counter({value: count for (habit, value), count in counts.items() if habit == name})
        value = _commonest(own)
        found.append(Habit(name, value, round(own[value] / own.total(), 2)))
    return tuple(found)
