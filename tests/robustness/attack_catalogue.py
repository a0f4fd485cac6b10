"""Does what disks, people and other programs may do to a catalogue, while the program works on it.

``python -m tests.robustness.attack_catalogue [--only WORDS]`` prints a table: each attack of
`tests.robustness.attacks`, met by the real window (which identifies and reviews meanwhile) and by
the command line (which identifies), at work or after a kill. What must hold is checked on the way:

- what was refused is said in a sentence, and no fault is reported;
- what was confirmed and copied once is there at the end; whatever was confirmed is, unless the
  attack destroyed the very bytes, and then a sentence says what was saved;
- the program goes on: in the same session once the attack is over or at the latest after a start,
  and the catalogue passes its check.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack, nullcontext
from pathlib import Path

from birdeye import locations
from birdeye.catalogue.catalogue import Catalogue
from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue
from birdeye.domain.changes import AcceptClaims
from birdeye.packs.library import PackLibrary
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.made_results import species_of
from tests.helpers.tiny_pack import BLUE, RED, make_tiny_pack
from tests.robustness.attacks import DEAD, LIVE, Attack, Found
from tests.robustness.bad_disks import Site, missing, set_clock, small_disk
from tests.robustness.bad_disks import without_power as powerless
from tests.robustness.remote_window import RemoteWindow

ROOT = Path(__file__).resolve().parents[2]
FIRST, ALL = 12, 60
"""Photos that are known, reviewed and copied before the attack; and all that are opened then."""

COPIED, BEFORE, DURING, AFTER, LAST = (
    [f"{number:03}" for number in range(start, start + 2)] for start in (0, 2, 4, 6, 8)
)
"""The photos whose birds are confirmed at each stage."""


class Failed(AssertionError):
    """What must hold does not."""


def draw_photos(folder: Path) -> None:
    """Photos of one bird each, no two of the same content."""
    for number in range(ALL):
        box = (9, 9, 70 + number, 99 + number // 2)
        draw_photo(folder / f"{number:03}.png", (RED, BLUE)[number % 2], box=box)


def set_up(site: Site, photos: Path) -> None:
    """A catalogue that knows the first photos, with two reviews, and its copy."""
    pack = make_tiny_pack(site.data / "packs" / "tiny")
    library = PackLibrary(
        locations.builtin_packs_folder(), site.data / "packs", site.data / "settings.toml"
    )
    library.set_default(pack.id)
    first = sorted(str(path) for path in photos.iterdir())[:FIRST]
    _command_line(site, "identify", *first)
    with Catalogue(site.catalogue, species_of) as catalogue:
        for record in list(catalogue.records()):
            if record.path.stem in COPIED:
                catalogue.carry_out(AcceptClaims((record.birds[0].bird_id,)))
    back_up_catalogue(site.catalogue, now=True)


def _environment(site: Site) -> dict[str, str]:
    return os.environ | {"BIRDEYE_DATA": str(site.data), "PYTHONPATH": str(ROOT)}


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "tests.robustness.moved_clock", "birdeye", *words]


def _command_line(site: Site, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command without power over permissions; a mistake of the program raises `Failed`."""
    ended = subprocess.run(
        [*powerless(), *_command(*words)],
        cwd=ROOT,
        env=_environment(site),
        capture_output=True,
        text=True,
        check=False,
    )
    if "Traceback" in ended.stderr:
        raise Failed(ended.stderr)
    return ended


def by_window(attack: Attack, folder: Path, photos: Path) -> Found:
    """The window meets ``attack``; raises `AssertionError`."""
    found = Found(attack.name, "window")
    with ExitStack() as stack:
        site = _site(attack, folder, stack)
        set_up(site, photos)
        with RemoteWindow(site.data, powerless()) as window:
            for name in BEFORE:
                found.note(name, window.review(name))
            window.say("open", str(photos))
            window.wait_for("photo")
            if attack.is_dead:
                window.process.send_signal(signal.SIGKILL)
                window.process.wait()
            else:
                window.wait_for("photo")
                with attack.begin(Site(site.data, window.pid)):
                    for name in DURING:
                        found.note(name, window.review(name))
                for name in AFTER:
                    found.note(name, window.review(name))
                found.sentences += [each["notice"] for each in window.heard if "notice" in each]
                _end(window)
        # After a kill, it lasts for a whole session, which the user is told can do little.
        with attack.begin(site) if attack.is_dead else nullcontext():
            if attack.is_dead:
                with RemoteWindow(site.data, powerless()) as window:
                    _note_start(window, found)
                    for name in DURING:
                        found.note(name, window.review(name))
                    _end(window)
        if not _goes_on(site, photos, found):  # the damage was met only now
            _goes_on(site, photos, found)
        _check(site, attack, found)
    return found


def _goes_on(site: Site, photos: Path, found: Found) -> bool:
    """Whether a new window does all that a sound one does, or else asks to be started again."""
    with RemoteWindow(site.data, powerless()) as window:
        _note_start(window, found)
        window.say("open", str(photos))
        refused = not window.wait_until_identified(ALL)
        for name in () if refused else LAST:
            told = window.review(name)
            found.note(name, told)
            refused |= "confirmed" not in told
        _end(window)
    sentences = [
        told[kind] for told in window.heard for kind in ("notice", "refused") if kind in told
    ]
    found.sentences += sentences
    if refused and not any("Start Birdeye again" in sentence for sentence in sentences):
        raise Failed(f"it does not go on: {sentences}")
    return not refused


def by_command_line(attack: Attack, folder: Path, photos: Path) -> Found:
    """``birdeye identify`` meets ``attack``; raises `AssertionError`."""
    found = Found(attack.name, "command line", set(COPIED))
    with ExitStack() as stack:
        site = _site(attack, folder, stack)
        set_up(site, photos)
        command = [*powerless(), *_command("identify", str(photos), "--format", "jsonl")]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=_environment(site),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            # A pipe of a page holds it back, so that it is still at work when the attack comes.
            fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
            told = [process.stdout.readline() for _ in range(FIRST + 4)]
            if attack.is_dead:
                process.kill()
            else:
                with attack.begin(Site(site.data, process.pid)):
                    told += [process.stdout.readline() for _ in range(ALL // 2)]
            rest, errors = process.stdout.read(), process.stderr.read()  # little goes to the second
        if not attack.is_dead:
            found.sentences += errors.splitlines()
            results = [json.loads(line) for line in ("".join(told) + rest).splitlines()]
            if process.returncode != 0 or len(results) != ALL or "Traceback" in errors:
                raise Failed(f"{attack.name}: {process.returncode}, {len(results)}, {errors}")
        with attack.begin(site) if attack.is_dead else nullcontext():
            if attack.is_dead:
                ended = _command_line(site, "identify", str(photos), "--format", "jsonl")
                found.sentences += ended.stderr.splitlines()
                if ended.returncode or len(ended.stdout.splitlines()) != ALL:
                    raise Failed(f"{attack.name}: {ended.returncode}, {ended.stderr}")
        ended = _command_line(site, "catalogue", "check")
        found.sentences += [line for line in ended.stdout.splitlines() if "is intact" not in line]
        again = _command_line(site, "identify", str(photos), "--format", "jsonl")
        found.sentences += again.stderr.splitlines()
        if ended.returncode or again.returncode or len(again.stdout.splitlines()) != ALL:
            raise Failed(f"{attack.name}: it does not go on: {ended}, {again.stderr}")
        _check(site, attack, found)
    return found


def _site(attack: Attack, folder: Path, stack: ExitStack) -> Site:
    data = folder / "data"
    if attack.needs == "mount":
        stack.enter_context(small_disk(data))
    data.mkdir(parents=True, exist_ok=True)
    set_clock(data, 0)
    return Site(data)


def _note_start(window: RemoteWindow, found: Found) -> None:
    found.sentences += [told["prepared"] for told in window.heard if told.get("prepared")]


def _end(window: RemoteWindow) -> None:
    errors = window.close()
    if window.faults or window.process.returncode or "Traceback" in errors:
        raise Failed(f"{window.process.returncode}: {window.faults} {errors}")


def _check(site: Site, attack: Attack, found: Found) -> None:
    """Raise `Failed` unless the catalogue is sound and holds what it must."""
    found.sentences = list(dict.fromkeys(found.sentences))
    told = prepare_catalogue(site.catalogue, check=True)
    if told is not None:
        found.sentences.append(told)
        if not attack.destroys:
            raise Failed(f"{attack.name}: in the end, {told}")
    with Catalogue(site.catalogue, species_of) as catalogue:
        records = [each for each in catalogue.records() if each.path.stem.isdigit()]
    there = {each.path.stem for each in records if all(bird.is_confirmed for bird in each.birds)}
    known = {each.path.stem for each in records if each.birds}
    found.confirmed |= set(COPIED)
    found.lost = found.confirmed - there
    if len(known) != ALL and told is None:  # after a repair, the next start identifies them anew
        raise Failed(f"{attack.name}: {ALL - len(known)} photos are not known")
    if found.lost & {*COPIED, *LAST} or (found.lost and not attack.destroys):
        raise Failed(f"{attack.name}: reviews of {sorted(found.lost)} are lost; {found.sentences}")
    if (found.lost or found.refused) and not found.sentences:
        raise Failed(f"{attack.name}: nothing was said")


MEETINGS = {"window": by_window, "command line": by_command_line}


def run(attacks: Iterable[Attack], photos: Path) -> list[Found | str]:
    """What came of each attack, or why it was left out; raises `AssertionError`."""
    found: list[Found | str] = []
    for attack in attacks:
        reason = missing(attack.needs)
        if reason:
            found.append(f"{attack.name}: left out, as {reason}")
            continue
        for meet in MEETINGS.values():
            with tempfile.TemporaryDirectory() as folder:
                found.append(meet(attack, Path(folder), photos))
    return found


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--only", default="", help="attacks whose names have these words")
    parser.add_argument("--dead", action="store_true", help="only those after a kill")
    words = parser.parse_args()
    attacks = [each for each in (*LIVE, *DEAD) if words.only in each.name]
    attacks = [each for each in attacks if each.is_dead or not words.dead]
    with tempfile.TemporaryDirectory() as folder:
        draw_photos(Path(folder))
        print(f"{'attack':<46}{'met by':<14}{'refused':>8}{'confirmed':>10}{'lost':>5}  said")
        for attack in attacks:
            for each in run([attack], Path(folder)):
                if isinstance(each, str):
                    print(each)
                    continue
                name = f"{each.attack}{' (after a kill)' if attack.is_dead else ''}"
                said = " / ".join(each.sentences)[:300]
                print(
                    f"{name:<46}{each.met_by:<14}{each.refused:>8}{len(each.confirmed):>10}"
                    f"{len(each.lost):>5}  {said}",
                    flush=True,
                )
    return 0


if __name__ == "__main__":
    sys.exit(main())
