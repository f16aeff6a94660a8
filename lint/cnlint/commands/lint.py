"""What `check` and `fix` share: they differ only in what is done with the fixes."""

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple, TextIO

from cnlint.commands.options import LOCAL, overruled
from cnlint.commands.problems import (
    ABNORMAL,
    CLEAN,
    EXPECTED,
    FOUND,
    MACHINE_FORMATS,
    TABLE,
    UsageError,
    complain,
    note,
    problem_of,
    refuse,
)
from cnlint.commands.progress import with_progress
from cnlint.config import Configuration
from cnlint.corpus.costs import Cost, add
from cnlint.corpus.examining import Task, examine_bytes, input_problem
from cnlint.corpus.freshness import Freshness
from cnlint.corpus.plan import Plan
from cnlint.corpus.reading import read_input
from cnlint.corpus.results import FileResult, Mode, Problem, RunResult
from cnlint.corpus.run import preflight, run
from cnlint.corpus.shards import is_shard
from cnlint.corpus.sources import STDIN, Source, sources
from cnlint.corpus.spool import Spool
from cnlint.corpus.state import state_root
from cnlint.files import InputError, write_atomic
from cnlint.findings import Safety

if TYPE_CHECKING:
    from cnlint.corpus.memory import Memory
    from cnlint.ledger import Run as LedgerRun
    from cnlint.report.style import Colour


class _Job(NamedTuple):
    """What was asked for, resolved."""

    args: argparse.Namespace
    mode: Mode
    plan: Plan
    task: Task
    format: str
    costs: dict[str, Cost]  # what each rule has cost, if that is asked for

    @property
    def is_filter(self) -> bool:
        """Whether standard output is the fixed text."""
        return self.mode is Mode.FIX and self.args.paths == [STDIN]


def lint(args: argparse.Namespace, mode: Mode) -> int:
    """Check or fix what the arguments name, report, and return the exit code."""
    format = args.output_format or "text"
    configuration = Configuration(args.config, dict(overruled(args)))
    try:
        settings = configuration.here
        format = settings.output_format
        if args.show_settings:
            from cnlint.commands.shown_settings import show

            show(configuration, args.paths, sys.stdout)
            return CLEAN
        _check_usage(args, mode, format)
        allowed = {Safety.SAFE, Safety.UNSAFE} if args.unsafe_fixes else {Safety.SAFE}
        remembers = not (args.no_cache or args.stats)
        task = Task(mode, frozenset(allowed), settings.lang, remembers, args.stats)
        job = _Job(args, mode, Plan(configuration), task, format, {})
        result = _result(job)
        for problem in result.all_problems():
            complain(problem)
        _report(result, job)
        if args.stats:
            _tell_costs(job)
    except EXPECTED as error:
        return refuse(problem_of(error), format, mode)
    return _exit_code(result, job)


def _check_usage(args: argparse.Namespace, mode: Mode, format: str) -> None:
    if format == TABLE and args.output_file is None:
        raise UsageError("a Parquet table is no text", "name a file for it: --output-file FILE")
    if STDIN in args.paths and len(args.paths) > 1:
        raise UsageError("`-` (standard input) stands alone", "leave the other paths out")
    if args.engine != LOCAL and (mode is not Mode.CHECK or args.stats):
        raise UsageError(f"--engine {args.engine} is for plain checks", "leave --fix, --diff and --stats out")
    if args.unsafe_fixes and mode is Mode.CHECK:
        raise UsageError("--unsafe-fixes needs --fix or --diff", "`check` shows unsafe fixes without it")


def _result(job: _Job) -> RunResult:
    args, plan = job.args, job.plan
    settings = plan.configuration.here
    plan.selection(settings)  # what is wrong with the rules is told even if there are no files
    files = Spool()
    problems: tuple[Problem, ...] = ()
    interrupted = False
    if args.paths == [STDIN]:
        files.append(_standard_input(job))
    else:
        found = sources(args.paths, plan.configuration)
        if args.since is not None:
            from cnlint.corpus.revisions import since

            found = since(found, args.since)
        ready, faults = preflight(found.found, plan)
        refused: tuple[Problem, ...] = ()
        if job.mode is Mode.FIX:
            refused = tuple(_not_in_place(source.path) for source in ready if is_shard(source.path))
            ready = [source for source in ready if not is_shard(source.path)]
        problems = (*found.problems, *faults, *refused)
        interrupted = _collect(files, ready, job)
        _notes(files, job, nothing=args.since is not None and not ready and not problems)
    return RunResult(
        job.mode,
        files,
        problems,
        plan.book(settings),
        os.getcwd(),
        statistics=args.statistics,
        quiet=args.quiet,
        interrupted=interrupted,
    )


def _not_in_place(path: str) -> Problem:
    return Problem(path, "holds records, which are not fixed in place", "`cnlint clean` writes new files; or --diff")


def _collect(files: Spool, ready: Sequence[Source], job: _Job) -> bool:
    """Add the result of each file; True if the user broke the run off."""
    args, configuration = job.args, job.plan.configuration
    ledger = _ledger(configuration) if job.mode is Mode.FIX else None
    wanted = not (args.quiet or args.no_progress)
    if args.engine != LOCAL:
        from cnlint.corpus.cluster import run_on_cluster

        results = run_on_cluster(ready, job.plan, job.task, configuration.here.jobs)
    else:
        results = run(ready, job.plan, job.task, ledger, configuration.here.jobs, _memory(job), job.costs)
    total = None if any(is_shard(source.path) for source in ready) else len(ready)
    freshness = Freshness(job.plan)
    try:
        with closing(results):
            for result in with_progress(results, total, wanted=wanted):
                files.append(freshness.checked(result))
    except KeyboardInterrupt:
        done = f"{len(files)} texts" if total is None else f"{len(files)} of {total} files"
        complain(Problem(None, f"interrupted: {done} were done", "run again for the rest"))
        return True
    for words in freshness.notes():
        note(words)
    return False


def _ledger(configuration: Configuration) -> "LedgerRun":
    from cnlint.ledger import Run  # what it needs takes as long to load as a small file to check

    return Run(state_root(configuration))


def _memory(job: _Job) -> "Memory | None":
    if not job.task.remembers:
        return None
    from cnlint.cache.store import Cache
    from cnlint.corpus.memory import Memory

    return Memory(Cache(state_root(job.plan.configuration)), job.plan, job.task)


def _standard_input(job: _Job) -> FileResult:
    """Check standard input; to `fix` it is to hand it on, whatever was wrong with it."""
    try:
        data = read_input(STDIN)
    except InputError as error:
        return FileResult(STDIN, problems=(input_problem(error),))
    examined = examine_bytes(data, STDIN, job.plan, job.task)
    result, pending = examined.result, examined.pending
    add(job.costs, examined.costs)
    if job.mode is Mode.FIX:
        sys.stdout.buffer.write(data if pending is None else pending.after.encode())
        sys.stdout.buffer.flush()
    return result


def _tell_costs(job: _Job) -> None:
    from cnlint.report.cells import write
    from cnlint.report.costs import table_of_costs

    write(sys.stderr, table_of_costs(job.costs, job.plan.rule, job.task.lang))


def _notes(files: Spool, job: _Job, *, nothing: bool) -> None:
    """Say on standard error which files were left aside, where the report does not."""
    if job.args.quiet:
        return
    if nothing:
        note(f"no file is new or changed since {job.args.since}")
    if job.format != "text" or job.mode is Mode.DIFF:
        for file in files:
            if file.skipped:
                note(f"{file.path}: skipped: {file.skipped}")


def _report(result: RunResult, job: _Job) -> None:
    nothing = any(result.all_problems()) and all(file.problems and not file.findings for file in result.files)
    if nothing and job.format not in MACHINE_FORMATS | {TABLE}:
        return  # standard error has said why; to count no findings in what was not read would look like an answer
    if job.format == TABLE:
        from cnlint.report.parquet_report import write_table

        write_table(result, job.args.output_file, job.task.lang)
        return
    if job.args.output_file is None:
        _render(result, job, sys.stderr if job.is_filter else sys.stdout, job.args.color)
        return
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    _render(result, job, stream, "never")
    stream.flush()
    write_atomic(job.args.output_file, stream.buffer.getvalue())


def _render(result: RunResult, job: _Job, stream: TextIO, color: "Colour") -> None:
    from cnlint import report

    report.render(job.format, result, stream, lang=job.task.lang, color=color)


def _exit_code(result: RunResult, job: _Job) -> int:
    """The exit code; the larger one wins (law 4)."""
    if result.interrupted or any(result.all_problems()):
        return ABNORMAL
    if job.mode is Mode.DIFF:
        return FOUND if any(file.diff for file in result.files) else CLEAN
    if job.mode is Mode.FIX and job.args.exit_non_zero_on_fix and any(file.applied for file in result.files):
        return FOUND
    for file in result.files:
        if file.findings and any(map(job.plan.settings(file.path).fails, {f.severity for f in file.findings})):
            return FOUND
    return CLEAN
