"""Where a browser draws each character of the elements of a page."""

from __future__ import annotations

import json
from typing import NamedTuple

from browser.driver import Page

Box = list[float] | None
"""Left, right and top of a code point; None where nothing is drawn."""
ALL = """((chosen) => [...document.querySelectorAll(chosen)].map((element) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), boxes = [];
  let text = "";
  for (let node; (node = walker.nextNode()); ) {
    for (let i = 0; i < node.data.length; ) {
      const size = node.data.codePointAt(i) > 0xFFFF ? 2 : 1, range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + size);
      const box = range.getClientRects()[0];
      boxes.push(box ? [box.left, box.right, box.top] : null);
      i += size;
    }
    text += node.data;
  }
  return [text, element.dir, boxes];
}))"""


class Drawn(NamedTuple):
    """The text of an element, its attribute `dir`, and the box of each code point."""

    text: str
    direction: str
    boxes: list[Box]


def drawn(page: Page, chosen: str) -> list[Drawn]:
    """Return what is drawn in the elements that a selector chooses."""
    return [Drawn(*one) for one in page.run(f"{ALL}({json.dumps(chosen)})")]
