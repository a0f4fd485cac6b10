"""Builds the installation packages: ``python packaging/build.py`` on a clean machine, into dist/.

Needs Python 3.11 or newer. Installs missing Debian packages, creates an environment in
build/packaging with the pinned versions of constraints.txt, and leaves the rest to the steps in
builder/. The environment is reused until its requirements change. On Linux the result is a .deb and
a .tar.gz; on Windows and macOS the bundle, which the scripts in windows/ and macos/ turn into
installers.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent
ROOT = PACKAGING.parent
WORK = ROOT / "build" / "packaging"
ENVIRONMENT = WORK / "environment"


def main() -> None:
    """Prepare the environment and run the steps in it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--output", type=Path, default=ROOT / "dist", help="output folder (dist/)")
    parser.add_argument(
        "--model-source",
        type=Path,
        metavar="DIR",
        help="take the files that models/sources names from DIR, not from the network",
    )
    parser.add_argument(
        "--quick", action="store_true", help="for testing: compress less, in a fifth of the time"
    )
    options = parser.parse_args()
    if shutil.which("apt-get"):
        subprocess.run(["sh", PACKAGING / "debian-packages.sh", "build"], check=True)
    python = prepare_environment()
    wheel = build_wheel(python)
    install(python, "--force-reinstall", "--no-deps", wheel)
    shutil.rmtree(WORK / "bundle", ignore_errors=True)
    packs = fetch_packs(python, options.model_source)
    words = ["--work", WORK, "--output", options.output.resolve(), "--wheel", wheel]
    words += ["--packs", packs]
    words += ["--quick"] if options.quick else []
    subprocess.run(
        [python, "-m", "builder", *words, "--epoch", str(source_date_epoch())],
        cwd=PACKAGING,
        check=True,
    )


def prepare_environment() -> Path:
    """The Python of an environment with PyInstaller and everything but Birdeye itself."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    constraints = PACKAGING / "constraints.txt"
    ingredients = [sys.version.encode(), constraints.read_bytes()]
    ingredients.append((ROOT / "pyproject.toml").read_bytes())
    recipe = hashlib.sha256(b"\0".join(ingredients)).hexdigest()
    mark = ENVIRONMENT / "recipe"
    if mark.exists() and mark.read_text() == recipe:
        return python
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    install(python, "--constraint", constraints, ROOT, "pyinstaller")
    mark.write_text(recipe)
    return python


def build_wheel(python: Path) -> Path:
    """The wheel of the source tree as it is, without leftovers from an earlier one."""
    shutil.rmtree(ROOT / "build" / "lib", ignore_errors=True)
    folder = WORK / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    pip = [python, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(source_date_epoch())}
    subprocess.run(pip, check=True, env=environment)
    [wheel] = folder.glob("birdeye-*.whl")
    return wheel


def fetch_packs(python: Path, source: Path | None) -> Path:
    """The folder with the packs to include: from the recipes in models/sources, those that were
    tested on the published files and may be used for anything.

    Their files come from ``source``, which must have all of them; else from the network, without
    which a pack is left out. The program uses the first one until the user chooses (settings.toml
    beside them).
    """
    data = WORK / "data"
    chosen = data / "packs" / "settings.toml"
    shutil.rmtree(data, ignore_errors=True)
    origin = ["--from", source.resolve()] if source else []
    for recipe in sorted((ROOT / "models" / "sources").glob("*.toml")):
        told = tomllib.loads(recipe.read_text(encoding="utf-8"))
        if not told.get("tested") or told.get("non_commercial"):
            continue
        get = [python, "-m", "birdeye", "packs", "get", recipe.stem, *origin]
        done = subprocess.run(get, env={**os.environ, "BIRDEYE_DATA": str(data)}, check=False)
        if not done.returncode and not chosen.exists():
            use = [python, "-m", "birdeye", "packs", "default", recipe.stem]
            subprocess.run(use, env={**os.environ, "BIRDEYE_DATA": str(data)}, check=True)
            (data / "settings.toml").rename(chosen)
        if done.returncode and source:
            sys.exit(f"The pack {recipe.stem} cannot be made from the files in {source}.")
        if done.returncode:
            print(
                f"Without the pack {recipe.stem}, because its files cannot be downloaded "
                "(--model-source)."
            )
    return data / "packs"


def install(python: Path, *words: str | Path) -> None:
    """Run pip in the environment."""
    subprocess.run([python, "-m", "pip", "install", "--quiet", *words], check=True)


def source_date_epoch() -> int:
    """The Unix time that every file of the build has: SOURCE_DATE_EPOCH, else that of the commit.

    https://reproducible-builds.org/specs/source-date-epoch/ . Without git, the day of the version
    in the changelog.
    """
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    try:
        git = ["git", "-C", ROOT, "log", "-1", "--format=%ct"]
        return int(subprocess.run(git, check=True, capture_output=True).stdout)
    except (OSError, subprocess.CalledProcessError):
        sys.path.insert(0, str(PACKAGING))
        from builder.releases import CHANGELOG, read_releases

        return read_releases(CHANGELOG.read_text("utf-8"))[0].epoch_s


if __name__ == "__main__":
    main()
