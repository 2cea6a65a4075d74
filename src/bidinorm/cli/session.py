"""What all verbs share: their options, the pipeline, reading input after input, errors and the exit code."""

from __future__ import annotations

import functools
import json
import os
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm import config
from bidinorm.cli.fields import RowOptions, require_fields, with_fields
from bidinorm.cli.inputs import STDIN, Input, Inputs
from bidinorm.cli.jobs import Outcome, merged, spread, told
from bidinorm.cli.journal import Journal
from bidinorm.cli.progress import Bar
from bidinorm.cli.show import visible
from bidinorm.encodings import BinaryError, Coding, named
from bidinorm.errors import BidinormError, InputError, ProfileError, unknown
from bidinorm.files import TextFile, trouble
from bidinorm.formats.packed import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bidinorm.pipeline import Pipeline
    from bidinorm.text import Change

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
    jobs: int = 1
    resume: Path | None = None
    rows: RowOptions = field(default_factory=RowOptions)
    code: int = 0
    files: int = 0
    changed: int = 0
    rules: Counter[str] = field(default_factory=Counter)
    judged: Counter[bool] = field(default_factory=Counter)
    """How many findings are certain, and how many are not."""
    lines: int = 0
    """Lines or rows that were read."""
    done: list[str] = field(default_factory=list)
    """The inputs that are done, by name."""
    began: float = field(default_factory=time.monotonic)

    dirty: bool = False
    """Whether something was found in the input that is being read."""
    one_output: bool = False
    """Whether what becomes of all inputs is written one after the other, in one encoding."""
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

    def would_change(self, name: str) -> None:
        """Tell that an input would change, if it would."""
        if self.dirty:
            self.found()
            self.say(f"would change {name}")

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
        journal = Journal(self.resume, sys.argv[1:]) if self.resume else None
        todo = journal.pending(inputs) if journal else inputs
        with Bar(sum(each.size for each in todo), wanted=self.progress, output_shown=shown) as bar:
            if self.jobs > 1 and len(todo) > 1 and not self.one_output:
                self._spread(todo, bar, journal)
            else:
                for one in todo:
                    if self._do(one, work, bar.add) and journal:
                        journal.add(one.name)
        if journal:
            journal.close()

    def _spread(self, inputs: Sequence[Input], bar: Bar, journal: Journal | None) -> None:
        """Let other processes do the work on many inputs."""
        sizes = {one.name: one.size for one in inputs}
        for outcome in spread(inputs, self.jobs, click.get_current_context()):
            merged(self, outcome)
            for name in outcome.done:
                bar.add(sizes[name])
                if journal:
                    journal.add(name)
            if self.strict and outcome.code == WRONG:
                raise click.exceptions.Exit(WRONG)

    def _do(self, one: Input, work: Callable[[TextFile], None], progress: Callable[[int], object]) -> bool:
        """Do the work on an input; tell whether it is done."""
        self.dirty = False
        try:
            rows = self.rows.rows(one.name, self.fail, required=one.own)
            if one.name == STDIN:
                self._note_terminal()
                self._work(work, TextFile("<stdin>", sys.stdin.buffer, self.encoding, self.say, progress, rows))
            else:
                with Path(one.name).open("rb") as stream, unpacked(stream, one.name) as inside:
                    self._work(work, TextFile(one.name, inside, self.encoding, self.say, progress, rows))
            self.files += 1
            self.changed += self.dirty
            self.done.append(one.name)
            return True
        except BinaryError as error:
            if one.own:  # one that was found in a folder is passed over
                self.fail(error)
        except BrokenPipeError:
            raise
        except OSError as error:
            self.fail(InputError(f"{one.name}: {trouble(error)}{_meant(one.name, error)}"))
        except BidinormError as error:
            self.fail(error)
        return False

    def _work(self, work: Callable[[TextFile], None], file: TextFile) -> None:
        work(file)
        require_fields(file.name, file.rows)
        self.lines += file.rows.count if file.rows is not None else file.lines

    def _note_terminal(self) -> None:
        if sys.stdin.isatty():
            self.say("reading from the terminal; Ctrl-D ends the text")

    def close(self) -> None:
        """Write the report and end with the exit code."""
        begun_by = click.get_current_context().find_root().obj
        if isinstance(begun_by, Outcome):
            told(self, begun_by)
        elif self.report is not None:
            facts = {
                "files": self.files,
                "rows": self.lines,
                "changed": self.changed,
                "rules": dict(sorted(self.rules.items())),
                "seconds": round(time.monotonic() - self.began, 3),
            }
            try:
                self.report.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
            except OSError as error:
                self.fail(InputError(f"{self.report}: the report cannot be written: {trouble(error)}"))
        if self.code:
            raise click.exceptions.Exit(self.code)

    def sum_up(self, message: str) -> None:
        """Tell a person at the end what was done; the process that was begun by another leaves it to that one."""
        if not isinstance(click.get_current_context().find_root().obj, Outcome):
            self.say(message)


def _meant(name: str, error: OSError) -> str:
    """Say where text belongs, if it was given in the place of a file."""
    if not isinstance(error, FileNotFoundError) or "." in name or "/" in name:
        return ""
    return f"; text itself comes in on standard input: echo TEXT | {click.get_current_context().command_path}"


def report(error: Exception) -> None:
    """Say an error on standard error."""
    click.echo(f"bidinorm: error: {visible(str(error))}", err=True)


def pipeline_of(settings: config.Config, profile: str | None, select: str, ignore: str) -> Pipeline:
    """Build the pipeline that options and configuration ask for; options win."""
    from bidinorm.pipeline import Pipeline
    from bidinorm.rules import ORDER

    named = profile or settings.profile or "repair"
    try:
        pipeline = Pipeline.load(named)
    except ProfileError as error:
        if profile or not settings.profile:
            raise
        raise ProfileError(f"{settings.at('profile', named)}: {error}") from None
    chosen = _listed(select) or settings.select
    dropped = _listed(ignore) or settings.ignore
    for key, names in (("select", chosen), ("ignore", dropped)):
        for name in names:
            if name not in ORDER:
                own = name in getattr(settings, key)
                raise ProfileError((f"{settings.at(key, name)}: " if own else "") + unknown("rule", name, ORDER))
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

    @with_fields
    @functools.wraps(verb)
    def run(
        session: Session, profile: str, select: str, ignore: str, isolate: str | None, report: str, jobs: int,
        resume: str, **options: object,
    ) -> None:  # fmt: skip
        if report == STDIN:
            raise click.UsageError("--report needs the name of a file; results stand on standard output")
        session.report = Path(report) if report else None
        session.jobs = jobs or os.cpu_count() or 1
        session.resume = Path(resume) if resume else None
        pipeline = pipeline_of(session.settings, profile, select, ignore)
        verb(session, pipeline.set("isolates", isolate=isolate) if isolate else pipeline, **options)

    for decorate in (
        click.option("-j", "--jobs", default=1, type=click.IntRange(0), metavar="N", help="Work in N processes; 0 is "
                     "one for each core. Order stays."),
        click.option("--resume", default="", metavar="FILE", help="Keep a journal in FILE, and pass over what it says "
                     "is done: run the same command again after it was stopped."),
        click.option("--report", default="", metavar="FILE", help="Write files, rows, changes by rule and "
                     "seconds as JSON."),
        click.option("--isolate", default=None, type=click.Choice(MODES), metavar="MODE", help="Make bilingual "
                     "lines read right everywhere: minimal isolates, marks, html, none; or strip all controls."),
        click.option("--ignore", default="", metavar="RULE,...", help="Leave these rules out."),
        click.option("--select", default="", metavar="RULE,...", help="Run these rules alone."),
        click.option("-p", "--profile", default="", metavar="NAME|FILE.toml", help="The profile; repair if none is "
                     "named here or in bidinorm.toml."),
    ):  # fmt: skip
        run = decorate(run)
    return run
