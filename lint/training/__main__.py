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

LANGUAGE_EXAMPLES = 4_000_000  # as many as half a gigabyte of hashes allows
PAGES_A_SOURCE = 350
CLEAN_PAGES_A_SOURCE = 150
# Real pages count this many times, for they are few beside the generated ones and nearer to what users have.
REAL_WEIGHT = 3


def main(argv: Sequence[str]) -> int:
    """Trains on all sources, or on all but one (`--without SOURCE`) to measure what a new source will get."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("bench", type=Path)
    parser.add_argument("--dictionary", type=Path, default=jieba_dictionary(), help="words (default: jieba's own)")
    parser.add_argument("--without", help="source to leave out")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="folder for the weights (default: the package's)")
    parser.add_argument("--language", type=Path, help="a language model trained before, to train the rest with")
    parser.add_argument("--roles", type=Path, help="a role model trained before, to train the seams with")
    options = parser.parse_args(argv)
    options.out.mkdir(parents=True, exist_ok=True)
    table = spelling((WEIGHTS / "simplified.txt").read_text(encoding="utf-8").strip())

    model = language_model(options, table)

    table_of_words = word_table.build(options.dictionary, model)
    (options.out / "words.bin").write_bytes(table_of_words)
    words = Words(table_of_words)

    real = [page for part in ("ppocr", "tesseract") for page in pages.read(options.bench / part)]
    made = [
        page
        for source, articles in sources(options.corpus, options.bench)
        for plan, count in ((TRAINING, PAGES_A_SOURCE), (CLEAN, CLEAN_PAGES_A_SOURCE))
        for page in synthetic.generate(articles, source, count, 1, plan)
    ]
    kept = [page for page in (*real, *made) if page.source != options.without]
    samples = {id(page): roles.sample(page, model) for page in kept}
    if options.roles:
        text = options.roles.read_text(encoding="utf-8").strip()
    else:
        text = roles.train([samples[id(page)] for page in kept for _ in range(REAL_WEIGHT if page.real else 1)])
    (options.out / "roles.json").write_text(text + "\n", encoding="utf-8")
    typer = runtime_roles.parse(text)
    print(f"roles: {len(kept)} pages", flush=True)

    found = [example for page in kept for example in seam_examples(page, samples[id(page)][0], typer, model, words)]
    (options.out / "seams.json").write_text(seams.to_json(seams.train(found), seams.SAFE, seams.LIKELY) + "\n")
    print(f"seams: {len(found)} examples", flush=True)
    return 0


def language_model(options: argparse.Namespace, table: dict[int, str | int | None]) -> Language:
    """Trains the language model, or reads one that was trained before (`--language FILE`)."""
    if options.language:
        return read(options.language.read_bytes(), table)
    plain = Language(bytes(16), 0.0, table)
    paragraphs = [
        plain.normal(fold(text))
        for source, text in (*corpora.paragraphs(options.corpus), *corpora.clean_texts(options.bench / "clean"))
        if source != options.without
    ]
    weights, bias = language.train_bytes(paragraphs, LANGUAGE_EXAMPLES)
    # The constant in thousandths of a nat, then one signed byte a weight.
    data = round(bias * 1000).to_bytes(8, "little", signed=True) + weights
    (options.out / "language.bin").write_bytes(data)
    print(f"language: {len(paragraphs)} paragraphs", flush=True)
    return read(data, table)


def jieba_dictionary() -> Path:
    """The dictionary that the jieba package carries."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("training needs the jieba package for its dictionary: pip install 'cnlint[train]'")
    return Path(spec.origin).parent / "dict.txt"


def seam_examples(
    page: LabelledPage, names: Sequence[Sequence[str]], typer: runtime_roles.RoleModel, model: Language, words: Words
) -> list[seams.Example]:
    """Seams as the running program meets them: between pieces of the roles that the model gives."""
    return seams.examples(page, typer.decode(names), model, words)


def sources(corpus: Path, bench: Path) -> list[tuple[str, list[CleanArticle]]]:
    """Clean articles by source."""
    found = {path.name.split(".")[0]: list(load_corpus(path)) for path in sorted(corpus.glob("*.jsonl.gz"))}
    for article in load_corpus(bench / "clean"):
        found.setdefault(article.source.split("-")[0], []).append(article)
    return sorted(found.items())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
