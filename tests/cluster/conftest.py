"""Tests of runs on clusters skip where the extra is not installed."""

import pytest

pytest.importorskip("distributed", reason="birdeye[cluster] is not installed")
pytest.importorskip("pyarrow", reason="birdeye[cluster] is not installed")
pytest.importorskip("fsspec", reason="birdeye[cluster] is not installed")
