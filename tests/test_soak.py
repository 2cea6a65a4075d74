"""The soak: it takes every law with all its cases, names the case that fails, and goes on with the others."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import soak
import test_laws
from hypothesis import assume, given
from hypothesis import strategies as st

from bidinorm.pipeline import Pipeline

OPTIONS = argparse.Namespace(chunk=20, seconds=0, cases="")
DIGITS = st.text("0123456789", min_size=1, max_size=4)


def module(**tests: Any) -> ModuleType:
    made = ModuleType("made")
    vars(made).update(tests)
    return made


@pytest.mark.parametrize("limit", [10, 10_000], ids=["low", "high"])
@given(text=DIGITS)
def test_below(limit: int, text: str) -> None:
    assert int(text) < limit


@given(text=DIGITS)
def test_odd(text: str) -> None:
    assume(int(text) % 2)


test_below.__test__ = test_odd.__test__ = False  # type: ignore[attr-defined]


def test_every_law_is_taken_with_all_its_cases() -> None:
    taken = {law.name: law for law in soak.laws(test_laws)}
    tests = {name for name, test in vars(test_laws).items() if hasattr(test, "hypothesis")}
    assert {name.split("::")[1] for name in taken} == tests
    own = taken["test_laws::test_text_never_raises"]
    assert [row["pipeline"] for row in own.cases.values()] == test_laws.PIPELINES
    assert len(taken["test_laws::test_lines_are_cleaned_one_by_one"].cases) == len(test_laws.LINE_ONLY)


def test_all_modules_are_there() -> None:
    for name in soak.MODULES:
        assert (soak.HERE / name.replace(".", "/")).with_suffix(".py").is_file()


def test_a_failure_names_its_case_and_ends_no_other(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    run = soak.Soak(soak.laws(module(test_below=test_below, test_odd=test_odd)), record, OPTIONS)
    run.round(20)
    failure = next(line["failure"] for line in soak.lines_of(record) if line.get("failure"))
    assert (failure["law"], failure["case"]) == ("made::test_below", "low")
    assert "text='10'" in failure["example"]
    held = soak.held(soak.lines_of(record))
    assert held["made::test_below", "high"] >= 20
    assert held["made::test_below", "low"] == 0
    assert 0 < held["made::test_odd", ""] <= held["made::test_below", "high"]


def test_some_cases_can_be_asked_for(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    options = argparse.Namespace(chunk=20, seconds=0, cases="^high$")
    soak.Soak(soak.laws(module(test_below=test_below)), record, options).round(20)
    assert soak.held(soak.lines_of(record)) == {("made::test_below", "high"): 20}


def test_what_was_held_is_not_held_again(tmp_path: Path) -> None:
    record = tmp_path / "record.jsonl"
    for _ in range(2):
        soak.Soak(soak.laws(module(test_odd=test_odd)), record, OPTIONS).round(20)
    assert sum(line["examples"] for line in soak.lines_of(record)) == 20


def test_a_failure_and_a_change_begin_anew() -> None:
    lines = [
        {"law": "a", "cases": ["x {}", "y {}"], "examples": 5},
        {"failure": {"law": "a", "case": "x {}"}},
        {"law": "a", "cases": ["x {}"], "examples": 2},
        {"law": "b", "cases": ["y {}"], "examples": 3},
        {"changed": ["y"]},
    ]
    assert soak.held(json.loads(json.dumps(lines))) == {("a", "x {}"): 2}


def test_a_pipeline_works_once_on_one_text_and_keeps_what_is_the_same_object() -> None:
    pipeline = Pipeline.load("repair")
    law = soak.Law("law", print, {}, {"": {"pipeline": pipeline}})
    asked: list[str] = []
    vars(pipeline)["clean"] = lambda text: asked.append(text) or Pipeline.clean(pipeline, text)
    text, same = "VLCيظهر", "".join(["VLC", "يظهر"])
    with soak.Remembering([law]):
        first = pipeline.clean(text)
        assert pipeline.clean(text) is first
        assert pipeline.clean(first) is first
        assert asked == [text, first]
        pipeline.clean(same)
        assert len(asked) == 3
    assert not {"clean", "explain"} & vars(pipeline).keys()


def test_laws_of_the_same_texts_are_held_together() -> None:
    together = soak.groups(soak.laws(test_laws))
    names = [sorted(law.name.split("::")[1] for law in group) for group in together]
    documents = next(group for group in names if "test_text_never_raises" in group)
    assert {"test_cleaning_twice_is_cleaning_once", "test_every_span_finds_its_origin_and_back"} <= set(documents)
    assert ["test_rules_come_to_rest"] in names
