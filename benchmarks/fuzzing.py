"""What the hunts of `tests/fuzz` tried and found: the raw figures in `results/fuzzing.jsonl`, a line for each hunt.

    uv run --isolated --group test --with atheris python benchmarks/fuzzing.py --seconds 120
    uv run python benchmarks/fuzzing.py

The first hunts each target and publishes; the second publishes what is there. Without atheris, the inputs are mutations
of the golden cases, and coverage leads nothing. What is found goes to `findings.jsonl`, and becomes a case of
`tests/cases/fuzz.json` with its fix.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import corpora

ROOT = Path(__file__).resolve().parents[1]
RAW = corpora.RESULTS / "fuzzing.jsonl"
CASES = ROOT / "tests" / "cases" / "fuzz.json"
sys.path.insert(0, str(ROOT / "tests"))


def hunt(target: str, seconds: float) -> dict[str, Any]:
    """Hunt one target in a process of its own, since coverage needs a fresh one; return what it reports."""
    command = [sys.executable, str(ROOT / "tests" / "fuzz" / "hunt.py"), target, "--seconds", str(seconds)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    reports = [line for line in done.stderr.splitlines() if line.startswith('{"target"')]
    if not reports:  # one input took a minute, and the hunt was ended
        return {"target": target, "tried": 0, "failed": {"no report": 1}, "slowest": 0.0, "slowest_bytes": 0}
    found: dict[str, Any] = json.loads(reports[-1])
    del found["slowest_hex"]
    return found


def added(target: str, seconds: float) -> None:
    """Hunt one target, and write a line of the raw figures."""
    about = {
        "date": datetime.now(UTC).date().isoformat(),
        "bidinorm": corpora.own_version(),
        "led": "coverage" if find_spec("atheris") else "chance",
        "seconds": seconds,
    }
    with RAW.open("a", encoding="utf-8") as out:
        out.write(json.dumps({**hunt(target, seconds), **about}) + "\n")


def page() -> str:
    """Return the page: what was tried and found by target."""
    from fuzz.targets import TARGETS

    hunts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in RAW.read_text("utf-8").splitlines():
        one = json.loads(line)
        hunts[one["target"]].append(one)
    cases: dict[str, list[str]] = defaultdict(list)
    for case in json.loads(CASES.read_text("utf-8")):
        cases[case["target"]].append(case["label"])
    rows = []
    for name, target in TARGETS.items():
        own = hunts[name]
        what = (target.__doc__ or "Its reader raises a typed error, and nothing else.").splitlines()[0]
        slowest = corpora.figure(max((one["slowest"] for one in own), default=0.0))
        tried = f"{sum(one['tried'] for one in own):,}"
        rows.append([f"`{name}`", what, len(own), tried, len(cases[name]), sum(map(bool, _last(own))), slowest])
    tried_in_all = sum(one["tried"] for own in hunts.values() for one in own)
    header = ["target", "what is held", "hunts", "inputs", "found and fixed", "open at the last hunt", "slowest, s"]
    listed = "\n".join(f"* `{name}`: {label}" for name, labels in cases.items() for label in labels)
    return "\n\n".join(
        [
            "# Fuzzing",
            "Written by `benchmarks/fuzzing.py` from `results/fuzzing.jsonl`, which has a line for each hunt. "
            "An input that breaks a law, or raises what is no `BidinormError`, is a finding; its fix comes with a case "
            "that every run of the tests tries. Hunts ran on a machine with other work, so the slowest says little.",
            f"{tried_in_all:,} inputs in {sum(map(len, hunts.values()))} hunts.",
            corpora.table(header, rows),
            f"## Found and fixed\n\n{listed}",
        ]
    )


def _last(hunts: list[dict[str, Any]]) -> dict[str, int]:
    """Return what the last hunt of a target left open."""
    return hunts[-1]["failed"] if hunts else {}


def main() -> int:
    """Hunt, if asked, and publish."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=0, help="how long each target is hunted")
    options.add_argument("--targets", default="", help="some of the targets, parted by commas")
    asked = options.parse_args()
    if asked.seconds:
        from fuzz.targets import TARGETS

        for name in asked.targets.split(",") if asked.targets else TARGETS:
            added(name, asked.seconds)
    corpora.publish("fuzzing", page())
    return 0


if __name__ == "__main__":
    sys.exit(main())
