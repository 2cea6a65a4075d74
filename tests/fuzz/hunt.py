"""Hunt for inputs that break a law: `python tests/fuzz/hunt.py TARGET --seconds 60 --findings FILE`.

With atheris the search is led by coverage; without it, inputs are mutations of the golden cases. A finding does not
end the hunt: the first input for each place that fails is kept, as a line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path
from types import ModuleType

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parents[2] / "src")]


class Hunt:
    """One target being hunted: what was tried, and what failed."""

    def __init__(self, name: str, findings: Path) -> None:
        from fuzz.targets import TARGETS

        self.name, self.target, self.findings = name, TARGETS[name], findings
        self.tried = 0
        self.slowest = (0.0, b"")
        self.failed: dict[str, int] = {}

    def one(self, data: bytes) -> None:
        """Try one input."""
        self.tried += 1
        began = time.perf_counter()
        try:
            self.target(data)
        except (Exception, RecursionError) as error:
            self._keep(data, error)
        self.slowest = max(self.slowest, (time.perf_counter() - began, data))

    def _keep(self, data: bytes, error: BaseException) -> None:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "bidinorm" in frame.filename]
        last = frames[-1] if frames else traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} {Path(last.filename).name}:{last.lineno} {str(error).split(':')[0][:40]}"
        self.failed[place] = self.failed.get(place, 0) + 1
        if self.failed[place] <= 8:
            line = {"target": self.name, "place": place, "error": str(error)[:600], "hex": data.hex()}
            with self.findings.open("a", encoding="utf-8") as out:
                out.write(json.dumps(line) + "\n")

    def report(self) -> str:
        """Say in one line of JSON what was tried."""
        seconds, data = self.slowest
        return json.dumps(
            {"target": self.name, "tried": self.tried, "failed": self.failed, "slowest": round(seconds, 3),
             "slowest_bytes": len(data), "slowest_hex": data.hex()[:400]}
        )  # fmt: skip


def seeds(name: str) -> list[bytes]:
    """Return the golden cases as inputs, and files of our own for the targets that read files."""
    from fuzz.targets import bytes_of

    root = HERE.parents[2]
    texts: list[str] = []
    for file in sorted((HERE.parents[1] / "cases").glob("*.json")):
        cases = json.loads(file.read_text("utf-8"))
        for case in cases if isinstance(cases, list) else []:
            values = [case] if isinstance(case, str) else case.values() if isinstance(case, dict) else []
            texts += [value for value in values if isinstance(value, str) and len(value) < 400]
    if name in ("profile", "lexicon", "house"):
        folder, pattern = ("src/bidinorm/profiles", "*.toml") if name == "profile" else ("lexicons", "**/*.tsv")
        texts = [path.read_text("utf-8")[:1500] for path in sorted((root / folder).glob(pattern))]
        texts += ["# columns: arabic news kind\nباسم\tBasim\tgiven\n", "باسم\tBasim\n"] if name == "house" else []
    made = [bytes_of(text) for text in texts]
    if name == "formats":
        made = [bytes([number % 8]) + bytes_of(_row(text, number)) for number, text in enumerate(texts)]
    if name == "encodings":
        made = [text.encode(codec, "replace") for text in texts[:300] for codec in ("utf-8", "cp1256", "utf-16")]
    return made


def _row(text: str, number: int) -> str:
    if number % 8 % 3 == 0:
        return json.dumps({"id": number, "text": text}, ensure_ascii=number % 2 == 0) + "\n"
    return f'id,text\n{number},"{text}"\n{text}\n'


def mutated(data: bytes, other: bytes) -> bytes:
    """Return an input with bytes changed, cut out, doubled, or taken from another."""
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 4, 8))):
        start = random.randrange(len(made) + 1)
        end = min(len(made), start + random.choice((1, 2, 4, 16)))
        kind = random.randrange(5)
        if kind == 0:
            made[start:end] = random.randbytes(end - start)
        elif kind == 1:
            del made[start:end]
        elif kind == 2:
            made[start:start] = made[start:end] * random.choice((1, 2, 9))
        elif kind == 3 and other:
            place = random.randrange(len(other))
            made[start:start] = other[place : place + random.choice((2, 8, 40))]
        elif made:
            made[0] ^= 1
    return bytes(made[:4000])


def mutate(hunt: Hunt, seconds: float, most: int = 0) -> None:
    """Try the seeds and mutations of them for so long; or `most` of both, however long it takes."""
    pool = seeds(hunt.name)
    for data in random.sample(pool, min(most, len(pool))) if most else pool:
        hunt.one(data)
    ends = time.monotonic() + seconds
    wanted = 2 * most
    while hunt.tried < wanted or time.monotonic() < ends:
        data = mutated(random.choice(pool), random.choice(pool))
        hunt.one(data)
        if random.random() < 0.01:
            pool.append(data)


def led(atheris: ModuleType, hunt: Hunt, seconds: float) -> None:
    """Let atheris lead the search; it leaves the process at the end, so the report is written by the last call."""
    ends = time.monotonic() + seconds

    def one(data: bytes) -> None:
        hunt.one(data)
        if time.monotonic() > ends:
            sys.stderr.write(hunt.report() + "\n")
            sys.stderr.flush()
            os._exit(0)

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(seeds(hunt.name)):
            (Path(folder) / str(number)).write_bytes(data)
        atheris.Setup([sys.argv[0], folder, "-max_len=600", "-verbosity=0", "-timeout=60"], one)
        atheris.Fuzz()


def main() -> None:
    """Hunt one target."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("target")
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--findings", type=Path, default=Path("findings.jsonl"))
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--plain", action="store_true", help="mutations without atheris")
    asked = options.parse_args()
    random.seed(asked.seed)
    try:
        import atheris
    except ImportError:
        asked.plain = True
    if asked.plain:
        hunt = Hunt(asked.target, asked.findings)
        mutate(hunt, asked.seconds)
        sys.stderr.write(hunt.report() + "\n")
        return
    with atheris.instrument_imports(include=["bidinorm"]):
        hunt = Hunt(asked.target, asked.findings)
    led(atheris, hunt, asked.seconds)


if __name__ == "__main__":
    main()
