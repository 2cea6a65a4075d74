"""A report as HTML: the templates, and the policy that lets a page run what ships with it and nothing else."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bidinorm.errors import InputError
from bidinorm.files import trouble
from bidinorm.report.charts import bars
from bidinorm.visible import visible

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator

    from jinja2 import Environment

    from bidinorm.report.collect import Report

NAMES = 1000
"""Names that are listed."""


@cache
def environment() -> Environment:
    """Return the templates, which escape all that they are given; raises `ImportError` where Jinja is missing."""
    try:
        import jinja2
    except ImportError as error:
        raise ImportError('the page needs Jinja; install it with: pip install "bidinorm[report]"') from error
    return jinja2.Environment(
        loader=jinja2.FunctionLoader(asset),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


@cache
def asset(name: str) -> str:
    """Return a template, style sheet or script that ships with the report, or as `serve/NAME` with the playground."""
    package, _, file = name.rpartition("/")
    return (files(f"bidinorm.{package or 'report'}") / "templates" / file).read_text("utf-8")


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the Content-Security-Policy of a page that holds these scripts and style sheets, and loads nothing.

    >>> policy(["f()"], [])
    "default-src 'none'; script-src 'sha256-GcEEE0IkDzIP5EQ6DXZaDPORqT5RTBELX8Fyzyg9yvo='; style-src 'none'; base-uri 'none'; form-action 'none'"
    """  # noqa: E501
    return (
        f"default-src 'none'; script-src {_hashes(scripts)}; style-src {_hashes(styles)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hashes(sources: Iterable[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() for source in sources)
    return " ".join(f"'sha256-{digest}'" for digest in digests) or "'none'"


def pieces(report: Report, profile: str) -> Iterator[str]:
    """Yield the page of a report, piece by piece."""
    from markupsafe import Markup

    from bidinorm import __version__
    from bidinorm.rules import everything

    styles = [asset("text.css"), asset("report.css")]
    script = asset("report.js")
    summaries = {rule.name: rule.summary for rule in everything()}
    names = report.names.listed() if report.names else []
    rules = {name: summaries.get(name, "") for name in sorted({*report.rules, *_single(report.suspected)})}
    page: Iterator[str] = (
        environment()
        .get_template("report.html")
        .generate(
            report=report,
            profile=visible(profile),
            version=__version__,
            policy=policy([script], styles),
            styles=[Markup(style) for style in styles],  # files of this package, which hold no user's text
            script=Markup(script),
            rules=rules,
            files=[visible(name) for name in report.files],
            rule_bars=bars(report.rules, summaries),
            file_bars=bars({name: count for name, count in report.files.items() if count}, {}),
            file_numbers={name: number for number, name in enumerate(report.files)},
            names=names[:NAMES],
            names_left_out=len(names) - len(names[:NAMES]),
            visible=visible,
        )
    )
    return page


def _single(rules: Iterable[str]) -> Iterator[str]:
    for rule in rules:
        yield from rule.split("+")


def write(report: Report, path: str | os.PathLike[str], profile: str) -> int:
    """Write the page of a report to a file, in one step; return its size in bytes.

    Raises `InputError` where it cannot be written; a file that was there is then as it was.
    """
    import os
    from contextlib import suppress
    from pathlib import Path

    target = Path(path).resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            for piece in pieces(report, profile):
                file.write(piece)
            size = file.tell()
        part.replace(target)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise InputError(f"{path}: the report cannot be written: {trouble(error)}") from error
    return size
