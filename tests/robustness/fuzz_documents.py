"""Damages the documents that Birdeye reads, thousands of each kind, and prints what came of it.

From the project's root:

    python -m tests.robustness.fuzz_documents [--count 3000] [--first 0] [--only KIND]

XMP alone and in photos, files of detections, labels, lists of labels, ranges, recipes, symbols,
thumbnails and TFLite. Fails if reading one raises anything but Birdeye's own errors, breaks what
`document_trials` asserts, keeps the processor busy for more than five seconds, or takes the process
past 1.5 GB.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import re
import sys
import tempfile
import time
import traceback
import zlib
from collections import Counter
from pathlib import Path

from tests.robustness.document_trials import Kind, kinds, tried
from tests.robustness.memory_watch import peak_bytes
from tests.robustness.mutations import scratched

MAX_SECONDS = 5.0
MAX_BYTES = 1_500_000_000

_TOKEN = re.compile(rb"[\w.+-]+|\s+|[^\w\s]")
_NASTY_TOKENS = (
    *(b"0", b"-1", b"1e308", b"1e999", b"-1e999", b"NaN", b"Infinity", b"9" * 400, b"9" * 5000),
    *(
        b"null",
        b"true",
        b"[]",
        b"{}",
        b'""',
        b"[[[[[[[[",
        b"]",
        b"}",
        b'"',
        b"'",
        b"\\",
        b"\\u0000",
    ),
    *(b"\\ud800", b"\0", b"\x1b[2J", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xff", b"\n", b"\r", b","),
    *(b"../../x", b"/etc/passwd", b"con", b"=cmd()", b"<", b">", b"</", b"/>", b"<!--", b"&#0;"),
    *(b"&#x10ffff;", b"&lt;", b"<![CDATA[", b"<!DOCTYPE x>", b"xmlns:a='b' ", b"rdf:", b"x" * 9000),
)
_NASTY_WORDS = tuple(token for token in _NASTY_TOKENS if token.isalnum() or token[:1] in b"-.")
_NASTY_VALUES = (
    *(None, True, 0, -1, 1.01, 2, 1e308, float("inf"), float("nan"), 10**400, 2**63, "", "1", "9"),
    *("\0", "\x1b[2J", "\u202e", "\ud800", "x" * 9000, "../" * 50, "/etc/passwd", "\U0001f426"),
    *([], {}, [[]], [None] * 5, [0.5] * 4, [0, 0, 0], {"": ""}, {"1": {}}, [["1", 2]], [[0] * 9]),
)


def damaged_text(content: bytes, dice: random.Random) -> bytes:
    """``content`` with some of its words and signs exchanged, doubled, dropped or made nasty.

    In half of all cases only words change, so that the file stays one of its kind.
    """
    tokens = _TOKEN.findall(content)
    words = [at for at, token in enumerate(tokens) if token[:1].isalnum()]
    if words and dice.random() < 0.5:
        for _ in range(dice.choice((1, 1, 2, 5))):
            others = (tokens[dice.choice(words)], dice.choice(_NASTY_WORDS))
            tokens[dice.choice(words)] = dice.choice(others)
        return b"".join(tokens)
    for _ in range(dice.choice((1, 1, 2, 4))):
        if not tokens:
            break
        at = dice.randrange(len(tokens))
        draw = dice.random()
        if draw < 0.4:
            tokens[at] = dice.choice(_NASTY_TOKENS)
        elif draw < 0.6:
            tokens.insert(at, dice.choice(_NASTY_TOKENS))
        elif draw < 0.7:
            del tokens[at : at + dice.randint(1, 6)]
        elif draw < 0.8:
            other = dice.randrange(len(tokens))
            tokens[at], tokens[other] = tokens[other], tokens[at]
        elif draw < 0.95:
            piece = tokens[at : at + dice.randint(1, 30)]
            tokens[at:at] = piece * dice.choice((1, 2, 50))
        else:
            del tokens[at:]
    return b"".join(tokens)


def damaged_json(content: bytes, dice: random.Random) -> bytes:
    """``content`` with one to three of its values exchanged for others, still well-formed."""
    document = json.loads(content)
    for _ in range(dice.randint(1, 3)):
        at, key = document, None
        while isinstance(at, dict | list) and at:
            keys = list(at) if isinstance(at, dict) else range(len(at))
            key = dice.choice(keys)
            if not isinstance(at[key], dict | list) or dice.random() < 0.25:
                break
            at = at[key]
        if key is None or not at:
            continue
        if isinstance(at, dict) and dice.random() < 0.2:
            at.pop(key, None)
        else:
            at[key] = copy.deepcopy(dice.choice(_NASTY_VALUES))
    return json.dumps(document, ensure_ascii=dice.random() < 0.5).encode("utf-8", "surrogatepass")


def damaged_document(kind: Kind, name: str, number: int) -> bytes:
    """The damaged document of that number, the same each time."""
    dice = random.Random(number << 32 | zlib.crc32(name.encode()))
    content = dice.choice(kind.seeds)
    if content.startswith(b"{") and dice.random() < 0.6:
        return damaged_json(content, dice)
    if kind.is_text and dice.random() < 0.8:
        return damaged_text(content, dice)
    return scratched(content, dice)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=3000, help="documents of each kind")
    parser.add_argument("--first", type=int, default=0, help="the number of the first")
    parser.add_argument("--only", default="", help="kinds with this in their names")
    options = parser.parse_args()
    outcomes: Counter[tuple[str, str]] = Counter()
    faults: dict[str, str] = {}
    slowest = (0.0, "")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "work"
        folder.mkdir()
        chosen = {k: v for k, v in kinds(Path(name)).items() if options.only in k}
        for word, kind in chosen.items():
            for number in range(options.first, options.first + options.count):
                content = damaged_document(kind, word, number)
                started = time.process_time()
                try:
                    outcome = tried(kind, content, folder)
                except Exception:
                    outcome = "FAULT"
                    faults.setdefault(traceback.format_exc(limit=-3), f"{word} {number}")
                seconds = time.process_time() - started
                if seconds > MAX_SECONDS:
                    faults.setdefault(f"{seconds:.1f} s", f"{word} {number}")
                outcomes[word, outcome] += 1
                slowest = max(slowest, (seconds, f"{word} {number}"))
    peak = peak_bytes()
    print(f"{outcomes.total()} documents, peak memory {peak / 1e6:.0f} MB")
    for (word, outcome), count in sorted(outcomes.items()):
        print(f"  {word:<16} {outcome:<8} {count:>6}")
    print(f"  slowest document {slowest[0]:.2f} s ({slowest[1]})")
    for text, which in faults.items():
        print(f"document {which}: {text}")
    return 1 if faults or peak > MAX_BYTES else 0


if __name__ == "__main__":
    sys.exit(main())
