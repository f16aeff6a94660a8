"""The command line itself: commands, options, streams, and what is said when it was not understood."""

import argparse
import os
import pkgutil
import re
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pytest

from cnlint import __version__, commands
from cnlint.cli import COMMANDS, main
from cnlint.commands.options import Parser
from cnlint.commands.progress import with_progress
from cnlint.corpus.examining import Task
from cnlint.corpus.plan import Plan
from commandline import CLEAN, DAMAGED, Cnlint

ENVIRONMENT = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "lint"), "PYTHONIOENCODING": "utf-8"}


def parser_of(name: str) -> Parser:
    parser = Parser(f"cnlint {name}")
    import_module(COMMANDS[name].module).add_arguments(parser)
    return parser


def test_the_table_of_commands_holds_every_command() -> None:
    modules = [f"cnlint.commands.{module.name}" for module in pkgutil.iter_modules(commands.__path__)]
    with_run = {name for name in modules if hasattr(import_module(name), "add_arguments")}
    assert {command.module for command in COMMANDS.values()} == with_run


@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_every_option_and_exit_code(cnlint: Cnlint, name: str) -> None:
    with pytest.raises(SystemExit, match="0"):
        main([name, "--help"])
    words = parser_of(name).format_help()
    assert "examples:\n" in words
    assert re.search(r"exit codes:\n  0  .*\n(.*\n)*  2  ", words)
    for action in parser_of(name)._actions:
        assert action.help, f"{action.option_strings or action.dest} has no help"


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_the_help_are_understood(name: str) -> None:
    parser = parser_of(name)
    examples = re.findall(rf"^  cnlint {name}( .*?|)(?:  .*|<.*)?$", parser.epilog or "", re.MULTILINE)
    assert examples
    for example in examples:
        assert isinstance(parser.parse(example.replace("'", "").split()), argparse.Namespace)


def test_the_overview_lists_the_commands(cnlint: Cnlint) -> None:
    shown = cnlint("--help")
    assert (shown.code, shown.err) == (0, "")
    for name, command in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(command.summary)}$", shown.out, re.MULTILINE)
    assert cnlint() == (2, "", shown.out)


def test_the_version(cnlint: Cnlint) -> None:
    assert cnlint("--version") == cnlint("-V") == (0, f"cnlint {__version__}\n", "")


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["chek"], "unknown command 'chek'; did you mean 'check'?"),
        (["--verson"], "unknown option '--verson'; did you mean '--version'?"),
        (["page.txt"], "unknown command 'page.txt'; did you mean `cnlint check page.txt`?"),
        (["xyzzy"], f"unknown command 'xyzzy'; the commands are {', '.join(COMMANDS)}"),
        (["check", "--fxi"], "unknown option '--fxi'; did you mean '--fix'?"),
        (["check", "page.txt", "--statistic"], "unknown option '--statistic'; did you mean '--statistics'?"),
        (["check", "--outptu-format=json"], "unknown option '--outptu-format=json'; did you mean '--output-format'?"),
        (["check", "--xyzzy"], "unknown option '--xyzzy'; see `cnlint check --help`"),
        (["check", "--select"], "argument --select: expected one argument; see `cnlint check --help`"),
        (["check", "--lang", "en-GB"], "argument --lang: 'en-GB' is none of en, zh; see `cnlint check --help`"),
        (["check", "--fail-level=eror"], "argument --fail-level: 'eror' is none of error, warning, advice, never: "
         "did you mean 'error'?; see `cnlint check --help`"),
        (["check", "--jobs", "-1"], "argument --jobs: expected a whole number, 0 or more, not '-1'; "
         "see `cnlint check --help`"),
        (["check", "--jobs", "two"], "argument --jobs: expected a whole number, 0 or more, not 'two'; "
         "see `cnlint check --help`"),
        (["check", "--select", ","], "argument --select: expected codes or names of rules, with commas between them; "
         "see `cnlint check --help`"),
        (["check", "-", "page.txt"], "`-` (standard input) stands alone; leave the other paths out"),
        (["check", "--unsafe-fixes"], "--unsafe-fixes needs --fix or --diff; `check` shows unsafe fixes without it"),
        (["undo", "page.txt"], "unexpected argument 'page.txt'; see `cnlint undo --help`"),
        (["rule", "PUN01"], "no rule is called 'PUN01'; did you mean 'PUN001'?"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_in_one_line(cnlint: Cnlint, arguments: list[str], error: str) -> None:
    Path("page.txt").write_text(DAMAGED, encoding="utf-8")
    assert cnlint(*arguments) == (2, "", f"cnlint: error: {error}\n")
    assert Path("page.txt").read_text(encoding="utf-8") == DAMAGED


def test_options_and_paths_come_in_any_order(cnlint: Cnlint) -> None:
    for name in ("a.txt", "b.txt", "-c.txt"):
        Path(name).write_text(DAMAGED, encoding="utf-8")
    wanted = cnlint("check", "--output-format", "concise", "a.txt", "b.txt")
    assert wanted.out.count("PUN001") == 2
    assert cnlint("check", "a.txt", "--output-format=concise", "b.txt") == wanted
    assert cnlint("check", "a.txt", "--output-format", "concise", "--", "b.txt") == wanted
    assert "-c.txt:1:5" in cnlint("check", "--output-format", "concise", "--", "-c.txt").out


# streams


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cnlint", *command], capture_output=True, env=ENVIRONMENT | environment, check=False
    )


def test_the_module_runs_as_a_program(tmp_path: Path) -> None:
    page = tmp_path / "页.txt"
    page.write_text(DAMAGED, encoding="utf-8")
    ran = run("check", str(page), "--output-format", "concise")
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert ran.stdout.decode("utf-8").startswith(f"{page}:1:5 PUN001 ")


def test_a_stream_that_cannot_hold_the_text_gets_it_escaped(tmp_path: Path) -> None:
    ran = run("check", "没有这个文件.txt", PYTHONIOENCODING="ascii")
    assert ran.returncode == 2
    assert rb"\u6ca1\u6709" in ran.stderr


def test_a_reader_that_has_seen_enough_is_no_crash(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(DAMAGED * 2000, encoding="utf-8")
    script = f'"{sys.executable}" -m cnlint check "{page}" | head -n 1'
    ran = subprocess.run(["bash", "-c", script], capture_output=True, env=ENVIRONMENT, check=False)
    assert ran.stderr == b""
    assert ran.stdout.count(b"\n") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no device that is always full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_told_in_one_line(tmp_path: Path, unbuffered: str) -> None:
    page = tmp_path / "page.txt"
    page.write_text(CLEAN, encoding="utf-8")
    with open("/dev/full", "wb") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "cnlint", "check", str(page)],
            stdout=full, stderr=subprocess.PIPE, env=ENVIRONMENT | {"PYTHONUNBUFFERED": unbuffered}, check=False,
        )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"cnlint: error: standard output cannot be written: ")
    assert ran.stderr.count(b"\n") == 1


@pytest.mark.parametrize(("text", "code"), [(CLEAN, 0), (DAMAGED, 1)])
def test_closed_streams_change_no_exit_code(tmp_path: Path, text: str, code: int) -> None:
    page = tmp_path / "page.txt"
    page.write_text(text, encoding="utf-8")
    script = f'"{sys.executable}" -m cnlint check "{page}" >&- 2>&-'
    assert subprocess.run(["bash", "-c", script], env=ENVIRONMENT, check=False).returncode == code


def test_a_fault_of_the_tool_does_not_look_like_findings(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*arguments: object) -> None:
        raise LookupError("a fault")

    monkeypatch.setattr("cnlint.commands.lint.sources", fail)
    ran = cnlint("check", "--output-format", "json")
    assert ran.code == 2
    assert ran.err.startswith("Traceback")
    assert ran.err.endswith(f"Python {sys.version.split()[0]}: LookupError; report it with the lines above\n")
    assert '"internal error in cnlint' in ran.out


def test_breaking_off_is_said_and_what_was_done_is_shown(cnlint: Cnlint, monkeypatch: pytest.MonkeyPatch) -> None:
    from cnlint.corpus import units

    examine = units.examine

    def interrupted(paths: Sequence[str], plan: Plan, task: Task) -> object:
        if list(paths) == ["b.txt"]:
            raise KeyboardInterrupt
        return examine(paths, plan, task)

    for name in ("a.txt", "b.txt", "c.txt"):
        Path(name).write_text(DAMAGED, encoding="utf-8")
    monkeypatch.setattr(units, "examine", interrupted)
    ran = cnlint("fix")
    assert (ran.code, ran.err) == (2, "cnlint: error: interrupted: 1 of 3 files were done; run again for the rest\n")
    assert [Path(name).read_text(encoding="utf-8") for name in ("a.txt", "b.txt", "c.txt")] == [CLEAN, DAMAGED, DAMAGED]
    assert cnlint("undo").code == 0
    assert Path("a.txt").read_text(encoding="utf-8") == DAMAGED


# progress


class Terminal:
    """A stream that says it is a terminal."""

    def __init__(self, is_one: bool) -> None:
        self._is_one = is_one
        self.text = ""

    def isatty(self) -> bool:
        return self._is_one

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


@pytest.mark.parametrize(
    ("is_terminal", "wanted", "seconds", "shows"),
    [(True, True, 60, True), (True, True, 0.01, False), (True, False, 60, False), (False, True, 60, False)],
)
def test_progress_is_shown_for_long_work_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, is_terminal: bool, wanted: bool, seconds: float, shows: bool
) -> None:
    terminal = Terminal(is_terminal)
    clock = iter(float(tick) * seconds for tick in range(100))
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("cnlint.commands.progress.perf_counter", lambda: next(clock))
    assert list(with_progress(iter(range(5)), 5, wanted=wanted)) == [0, 1, 2, 3, 4]
    assert ("5" in terminal.text) == shows


# start-up


def test_a_check_loads_no_more_than_it_needs(tmp_path: Path) -> None:
    """What takes long to load and a small file has no use for."""
    page = tmp_path / "page.txt"
    page.write_text(DAMAGED, encoding="utf-8")
    heavy = ("yaml", "pathspec", "tqdm", "charset_normalizer", "opencc", "numpy", "asyncio", "multiprocessing",
             "subprocess", "pathlib", "hashlib", "tomllib", "cnlint.fixer", "cnlint.ledger", "cnlint.corpus.workers",
             "cnlint.commands.fix")  # fmt: skip
    script = (
        "import sys; from cnlint.cli import main; main(sys.argv[1:]); "
        f"print(*sorted(set({heavy}) & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", script, "check", "--select", "PUN001", str(page)]
    for _ in range(2):  # the first run may have to read the rule files
        ran = subprocess.run(command, capture_output=True, env=ENVIRONMENT, cwd=tmp_path, text=True, check=False)
    assert ran.stderr == "\n"
