"""`bidinorm fold`: what it writes, and what it refuses."""

from __future__ import annotations

import json

from cli.program import Run

TEXT = "مُؤسَّسة\r\nVLCيظهر Ａ\n"


def test_fold_writes_utf8_and_keeps_line_ends(run: Run) -> None:
    done = run("fold", "--encoding", "utf-16", stdin=TEXT.encode("utf-16"))
    assert (done.code, done.raw.decode("utf-8")) == (0, "موسسه\r\nvlc يظهر a\n")


def test_fold_tells_both_as_json(run: Run) -> None:
    done = run("fold", "--json", stdin=TEXT.encode())
    told = [json.loads(line) for line in done.out.splitlines()]
    assert [(line["line"], line["text"], line["fold"]) for line in told] == [
        (1, "مُؤسَّسة", "موسسه"),
        (2, "VLCيظهر Ａ", "vlc يظهر a"),
    ]


def test_rules_and_profile_are_chosen(run: Run) -> None:
    assert run("fold", "--ignore", "case,hamza", stdin="مؤسسة VLC\n".encode()).out == "مؤسسه VLC\n"
    assert run("fold", "--profile", "match", stdin="«Nexa», Ltd.\n".encode()).out == "nexa ltd\n"
    refused = run("fold", "--ignore", "kase", stdin=b"a")
    assert refused.code == 2
    assert "did you mean 'case'" in refused.err
