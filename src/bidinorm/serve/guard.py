"""What the playground answers at all: this machine, its own page, and bodies of a bounded size.

A page of the web can let its visitor's browser ask 127.0.0.1, also under a name of its own that leads there (DNS
rebinding). So the Host must be a name of the loopback with the port that is listened on, and a request that a browser
sends for another page is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    App = Callable[[Message, Receive, Send], Awaitable[None]]

BODY = 512 * 1024
"""Bytes that a request may have."""
HOSTS = ("127.0.0.1", "localhost")


class Guard:
    """An ASGI application that lets through to another one what it may answer, with headers that shield the answers."""

    def __init__(self, app: App, policy: str, body: int = BODY) -> None:
        self.app = app
        self.body = body
        self.headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"cache-control", b"no-store"),
        ]

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def shielded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *self.headers]
            await send(message)

        refused = self._refused(scope)
        if refused:
            await _say(shielded, *refused)
            return
        body = await _body(receive, self.body)
        if body is None:
            await _say(shielded, *self._too_large())
        else:
            await self.app(scope, _held(body, receive), shielded)

    def _refused(self, scope: Message) -> tuple[int, str] | None:
        """Return status and reason where a request is refused by its headers."""
        headers: dict[bytes, list[str]] = {}
        for name, value in scope["headers"]:
            headers.setdefault(name.lower(), []).append(value.decode("latin-1"))
        port = scope["server"][1]
        own = {f"{host}:{port}" for host in HOSTS}
        hosts = headers.get(b"host", [])
        if len(hosts) != 1 or hosts[0].lower() not in own:
            return 421, f"this answers http://127.0.0.1:{port}/ alone"
        origins = {f"http://{host}" for host in own}
        if any(origin.lower() not in origins for origin in headers.get(b"origin", ())):
            return 403, "a page of another site may not ask"
        if any(site not in ("same-origin", "none") for site in headers.get(b"sec-fetch-site", ())):
            return 403, "a page of another site may not ask"
        sizes = headers.get(b"content-length", ["0"])
        if any(not size.isdecimal() or int(size[:20]) > self.body for size in sizes):
            return self._too_large()
        return None

    def _too_large(self) -> tuple[int, str]:
        return 413, f"a text may have {self.body:,} bytes; use the command line for larger ones"


async def _body(receive: Receive, most: int) -> bytes | None:
    """Return the body, or None where it is too large; its length need not have been told."""
    found = bytearray()
    while True:
        message = await receive()
        found += message.get("body", b"")
        if len(found) > most:
            return None
        if message["type"] != "http.request" or not message.get("more_body"):
            return bytes(found)


def _held(body: bytes, receive: Receive) -> Receive:
    """Return what gives a body that is here already."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _say(send: Send, status: int, reason: str) -> None:
    body = f"{reason}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})
