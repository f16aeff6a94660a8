"""YAML with places: every value knows its file, line and column, so that every complaint can show them."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final, NoReturn, TypeVar

from cnlint.findings import Value
from cnlint.rulebook.error import RuleError, excerpt
from cnlint.suggestions import did_you_mean

if TYPE_CHECKING:
    import yaml

_Choice = TypeVar("_Choice", bound=str)

_TAG: Final = "tag:yaml.org,2002:"
# A rule file's own form needs seven levels (tests, known_failures, item, bad, spans, span).
_MAX_DEPTH: Final = 20
_IN_WORDS: Final = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "nothing",
    "map": "a mapping",
    "seq": "a list",
    "timestamp": "a date",
}


class Node:
    """One value of a YAML file. Its methods answer the value in the type that is asked for, or raise RuleError."""

    def __init__(self, node: "yaml.Node", path: str, lines: list[str]) -> None:
        self._node = node
        self._path = path
        self._lines = lines

    @property
    def line(self) -> int:
        """The line it starts in, from 1."""
        return int(self._node.start_mark.line) + 1

    @property
    def is_mapping(self) -> bool:
        """Whether it is a mapping."""
        return self._kind == "map"

    @property
    def _kind(self) -> str:
        return str(self._node.tag).removeprefix(_TAG)

    def fail(self, message: str, suggestion: str = "") -> NoReturn:
        """Raise RuleError at this value."""
        mark, end = self._node.start_mark, self._node.end_mark
        text = self._lines[mark.line] if mark.line < len(self._lines) else ""
        one_line = self._kind not in ("map", "seq") and end.line == mark.line
        width = max(1, end.column - mark.column) if one_line else 1
        shown = excerpt(text, mark.column + 1, width)
        raise RuleError(self._path, mark.line + 1, mark.column + 1, message, shown, suggestion)

    def _expect(self, *kinds: str) -> None:
        if self._kind in kinds:
            return
        wanted = " or ".join(_IN_WORDS[kind] for kind in kinds)
        found = _IN_WORDS.get(self._kind, self._kind)
        unquoted = "str" in kinds and self._kind in ("int", "float", "bool", "timestamp")
        self.fail(f"expected {wanted}, found {found}", "put it in quotes" if unquoted else "")

    def text(self) -> str:
        """A text that is not empty."""
        self._expect("str")
        if not self._node.value.strip():
            self.fail("expected text, found an empty one")
        return str(self._node.value)

    def any_text(self) -> str:
        """A text, which may be empty or blank: the text of a case."""
        self._expect("str")
        return str(self._node.value)

    def flag(self) -> bool:
        """True or false."""
        self._expect("bool")
        return bool(self._construct())

    def count(self) -> int:
        """A whole number, 0 or more."""
        self._expect("int")
        number = int(self._construct())
        if number < 0:
            self.fail("expected a number not below 0")
        return number

    def seconds(self) -> float:
        """A number above 0."""
        self._expect("int", "float")
        number = float(self._construct())
        if not number > 0:
            self.fail("expected a number above 0")
        return number

    def value(self) -> Value:
        """A text, a number, or true or false."""
        self._expect("str", "int", "float", "bool")
        value = self._construct()
        return value if isinstance(value, (str, int, float)) else str(value)

    def _construct(self) -> Value:
        import yaml

        try:
            value: Value = yaml.constructor.SafeConstructor().construct_object(self._node)
        except ValueError as error:  # a number of too many figures
            self.fail(f"not a usable value: {error}")
        return value

    def choice(self, choices: Iterable[_Choice]) -> _Choice:
        """One of some words."""
        word = self.text()
        known = tuple(choices)
        for choice in known:
            if choice == word:
                return choice
        self.fail(f"unknown value {word!r}", did_you_mean(word, known))

    def items(self) -> list["Node"]:
        """The values of a list."""
        self._expect("seq")
        return [Node(child, self._path, self._lines) for child in self._node.value]

    def entries(self) -> dict[str, "Node"]:
        """The values of a mapping with free keys, in the file's order."""
        self._expect("map")
        found: dict[str, Node] = {}
        for key_node, child in self._node.value:
            key = Node(key_node, self._path, self._lines)
            name = key.text()
            if name in found:
                key.fail(f"the key {name!r} stands twice")
            found[name] = Node(child, self._path, self._lines)
        return found

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, "Node"]:
        """The values of a mapping whose keys are given."""
        found = self.entries()
        for key_node, _ in self._node.value:
            if key_node.value not in required and key_node.value not in optional:
                Node(key_node, self._path, self._lines).fail(
                    f"unknown key {key_node.value!r}", did_you_mean(key_node.value, {*required, *optional})
                )
        missing = [key for key in required if key not in found]
        if missing:
            self.fail(f"missing {'key' if len(missing) == 1 else 'keys'}: {', '.join(missing)}")
        return found


def _place(mark: "yaml.Mark | yaml._yaml.Mark | None") -> tuple[int, int]:
    """Line and column from 1."""
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _compose(text: str, path: str) -> "yaml.Node | None":
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is absent where PyYAML was built without libyaml
    depth = 0
    # Reading events needs no stack, composing does: the C composer dies where Python's would raise RecursionError.
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _MAX_DEPTH:
            raise RuleError(path, *_place(event.start_mark), "the YAML is nested too deeply for a rule file")
    return yaml.compose(text, Loader=loader)


def parse(path: str, data: bytes) -> Node:
    """The one document of a YAML file.

    Raises:
        RuleError: it is not UTF-8, not YAML, empty, or more than one document.
    """
    import yaml

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise RuleError(path, line, 1, "rule files are UTF-8, this one is not", suggestion="save it as UTF-8") from None
    lines = text.split("\n")
    try:
        node = _compose(text, path)
    except yaml.MarkedYAMLError as error:
        line, column = _place(error.problem_mark or error.context_mark)
        shown = excerpt(lines[line - 1] if line <= len(lines) else "", column)
        message = "; ".join(filter(None, (error.problem, error.context)))
        raise RuleError(path, line, column, f"not valid YAML: {message}", shown) from None
    except yaml.reader.ReaderError as error:
        # Its position counts bytes or characters, as the loader likes; the character itself is what can be relied on.
        before = text[: max(0, text.find(chr(error.character)))].split("\n")
        message = f"not valid YAML: the character U+{error.character:04X} may not stand in a file"
        hint = f'write it as "\\u{error.character:04x}" in double quotes'
        raise RuleError(path, len(before), len(before[-1]) + 1, message, suggestion=hint) from None
    if node is None:
        raise RuleError(path, 1, 1, "the rule file is empty", suggestion="see `cnlint rule PUN001` for an example")
    return Node(node, path, lines)
