"""What a rule file says about patterns and messages, checked before it is ever run."""

from string import Formatter

from cnlint.patterns import FOUND, WANTED, compiled
from cnlint.rulebook.patterntree import nests_unbounded_repeats, triggers
from cnlint.rulebook.rule import Rule
from cnlint.rulebook.yamltree import Node
from cnlint.suggestions import did_you_mean


def check_pattern(node: Node, replace: Node | None) -> str:
    """The pattern, if it compiles, cannot match nothing, and does not nest unbounded repeats.

    Raises:
        RuleError: it is none of a rule's.
    """
    import regex

    pattern = node.text()
    try:
        expression = compiled(pattern)
    except regex.error as error:
        node.fail(f"the pattern is malformed: {error}")
    except Exception as error:  # some malformed sets make the package itself stumble
        node.fail(f"the pattern cannot be compiled: {error!r}")
    if expression.search("", timeout=1.0):
        node.fail("the pattern matches the empty text, and so stands everywhere", "let it ask for a character")
    if nests_unbounded_repeats(pattern):
        node.fail(
            "the pattern nests an unbounded repeat in another, which can take time without end",
            "make the inner one possessive (`++`, `*+`) or give it a limit",
        )
    reserved = {FOUND, WANTED} & expression.groupindex.keys()
    if reserved:
        node.fail(f"the name {min(reserved)!r} means something else in messages", "name the group otherwise")
    if replace is not None:
        _check_replace(replace, pattern)
    return pattern


def _check_replace(node: Node, pattern: str) -> None:
    import regex

    # The same groups in a pattern that matches the empty text: templates are read only when there is a match. The
    # line end keeps a comment of a verbose pattern from swallowing the bracket.
    empty = compiled(f"(?:{pattern}\n)??").match("")
    template = node.any_text()
    try:
        if empty is not None:
            empty.expand(template)
    except (regex.error, IndexError) as error:
        node.fail(f"the template does not fit the pattern: {error}")


def derived_triggers(node: Node) -> str:
    """The trigger characters of a pattern that `check_pattern` has passed."""
    return triggers(node.text())


def check_message(node: Node, rule: Rule, given: frozenset[str] | None = None) -> None:
    """Refuse message templates that cannot be filled.

    A pattern's names are known; what a detector gives is known to its cases only, and they are run in both languages.

    Args:
        node: the message.
        rule: its rule.
        given: the names that rules of this kind give, where that is known.

    Raises:
        RuleError: a brace too many, or a name that is none.
    """
    known = None if given is None else set(given)
    if rule.pattern is not None:
        known = {FOUND, *compiled(rule.pattern).groupindex}
    if known is not None and rule.replace is not None:
        known.add(WANTED)
    for words in rule.message:
        try:
            names = [name for _, name, _, _ in Formatter().parse(words) if name is not None]
        except ValueError as error:
            node.fail(f"the message is malformed: {error}", "write {{ and }} for braces")
        for name in names:
            if not name.isidentifier():
                node.fail(f"{{{name}}} is no name that a message can fill")
            if known is not None and name not in known:
                node.fail(
                    f"the {'pattern' if given is None else 'rule'} gives no {{{name}}}", did_you_mean(name, known)
                )
