"""The Unicode Bidirectional Algorithm (UAX #9), whole, one module for each section of the standard.

<https://www.unicode.org/reports/tr9/>

All offsets are in code points; all levels are embedding levels as the standard's rules compute them.
"""

from bidinorm.bidi.classes import UNICODE_VERSION
from bidinorm.bidi.display import display_order, display_text
from bidinorm.bidi.paragraph import Direction, Method, base_direction
from bidinorm.bidi.reorder import visual_order
from bidinorm.bidi.resolve import LevelRun, level_runs, levels

__all__ = [
    "UNICODE_VERSION",
    "Direction",
    "LevelRun",
    "Method",
    "base_direction",
    "display_order",
    "display_text",
    "level_runs",
    "levels",
    "visual_order",
]
