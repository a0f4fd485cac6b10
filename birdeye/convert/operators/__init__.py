"""One module for each family of MXNet operators; importing this package registers all of them."""

from __future__ import annotations

from birdeye.convert.operators import dense

__all__ = ["dense"]
