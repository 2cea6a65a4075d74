"""Hold the laws on many texts: `python tests/soak.py --examples 10000`, or `just soak`.

A law of `test_laws.py` runs as one test for each pipeline, and each draws texts of its own, which costs more than the
law. Here a text is drawn once, the laws that ask for such a text are checked on all their pipelines with it, and what a
pipeline makes of it is made once for all of them. No law is written twice: the tests are taken as they stand, their
strategies and their parameters too. Those that need a fixture are left out, and named.

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
import re
import resource
import subprocess
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import UnsatisfiedAssumption
from hypothesis.strategies import SearchStrategy

from bidinorm.pipeline import Pipeline

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
"""The laws, and what holds them elsewhere: alignment, gate, folding, display, protection, runs, bidi, names, terms."""

AROUND = {"columns.test_arrow": "scanning"}
"""What holds for all tests of a module, where a fixture says so for pytest."""


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
            groups.append(
                [_case(names, value, mark.kwargs.get("ids"), place) for place, value in enumerate(mark.args[1])]
            )
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


def groups(every: Iterable[Law]) -> list[list[Law]]:
    """Return the laws in groups that can be shown the same texts: those whose strategies of one name are one."""
    found: list[tuple[dict[str, SearchStrategy[Any]], list[Law]]] = []
    for law in every:
        for drawn, group in found:
            if law.drawn.keys() & drawn.keys() and all(drawn.get(name, own) is own for name, own in law.drawn.items()):
                drawn.update(law.drawn)
                group.append(law)
                break
        else:
            found.append((dict(law.drawn), [law]))
    return [group for _, group in found]


class Remembering:
    """Pipelines that work on one text once, however many laws ask for what becomes of it.

    Texts are told apart by identity, so that what is the same object stays it.
    """

    def __init__(self, group: Iterable[Law]) -> None:
        self.known: dict[tuple[int, str, int], tuple[str, Any]] = {}
        values = (value for law in group for row in law.cases.values() for value in row.values())
        self.pipelines = {id(value): value for value in values if isinstance(value, Pipeline)}

    def __enter__(self) -> Remembering:
        for number, pipeline in self.pipelines.items():
            for name in ("clean", "explain"):
                vars(pipeline)[name] = partial(self._asked, number, name, getattr(pipeline, name))
        return self

    def __exit__(self, *error: object) -> None:
        for pipeline in self.pipelines.values():
            del vars(pipeline)["clean"], vars(pipeline)["explain"]

    def _asked(self, number: int, name: str, method: Callable[..., Any], text: str, *history: Any) -> Any:
        if history:
            return method(text, *history)
        key = (number, name, id(text))
        if key not in self.known:
            self.known[key] = (text, method(text))  # the text is kept, since its identity must not be given anew
        return self.known[key][1]


class Trial:
    """One test of Hypothesis that checks laws on cases with the texts that it draws."""

    def __init__(self, cases: dict[str, list[str]], group: Iterable[Law], remembering: Remembering) -> None:
        self.laws = [law for law in group if cases.get(law.name)]
        self.cases, self.remembering = cases, remembering
        self.done = dict.fromkeys(cases, 0)
        self.seconds = dict.fromkeys(cases, 0.0)
        self.at = ("", "")

    def __call__(self, **drawn: Any) -> None:
        """Check all; a law that does not ask about such a text is not counted for it."""
        self.remembering.known.clear()
        asking = False
        for law in self.laws:
            own = {name: drawn[name] for name in law.drawn}
            began = time.process_time()
            with suppress(UnsatisfiedAssumption):
                for name in self.cases[law.name]:
                    self.at = (law.name, name)
                    law.test(**law.cases[name], **own)
                self.done[law.name] += 1
                asking = True
            self.seconds[law.name] += time.process_time() - began
        hypothesis.assume(asking)

    def run(self, examples: int, number: int) -> dict[str, str] | None:
        """Draw so many texts; return what failed: law, case, error and example."""
        drawn = {name: strategy for law in self.laws for name, strategy in law.drawn.items()}

        def holds(**values: Any) -> None:
            self(**values)

        parameters = [inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY) for name in drawn]
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
            seed(number)(limits(given(**drawn)(holds)))()
        except Exception as error:
            example = "\n".join(getattr(error, "__notes__", ()))[:4000]
            told = f"{type(error).__name__}: {error}"[:2000]
            return {"law": self.at[0], "case": self.at[1], "error": told, "example": example}
        return None


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
        elif failure := line.get("failure"):
            del found[failure["law"], failure["case"]]
        else:
            found.update(dict.fromkeys(((line["law"], case) for case in line["cases"]), line["examples"]))
    return found


def commit() -> str:
    """Return the last commit that changed the package or its tables; with a plus where they were changed since."""
    git = ["git", "-C", str(HERE.parent)]
    last = [*git, "log", "-1", "--format=%h", "--", "src", "lexicons"]
    named = subprocess.run(last, capture_output=True, text=True, check=False)
    same = subprocess.run([*git, "diff", "--quiet", "HEAD", "--", "src", "lexicons"], check=False).returncode == 0
    return named.stdout.strip() + "+" * (not same) or "unknown"


class Soak:
    """One run: the laws, what was held of them, and what fails."""

    def __init__(self, every: Iterable[Law], record: Path, options: argparse.Namespace) -> None:
        self.every, self.record, self.options = list(every), record, options
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
        for group in groups(self.every):
            for _ in range(sum(len(law.cases) for law in group) + 1):  # a chunk more for each case that fails
                before = held(lines_of(self.record))
                missing: dict[str, list[str]] = {}
                most = 0
                for law in group:
                    open_cases = [name for name in law.cases if re.search(self.options.cases, name)]
                    open_cases = [name for name in open_cases if (law.name, name) not in self.failed]
                    counts = {name: asked - before[law.name, name] for name in open_cases}
                    missing[law.name] = [name for name, count in counts.items() if count > 0]
                    most = max(most, *counts.values(), 0)
                if not most or time.monotonic() > self.ends or self.chunk(group, missing, most):
                    break

    def chunk(self, group: list[Law], cases: dict[str, list[str]], examples: int) -> bool:
        """Hold laws on so many texts and tell whether they held."""
        number = random.SystemRandom().getrandbits(32)
        began, spent = time.perf_counter(), time.process_time()
        with Remembering(group) as remembering:
            trial = Trial(cases, group, remembering)
            failure = trial.run(min(examples, self.options.chunk), number)
        about = {"seed": number, "date": datetime.now(UTC).isoformat(timespec="seconds"), **self.about}
        if failure:
            self.failed.add((failure["law"], failure["case"]))
            self.write({"failure": failure, **about})
            self.say(f"{failure['law']} FAILS on {failure['case']}: {failure['error']}\n{failure['example']}")
            return False
        drawing = time.process_time() - spent - sum(trial.seconds.values())
        for law in trial.laws:
            done = min(trial.done[law.name], examples, self.options.chunk)  # some are tried twice
            seconds = round(trial.seconds[law.name], 2)
            line = {"law": law.name, "cases": cases[law.name], "examples": done, "cpu": seconds}
            self.write({**line, "drawing": round(drawing / len(trial.laws), 2), **about})
            self.say(f"{law.name}: {len(cases[law.name])} × {done} held, {seconds} s")
        self.say(f"  drawn in {drawing:.2f} s; all in {time.perf_counter() - began:.2f} s by the clock, {memory()} MiB")
        return True

    def say(self, line: str) -> None:
        """Tell whoever watches."""
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def memory() -> int:
    """Return the most memory that this process held, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> int:
    """Hold the laws; the exit status is 1 where one fails."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--examples", type=int, default=10_000, help="texts for each law and each of its cases")
    options.add_argument("--chunk", type=int, default=1000, help="so many texts of one seed")
    options.add_argument("--only", default="", help="laws in whose name this regular expression is found")
    options.add_argument("--cases", default="", help="cases in whose name this regular expression is found")
    options.add_argument("--seconds", type=float, default=0, help="begin no chunk after so long")
    options.add_argument("--record", type=Path, default=RECORD)
    options.add_argument("--changed", nargs="+", metavar="WORD", help="begin anew the cases whose names hold a word")
    asked = options.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.path.insert(0, str(HERE))
    warnings.simplefilter("error")
    modules = [importlib.import_module(name) for name in MODULES]
    found = [law for module in modules for law in laws(module) if re.search(asked.only, law.name)]
    for law in found:
        if not law.cases:
            sys.stdout.write(f"{law.name}: left out, it needs a fixture\n")
    soak = Soak([law for law in found if law.cases], asked.record, asked)
    if asked.changed:
        soak.write({"changed": asked.changed, **soak.about})
    with ExitStack() as stack:
        for module in modules:
            if module.__name__ in AROUND:
                stack.enter_context(getattr(module, AROUND[module.__name__])())
        for count in (*range(asked.chunk, asked.examples, asked.chunk), asked.examples):
            soak.round(count)
    return bool(soak.failed)


if __name__ == "__main__":
    sys.exit(main())
