"""`bidinorm completion`: what a shell needs to complete verbs and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    For bash: bidinorm completion bash > ~/.local/share/bash-completion/completions/bidinorm
    """
    from bidinorm.cli import bidinorm

    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(bidinorm, {}, "bidinorm", "_BIDINORM_COMPLETE").source())
