"""The test, step by step; each says what it did, and `SmokeFailed` what went wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from PIL import Image

from smoke.boxes import box_is_drawn, photo_on_screen
from smoke.place import HOME, Place, SmokeFailed
from smoke.screen import WINDOW, Screen, drag_source, wait_for

ROOT = Path(__file__).resolve().parents[2]
PHOTOS = "照片 2026"
MENU_ENTRY = "/usr/share/applications/birdeye.desktop"

_STARTED = time.monotonic()

Results = dict[str, dict[str, Any]]
"""What ``identify --format json`` says about each photo, by file name."""


def check_package(deb: Path) -> None:
    """Check the package with the tools of Debian and of the desktops."""
    with tempfile.TemporaryDirectory() as folder:
        _check(["dpkg-deb", "--extract", deb, folder])
        share = Path(folder) / "usr" / "share"
        _check(["desktop-file-validate", share / "applications" / "birdeye.desktop"])
        metainfo = share / "metainfo" / "birdeye.metainfo.xml"
        _check(["appstreamcli", "validate", "--no-net", metainfo])
        page = share / "man" / "man1" / "birdeye.1.gz"
        complaints = _check(["man", "--warnings", "--local-file", page], MANWIDTH="80")
        if complaints:
            raise SmokeFailed(f"man complains about the page:\n{complaints}")
    root = ["--allow-root"] if os.geteuid() == 0 else []
    _check(["lintian", "--fail-on", "error", "--tag-display-limit", "0", *root, deb])
    told("desktop-file-validate, appstreamcli, man and lintian are content")


def use_command_line(place: Place, photos: Sequence[Path]) -> Results:
    """Doctor, and identify in every family of formats; gives the results."""
    report = json.loads(place.as_user(["birdeye", "doctor", "--json"]))
    if report["problems"] or not report["system"]["frozen"] or not all(report["reads"].values()):
        raise SmokeFailed(f"doctor is not content: {report}")
    if missing := [name for name, version in report["packages"].items() if version is None]:
        raise SmokeFailed(f"doctor knows no version of {missing}")
    packs = ", ".join(pack["title"] for pack in report["packs"])
    told(f"birdeye doctor: all is well, in the locale {report['system']['locale']}; packs: {packs}")

    folder = place.in_home(PHOTOS)
    folder.mkdir()
    for photo in photos:
        shutil.copy(photo, folder)
    place.own_home()
    words = ["birdeye", "identify", PHOTOS, "--format", "json", "--annotated", f"{PHOTOS} 命名"]
    document = json.loads(place.as_user([*words, "--language", "zh"]))
    results = {Path(each["photo"]).name: each for each in document["photos"]}
    if set(results) != {photo.name for photo in photos}:
        raise SmokeFailed(f"identified were {sorted(results)}")
    if failed := [f"{name}: {each['error']}" for name, each in results.items() if each["error"]]:
        raise SmokeFailed(f"photos could not be read: {failed}")
    birds = {name: len(each["birds"]) for name, each in results.items()}
    with_birds = sum(count > 0 for count in birds.values())
    copies = list(place.in_home(f"{PHOTOS} 命名").iterdir())
    if not with_birds or len(copies) != with_birds:
        raise SmokeFailed(f"birds found: {birds}; copies with boxes: {len(copies)}")
    told(f"birdeye identify: {sum(birds.values())} birds in {with_birds} of {len(birds)} photos")
    return results


def use_window(place: Place, results: Results, pictures: Path) -> None:
    """Open a photo by the menu entry, look at the boxes, drop another one in, and quit."""
    order = sorted(results, key=lambda name: -len(results[name]["birds"]))
    first, second = order[0], next(name for name in order[1:] if results[name]["birds"])
    with Screen() as screen, ExitStack() as ending:
        ending.callback(lambda: screen.picture().save(pictures / "last.png"))
        screen.show_in(place.root)
        launch = ["gio", "launch", MENU_ENTRY, f"{HOME}/{PHOTOS}/{first}"]
        place.launch_as_user(launch, screen.display)
        window = screen.window("birdeye")
        screen.place(window, 0, *WINDOW)
        _wait_for_boxes(screen, results[first], f"boxes in {first}")
        screen.picture().save(pictures / "opened.png")
        told(f"the menu entry opened {first}: {len(results[first]['birds'])} boxes, each in place")

        screen.press("ctrl+b")
        wait_for(lambda: not any(_boxes(screen, results[first])), "the boxes to be hidden", 10)
        screen.press("ctrl+b")
        told("hidden boxes are seen to be hidden, so the comparison can fail")

        # The source is outside the place: it names the files as the window sees them.
        source = drag_source(screen, WINDOW[0] + 50, [f"{HOME}/{PHOTOS}/{second}"])
        ending.callback(source.wait)
        ending.callback(source.terminate)
        screen.window("drag-source")
        screen.drag((WINDOW[0] + 150, 100), (WINDOW[0] // 3, WINDOW[1] // 2))
        screen.press("End")
        _wait_for_boxes(screen, results[second], f"boxes in {second}, which was dropped")
        screen.picture().save(pictures / "dropped.png")
        told(f"dragged and dropped {second}: {len(results[second]['birds'])} boxes, each in place")

        place.as_user(["birdeye", f"{HOME}/{PHOTOS}/{first}"], screen.display)
        told("a second start handed its photo to the open window and ended")
        screen.place(window, 0, *WINDOW)
        screen.press("ctrl+q")
        wait_for(lambda: not _is_running(place), "Birdeye to quit", 20)
        told("Ctrl+Q ended it")


def check_removal(place: Place, before: set[str]) -> None:
    """After a purge, only the user's files are left."""
    place.purge()
    left = sorted(place.files() - before)
    if left:
        raise SmokeFailed(f"dpkg --purge left {len(left)} files: {', '.join(left[:20])}")
    kept = place.in_home(PHOTOS)
    if not kept.is_dir():
        raise SmokeFailed("the user's photos are gone")
    told("dpkg --purge left nothing but the user's own files")


def told(what: str) -> None:
    """Say what was done."""
    print(f"  {time.monotonic() - _STARTED:4.0f} s  {what}", flush=True)


def _wait_for_boxes(screen: Screen, result: dict[str, Any], what: str) -> None:
    wait_for(lambda: bool(drawn := _boxes(screen, result)) and all(drawn), what, 90)


def _boxes(screen: Screen, result: dict[str, Any]) -> list[bool]:
    """For each bird, whether its box is on the screen; none if the photo is not there yet."""
    picture: Image.Image = screen.picture()
    size = (result["width"], result["height"])
    try:
        place = photo_on_screen(picture, size)
    except ValueError:
        return []
    return [box_is_drawn(picture, place, size, bird["box"]) for bird in result["birds"]]


def _is_running(place: Place) -> bool:
    program = place.root / "usr" / "lib" / "birdeye" / "birdeye"
    for process in Path("/proc").glob("[0-9]*/exe"):
        try:
            if process.samefile(program):
                return True
        except OSError:
            continue
    return False


def _check(words: Sequence[str | Path], **environment: str) -> str:
    """Run a tool that must find no fault; returns its standard error."""
    done = subprocess.run(
        words, capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    if done.returncode:
        raise SmokeFailed(f"{words[0]} is not content:\n{done.stdout}{done.stderr}")
    return done.stderr


def draw_photos(folder: Path) -> list[Path]:
    """Photos that the tests draw, and one each in HEIC and RAW, which are decoded in other
    processes."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import numpy as np
    from PySide6.QtGui import QGuiApplication

    from tests.helpers.drawn_scene import CARDINAL, TRIO, Perch, draw_scene
    from tests.helpers.tiny_dng import make_dng

    QGuiApplication.instance() or QGuiApplication([])
    heic = folder / "小图.heic"
    shutil.copy(ROOT / "tests" / "imaging" / "data" / "plain.heic", heic)
    raw = folder / "原始.dng"
    raw.write_bytes(make_dng(np.full((96, 128, 3), 0.4)))
    return [
        draw_scene(folder / "三只鸟 在枝上.jpg", TRIO, seed=7),
        draw_scene(folder / "一只 红雀.png", (Perch(CARDINAL, 0.46, 0.52),), (1500, 1200), seed=11),
        draw_scene(folder / "红雀 网页.webp", (Perch(CARDINAL, 0.5, 0.5),), (1600, 1200), seed=5),
        heic,
        raw,
    ]
