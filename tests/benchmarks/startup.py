"""Measures the time from the start of the process to the first painted window, and of commands.

``python -m tests.benchmarks.startup [RUNS]`` starts the program RUNS times (9) with an empty data
folder and prints the median of each stage, the slowest imports, and what was imported although it
should wait until after the first paint. On a display if there is one, else on Qt's offscreen one.
The first run is told apart: it compiles what the others find compiled, as every start but the first
does for a user, whatever ``PYTHONDONTWRITEBYTECODE`` says here.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.benchmarks.command_line import timed_command
from tests.benchmarks.measuring import Figure, by_turns, figure
from tests.benchmarks.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    *("numpy", "onnxruntime", "onnx", "PIL", "rawpy", "pi_heif", "simplejpeg"),
    *("birdeye.export.registry", "birdeye.gui.charts.chart", "birdeye.gui.dialogs.import_form"),
    *("birdeye.workflows.arrange_photos", "birdeye.domain.records", "birdeye.gui.program"),
    "birdeye.gui.windows.workspace",
)

CHILD = """
import sys, time
marks = {"interpreter": time.time()}
from birdeye.gui import app
from birdeye.gui.windows import main_window
marks["imports"] = time.time()
MainWindow = main_window.MainWindow
main_window._LONGEST_WAIT_MS = 60_000  # until it is painted, however busy the machine is
shown_first = MainWindow.show_before_furnished
def show_first(window):
    shown_first(window)
    assert window._painted
    marks["first paint"] = time.time()
    marks["heavy"] = [name for name in HEAVY if name in sys.modules]
MainWindow.show_before_furnished = show_first
application = app.make_application()
marks["QApplication"] = time.time()
instance = app.SingleInstance(app.server_name(app.locations.data_folder()))
instance.hand_over([])
on_show = app.start(application, instance, [])
program = on_show.program
def usable():
    marks["the rest loaded and built"] = time.time()
    import json
    heavy = marks.pop("heavy")
    print(json.dumps({"marks": marks, "heavy": heavy}))
    instance.close()
    program.window.close()
    application.quit()
program.window.first_painted.disconnect()
program.window.first_painted.connect(usable)
application.exec()
"""


LAST_STAGE = "the rest loaded and built"


def run_once(data_folder: str, *options: str) -> tuple[dict, str]:
    """One start: what the child tells, with the stages in seconds, and its standard error."""
    compiled = str(Path(data_folder) / "compiled")
    environment = {**os.environ, "BIRDEYE_DATA": data_folder, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    code = CHILD.replace("HEAVY", repr(HEAVY))
    before = time.time()
    finished = subprocess.run(
        [sys.executable, *options, "-c", code],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    told = json.loads(finished.stdout.splitlines()[-1])
    stages, last = {}, before
    for name, moment in told["marks"].items():
        stages[name] = moment - last
        last = moment
    told["stages"] = stages
    told["usable"] = last - before
    told["total"] = told["usable"] - stages[LAST_STAGE]
    return told, finished.stderr


def slowest_imports(importtime: str, count: int = 8) -> list[tuple[float, str]]:
    """(seconds, module) by own time, from what ``-X importtime`` writes."""
    rows = []
    for line in importtime.splitlines():
        parts = line.removeprefix("import time:").split("|")
        if line.startswith("import time:") and len(parts) == 3 and parts[0].strip().isdigit():
            rows.append((int(parts[0]) / 1e6, parts[2].strip()))
    return sorted(rows, reverse=True)[:count]


def figures(settings: Settings) -> Iterator[Figure]:
    """For the suite: the window and two commands, each after one start that does not count."""
    with tempfile.TemporaryDirectory() as folder:
        told = [run_once(folder)[0] for _ in range(settings.rounds + 1)][1:]
    yield figure("process start to first paint", "ms", [1000 * one["total"] for one in told])
    yield figure("of which imports", "ms", [1000 * one["stages"]["imports"] for one in told])
    yield figure("process start to a usable window", "ms", [1000 * one["usable"] for one in told])
    photo, data = str(settings.large_photos()[0]), settings.scratch / "start-up-data"
    commands = {
        "birdeye --version": ["--version"],
        "birdeye identify, one photo of 24 megapixels": ["identify", photo, "--no-catalogue"],
    }
    for name, words in commands.items():
        start = partial(timed_command, words, data)
        values = by_turns({name: lambda start=start: 1000 * start()[0]}, settings.rounds)
        yield figure(name, "ms", values[name])


def main(runs: int) -> None:
    """Run and print."""
    with tempfile.TemporaryDirectory() as folder:
        told = [run_once(folder)[0] for _ in range(runs)]
        traced, importtime = run_once(folder, "-X", "importtime")
    warm = told[1:] or told
    print(f"platform: {os.environ.get('QT_QPA_PLATFORM') or 'default'}; {runs} starts")
    print(f"first start: {told[0]['total'] * 1000:.0f} ms to the first paint")
    for name, what in (("total", "the first paint"), ("usable", "a usable window")):
        times = [one[name] for one in warm]
        print(
            f"later starts, to {what}: median {statistics.median(times) * 1000:.0f} ms "
            f"(from {min(times) * 1000:.0f} to {max(times) * 1000:.0f} ms)"
        )
    for stage in told[0]["stages"]:
        seconds = statistics.median(one["stages"][stage] for one in warm)
        print(f"  {seconds * 1000:7.0f} ms  {stage}")
    print("slowest imports by own time (traced, so slower than above):")
    for seconds, module in slowest_imports(importtime):
        print(f"  {seconds * 1000:7.1f} ms  {module}")
    heavy = ", ".join(traced["heavy"]) or "none"
    print(f"imported before the first paint although heavy: {heavy}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("runs", type=int, nargs="?", default=9)
    main(parser.parse_args().runs)
