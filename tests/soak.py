"""Hold the laws on many texts: `python tests/soak.py --examples 10000`, or `just soak`.

A law of `test_laws.py` runs as one test for each pipeline, and each draws texts of its own, which costs more than the
law. Here a text is drawn once and the law is checked on all its pipelines with it. No law is written twice: the tests
are taken as they stand, their strategies and their parameters too. Those that need a fixture are left out, and named.

Texts come in chunks of an own seed each, and each chunk is a line of JSON in the record, `build/soak.jsonl`: a run that
was stopped is gone on with. A case that fails is left out from then on, so that the others are held all the same; the
next run begins it anew. What a change of the code concerns is named with `--changed`, and begins anew too.
"""

from __future__ import annotations

import argparse
import importlib
import inspect
import itertools
import json
import os
import platform
import random
import resource
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

HERE = Path(__file__).resolve().parent
RECORD = HERE.parent / "build" / "soak.jsonl"
MODULES = (
    "test_laws",
    "test_text",
    "test_gate",
    "test_search",
    "test_display",
    "test_protect",
    "test_runs",
    "bidi.test_bidi",
    "test_lone_control",
    "names.test_romanize",
    "names.test_key",
    "names.test_match",
    "names.test_model",
    "names.test_find",
    "index.test_terms",
    "columns.test_arrow",
)
"""The laws, and what holds them elsewhere: alignment, the gate, folding at once, display, protection, runs, bidi, names,
terms, columns."""


@dataclass(frozen=True, slots=True)
class Law:
    """A property: its test, what Hypothesis draws for it, and the cases that it runs on, by name."""

    name: str
    test: Callable[..., None] = field(repr=False)
    drawn: dict[str, SearchStrategy[Any]] = field(repr=False)
    cases: dict[str, dict[str, Any]] = field(repr=False)


def laws(module: ModuleType) -> Iterator[Law]:
    """Yield the laws of a module of tests; those that need a fixture have no cases."""
    for name, test in vars(module).items():
        if name.startswith("test_") and hypothesis.is_hypothesis_test(test):
            handle = test.hypothesis
            cases = _cases(getattr(test, "pytestmark", ()))
            open_names = set(inspect.signature(handle.inner_test).parameters) - set(handle._given_kwargs)
            named = all(values.keys() == open_names for values in cases.values())
            yield Law(f"{module.__name__}::{name}", handle.inner_test, handle._given_kwargs, cases if named else {})


def _cases(marks: Iterable[Any]) -> dict[str, dict[str, Any]]:
    """Return all combinations of the parameters of a test, by name; one without parameters where there are none."""
    groups = []
    for mark in marks:
        if mark.name == "parametrize":
            names = mark.args[0]
            names = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
            groups.append([_case(names, value, mark.kwargs.get("ids"), place) for place, value in enumerate(mark.args[1])])
    found: dict[str, dict[str, Any]] = {}
    for combined in itertools.product(*groups):
        name = ", ".join(part for part, _ in combined)
        same = sum(other == name or other.startswith(f"{name} #") for other in found)
        found[f"{name} #{same + 1}" if same else name] = dict(item for _, values in combined for item in values.items())
    return found


def _case(names: list[str], value: Any, ids: Any, place: int) -> tuple[str, dict[str, Any]]:
    """Return the name of one row of parameters, and its values."""
    values = getattr(value, "values", None)
    row = tuple(values) if isinstance(values, tuple) else (value,) if len(names) == 1 else tuple(value)
    label = getattr(value, "id", None) if isinstance(values, tuple) else None
    if label is None and callable(ids):
        label = ids(row[0])
    elif label is None and ids is not None:
        label = list(ids)[place]
    return str(label) if label is not None else ", ".join(map(str, row))[:60], dict(zip(names, row, strict=True))


def hold(law: Law, cases: Iterable[str], examples: int, number: int) -> tuple[int, dict[str, str] | None]:
    """Check a law on cases with the same texts; return how many texts, and what failed: case, error, example."""
    done = 0
    at = ""

    def holds(**drawn: Any) -> None:
        nonlocal done, at
        for name in names:
            at = name
            law.test(**law.cases[name], **drawn)
        done += 1

    names = list(cases)
    parameters = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in law.drawn]
    holds.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    limits = settings(
        max_examples=examples,
        database=None,
        deadline=None,
        derandomize=False,
        print_blob=False,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    try:
        seed(number)(limits(given(**law.drawn)(holds)))()
    except Exception as error:
        notes = "\n".join(getattr(error, "__notes__", ()))
        return done, {"case": at, "error": f"{type(error).__name__}: {error}"[:2000], "example": notes[:4000]}
    return done, None


def lines_of(record: Path) -> list[dict[str, Any]]:
    """Return the lines of the record, the oldest first."""
    return [json.loads(line) for line in record.read_text("utf-8").splitlines()] if record.is_file() else []


def held(lines: Iterable[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """Return on how many texts each case of each law was held since it last failed, or was changed."""
    found: Counter[tuple[str, str]] = Counter()
    for line in lines:
        if "changed" in line:
            for key in [key for key in found if any(word in key[1] for word in line["changed"])]:
                del found[key]
        elif line["failure"]:
            del found[line["law"], line["failure"]["case"]]
        else:
            found.update(dict.fromkeys(((line["law"], case) for case in line["cases"]), line["examples"]))
    return found


def commit() -> str:
    """Return the commit; with a plus where the package or its tables were changed since."""
    git = ["git", "-C", str(HERE.parent)]
    named = subprocess.run([*git, "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    same = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", "src", "lexicons"], check=False).returncode == 0
    return named.stdout.strip() + "+" * (not same) or "unknown"


class Soak:
    """One run: the laws, what was held of them, and what fails."""

    def __init__(self, every: list[Law], record: Path, options: argparse.Namespace) -> None:
        self.every, self.record, self.options = every, record, options
        self.failed: set[tuple[str, str]] = set()
        self.ends = time.monotonic() + options.seconds if options.seconds else float("inf")
        self.about = {
            "commit": commit(),
            "python": platform.python_version(),
            "hypothesis": hypothesis.__version__,
        }

    def write(self, line: dict[str, Any]) -> None:
        """Add a line to the record."""
        self.record.parent.mkdir(parents=True, exist_ok=True)
        with self.record.open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")

    def round(self, asked: int) -> None:
        """Bring every case of every law to so many texts."""
        for law in self.every:
            for _ in range(len(law.cases) + 1):  # a chunk more for each case that fails
                before = held(lines_of(self.record))
                open_cases = [name for name in law.cases if (law.name, name) not in self.failed]
                missing = {name: asked - before[law.name, name] for name in open_cases}
                names = [name for name, count in missing.items() if count > 0]
                if not names or time.monotonic() > self.ends:
                    break
                if self.chunk(law, names, max(missing.values())):
                    break

    def chunk(self, law: Law, names: list[str], examples: int) -> bool:
        """Hold a law on so many texts and tell whether it held."""
        number = random.SystemRandom().getrandbits(32)
        began, spent = time.perf_counter(), time.process_time()
        done, failure = hold(law, names, min(examples, self.options.chunk), number)
        line = {"law": law.name, "cases": names, "examples": done, "seed": number, "failure": failure}
        line |= {"seconds": round(time.perf_counter() - began, 2), "cpu": round(time.process_time() - spent, 2)}
        self.write({**line, "date": datetime.now(UTC).isoformat(timespec="seconds"), **self.about})
        if failure:
            self.failed.add((law.name, failure["case"]))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        state = f"FAILS on {failure['case']}: {failure['error']}\n{failure['example']}" if failure else "held"
        sys.stdout.write(f"{law.name}: {len(names)} × {done} {state} ({line['seconds']} s, {memory} MiB)\n")
        sys.stdout.flush()
        return failure is None


def main() -> int:
    """Hold the laws; the exit status is 1 where one fails."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=int, default=10_000, help="texts for each law and each of its cases")
    options.add_argument("--chunk", type=int, default=1000, help="so many texts of one seed")
    options.add_argument("--only", default="", help="laws whose name holds this")
    options.add_argument("--seconds", type=float, default=0, help="begin no chunk after so long")
    options.add_argument("--record", type=Path, default=RECORD)
    options.add_argument("--changed", nargs="+", metavar="WORD", help="begin anew the cases whose names hold a word")
    asked = options.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.path.insert(0, str(HERE))
    warnings.simplefilter("error")
    found = [law for name in MODULES for law in laws(importlib.import_module(name)) if asked.only in law.name]
    for law in found:
        if not law.cases:
            sys.stdout.write(f"{law.name}: left out, it needs a fixture\n")
    soak = Soak(found, asked.record, asked)
    if asked.changed:
        soak.write({"changed": asked.changed, **soak.about})
    for count in (*range(asked.chunk, asked.examples, asked.chunk), asked.examples):
        soak.round(count)
    return bool(soak.failed)


if __name__ == "__main__":
    sys.exit(main())
