"""What the site holds: the pages of the repository as they stand, so that a link leads to the same place in both.

A page keeps its path: `docs/tutorial.md`, `README.md`, `benchmarks/results/speed.md`. A file that a page links to and
that is no page, such as a rule or a lexicon, becomes a page that shows it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = {
    "Start": ["README.md", "docs/index.md", "docs/tutorial.md"],
    "How to": ["docs/how-to/*.md"],
    "Reference": ["docs/reference/*.md"],
    "Why": ["docs/why/*.md"],
    "Measured": ["docs/peers.md", "benchmarks/README.md", "benchmarks/results/*.md"],
    "The project": [
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/hardening.md",
        "training/README.md",
        "docs/decisions/*.md",
    ],
}
"""The navigation: pages, or patterns of pages, in the order in which they are listed."""
ASSETS = ["docs/images/*", "docs/site/*.css", "docs/site/*.js"]
LANGUAGES = {".py": "python", ".toml": "toml", ".js": "javascript", ".sh": "sh"}
LINK = re.compile(r"\]\(([^)\s#]+)(#[^)\s]*)?\)")
ARABIC = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def listed() -> dict[str, list[Path]]:
    """Return the pages of each section."""
    found = {}
    for section, patterns in SECTIONS.items():
        paths = [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]
        found[section] = sorted(dict.fromkeys(paths), key=lambda path: path.name != "README.md" and len(patterns) == 1)
    return found


def title(path: Path) -> str:
    """Return the heading of a page."""
    found = re.search(r"^# (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return re.sub(r"[`*]", "", found[1]) if found else path.stem


def shown_files(pages: list[Path]) -> dict[str, Path]:
    """Return the files that pages link to and that are no pages, by the names of the pages that show them."""
    found = {}
    for page in pages:
        for target, _ in LINK.findall(page.read_text("utf-8")):
            path = (page.parent / unquote(target)).resolve()
            if "://" not in target and path.is_file() and path.suffix not in (".md", ".png"):
                found[f"{path.relative_to(ROOT).as_posix()}.md"] = path
    return found


def shown(path: Path) -> str:
    """Return the page that shows a file."""
    text = path.read_text("utf-8")
    fence = "`" * max(4, *(len(run) + 1 for run in re.findall(r"`+", text)), 0)
    language = LANGUAGES.get(path.suffix, "text")
    return f"# {path.relative_to(ROOT).as_posix()}\n\n{fence}{language}\n{text.rstrip()}\n{fence}\n"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Make the navigation, and let headings have the anchors that code hosts give them."""
    config.nav = [
        {section: [{title(path): path.relative_to(ROOT).as_posix()} for path in paths]}
        for section, paths in listed().items()
    ]
    config.mdx_configs["toc"]["slugify"] = anchor
    config.markdown_extensions.append(Directions())
    return config


def anchor(heading: str, separator: str) -> str:
    """Return the anchor of a heading: `Law 2: do no harm` is `law-2-do-no-harm`."""
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", separator)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take the pages from the whole repository, beside what the theme brings."""
    pages = [path for paths in listed().values() for path in paths]
    assets = [path for pattern in ASSETS for path in ROOT.glob(pattern)]
    own = [file for file in files if file.src_dir != config.docs_dir]
    for path in [*pages, *assets]:
        own.append(File.generated(config, path.relative_to(ROOT).as_posix(), abs_src_path=str(path)))
    for name, path in shown_files(pages).items():
        own.append(File.generated(config, name, content=shown(path)))
    return Files(own)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let a link to a file lead to the page that shows it."""
    folder = (ROOT / page.file.src_uri).parent

    def led(found: re.Match[str]) -> str:
        path = (folder / unquote(found[1])).resolve()
        shows = path.is_relative_to(ROOT) and files.get_file_from_path(f"{path.relative_to(ROOT).as_posix()}.md")
        return f"]({found[1]}.md{found[2] or ''})" if shows and "://" not in found[1] else found[0]

    return LINK.sub(led, markdown)


class Directions(Extension):
    """Gives paragraphs, items and cells the direction of their text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - as Markdown names it
        """Run after the text of all elements is known."""
        md.treeprocessors.register(Directed(md), "directions", 5)


class Directed(Treeprocessor):
    """Marks what is not left to right."""

    def run(self, root: Element) -> None:
        """Let code and cells find their direction themselves; prose is Arabic where most of its letters are."""
        for element in root.iter():
            if element.tag in ("code", "td", "th"):
                element.set("dir", "auto")
            elif element.tag in ("p", "li", "h1", "h2", "h3", "h4"):
                text = "".join(self._prose(element))
                if len(ARABIC.findall(text)) > len(LATIN.findall(text)):
                    element.set("dir", "auto")

    def _prose(self, element: Element) -> Iterator[str]:
        """Yield the text of an element without its code."""
        yield element.text or ""
        for child in element:
            if child.tag != "code":
                yield from self._prose(child)
            yield child.tail or ""
