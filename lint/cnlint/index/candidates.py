"""Pairs that share a band key: all that are near duplicates, and some that are not."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cnlint.index.minhash import Keys

Pairs = NDArray[np.int64]

# A text is paired with so many of those that follow it under a key. A formula that thousands share would make millions
# of pairs; through those in between they still come together.
_NEIGHBOURS: Final = 8


def candidates(keys: Keys) -> Pairs:
    """Pairs of rows that share the key of a band, each once: the lower number first, sorted.

    Keys are sorted band by band, so that the rows with the same one stand together.
    """
    count = len(keys)
    found = [np.empty(0, np.int64)]
    for band in range(keys.shape[1]):
        order = np.argsort(keys[:, band], kind="stable")
        column = keys[order, band]
        for step in range(1, _NEIGHBOURS + 1):
            same = np.flatnonzero(column[step:] == column[:-step])
            if not same.size:
                break
            found.append(np.unique(order[same].astype(np.int64) * count + order[same + step]))
    packed = np.unique(np.concatenate(found))
    return np.stack((packed // max(count, 1), packed % max(count, 1)), axis=1)
