"""Cleans one file: reads it in whatever encoding it has, cleans it, writes what was asked for."""

import json
import os
from functools import partial
from typing import Final, NamedTuple

from cnlint import files
from cnlint.corpus.cleaning import Cleaned, ConservationError, clean
from cnlint.corpus.examining import input_problem
from cnlint.corpus.manifest import Entry, Settings
from cnlint.corpus.markdown import markdown
from cnlint.corpus.plain import plain
from cnlint.corpus.plan import Plan
from cnlint.corpus.reading import read_input, within_limits
from cnlint.corpus.records import as_json
from cnlint.corpus.results import Problem
from cnlint.corpus.tally import settled_and_left, tally
from cnlint.corpus.targets import Target
from cnlint.engine import check
from cnlint.files import InputError
from cnlint.findings import Severity
from cnlint.rulebook.rule import CRASHED, NOT_CONSERVED, UNREADABLE
from cnlint.structure.model import Role, Tier

# What an output ends in: '' as its source does, None that all sources share one.
SUFFIXES: Final[dict[str, str | None]] = {"md": ".md", "txt": "", "jsonl": None}
_PARAGRAPH_ROLES: Final = frozenset({Role.BODY, Role.LIST, Role.VERSE, Role.TABLE, Role.DATELINE})


# What a user can do about a fault in this program.
_OUR_FAULT: Final = "this is a fault of cnlint: report it"
# Characters of an exception's own words; they may quote the text.
_MAX_WORDS: Final = 200


class Done(NamedTuple):
    """What became of one input."""

    path: str  # as the user named it
    entry: Entry
    lines: bytes = b""  # its records, where all inputs share one output
    problems: tuple[Problem, ...] = ()
    left: frozenset[Severity] = frozenset()  # of the findings that are left for review


class Recipe(NamedTuple):
    """What is done to every input of a run."""

    out: str  # the output folder
    settings: Settings
    lang: str  # of the findings' messages


def clean_file(target: Target, plan: Plan, recipe: Recipe) -> Done:
    """Clean one input, and write its output if it has one of its own. What goes wrong is told in the result.

    Args:
        target: the input.
        plan: the rules in force, which hold for it.
        recipe: what to write, and where.
    """
    digest = None
    try:
        data = read_input(target.path)
        digest = files.digest(data)
        return _clean(target, data, plan, recipe)
    except InputError as error:
        problem = input_problem(error)
    except MemoryError:
        problem = Problem(target.path, "is too large for the memory of this machine", "split it", UNREADABLE)
    except ConservationError:
        problem = Problem(target.path, "its articles would not hold exactly its text", _OUR_FAULT, NOT_CONSERVED)
    except Exception as error:  # a fault of the tool itself: it is told, and the other files are cleaned (law 4)
        words = str(error).partition("\n")[0][:_MAX_WORDS]
        problem = Problem(target.path, f"internal error: {type(error).__name__}: {words}", _OUR_FAULT, CRASHED)
    return Done(target.path, Entry(target.source, "failed", digest, problems=(problem.reason,)), problems=(problem,))


def _clean(target: Target, data: bytes, plan: Plan, recipe: Recipe) -> Done:
    document, encoding = files.decode_any(data, target.path)
    find = partial(check, rules=plan.active(target.path), lang=recipe.lang)
    cleaned = clean(within_limits(document), find, safe_only=recipe.settings.safe_only, lang=recipe.lang)
    written = rendered(cleaned, target.source, recipe.settings)
    if target.output:
        path = os.path.join(recipe.out, target.output)
        make_folder(os.path.dirname(path))
        files.write_atomic(path, written)
    settled, left = settled_and_left(cleaned.fixed, cleaned.records, partial(_family, plan))
    problems = tuple(Problem(target.path, finding.message, code=finding.rule) for finding in cleaned.fixed.troubles)
    entry = _entry(target, cleaned)._replace(
        status="written" if data else "empty",
        sha256=files.digest(data),
        encoding=encoding,
        output_sha256=files.digest(written) if target.output else None,
        findings=tally((*cleaned.fixed.applied, *settled), left),
        problems=tuple(f"{problem.code} {problem.reason}" for problem in problems),
    )
    severities = frozenset(finding.severity for finding in left)
    return Done(target.path, entry, b"" if target.output else written, problems, severities)


def rendered(cleaned: Cleaned, source: str, settings: Settings) -> bytes:
    """What is written of a cleaned document.

    Raises:
        InputError: it holds a lone surrogate, which no file in UTF-8 can hold.
    """
    try:
        match settings.format:
            case "md":
                text = markdown(cleaned.records)
            case "txt":
                text = plain(cleaned.records, frozenset(settings.keep))
            case _:
                lines = (
                    as_json(record, source, number, settings.rules, settings.version)
                    for number, record in enumerate(cleaned.records, 1)
                )
                text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        path = cleaned.fixed.document.path
        raise InputError(
            path, f"holds half a character (U+{ord(error.object[error.start]):04X})", "remove it"
        ) from None


def make_folder(path: str) -> None:
    """Make an output folder, and those above it, if they are missing.

    Raises:
        InputError: it cannot be made.
    """
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise InputError(path, f"cannot be made: {error.strerror or error}", "name another folder") from error


def _family(plan: Plan, code: str) -> str:
    rule = plan.rule(code)
    return "" if rule is None else rule.family


def _entry(target: Target, cleaned: Cleaned) -> Entry:
    joins = [join for record in cleaned.records for join in record.joins if join.made]
    return Entry(
        source=target.source,
        status="written",
        sha256=None,
        output=target.output or None,
        articles=len(cleaned.records),
        paragraphs=sum(len(record.of(_PARAGRAPH_ROLES)) for record in cleaned.records),
        captions=sum(len(record.pictures) for record in cleaned.records),
        furniture=sum(len(record.furniture) for record in cleaned.records),
        joined_safe=sum(join.tier is Tier.SAFE for join in joins),
        joined_likely=sum(join.tier is Tier.LIKELY for join in joins),
    )
