"""Constructions of Chinese grammar that need both their halves: a seam inside one is a cut.

Like a quotation mark that opens on one side and closes on the other: 选定……干部 ∥ 作为导师, 在……的带领 ∥ 下,
对……问题 ∥ 进行整治. Source: Lü Shuxiang, Eight Hundred Words of Modern Chinese (frames of prepositions and of
pivotal verbs).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from cnlint.lazy import lazy

# Name of the frame, what opens it in the unfinished sentence on the left, what goes on with it at the very start of
# the right side. Both scripts.
_FRAMES: Final = (
    (
        "pivot",
        lazy("[把将將选選聘视視]|任命|邀请|邀請|推荐|推薦|以[^，。]{2,20}$"),
        lazy("作为|作為|当作|當作|担任|擔任|成为|成為|为[^了此期]|列入|纳入|納入"),
    ),
    (
        "place",
        lazy("[在当當从從][^，。；]{2,30}$"),
        lazy("[中上下里内时時][，、]|期间|期間|过程中|過程中|方面|基础上|基礎上|之[中上下间间后後前]"),
    ),
    (
        "object",
        lazy("[对對向就给給为為][^，。；]{2,30}$"),
        lazy("进行|進行|开展|開展|作出|做出|予以|给予|給予|提出|表示[了过過]|加以|实施|實施"),
    ),
    (
        "range",
        lazy("[从從自由][^，。；到至]{1,20}$"),
        lazy("[到至][^此今]|起[，、]|出发|出發|转|轉|升|降"),
    ),
    (
        "company",
        lazy("[与與和同跟][^，。；]{1,20}$"),
        lazy("共同|一起|一道|合作|相[^关比關]|签订|簽訂|携手|攜手|联合|聯合"),
    ),
)
# Particles and enclitics that nothing can begin with.
_PARTICLE: Final = lazy("[的地得了着们們吗呢吧]|之[一二三]|等[，、方各多人]|者[，、的]|[化性型率]的|所[以]?有的")
_SENTENCE_END: Final = lazy("[。！？；]")
_TAIL: Final = 60  # characters of the left side that are read: longer sentences are seldom one construction


_LONGEST: Final = 4  # characters that any of them has at the start of the right side


def straddling(left: str, right: str) -> Iterator[str]:
    """The names of the constructions that a seam cuts."""
    is_particle, may = _goes_on(right[:_LONGEST])
    if is_particle:
        yield "particle"
    if may:
        tail = _SENTENCE_END.split(left[-_TAIL:])[-1]
        for name, opens in may:
            if opens.search(tail):
                yield name


@lru_cache(maxsize=1 << 12)
def _goes_on(start: str) -> tuple[bool, Sequence[tuple[str, re.Pattern[str]]]]:
    """Whether a text starts with a particle, and the constructions that its start goes on with."""
    return bool(_PARTICLE.match(start)), [(name, opens) for name, opens, goes_on in _FRAMES if goes_on.match(start)]
