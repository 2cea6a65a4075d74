"""Adapters, each with the real library."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from datasets import Dataset
from scrapy.exceptions import NotConfigured
from scrapy.settings import Settings
from sklearn.base import clone
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.model_selection import ParameterGrid
from sklearn.pipeline import make_pipeline

from bidinorm.adapters.datasets import Cleaner
from bidinorm.adapters.logs import logged
from bidinorm.adapters.scrapy import CleanItems
from bidinorm.adapters.sklearn import TextCleaner
from bidinorm.adapters.spacy import clean_first
from bidinorm.errors import OptionError, ProfileError

DIRTY = "964mediaصورة من منصة (شبكة):"
CLEAN = "964media صورة من منصة (شبكة):"


@pytest.fixture
def dataset() -> Dataset:
    return Dataset.from_dict({"text": [DIRTY, None, "x"], "id": [1, 2, 3]})


@pytest.mark.parametrize("kind", [None, "arrow"])
def test_datasets(dataset: Dataset, kind: str | None) -> None:
    made = dataset.with_format(kind).map(Cleaner("text"), batched=True).with_format(None)
    assert made["text"][:] == [CLEAN, None, "x"]
    assert made["id"][:] == [1, 2, 3]
    with pytest.raises(OptionError, match="unknown column 'txt'; did you mean 'text'"):
        Cleaner("txt")({"text": []})


def test_datasets_in_processes(dataset: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    made = dataset.map(Cleaner(("text",), "archive"), batched=True, num_proc=2)
    assert made["text"][:] == [DIRTY, None, "x"]


def test_sklearn() -> None:
    model = make_pipeline(TextCleaner(), CountVectorizer())
    assert sorted(model.fit([DIRTY])["countvectorizer"].vocabulary_) == ["964media", "شبكة", "صورة", "من", "منصة"]
    for parameters in ParameterGrid({"profile": ["repair", "archive"]}):
        cleaner = clone(TextCleaner()).set_params(**parameters)
        assert cleaner.fit_transform([DIRTY, "x"])[1] == "x"
    with pytest.raises(ProfileError, match="unknown profile"):
        TextCleaner("repiar").fit([])


def test_spacy(tmp_path: Path) -> None:
    nlp = clean_first(spacy.blank("ar"))
    doc = nlp(DIRTY)
    assert doc.text == CLEAN
    word = next(token for token in doc if token.text == "صورة")
    assert doc._.bidinorm.original_span(word.idx, word.idx + len(word)) == (8, 12)
    nlp.to_disk(tmp_path / "model")
    assert clean_first(spacy.blank("ar")).from_disk(tmp_path / "model")(DIRTY).text == CLEAN


SPIDER = """
import scrapy

class Spider(scrapy.Spider):
    name = "spider"
    custom_settings = {
        "ITEM_PIPELINES": {"bidinorm.adapters.scrapy.CleanItems": 300},
        "BIDINORM_FIELDS": ["title", "tags"],
        "LOG_LEVEL": "DEBUG",
        "TELNETCONSOLE_ENABLED": False,
    }

    async def start(self):
        yield {"title": DIRTY, "tags": [DIRTY, 1], "other": DIRTY}
"""


def test_scrapy(tmp_path: Path) -> None:
    (tmp_path / "spider.py").write_text(f"DIRTY = {DIRTY!r}\n{SPIDER}", "utf-8")
    command = [sys.executable, "-m", "scrapy", "runspider", "spider.py", "-O", "items.json"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, text=True, encoding="utf-8")
    (item,) = json.loads((tmp_path / "items.json").read_text("utf-8"))
    assert item == {"title": CLEAN, "tags": [CLEAN, 1], "other": DIRTY}
    assert "title: glued-runs" in ran.stderr
    assert "'bidinorm/changes/glued-runs': 2" in ran.stderr


def test_scrapy_without_fields() -> None:
    class Crawler:
        settings = Settings()

    with pytest.raises(NotConfigured, match="BIDINORM_FIELDS is empty"):
        CleanItems.from_crawler(Crawler())  # type: ignore[arg-type]


def test_logging(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert list(logged(iter(["x"] * 600 + [DIRTY]))) == ["x"] * 600 + [CLEAN]
    assert [record.getMessage() for record in caplog.records] == [
        "row 601: glued-runs '' -> ' '",
        "601 rows; changes: {'glued-runs': 1}",
    ]
