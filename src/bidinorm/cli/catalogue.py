"""`bidinorm rules` and `bidinorm profiles`: what there is, and the page of each."""

from __future__ import annotations

import click

from bidinorm.errors import BidinormError


@click.command()
@click.argument("names", nargs=-1)
def rules(names: tuple[str, ...]) -> None:
    """List the rules, or print the pages of some.

    They run in the order in which they are listed.
    """
    from bidinorm.rules import ORDER, get

    try:
        for name in names:
            click.echo(f"# {name}\n\n{get(name).page.strip()}\n")
    except BidinormError as error:
        raise click.UsageError(str(error)) from None
    if not names:
        width = max(map(len, ORDER))
        for name in ORDER:
            click.echo(f"{name:{width}}  {get(name).stage.name:8}  {get(name).summary}")


@click.command()
@click.argument("names", nargs=-1)
def profiles(names: tuple[str, ...]) -> None:
    """List the profiles, or the rules and options of some.

    A profile is named as it ships, or by the path of a TOML file.
    """
    from bidinorm.pipeline import Pipeline
    from bidinorm.profiles import description
    from bidinorm.profiles import names as shipped

    try:
        for name in names:
            pipeline = Pipeline.load(name)
            click.echo(f"{name}: {description(name)}")
            for rule in pipeline.rules:
                options = {**rule.options, **pipeline.options.get(rule.name, {})}
                said = ", ".join(f"{key} = {value!r}" for key, value in options.items())
                click.echo(f"  {rule.name}{f'  ({said})' if said else ''}")
    except BidinormError as error:
        raise click.UsageError(str(error)) from None
    for name in shipped() if not names else ():
        click.echo(f"{name:10} {description(name)}")
