"""The public API as one table: names, signatures, fields, verbs with options, and the shape of what --json prints.

`uv run --group test python tests/api.py` writes it to `tests/cases/api.json`. A difference is a change that users
see: it belongs in the changelog, and what goes is announced first (see "What stays" in CONTRIBUTING).
"""

from __future__ import annotations

import dataclasses
import inspect
import json
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

import bidinorm
from bidinorm import cli, errors, formats, profiles, rules
from bidinorm.names import schemes

FILE = Path(__file__).parent / "cases" / "api.json"
LINE = "VLCيظهر حميد\n"
ASKED = {
    "clean": [],
    "explain": [],
    "check": [],
    "runs": [],
    "levels": [],
    "romanize": [],
    "names": ["parse"],
    "fold": [],
}
"""The verbs that read lines and print JSON, with what they need."""


def signature(value: object) -> str:
    return str(inspect.signature(value))  # type: ignore[arg-type]


def described(value: object) -> object:
    """A function by its signature; a class by its fields and what is public in it."""
    if not inspect.isclass(value):
        return signature(value)
    if dataclasses.is_dataclass(value):
        fields = [f"{field.name}: {field.type}" for field in dataclasses.fields(value)]
    else:
        fields = [f"{name}: {kind}" for name, kind in value.__annotations__.items() if not name.startswith("_")]
    own = {
        name: signature(getattr(value, name)) if callable(getattr(value, name)) else "property"
        for name, member in sorted(vars(value).items())
        if not name.startswith("_") and (inspect.isroutine(member) or isinstance(member, property | classmethod))
    }
    return {"fields": fields, "members": own}


def named(value: object) -> str:
    return type(value).__name__


def returned() -> dict[str, Any]:
    """The types of which functions return lists, by what they return for a text."""
    text = "President Bashar al-Assad met باسم العوادي"
    samples = {
        "find_names": bidinorm.find_names(text)[0],
        "index_terms": bidinorm.index_terms(text)[0],
        "parse_name": bidinorm.parse_name("باسم العوادي")[0],
        "romanizations": bidinorm.romanizations("باسم")[0],
        "same_name": bidinorm.same_name("Basim", "Bassem"),
    }
    return {name: {named(one): described(type(one))} for name, one in samples.items()}


def verbs() -> dict[str, list[str]]:
    found = {}
    for verb in cli.VERBS:
        command = cli.bidinorm.get_command(click.Context(cli.bidinorm), verb)
        assert command is not None
        found[verb] = sorted(" ".join((*one.opts, *one.secondary_opts)) for one in command.params)
    return found


def shape(value: object) -> object:
    """The keys and types of a value of JSON; of a list, those of its first item."""
    if isinstance(value, dict):
        return {key: shape(each) for key, each in value.items()}
    if isinstance(value, list):
        return [shape(each) for each in value[:1]]
    return named(value)


def printed() -> dict[str, object]:
    """The shape of what each verb prints with --json."""
    found = {}
    for verb, needed in ASKED.items():
        done = CliRunner().invoke(cli.bidinorm, [verb, *needed, "--json"], input=LINE)
        assert done.exit_code in (0, 1), (verb, done.output, done.exception)
        found[verb] = shape(json.loads(done.stdout.splitlines()[0]))
    return found


def snapshot() -> dict[str, Any]:
    kinds = [kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, Exception)]
    return {
        "names": {name: described(getattr(bidinorm, name)) for name in bidinorm.__all__},
        "returned": returned(),
        "errors": {kind.__name__: [base.__name__ for base in kind.__mro__[1:-2]] for kind in kinds},
        "profiles": profiles.names(),
        "rules": {name: rules.get(name).options for name in rules.ORDER},
        "schemes": schemes.names(),
        "formats": list(formats.NAMES),
        "verbs": verbs(),
        "json": printed(),
    }


def main() -> None:
    FILE.write_text(json.dumps(snapshot(), indent=1, ensure_ascii=True, default=str) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
