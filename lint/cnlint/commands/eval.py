"""`cnlint eval`: measures cnlint, or another cleaner, on pages with a known truth.

cnlint eval RAW TRUTH              real OCR output (ID.txt) and its truth (ID.json)
cnlint eval --inject CLEAN         pages made from clean text, damaged in recorded ways
cnlint eval --harmless CLEAN       clean text, where every change is a false one
"""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cnlint import __version__

if TYPE_CHECKING:
    from cnlint.evaluation.cleaners import Cleaner
    from cnlint.evaluation.damage import Page
    from cnlint.evaluation.measuring import Measurement
    from cnlint.selection import ActiveRule

_MODES: Final = ("clean", "safe", "fix")
_PLANS: Final = ("injection", "training", "wrapped", "tesseract")

_DESCRIPTION: Final = """\
Measure how well damage is found and repaired, on text whose truth is known.
"""

_EPILOG: Final = """\
examples:
  cnlint eval raw truth                        real OCR output (ID.txt) against its truth (ID.json)
  cnlint eval --inject clean --pages 200       pages made from clean text, damaged in recorded ways
  cnlint eval --harmless clean                 clean text, where every change is a false one
  cnlint eval raw truth --outputs theirs       another cleaner, by what it has written

exit codes:
  0  measured
  2  it could not be measured, or not all of it
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    parser.description, parser.epilog = _DESCRIPTION, _EPILOG
    parser.add_argument("raw", nargs="?", type=Path, metavar="RAW", help="a text or a folder of ID.txt")
    parser.add_argument("truth", nargs="?", type=Path, metavar="TRUTH", help="its truth, or a folder of ID.json")
    source = parser.add_mutually_exclusive_group()
    source.add_argument(
        "--inject",
        type=Path,
        metavar="CLEAN",
        help="make damaged pages from clean text: a folder, .txt, .jsonl or .jsonl.gz",
    )
    source.add_argument(
        "--harmless", type=Path, metavar="CLEAN", help="count every change to clean text as a false one"
    )
    parser.add_argument(
        "--mode",
        choices=_MODES,
        default="clean",
        help="what is measured: `clean`, `clean --safe-only` or `fix` (default: clean)",
    )
    parser.add_argument(
        "--outputs",
        type=Path,
        metavar="DIR",
        help="measure another cleaner by its outputs, DIR/ID.txt; a missing one counts as unchanged",
    )
    parser.add_argument(
        "--breaks",
        choices=("blank", "newline"),
        default="blank",
        help="what parts paragraphs in the texts (default: blank lines)",
    )
    parser.add_argument("--per-document", action="store_true", help="scores of every document (JSON)")
    parser.add_argument("--output-format", choices=("text", "json"), default="text", help="default: text")
    _add_injection(parser.add_argument_group("injected pages"))


def _add_injection(group: "argparse._ArgumentGroup") -> None:
    group.add_argument("--seed", type=int, default=0, help="names the injected pages (default: 0)")
    group.add_argument(
        "--plan", choices=_PLANS, default="injection", help="what --inject does to a page (default: injection)"
    )
    group.add_argument("--pages", type=int, metavar="N", help="stop after N injected pages")
    group.add_argument("--write", type=Path, metavar="DIR", help="write the injected pages to DIR/raw and DIR/truth")


def run(args: argparse.Namespace) -> int:
    """Measures and prints. 0: measured; 2: it could not be."""
    problem = _problem(args)
    if not problem:
        from cnlint.evaluation.articles import CorpusError
        from cnlint.rulebook import RuleError

        try:
            result, lines = _measure(args)
        except (CorpusError, RuleError) as failure:
            problem = str(failure)
    if problem:
        print(f"cnlint eval: {problem}", file=sys.stderr)
        if args.output_format == "json":
            print(json.dumps({"version": __version__, "errors": [problem]}, ensure_ascii=False, indent=1))
        return 2
    errors = result["errors"]
    if args.output_format == "json":
        print(json.dumps({"version": __version__, **result}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(lines))
    for error in errors if isinstance(errors, list) else ():
        print(f"cnlint eval: {error}", file=sys.stderr)
    return 2 if errors else 0


def _problem(args: argparse.Namespace) -> str:
    """What is wrong with the arguments; empty if nothing is."""
    if not find_spec("rapidfuzz"):
        return "rapidfuzz is not installed; pip install 'cnlint[eval]'"
    if args.inject or args.harmless:
        if args.raw:
            return "give RAW and TRUTH, or --inject CLEAN, or --harmless CLEAN: one of the three"
        return ""
    if not (args.raw and args.truth):
        return "give RAW and TRUTH, or --inject CLEAN, or --harmless CLEAN"
    return ""


def _measure(args: argparse.Namespace) -> tuple[dict[str, object], Iterator[str]]:
    from cnlint.evaluation import measuring, tables
    from cnlint.evaluation.truthfile import pairs

    cleaner, codes = _cleaner(args)
    about: dict[str, object] = {"mode": "outputs" if args.outputs else args.mode}
    if args.harmless:
        harm, names = measuring.measure_harm(_texts(args.harmless), cleaner, args.breaks)
        return {**about, "errors": [], "harm": tables.harm_as_json(harm, names)}, tables.harm_as_text(harm, names)
    if args.inject:
        about |= {"seed": args.seed, "plan": args.plan}
        measurement = measuring.measure_injected(_pages(args), cleaner, _second(args))
    else:
        measurement = measuring.measure_pairs(pairs(args.raw, args.truth), cleaner, args.breaks)
    result = {
        **about,
        "errors": _errors(measurement),
        **tables.as_json(measurement, codes, documents=args.per_document),
    }
    return result, tables.as_text(measurement, codes)


def _cleaner(args: argparse.Namespace) -> "tuple[Cleaner, frozenset[str]]":
    """What is measured, and the codes of its rules."""
    from cnlint.evaluation.articles import CorpusError
    from cnlint.evaluation.cleaners import cleaner, judge_others
    from cnlint.evaluation.truthfile import decoded

    if args.outputs:
        if not args.outputs.is_dir():
            raise CorpusError(f"{args.outputs}: no such folder")
        return judge_others({path.stem: decoded(path) for path in sorted(args.outputs.glob("*.txt"))}), frozenset()
    rules = _rules()
    return cleaner(args.mode, rules), frozenset(active.rule.code for active in rules)


def _second(args: argparse.Namespace) -> "Cleaner | None":
    """`fix`, of which injected pages tell what it undoes alone; None where `clean` is not what is measured."""
    from cnlint.evaluation.cleaners import cleaner

    return None if args.outputs or args.mode != "clean" else cleaner("fix", _rules())


def _rules() -> "tuple[ActiveRule, ...]":
    from cnlint.rulebook import load_rules
    from cnlint.selection import Selection

    return tuple(Selection(load_rules()).active(""))


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Clean texts by name; of a corpus with fields, each article's title and paragraphs."""
    from cnlint.evaluation.articles import CorpusError, load_corpus
    from cnlint.evaluation.truthfile import decoded

    if path.is_dir() or path.suffix == ".txt":
        files = [path] if path.is_file() else sorted(path.rglob("*.txt"))
        if not files:
            raise CorpusError(f"{path}: no .txt file here")
        yield from ((str(file), decoded(file)) for file in files)
        return
    for number, article in enumerate(load_corpus(path), start=1):
        yield f"{path}:{number}", "\n\n".join(filter(None, (article.title, *article.paras))) + "\n"


def _pages(args: argparse.Namespace) -> "Iterator[tuple[str, Page]]":
    from cnlint.evaluation import damage
    from cnlint.evaluation.measuring import injected

    plan = {
        "injection": damage.INJECTION,
        "training": damage.TRAINING,
        "wrapped": damage.WRAPPED,
        "tesseract": damage.TESSERACT,
    }[args.plan]
    for name, page in islice(injected(damage.load_corpus(args.inject), args.seed, plan), args.pages):
        if args.write:
            _write(args.write, name, page)
        yield name, page


def _write(folder: Path, name: str, page: "Page") -> None:
    for part in ("raw", "truth"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    (folder / "raw" / f"{name}.txt").write_bytes(page.text.encode("utf-8"))
    record: Mapping[str, object] = {
        "id": name,
        "source": page.source,
        "script": page.script,
        "body": page.truth,
        "kinds": page.kinds,
        "furniture": [{"text": text} for text in page.furniture],
        "captions": [{"text": text} for text in page.captions],
        "edits": [edit._asdict() for edit in page.edits],
    }
    (folder / "truth" / f"{name}.json").write_text(
        json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def _errors(measurement: "Measurement") -> list[str]:
    return [f"{document.name}: {error}" for document in measurement.documents for error in document.errors]
