"""The documentation says what the code does; doctests in it are run by pytest itself."""

from __future__ import annotations

import importlib
import importlib.util
import inspect
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import pytest
from click.testing import CliRunner

import bidinorm
from bidinorm import cli, profiles, rules
from bidinorm.pipeline import Pipeline
from bidinorm.rule import Rule

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("[!.]*/README.md")])
HEADINGS = ["What it does", "Why", "Leaves alone", "Example", "References"]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def load_generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATOR = load_generator()
COMMANDS = GENERATOR.commands()


@pytest.mark.parametrize("name", ["rules.md", "profiles.md", "repairs.md", "schemes.md", "cli.md"])
def test_generated_page_is_fresh(name: str) -> None:
    expected = {path.name: text for path, text in GENERATOR.pages().items()}[name]
    held = (ROOT / "docs" / "reference" / name).read_text("utf-8")
    assert held == expected, f"docs/reference/{name} is stale; run `uv run python docs/generate.py`"


def test_every_rule_of_repair_is_shown_at_work() -> None:
    page = (ROOT / "docs/reference/repairs.md").read_text("utf-8")
    shown = set(re.findall(r"`([a-z-]+)`: ", page))
    assert {rule.name for rule in Pipeline.load("repair").rules} <= shown


@pytest.mark.parametrize("row", GENERATOR.defects(), ids=lambda row: row[0] if isinstance(row, tuple) else None)
def test_defects_are_repaired_as_the_page_says(row: tuple[str, Pipeline, str, str]) -> None:
    kind, pipeline, broken, repaired = row
    explained = pipeline.explain(broken)
    assert str(explained) == repaired
    if kind == GENERATOR.MENTIONED:
        assert not explained.changes
        assert any(not change.certain for change in pipeline.check(broken))
    else:
        assert explained.changes
        assert all(change.rule and change.reason for change in explained.changes)


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_verb_is_documented(verb: str) -> None:
    assert f"\n## {verb}\n" in (ROOT / "docs/reference/cli.md").read_text("utf-8")
    assert (COMMANDS[verb].help or "").strip(), f"bidinorm {verb} has no help text"


@pytest.mark.parametrize("verb", ["clean", "explain", "check", "fold", "runs", "levels"])
def test_verb_is_a_function_of_the_library(verb: str) -> None:
    assert verb in COMMANDS
    assert callable(getattr(bidinorm, verb))


@pytest.mark.parametrize("name", sorted(bidinorm.__all__))
def test_public_name_is_documented(name: str) -> None:
    page = (ROOT / "docs/reference/api.md").read_text("utf-8")
    assert re.search(rf"^##+ .*`{name}\b", page, re.MULTILINE), f"{name} has no heading in docs/reference/api.md"
    assert inspect.getdoc(getattr(bidinorm, name))


def test_public_names_outlive_the_import_of_their_modules() -> None:
    """A submodule that is imported takes its name in the package; a function of that name must come back."""
    homes = ["bidinorm.rules", "bidinorm.runs", "bidinorm.bidi", "bidinorm.text", "bidinorm.pipeline"]
    for home in homes:
        importlib.import_module(home)
    assert set(bidinorm.__all__) <= set(dir(bidinorm)), "a notebook completes what dir() tells"
    modules = [name for name in bidinorm.__all__ if isinstance(getattr(bidinorm, name), ModuleType)]
    assert not modules, f"bidinorm.{modules[0]} is the module, not what it holds"


each_rule = pytest.mark.parametrize("rule", rules.everything(), ids=lambda rule: rule.name)


@each_rule
def test_rule_page_has_the_five_headings(rule: Rule) -> None:
    parts = re.split(r"^## (.+)$", rule.page.strip(), flags=re.MULTILINE)
    assert parts[1::2] == HEADINGS, f"rule {rule.name}"
    empty = [
        heading for heading, body in zip(["the first line", *HEADINGS], parts[::2], strict=False) if not body.strip()
    ]
    assert not empty, f"rule {rule.name}: nothing under {', '.join(empty)}"
    assert rule.summary.endswith("."), f"rule {rule.name} does not open with a whole sentence"


def examples(rule: Rule) -> list[tuple[str, str]]:
    """The lines of the page that say ``- `before` → `after` ``; `` `, ` `` parts two lines of text."""
    found = re.findall(r"^- `(.+?)` → `(.*?)`", rule.page, re.MULTILINE)
    pairs = [(unescaped(before), unescaped(after)) for before, after in found]
    return [(before + "\n", after + "\n") if "\n" in before else (before, after) for before, after in pairs]


def unescaped(text: str) -> str:
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    return text.replace("`, `", "\n")


@each_rule
def test_rule_examples_run(rule: Rule) -> None:
    """By the rule alone, with each switch turned on, or by a profile that gives it its options."""
    assert examples(rule), f"rule {rule.name} shows no example of the form - `before` → `after`"
    alone = [Pipeline(rule.name, (rule,))]
    alone += [
        Pipeline(rule.name, (rule,), {rule.name: {name: True}})
        for name, value in rule.options.items()
        if value is False
    ]
    alone += [profiles.load(name).only(rule.name) for name in profiles.names() if rule in profiles.load(name).rules]
    for before, after in examples(rule):
        results = [pipeline.clean(before) for pipeline in alone]
        assert after in results, f"rule {rule.name}: {before!a} became {results[0]!a}, the page says {after!a}"


def commands_of(path: Path) -> list[list[str]]:
    """The `bidinorm …` commands in the shell blocks of a page."""
    blocks = re.findall(r"^```sh\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    lines = [line.split(" # ")[0] for block in blocks for line in block.splitlines()]
    calls = [call.strip() for line in lines for call in re.split(r"&&|\||>|<", line)]
    calls = [re.sub(r"^.*\buv run (?=bidinorm )", "", call) for call in calls]
    return [shlex.split(call) for call in calls if call.startswith("bidinorm ")]


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_commands_on_the_page_exist(path: Path) -> None:
    """Each verb, each option, and after the values of the options something to work on."""
    for _, verb, *rest in commands_of(path):
        if verb.startswith("-"):
            continue
        assert verb in COMMANDS, f"{named(path)}: bidinorm {verb}"
        command = COMMANDS[verb]
        given, _, _ = command.make_parser(click.Context(command)).parse_args(list(rest))
        arguments = [given.get(parameter.name) for parameter in command.params if isinstance(parameter, click.Argument)]
        alone = {"rules", "profiles", "serve"}
        assert any(arguments) or verb in alone, f"{named(path)}: {verb} {' '.join(rest)} names no file"


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_links_lead_somewhere(path: Path) -> None:
    prose = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    prose = re.sub(r"`[^`\n]*`(?!\])", "", prose)
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if "://" in target or target.startswith("mailto:"):
            continue
        file, _, anchor = target.partition("#")
        there = (path.parent / file).resolve() if file else path
        assert there.exists(), f"{named(path)}: {target} is not there"
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), f"{named(path)}: {target} has no such heading"


def anchors(path: Path) -> set[str]:
    found = re.findall(r"^#+ (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in found}


def test_readme_holds_two_set_up_commands() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    found = [
        (number, line)
        for number, line in enumerate(lines, 1)
        if line.startswith("python3 -m pip install -qq --target .uv uv && ")
    ]
    (_, job), (last, tests) = found
    assert job.endswith("uv run bidinorm clean --profile newsroom --diff examples/newsroom.txt")
    assert tests.endswith("uv run --group test pytest")
    assert last <= 30, "the first screen is over before the second command"
    assert "uv run --group test pytest" in (ROOT / "justfile").read_text("utf-8")


def test_first_readme_command_shows_the_repair(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = CliRunner().invoke(cli.bidinorm, ["clean", "--profile", "newsroom", "--diff", "examples/newsroom.txt"])
    assert done.exit_code == 0, done.output
    assert "صورة من منصة (الميناء): 24quayside" in done.output


def test_first_screen_of_the_readme_says_what_happens() -> None:
    """One broken line, the repaired line, the explanation."""
    screen = (ROOT / "README.md").read_text("utf-8").splitlines()[:15]
    told = dict(
        line.strip("| ").split(" | ", 1) for line in screen if line.startswith("| ") and not line.startswith("| |")
    )
    explained = bidinorm.explain(told["as it arrives"].strip("`"))
    (change,) = explained.changes
    assert str(explained) == told["as it leaves"].strip("`")
    assert change.after == " "
    assert told["what was done"] == f"at {change.start}, a blank was put in: *{change.reason}* (rule `{change.rule}`)"


def test_readme_lists_the_profiles() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert set(re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)) == set(profiles.names())


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.toml")), ids=named)
def test_example_profile_loads(path: Path) -> None:
    assert Pipeline.load(str(path)).rules


def test_example_page_is_cleaned_as_the_tutorial_says() -> None:
    text = (ROOT / "examples/newsroom.txt").read_text("utf-8")
    expected = (ROOT / "examples/newsroom.clean.txt").read_text("utf-8")
    assert bidinorm.clean(text, profile="newsroom") == expected
    assert bidinorm.clean(expected, profile="newsroom") == expected


def test_commands_of_the_tutorial_do_what_it_says(tmp_path: Path) -> None:
    """All of them, one after the other, by a shell that stops at the first that fails."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    blocks = re.findall(r"^```sh\n(.*?)^```", (ROOT / "docs/tutorial.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    listing = "bidinorm check --profile newsroom examples/newsroom.txt\n"  # it finds something, as the page says
    commands = "".join(blocks).replace(listing, f"! {listing}")
    shell = f'set -e\nbidinorm() {{ {shlex.quote(sys.executable)} -m bidinorm "$@"; }}\n{commands}'
    done = subprocess.run(["bash", "-c", shell], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    clean = (ROOT / "examples/newsroom.clean.txt").read_text("utf-8")
    assert (tmp_path / "corpus/newsroom.txt").read_text("utf-8") == clean
    assert "\nسلمى\tSalma\t" in (tmp_path / "house.tsv").read_text("utf-8")
    assert "Salma Al-Rikabi" in done.stdout[done.stdout.rindex("newsroom.txt") :], "the search found nothing"


@pytest.mark.parametrize("path", sorted((ROOT / "examples").glob("*.py")), ids=named)
def test_example_program_runs(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "argv", [str(path), "examples/newsroom.txt"])
    runpy.run_path(str(path), run_name="__main__")
    assert capsys.readouterr().out.strip()
