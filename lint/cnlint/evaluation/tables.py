"""Measurements as JSON and as tables for a terminal."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from cnlint.evaluation.goals import Reached, goals
from cnlint.evaluation.judging import RuleScore
from cnlint.evaluation.measuring import Harm, Measurement
from cnlint.evaluation.score import Score, Side, breaks_found, error_rate
from cnlint.intervals import Share, at_most

Json = Mapping[str, object]


def as_json(measurement: Measurement, codes: Collection[str], *, documents: bool) -> dict[str, object]:
    """A measurement as an object: groups, rules of these codes, injected damage, documents if asked."""
    sources = sorted({one.source for one in measurement.documents if one.source})
    scripts = sorted({one.script for one in measurement.documents if one.script})
    groups = {"all": _score(measurement.group())}
    groups |= {f"source={source}": _score(measurement.group(source=source)) for source in sources}
    groups |= {f"script={script}": _score(measurement.group(script=script)) for script in scripts}
    result: dict[str, object] = {
        "digest": measurement.digest,
        "groups": groups,
        "rules": {code: _rule(score) for code, score in measurement.rules(codes).items()},
        "injected": _injected(measurement),
    }
    if measurement.undone:
        result["goals"] = [_goal(reached) for reached in goals(measurement)]
    if documents:
        result["documents"] = {one.name: _score(one.score) for one in measurement.documents}
    return result


def _injected(measurement: Measurement) -> Json:
    second = measurement.undone_by_second
    return {
        kind: {"undone": _share(share)} | ({"fix_alone": _share(second[kind])} if kind in second else {})
        for kind, share in measurement.undone.items()
    }


def _goal(reached: Reached) -> Json:
    return {
        "figure": reached.figure,
        "of": reached.of,
        "value": round(reached.value, 4),
        "fix_alone": round(reached.second.share, 4) if reached.second else None,
        "goal": reached.goal,
        "at_most": reached.at_most,
        "met": reached.met,
    }


def _score(score: Score) -> Json:
    return {
        "documents": score.documents,
        "characters": score.characters,
        "true_breaks": score.true_breaks,
        "before": _side(score.before, score),
        "after": _side(score.after, score),
        "false_merges": score.merged,
        "false_merges_per_10000": per_10000(score),
        "headings_merged": score.headings_merged,
        "body_lost": score.lost,
        "body_changed": score.changed,
        "body_corrected": score.corrected,
        "furniture": score.furniture,
        "captions": score.captions,
    }


def per_10000(score: Score) -> float:
    """True paragraph breaks lost, in 10,000."""
    return round(10_000 * score.merged / score.true_breaks, 2) if score.true_breaks else 0.0


def _side(side: Side, score: Score) -> Json:
    found = breaks_found(side, score.true_breaks)
    return {
        "break_precision": round(found.precision, 4),
        "break_recall": round(found.recall, 4),
        "break_f1": round(found.f1, 4),
        "false_breaks": side.breaks - side.breaks_right,
        "missed_breaks": score.true_breaks - side.breaks_right,
        "error_rate": round(error_rate(side, score.characters), 5),
        "error_rate_without_widths": round(error_rate(side, score.characters, widths=False), 5),
        "absent": side.absent,
        "wrong": side.wrong,
        "width_only": side.width,
        "furniture_left": side.furniture,
        "captions_left": side.captions,
        "duplicates_left": side.duplicates,
        "other_left": side.other,
        "blanks_between_han": side.han_blanks,
        "zero_width": side.zero_width,
    }


def _share(share: Share) -> Json:
    return {
        "right": share.right,
        "of": share.of,
        "share": round(share.share, 4),
        "low": round(share.low, 4),
        "high": round(share.high, 4),
    }


def _rule(score: RuleScore) -> Json:
    return {
        "findings": score.findings,
        "unjudged": score.unjudged,
        "precision": _share(score.precision),
        "recall": _share(score.recall),
    }


def as_text(measurement: Measurement, codes: Collection[str]) -> Iterator[str]:
    """The tables of a measurement, line by line."""
    whole = measurement.group()
    size = f"{whole.documents} documents, {whole.characters} characters, {whole.true_breaks} paragraph breaks"
    yield f"{size}; data {measurement.digest}"
    yield ""
    yield from _sides(whole)
    yield ""
    yield from _groups(measurement)
    if measurement.undone:
        yield ""
        yield from _undone(measurement)
        yield ""
        yield from _goals(measurement)
    if codes:
        yield ""
        yield from table(
            ("rule", "findings", "judged", "precision", "95 % interval", "defects", "recall", "95 % interval"),
            [_rule_row(code, score) for code, score in measurement.rules(codes).items()],
        )


def _undone(measurement: Measurement) -> Iterator[str]:
    second = measurement.undone_by_second
    heads = ("injected damage", "n", "undone", "95 % interval") + (("fix alone",) if second else ())
    rows = []
    for kind, share in measurement.undone.items():
        alone = (percent(second[kind].share),) if kind in second else ()
        rows.append((kind, share.of, percent(share.share), _interval(share), *alone))
    yield from table(heads, rows)


def _goals(measurement: Measurement) -> Iterator[str]:
    heads = ("figure", "n", "reached", "95 % interval", "fix alone", "goal", "")
    yield from table(heads, [_goal_row(reached) for reached in goals(measurement)])


def _goal_row(reached: Reached) -> tuple[object, ...]:
    met = "" if reached.met else "not reached"
    if reached.at_most:
        return (reached.figure, reached.of, f"{reached.value:.4g}", "", "", f"at most {reached.goal:g}", met)
    share = _interval(reached.share) if reached.share else ""
    alone = percent(reached.second.share) if reached.second else ""
    return (reached.figure, reached.of, percent(reached.value), share, alone, f"{100 * reached.goal:g} %", met)


def _sides(whole: Score) -> Iterator[str]:
    before, after = _side(whole.before, whole), _side(whole.after, whole)
    rows: list[Sequence[object]] = [(key.replace("_", " "), before[key], after[key]) for key in before]
    rows += [("false merges", "", whole.merged), ("false merges per 10,000 breaks", "", per_10000(whole))]
    rows += [
        ("body characters lost", "", whole.lost),
        ("body characters wrongly changed", "", whole.changed),
        ("body characters put right", "", whole.corrected),
    ]
    yield from table(("", "raw", "cleaned"), rows)


def _groups(measurement: Measurement) -> Iterator[str]:
    rows = []
    for key in ("source", "script"):
        for value in sorted({str(getattr(one, key)) for one in measurement.documents} - {""}):
            score = measurement.group(**{key: value})
            before, after = breaks_found(score.before, score.true_breaks), breaks_found(score.after, score.true_breaks)
            false = score.after.breaks - score.after.breaks_right
            rows.append(
                (
                    value,
                    score.documents,
                    f"{before.f1:.4f}",
                    f"{after.f1:.4f}",
                    false,
                    score.merged,
                    score.after.furniture,
                    score.after.captions,
                    score.lost,
                    score.changed,
                )
            )
    yield from table(
        (
            "group",
            "documents",
            "break F1 raw",
            "cleaned",
            "false breaks",
            "false merges",
            "furniture left",
            "captions left",
            "lost",
            "changed",
        ),
        rows,
    )


def _rule_row(code: str, score: RuleScore) -> tuple[object, ...]:
    precision, recall = score.precision, score.recall
    left = (percent(precision.share), _interval(precision)) if precision.of else ("", "")
    right = (recall.of, percent(recall.share), _interval(recall)) if recall.of else ("", "", "")
    return (code, score.findings, precision.of, *left, *right)


def harm_as_json(harm: Harm, names: Sequence[str]) -> dict[str, object]:
    """What a cleaner did to clean texts; the bound holds at 95 % and only if it merged nothing."""
    bound = None if harm.merged else round(10_000 * at_most(harm.boundaries), 3)
    return {**harm._asdict(), "merged_at_most_per_10000": bound, "changed_names": list(names)}


def harm_as_text(harm: Harm, names: Sequence[str]) -> Iterator[str]:
    """The same as lines."""
    yield from table(("clean texts", ""), [(key.replace("_", " "), value) for key, value in harm._asdict().items()])
    if not harm.merged:
        bound = f"{10_000 * at_most(harm.boundaries):.2f}"
        yield f"no false merge in {harm.boundaries} boundaries: at most {bound} in 10,000 (95 %)"
    yield from (f"changed: {name}" for name in names)


def percent(share: float) -> str:
    """A share in per cent, one decimal."""
    return f"{100 * share:.1f} %"


def _interval(share: Share) -> str:
    return f"{100 * share.low:.1f} to {100 * share.high:.1f}"


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Columns as wide as their widest cell: words left, figures right."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(len(line[column]) for line in [list(heads), *cells]) for column in range(len(heads))]
    for line in [list(heads), *cells]:
        yield "  ".join(
            cell.ljust(width) if not at else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
