"""Brings the translations of the window up to date: ``python packaging/translations.py``.

Gathers the sentences of birdeye/gui, and the titles of exports, into assets/translations/*.ts with
Qt's lupdate, where Qt Linguist (or any editor) fills in what is new, and compiles those to the .qm
files that the program reads. Both tools come with PySide6. Run it once after texts changed,
translate, run it again.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "assets" / "translations"


def tool(name: str) -> str:
    """The path of Qt's program ``name``. Raises FileNotFoundError where PySide6 came without."""
    found = next(Path(PySide6.__file__).parent.glob(f"{name}*"), None)
    if found is None:
        raise FileNotFoundError(f"This PySide6 has no {name}; install PySide6-Essentials by pip.")
    return str(found)


def gather(translation: Path) -> None:
    """Add new sentences to the .ts file at ``translation`` and take out those that are gone."""
    sources = sorted(str(path) for path in (ROOT / "birdeye" / "gui").rglob("*.py"))
    sources.append(str(ROOT / "birdeye" / "export" / "registry.py"))  # titles of formats
    options = ["-no-obsolete", "-locations", "none", "-silent"]
    options += ["-tr-function-alias", "translate+=_translate,QT_TRANSLATE_NOOP+=_shown"]
    command = [tool("lupdate"), *sources, *options, "-ts", str(translation)]
    subprocess.run(command, check=True, cwd=ROOT)


def compile_translation(translation: Path, compiled: Path) -> None:
    """Write the .qm file of a .ts file; sentences without a translation stay out of it."""
    command = [tool("lrelease"), "-silent", str(translation), "-qm", str(compiled)]
    subprocess.run(command, check=True)


def main() -> int:
    """Gather and compile all languages, and say how many sentences wait for a translation."""
    for translation in sorted(TRANSLATIONS.glob("*.ts")):
        gather(translation)
        compile_translation(translation, translation.with_suffix(".qm"))
        waiting = translation.read_text("utf-8").count('type="unfinished"')
        print(f"{translation.name}: {waiting} sentences to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
