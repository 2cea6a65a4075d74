"""`bidinorm serve`: the playground."""

from __future__ import annotations

import click

from bidinorm.cli.session import WRONG
from bidinorm.cli.session import report as tell
from bidinorm.errors import BidinormError, InputError

PORT = 8642


@click.command()
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(0, 65535), metavar="N", help="Where to "
              "listen; 0 takes a free one.")  # fmt: skip
def serve(port: int) -> None:
    """Open a playground in the browser: paste a text, see runs, levels, repairs and names.

    It listens on 127.0.0.1 alone, answers no other host, and keeps nothing. Ctrl-C ends it. Needs
    pip install "bidinorm[serve]".
    """
    try:
        _serve(port)
    except BidinormError as error:
        tell(error)
        raise click.exceptions.Exit(WRONG) from None


def _serve(port: int) -> None:
    try:
        import uvicorn

        from bidinorm.serve import application

        app = application()
    except ImportError as error:
        raise InputError(f'{error}; the playground needs: pip install "bidinorm[serve]"') from None
    config = uvicorn.Config(
        app,
        host="127.0.0.1",
        port=port,
        log_level="critical",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        http="h11",
        limit_concurrency=32,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=2,
    )
    try:
        listening = config.bind_socket()
    except SystemExit:
        raise InputError(f"port {port} of 127.0.0.1 cannot be had; give another with --port, or 0 for any") from None
    listening.listen()  # who reads the line below may ask at once
    click.echo(f"bidinorm: http://127.0.0.1:{listening.getsockname()[1]}/  (Ctrl-C ends it)")
    uvicorn.Server(config).run(sockets=[listening])
