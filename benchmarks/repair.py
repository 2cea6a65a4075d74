"""How many damaged texts `clean` brings back, next to its peers: the cases of `repair/` in the measuring data.

    uv run --python 3.12 --isolated --group bench python benchmarks/repair.py [--list]

A case is solved when the result is one of the right answers, character by character; where the case says so, bidi
controls are left out of the comparison. Kinds of damage that only an editor may put right (the same text pasted twice)
are judged with profile `newsroom`, and wrong keyboard layouts with the rule for them, which is off by default,
switched on; peers have no such choice and are called as ever. Tables of `mojibake.py` and `burden.py` follow. `--list`
prints what is unsolved, in full; the page that is written names the cases by number only, since the data is not ours.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import burden
import corpora
import mojibake
import order
from repair_peers import Call, find, ours
from tools import Missing, Tool, versions

from bidinorm import Pipeline

NEWSROOM = ("pasted twice", "repeated lines")
"""The kinds that are judged with profile `newsroom`."""

LAYOUT = ("keyboard layout",)
"""The kinds that are judged with the rule `keyboard-layout` switched on."""

NOTHING = Tool("doing nothing", "", "", str)
"""What text left as it is would score: where controls are left out of the comparison, that is not always 0."""


@dataclass(frozen=True, slots=True)
class Case:
    """One damaged text: its source and number there, the kind of damage, the right answers."""

    source: str
    number: int
    kind: str
    broken: str
    accept: tuple[str, ...]
    no_controls: bool
    made: str = ""
    """How it came about: the writer of the page and the extractor, `chromium -> pdfminer`."""
    recoverable: bool = True
    """Whether the right answer can be told from the broken text alone."""

    @property
    def extractor(self) -> str:
        """The program that took the text from the page."""
        return self.made.rpartition("-> ")[2]

    def solved_by(self, text: str) -> bool:
        """Return whether a result is one of the right answers."""
        if self.no_controls:
            return corpora.CONTROLS.sub("", text) in {corpora.CONTROLS.sub("", right) for right in self.accept}
        return text in self.accept


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a tool made of a case; None where it raised."""

    case: Case
    result: str | None

    @property
    def solved(self) -> bool:
        """Whether the result is right."""
        return self.result is not None and self.case.solved_by(self.result)


def load() -> list[Case]:
    """Read both files of damaged texts."""
    cases = [
        Case("defects", number, row["kind"], row["broken"], tuple(row["accept"]), bool(row["ctl"]))
        for number, row in enumerate(json.loads(corpora.read("repair/defects.json")))
    ]
    for number, line in enumerate(corpora.read("repair/dev_cases.jsonl").splitlines()):
        row = json.loads(line)
        cases.append(
            Case(
                "dev_cases", number, row["kind"], row["broken"], (row["expected"],), no_controls=True,
                made=row["source"].rpartition(": ")[2], recoverable=row["recoverable"],
            )
        )  # fmt: skip
    return cases


def attempt(tool: Tool, case: Case) -> Outcome:
    """Call the tool on the case; a peer that raises has not solved it."""
    try:
        return Outcome(case, tool.call(case.broken))
    except Exception:  # counted as unsolved
        return Outcome(case, None)


def judge(cases: Sequence[Case], tools: Sequence[Tool], instead: dict[str, Tool]) -> dict[str, list[Outcome]]:
    """Return what every tool made of every case, by name; `instead` has what stands in for the first tool, by kind."""
    return {
        tool.name: [attempt(instead.get(case.kind, tool) if tool is tools[0] else tool, case) for case in cases]
        for tool in tools
    }


def by_kind(outcomes: dict[str, list[Outcome]], source: str) -> str:
    """Return the table of one source: for each kind the number of cases and how many every tool solves."""
    rows: dict[str, list[int]] = {}
    for column, judged in enumerate(outcomes.values(), 1):
        for outcome in judged:
            if outcome.case.source == source:
                row = rows.setdefault(outcome.case.kind, [0] * (len(outcomes) + 1))
                row[0] += column == 1
                row[column] += outcome.solved
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    cells = [[corpora.visible(kind), *row] for kind, row in rows.items()]
    return corpora.table(["kind", "cases", *outcomes], [*cells, ["**all**", *total]])


GOALS: tuple[tuple[str, Callable[[Case], bool], str], ...] = (
    ("defects", lambda case: case.source == "defects", "at least 95 cases"),
    ("dev_cases that are marked recoverable", lambda case: case.source != "defects" and case.recoverable, "75 %"),
    ("dev_cases extracted by pdfminer", lambda case: case.extractor == "pdfminer", "90 %"),
)
"""What is counted against a goal: its name, the cases, the goal."""


def goals(outcomes: dict[str, list[Outcome]]) -> str:
    """Return the table of goals: of the cases of each, how many every tool solves, and the share."""
    rows: list[list[object]] = []
    for name, counts, goal in GOALS:
        judged = [[outcome.solved for outcome in own if counts(outcome.case)] for own in outcomes.values()]
        shares = [f"{sum(solved)} ({100 * sum(solved) / max(len(solved), 1):.1f} %)" for solved in judged]
        rows.append([name, len(judged[0]), goal, *shares])
    return corpora.table(["cases", "number", "goal", *outcomes], rows)


def by_extractor(outcomes: dict[str, list[Outcome]]) -> str:
    """Return the table of real PDF text, by the program that extracted it."""
    made = dict.fromkeys(outcome.case.extractor for outcome in next(iter(outcomes.values())) if outcome.case.made)
    rows: list[list[object]] = []
    for extractor in made:
        judged = [[outcome for outcome in own if outcome.case.extractor == extractor] for own in outcomes.values()]
        rows.append([extractor, len(judged[0]), *(sum(outcome.solved for outcome in own) for own in judged)])
    return corpora.table(["extractor", "cases", *outcomes], rows)


def unchanged(outcomes: dict[str, list[Outcome]]) -> str:
    """Return what every tool does with what it cannot solve: leave it, change it into something else, or raise."""
    rows = []
    for name, judged in outcomes.items():
        left = sum(not outcome.solved and outcome.result == outcome.case.broken for outcome in judged)
        raised = sum(outcome.result is None for outcome in judged)
        solved = sum(outcome.solved for outcome in judged)
        rows.append([name, solved, left, len(judged) - solved - left - raised, raised])
    return corpora.table(["tool", "solved", "left as it was", "changed, but not right", "raised"], rows)


ARGUED = {
    "decimal/percent marks": "edited prose has the Arabic sign behind European digits, too; which of two styles is "
    "meant is the editor's choice, and `check` mentions it",
    "line-broken visual paragraph": "the words of the last line say that it is reversed, but it has no pair of letters "
    "that prose lacks, and a look at every line of prose would cost more than it brings",
    "lines in reversed order (wrap after get_display)": "the same three lines in the other order are a case, too, with "
    "the lines kept; nothing but the sense tells the two apart",
    "word order reversed, letters right": "each pair of words is a phrase in either order, and no letter tells",
    "pdf:lines-split+order": "the extractor gave each glyph a line and lost the blanks",
    "pdf:presentation-forms+lines-split+order+digits": "signs stand in a line of their own; their places are lost",
    "pdf:presentation-forms+lines-split+order+mixed": "the Latin phrase stands in a line of its own; its place is lost",
    "pdf:presentation-forms+lines-split+order+mixed+digits": "the same",
}
"""Why what is unsolved is left, by the kind of damage."""


def unsolved(judged: Sequence[Outcome]) -> str:
    """Return the numbers of the unsolved cases, by source and kind, with whether they were touched."""
    rows: dict[tuple[str, str], list[str]] = {}
    for outcome in judged:
        if not outcome.solved:
            touched = "" if outcome.result == outcome.case.broken else "*"
            rows.setdefault((outcome.case.source, outcome.case.kind), []).append(f"{outcome.case.number}{touched}")
    return corpora.table(
        ["source", "kind", "unsolved (* changed, but not right)", "why it is left"],
        [
            [source, corpora.visible(kind), ", ".join(numbers), ARGUED.get(kind, "")]
            for (source, kind), numbers in rows.items()
        ],
    )


def in_full(judged: Sequence[Outcome]) -> str:
    """Return every unsolved case in full: damaged, what came out, what is right."""
    shown = []
    for outcome in judged:
        if not outcome.solved:
            case = outcome.case
            shown += ["", f"{case.source} {case.number} [{case.kind}]", f"  broken  {corpora.visible(case.broken)}"]
            shown += [f"  result  {corpora.visible(outcome.result or '')}"]
            shown += [f"  right   {corpora.visible(right)}" for right in case.accept]
    return "\n".join(shown)


def page(outcomes: dict[str, list[Outcome]], tools: list[Tool[Call]], missing: list[Missing]) -> str:
    """Return the page of results."""
    return "\n\n".join(
        [
            "# Repair: damaged texts brought back exactly",
            "Written by `benchmarks/repair.py`. Every tool gets the same texts. camel-tools folds letters for search "
            "and does not mean to repair; it stands here since many people clean with it.",
            corpora.facts({"Date": corpora.machine()["Date"], "Python": corpora.machine()["Python"]}),
            corpora.facts(versions(tools, missing)),
            f"Judged with profile `newsroom` but for `dangling-label`: {', '.join(NEWSROOM)}; with the rule "
            f"`keyboard-layout`, which is off by default, switched on: {', '.join(LAYOUT)}. "
            "The last column is what text left as it is would "
            "score: some cases test that nothing is done, and some differ from the right answer by controls alone.",
            "## The goals",
            goals(outcomes),
            "## Defects, one small case each",
            by_kind(outcomes, "defects"),
            "## Real output of PDF producers and extractors",
            by_kind(outcomes, "dev_cases"),
            "The same cases, by the program that took the text from the page:",
            by_extractor(outcomes),
            "## Lines of our own, broken by simulated producers",
            "70 clean lines of `tests/cases/logical_lines.json` in the ways of `producers.py`; controls do not count.",
            order.chains(tools),
            "## The model of direction",
            "Words of clean text that the model has not seen, as they are and reversed: the odds of a reversed word "
            "are the opposite, so that one figure says both. Groups are drawn by chance from different words.",
            order.accuracy(),
            "## And what is not solved",
            unchanged(outcomes),
            "## Unsolved by bidinorm",
            unsolved(outcomes[tools[0].name]),
            mojibake.section(tools),
            "## What it costs",
            "Each row is a process of its own, without any peer. The broken text is half dirty in the ways of "
            "`breaker.py` and half broken in the ways of `producers.py`.",
            burden.memory(),
            f"Median of {burden.PROCESSES} processes, from the file to the first answer:",
            burden.loading(),
        ]
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Judge, print, write `results/repair.md`; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--list", action="store_true", help="print the unsolved cases in full; nothing is written")
    parser.add_argument("--no-peers", action="store_true", help="bidinorm alone; nothing is written")
    options = parser.parse_args(arguments)
    return corpora.deliver("repair", lambda: measure(options), whole=not (options.list or options.no_peers))


def measure(options: argparse.Namespace) -> str:
    """Judge what is asked for; return the page, or the unsolved cases."""
    (own,) = ours("repair")
    editor = Tool("bidinorm newsroom", "bidinorm", "", Pipeline.load("newsroom").without("dangling-label").clean)
    found, missing = ([], []) if options.no_peers or options.list else find()
    cases = load()
    tools = [own, *found]
    typist = Tool("bidinorm, layout", "bidinorm", "", Pipeline.load("repair").set("keyboard-layout", change=True).clean)
    instead = dict.fromkeys(NEWSROOM, editor) | dict.fromkeys(LAYOUT, typist)
    outcomes = judge(cases, [*tools, NOTHING], instead)
    return in_full(outcomes[own.name]) if options.list else page(outcomes, tools, missing)


if __name__ == "__main__":
    raise SystemExit(main())
