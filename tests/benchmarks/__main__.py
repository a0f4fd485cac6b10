"""``python -m tests.benchmarks [NAME ...]`` runs the benchmarks named, or all of them.

Each can be run alone, with options of its own: ``python -m tests.benchmarks.pipeline --help``.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_STARTED_ALONE = 'if __name__ == "__main__":'


def benchmarks() -> list[str]:
    """Modules here that can be started alone, which is how they are told from their parts."""
    return [
        path.stem
        for path in sorted(Path(__file__).parent.glob("[a-z]*.py"))
        if _STARTED_ALONE in path.read_text(encoding="utf-8")
    ]


def main(wanted: list[str]) -> int:
    """Run them one after the other; 1 where one failed, 2 where a name is unknown."""
    known = benchmarks()
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"There is no benchmark {unknown[0]}; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    failed = 0
    for name in wanted or known:
        print(f"\n== {name} ==", flush=True)
        command = [sys.executable, "-m", f"tests.benchmarks.{name}"]
        failed |= subprocess.run(command, check=False).returncode != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
