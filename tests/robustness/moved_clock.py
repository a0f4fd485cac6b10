"""Runs a module as ``python -m`` would, by a clock that another process can set.

``python -m tests.robustness.moved_clock MODULE ...`` looks in the file ``clock`` of the data folder
how many seconds it is off. Only Python's clocks are moved, which are all that Birdeye asks.
"""

from __future__ import annotations

import argparse
import datetime
import runpy
import sys
import time
from contextlib import suppress

from birdeye import locations

_time, _time_ns, _datetime = time.time, time.time_ns, datetime.datetime


def _off() -> float:
    with suppress(OSError, ValueError):
        return float((locations.data_folder() / "clock").read_text())
    return 0.0


class _MovedDatetime(_datetime):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return _datetime.fromtimestamp(_time() + _off(), tz)


def move() -> None:
    """From now on, for modules that were not imported yet."""
    time.time = lambda: _time() + _off()
    time.time_ns = lambda: _time_ns() + int(_off() * 1e9)
    datetime.datetime = _MovedDatetime


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("module")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="the module's own")
    options = parser.parse_args()
    move()
    sys.argv = [options.module, *options.words]
    runpy.run_module(options.module, run_name="__main__", alter_sys=True)
