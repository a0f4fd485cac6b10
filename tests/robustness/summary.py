"""Runs all attacks, one after the other, and prints what came of them as one table.

From the project's root:

    python -m tests.robustness [--share 0.01] [--only WORD ...] [--logs FOLDER]

Without a share every attack has its full size, which takes hours: the window alone is open for one.
With it, those that can be counted are made so many times less often. An attack is a command of its
own and is told by what it prints and by its exit code; when one falls the others go on, the end of
what it printed follows the table, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_SHOWN_LINES = 15
_WIDEST_FIGURE = 76
_PASSED = re.compile(r"(\d+) passed")


@dataclass(frozen=True)
class Attack:
    """A module to run with ``words`` and with ``amounts``: options and their numbers in full.

    ``tries`` finds how often it was tried in what it prints (a number, or one a line), ``found``
    what it counts as a fault, and ``figures`` the pieces that are worth a place in the table.
    """

    name: str
    module: str
    words: tuple[str, ...] = ()
    amounts: tuple[tuple[str, float], ...] = ()
    tries: str = r"^(\d+) "
    found: str = r"^(?:file|pack|seed) \d+:"
    figures: tuple[str, ...] = ()

    def command(self, share: float) -> list[str]:
        """The command line for a share of the full size."""
        counted = [
            word
            for option, number in self.amounts
            for word in (option, str(max(1, round(number * share))))
        ]
        return [sys.executable, "-m", self.module, *self.words, *counted]


@dataclass(frozen=True)
class Verdict:
    """A row of the table; ``output`` is what the attack printed."""

    name: str
    tries: str
    found: str
    figure: str
    holds: bool
    output: str


def _attack(
    name: str, module: str, *figures: str, tries: str, found: str = Attack.found, **amounts: float
) -> Attack:
    """One that counts its ``tries`` in its own words at the start of a line."""
    options = tuple((f"--{option}", number) for option, number in amounts.items())
    module = module if "." in module else f"tests.robustness.{module}"
    return Attack(name, module, (), options, rf"^(\d+) {tries}", found, figures)


def _pytest(name: str, *paths: str) -> Attack:
    words = ("-q", "-p", "no:cacheprovider", *(f"tests/{path}" for path in paths))
    figures = (r"\d+ skipped", r"in [0-9.]+s")
    return Attack(name, "pytest", words, (), _PASSED.pattern, r"(\d+) (?:failed|error)", figures)


_PEAK = r"peak memory \d+ MB"
_GROWTH = r"memory of the last quarter over the (?:second|highest): [0-9.]+"
_CONFIRMED = r"[0-9,]+ photos, reviews and exports were confirmed"

ATTACKS = (
    _attack(
        *("photos, damaged", "fuzz_photos", _PEAK, r"slowest file [0-9.]+ s"),
        tries="files in",
        count=20_000,
    ),
    Attack(
        *("photos, the largest", "tests.robustness.large_photos", (), (("--count", 20),)),
        tries=r"^(?!picture)\w.* [0-9.]+$",
        found=r"FAILED",
        figures=(r"at most .*",),
    ),
    _attack(
        *("files made to exhaust", "hostile_files", r"at most .*"),
        tries="hostile files",
        found=r"(\d+) met otherwise",
    ),
    _attack(
        *("documents, damaged", "fuzz_documents", _PEAK, r"slowest document [0-9.]+ s"),
        tries="documents",
        found=r"^document .*:",
        count=3000,
    ),
    _pytest(
        "photos, decoders",
        *("imaging", "robustness/test_damaged_photos.py", "robustness/test_killed_decoder.py"),
    ),
    _attack(
        *("packs, damaged", "fuzz_packs", _PEAK, r"slowest pack [0-9.]+ s"),
        tries="packs",
        count=18_000,
    ),
    _pytest("packs and downloads", "packs"),
    _attack(
        *("checkpoints, damaged", "tests.convert.fuzzing.fuzz"),
        *(r"growth of peak memory: [0-9.]+ MB", r"slowest file: [0-9.]+ s"),
        tries="files in",
        count=100_000,
    ),
    _pytest(
        "checkpoints and TFLite",
        *("convert/fuzzing", "convert/tflite/test_model_file.py"),
        *("convert/test_params_file.py", "convert/test_symbol_file.py"),
    ),
    _attack(
        *("catalogue, killed", "kill_catalogue", _CONFIRMED, r"nothing .* was lost"),
        tries="kills in",
        runs=1000,
    ),
    _attack(
        *("catalogue, two programs killed", "two_programs", r"\d+ confirmed were lost"),
        tries="kills in",
        kills=1000,
    ),
    _attack(
        *("catalogue, damaged", "damage_catalogue"),
        tries="catalogues in",
        found=r"^catalogue \d+:",
        count=3000,
    ),
    _attack(
        *("settings, damaged", "damage_settings"),
        tries="files in",
        found=r"^file \d+:",
        count=3000,
    ),
    Attack(
        *("catalogue, bad disks and others", "tests.robustness.attack_catalogue"),
        tries=r"(?:window|command line) +\d+ +\d+ +\d+  ",
        found=r"^Traceback",
    ),
    _attack(
        *("window on a slow disk", "slow_disk", r"By the window's thread: \d+"),
        tries="slow calls",
    ),
    _pytest(
        "catalogue and program, killed",
        *("catalogue", "robustness/test_killed_catalogue.py"),
        *("robustness/test_attacked_catalogue.py", "robustness/test_killed_program.py"),
    ),
    _pytest("exports", "export"),
    _attack("command line, long", "long_run", _GROWTH, tries="of", count=100_000),
    Attack(
        *("window, a monkey at it", "tests.robustness.monkey", ()),
        amounts=(("--events", 50_000), ("--minutes", 60)),
        tries=r"(\d+) events in",
        found=r"^faults: ([1-9]\d*)",
        figures=(_GROWTH, r"faults: \d+"),
    ),
    _pytest(
        "privacy",
        *("robustness/test_privacy.py", "domain/test_without_folders.py"),
        *("cli/test_doctor.py", "gui/test_crash_reports.py"),
    ),
)


def judged(attack: Attack, output: str, exit_code: int) -> Verdict:
    """The row for an attack that printed ``output``."""
    return Verdict(
        attack.name,
        _count(attack.tries, output),
        _count(attack.found, output) or "0",
        "; ".join(
            found[0].strip()
            for found in (re.search(figure, output, re.MULTILINE) for figure in attack.figures)
            if found
        ),
        exit_code == 0,
        output,
    )


def _count(pattern: str, output: str) -> str:
    """The number that is named where there is one, else how many lines there are."""
    found = list(re.finditer(pattern, output, re.MULTILINE))
    if found and found[0].re.groups and len(found) == 1:
        return found[0][1]
    return str(len(found)) if found else ""


def run(attacks: Iterable[Attack], share: float, logs: Path) -> list[Verdict]:
    """Run them all, each to its end; what each prints goes to a file in ``logs`` as well."""
    verdicts = []
    for number, attack in enumerate(attacks, 1):
        print(f"{attack.name} ...", file=sys.stderr, end="", flush=True)
        started = time.monotonic()
        finished = subprocess.run(
            attack.command(share),
            cwd=ROOT,
            env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        (logs / f"{number:02}.txt").write_text(finished.stdout, encoding="utf-8")
        verdicts.append(judged(attack, finished.stdout, finished.returncode))
        print(f" {time.monotonic() - started:.0f} s", file=sys.stderr)
    return verdicts


def table(verdicts: Sequence[Verdict]) -> str:
    """The rows, and what those that fell printed last."""
    name, figure = (
        max(len(getattr(each, part)) for each in verdicts) for part in ("name", "figure")
    )
    figure = min(max(figure, 6), _WIDEST_FIGURE)
    lines = [f"{'attack':<{name}}  {'tries':>8}  {'found':>5}  {'figure':<{figure}}  verdict"]
    for each in verdicts:
        verdict = "holds" if each.holds else "FELL"
        shown = each.figure[:_WIDEST_FIGURE]
        lines.append(
            f"{each.name:<{name}}  {each.tries:>8}  {each.found:>5}  {shown:<{figure}}  {verdict}"
        )
    for each in verdicts:
        if not each.holds:
            lines += ["", f"{each.name} ended so:"]
            lines += [f"  {line}" for line in each.output.splitlines()[-_SHOWN_LINES:]]
    return "\n".join(lines)


def main(words: Sequence[str], attacks: Sequence[Attack] = ATTACKS) -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="tests.robustness", description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1.0, help="of the full sizes (default: 1)")
    parser.add_argument("--only", nargs="+", default=[""], help="attacks with these in their names")
    parser.add_argument("--logs", type=Path, help="a folder that keeps what each prints")
    options = parser.parse_args(words)
    chosen = [each for each in attacks if any(word in each.name for word in options.only)]
    if not chosen:
        parser.error("no attack has that in its name: " + ", ".join(each.name for each in attacks))
    with tempfile.TemporaryDirectory() as folder:
        logs = options.logs or Path(folder)
        logs.mkdir(parents=True, exist_ok=True)
        verdicts = run(chosen, options.share, logs)
    print(table(verdicts))
    return 0 if all(each.holds for each in verdicts) else 1
