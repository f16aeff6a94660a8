"""`python -m training CORPUS BENCH`: trains all models of `cnlint.structure` and writes weights and model card.

CORPUS is a folder of `SOURCE.jsonl.gz` files of clean articles, BENCH a folder with `ppocr/`, `tesseract/` and
`clean/`. Everything is deterministic given the data and the versions of the training libraries.
"""

import argparse
import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from cnlint.evaluation.articles import CleanArticle, load_corpus
from cnlint.evaluation.damage import CLEAN, TESSERACT, TRAINING, WRAPPED
from cnlint.evaluation.plan import Plan
from cnlint.structure import collocations as runtime_collocations
from cnlint.structure import language as runtime_language
from cnlint.structure import network as runtime_network
from cnlint.structure import roles as runtime_roles
from cnlint.structure.folding import fold
from cnlint.structure.knowledge import Knowledge
from cnlint.structure.language import spelling
from cnlint.structure.seammodel import BLOCKS, HEADINGS, PRINTED
from cnlint.structure.words import Words
from training import collocations, corpora, language, network, pages, roles, seams, smartcn, synthetic
from training import words as word_table
from training.pages import LabelledPage

WEIGHTS = Path(runtime_language.WEIGHTS)

LANGUAGE_EXAMPLES = 4_000_000  # a quarter of a gigabyte of hash values
# More examples help little: loss on unseen text falls by 0.002 from two to three million.
NETWORK_EXAMPLES = 2_000_000
FOLD_EXAMPLES = 2_000_000  # of half the texts, for the language model
# Pages a source: misread as the benches are, cut but read without fault (good engines on good print), undamaged.
# Undamaged ones keep headings of clean articles from being taken for text: with 150 of them half as many boundaries
# again (290 for 195) of articles whose sources were left out reached 0.9.
PLANS = ((TRAINING, 450), (TRAINING._replace(noise=0.0, clean=0.0), 150), (CLEAN, 400))
# Pages a source of which only seams of one kind learn besides. A page above has two seams between blocks that may be
# cuts: with five times as many, on pages of sources left out, 408 of 478 cuts were surer than all but ten of the
# paragraph ends without a mark, with those above alone 378. One page in five is hard-wrapped: with more of them a fifth
# fewer cuts and a tenth fewer paragraph ends were judged wrongly. Headings have one and a half seams a page: with those
# of 800 more, 80 and 78 of 100 cuts (of either half of the sources, left out) are surer than all but three wrong
# ones of 100, with those above alone 76 and 74.
MORE_PLANS = {
    BLOCKS: ((TRAINING, 1300), (TRAINING._replace(noise=0.0, clean=0.0), 500)),
    HEADINGS: ((TRAINING, 600), (TRAINING._replace(noise=0.0, clean=0.0), 600)),
    PRINTED: ((WRAPPED, 80), (TESSERACT, 40)),
}
MORE_SEEDS = {BLOCKS: 11, HEADINGS: 13, PRINTED: 3}
# Real pages count this many times, for they are few beside the generated ones and nearer to what users have.
REAL_WEIGHT = 3

Texts = Sequence[tuple[str, str]]  # source and normalised paragraph
Spelling = dict[int, str | int | None]


def main(argv: Sequence[str]) -> int:
    """Trains on all sources; with `--held-out`, on each half of them too, to measure what a new source will get."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--dictionary", type=Path, default=jieba_dictionary(), help="words (default: jieba's own)")
    parser.add_argument("--bigrams", type=Path, help="jar of Lucene's smartcn (default: count the texts alone)")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder for the weights (default: the package's)")
    parser.add_argument("--cache", type=Path, help="folder that keeps the models of language between runs")
    parser.add_argument("--held-out", action="store_true", help="write OUT/without-1 and -2, half the sources unseen")
    options = parser.parse_args(argv)
    table = spelling((WEIGHTS / "simplified.txt").read_text(encoding="utf-8").strip())
    normal = runtime_language.empty(table).normal
    every = (*corpora.paragraphs(options.corpus), *corpora.clean_texts(options.bench / "clean"))
    texts = [(source, normal(fold(text))) for source, text in every]
    listener = Listener(table, options)
    whole = listener.hear("all", [text for _, text in texts], LANGUAGE_EXAMPLES)
    heard: dict[str, Knowledge] = {}
    halves = halves_of({source for source, _ in texts})
    for number, half in enumerate(halves, 1):
        # On text it was trained on a language model is surer than it will ever be again; roles and seams that
        # learned from that would trust it too far. So each source is judged by models that have not seen it.
        others = [text for source, text in texts if source not in half]
        heard.update(dict.fromkeys(half, listener.hear(f"without-{number}", others, FOLD_EXAMPLES)))
    # A new newspaper is news to all three networks, and their mean is steadier than any of them.
    networks = [known.network() for known in (whole, *(heard[min(half)] for half in halves))]
    shipped = whole._replace(network=lambda: runtime_network.together(networks))
    found = labelled_pages(options)
    more = {kind: made_pages(options, plans, MORE_SEEDS[kind]) for kind, plans in MORE_PLANS.items()}
    if options.held_out:
        for number, half in enumerate(halves, 1):
            seen, added = unseen(found, half), {kind: unseen(pages, half) for kind, pages in more.items()}
            fit(seen, added, heard, heard[min(half)], options.out / f"without-{number}")
            (options.out / f"without-{number}" / "sources.txt").write_text("\n".join(sorted(half)) + "\n")
    fit(found, more, heard, shipped, options.out)
    return 0


def unseen(found: Sequence[LabelledPage], half: Collection[str]) -> list[LabelledPage]:
    """The pages of sources that are not in a half."""
    return [page for page in found if page.source not in half]


def halves_of(sources: set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The sources in two halves: every second one by name."""
    names = sorted(sources)
    return frozenset(names[0::2]), frozenset(names[1::2])


class Listener:
    """Trains the models that know the language, or reads what an earlier run has kept."""

    def __init__(self, table: Spelling, options: argparse.Namespace) -> None:
        self._table = table
        self._cache: Path | None = options.cache
        self._dictionary: Path = options.dictionary
        self._bigrams: Path | None = options.bigrams

    def hear(self, name: str, texts: Sequence[str], size: int) -> Knowledge:
        """The models of some texts; `size` is the number of examples of the language model."""
        ngrams = self._kept(f"{name}.bin", lambda: language.train(texts, size, self._counted()).to_bytes())
        model = runtime_language.read(ngrams, self._table)
        weights = self._kept(f"{name}.npz", lambda: network.train(texts, NETWORK_EXAMPLES).to_bytes())
        net = runtime_network.read(weights)
        words = Words(word_table.build(self._dictionary, model))
        tables = runtime_collocations.read(self._kept(f"{name}.pairs", lambda: self._collocations(texts, words)))
        print(f"{name}: {len(texts)} paragraphs", flush=True)
        return Knowledge(model, words, lambda: tables, lambda: net)

    def _counted(self) -> smartcn.Counts | None:
        return smartcn.read(self._bigrams) if self._bigrams else None

    def _collocations(self, texts: Sequence[str], words: Words) -> bytes:
        return collocations.build(collocations.count(texts, words), words, self._bigrams).to_bytes()

    def _kept(self, name: str, make: Callable[[], bytes]) -> bytes:
        path = self._cache / name if self._cache else None
        if path and path.exists():
            return path.read_bytes()
        data = make()
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return data


def fit(
    found: Sequence[LabelledPage],
    more: Mapping[str, Sequence[LabelledPage]],
    heard: Mapping[str, Knowledge],
    shipped: Knowledge,
    out: Path,
) -> None:
    """Trains roles and seams on labelled pages and writes all weights to a folder.

    Of the pages in `more` only seams of the kind that they are listed by learn.
    """
    out.mkdir(parents=True, exist_ok=True)
    (out / "language.bin").write_bytes(shipped.language.to_bytes())
    (out / "words.bin").write_bytes(shipped.words.to_bytes())
    (out / "collocations.bin").write_bytes(shipped.collocations().to_bytes())
    (out / "network.npz").write_bytes(shipped.network().to_bytes())
    if out != WEIGHTS:
        (out / "simplified.txt").write_bytes((WEIGHTS / "simplified.txt").read_bytes())
    samples = [(page, *roles.sample(page, heard[page.source].language)) for page in found]
    text = roles.train([(names, true) for page, names, true in samples for _ in range(REAL_WEIGHT if page.real else 1)])
    (out / "roles.json").write_text(text + "\n", encoding="utf-8")
    print(f"roles: {len(found)} pages", flush=True)
    # Seams as the running program meets them: between pieces of the roles that the model gives.
    typer = runtime_roles.parse(text)
    rows = [
        example
        for page, names, _ in samples
        for example in seams.examples(page, typer.decode(names), heard[page.source])
    ]
    for kind, added in more.items():
        for page in added:
            names, _ = roles.sample(page, heard[page.source].language)
            rows += [x for x in seams.examples(page, typer.decode(names), heard[page.source]) if x.kind == kind]
    (out / "seams.json").write_text(seams.to_json(seams.train(rows), seams.SAFE, seams.LIKELY) + "\n")
    print(f"seams: {len(rows)} examples", flush=True)


def labelled_pages(options: argparse.Namespace) -> list[LabelledPage]:
    """Real pages and made ones."""
    real = [page for part in ("ppocr", "tesseract") for page in pages.read(options.bench / part)]
    return [*real, *made_pages(options, PLANS, seed=1)]


def made_pages(options: argparse.Namespace, plans: Sequence[tuple[Plan, int]], seed: int) -> list[LabelledPage]:
    """Pages made from the articles of each source, so many of each plan."""
    return [
        page
        for source, articles in sources(options.corpus, options.bench)
        for plan, count in plans
        for page in synthetic.generate(articles, source, count, seed, plan)
    ]


def jieba_dictionary() -> Path:
    """The dictionary that the jieba package carries."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the jieba package for its dictionary: pip install 'cnlint[train]'")
    return Path(spec.origin).parent / "dict.txt"


def sources(corpus: Path, bench: Path) -> list[tuple[str, list[CleanArticle]]]:
    """Clean articles by source."""
    found = {path.name.split(".")[0]: list(load_corpus(path)) for path in sorted(corpus.glob("*.jsonl.gz"))}
    for path in sorted((bench / "clean").glob("*.txt")):
        found.setdefault(path.name.split("-")[0], []).extend(load_corpus(path))
    return sorted(found.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
