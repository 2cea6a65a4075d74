"""What all verbs share: their options, the pipeline, reading input after input, errors and the exit code."""

from __future__ import annotations

import functools
import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm import config
from bidinorm.cli.inputs import STDIN, expand
from bidinorm.cli.lines import InputLine, lines
from bidinorm.encodings import BinaryError, Coding, named
from bidinorm.errors import BidinormError, InputError, unknown
from bidinorm.files import TextFile, line_ends, trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bidinorm.pipeline import Pipeline
    from bidinorm.text import Change, Text

FOUND, WRONG = 1, 2
"""Exit codes: something was found; usage was wrong or an input could not be read."""


@dataclass
class Session:
    """One run of a verb: what was asked for, and what has happened so far."""

    paths: tuple[str, ...]
    encoding: Coding | None
    settings: config.Config
    strict: bool = False
    quiet: bool = False
    report: Path | None = None
    progress: bool | None = None
    code: int = 0
    files: int = 0
    changed: int = 0
    rules: Counter[str] = field(default_factory=Counter)

    def say(self, message: str) -> None:
        """Tell a person something on standard error."""
        if not self.quiet:
            click.echo(f"bidinorm: {message}", err=True)

    def fail(self, error: Exception) -> None:
        """Report an error; the rest of the inputs goes on, unless `--strict` asks to stop."""
        click.echo(f"bidinorm: error: {error}", err=True)
        self.code = WRONG
        if self.strict:
            raise click.exceptions.Exit(WRONG)

    def found(self) -> None:
        """Remember that something was found."""
        self.code = max(self.code, FOUND)

    def count(self, changes: Iterable[Change]) -> None:
        """Count changes by rule."""
        for change in changes:
            self.rules.update(change.rule.split("+"))

    def each(self, work: Callable[[TextFile], None]) -> None:
        """Do some work on each input, open; an error is reported, and the next input comes."""
        from bidinorm.cli.progress import shown

        exclude, root = self.settings.exclude, self.settings.path.parent if self.settings.path else None
        for name, own in shown(list(expand(self.paths, exclude, root)), self.progress):
            try:
                self._open(name, work)
                self.files += 1
            except BinaryError as error:
                if own:  # one that was found in a folder is passed over
                    self.fail(error)
            except BrokenPipeError:
                raise
            except OSError as error:
                self.fail(InputError(f"{name}: {trouble(error)}"))
            except BidinormError as error:
                self.fail(error)

    def _open(self, name: str, work: Callable[[TextFile], None]) -> None:
        if name == STDIN:
            work(TextFile("<stdin>", sys.stdin.buffer, self.encoding, self.say))
        else:
            with Path(name).open("rb") as stream:
                work(TextFile(name, stream, self.encoding, self.say))

    def close(self) -> None:
        """Write the report and end with the exit code."""
        if self.report is not None:
            facts = {"files": self.files, "changed": self.changed, "rules": dict(sorted(self.rules.items()))}
            try:
                self.report.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
            except OSError as error:
                self.fail(InputError(f"{self.report}: {trouble(error)}"))
        if self.code:
            raise click.exceptions.Exit(self.code)


def pipeline_of(settings: config.Config, profile: str | None, select: str, ignore: str) -> Pipeline:
    """Build the pipeline that options and configuration ask for; options win."""
    from bidinorm.pipeline import Pipeline
    from bidinorm.rules import ORDER

    pipeline = Pipeline.load(profile or settings.profile or "repair")
    chosen = _listed(select) or settings.select
    dropped = _listed(ignore) or settings.ignore
    for name in (*chosen, *dropped):
        if name not in ORDER:
            raise InputError(unknown("rule", name, ORDER))
    present = {rule.name for rule in pipeline.rules}
    if chosen:
        pipeline = pipeline.only(*(name for name in chosen if name in present))
        for name in chosen:
            pipeline = pipeline if name in present else pipeline.set(name)
    return pipeline.without(*(name for name in dropped if name in {rule.name for rule in pipeline.rules}))


def _listed(value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(",") if name.strip())


def reading(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options of all that read, and a `Session` as its first argument."""

    @functools.wraps(verb)
    def run(
        paths: tuple[str, ...], encoding: str, isolated: bool, strict: bool, quiet: bool, progress: bool | None,
        **options: object,
    ) -> None:  # fmt: skip
        try:
            settings = config.Config() if isolated else config.nearest(Path())
            session = Session(paths, named(encoding) if encoding else None, settings, strict, quiet)
            session.progress = progress
            verb(session, **options)
        except BidinormError as error:
            click.echo(f"bidinorm: error: {error}", err=True)
            raise click.exceptions.Exit(WRONG) from None
        session.close()

    for decorate in (
        click.option("--progress/--no-progress", default=None, help="Show progress (on a terminal, for long work)."),
        click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors on standard error."),
        click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read."),
        click.option("--isolated", is_flag=True, help="Ignore bidinorm.toml and pyproject.toml."),
        click.option("--encoding", default="", metavar="NAME", help="Read inputs in this encoding; else UTF-8, a byte "
                     "order mark, or what is detected (and said)."),
        click.argument("paths", nargs=-1, metavar="[FILE|FOLDER|GLOB|-]..."),
    ):  # fmt: skip
        run = decorate(run)
    return run


def judging(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options that choose rules; it is called with a `Pipeline` as its second argument."""

    @functools.wraps(verb)
    def run(session: Session, profile: str, select: str, ignore: str, report: str, **options: object) -> None:
        session.report = Path(report) if report else None
        verb(session, pipeline_of(session.settings, profile, select, ignore), **options)

    for decorate in (
        click.option("--report", default="", metavar="FILE", help="Write the changes by rule as JSON."),
        click.option("--ignore", default="", metavar="RULE,...", help="Leave these rules out."),
        click.option("--select", default="", metavar="RULE,...", help="Run these rules alone."),
        click.option("-p", "--profile", default="", metavar="NAME|FILE.toml", help="The profile; repair if none is "
                     "named here or in bidinorm.toml."),
    ):  # fmt: skip
        run = decorate(run)
    return run


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an input with what became of it, and where it begins in the input."""

    text: Text
    offset: int
    """Code points before it in the input."""
    line: int
    """The number of its first line, from 1."""
    line_after: int
    """The number of that line in what the input becomes."""


def plain_lines(file: TextFile) -> Iterator[InputLine]:
    """Yield the lines of an input as they are."""
    from bidinorm.text import Text

    number, offset = 1, 0
    for text in file.parts():
        for line in lines(Part(Text.of(text), offset, number, number), ()):
            yield line
            number = line.number + 1
        offset += len(text)


def parts(file: TextFile, pipeline: Pipeline) -> Iterator[Part]:
    """Read an input part by part and put each right."""
    offset, line, line_after = 0, 1, 1
    for text in pipeline.parts(file.parts(whole=pipeline.whole)):
        yield Part(text, offset, line, line_after)
        offset += len(text.original)
        line += line_ends(text.original)
        line_after += line_ends(text.current)
