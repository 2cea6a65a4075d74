"""What `clean` changes in text that needs no change: every file of clean text, by lines and as a whole.

    uv run python benchmarks/no_harm.py [--profile newsroom]

Each changed place is put next to the verdict of whoever read it in `no_harm_verdicts.tsv` (file, line number, rule;
verdict `true-defect`, `debatable` or `wrong`; a note). The exit status is 1 when a file of English, Persian, Urdu,
Hebrew, code or URLs changes at all, when more than 0.1 % of the Arabic and mixed lines change, or when a change is
wrong or has no verdict yet. Only snippets of the text are shown, with what is invisible written out.
"""

from __future__ import annotations

import argparse
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import corpora

VERDICTS = Path(__file__).with_name("no_harm_verdicts.tsv")
KNOWN = ("true-defect", "debatable", "wrong")
UNREVIEWED = "**not reviewed**"
HEAD = """\
# title: The verdict on each change that `clean` makes in the files of clean text
# columns: file line rule verdict note
# status: a first reading; no second reader has confirmed it
# verdicts: true-defect (the text was broken), debatable (a careful editor might leave it), wrong (harm)
"""
UNTOUCHABLE = ("English", "Persian", "Urdu", "Hebrew", "code", "URLs", "unknown")
LIMIT = 0.1  # per cent of the Arabic and mixed lines that hold text
AROUND = 20

Key = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Place:
    """One changed place: where, by which rule, what it was and became with a little of what stands around it."""

    file: str
    kind: str
    line: int
    column: int
    rule: str
    before: str
    after: str
    how: str

    @property
    def key(self) -> Key:
        """What a verdict is filed under."""
        return self.file, self.line, self.rule


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader says of a change, and why."""

    verdict: str
    note: str


@dataclass(slots=True)
class Count:
    """One row of the table: a file and what was changed in it."""

    file: corpora.CleanFile
    by_line: set[int] = field(default_factory=set)
    as_whole: set[int] = field(default_factory=set)

    @property
    def filled(self) -> int:
        """How many of its lines hold text."""
        return sum(bool(line.strip()) for line in self.file.lines)

    @property
    def touched(self) -> set[int]:
        """The numbers of the lines that change either way."""
        return self.by_line | self.as_whole


def snippet(text: str, start: int, end: int, instead: str) -> tuple[str, str]:
    """Return the place before and after, with at most 20 characters on either side, within its line.

    >>> snippet("one  two", 3, 5, " ")
    ('one  two', 'one two')
    """
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    left = ("…" if start - first > AROUND else "") + text[max(first, start - AROUND) : start]
    right = text[end : min(last, end + AROUND)] + ("…" if last - end > AROUND else "")
    was = text[start:end]
    return left + shortened(was) + right, left + shortened(instead) + right


def shortened(text: str) -> str:
    """Return the text, its middle left out where it is long."""
    return text if len(text) <= 2 * AROUND else f"{text[:AROUND]}…{text[-AROUND:]}"


def survey(file: corpora.CleanFile, profile: str) -> tuple[Count, list[Place]]:
    """Clean a file by lines and as a whole; return the count and the places, each place once."""
    from bidinorm import clean, explain

    count = Count(file)
    found: dict[tuple[int, int, str], Place] = {}
    starts = [0, *accumulate(len(line) + 1 for line in file.lines)]
    whole = "\n".join(file.lines)
    texts = [(number, line, "line") for number, line in enumerate(file.lines, 1)]
    for number, text, how in [*texts, (0, whole, "file")]:
        if clean(text, profile) == text:
            continue
        changes = explain(text, profile=profile).changes
        for change in changes:
            line = number or bisect_right(starts, change.start)
            column = change.start - (0 if number else starts[line - 1]) + 1
            (count.by_line if number else count.as_whole).add(line)
            shown = snippet(text, change.start, change.end, change.after)
            place = Place(file.name, file.kind, line, column, change.rule, *shown, how)
            found.setdefault((line, column, change.rule), place)
        if not changes:  # a change that nothing explains is a defect of ours, and must be seen
            (count.by_line if number else count.as_whole).add(number or 1)
            found[number, 1, ""] = Place(file.name, file.kind, number or 1, 1, "unexplained", "", "", how)
    return count, sorted(found.values(), key=lambda place: (place.line, place.column, place.rule))


def read_verdicts(path: Path = VERDICTS) -> dict[Key, Verdict]:
    """Return the verdicts by key; a row that cannot be one raises `ValueError` with its number."""
    if not path.exists():
        return {}
    found = {}
    for number, row in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not row or row.startswith("#"):
            continue
        cells = row.split("\t")
        if len(cells) != 5 or not cells[1].isdigit() or cells[3] not in ("", *KNOWN):
            wanted = f"file, line, rule, one of {', '.join(KNOWN)}, note"
            raise ValueError(f"{path.name}:{number}: {row!r} is no verdict; needs, with tabs between: {wanted}")
        found[cells[0], int(cells[1]), cells[2]] = Verdict(cells[3], cells[4])
    return found


def add_rows(places: Iterable[Place], verdicts: dict[Key, Verdict], path: Path = VERDICTS) -> int:
    """Write a row with an empty verdict for every key that has none; return how many were added."""
    new = {place.key: Verdict("", "") for place in places if place.key not in verdicts}
    rows = sorted({**new, **verdicts}.items())
    lines = [f"{file}\t{line}\t{rule}\t{said.verdict}\t{said.note}\n" for (file, line, rule), said in rows]
    head = HEAD
    if path.exists():  # what readers wrote into the head stays
        head = "".join(row for row in path.read_text("utf-8").splitlines(keepends=True) if row.startswith("#"))
    path.write_text(head + "".join(lines), encoding="utf-8")
    return len(new)


def complaints(counts: Sequence[Count], places: Sequence[Place], verdicts: dict[Key, Verdict]) -> list[str]:
    """Return what is not as it must be, one sentence each."""
    said = []
    for count in counts:
        if count.file.kind in UNTOUCHABLE and count.touched:
            said.append(f"{count.file.name}: {len(count.touched)} lines of {count.file.kind} change; none may")
    arabic = [count for count in counts if count.file.kind not in UNTOUCHABLE]
    touched, filled = sum(len(count.touched) for count in arabic), sum(count.filled for count in arabic)
    if filled and 100 * touched / filled > LIMIT:
        said.append(f"{touched} of {filled} Arabic and mixed lines change: {100 * touched / filled:.3f} % > {LIMIT} %")
    for place in places:
        verdict = verdicts.get(place.key, Verdict("", "")).verdict
        if verdict in ("", "wrong"):
            said.append(f"{place.file}:{place.line} {place.rule}: {verdict or 'NOT REVIEWED'}: {place.before}")
    return said


def count_rows(counts: Sequence[Count]) -> list[list[object]]:
    """Return the rows of the table of files, and a last one for Arabic and mixed together."""
    rows: list[list[object]] = []
    arabic = [count for count in counts if count.file.kind not in UNTOUCHABLE]
    for count in counts:
        percent = 100 * len(count.touched) / max(count.filled, 1)
        sizes = [count.filled, len(count.by_line), len(count.as_whole)]
        rows.append([count.file.name, count.file.kind, *sizes, f"{percent:.3f}"])
    filled = sum(count.filled for count in arabic)
    sums = [sum(len(count.by_line) for count in arabic), sum(len(count.as_whole) for count in arabic)]
    percent = 100 * sum(len(count.touched) for count in arabic) / max(filled, 1)
    return [*rows, ["together", "Arabic and mixed", filled, *sums, f"{percent:.3f}"]]


def page(profile: str, counts: Sequence[Count], places: Sequence[Place], verdicts: dict[Key, Verdict]) -> str:
    """Return the page of results."""
    rows = []
    for place in places:
        said = verdicts.get(place.key, Verdict("", ""))
        where = [place.file, place.line, place.column, place.rule, place.how]
        shown = [corpora.visible(place.before), corpora.visible(place.after)]
        rows.append([*where, *shown, said.verdict or UNREVIEWED, corpora.visible(said.note)])
    tally = {name: sum(row[7] == name for row in rows) for name in (*KNOWN, UNREVIEWED)}
    return "\n\n".join(
        [
            f"# No harm: what profile `{profile}` changes in clean text",
            "Written by `benchmarks/no_harm.py`. Lines that hold nothing are not counted; a line is `changed` when "
            "`clean` of that line alone is not the line, `in the file` when `clean` of the whole file changes it.",
            corpora.facts({"Date": corpora.machine()["Date"], "bidinorm": corpora.own_version()}),
            corpora.table(["file", "kind", "lines", "changed", "in the file", "per cent"], count_rows(counts)),
            "## Every changed place",
            ", ".join(f"{name.strip('*')}: {number}" for name, number in tally.items())
            + f". At most {AROUND} characters on either side; `line` or `file` says how it was found.",
            corpora.table(["file", "line", "column", "rule", "found by", "before", "after", "verdict", "note"], rows),
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Survey, print, write `results/no_harm.md`; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--profile", default="repair", help="a profile or a TOML file (repair)")
    parser.add_argument("--add", action="store_true", help="add a row without a verdict for every new place")
    options = parser.parse_args(arguments)
    try:
        verdicts = read_verdicts()
        surveys = [survey(file, options.profile) for file in corpora.clean_files()]
    except (corpora.DataError, ValueError) as error:
        return corpora.fail(str(error))
    counts, places = [count for count, _ in surveys], [place for _, found in surveys for place in found]
    if options.add:
        print(f"{add_rows(places, verdicts)} rows added to {VERDICTS.name}: fill in the verdicts", file=sys.stderr)
    name = "no_harm" if options.profile == "repair" else f"no_harm-{Path(options.profile).stem}"
    corpora.publish(name, page(options.profile, counts, places, verdicts))
    stale = set(verdicts) - {place.key for place in places} if options.profile == "repair" else set()
    for file, line, rule in sorted(stale):
        print(f"no longer changed, take its verdict out: {file}:{line} {rule}", file=sys.stderr)
    said = complaints(counts, places, verdicts)
    for sentence in said:
        print(f"FAILED {corpora.visible(sentence)}", file=sys.stderr)
    return 1 if said else 0


if __name__ == "__main__":
    raise SystemExit(main())
