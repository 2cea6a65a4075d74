"""The command line: one verb for each public function, loaded when it is called."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module

import click

VERBS = {
    "check": ("check", "Print file:line:column: rule reason for what is wrong."),
    "clean": ("clean", "Put text right by a profile; what is right comes back byte for byte."),
    "completion": ("completion", "Print the completion script of a shell."),
    "explain": ("explain", "Say what clean would do, where and why; nothing is written."),
    "fold": ("fold", "Write text as it is searched: repaired, then folded."),
    "harmonize": (
        "harmonize",
        "Write each name of a person in one spelling within a document; the rule names of the profile newsroom.",
    ),
    "index": ("index", "Build a search index of files, folders or JSON lines; or write what other engines need."),
    "levels": ("levels", "Draw lines as they are stored and as they are shown, with their embedding levels."),
    "names": ("names", "Find the names in running text, or say of what parts a name is made."),
    "profiles": ("catalogue", "List the profiles, or the rules and options of some."),
    "report": ("report", "Write one page of HTML that shows what clean would change, where and why."),
    "romanize": ("romanize", "Write names in Latin letters, one name on each line."),
    "rules": ("catalogue", "List the rules, or print the pages of some."),
    "runs": ("runs", "Print the script runs of each line: start, end, script, direction, text."),
    "search": ("search", 'Search an index: words in either script, "phrases", and beginnings of words with a star.'),
    "serve": ("serve", "Open a playground in the browser: paste a text, see runs, levels, repairs and names."),
    "transliterate": ("romanize", "Write Arabic letter for letter in another alphabet, or read it back."),
}
"""The module of each verb, whose command has the verb's name, and a line on it: help must not load them all."""


class Verbs(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all verbs."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb and return its command."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = getattr(import_module(f"bidinorm.cli.{VERBS[cmd_name][0]}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in VERBS.items()])

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; a pipe that its reader has closed is left to `main`, which ends quietly."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise SystemExit(_lost(error)) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the near verbs where there is none of the name."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            from bidinorm.errors import unknown

            raise click.UsageError(unknown("verb", args[0], VERBS))
        return super().resolve_command(ctx, args)


def _version(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from bidinorm import __version__, lexicons
        from bidinorm.bidi.classes import UNICODE_VERSION

        click.echo(f"bidinorm {__version__} (Unicode {UNICODE_VERSION}, lexicons {lexicons.version()})")
        ctx.exit()


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def bidinorm() -> None:
    """Put bilingual Arabic-English text right, and say what was done.

    Files, folders, globs or standard input in; standard output out, or the files themselves with --in-place.
    """


def main() -> None:
    """Run the command line; a closed pipe ends it quietly, Ctrl-C with exit code 130."""
    _prepare()
    try:
        code = bidinorm(standalone_mode=False, prog_name="bidinorm") or 0
        sys.stdout.flush()
    except click.ClickException as error:
        _explain(error)
        code = 2
    except (click.Abort, KeyboardInterrupt):
        code = 128 + signal.SIGINT
    except OSError as error:
        code = _lost(error)
    sys.exit(code)


def _explain(error: click.ClickException) -> None:
    """Say what is wrong with the command line, and where its help is."""
    context = getattr(error, "ctx", None)
    advice = f"; see {context.command_path} --help" if context else ""
    message = " ".join(error.format_message().rstrip(".").split())
    click.echo(f"bidinorm: error: {message}{advice}", err=True)


def _prepare() -> None:
    """Let results be UTF-8 unless a terminal has another encoding; let a polite kill tidy up."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # what is shown may hold any character, lone surrogates too
            encoding = stream.encoding if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))


def _lost(error: OSError) -> int:
    """Give up standard output; a pipe that the reader has closed is no error, a full disk is."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more to flush at the end
    if isinstance(error, BrokenPipeError):
        return 0
    click.echo(f"bidinorm: error: standard output: {error.strerror}", err=True)
    return 2
