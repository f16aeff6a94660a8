"""Unified diffs: made from edits, understood by whatever reads diffs."""

import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnlint.corpus.unified import unified
from cnlint.findings import Edit
from cnlint.fixer import apply
from texts import file_texts

HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@\n")


def patched(before: str, diff: str) -> str:
    """The text after a diff, read as POSIX describes the unified form."""
    old, new = re.findall(r"[^\n]*\n|[^\n]+", before), []
    done = 0
    lines = re.findall(r"[^\n]*\n", diff)[2:]
    while lines:
        head = HUNK.fullmatch(lines.pop(0))
        assert head is not None
        count, new_count = int(head[2] or 1), int(head[4] or 1)
        start = int(head[1]) - (1 if count else 0)
        new += old[done:start]
        assert len(new) == int(head[3]) - (1 if new_count else 0)
        taken, given_ = [], []
        while len(taken) < count or len(given_) < new_count:
            mark, text = lines[0][0], lines.pop(0)[1:]
            if lines and lines[0].startswith("\\"):
                text = text.removesuffix("\n")
                lines.pop(0)
            taken += [text] if mark in " -" else []
            given_ += [text] if mark in " +" else []
        assert taken == old[start : start + count]
        new += given_
        done = start + count
    return "".join(new + old[done:])


@st.composite
def histories(draw: st.DrawFn) -> tuple[str, str, list[list[Edit]]]:
    """A text, what rounds of edits make of it, and the rounds."""
    before = after = draw(file_texts)
    rounds = []
    for _ in range(draw(st.integers(0, 3))):
        edits: list[Edit] = []
        place = 0
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(place, len(after)))
            end = draw(st.integers(start, min(len(after), start + 4)))
            new = draw(st.sampled_from(["", "，", "\n", "好\r\n", "\n\n一"]))
            if after[start:end] != new:
                edits.append(Edit(start, end, after[start:end], new))
                place = end + 1
            if place > len(after):
                break
        after = apply(after, edits)
        rounds.append(edits)
    return before, after, rounds


@given(histories())
def test_the_diff_leads_from_the_one_text_to_the_other(history: tuple[str, str, list[list[Edit]]]) -> None:
    before, after, rounds = history
    diff = unified("p.txt", before, after, rounds)
    if before == after:
        assert diff == ""
    else:
        assert patched(before, diff) == after


def one_edit(before: str, old: str, new: str) -> str:
    start = before.index(old)
    edit = Edit(start, start + len(old), old, new)
    return unified("a/b.txt", before, apply(before, [edit]), [[edit]])


@pytest.mark.parametrize(
    ("before", "old", "new", "body"),
    [
        ("一,二\n", ",", "，", "@@ -1 +1 @@\n-一,二\n+一，二\n"),
        (
            "一,二",
            ",",
            "，",
            "@@ -1 +1 @@\n-一,二\n\\ No newline at end of file\n+一，二\n\\ No newline at end of file\n",
        ),
        ("一\n\n二\n", "\n\n", "", "@@ -1,3 +1 @@\n-一\n-\n-二\n+一二\n"),
        ("\n\n一\n", "\n\n", "", "@@ -1,3 +1 @@\n-\n-\n 一\n"),
        ("一\n", "一\n", "", "@@ -1 +0,0 @@\n-一\n"),
        ("1\n2\n3\n4\n五,\n6\n7\n8\n9\n", ",", "，", "@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-五,\n+五，\n 6\n 7\n 8\n"),
    ],
)
def test_diffs(before: str, old: str, new: str, body: str) -> None:
    assert one_edit(before, old, new) == f"--- a/b.txt\n+++ a/b.txt\n{body}"


def test_patch_takes_it(tmp_path: Path) -> None:
    before = "".join(f"{number},\n\n" for number in range(40)) + "末尾,"
    edits = [Edit(at, at + 1, ",", "，") for at in (1, 5, before.index(",", 60), len(before) - 1)]
    edits.insert(2, Edit(30, 32, "\n\n", ""))
    after = apply(before, edits)
    (tmp_path / "page.txt").write_text(before, encoding="utf-8")
    diff = unified("page.txt", before, after, [edits])
    subprocess.run(["git", "apply", "-p0", "-"], cwd=tmp_path, input=diff.encode(), check=True)
    assert (tmp_path / "page.txt").read_text(encoding="utf-8") == after
