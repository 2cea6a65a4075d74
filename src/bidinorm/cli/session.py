"""What all verbs share: their options, the pipeline, reading input after input, errors and the exit code."""

from __future__ import annotations

import functools
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm import config
from bidinorm.cli.inputs import STDIN, Input, Inputs
from bidinorm.cli.lines import InputLine, lines
from bidinorm.cli.progress import Bar
from bidinorm.cli.show import visible
from bidinorm.encodings import BinaryError, Coding, named
from bidinorm.errors import BidinormError, InputError, ProfileError, unknown
from bidinorm.files import TextFile, line_ends, trouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from bidinorm.pipeline import Pipeline
    from bidinorm.text import Change, Text

MODES = ("minimal", "marks", "html", "none", "strip")
"""Values of the option `isolate`, here once more so that help need not import the rule."""
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

    dirty: bool = False
    """Whether something was found in the input that is being read."""
    skip: str = ""
    """The ending of files that a walk passes over."""
    output_shown: bool = True
    """Whether results are written to standard output."""

    def say(self, message: str) -> None:
        """Tell a person something on standard error."""
        if not self.quiet:
            click.echo(f"bidinorm: {message}", err=True)

    def fail(self, error: Exception) -> None:
        """Report an error; the rest of the inputs goes on, unless `--strict` asks to stop."""
        report(error)
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
            self.dirty = True

    def each(self, work: Callable[[TextFile], None]) -> None:
        """Do some work on each input, open; an error is reported, and the next input comes."""
        root = self.settings.path.parent if self.settings.path else None
        inputs = list(Inputs(self.settings.exclude, root, self.skip, self.fail).expand(self.paths))
        shown = self.output_shown and sys.stdout.isatty()
        with Bar(sum(each.size for each in inputs), wanted=self.progress, output_shown=shown) as bar:
            for one in inputs:
                self._do(one, work, bar.add)

    def _do(self, one: Input, work: Callable[[TextFile], None], progress: Callable[[int], object]) -> None:
        self.dirty = False
        try:
            if one.name == STDIN:
                self._note_terminal()
                work(TextFile("<stdin>", sys.stdin.buffer, self.encoding, self.say, progress))
            else:
                with Path(one.name).open("rb") as stream:
                    work(TextFile(one.name, stream, self.encoding, self.say, progress))
            self.files += 1
            self.changed += self.dirty
        except BinaryError as error:
            if one.own:  # one that was found in a folder is passed over
                self.fail(error)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.fail(InputError(f"{one.name}: {trouble(error)}"))
        except BidinormError as error:
            self.fail(error)

    def _note_terminal(self) -> None:
        if sys.stdin.isatty():
            self.say("reading from the terminal; Ctrl-D ends the text")

    def close(self) -> None:
        """Write the report and end with the exit code."""
        if self.report is not None:
            facts = {"files": self.files, "changed": self.changed, "rules": dict(sorted(self.rules.items()))}
            try:
                self.report.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
            except OSError as error:
                self.fail(InputError(f"{self.report}: the report cannot be written: {trouble(error)}"))
        if self.code:
            raise click.exceptions.Exit(self.code)


_TOML_PLACE = re.compile(
    r"(?P<file>[^:]+(?::[\\/][^:]*)?): (?P<what>.*) \(at line (?P<line>\d+), column (?P<column>\d+)\)"
)


def report(error: Exception) -> None:
    """Say an error on standard error, its place first, as editors read it."""
    message = _TOML_PLACE.sub(r"\g<file>:\g<line>:\g<column>: \g<what>", str(error), count=1)
    click.echo(f"bidinorm: error: {visible(message)}", err=True)


def pipeline_of(settings: config.Config, profile: str | None, select: str, ignore: str) -> Pipeline:
    """Build the pipeline that options and configuration ask for; options win."""
    from bidinorm.pipeline import Pipeline
    from bidinorm.rules import ORDER

    try:
        pipeline = Pipeline.load(profile or settings.profile or "repair")
    except ProfileError as error:
        raise error if profile or not settings.profile else ProfileError(f"{settings.path}: {error}") from None
    chosen = _listed(select) or settings.select
    dropped = _listed(ignore) or settings.ignore
    for name in (*chosen, *dropped):
        if name not in ORDER:
            where = f"{settings.path}: " if name in (*settings.select, *settings.ignore) else ""
            raise ProfileError(where + unknown("rule", name, ORDER))
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
            report(error)
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
    def run(
        session: Session, profile: str, select: str, ignore: str, isolate: str, report: str, **options: object
    ) -> None:
        session.report = Path(report) if report else None
        pipeline = pipeline_of(session.settings, profile, select, ignore)
        verb(session, pipeline.set("isolates", isolate=isolate) if isolate else pipeline, **options)

    for decorate in (
        click.option("--report", default="", metavar="FILE", help="Write the changes by rule as JSON."),
        click.option("--isolate", default="", type=click.Choice(["", *MODES]), metavar="MODE", help="Make bilingual "
                     "lines read right everywhere: minimal isolates, marks, html, none; or strip all controls."),
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


def plain_lines(file: TextFile) -> Iterator[InputLine]:
    """Yield the lines of an input as they are."""
    from bidinorm.text import Text

    number, offset = 1, 0
    for text in file.parts():
        for line in lines(Part(Text.of(text), offset, number), ()):
            yield line
            number = line.number + 1
        offset += len(text)


def parts(file: TextFile, pipeline: Pipeline, *, told: bool = True) -> Iterator[Part]:
    """Read an input part by part and put each right; where no changes need be `told`, the fast way."""
    from bidinorm.text import Text

    texts = file.parts(whole=pipeline.whole)
    slow = told or pipeline.whole
    offset, line = 0, 1
    for text in pipeline.parts(texts) if slow else (Text(text, pipeline.clean(text)) for text in texts):
        yield Part(text, offset, line)
        offset += len(text.original)
        line += line_ends(text.original)
