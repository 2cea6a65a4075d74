"""Real pages: lines of our own written to PDF by real programs, read by real extractors, and repaired, next to peers.

    uv run --python 3.12 --isolated --group bench --group pages python benchmarks/pages.py [--record]

Each line of `tests/cases/page_lines.json` is a page of its own. The writers are Chromium, LibreOffice, WeasyPrint,
fpdf2 (with text shaping) and ReportLab (with shapes and order baked by arabic-reshaper and python-bidi), each in the
fonts that are here; the extractors are poppler's `pdftotext` (three ways), pdfminer.six, pdfplumber, pypdf, PyMuPDF and
PDFium. What is not on the machine is named and left out. The lines were also used to make the rules better, so
100 lines of the clean measuring data, on which nothing was tuned, stand beside them. `--record` writes what the
extractors gave of our own lines to `tests/cases/extracted.json`, which a test reads.
"""

from __future__ import annotations

import argparse
import html
import importlib
import json
import random
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpora
from repair_peers import find, ours
from tools import Missing, Tool, versions

from bidinorm import clean

LINES = corpora.ROOT / "tests" / "cases" / "page_lines.json"
RECORD = corpora.ROOT / "tests" / "cases" / "extracted.json"
FONTS = ("Noto Naskh Arabic", "DejaVu Sans", "Amiri")
UNSEEN = 100
STYLE = '@page{{size:A4 landscape;margin:1cm}}p{{font:16px "{font}";break-after:page;margin:0;white-space:nowrap}}'
RECORDED = (
    "Chromium, Noto Naskh Arabic: pdftotext -raw",
    "Chromium, DejaVu Sans: pdftotext",
    "Chromium, Noto Naskh Arabic: pdfminer.six",
    "WeasyPrint, Noto Naskh Arabic: PyMuPDF",
    "WeasyPrint, Noto Naskh Arabic: pypdf",
    "WeasyPrint, Amiri: pdfplumber",
    "LibreOffice, Noto Naskh Arabic: pypdf",
    "LibreOffice, DejaVu Sans: PDFium",
)
"""The chains that a test repairs again."""

Call = Callable[[str], str]
Write = Callable[[Sequence[str], str, Path], None]
Read = Callable[[Path], list[str]]


def page(lines: Sequence[str], font: str) -> str:
    """Return an HTML document with a page for each line.

    >>> page(["نص"], "Amiri").count("<p")
    1
    """
    body = "".join(f'<p dir="rtl" style="page-break-after:always">{html.escape(line)}</p>' for line in lines)
    head = f'<!doctype html><html lang="ar" dir="rtl"><meta charset="utf-8"><style>{STYLE.format(font=font)}</style>'
    return head + body


def _run(*command: str | Path) -> bytes:
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120).stdout


def chromium(lines: Sequence[str], font: str, path: Path) -> None:
    """Print the pages with Chromium."""
    source = path.with_suffix(".html")
    source.write_text(page(lines, font), "utf-8")
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer")
    _run("chromium", *options, f"--print-to-pdf={path}", source.as_uri())


def office(lines: Sequence[str], font: str, path: Path) -> None:
    """Convert the pages with LibreOffice."""
    source = path.with_suffix(".html")
    source.write_text(page(lines, font), "utf-8")
    _run(
        "soffice", "--headless", "--writer", "--infilter=HTML (StarWriter)", "--convert-to", "pdf:writer_pdf_Export",
        "--outdir", path.parent, source,
    )  # fmt: skip


def weasyprint(lines: Sequence[str], font: str, path: Path) -> None:
    """Lay the pages out with WeasyPrint."""
    importlib.import_module("weasyprint").HTML(string=page(lines, font)).write_pdf(path)


def font_file(font: str) -> str:
    """Return the file of a font; raises where fontconfig knows none of that name."""
    found = _run("fc-match", "-f", "%{family}\t%{file}", font).decode().split("\t")
    if font not in found[0].split(","):
        raise LookupError(f"no font {font} here")
    return found[1]


def fpdf(lines: Sequence[str], font: str, path: Path) -> None:
    """Shape and write the pages with fpdf2."""
    document = importlib.import_module("fpdf").FPDF(orientation="L", format="A4")
    document.add_font("F", "", font_file(font))
    document.set_text_shaping(True)
    for line in lines:
        document.add_page()
        document.set_font("F", size=16)
        document.cell(0, 10, line, align="R")
    document.output(str(path))


def reportlab(lines: Sequence[str], font: str, path: Path) -> None:
    """Bake shapes and order, as most recipes for ReportLab do, and draw the lines."""
    shaped = importlib.import_module("arabic_reshaper").reshape
    shown = importlib.import_module("bidi.algorithm").get_display
    metrics = importlib.import_module("reportlab.pdfbase.pdfmetrics")
    metrics.registerFont(importlib.import_module("reportlab.pdfbase.ttfonts").TTFont("F", font_file(font)))
    canvas = importlib.import_module("reportlab.pdfgen.canvas").Canvas(str(path), pagesize=(842, 595))
    for line in lines:
        canvas.setFont("F", 16)
        canvas.drawRightString(800, 500, shown(shaped(line), base_dir="R"))
        canvas.showPage()
    canvas.save()


WRITERS: dict[str, tuple[Write, tuple[str, ...]]] = {
    "Chromium": (chromium, FONTS),
    "LibreOffice": (office, FONTS),
    "WeasyPrint": (weasyprint, FONTS),
    "fpdf2": (fpdf, ("DejaVu Sans",)),
    "ReportLab": (reportlab, ("DejaVu Sans",)),
}


def _poppler(*options: str) -> Read:
    return lambda path: _run("pdftotext", *options, path, "-").decode("utf-8", "replace").split("\f")


def _pdfminer(path: Path) -> list[str]:
    return str(importlib.import_module("pdfminer.high_level").extract_text(path)).split("\f")


def _pypdf(path: Path) -> list[str]:
    return [page.extract_text() for page in importlib.import_module("pypdf").PdfReader(path).pages]


def _pymupdf(path: Path) -> list[str]:
    return [page.get_text() for page in importlib.import_module("pymupdf").open(path)]


def _pdfium(path: Path) -> list[str]:
    return [page.get_textpage().get_text_range() for page in importlib.import_module("pypdfium2").PdfDocument(path)]


def _pdfplumber(path: Path) -> list[str]:
    return [page.extract_text() or "" for page in importlib.import_module("pdfplumber").open(path).pages]


EXTRACTORS: dict[str, Read] = {
    "pdftotext": _poppler(),
    "pdftotext -layout": _poppler("-layout"),
    "pdftotext -raw": _poppler("-raw"),
    "pdfminer.six": _pdfminer,
    "pdfplumber": _pdfplumber,
    "pypdf": _pypdf,
    "PyMuPDF": _pymupdf,
    "PDFium": _pdfium,
}
"""Each with the text that it gives of every page, as it is called in its own documentation."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A writer with its font, an extractor, and the text of each page."""

    writer: str
    extractor: str
    pages: tuple[str, ...]

    @property
    def name(self) -> str:
        """How the chain is called."""
        return f"{self.writer}: {self.extractor}"


def chains(lines: Sequence[str], folder: Path) -> tuple[list[Chain], list[Missing]]:
    """Return what every chain makes of the lines, and why some could not run."""
    found: list[Chain] = []
    missing: dict[str, Missing] = {}
    for writer, (write, fonts) in WRITERS.items():
        for font in fonts:
            name = f"{writer}, {font}"
            path = folder / f"{re.sub('[^a-z]', '', name.lower())}.pdf"
            try:
                font_file(font)
                write(lines, font, path)
            except Exception as error:  # whatever goes wrong in a program of others is for the table to say
                missing[name] = Missing.because(name, error)
                continue
            for extractor, read in EXTRACTORS.items():
                try:
                    pages = tuple(text.strip("\n\r") for text in read(path))[: len(lines)]
                except Exception as error:
                    missing[extractor] = Missing.because(extractor, error)
                    continue
                found.append(Chain(name, extractor, pages))
    return found, list(missing.values())


def same(text: str, line: str) -> bool:
    """Tell whether a page holds a line and nothing else; controls and blanks around it do not count."""
    return corpora.CONTROLS.sub("", text).strip() == line.strip()


def table(found: Sequence[Chain], lines: Sequence[str], tools: Sequence[Tool[Call]]) -> str:
    """Return the table of extractors: pages, how many are right as they are, how many each tool makes right."""
    rows: list[list[object]] = []
    for extractor in dict.fromkeys(chain.extractor for chain in found):
        pairs = [
            pair for chain in found if chain.extractor == extractor for pair in zip(chain.pages, lines, strict=False)
        ]
        cells = [sum(same(_call(tool, text), line) for text, line in pairs) for tool in tools]
        spoilt = sum(same(text, line) and not same(_call(tools[0], text), line) for text, line in pairs)
        rows.append([extractor, len(pairs), sum(same(*pair) for pair in pairs), *cells, spoilt])
    total = [sum(int(str(row[column])) for row in rows) for column in range(1, len(tools) + 4)]
    header = [
        "extractor",
        "pages",
        "right as they are",
        *(tool.name for tool in tools),
        "right, and spoilt by bidinorm",
    ]
    return corpora.table(header, [*rows, ["**all**", *total]])


def _call(tool: Tool[Call], text: str) -> str:
    try:
        return tool.call(text)
    except Exception:  # a peer that raises has not repaired it
        return ""


def unseen() -> list[str]:
    """Return lines of clean text that fit on a page, some with Latin words or numbers."""
    chance = random.Random(corpora.SEED)
    found: list[str] = []
    for name, count, wanted in (
        ("ntrex_ar.txt", 40, "."),
        ("ntrex_ar.txt", 20, "[A-Za-z0-9]"),
        ("opensource_guide_ar.txt", 20, "[A-Za-z]"),
        ("mixed_mo.txt", 20, "."),
    ):
        lines = [line.strip() for line in corpora.read(f"clean/{name}").split("\n")]
        fits = [line for line in lines if 25 < len(line) < 90 and re.search(wanted, line) and _plain(line)]
        found += chance.sample(fits, count)
    return found[:UNSEEN]


_MARKUP = re.compile("[<>*`#\\[\\]{}_\\\\%&\u064b-\u0652\u200e\u200f]|  ").search


def _plain(line: str) -> bool:
    arabic = len(re.findall("[\u0621-\u064a]", line))
    return 5 * arabic > 2 * len(line) and not _MARKUP(line) and clean(line) == line


def record(found: Sequence[Chain], lines: Sequence[str]) -> None:
    """Write what some chains gave, and how many pages are right after the repair, for a test."""
    kept = []
    for chain in found:
        if chain.name in RECORDED:
            right = sum(same(clean(text), line) for text, line in zip(chain.pages, lines, strict=False))
            kept.append({"chain": chain.name, "right": right, "pages": chain.pages})
    text = json.dumps(kept, ensure_ascii=False, indent=1)
    text = re.sub(
        "[\u00a0\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]", lambda char: f"\\u{ord(char[0]):04x}", text
    )
    RECORD.write_text(f"{text}\n", "utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, extract, repair; print and write `results/pages.md`; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--record", action="store_true", help="write tests/cases/extracted.json; no page of results")
    options = parser.parse_args(arguments)
    if options.record:
        lines = json.loads(LINES.read_text("utf-8"))
        with tempfile.TemporaryDirectory() as folder:
            record(chains(lines, Path(folder))[0], lines)
        return 0
    return corpora.deliver("pages", measure)


def measure() -> str:
    """Write, extract and repair both sets of lines; return the page of results."""
    own, others = json.loads(LINES.read_text("utf-8")), unseen()
    with tempfile.TemporaryDirectory() as folder:
        (tuned, missing), (untouched, _) = chains(own, Path(folder)), chains(others, Path(folder))
    found, absent = find()
    tools = [*ours("repair"), *found]
    writers = dict.fromkeys(chain.writer for chain in tuned)
    return "\n\n".join(
        [
            "# Real pages: PDF written, extracted, repaired",
            "Written by `benchmarks/pages.py`. A page counts where its text is the line, exactly; controls and blanks "
            f"around it do not count. {len(writers)} writers with their fonts: {'; '.join(writers)}. Pages that lost "
            "letters on the way can be repaired by nobody: some writers leave Latin words or the name of God out, and "
            "some extractors break a line.",
            corpora.facts({"Date": corpora.machine()["Date"]}, versions(tools, [*absent, *missing])),
            f"## {len(own)} lines of our own, with which the rules were made better",
            table(tuned, own, tools),
            f"## {len(others)} lines of clean text, on which nothing was tuned",
            table(untouched, others, tools),
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
