"""The playground as its users start it: in a process of its own, on a free port."""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from cli.program import environment


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Server:
    """A playground that runs."""

    port: int
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Send a request; an underscore in the name of a header stands for its hyphen."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with suppress(BrokenPipeError, ConnectionResetError):  # refused before all was sent
                connection.request(method, path, body, sent)  # type: ignore[arg-type]
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read().decode("utf-8"))
        finally:
            connection.close()

    def look(self, text: str, profile: str = "repair", **headers: str) -> Answer:
        """Let it look at a text."""
        body = json.dumps({"text": text, "profile": profile})
        return self.ask("POST", "/look", body, **{"Content_Type": "application/json", **headers})


@contextmanager
def serving() -> Iterator[Server]:
    """Start a playground, and end it."""
    command = [sys.executable, "-m", "bidinorm", "serve", "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", env=environment()
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            assert found, line + (process.stderr.read() if process.stderr else "")
            yield Server(int(found[1]), process)
        finally:
            process.terminate()
            process.wait(30)
