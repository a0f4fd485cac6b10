"""``python -m tests.benchmarks``: see `tests.benchmarks.suite`."""

from __future__ import annotations

import sys

from tests.benchmarks.suite import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
