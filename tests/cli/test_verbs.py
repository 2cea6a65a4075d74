"""What each verb prints, its exit code, and its options."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import click
import pytest
from cli.program import CLEAN_CREDIT, CREDIT, Run

import bidinorm
from bidinorm import cli, lexicons
from bidinorm.bidi import UNICODE_VERSION

CLEAN = CLEAN_CREDIT
SUSPECT = "مـحمد قال\n"  # one tatweel in a line is not certain


def objects(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize("arguments", [["clean"], ["clean", "-"]])
def test_clean_reads_standard_input(run: Run, arguments: list[str]) -> None:
    done = run(*arguments, stdin=CREDIT.encode())
    assert (done.code, done.out, done.err) == (0, CLEAN, "")


def test_clean_writes_several_inputs_one_after_the_other(run: Run, page: Path) -> None:
    done = run("clean", page, "-", page, stdin=b"between\n")
    cleaned = f"{CLEAN}\nplain\nVLC يظهر\n"
    assert done.out == f"{cleaned}between\n{cleaned}"


def test_empty_input_gives_empty_output(run: Run) -> None:
    assert run("clean").raw == b""
    assert run("explain", "--json").raw == b""


def test_clean_check_writes_nothing_and_exits_1(run: Run, page: Path) -> None:
    before = page.read_bytes()
    done = run("clean", "--check", page)
    assert (done.code, done.out, page.read_bytes()) == (1, "", before)
    assert "would change" in done.err
    assert run("clean", "--check", stdin=b"fine\n").code == 0


def test_diff_of_a_file(run: Run, page: Path) -> None:
    page.write_bytes(page.read_bytes() + "VLCي\u202e\u200fc".encode())
    done = run("clean", "--diff", "page.txt")
    assert done.code == 0
    assert done.out.startswith("--- page.txt\n+++ page.txt\n@@ -1,4 +1,4 @@\n" + f"-{CREDIT}\n+{CLEAN}\n plain\n")
    assert "-VLCي<U+202E><U+200F>c\n\\ No newline at end of file\n" in done.out
    assert "\u2068" not in done.out and "\x1b" not in done.out
    assert run("clean", "--diff", "--check", "page.txt").code == 1


def test_diff_numbers_far_hunks(run: Run, tmp_path: Path) -> None:
    lines = ["plain"] * 40
    lines[1] = lines[30] = "VLCيظهر"
    (tmp_path / "far.txt").write_text("\n".join(lines) + "\n", "utf-8")
    heads = [line for line in run("clean", "--diff", "far.txt").out.splitlines() if line.startswith("@@")]
    assert heads == ["@@ -1,5 +1,5 @@", "@@ -28,7 +28,7 @@"]


def test_diff_of_dropped_lines(run: Run, tmp_path: Path) -> None:
    text = "one two three\none two three\nend of it\n"
    done = run("clean", "--diff", "-p", "newsroom", stdin=text.encode())
    assert done.out.splitlines()[2:] == ["@@ -1,3 +1,2 @@", " one two three", "-one two three", " end of it"]


def test_clean_json(run: Run, page: Path) -> None:
    first, second, _ = objects(run("clean", "--json", "page.txt").out)
    assert first == {"file": "page.txt", "line": 1, "text": CREDIT, "clean": CLEAN, "changed": True}
    assert second["changed"] is False


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("profile", ["repair", "newsroom"])
def test_explain_json_has_offsets_of_the_whole_file(run: Run, tmp_path: Path, ending: str, profile: str) -> None:
    text = ending.join(["Opening 😀 line", "", f"{CREDIT} ", "VLCيظهر هنا كل يوم", "VLCيظهر هنا كل يوم", "the end"])
    (tmp_path / "t.txt").write_bytes(text.encode())
    found = objects(run("explain", "--json", "-p", profile, "t.txt").out)
    assert [line["line"] for line in found] == [1, 2, 3, 4, 5, 6]
    assert all(text[line["start"] : line["end"]] == line["text"] for line in found)
    changes = [change for line in found for change in line["changes"]]
    told = bidinorm.explain(text, profile).changes
    keys = ("start", "end", "before", "after", "rule", "reason")
    assert changes == [{key: getattr(change, key) for key in keys} for change in told]
    assert set(found[0]) == {"file", "line", "start", "end", "text", "clean", "changes"}
    assert all(line["start"] <= change["start"] for line in found for change in line["changes"])


def test_explain_for_people(run: Run, page: Path) -> None:
    done = run("explain", "page.txt")
    assert done.out.splitlines()[:4] == [
        "page.txt:1",
        f"  - {CREDIT}",
        f"  + {CLEAN}",
        '    9: glued-runs: nothing becomes " ": Latin runs into Arabic without a blank',
    ]


def test_check_prints_places_and_exits_1(run: Run, page: Path) -> None:
    done = run("check", "page.txt")
    assert done.code == 1
    assert done.out.splitlines() == [
        "page.txt:1:9: glued-runs Latin runs into Arabic without a blank",
        "page.txt:3:4: glued-runs Latin runs into Arabic without a blank",
    ]
    assert "2 to change, 0 to look at, in 1 file" in done.err


def test_check_marks_what_it_only_suspects(run: Run) -> None:
    done = run("check", stdin=SUSPECT.encode())
    assert done.code == 0
    assert re.match(r"<stdin>:1:2: \? tatweel ", done.out)
    (line,) = objects(run("check", "--json", stdin=SUSPECT.encode()).out)
    assert [change["certain"] for change in line["changes"]] == [False]
    assert line["clean"] == line["text"]


def test_quiet_keeps_the_summary_back(run: Run, page: Path) -> None:
    assert run("check", "-q", page).err == ""


def test_runs_json_counts_from_the_beginning_of_the_line(run: Run) -> None:
    first, second = objects(run("runs", "--json", stdin="abc\nVLC يظهر\n".encode()).out)
    assert first["runs"] == [{"start": 0, "end": 3, "script": "Latin", "direction": "ltr"}]
    assert set(second) == {"file", "line", "start", "runs"}
    assert second["start"] == 4
    assert second["runs"][1] == {"start": 4, "end": 8, "script": "Arabic", "direction": "rtl"}


def test_runs_for_people(run: Run) -> None:
    assert run("runs", stdin="VLC يظهر".encode()).out.splitlines()[1].endswith("Arabic rtl يظهر")


def test_json_escapes_what_cannot_be_seen(run: Run) -> None:
    done = run("clean", "--json", stdin="a\u202eb\u2028".encode())
    assert "\\u202e" in done.out and "\\u2028" in done.out and "\u202e" not in done.out


def test_select_and_ignore(run: Run) -> None:
    text = "VLCيظهر  هنا".encode()
    assert run("clean", "--select", "blanks", stdin=text).out == "VLCيظهر هنا"
    assert run("clean", "--ignore", "glued-runs", stdin=text).out == "VLCيظهر  هنا"


def test_report_counts_by_rule(run: Run, page: Path, tmp_path: Path) -> None:
    run("clean", "--report", "report.json", page, page)
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report.pop("seconds") >= 0
    assert report == {"files": 2, "rows": 6, "changed": 2, "rules": {"glued-runs": 4}}


def test_profile_of_ones_own(run: Run, tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('rules = ["blanks"]\n', "utf-8")
    assert run("clean", "-p", "own.toml", stdin="VLCيظهر  هنا".encode()).out == "VLCيظهر هنا"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("rules = [\nx", "own.toml:2:1: not TOML"),
        ('rules = ["tatwel"]', "own.toml:1:10: unknown rule 'tatwel'; did you mean 'tatweel'"),
        ('rulez = ["tatweel"]', "own.toml:1:1: unknown key 'rulez'; did you mean 'rules'?"),
    ],
)
def test_broken_profile_is_refused(run: Run, tmp_path: Path, page: Path, content: str, message: str) -> None:
    (tmp_path / "own.toml").write_text(content, "utf-8")
    before = page.read_bytes()
    done = run("clean", "-i", "-p", "own.toml", page)
    assert done.code == 2 and message in done.err and done.err.startswith("bidinorm: error: own.toml")
    assert page.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["clean", "--profile", "repiar"], "did you mean 'repair'?"),
        (["clean", "--select", "tatwel"], "did you mean 'tatweel'"),
        (["clean", "--ignore", "tatwel"], "did you mean 'tatweel'"),
        (["clean", "--encoding", "klingon"], "unknown encoding 'klingon'"),
        (["clean", "--encoding", "base64"], "unknown encoding 'base64'"),
        (["clean", "-i"], "standard input cannot be replaced"),
        (["clean", "-i", "--diff", "x"], "exclude each other"),
        (["clean", "--backup", ".bak", "x"], "--backup needs --in-place"),
        (["clean", "-i", "--backup", "a/", "x"], "--backup needs one such as .orig"),
        (["clean", "--nonsense"], "--nonsense"),
        (["clean", "--isolate", "none such"], "is not one of 'minimal', 'marks'"),
        (["clean", "--format", "xml"], "is not one of 'text', 'jsonl'"),
        (["clean", "--field", "text"], "<stdin>: is read as lines of text, which have no fields; name its --format"),
        (["clean", "--report", "-"], "--report needs the name of a file"),
        (["clean", ""], "found an empty name; give a file, a folder"),
        (["names"], "Choose from: parse, find, annotate; see bidinorm names --help"),
        (["romanize", "باسم العوادي"], "text itself comes in on standard input: echo TEXT | bidinorm romanize"),
        (["romanize", "-n", "-1"], "-1 is not in the range"),
        (["harmonize", "--lexicon", "none.tsv"], "the house lexicon cannot be read: no such file; check the name"),
        (["cleam"], "did you mean 'clean'?"),
    ],
)
def test_wrong_usage_exits_2_with_advice(run: Run, arguments: list[str], message: str) -> None:
    done = run(*arguments)
    assert done.code == 2 and done.out == ""
    assert done.err.startswith("bidinorm: error: ") and message in done.err


def test_configuration_of_a_project(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "down"
    folder.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text('[tool.bidinorm]\nselect = ["blanks"]\n', "utf-8")
    text = "VLCيظهر  هنا".encode()
    assert run("clean", stdin=text, cwd=folder).out == "VLCيظهر هنا"
    assert run("clean", "--isolated", stdin=text, cwd=folder).out == "VLC يظهر  هنا"
    (tmp_path / "deep" / "bidinorm.toml").write_text('ignore = ["glued-runs"]\n', "utf-8")
    assert run("clean", stdin=text, cwd=folder).out == "VLCيظهر  هنا"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('\nselekt = ["blanks"]', "bidinorm.toml:2:1: unknown key 'selekt'; did you mean 'select'?"),
        ("select = 3", "bidinorm.toml:1:1: 'select' is 3; it must be a list of strings"),
        ('profile = "newsrom"', "bidinorm.toml:1:11: unknown profile 'newsrom'; did you mean 'newsroom'?"),
        ('ignore = ["blank"]', "bidinorm.toml:1:11: unknown rule 'blank'; did you mean 'blanks'?"),
        ("a = [\n1, x]", "bidinorm.toml:2:4: not TOML: Invalid value; --isolated goes without it"),
    ],
)
def test_broken_configuration_is_refused(run: Run, tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "bidinorm.toml").write_text(content, "utf-8")
    done = run("clean", stdin=b"x")
    assert done.code == 2 and message in done.err
    assert run("clean", "--isolated", stdin=b"x").code == 0


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script(run: Run, shell: str) -> None:
    done = run("completion", shell)
    assert done.code == 0 and "_BIDINORM_COMPLETE" in done.out


def test_completion_answers(run: Run) -> None:
    env = {"_BIDINORM_COMPLETE": "bash_complete", "COMP_WORDS": "bidinorm cl", "COMP_CWORD": "1"}
    assert "clean" in run(env=env).out


def test_rules_and_profiles(run: Run) -> None:
    assert "tatweel" in run("rules").out
    assert "Leaves alone" in run("rules", "tatweel").out
    assert "newsroom" in run("profiles").out
    assert run("rules", "tatwel").code == 2


def test_version_and_help(run: Run) -> None:
    said = f"bidinorm {bidinorm.__version__} (Unicode {UNICODE_VERSION}, lexicons {lexicons.version()})\n"
    assert run("--version").out == said
    help_page = run("--help").out
    assert all(verb in help_page for verb in ("clean", "explain", "check", "runs"))


@pytest.mark.parametrize("verb", sorted(cli.VERBS))
def test_summary_of_a_verb_opens_its_help(verb: str) -> None:
    """`bidinorm --help` knows a line on each verb, so that it need not load it."""
    command = cli.bidinorm.get_command(click.Context(cli.bidinorm), verb)
    assert command is not None and command.help is not None
    assert " ".join(command.help.split("\n\n")[0].split()) == cli.VERBS[verb][1]
