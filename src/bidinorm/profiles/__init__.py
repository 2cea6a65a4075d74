"""Profiles: which rules run, with which options; a TOML file each, the user's own as good as ours.

A profile has a `title`, a `description`, the names of its `rules` (in any order: they always run in the
order of `bidinorm.rules.ORDER`), optionally another profile that it `extends`, and options by rule:

    title = "House style"
    extends = "repair"
    rules = ["blanks"]
    without = ["tatweel"]

    [options.repeated-lines]
    window = 20
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from os import PathLike
from pathlib import Path
from typing import Any

from bidinorm import rules
from bidinorm.errors import ProfileError, unknown
from bidinorm.pipeline import Pipeline
from bidinorm.rule import Rule, Stage
from bidinorm.toml import Source

KEYS = {"title": str, "description": str, "extends": str, "rules": list, "without": list, "options": dict}


def names() -> list[str]:
    """Return the names of the profiles that ship.

    >>> names()
    ['archive', 'display', 'match', 'newsroom', 'repair', 'search']
    """
    entries = (entry.name for entry in files(__package__).iterdir())
    return sorted(name.removesuffix(".toml") for name in entries if name.endswith(".toml"))


def load(profile: str | PathLike[str]) -> Pipeline:
    """Build the pipeline of a profile: one of `names()`, or the path of a TOML file.

    Raises `ProfileError` where the file cannot be read or names what does not exist.
    """
    if not isinstance(profile, str):
        return _own(_path(profile), ())
    if profile.endswith(".toml") or "/" in profile or "\\" in profile:
        return _own(Path(profile), ())
    return _shipped(profile)


def _path(profile: object) -> Path:
    if not isinstance(profile, PathLike):
        known = ", ".join(names())
        raise ProfileError(f"found the profile {profile!r}; give one of {known}, or the path of a .toml file")
    return Path(profile)


def description(profile: str) -> str:
    """Return what a profile says of itself; an empty string where it says nothing.

    >>> description("archive")[:26]
    'Only damage to characters '
    """
    own = profile.endswith(".toml")
    text = Path(profile).read_text("utf-8") if own else (files(__package__) / f"{profile}.toml").read_text("utf-8")
    return str(Source(profile, text).values().get("description", ""))


@cache
def _shipped(name: str) -> Pipeline:
    if name not in names():
        raise ProfileError(unknown("profile", name, names()) + "; or give the path of a .toml file")
    return parse(name, (files(__package__) / f"{name}.toml").read_text("utf-8"))


def _own(path: Path, above: tuple[Path, ...]) -> Pipeline:
    if path.resolve() in above:
        raise ProfileError(f"{path}: the profile extends itself; take out one 'extends'")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise ProfileError(f"{path}: cannot read the profile: {reason}; ship names: {', '.join(names())}") from None
    return parse(str(path), text, path.parent, (*above, path.resolve()))


def parse(name: str, text: str, folder: Path | None = None, above: tuple[Path, ...] = ()) -> Pipeline:
    """Build a pipeline from the text of a profile; `folder` is where a path in `extends` begins.

    Raises `ProfileError` that names file, line and column of what is wrong.
    """
    source = Source(name, text)
    data = source.values()
    for key, value in data.items():
        if key not in KEYS:
            raise ProfileError(f"{source.at(key)}: {unknown('key', key, KEYS)}")
        if not isinstance(value, KEYS[key]):
            raise ProfileError(f"{source.at(key)}: {key!r} is {value!r}; it must be a {KEYS[key].__name__}")
    base = _base(source, data.get("extends"), folder, above)
    chosen = {rule.name for rule in base.rules} if base else set()
    chosen |= {_rule(source, rule, "rules") for rule in data.get("rules", ())}
    chosen -= {_rule(source, rule, "without") for rule in data.get("without", ())}
    chosen_options = dict(base.options) if base else {}
    for rule, values in data.get("options", {}).items():
        own = options(source, _rule(source, rule, "options", rule), values)
        chosen_options[rule] = {**chosen_options.get(rule, {}), **own}
    return _pipeline(name, [rules.get(rule) for rule in rules.ORDER if rule in chosen], chosen_options)


def _pipeline(name: str, chosen: list[Rule], options: dict[str, Any]) -> Pipeline:
    if not any(rule.stage is Stage.FOLD for rule in chosen):
        return Pipeline(name, tuple(chosen), options)
    from bidinorm.search import FoldingPipeline

    return FoldingPipeline(name, tuple(chosen), options)


def _base(source: Source, extends: str | None, folder: Path | None, above: tuple[Path, ...]) -> Pipeline | None:
    if extends is None:
        return None
    if extends.endswith(".toml"):
        return _own((folder or Path()) / extends, above)
    try:
        return _shipped(extends)
    except ProfileError as error:
        raise ProfileError(f"{source.at('extends')}: {error}") from None


def _rule(source: Source, name: object, *path: str) -> str:
    if not isinstance(name, str) or name not in rules.ORDER:
        raise ProfileError(f"{source.at(*path, value=name)}: {unknown('rule', name, rules.ORDER)}")
    return name


def options(source: Source, rule: str, values: object) -> dict[str, Any]:
    """Return the values of a rule's options; raise `ProfileError` for one that the rule cannot take."""
    defaults = rules.get(rule).options
    if not isinstance(values, dict):
        place = source.at("options", rule)
        raise ProfileError(f"{place}: the options of {rule!r} are {values!r}; write a table [options.{rule}]")
    for key, value in values.items():
        if key in defaults and type(value) is type(defaults[key]):
            continue
        place = source.at("options", rule, key)
        if key not in defaults:
            known = ", ".join(defaults) or "none"
            raise ProfileError(f"{place}: rule {rule!r} has no option {key!r}. Known: {known}")
        kind = type(defaults[key]).__name__
        raise ProfileError(f"{place}: the option {key!r} of {rule!r} is {value!r}; it must be a {kind}")
    for key, allowed in rules.get(rule).allowed.items():
        if values.get(key, allowed[0]) not in allowed:
            found = unknown(f"value of the option {key!r} of {rule!r}:", values[key], allowed)
            raise ProfileError(f"{source.at('options', rule, key)}: {found}")
    return dict(values)
