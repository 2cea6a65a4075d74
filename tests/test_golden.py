"""Golden cases: what is repaired, and what must stay; data in `cases/`, one phenomenon each.

A case with `"expect": "fail"` is one that nobody has solved yet: when it starts to pass, the test breaks and
the case is promoted.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bidinorm import Pipeline, rules

CASES = Path(__file__).parent / "cases"
CHANGED = ("repairs.json", "folds.json")
UNTOUCHED = ("untouched.json", "unfolded.json")


def read(names: tuple[str, ...]) -> list[dict[str, str]]:
    return [case for name in names for case in json.loads((CASES / name).read_text("utf-8"))]


def pipeline_of(case: dict[str, Any]) -> Pipeline:
    """The pipeline of the case's profile, with the options that it sets for its rule."""
    pipeline = Pipeline.load(case["profile"])
    return pipeline.set(case["rule"], **case["options"]) if "options" in case else pipeline


def cases(names: tuple[str, ...]) -> list[Any]:
    """Read cases and name each by its rule and label."""
    return [
        pytest.param(
            case,
            id=f"{case['rule']}: {case['label']}",
            marks=[pytest.mark.xfail(strict=True, reason=case["note"])] if case.get("expect") == "fail" else [],
        )
        for case in read(names)
    ]


@pytest.mark.parametrize("case", cases(CHANGED))
def test_repaired(case: dict[str, Any]) -> None:
    explained = pipeline_of(case).explain(case["text"])
    assert str(explained) == case["expected"]
    assert any(case["rule"] in change.rule.split("+") for change in explained.changes)


@pytest.mark.parametrize("case", cases(UNTOUCHED))
def test_untouched(case: dict[str, Any]) -> None:
    pipeline = pipeline_of(case)
    assert pipeline.explain(case["text"]).changes == []
    assert pipeline.clean(case["text"]) is case["text"]


@pytest.mark.parametrize("rule", rules.ORDER)
def test_each_rule_has_cases_of_both_kinds(rule: str) -> None:
    for names, least in ((CHANGED, 2), (UNTOUCHED, 3)):
        found = [case for case in read(names) if case["rule"] == rule]
        assert len(found) >= least, f"{names}: {len(found)} cases for {rule}"


def test_labels_are_unique() -> None:
    for names in (CHANGED, UNTOUCHED):
        labels = [(case["rule"], case["label"]) for case in read(names)]
        assert len(set(labels)) == len(labels), names
