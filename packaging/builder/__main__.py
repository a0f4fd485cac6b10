"""The steps of a build, in order; runs in the environment that packaging/build.py makes."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sizes import table

from birdeye import __version__
from builder import archive, elf, windows
from builder.bundle import Bundle, make_bundle
from builder.debian_package import make_deb
from builder.releases import CHANGELOG, read_releases


def main() -> None:
    """Build everything that this system can build, and report the result."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    parser.add_argument("--wheel", type=Path, required=True)
    parser.add_argument("--epoch", type=int, required=True)
    parser.add_argument("--packs", type=Path, action="append", default=[])
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    newest = read_releases(CHANGELOG.read_text("utf-8"))[0].version
    if newest != __version__:
        sys.exit(f"CHANGELOG.md begins with {newest}, but Birdeye is {__version__}.")
    with _told("Freezing the program"):
        bundle = make_bundle(options.work, __version__, options.epoch, options.packs)
    output: Path = options.output
    output.mkdir(parents=True, exist_ok=True)
    made = [Path(shutil.copy(options.wheel, output))]
    sbom = output / f"birdeye-{__version__}-{sys.platform}.cdx.json"
    made.append(Path(shutil.copy(bundle.inner / "sbom.cdx.json", sbom)))
    if sys.platform == "win32":
        types = options.work / "file-types.iss"
        types.write_text(windows.file_types(), encoding="utf-8")
    if sys.platform == "linux":
        made += _for_linux(bundle, options.work, output, options.quick)
    archive.write_sums(made, output / "SHA256SUMS")
    print("\n".join(table(bundle.folder)))
    for path in made:
        print(f"{path.stat().st_size / 1e6:8.2f} MB  {path}")


def _for_linux(bundle: Bundle, work: Path, output: Path, quick: bool) -> list[Path]:
    with _told("Packing the archive"):
        major, minor = elf.needs_of(elf.binaries(bundle.folder)).glibc
        made = [archive.make_tar(bundle, work, output, f"{major}.{minor}")]
    if shutil.which("dpkg-deb") is None:
        print("There is no dpkg-deb here, so no Debian package.")
        return made
    with _told("Packing for Debian"):
        made.append(make_deb(bundle, work, output, quick))
    return made


@contextmanager
def _told(step: str) -> Iterator[None]:
    print(f"{step} ...", flush=True)
    started = time.monotonic()
    yield
    print(f"{step}: {time.monotonic() - started:.0f} s", flush=True)


main()
