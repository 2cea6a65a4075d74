"""The laws of the toolkit, each one property that runs on every rule and every profile."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest
import strategies as some
from hypothesis import assume, given
from hypothesis import strategies as st

from bidinorm import profiles, rules
from bidinorm.chars import BIDI_CONTROL
from bidinorm.errors import NotTextError
from bidinorm.gate import ANY
from bidinorm.phase import PASSES, Asked
from bidinorm.pipeline import Pipeline
from bidinorm.protect import fences, protected
from bidinorm.rule import Rule, Stage, View
from bidinorm.text import edited, ordered_edits, replay, restore


def alone(rule: Rule) -> list[Pipeline]:
    """A pipeline of one rule with its defaults, and one with each of its switches turned."""
    switched = [{name: not value} for name, value in rule.options.items() if isinstance(value, bool)]
    return [Pipeline(f"{rule.name} {options}", (rule,), {rule.name: options}) for options in ({}, *switched)]


PROFILES = [Pipeline.load(name) for name in profiles.names()]
PIPELINES = [pipeline for rule in rules.everything() for pipeline in alone(rule)] + PROFILES
LINE_ONLY = [pipeline for pipeline in PIPELINES if not pipeline.whole] + [
    pipeline.without(*(rule.name for rule in pipeline.rules if rule.stage is Stage.DOCUMENT)) for pipeline in PROFILES
]


def loses(pipeline: Pipeline) -> bool:
    return any(rule.stage is Stage.FOLD for rule in pipeline.rules)


LOSING_NOTHING = [pipeline for pipeline in PIPELINES if not loses(pipeline)]
KEEPING = [pipeline for pipeline in LINE_ONLY if not loses(pipeline)]
"""Those that lose nothing. What is folded is compared and never read: case goes in a link as it goes elsewhere."""

each = pytest.mark.parametrize("pipeline", PIPELINES, ids=lambda pipeline: pipeline.name)
each_losing_nothing = pytest.mark.parametrize("pipeline", LOSING_NOTHING, ids=lambda pipeline: pipeline.name)
each_that_keeps = pytest.mark.parametrize("pipeline", KEEPING, ids=lambda pipeline: pipeline.name)
each_by_line = pytest.mark.parametrize("pipeline", LINE_ONLY, ids=lambda pipeline: pipeline.name)

places = st.integers(0, 1 << 16)
"""A place in a text, to be taken modulo one more than its length."""


@each
@given(text=some.documents)
def test_text_never_raises(pipeline: Pipeline, text: str) -> None:
    assert isinstance(pipeline.clean(text), str)
    assert all(change.before == text[change.start : change.end] for change in pipeline.check(text))


@each
def test_bytes_are_refused_with_advice(pipeline: Pipeline) -> None:
    for method in (pipeline.clean, pipeline.explain, pipeline.check):
        with pytest.raises(NotTextError, match=r"found bytes: decode it first"):
            method(b"abc")  # type: ignore[arg-type]


@each
@given(text=some.documents)
def test_what_is_clean_comes_back_as_the_same_object(pipeline: Pipeline, text: str) -> None:
    cleaned = pipeline.clean(text)
    assert cleaned != text or cleaned is text
    assert pipeline.clean(cleaned) is cleaned


@each_that_keeps
@given(text=some.latin)
def test_latin_text_is_never_touched(pipeline: Pipeline, text: str) -> None:
    assert pipeline.clean(text) is text


@each_that_keeps
@given(text=some.foreign)
def test_other_languages_are_never_touched(pipeline: Pipeline, text: str) -> None:
    assert pipeline.clean(text) is text


@each
@given(text=some.documents)
def test_cleaning_twice_is_cleaning_once(pipeline: Pipeline, text: str) -> None:
    cleaned = pipeline.clean(text)
    assert pipeline.clean(cleaned) == cleaned


@each
@given(text=some.documents)
def test_every_difference_is_explained(pipeline: Pipeline, text: str) -> None:
    explained = pipeline.explain(text)
    changes = explained.changes
    assert str(explained) == pipeline.clean(text)
    assert replay(text, changes) == str(explained)
    assert restore(str(explained), changes) == text
    assert all(change.rule and change.reason and change.before != change.after for change in changes)
    assert all(one.end <= two.start for one, two in pairwise(changes))


@each
@given(text=some.documents, places=st.tuples(places, places))
def test_every_span_finds_its_origin_and_back(pipeline: Pipeline, text: str, places: tuple[int, int]) -> None:
    explained = pipeline.explain(text)
    start, end = sorted(place % (len(explained.current) + 1) for place in places)
    low, high = explained.original_span(start, end)
    assert 0 <= low <= high <= len(text)
    back_low, back_high = explained.current_span(low, high)
    for place in range(start, end):
        origin = explained.original_span(place, place + 1)
        assert low <= origin[0] <= origin[1] <= high
        if origin[0] < origin[1]:  # what was put in has no origin to come back from
            assert back_low <= place < back_high
    if not any(change.start <= high and low <= change.end for change in explained.changes):
        assert text[low:high] == explained.current[start:end]


@each_that_keeps
@given(text=some.protected)
def test_protected_spans_stay(pipeline: Pipeline, text: str) -> None:
    cleaned = pipeline.clean(text)
    position = 0
    for span in protected(text):
        position = cleaned.index(text[span.start : span.end], position) + span.end - span.start


@each
@given(rows=st.lists(some.lines, max_size=6), batch=st.integers(1, 4))
def test_rows_are_cleaned_one_by_one(pipeline: Pipeline, rows: list[str], batch: int) -> None:
    assert list(pipeline.map(rows, batch=batch)) == list(map(pipeline.clean, rows))


def test_rows_that_are_no_text_are_refused() -> None:
    with pytest.raises(NotTextError):
        list(Pipeline.load("repair").map(["a", None]))  # type: ignore[list-item]


@each_by_line
@given(text=some.documents)
def test_lines_are_cleaned_one_by_one(pipeline: Pipeline, text: str) -> None:
    assume(not list(fences(text)))  # what is code shows in the lines around it
    assert pipeline.clean(text) == "\n".join(map(pipeline.clean, text.split("\n")))


@each
@given(text=some.lines)
def test_rules_come_to_rest(pipeline: Pipeline, text: str) -> None:
    line = text.replace("\n", " ")  # a line feed ends a line, so that a rule for lines is never shown one
    for phase in pipeline.phases:
        shown = text if phase.whole else line
        lines, passes = [shown], 0
        asked = {0: Asked(phase._asked(shown, phase.rules, ANY), phase.rules)}
        while asked := phase._pass(lines, asked, ()):
            passes += 1
            assert passes < PASSES
        assert lines == [phase.clean(shown)]


@pytest.mark.parametrize("rule", [rule for rule in rules.everything() if rule.bulk], ids=lambda rule: rule.name)
@given(text=some.documents)
def test_what_is_made_at_once_is_what_the_edits_lead_to(rule: Rule, text: str) -> None:
    for line in text.split("\n"):
        view = View(line, rule.options)
        assert rule.bulk is not None
        assert rule.bulk(view) == edited(line, ordered_edits(rule.find(view), len(line)))


@each_losing_nothing
@given(code=some.documents, text=some.documents)
def test_fenced_code_stays(pipeline: Pipeline, code: str, text: str) -> None:
    code = re.sub(f"[`~{BIDI_CONTROL}]", "", code)
    fenced = f"```python\n{code}\n```"
    assert fenced in pipeline.clean(f"{text.replace('`', '').replace('~', '')}\n{fenced}\nسطر")


SCRIPT = """
import hashlib, sys
from bidinorm import Pipeline, profiles
lines = sys.stdin.buffer.read().decode("utf-8").split("\\0")
digest = hashlib.sha256()
for name in profiles.names():
    pipeline = Pipeline.load(name)
    for line in lines:
        digest.update(repr(pipeline.explain(line).changes).encode("utf-8", "backslashreplace"))
sys.stdout.write(digest.hexdigest())
"""


def test_every_process_gives_the_same(golden_texts: list[str]) -> None:
    texts = "\0".join(golden_texts).encode()
    digests = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            input=texts,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(digests) == 1
    assert len(digests.pop()) == 2 * hashlib.sha256().digest_size


REPAIRING = [pipeline for pipeline in PROFILES if pipeline.rules[-1].stage < Stage.FOLD]


@pytest.mark.parametrize("pipeline", REPAIRING, ids=lambda pipeline: pipeline.name)
def test_clean_lines_reach_no_rule(pipeline: Pipeline, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "سطر نظيف تماما\na clean line\n" * 500 + "VLCيظهر\n"
    shown: list[str] = []
    for phase in pipeline.phases:
        if not phase.whole:
            show = phase._show
            monkeypatch.setitem(
                phase.__dict__,
                "_show",
                lambda views, *rest, show=show: shown.extend(view.text for view in views) or show(views, *rest),
            )
    pipeline.clean(text)
    assert set(shown) <= {"VLCيظهر", "VLC يظهر"}
