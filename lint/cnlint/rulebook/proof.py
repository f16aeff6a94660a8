"""What a rule file tells of how far its rule can be trusted: counts of findings, of findings read, of damage found."""

from collections.abc import Mapping
from typing import Final

from cnlint.findings import Severity
from cnlint.rulebook.bilingual import bilingual
from cnlint.rulebook.rule import Measured, Read, Recalled, Rule, Text, precision
from cnlint.rulebook.yamltree import Node

# Advice that is wrong more often than this is off by default (design: rules below 60 % precision).
_MIN_PRECISION: Final = 0.6
# A stable rule is proven on at least so many sources.
_MIN_SOURCES: Final = 2


def measured(node: Node) -> tuple[Measured, ...]:
    """Findings and right ones, by source."""
    sources = []
    for item in node.items():
        fields = item.fields(("source", "findings", "right"))
        source = Measured(fields["source"].text(), fields["findings"].count(), fields["right"].count())
        if source.right > source.findings:
            fields["right"].fail(f"{source.right} right findings of {source.findings}")
        sources.append(source)
    return tuple(sources)


def read(node: Node) -> Read:
    """A sample of findings that a person read."""
    fields = node.fields(("sample", "right", "of", "where"))
    sample, right, of = (fields[key].count() for key in ("sample", "right", "of"))
    if not sample:
        fields["sample"].fail("a sample of no findings says nothing", "leave `read` out")
    if right > sample:
        fields["right"].fail(f"{right} right findings of {sample}")
    if sample > of:
        fields["sample"].fail(f"a sample of {sample} from {of} findings")
    return Read(sample, right, of, bilingual(fields["where"]))


def recall(node: Node) -> tuple[tuple[Recalled, ...], Text]:
    """Damage found by source; or nothing, and why it is not measured."""
    if node.is_mapping:
        return (), bilingual(node)
    sources = []
    for item in node.items():
        fields = item.fields(("source", "defects", "found", "others"))
        defects, found, others = (fields[key].count() for key in ("defects", "found", "others"))
        if found + others > defects:
            fields["found"].fail(f"{found + others} found of {defects}")
        sources.append(Recalled(fields["source"].text(), defects, found, others))
    return tuple(sources), Text("", "")


def check(rule: Rule, fields: Mapping[str, Node]) -> None:
    """What the counts allow a rule to be.

    Raises:
        RuleError: it is stable, or on by default, without the proof that this takes.
    """
    sources = {source.source for source in rule.measured if source.findings}
    if rule.status == "stable" and len(sources) < _MIN_SOURCES:
        fields["status"].fail(
            f"a stable rule has its precision measured on {_MIN_SOURCES} sources, this one on {len(sources)}",
            "write `status: preview`, or add `measured`",
        )
    if rule.severity is not Severity.ADVICE:
        return
    for key, share in (("measured", precision(rule.measured)), ("read", _share(rule.read))):
        if share is not None and share < _MIN_PRECISION and rule.enabled:
            fields[key].fail(
                f"advice that is right in {share:.0%} of its findings is off by default (limit {_MIN_PRECISION:.0%})",
                "write `enabled: false`",
            )
    if rule.status == "stable" and rule.read is None:
        fields["status"].fail(
            "a stable rule that gives advice has a sample of its findings read by a person, this one has not",
            "write `status: preview`, or add `read`",
        )


def _share(sample: Read | None) -> float | None:
    return sample.right / sample.sample if sample and sample.sample else None
