"""What a rule is: the values that a rule file gives, once it has been read and found in order."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from cnlint.findings import Effect, Safety, Severity, Value

Language = Literal["en", "zh"]
Scope = Literal["body", "headline", "any", "line"]
Status = Literal["stable", "preview"]

# What the engine itself reports. Their rule files hold their pages, messages and tests.
UNREADABLE: Final = "ENG001"
CRASHED: Final = "ENG002"
OVERRUN: Final = "ENG003"
NOT_CONSERVED: Final = "ENG004"
UNCONVERGED: Final = "ENG005"
ENGINE_CODES: Final = (UNREADABLE, CRASHED, OVERRUN, NOT_CONSERVED, UNCONVERGED)


class Text(NamedTuple):
    """One text in the languages that the tool speaks; a user's rule may give both the same words."""

    en: str
    zh: str

    def of(self, lang: str) -> str:
        """The words in a language; any but Chinese is answered in English."""
        return self.zh if lang == "zh" else self.en


class Option(NamedTuple):
    """One setting of a rule. Its type is the type of its default."""

    default: Value
    doc: Text


class RuleFix(NamedTuple):
    """What the rule's fixes may be trusted with, and why."""

    safety: Safety
    effect: Effect
    because: Text


class Measured(NamedTuple):
    """The rule on one source of texts: how many findings, how many of them right."""

    source: str
    findings: int
    right: int


class Read(NamedTuple):
    """A random sample of the rule's findings that a person read, the truth beside each."""

    sample: int
    right: int
    of: int  # the findings that the sample was drawn from; a sample of all of them is no guess
    where: Text  # the texts they stand in


class Recalled(NamedTuple):
    """The rule on one source of texts whose damage is known: how much of what it is there for it found."""

    source: str
    defects: int
    found: int
    others: int  # defects that it did not find and a rule that is there for the same kind did


class Rule(NamedTuple):
    """One rule. It has a detector or a pattern; the engine's own rules (ENG) have neither."""

    code: str  # such as PUN001
    name: str  # such as half-width-mark
    family: str  # the folder it lies in
    summary: Text
    message: Text  # templates, filled from Match.params
    why: Text
    false_alarms: Text
    detector: str | None  # a key of detectors.DETECTORS
    pattern: str | None  # in the syntax of the regex package
    scope: Scope  # what a pattern sees at a time
    replace: str | None  # template for what a match becomes
    triggers: str  # the rule cannot fire where none of these characters stands; '' = it may fire anywhere
    severity: Severity
    fix: RuleFix | None
    options: Mapping[str, Option]
    status: Status
    enabled: bool
    references: tuple[str, ...]
    measured: tuple[Measured, ...]
    read: Read | None
    recall: tuple[Recalled, ...]
    no_recall: Text  # why its recall is not measured
    path: str  # the file it comes from

    @property
    def is_engine(self) -> bool:
        """Whether the engine itself reports it: such a rule is always on and never run over a text."""
        return self.detector is None and self.pattern is None

    @property
    def preview(self) -> bool:
        """Whether its findings are marked as those of a rule not yet proven."""
        return self.status == "preview"


def precision(measured: tuple[Measured, ...]) -> float | None:
    """The share of right findings over all sources; None where nothing was found."""
    findings = sum(source.findings for source in measured)
    return sum(source.right for source in measured) / findings if findings else None


def accepts(option: Option, value: Value) -> bool:
    """Whether a value has the option's type; a whole number will do where a number is wanted."""
    wanted = type(option.default)
    return type(value) is wanted or (wanted is float and type(value) is int)


def type_in_words(option: Option) -> str:
    """The option's type as error messages and pages name it."""
    return {bool: "true or false", int: "a whole number", float: "a number", str: "text"}[type(option.default)]
