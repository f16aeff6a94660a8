"""What a rule finds and what may be done about it: findings, fixes, edits.

Offsets are in characters (Unicode code points) of the document's text, half open: `text[start:end]`.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, NamedTuple


class Safety(StrEnum):
    """How far a fix may be trusted (law 1)."""

    SAFE = "safe"  # applied by --fix
    UNSAFE = "unsafe"  # applied with --unsafe-fixes, or one by one in review
    DISPLAY = "display"  # shown only


class Severity(StrEnum):
    """How bad a finding is; the order of the members is the order of the fail levels."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Effect(StrEnum):
    """What a fix does to the characters: the fixer verifies it against explicit tables (law 2)."""

    SPACE = "space"  # only layout white space comes or goes
    WIDTH = "width"  # one half-width mark becomes its full-width form, one for one
    LOOKALIKE = "lookalike"  # one character becomes its twin of an explicit table, one for one
    QUOTE = "quote"  # one quotation mark becomes another, one for one
    INVISIBLE = "invisible"  # a character that prints nothing is removed
    DOUBLED_MARK = "doubled-mark"  # one of two identical marks is removed
    DUPLICATE = "duplicate"  # a block goes whose characters stand elsewhere in the document
    TEXT = "text"  # anything else: never safe


class Edit(NamedTuple):
    """Replace exactly `old`, which stands at `start:end` of the snapshot, by `new`."""

    start: int
    end: int
    old: str
    new: str


class Fix(NamedTuple):
    """An atomic set of edits: all are made, or none."""

    edits: tuple[Edit, ...]
    safety: Safety
    effect: Effect
    because: str  # why this is safe or not, in words
    twin: tuple[int, int] | None = None  # DUPLICATE: the span of the copy that stays


Value = str | int | float


class Evidence(NamedTuple):
    """One thing that was seen: a key of the message catalogue and its value (law 6)."""

    kind: str
    value: Value = ""


class Match(NamedTuple):
    """What a detector yields; the engine makes a finding of it by adding rule, severity and words."""

    start: int
    end: int
    params: Mapping[str, Value] = {}  # fills the rule's message template
    evidence: tuple[Evidence, ...] = ()
    edits: tuple[Edit, ...] = ()
    safety: Safety | None = None  # None: as the rule file says; a detector may only be more careful than that
    twin: tuple[int, int] | None = None


class Finding(NamedTuple):
    """One defect: which rule, where, what, why one thinks so, and at most one fix."""

    rule: str  # code, such as PAR001
    name: str  # name, such as cut-paragraph
    severity: Severity
    start: int
    end: int
    message: str  # in the language of the run
    evidence: tuple[Evidence, ...] = ()
    fix: Fix | None = None
    preview: bool = False


# Characters of context on either side that tell two equal findings of one file apart: a column line's worth.
NEIGHBOURHOOD: Final = 16


def fingerprint(finding: Finding, text: str) -> str:
    """What identifies a finding across edits elsewhere in its file: rule, matched text, neighbourhood (law 10).

    White space does not count, so that a re-wrapped file keeps its fingerprints. Returns 16 hexadecimal digits.
    """
    from hashlib import blake2b  # OpenSSL takes as long to load as a small file to check; only some reports need it

    before = "".join(text[max(0, finding.start - 4 * NEIGHBOURHOOD) : finding.start].split())[-NEIGHBOURHOOD:]
    after = "".join(text[finding.end : finding.end + 4 * NEIGHBOURHOOD].split())[:NEIGHBOURHOOD]
    matched = "".join(text[finding.start : finding.end].split())
    key = "\x1f".join((finding.rule, before, matched, after))
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
