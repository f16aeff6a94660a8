"""The findings as a Parquet table: a row each, with the members of the JSON document as columns."""

import json

from cnlint.corpus.results import RunResult
from cnlint.corpus.tables import FINDING, TableFile
from cnlint.report.json_report import records_of


def write_table(run: RunResult, path: str, lang: str) -> None:
    """Write the findings of a run to a file. What went wrong stands on standard error alone.

    Raises:
        InputError: it cannot be written, or pyarrow is not installed.
    """
    with TableFile(path, FINDING) as table:
        for file in run.files:
            for record in records_of(file, lang):
                table.write(json.dumps(record).encode("ascii"))
