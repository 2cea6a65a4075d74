"""Writing in place leaves the old file or the new one; output that goes wrong is told, or quiet."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli.program import Run, environment, names

DIRTY = "VLCيظهر"
CLEAN = "VLC يظهر"
posix = pytest.mark.skipif(os.name != "posix", reason="modes, links and signals of POSIX")


def test_in_place(run: Run, page: Path) -> None:
    page.write_text(f"{DIRTY}\r\nend", "utf-8", newline="")
    done = run("clean", "-i", page)
    assert (done.code, done.out) == (0, "")
    assert page.read_bytes() == f"{CLEAN}\r\nend".encode()
    assert names(page.parent) == ["page.txt"]


def test_clean_file_is_not_written_again(run: Run, page: Path) -> None:
    page.write_text("clean\n", "utf-8")
    before = page.stat()
    assert run("clean", "-i", "--backup", ".bak", page).code == 0
    after = page.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert names(page.parent) == ["page.txt"]


def test_first_change_far_inside(run: Run, page: Path) -> None:
    """What stands before the first changed part is copied."""
    text = "سطر نظيف تماما\r\n" * 150_000 + DIRTY
    for codec in ("utf-8", "cp1256", "utf-16"):
        page.write_bytes(text.encode(codec))
        assert run("clean", "-i", page).code == 0
        assert page.read_bytes() == text.replace(DIRTY, CLEAN).encode(codec)


def test_backup_keeps_the_old_file(run: Run, page: Path) -> None:
    before = page.read_bytes()
    run("clean", "-i", "--backup", ".orig", page)
    assert (page.parent / "page.txt.orig").read_bytes() == before != page.read_bytes()
    run("clean", "-i", page.parent)
    assert (page.parent / "page.txt.orig").read_bytes() == before


@posix
def test_mode_link_and_owner_stay(run: Run, page: Path) -> None:
    page.chmod(0o640)
    if os.getuid() == 0:
        os.chown(page, 1234, 1234)
    link = page.parent / "link"
    link.symlink_to("page.txt")
    before = page.stat()
    assert run("clean", "-i", link).code == 0
    after = page.stat()
    assert link.is_symlink() and CLEAN in page.read_text("utf-8")
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


@posix
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_killed_in_the_middle(tmp_path: Path, name: str) -> None:
    path = tmp_path / "long.txt"
    path.write_text(f"{DIRTY}\n" + f"{DIRTY} و كل شيء\n" * 400_000, "utf-8")
    before = path.read_bytes()
    command = [sys.executable, "-m", "bidinorm", "clean", "-i", str(path)]
    told = environment(PYTHONWARNINGS="ignore")  # a signal may come between the opening of a file and its `with`
    process = subprocess.Popen(command, env=told, stderr=subprocess.PIPE, start_new_session=True)
    while len(names(tmp_path)) == 1 and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=30)
    codes = {"SIGKILL": -signal.SIGKILL, "SIGTERM": 143, "SIGINT": 130}
    assert process.returncode == codes[name], said
    assert path.read_bytes() == before
    assert b"Traceback" not in said
    if name != "SIGKILL":
        assert names(tmp_path) == ["long.txt"], "the half-written file is left behind"


@posix
def test_no_room_for_the_new_file(tmp_path: Path) -> None:
    """A limit on the size of files stands for a full disk: the write fails in the same way."""
    import resource

    big = tmp_path / "big.txt"
    big.write_text(f"{DIRTY}\n" * 20_000, "utf-8")
    small = tmp_path / "small.txt"
    small.write_text(DIRTY, "utf-8")
    before = big.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "bidinorm", "clean", "-i", str(big), str(small)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536)),
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert f"bidinorm: error: {big}: cannot be replaced: the file would be larger" in done.stderr
    assert "the file is as it was" in done.stderr
    assert big.read_bytes() == before and small.read_text("utf-8") == CLEAN
    assert names(tmp_path) == ["big.txt", "small.txt"]


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(os, "getuid") or os.getuid() != 0, reason="mounting needs root"
)
def test_full_disk(run: Run, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=96k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        (disk / "big.txt").write_text(f"{DIRTY}\n" * 4_000, "utf-8")
        before = (disk / "big.txt").read_bytes()
        done = run("clean", "-i", disk / "big.txt")
        assert done.code == 2 and "cannot be replaced: no space left on the disk; free some" in done.err
        assert (disk / "big.txt").read_bytes() == before
        assert names(disk) == ["big.txt"]
    finally:
        subprocess.run(["umount", disk], check=True)


def _locked(folder: Path, *, lock: bool) -> bool:
    """Take away the right to write in a folder (or give it back); tell whether that worked."""
    if os.getuid() != 0:
        folder.chmod(0o555 if lock else 0o755)
        return True
    chattr = shutil.which("chattr")  # modes do not bind root, this does
    command = [chattr or "false", "+i" if lock else "-i", str(folder)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@posix
def test_folder_without_permission(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    (folder / "dirty.txt").write_text(DIRTY, "utf-8")
    (folder / "fine.txt").write_text("fine", "utf-8")
    if not _locked(folder, lock=True):
        pytest.skip("root, and this file system has no immutable folders")
    try:
        done = run("clean", "-i", folder)
        fine = run("clean", "-i", folder / "fine.txt")
    finally:
        _locked(folder, lock=False)
    assert done.code == 2 and "dirty.txt: cannot be replaced: no" in done.err and "ask its owner" in done.err
    assert (folder / "dirty.txt").read_text("utf-8") == DIRTY
    assert fine.code == 0, "a clean file needs no permission to write"


@posix
def test_file_that_changes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    from bidinorm.errors import InputError
    from bidinorm.files import replacing

    path = tmp_path / "page.txt"
    path.write_text("one", "utf-8")
    with pytest.raises(InputError, match="changed by someone else"), replacing(path) as stream:
        stream.write(b"three")
        path.write_text("two, by another program", "utf-8")
    assert path.read_text("utf-8") == "two, by another program"
    assert names(tmp_path) == ["page.txt"]


@posix
def test_no_regular_file_is_replaced(run: Run, tmp_path: Path) -> None:
    done = run("clean", "-i", "/dev/null")
    assert done.code == 2 and "no regular file" in done.err


@posix
@pytest.mark.parametrize(
    "verb", [["clean"], ["check"], ["explain", "--json"], ["clean", "--diff"], ["levels"], ["runs"]]
)
def test_closed_pipe_is_quiet(tmp_path: Path, verb: list[str]) -> None:
    (tmp_path / "page.txt").write_text(f"{DIRTY}\n" * 20_000, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "bidinorm", *verb, "page.txt"],
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
@pytest.mark.parametrize("verb", ["clean", "check"])
def test_full_disk_behind_standard_output(page: Path, verb: str) -> None:
    command = [sys.executable, "-m", "bidinorm", verb, str(page)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment(), check=False)
    assert done.returncode == 2
    assert b"bidinorm: error: standard output: " in done.stderr and b"Traceback" not in done.stderr


PEAK = Path(__file__).resolve().parents[2] / "benchmarks" / "peak.py"
"""Prints exit code and peak memory of a command."""


@posix
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """200 MB in less than 160 MB; NumPy and the program alone take about 40."""
    block = ("English and العربية side by side, clean all along.\n" * 20_000 + f"{DIRTY}\n").encode()
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        while file.tell() < 200_000_000:
            file.write(block)
    command = [sys.executable, str(PEAK), sys.executable, "-m", "bidinorm", "clean", str(path)]
    done = subprocess.run(command, capture_output=True, env=environment(), check=True)
    status, peak = map(int, done.stdout.split())
    assert status == 0
    assert peak < 160_000_000, f"{peak / 1e6:.0f} MB"


@posix
def test_colour_and_isolates_on_a_terminal_only(page: Path) -> None:
    shown = on_terminal(["clean", "--diff", str(page)])
    assert "\x1b[31m-964media\u2068صورة من منصة (شبكة)\u2069:" in shown
    plain = on_terminal(["clean", "--diff", str(page)], NO_COLOR="1")
    assert "\x1b" not in plain and "\u2068صورة" in plain


def on_terminal(arguments: list[str], **env: str) -> str:
    """Run the program on a terminal of its own; return what it shows."""
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bidinorm", *arguments]
    kept = environment(TERM="xterm-256color", **env)
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL, env=kept):
        os.close(theirs)
        shown = b""
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:  # how Linux says that the other end is closed
                break
            if not data:
                break
            shown += data
    os.close(ours)
    return shown.decode("utf-8")


@posix
def test_mode_of_a_new_file_is_not_wider(tmp_path: Path) -> None:
    from bidinorm.files import replacing

    path = tmp_path / "page.txt"
    path.write_text("secret", "utf-8")
    path.chmod(0o600)
    with replacing(path) as stream:
        (passing,) = (other for other in tmp_path.iterdir() if other != path)
        assert stat.S_IMODE(passing.stat().st_mode) == 0o600
        stream.write(b"new")
    assert path.read_bytes() == b"new"
