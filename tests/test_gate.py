"""The gate: its look-up finds the lines that a plain search finds, and no rule works outside of them."""

from __future__ import annotations

import re
from functools import cache

import pytest
import strategies as some
from hypothesis import example, given
from hypothesis import strategies as st

from bidinorm import gate, profiles, rules
from bidinorm.pipeline import Pipeline
from bidinorm.rule import Rule, Trigger, View

PHASES = [phase for name in profiles.names() for phase in Pipeline.load(name).phases if not phase.whole]
gate_of = cache(lambda *triggers: gate.Gate(triggers))
"""A gate for each set of triggers, made once: its tables cost more than any of the texts here."""
LINE_RULES = [rule for rule in rules.everything() if not rule.whole]


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.rules[-1].name)
@pytest.mark.parametrize("block", [1, 2, 3, 7, gate.BLOCK])
@given(text=some.documents)
def test_both_ways_find_the_same_lines(phase: object, block: int, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "BLOCK", block)
        looked_up = [bounds[:2] for bounds in phase.gate._looked_up(text)]  # type: ignore[attr-defined]
    searched = [bounds[:2] for bounds in phase.gate._searched(text)]  # type: ignore[attr-defined]
    assert set(searched) <= set(looked_up)
    if max(text, default="") < "\U00010000":  # all beyond are one to the look-up
        assert looked_up == searched
    assert all(text[end : end + 1] in ("\n", "") and "\n" not in text[start:end] for start, end in searched)


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.rules[-1].name)
@given(text=some.documents)
def test_long_and_short_texts_are_cleaned_alike(phase: object, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "SHORT", 0)
        long = phase.clean(text)  # type: ignore[attr-defined]
    assert long == phase.clean(text)  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", LINE_RULES, ids=lambda rule: rule.name)
@given(line=some.lines, switched=st.booleans())
@example(line="هرحبا", switched=False)
def test_a_rule_has_nothing_to_say_without_its_trigger(rule: Rule, line: str, switched: bool) -> None:
    line = line.replace("\n", " ")
    view = View(line, {name: switched if isinstance(value, bool) else value for name, value in rule.options.items()})
    if list(rule.find(view)) or list(rule.suspect(view)):
        assert rule.set_off(line)
        assert rule.may_fire(line, frozenset(line))


@pytest.mark.parametrize("rule", LINE_RULES, ids=lambda rule: rule.name)
@given(line=some.lines, switched=st.booleans())
def test_a_rule_has_nothing_to_say_of_what_is_not_worth_a_look(rule: Rule, line: str, switched: bool) -> None:
    line = line.replace("\n", " ")
    options = {name: switched if isinstance(value, bool) else value for name, value in rule.options.items()}
    if list(rule.find(View(line, options))):
        worth = rule.worth(options)
        assert worth is None or worth(line)


def assert_evidence(rule: Rule, line: str) -> None:
    for evidence in (rule.evidence, rule.line_evidence):
        assert evidence is None or any(re.search(pattern, line) for pattern in evidence)


EVIDENT = [rule for rule in LINE_RULES if rule.evidence is not None]


@pytest.mark.parametrize("rule", EVIDENT, ids=lambda rule: rule.name)
@given(line=some.lines)
def test_what_a_rule_changes_holds_evidence(rule: Rule, line: str) -> None:
    line = line.replace("\n", " ")
    if list(rule.find(View(line, rule.options))):
        assert_evidence(rule, line)


@pytest.mark.parametrize("rule", EVIDENT, ids=lambda rule: rule.name)
def test_what_golden_cases_change_holds_evidence(rule: Rule, golden_texts: list[str]) -> None:
    """Cases that people met, and those beside them: made text seldom sets off the rules that weigh words."""
    fired = 0
    for line in dict.fromkeys(line for text in golden_texts for line in text.split("\n")):
        if list(rule.find(View(line, rule.options))):
            fired += 1
            assert_evidence(rule, line)
    assert fired or not rule.evidence


@given(line=some.lines)
def test_the_bits_of_a_short_line_are_its_triggers(line: str) -> None:
    """Those of three characters may be too many: both their pairs stand in the line, perhaps not together."""
    line = line.replace("\n", " ")
    for phase in PHASES:
        found = {trigger for trigger, bit in phase.gate.bits.items() if phase.gate.bits_of(line) >> bit & 1}
        exact = {trigger for trigger in phase.gate.triggers if re.search(trigger.pattern, line)}
        assert exact <= found
        assert all(trigger.third for trigger in found - exact)


def test_pipelines_share_what_a_gate_learns() -> None:
    repair = Pipeline.load("repair")
    (one,), (two,) = repair.phases, repair.only(*(rule.name for rule in repair.rules)).phases
    assert one is not two
    assert one.gate is two.gate


def test_neighbours_have_a_bit_each() -> None:
    for phase in PHASES:
        neighbours = [(trigger, bit) for trigger, bit in phase.gate.bits.items() if trigger.right]
        bits = [bit + more for trigger, bit in neighbours for more in range(2 if trigger.third else 1)]
        assert len(set(bits)) == len(bits)
        assert max(bits, default=0) < gate.BITS - 1  # the last one is for single characters, which may share it


@given(text=st.text("a0\n;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`bcdefghijklmnopqrstuvwxyz{|}~", max_size=40))
def test_single_characters_share_a_bit_where_there_are_too_many(text: str) -> None:
    singles = [Trigger(chr(code)) for code in range(ord(";"), 127) if chr(code) not in "\\[]^"]
    crowded = gate_of(*singles, Trigger("a", "0"), Trigger("0", "a", "0"))
    assert max(crowded.bits.values()) == gate.BITS - 1
    assert [bounds[:2] for bounds in crowded._looked_up(text)] == [bounds[:2] for bounds in crowded._searched(text)]


def test_what_is_beyond_the_basic_plane_sets_nothing_off() -> None:
    wide = gate.Gate([Trigger("\uff00-\uffff"), Trigger("a", "\uff00-\uffff")])
    for text, lines in (("a\U0001f600\na", []), ("a\uffff\n\U0001f600", [(0, 2)])):
        assert [bounds[:2] for bounds in wide._looked_up(text)] == lines
        assert [bounds[:2] for bounds in wide._searched(text)] == lines


EDGES = [
    Trigger("a", "b", opens=True),
    Trigger("b", "a", closes=True),
    Trigger("c", "a", "b", closes=True),
    Trigger("c", "b", "a", opens=True),
    Trigger("d", "d", "d", opens=True, closes=True),
]


@pytest.mark.parametrize("trigger", EDGES, ids=lambda trigger: trigger.pattern)
@pytest.mark.parametrize("block", [1, 2, 3, gate.BLOCK])
@given(text=st.text("abcd\n", max_size=12))
def test_beginnings_and_ends_of_lines_are_neighbours(trigger: Trigger, block: int, text: str) -> None:
    own = gate_of(trigger)
    expected = [line for line in text.split("\n") if re.search(trigger.pattern, line)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gate, "BLOCK", block)
        assert [text[start:end] for start, end, _ in own._looked_up(text)] == expected
    assert [text[start:end] for start, end, _ in own._searched(text)] == expected
    for line in expected:
        assert own.stands(line)


@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.rules[-1].name)
@given(text=st.text("ABghgh&=%#)]5% \u00a0\u00ab\u201d\u00d8\u00e9\u202b\u2603\U0001f600\u0416", max_size=20))
def test_text_without_right_to_left_scripts_has_a_gate_of_its_own(phase: object, text: str) -> None:
    assert phase.gate.misses(text) is not phase.gate.stands(text)  # type: ignore[attr-defined]
    assert phase.gate.left.stands(text) is phase.gate.stands(text)  # type: ignore[attr-defined]
