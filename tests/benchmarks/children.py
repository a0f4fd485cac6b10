"""Processes that wait for orders: each arrangement that is compared lives in one of its own.

An order and its answer are one line of JSON each. The process stays, loaded and warm, between its
turns, and its memory is its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


class Child:
    """A running module; ``python`` is its interpreter, where it is not ours."""

    def __init__(
        self,
        module: str,
        *words: str,
        python: str = sys.executable,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._process = subprocess.Popen(
            [python, "-m", module, *words],
            cwd=ROOT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, order: Any) -> Any:
        """The answer to ``order``; RuntimeError where the process has ended."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        for line in self._process.stdout:
            if line.startswith("answer "):
                return json.loads(line.removeprefix("answer "))
        raise RuntimeError(f"{' '.join(map(str, self._process.args))} has ended")

    def close(self) -> None:
        """Let it end."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()


def serve(answer: Callable[[Any], Any], lines: Iterable[str] = sys.stdin) -> None:
    """The child's life: answer orders until there are no more."""
    for line in lines:
        print("answer " + json.dumps(answer(json.loads(line))), flush=True)
