"""Profiles: those that ship, the user's own, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import bidinorm as bn
from bidinorm import Pipeline, profiles, rules
from bidinorm.errors import NotTextError, ProfileError


def write(folder: Path, text: str, name: str = "own.toml") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("name", profiles.names())
def test_shipped_profiles_load(name: str) -> None:
    pipeline = Pipeline.load(name)
    assert pipeline.name == name
    assert pipeline.rules


def test_rules_run_in_the_one_order(tmp_path: Path) -> None:
    own = write(tmp_path, 'rules = ["glued-runs", "controls", "tatweel"]')
    assert [rule.name for rule in Pipeline.load(own).rules] == ["controls", "tatweel", "glued-runs"]


def test_own_profile_extends_ours(tmp_path: Path) -> None:
    own = write(tmp_path, 'extends = "newsroom"\nwithout = ["repeated-lines"]\n[options.glued-runs]\none-sided = false')
    pipeline = Pipeline.load(own)
    assert "repeated-lines" not in [rule.name for rule in pipeline.rules]
    assert pipeline.clean("حصل علىGithub") == "حصل علىGithub"
    assert Pipeline.load("newsroom").clean("حصل علىGithub") == "حصل على Github"


def test_own_profile_extends_own_profile(tmp_path: Path) -> None:
    write(tmp_path, 'rules = ["tatweel"]', "base.toml")
    own = write(tmp_path, 'extends = "base.toml"\nrules = ["blanks"]')
    assert [rule.name for rule in Pipeline.load(own).rules] == ["tatweel", "blanks"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("rules = [", "own.toml:1:10: not TOML: Invalid value"),
        ("rules = [\nx", "own.toml:2:1: not TOML: Invalid value"),
        ('rules = ["tatwel"]', "own.toml:1:10: unknown rule 'tatwel'; did you mean 'tatweel'"),
        ('without = ["glue"]', "own.toml:1:12: unknown rule 'glue'"),
        ('rulez = ["tatweel"]', "own.toml:1:1: unknown key 'rulez'; did you mean 'rules'"),
        ('rules = "tatweel"', "own.toml:1:1: 'rules' is 'tatweel'; it must be a list"),
        ("rules = [3]", "own.toml:1:1: unknown rule 3"),
        ('extends = "repiar"', "own.toml:1:1: unknown profile 'repiar'; did you mean 'repair'"),
        ("[options.tatweel]\nsize = 3", "own.toml:2:1: rule 'tatweel' has no option 'size'. Known: none"),
        (
            "[options.repeated-lines]\nwindow = true",
            "own.toml:2:1: the option 'window' .* is True; it must be a int",
        ),
        ("[options]\ntatweel = 3", r"own.toml:2:1: the options .* write a table \[options.tatweel\]"),
    ],
)
def test_broken_profiles_are_explained(tmp_path: Path, text: str, message: str) -> None:
    """A message names file, line and column, as editors read it."""
    with pytest.raises(ProfileError, match=message):
        Pipeline.load(write(tmp_path, text))


def test_deep_profiles_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="nested too deep"):
        Pipeline.load(write(tmp_path, "a = " + "[" * 100_000))


def test_profile_that_extends_itself(tmp_path: Path) -> None:
    own = write(tmp_path, 'extends = "own.toml"')
    with pytest.raises(ProfileError, match="extends itself"):
        Pipeline.load(own)


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="cannot read the profile: No such file"):
        Pipeline.load(str(tmp_path / "none.toml"))
    (tmp_path / "latin.toml").write_bytes(b"title = '\xff'")
    with pytest.raises(ProfileError, match="not UTF-8"):
        Pipeline.load(str(tmp_path / "latin.toml"))


def test_unknown_names_list_the_near_ones() -> None:
    with pytest.raises(ProfileError, match="unknown profile 'newsrom'; did you mean 'newsroom'"):
        Pipeline.load("newsrom")
    with pytest.raises(ProfileError, match="unknown rule in profile 'repair', 'tatwel'; did you mean 'tatweel'"):
        Pipeline.load("repair").without("tatwel")


@pytest.mark.parametrize("given", [None, 3, b"repair", ["repair"]])
def test_what_is_no_profile_is_told(given: Any) -> None:
    with pytest.raises(ProfileError, match=r"give one of archive, .*, or the path of a \.toml file"):
        bn.clean("text", profile=given)


def test_a_path_is_a_profile(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('rules = ["glued-runs"]', "utf-8")
    assert bn.clean("VLCيظهر", profile=path) == bn.clean("VLCيظهر", profile=str(path)) == "VLC يظهر"


@pytest.mark.parametrize("text", ["plain", "VLCيظهر"])
def test_a_mode_that_there_is_not_is_told_whatever_the_text(text: str) -> None:
    with pytest.raises(ProfileError, match="unknown value of the option 'isolate' of 'isolates': 'minimum'; did you"):
        bn.clean(text, isolate="minimum")


@pytest.mark.parametrize("rows", ["VLCيظهر", b"VLC"])
def test_one_string_is_not_many_rows(rows: Any) -> None:
    for profile in ("repair", "search"):
        with pytest.raises(NotTextError, match="use clean, or give a list of strings"):
            Pipeline.load(profile).map(rows)


@pytest.mark.parametrize(
    ("value", "advice"),
    [(None, "a missing value"), (float("nan"), "a missing value"), (["a"], "use Pipeline.map"), (3, "str(value)")],
)
def test_what_is_no_text_is_told(value: Any, advice: str) -> None:
    for call in (lambda: bn.clean(value), lambda: list(Pipeline.load("repair").map(["a", value]))):
        with pytest.raises(NotTextError) as error:
            call()
        assert advice in str(error.value)


def test_a_pipeline_shows_itself_without_addresses_of_functions() -> None:
    assert " at 0x" not in repr(Pipeline.load("search"))


def test_without_and_only() -> None:
    pipeline = Pipeline.load("repair")
    assert pipeline.without("glued-runs").clean("VLCيظهر العـــراق") == "VLCيظهر العراق"
    assert pipeline.only("glued-runs").clean("VLCيظهر العـــراق") == "VLC يظهر العـــراق"


def test_a_pipeline_keeps_the_order_of_stages() -> None:
    with pytest.raises(ProfileError, match="in the order of their stages"):
        Pipeline("own", (rules.get("repeated-lines"), rules.get("tatweel")))
