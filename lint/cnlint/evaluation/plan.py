"""What a generator may do to a page, and how often."""

from random import Random
from typing import Final, NamedTuple

from cnlint.evaluation.columns import Measure


class Plan(NamedTuple):
    """Rates of damage. A rate of a thing that can happen once is a chance; `pictures` is a mean per article."""

    clean: float = 0.15  # pages without any damage: models must learn when not to join
    swap_script: float = 0.4  # pages set in the other script than their source's
    noise: float = 1.0  # scale of the misreadings; 0 for none
    half: float = 0.12  # pages with half-width marks
    pictures: float = 0.9
    stories: float = 0.25  # pictures without an own caption whose caption is a short report; 0 draws nothing
    furniture: float = 1.0  # scale of running heads, fillers, jump lines
    genres: float = 0.2  # articles with a list, verse, table ... in them
    duplicates: float = 0.08  # cuts and pictures at which text stands twice
    odd_cuts: float = (
        0.03  # cuts moved to a near place that columns seldom cut: in a number, in a quotation, after a comma
    )
    jump: float = 0.12  # articles that run over to another page
    glued: float = 0.014  # paragraph breaks lost (1 in 70 on rendered pages)
    run_in: float = 0.06  # captions that run into the text after them
    byline: float = 0.7  # articles with a byline
    markdown: float = 0.06  # pages whose headlines are marked with #
    unindented: float = 0.0  # hard-wrapped pages that were printed without indents
    invisible: float = 0.0  # pages with injected characters: invisible, doubled, compatibility forms, stray blanks
    layouts: tuple[tuple[str, float], ...] = (
        ("blocks", 0.68),
        ("indented", 0.06),
        ("lines", 0.08),
        ("wrapped", 0.11),
        ("tesseract", 0.07),
    )


TRAINING: Final = Plan()
CLEAN: Final = Plan(clean=1.0)
INJECTION: Final = Plan(
    clean=0.0,
    swap_script=0.0,
    noise=0.0,
    half=0.15,
    stories=0.0,
    genres=0.0,
    glued=0.0,
    run_in=0.0,
    markdown=0.0,
    duplicates=0.15,
    odd_cuts=0.3,
    invisible=0.4,
    layouts=(("blocks", 0.85), ("wrapped", 0.15)),
)
WRAPPED: Final = TRAINING._replace(clean=0.0, unindented=0.4, layouts=(("wrapped", 1.0),))
TESSERACT: Final = TRAINING._replace(clean=0.0, layouts=(("tesseract", 1.0),))


class LineSlips(NamedTuple):
    """What an engine that finds the lines by itself, such as tesseract, does to them: chances for each line."""

    blank: float = 0.0  # a blank line before it, inside its paragraph
    speck: float = 0.0  # a speck before it: dust or a bit of a picture, read as a line of one to four characters
    rule: float = 0.0  # the rule between two columns read as a mark at its start or end


class Setting(NamedTuple):
    """How one page is set."""

    layout: str
    measure: Measure
    heading_width: int  # characters a headline line
    heading_blocks: float  # chance that the lines of a headline are blocks of their own
    picture_blanks: tuple[int, int]  # blank lines before and after a picture
    indent: str  # white space before a paragraph's first line
    separator: str  # wrapped: what tells paragraphs apart: `blank`, `indent`, or `none` (a short last line)
    column_blank: float  # wrapped: chance of a blank line at a column's end
    markdown: bool
    picture_at_cut: float  # share of the pictures that stand at a column's end
    stray_blanks: float  # chance of a blank run longer than one
    slips: LineSlips

    @property
    def has_lines(self) -> bool:
        """Whether printed lines stay lines."""
        return self.layout in ("wrapped", "tesseract")


def setting(rng: Random, plan: Plan) -> Setting:
    """A page's setting, drawn from the plan."""
    names, weights = zip(*plan.layouts, strict=True)
    layout = rng.choices(names, weights)[0]
    indent = {
        "indented": rng.choice(("\u3000\u3000", "\u3000\u3000", "    ", "  ")),
        "lines": rng.choice(("", "\u3000\u3000")),
    }.get(layout, "")
    separator = rng.choice(("blank", "indent", "indent", "none")) if layout == "wrapped" else "blank"
    if separator == "indent" and layout == "wrapped":
        indent = rng.choice(("\u3000\u3000", "\u3000\u3000", "    ", "  ", "\u3000"))
    # Where nothing is drawn the pages of a seed stay as they are.
    unindented = (
        layout == "wrapped" and separator != "indent" and plan.unindented > 0 and rng.random() < plan.unindented
    )
    return Setting(
        layout,
        # Column widths of Chinese dailies are 11 to 16 characters in five to eight columns, up to 30 in wide ones.
        Measure(
            rng.choice((11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 27, 30)),
            rng.randint(9, 60),
            rng.random() < 0.6,
            rng.random() < 0.6,
            0 if unindented else 2,
        ),
        rng.randint(8, 24),
        rng.choice((0.0, 0.3, 0.6, 0.9)),
        rng.choice(((1, 1), (1, 1), (1, 1), (2, 1), (3, 1), (4, 2))),
        indent,
        separator,
        rng.choice((0.0, 0.5, 1.0)),
        rng.random() < plan.markdown,
        rng.choice((0.2, 0.5, 0.9)),
        rng.choice((0.0, 0.0, 0.05, 0.2)),
        _line_slips(rng) if layout == "tesseract" and plan.noise else LineSlips(),
    )


def _line_slips(rng: Random) -> LineSlips:
    """Rates of one page: on rendered pages that tesseract read the mean is 0.1 for blank lines, 0.05 for specks."""
    return LineSlips(
        rng.choice((0.01, 0.03, 0.1, 0.2)), rng.choice((0.0, 0.02, 0.05, 0.1)), rng.choice((0.0, 0.0, 0.02, 0.06))
    )
