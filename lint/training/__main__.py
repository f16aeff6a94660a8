"""`python -m training CORPUS BENCH`: trains all models of `cnlint.structure` and writes weights and model card.

CORPUS is a folder of `SOURCE.jsonl.gz` files of clean articles, BENCH a folder with `ppocr/`, `tesseract/` and
`clean/`. Everything is deterministic given the data and the versions of the training libraries.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

from cnlint.evaluation.articles import CleanArticle, load_corpus
from cnlint.evaluation.damage import CLEAN, TRAINING
from cnlint.structure import roles as runtime_roles
from cnlint.structure.folding import fold
from cnlint.structure.language import WEIGHTS, Language, read, spelling
from cnlint.structure.words import Words
from training import corpora, language, pages, roles, seams, synthetic
from training import words as word_table
from training.pages import LabelledPage

LANGUAGE_EXAMPLES = 4_000_000  # a quarter of a gigabyte of hash values
# Pages a source: misread as the benches are, cut but read without fault (good engines on good print), undamaged.
PLANS = ((TRAINING, 300), (TRAINING._replace(noise=0.0, clean=0.0), 150), (CLEAN, 150))
# Real pages count this many times, for they are few beside the generated ones and nearer to what users have.
REAL_WEIGHT = 3
FOLD_EXAMPLES = 2_000_000  # of half the texts

Texts = Sequence[tuple[str, str]]  # source and normalised paragraph
Spelling = dict[int, str | int | None]


def main(argv: Sequence[str]) -> int:
    """Trains on all sources, or on all but one (`--without SOURCE`) to measure what a new source will get."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--dictionary", type=Path, default=jieba_dictionary(), help="words (default: jieba's own)")
    parser.add_argument("--without", help="source to leave out")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder for the weights (default: the package's)")
    parser.add_argument("--language", type=Path, help="a language model trained before, to train the rest with")
    options = parser.parse_args(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    table = spelling((WEIGHTS / "simplified.txt").read_text(encoding="utf-8").strip())
    texts = [
        (source, Language(bytes(16), 0.0, table).normal(fold(text)))
        for source, text in (*corpora.paragraphs(options.corpus), *corpora.clean_texts(options.bench / "clean"))
        if source != options.without
    ]
    model = shipped_language(options, texts, table)
    words = shipped_words(options, model)
    kept = [page for page in labelled_pages(options) if page.source != options.without]
    heard = unheard(texts, table)
    samples = [(page, *roles.sample(page, heard[page.source])) for page in kept]
    text = roles.train([(names, true) for page, names, true in samples for _ in range(REAL_WEIGHT if page.real else 1)])
    (options.out / "roles.json").write_text(text + "\n", encoding="utf-8")
    print(f"roles: {len(kept)} pages", flush=True)

    # Seams as the running program meets them: between pieces of the roles that the model gives.
    typer = runtime_roles.parse(text)
    found = [
        example
        for page, names, _ in samples
        for example in seams.examples(page, typer.decode(names), heard[page.source], words)
    ]
    (options.out / "seams.json").write_text(seams.to_json(seams.train(found), seams.SAFE, seams.LIKELY) + "\n")
    print(f"seams: {len(found)} examples", flush=True)
    return 0


def shipped_language(options: argparse.Namespace, texts: Texts, table: Spelling) -> Language:
    """The language model of all texts; one that was trained before is read instead (`--language FILE`)."""
    if options.language:
        data = options.language.read_bytes()
    else:
        weights, bias = language.train_bytes([text for _, text in texts], LANGUAGE_EXAMPLES)
        # The constant in thousandths of a nat, then one signed byte a weight.
        data = round(bias * 1000).to_bytes(8, "little", signed=True) + weights
    (options.out / "language.bin").write_bytes(data)
    print(f"language: {len(texts)} paragraphs", flush=True)
    return read(data, table)


def shipped_words(options: argparse.Namespace, model: Language) -> Words:
    """The word table."""
    data = word_table.build(options.dictionary, model)
    (options.out / "words.bin").write_bytes(data)
    return Words(data)


def unheard(texts: Texts, table: Spelling) -> dict[str, Language]:
    """For each source a language model that has not seen it.

    On text it was trained on the language score is surer than it will ever be again; roles and seams that learned
    from that would trust it too far.
    """
    names = sorted({source for source, _ in texts})
    folds = [frozenset(names[start::2]) for start in (0, 1)]
    found: dict[str, Language] = {}
    for fold_names in folds:
        others = [text for source, text in texts if source not in fold_names]
        trained = language.train(others, FOLD_EXAMPLES, table)
        found.update(dict.fromkeys(fold_names, trained))
    return found


def labelled_pages(options: argparse.Namespace) -> list[LabelledPage]:
    """Real pages and made ones."""
    real = [page for part in ("ppocr", "tesseract") for page in pages.read(options.bench / part)]
    made = [
        page
        for source, articles in sources(options.corpus, options.bench)
        for plan, count in PLANS
        for page in synthetic.generate(articles, source, count, 1, plan)
    ]
    return [*real, *made]


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
