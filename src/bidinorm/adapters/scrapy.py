"""Scrapy: an item pipeline that cleans fields as items come in.

    ITEM_PIPELINES = {"bidinorm.adapters.scrapy.CleanItems": 300}
    BIDINORM_FIELDS = ["title", "body"]
    BIDINORM_PROFILE = "repair"

Changes are counted in the statistics of the crawl (`bidinorm/changes/RULE`) and logged at DEBUG.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from itemadapter import ItemAdapter
from scrapy.exceptions import NotConfigured

from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

LOG = logging.getLogger(__name__)


class CleanItems:
    """Cleans the fields that the setting BIDINORM_FIELDS names; a field may hold a text or a list of texts."""

    def __init__(self, crawler: Crawler, fields: list[str], profile: str) -> None:
        self.crawler = crawler
        self.fields = fields
        self.pipeline = Pipeline.load(profile)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanItems:
        """Read the settings; without BIDINORM_FIELDS the pipeline is switched off."""
        fields = crawler.settings.getlist("BIDINORM_FIELDS")
        if not fields:
            raise NotConfigured("BIDINORM_FIELDS is empty: name the fields of an item that hold text")
        return cls(crawler, fields, crawler.settings.get("BIDINORM_PROFILE") or "repair")

    def process_item(self, item: Any) -> Any:  # noqa: ANN401 - whatever a spider yields
        """Return the item with its fields put right; a field that holds no text stays."""
        fields = ItemAdapter(item)
        for name in self.fields:
            value = fields.get(name)
            if isinstance(value, str):
                fields[name] = self._clean(value, name)
            elif isinstance(value, list):
                fields[name] = [self._clean(each, name) if isinstance(each, str) else each for each in value]
        return item

    def _clean(self, text: str, name: str) -> str:
        cleaned = self.pipeline.clean(text)
        if cleaned is text:
            return text
        for change in self.pipeline.explain(text).changes:
            LOG.debug("%s: %s %r -> %r", name, change.rule, change.before, change.after)
            if self.crawler.stats is not None:
                self.crawler.stats.inc_value(f"bidinorm/changes/{change.rule}")
        return cleaned
