"""Cleans one file, in whatever encoding it has, or rows of one, and writes what was asked for."""

import json
import os
from collections.abc import Callable, Sequence
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
from cnlint.corpus.shards import Chunk, Row, row_name, texts
from cnlint.corpus.storage import make_folder, write_whole
from cnlint.corpus.tally import settled_and_left, tally, total
from cnlint.corpus.targets import Target
from cnlint.decoding import UTF8
from cnlint.document import Document
from cnlint.engine import check
from cnlint.files import InputError
from cnlint.findings import Severity
from cnlint.rulebook.rule import CRASHED, NOT_CONSERVED, UNREADABLE
from cnlint.selection import ActiveRule
from cnlint.structure.model import Role, Tier

# What an output ends in: '' as its source does, None that all sources share one.
SUFFIXES: Final[dict[str, str | None]] = {"md": ".md", "txt": "", "jsonl": None, "parquet": None}
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
    goes_on: bool = False  # whether further rows of the same input follow


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

    def look() -> Done:
        nonlocal digest
        data = read_input(target.path)
        digest = files.digest(data)
        return _clean(target, data, plan, recipe)

    done = _told(target, target.path, look)
    return done if done.entry.sha256 or digest is None else done._replace(entry=done.entry._replace(sha256=digest))


def clean_rows(target: Target, chunk: Chunk, plan: Plan, recipe: Recipe) -> Done:
    """Clean some rows of an input. Nothing is written; a row that cannot be cleaned is told, the others are cleaned."""
    done = [_clean_row(target, row, plan, recipe) for row in texts(chunk)]
    if chunk.broken is not None:
        broken = _failed(target, chunk.broken)
        done.append(broken._replace(entry=broken.entry._replace(records=0)))
    entry = merged(target, [own.entry for own in done])
    problems = tuple(problem for own in done for problem in own.problems)
    left = frozenset[Severity]().union(*(own.left for own in done))
    return Done(target.path, entry, b"".join(own.lines for own in done), problems, left, not chunk.last)


def _clean_row(target: Target, row: Row, plan: Plan, recipe: Recipe) -> Done:
    name, text = row_name(target.path, row.number), row.text
    if isinstance(text, Problem):
        return _failed(target, text)

    def look() -> Done:
        document = within_limits(Document(text, name))
        cleaned = _cleaned(document, plan.active_in_records(target.path), recipe)
        done = _done(target, name, cleaned, plan)
        return done._replace(lines=rendered(cleaned, target.source, recipe.settings, row.number))

    return _told(target, name, look)


def merged(target: Target, entries: Sequence[Entry]) -> Entry:
    """What became of an input, from what became of its parts."""
    return Entry(
        source=target.source,
        status="written",
        sha256=None,
        encoding=UTF8,
        output=target.output,
        articles=sum(entry.articles for entry in entries),
        paragraphs=sum(entry.paragraphs for entry in entries),
        captions=sum(entry.captions for entry in entries),
        furniture=sum(entry.furniture for entry in entries),
        joined_safe=sum(entry.joined_safe for entry in entries),
        joined_likely=sum(entry.joined_likely for entry in entries),
        findings=total(entry.findings for entry in entries),
        problems=tuple(problem for entry in entries for problem in entry.problems),
        records=sum(1 if entry.records is None else entry.records for entry in entries),
    )


def _told(target: Target, name: str, look: Callable[[], Done]) -> Done:
    """What cleaning gives; whatever goes wrong is told in the result."""
    try:
        return look()
    except InputError as error:
        problem = input_problem(error)
    except MemoryError:
        problem = Problem(name, "is too large for the memory of this machine", "split it", UNREADABLE)
    except ConservationError:
        problem = Problem(name, "its articles would not hold exactly its text", _OUR_FAULT, NOT_CONSERVED)
    except Exception as error:  # a fault of the tool itself: it is told, and the other files are cleaned (law 4)
        words = str(error).partition("\n")[0][:_MAX_WORDS]
        problem = Problem(name, f"internal error: {type(error).__name__}: {words}", _OUR_FAULT, CRASHED)
    return _failed(target, problem)


def _failed(target: Target, problem: Problem) -> Done:
    place = "" if problem.path == target.path else f"{problem.path}: "
    entry = Entry(target.source, "failed", None, problems=(f"{place}{problem.reason}",))
    return Done(target.path, entry, problems=(problem,))


def _clean(target: Target, data: bytes, plan: Plan, recipe: Recipe) -> Done:
    document, encoding = files.decode_any(data, target.path)
    cleaned = _cleaned(within_limits(document), plan.active(target.path), recipe)
    written = rendered(cleaned, target.source, recipe.settings)
    if target.output:
        path = os.path.join(recipe.out, target.output)
        make_folder(os.path.dirname(path))
        write_whole(path, written)
    done = _done(target, target.path, cleaned, plan)
    entry = done.entry._replace(
        status="written" if data else "empty",
        sha256=files.digest(data),
        encoding=encoding,
        output_sha256=files.digest(written) if target.output else None,
    )
    return done._replace(entry=entry, lines=b"" if target.output else written)


def _cleaned(document: Document, rules: Sequence[ActiveRule], recipe: Recipe) -> Cleaned:
    find = partial(check, rules=rules, lang=recipe.lang)
    return clean(document, find, safe_only=recipe.settings.safe_only, lang=recipe.lang)


def _done(target: Target, name: str, cleaned: Cleaned, plan: Plan) -> Done:
    settled, left = settled_and_left(cleaned.fixed, cleaned.records, partial(_family, plan))
    problems = tuple(Problem(name, finding.message, code=finding.rule) for finding in cleaned.fixed.troubles)
    entry = _entry(target, cleaned)._replace(
        findings=tally((*cleaned.fixed.applied, *settled), left),
        problems=tuple(f"{problem.code} {problem.reason}" for problem in problems),
    )
    return Done(target.path, entry, problems=problems, left=frozenset(finding.severity for finding in left))


def rendered(cleaned: Cleaned, source: str, settings: Settings, row: int | None = None) -> bytes:
    """What is written of a cleaned document, or of one row of its source.

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
                    as_json(record, source, number, settings.rules, settings.version, row)
                    for number, record in enumerate(cleaned.records, 1)
                )
                text = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        path = cleaned.fixed.document.path
        raise InputError(
            path, f"holds half a character (U+{ord(error.object[error.start]):04X})", "remove it"
        ) from None


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
