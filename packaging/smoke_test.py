"""Tests the Debian package as users will use it: ``python packaging/smoke_test.py``.

Installs the newest .deb of dist/ (or the one named) into a fresh Debian, made by debootstrap, or on
this machine if that is impossible; and then, as an ordinary user without network, with an empty
home, in a Chinese locale and paths with spaces and Chinese characters: ``birdeye doctor``,
``birdeye identify``, the window by its menu entry, drag and drop, boxes compared on a screenshot,
purge. Says what it did, and exits with 1 at the first failure. Needs root, and a build
(packaging/build.py) beforehand.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
ROOT = PACKAGING.parent
ENVIRONMENT = ROOT / "build" / "packaging" / "environment"


def main() -> None:
    """Prepare a place, run the test in it, and clean up."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("deb", type=Path, nargs="?", help="the package (the newest in dist/)")
    parser.add_argument("--photos", type=Path, help="a folder of photos besides the drawn ones")
    parser.add_argument("--here", action="store_true", help="install on this machine at once")
    parser.add_argument(
        "--pictures", type=Path, default=ROOT / "build" / "packaging", help="for screenshots"
    )
    options = parser.parse_args()
    deb = options.deb or max((ROOT / "dist").glob("*.deb"), key=lambda path: path.stat().st_mtime)

    from smoke import trial
    from smoke.place import SmokeFailed

    print(f"Trying {deb}")
    started = time.monotonic()
    try:
        with tempfile.TemporaryDirectory(prefix="birdeye-photos-") as folder:
            photos = trial.draw_photos(Path(folder))
            if options.photos:
                photos += sorted(p for p in options.photos.iterdir() if p.suffix == ".jpg")
            trial.check_package(deb.resolve())
            try_out(deb.resolve(), photos, options)
    except SmokeFailed as failure:
        sys.exit(f"FAILED: {failure}")
    print(f"All is as it should be, after {time.monotonic() - started:.0f} s.")


def try_out(deb: Path, photos: list[Path], options: argparse.Namespace) -> None:
    """Install, use, remove."""
    from smoke import trial
    from smoke.place import NoCleanRoot, Place

    try:
        if options.here:
            raise NoCleanRoot("--here was given")
        place = Place.clean()
        trial.told(f"a clean Debian in {place.root}")
    except NoCleanRoot as reason:
        print(f"On this machine itself, because {reason}.")
        place = Place(Path("/"))
    with place:
        place.prepare()
        place.install_dependencies(deb)
        before = place.files()
        place.install(deb)
        trial.told("installed, after its dependencies")
        results = trial.use_command_line(place, photos)
        trial.use_window(place, results, options.pictures)
        trial.check_removal(place, before)


def be_in_the_right_surroundings() -> None:
    """Start again if necessary: as root, with separate mounts, in the build's environment.

    The mounts of the clean Debian vanish with the process, however it ends.
    """
    if sys.platform != "linux" or os.geteuid() != 0:
        sys.exit("The smoke test installs a package: run it as root on Debian or a derivative.")
    subprocess.run(["sh", PACKAGING / "debian-packages.sh", "test"], check=True)
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        sys.exit("Run packaging/build.py first.")
    unshare = ["unshare", "--mount", "--propagation", "private"]
    private = subprocess.run([*unshare, "true"], check=False).returncode == 0
    words = [*(unshare if private else []), str(python), __file__, *sys.argv[1:]]
    os.execvpe(words[0], words, {**os.environ, "BIRDEYE_SMOKE_READY": "1"})


if __name__ == "__main__":
    if "BIRDEYE_SMOKE_READY" not in os.environ:
        be_in_the_right_surroundings()
    main()
