"""Script runs and Arabic proclitics: golden cases, properties, and the tables against `regex`."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import documents, lines

from bidinorm import lexicons, scripts
from bidinorm.chars import PARAGRAPH_SEPARATOR, members
from bidinorm.clitics import is_clitic
from bidinorm.errors import OptionError
from bidinorm.runs import DEPTH, Run, runs

HERE = Path(__file__).parent
CASES = json.loads((HERE / "cases" / "runs.json").read_text("utf-8"))
ANY = st.one_of(documents, lines, st.text(st.characters(exclude_categories=())))
BREAKS = members(PARAGRAPH_SEPARATOR)


def pieces(text: str) -> list[list[str]]:
    return [[text[run.start : run.end], run.script] for run in runs(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_case(case: dict[str, Any]) -> None:
    """The text of a case is what its runs are when they are put together."""
    assert pieces("".join(piece for piece, _ in case["expected"])) == case["expected"]


def test_labels_are_unique() -> None:
    assert [label for label, count in Counter(case["label"] for case in CASES).items() if count > 1] == []


def test_empty_text_has_no_runs() -> None:
    assert runs("") == []


def test_direction_is_that_of_the_script() -> None:
    assert [run.direction for run in runs("VLC صورة\n12\n")] == ["ltr", "rtl", "neutral"]


def test_bytes_are_refused_with_advice() -> None:
    with pytest.raises(TypeError, match="decode it first"):
        runs(b"abc")  # type: ignore[arg-type]


@given(ANY)
def test_runs_tile_the_text(text: str) -> None:
    found = runs(text)
    assert "".join(text[run.start : run.end] for run in found) == text
    assert [run.start for run in found[1:]] == [run.end for run in found[:-1]]
    assert all(run.start < run.end for run in found)
    assert all(one.script != other.script for one, other in pairwise(found))
    assert not text or (found[0].start, found[-1].end) == (0, len(text))


@given(ANY)
def test_runs_are_the_same_again(text: str) -> None:
    assert runs(text) == runs(text)


@given(ANY)
def test_no_character_is_in_a_run_of_a_script_it_does_not_have(text: str) -> None:
    """Brackets apart: a closing one takes the script that its opening one took."""
    for run in runs(text):
        for character in text[run.start : run.end]:
            if scripts.script(character) not in scripts.NO_SCRIPT:
                assert run.script in scripts.extensions(character), f"U+{ord(character):04X} in {run}"


@given(ANY)
def test_what_only_arabic_and_its_neighbours_use_is_never_latin(text: str) -> None:
    for run in runs(text):
        if run.script == "Latin":
            for character in text[run.start : run.end]:
                shared = scripts.extensions(character)
                assert "Arabic" not in shared, f"U+{ord(character):04X} in {run}"


@given(ANY, ANY)
def test_lines_do_not_influence_each_other(first: str, second: str) -> None:
    """What two lines are together is what each of them is alone, blanks at the beginning of lines apart."""
    first, second = f"x{first}\n", second.lstrip()
    moved = [Run(run.start + len(first), run.end + len(first), run.script, run.direction) for run in runs(second)]
    joined: list[Run] = []
    for run in runs(first) + moved:
        if joined and joined[-1].script == run.script:
            run = Run(joined.pop().start, run.end, run.script, run.direction)
        joined.append(run)
    assert runs(first + second) == joined


@given(st.integers(0, 0x10FFFF).map(chr))
def test_one_character(character: str) -> None:
    found = runs(character)
    shared = scripts.extensions(character)
    assert len(found) == 1
    owned = scripts.script(character) not in scripts.NO_SCRIPT
    expected = shared[0] if shared and (owned or "Latin" not in shared) else "Common"
    assert found[0].script == expected


def test_open_brackets_are_remembered_up_to_a_bound() -> None:
    held = "ب" + "(" * DEPTH + "a" + ")" * DEPTH
    assert pieces(held)[-1] == [")" * DEPTH, "Arabic"]
    beyond = "ب" + "(" * DEPTH + "a(" + ")" * (DEPTH + 1)
    assert pieces(beyond)[-1] == [")" * (DEPTH + 1), "Arabic"]


def test_import_reads_no_table() -> None:
    code = "import bidinorm.runs, bidinorm.lexicons as x; print(x.read.cache_info().currsize)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


# The tables


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    """The script that makes the tables from the installed `regex`."""
    path = HERE.parent / "training" / "script_tables.py"
    spec = importlib.util.spec_from_file_location("script_tables", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def properties(maker: ModuleType) -> tuple[list[str], list[str]]:
    """Script and Script_Extensions of every code point, as `regex` has them."""
    names = maker.script_names()
    values = maker.scripts(names)
    return values, maker.extensions(names, values)


def explain_drift(maker: ModuleType, wrong: list[str]) -> str:
    made = lexicons.read("unicode/scripts.tsv").meta["unicode"]
    advice = f"tables are of Unicode {made}, regex knows {maker.version()}: run python training/script_tables.py"
    return "\n".join([f"{len(wrong)} code points differ; {advice}", *wrong[:20]])


def test_script_of_every_code_point(maker: ModuleType, properties: tuple[list[str], list[str]]) -> None:
    wrong = [
        f"U+{code_point:04X}: table {ours}, regex {theirs}"
        for code_point, theirs in enumerate(properties[0])
        if (ours := scripts.script(chr(code_point))) != theirs
    ]
    assert not wrong, explain_drift(maker, wrong)


def test_script_extensions_of_every_code_point(maker: ModuleType, properties: tuple[list[str], list[str]]) -> None:
    wrong = [
        f"U+{code_point:04X}: table {ours}, regex {theirs}"
        for code_point, (value, extended) in enumerate(zip(*properties, strict=True))
        if (ours := " ".join(scripts.extensions(chr(code_point))))
        != (theirs := extended or ("" if value in scripts.NO_SCRIPT else value))
    ]
    assert not wrong, explain_drift(maker, wrong)


def test_tables_are_what_the_command_writes(maker: ModuleType) -> None:
    for name, content in maker.tables(maker.script_names()):
        text = (HERE.parent / "lexicons" / "unicode" / name).read_text("utf-8")
        assert text == content, f"{name}: run python training/script_tables.py"


def test_direction_agrees_with_the_bidi_classes() -> None:
    """A script runs as most of its strong characters do; those newer than the table of classes have its defaults."""
    counts: dict[str, Counter[str]] = {}
    classes = lexicons.read("unicode/bidi_class.tsv").rows
    strong = {"L": "ltr", "R": "rtl", "AL": "rtl"}
    for first, last, value in classes:
        if value in strong:
            for code_point in range(int(first, 16), int(last, 16) + 1):
                counts.setdefault(scripts.script(chr(code_point)), Counter())[strong[value]] += 1
    for name in lexicons.read("unicode/scripts_names.tsv").column("script"):
        expected = "neutral" if name in scripts.NO_SCRIPT else counts[name].most_common(1)[0][0]
        assert scripts.direction(name) == expected, name


def test_iso_codes_are_those_of_regex() -> None:
    import regex

    samples = {name: chr(first) for first, _, name in zip(*scripts.script_ranges(), strict=True)}
    for name, code, _ in lexicons.read("unicode/scripts_names.tsv").rows:
        assert scripts.code(name) == code
        sample = samples.get(name, "\ue000")
        assert regex.fullmatch(rf"\p{{Script={code}}}", sample), f"{name} is not {code}"


def test_unknown_script_names_the_near_ones() -> None:
    with pytest.raises(OptionError, match="did you mean 'Arabic'"):
        scripts.direction("Arabik")


# Proclitics


@pytest.mark.parametrize("word", lexicons.read("clitics.tsv").column("word"))
def test_each_proclitic_with_and_without_tatweel(word: str) -> None:
    assert is_clitic(word)
    assert is_clitic(word + "\u0640")
    assert is_clitic("\u064e\u0640".join(word) + "\u0652")


@pytest.mark.parametrize("word", ["", "\u0640", "\u064e", "أو", "في", "من", "على", "كل", "بل", "صورة", "a", "وa", "و "])
def test_other_words_are_no_proclitics(word: str) -> None:
    assert not is_clitic(word)
