"""The house stands on its layers: a module imports only from lower ones, wherever in it the import stands."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "lint" / "cnlint"

# Lowest first. An entry is a module or a whole sub-package; inside a row, an entry may import those before it.
LAYERS = (
    ("",),  # the package itself: its version
    (
        "lazy",
        "globs",
        "characters",
        "findings",
        "lookalikes",
        "copies",
        "conservation",
        "intervals",
        "codes",
        "repeats",
        "notation",
    ),
    ("document", "decoding", "files", "statefolder"),
    ("suggestions", "messages", "explaining"),
    ("structure",),
    ("patterns", "detectors"),
    ("rulebook", "selection", "troubles", "candidates"),
    ("engine",),
    ("fixer", "ledger", "rulecases"),
    ("config", "cache"),
    ("corpus", "evaluation"),
    ("learning",),
    ("index",),
    ("report",),
    ("commands",),
    ("cli",),
    ("__main__",),
)
RANKS = {entry: rank for rank, entry in enumerate(entry for row in LAYERS for entry in row)}


def entry_of(module: str) -> str:
    """The entry of the table that a module of the package belongs to: `cnlint.structure.seams` -> `structure`."""
    return f"{module}.".split(".")[1]


def imported(tree: ast.AST, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Line and name of every import of the package's own modules, inside functions too.

    Imports are absolute here (ruff's TID252 sees to it), so a name says where it leads.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            origin = str(node.module)
            names = [f"{origin}.{a.name}" if f"{origin}.{a.name}" in known else origin for a in node.names]
        else:
            continue
        yield from ((node.lineno, name) for name in names if name.split(".")[0] == "cnlint")


def trespasses(source: str, module: str, known: frozenset[str]) -> list[str]:
    """What a module imports from its own height or from above, in words."""
    own = entry_of(module)
    return [
        f"{module}:{line} imports {name}"
        for line, name in imported(ast.parse(source), known)
        if entry_of(name) != own and RANKS[entry_of(name)] > RANKS[own]
    ]


def modules() -> dict[str, Path]:
    """Every module of the package by its import name."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()
KNOWN = frozenset(MODULES)


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_imports_only_from_lower_layers(module: str) -> None:
    assert entry_of(module) in RANKS, f"{module} belongs to no layer: give it a place in LAYERS"
    assert trespasses(MODULES[module].read_text(encoding="utf-8"), module, KNOWN) == []


def test_the_table_names_only_what_exists() -> None:
    assert set(RANKS) == {entry_of(module) for module in MODULES}


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("cnlint.engine", "import regex\nfrom cnlint.findings import Finding"),
        ("cnlint.structure.seams", "from cnlint.structure.model import Seam"),
        ("cnlint.cli", "from cnlint import __version__, document"),
    ],
)
def test_lower_layers_may_be_imported(module: str, source: str) -> None:
    assert trespasses(source, module, KNOWN) == []


@pytest.mark.parametrize(
    ("module", "source", "trespass"),
    [
        ("cnlint.document", "import cnlint.structure.model", "cnlint.structure.model"),
        ("cnlint.document", "from cnlint import structure", "cnlint.structure"),
        ("cnlint.structure.pieces", "def cut():\n    from cnlint.detectors import load", "cnlint.detectors"),
        ("cnlint.structure.pieces", "if TYPE_CHECKING:\n    import cnlint.engine as engine", "cnlint.engine"),
        ("cnlint.findings", "from cnlint.document import Document", "cnlint.document"),
    ],
)
def test_imports_from_above_are_seen(module: str, source: str, trespass: str) -> None:
    [found] = trespasses(source, module, KNOWN)
    assert found.endswith(f" imports {trespass}")
