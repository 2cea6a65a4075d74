"""On how many texts each law was held on each pipeline: from `build/soak.jsonl`, the record of `tests/soak.py`.

    uv run --group test python tests/soak.py
    uv run --group test python benchmarks/soaking.py

The first goes on with the record until every law has its texts; the second publishes what is there.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import corpora

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
VERDICTS = Path(__file__).with_name("soak_verdicts.tsv")
"""What a person found out about a failure, by law and case."""
MANY = 12
"""More files than these are counted, not named."""
Lines = list[dict[str, Any]]
ABOUT = (
    "Written by `benchmarks/soaking.py` from what `just soak` recorded. A text is drawn once, and each law that "
    "asks for such a text is checked on all its pipelines with it; what a pipeline makes of a text is made once "
    "for all of them. Texts come in chunks, each of a new seed. Seconds are of the processor, and hold a share of"
    " the drawing; the first law that asks what becomes of a text pays for it. What a case was held on before it "
    "failed, or before a change that concerns it, is not counted."
)


def page(lines: Lines) -> str:
    """Return the page: what was held of each law, what failed, and at which commits."""
    import soak

    laws = list(
        dict.fromkeys(one["law"] for line in lines for one in (line, line.get("failure") or {}) if "law" in one)
    )
    own = [law for law in laws if law.startswith("test_laws")]
    return "\n\n".join(
        [
            "# Soak",
            ABOUT,
            _about(lines),
            f"{sum(soak.held(lines).values()):,} times a law was held, by a pipeline or alone, on a text.",
            "## Laws of the toolkit\n\nOn each rule alone, with each of its switches turned, and on each profile.",
            _table(own, lines),
            "## Laws of the parts",
            _table([law for law in laws if law not in own], lines),
            "## Found",
            _findings(lines) or "Nothing.",
        ]
    )


def _about(lines: Lines) -> str:
    """Return what a reader must know of the runs: days, machine, versions, commits with the texts held at each."""
    runs = [line for line in lines if "examples" in line]
    facts = corpora.machine()
    days = sorted({line["date"][:10] for line in runs})
    versions = sorted({(line["python"], line["hypothesis"]) for line in runs})
    at: Counter[str] = Counter()
    for line in runs:
        at[_package(line["commit"])] += line["examples"] * len(line["cases"])
    rows = [
        ["Date", ", ".join(days)],
        ["Processor", f"{facts['Processor']}, {facts['Cores']} cores shared with other work"],
        ["Python, Hypothesis", "; ".join(f"{python}, {own}" for python, own in versions)],
        *([f"package of commit {commit}", f"{count:,} checks"] for commit, count in at.items()),
        *([f"changed after {commit}", _changed(commit)] for commit in at),
    ]
    return corpora.table(["", ""], rows)


@cache
def _package(commit: str) -> str:
    """Return the commit that made the package and its tables what they are at a commit."""
    git = ["git", "-C", str(ROOT), "log", "-1", "--format=%h", commit, "--", "src", "lexicons"]
    return subprocess.run(git, capture_output=True, text=True, check=False).stdout.strip() or commit


def _changed(commit: str) -> str:
    """Return the files of the package and its tables that are not as they were when the laws were held."""
    git = ["git", "-C", str(ROOT), "diff", "--name-only", commit, "--", "src", "lexicons"]
    done = subprocess.run(git, capture_output=True, text=True, check=False)
    if done.returncode:
        return "unknown"
    names = [f"`{name.removeprefix('src/bidinorm/')}`" for name in done.stdout.split()]
    return f"{len(names)} files" if len(names) > MANY else ", ".join(names) or "nothing"


def _table(laws: list[str], lines: Lines) -> str:
    """Return the table of some laws: on how many texts each of their cases was held at least, in all and by commit."""
    import soak

    commits = list(dict.fromkeys(_package(line["commit"]) for line in lines if line.get("law") in laws))
    counts = [soak.held(lines)]
    counts += [soak.held(line for line in lines if _package(line["commit"]) == commit) for commit in commits]
    found = Counter(law for law, _, _ in _failures(lines))
    still = {failure["law"] for failure in _open(lines)}
    rows = []
    for law in laws:
        file, test = law.split("::")
        told = test.removeprefix("test_").replace("_", " ")
        where = "" if file == "test_laws" else f" (`{file.replace('.', '/')}.py`)"
        cases = [case for other, case in counts[0] if other == law]
        least = [_least([held[law, case] for case in cases]) for held in counts]
        seconds = sum(line["cpu"] + line["drawing"] for line in lines if line.get("law") == law)
        rows.append([told + where, len(cases), *least[: 1 + len(commits) * (len(commits) > 1)],
                     corpora.figure(seconds), found[law] or "", "yes" if law in still else ""])  # fmt: skip
    by_commit = [f"at {commit}" for commit in commits] if len(commits) > 1 else []
    header = ["law", "pipelines or cases", "texts for each", *by_commit, "seconds", "failures found", "open"]
    return corpora.table(header, rows)


def _least(counts: list[int]) -> str:
    """Return the least of what cases were held on, and how many they are, where others were not held at all."""
    some = [count for count in counts if count]
    return f"{min(some, default=0):,}" + f" on {len(some)}" * (0 < len(some) < len(counts))


def _failures(lines: Lines) -> dict[tuple[str, str, str], dict[str, str]]:
    """Return the failures: law, case and error, each with its last example."""
    found = [line["failure"] for line in lines if line.get("failure")]
    return {(one["law"], one["case"], one["example"]): one for one in found}


def _open(lines: Lines) -> Lines:
    """Return the failures after which the case was not held again."""
    return [line["failure"] for place, line in enumerate(lines) if line.get("failure") and not _later(lines, place)]


def _later(lines: Lines, place: int) -> bool:
    """Tell whether what failed at a place of the record was held after it."""
    failure = lines[place]["failure"]
    return any(
        later.get("law") == failure["law"] and failure["case"] in later.get("cases", ()) for later in lines[place + 1 :]
    )


def _findings(lines: Lines) -> str:
    """Return a list of what failed: the law, the case, the smallest text, whether it holds now, and what it was."""
    still = _open(lines)
    rows = (line.split("\t") for line in VERDICTS.read_text("utf-8").splitlines() if not line.startswith("#"))
    verdicts = {(test, case): verdict for test, case, verdict in rows}
    told = []
    for one in _failures(lines).values():
        example = " ".join(one["example"].split("\n", 1)[-1].split()).removesuffix(", )")
        state = "open" if one in still else "mended"
        test = one["law"].split("::")[1]
        verdict = verdicts.get((test, one["case"]), "Nobody has looked at it yet.")
        told.append(f"* {test}, on `{one['case']}`, {state}: `{example.replace('`', 'ˋ')}`: {verdict}")
    return "\n".join(told)


def main() -> int:
    """Publish what was recorded."""
    import soak

    lines = soak.lines_of(soak.RECORD)
    if not lines:
        return corpora.fail(f"nothing is recorded in {soak.RECORD}; run tests/soak.py first")
    corpora.publish("soak", page(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main())
