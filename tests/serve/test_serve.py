"""The playground answers this machine alone, bounds what it takes, and lets no text out of its place."""

from __future__ import annotations

import html
import json
import re
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
from cli.program import bidinorm
from serve.server import Server, serving

from bidinorm.report.page import policy
from bidinorm.serve import BODY
from bidinorm.serve.look import look


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with serving() as started:
        yield started


def exact(page: str) -> str:
    """The result that a page holds."""
    (found,) = re.findall(r'data-exact="([^"]*)"', page)
    return str(json.loads(html.unescape(found)))


def test_the_page(server: Server) -> None:
    answer = server.ask("GET", "/")
    assert answer.status == 200
    assert "bidinorm playground" in answer.text
    scripts = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert answer.headers["content-security-policy"].startswith(policy(scripts, styles))
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cache-control"] == "no-store"
    assert "server" not in answer.headers


def test_a_look(server: Server) -> None:
    answer = server.look("VLCيظهر\nحميد الشطري")
    assert answer.status == 200
    assert exact(answer.text) == "VLC يظهر\nحميد الشطري"
    for said in ("Latin runs into Arabic without a blank", "Hamid Al-Shatri", "Ḥamīd al-Shaṭrī", "base direction rtl"):
        assert said in answer.text


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "127.0.0.1:{port}.evil.example",
        "evil.example:{port}",
        "",
    ],
)
def test_other_hosts_are_refused(server: Server, host: str) -> None:
    answer = server.ask("GET", "/", Host=host.format(port=server.port))
    assert answer.status in {400, 421}
    assert "playground</h1>" not in answer.text


def test_localhost_is_this_machine(server: Server) -> None:
    assert server.ask("GET", "/", Host=f"localhost:{server.port}").status == 200


def test_pages_of_other_sites_are_refused(server: Server) -> None:
    assert server.look("a", Origin="http://evil.example").status == 403
    assert server.look("a", Origin="null").status == 403
    assert server.look("a", Sec_Fetch_Site="cross-site").status == 403
    assert server.look("a", Origin=f"http://127.0.0.1:{server.port}", Sec_Fetch_Site="same-origin").status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has all of 127/8 without being asked")
def test_it_listens_on_one_address(server: Server) -> None:
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=5)


def test_oversized_bodies_are_refused(server: Server) -> None:
    assert server.look("a" * BODY).status == 413
    assert server.look("ok").status == 200


def test_a_body_that_does_not_tell_its_size_is_bounded(server: Server) -> None:
    pieces = (b"a" * 65536 for _ in range(BODY // 65536 + 2))
    with suppress(BrokenPipeError, ConnectionResetError):  # it may be refused, and closed, before all is sent
        assert server.ask("POST", "/look", pieces, Content_Type="application/json").status == 413
    assert server.look("ok").status == 200


def test_a_size_that_is_none_is_refused(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        head = f"POST /look HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {'9' * 400}\r\n\r\n"
        connection.sendall(head.encode())
        assert connection.recv(4096).split()[1] in {b"400", b"413"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("[]", 400),
        ('{"text": 1}', 400),
        ("[" * 100_000, 400),
        ('{"text": "a", "profile": "repiar"}', 400),
        ('{"text": "a", "profile": "pyproject.toml"}', 400),
        ('{"text": "a", "profile": ["repair"]}', 400),
        ('{"text": "a"}', 200),
        ('{"text": ""}', 200),
    ],
)
def test_what_is_asked(server: Server, body: str, status: int) -> None:
    assert server.ask("POST", "/look", body, Content_Type="application/json").status == status


def test_a_form_of_another_page_cannot_ask(server: Server) -> None:
    """A form sends no JSON without the leave of the site, which nobody has."""
    assert server.ask("POST", "/look", '{"text": "a"}', Content_Type="text/plain").status == 415


def test_nothing_else_is_there(server: Server) -> None:
    assert server.ask("GET", "/look").status == 405
    assert server.ask("GET", "/../../etc/passwd").status == 404
    assert server.ask("GET", "/docs").status == 404


@pytest.mark.parametrize(
    "text",
    [
        "<script>hacked=1</script>VLCيظهر",
        "</textarea><img src=x onerror=hacked=1>",
        '"><svg onload=hacked=1> Bassem Al-Awadi',
        "\u202e\u2066VLCيظهر\u202d",
        "\ud800\x00VLCيظهر\udfff",
        "{{ 7 * 7 }}",
    ],
)
def test_hostile_text_stays_text(server: Server, text: str) -> None:
    answer = server.look(text)
    assert answer.status == 200
    assert not re.search(r"<(?:script|img|svg)|\son\w+=|\x00", re.sub("&[^;]*;[^<]*", "", answer.text))
    assert exact(answer.text) == look(text).result
    rest = re.sub(r'<p dir="\w+" class="line">.*?</p>', "", answer.text, flags=re.DOTALL)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", rest)


def test_a_long_text_is_answered(server: Server) -> None:
    answer = server.look("VLCيظهر " * 15_000)
    assert answer.status == 200
    assert exact(answer.text).startswith("VLC يظهر VLC")


def test_look_tells_of_names_in_every_scheme() -> None:
    from bidinorm.names import schemes

    (name,) = look("حميد الشطري").names
    assert [scheme for scheme, _ in name.schemes] == list(schemes.names())
    assert dict(name.schemes)["buckwalter"] == "Hmyd Al$Try"
    assert [part.text for part in name.parts] == ["حميد", "الشطري"]


def test_look_draws_what_is_stored_and_what_is_seen() -> None:
    (line,) = look("VLC يظهر").levels
    assert "".join(sign.text for sign in line.stored) == "VLC يظهر"
    assert [sign.offset for sign in line.seen] == [0, 1, 2, 3, 7, 6, 5, 4]


def test_ctrl_c_ends_it_quietly() -> None:
    with serving() as started:
        assert started.ask("GET", "/").status == 200
        started.process.send_signal(signal.SIGINT)
        assert started.process.wait(30) == 130
        assert started.process.stderr is not None
        assert started.process.stderr.read().strip() == ""


def test_a_port_that_is_taken_is_an_error(server: Server) -> None:
    done = bidinorm("serve", "--port", server.port, env={"PYTHONWARNINGS": ""})  # Uvicorn forgets the socket
    assert done.code == 2
    assert "cannot be had" in done.err
