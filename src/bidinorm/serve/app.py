"""The playground as a web application: one page, and one address that looks at a text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bidinorm.errors import BidinormError
from bidinorm.report.page import asset, environment, policy
from bidinorm.serve.guard import BODY, Guard
from bidinorm.serve.look import look

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

STYLES = ("text.css", "serve/playground.css")
AT_ONCE = 2
"""Texts that are looked at at the same time; others wait."""


def application(body: int = BODY) -> Guard:
    """Return the application, guarded; `body` is how many bytes a request may have.

    Raises `ImportError` where Starlette or Jinja is missing.
    """
    try:
        from starlette.applications import Starlette
        from starlette.routing import Route
    except ImportError as error:
        raise ImportError('the playground needs Starlette; install it with: pip install "bidinorm[serve]"') from error
    environment()
    app = Starlette(routes=[Route("/", page, methods=["GET"]), Route("/look", Looking().answer, methods=["POST"])])
    own = policy([asset("serve/playground.js")], map(asset, STYLES))
    return Guard(app, f"{own}; connect-src 'self'; frame-ancestors 'none'", body)


async def page(request: Request) -> Response:
    """Answer with the page."""
    from markupsafe import Markup
    from starlette.responses import HTMLResponse

    from bidinorm import __version__
    from bidinorm.profiles import description, names

    return HTMLResponse(
        environment()
        .get_template("serve/playground.html")
        .render(
            version=__version__,
            profiles={name: description(name) for name in names()},
            styles=[Markup(asset(style)) for style in STYLES],  # files of this package, which hold no user's text
            script=Markup(asset("serve/playground.js")),
        )
    )


class Looking:
    """Looks at texts, a few at a time, away from the loop that answers."""

    def __init__(self) -> None:
        self._limiter: Any = None

    async def answer(self, request: Request) -> Response:
        """Answer `{"text": …, "profile": …}` with a part of a page."""
        from anyio import CapacityLimiter, to_thread
        from starlette.responses import HTMLResponse, PlainTextResponse

        self._limiter = self._limiter or CapacityLimiter(AT_ONCE)
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return PlainTextResponse("send JSON, with its content type\n", 415)
        try:
            text, profile = _asked(await request.body())
            return HTMLResponse(await to_thread.run_sync(rendered, text, profile, limiter=self._limiter))
        except (BidinormError, ValueError, RecursionError) as error:
            return PlainTextResponse(f"{error}\n".encode("ascii", "backslashreplace"), 400)


def _asked(body: bytes) -> tuple[str, str]:
    """Return the text and the profile that were asked for; a profile is one that ships, never a file."""
    from bidinorm.errors import OptionError, unknown
    from bidinorm.profiles import names

    asked = json.loads(body)
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise OptionError('found no text; send {"text": "…", "profile": "repair"}')
    profile = asked.get("profile", "repair")
    if profile not in names():
        raise OptionError(unknown("profile", profile, names()))
    return asked["text"], profile


def rendered(text: str, profile: str) -> str:
    """Return what is shown of a text, as a part of a page."""
    seen = look(text, profile)
    return str(environment().get_template("serve/look.html").render(look=seen, exact=json.dumps(seen.result)))
