"""A playground on this machine: paste a text, see its runs, levels, repairs and names, copy the result.

It listens on the loopback address and answers nobody else. Needs Starlette and Uvicorn
(`pip install "bidinorm[serve]"`).
"""

from __future__ import annotations

from bidinorm.serve.app import application
from bidinorm.serve.guard import BODY, Guard

__all__ = ["BODY", "Guard", "application"]
