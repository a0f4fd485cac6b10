"""``python -m tests.robustness``: see `tests.robustness.summary`."""

from __future__ import annotations

import sys

from tests.robustness.summary import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
