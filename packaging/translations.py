"""Brings the translations of the window up to date: ``python packaging/translations.py``.

Collects the texts of birdeye/gui, the titles of exports, and what the packs and recipes in models/
say of themselves, in assets/translations/*.ts with Qt's lupdate, where new ones are translated with
Qt Linguist (or any editor), and compiles those into the .qm files that the program reads. Both
tools come with PySide6. Run it once after texts have changed, translate, run it again.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "assets" / "translations"
SHOWN_OF_PACKS = ("title", "region", "licence", "description", "attribution")


def tool(name: str) -> str:
    """The path of Qt's program ``name``. Raises FileNotFoundError if PySide6 does not include
    it."""
    found = next(Path(PySide6.__file__).parent.glob(f"{name}*"), None)
    if found is None:
        raise FileNotFoundError(f"This PySide6 has no {name}; install PySide6-Essentials with pip.")
    return str(found)


def texts_of_packs() -> Iterator[str]:
    """What the window shows of the packs and recipes that come with Birdeye, each in one line as
    `birdeye.gui.pack_wording` looks them up."""
    models = ROOT / "models"
    for file in sorted([*models.glob("*/manifest.toml"), *models.glob("sources/*.toml")]):
        told = tomllib.loads(file.read_text("utf-8"))
        shown = [told.get(field, "") for field in SHOWN_OF_PACKS]
        shown.append(told.get("accuracy", {}).get("text", ""))
        yield from (" ".join(text.split()) for text in shown if text)


def gather(translation: Path) -> None:
    """Add new sentences to the .ts file at ``translation`` and remove those that are gone."""
    with tempfile.TemporaryDirectory() as folder:
        packs = Path(folder) / "packs.py"  # lupdate reads no TOML
        lines = (
            f'QT_TRANSLATE_NOOP("Packs", {json.dumps(text, ensure_ascii=False)})\n'
            for text in dict.fromkeys(texts_of_packs())
        )
        packs.write_text("".join(lines), "utf-8")
        _gather(translation, packs)


def _gather(translation: Path, *generated: Path) -> None:
    sources = sorted(str(path) for path in (ROOT / "birdeye" / "gui").rglob("*.py"))
    sources.append(str(ROOT / "birdeye" / "export" / "registry.py"))  # titles of formats
    sources += map(str, generated)
    options = ["-no-obsolete", "-locations", "none", "-silent"]
    options += ["-tr-function-alias", "translate+=_translate,QT_TRANSLATE_NOOP+=_shown"]
    command = [tool("lupdate"), *sources, *options, "-ts", str(translation)]
    subprocess.run(command, check=True, cwd=ROOT)


def compile_translation(translation: Path, compiled: Path) -> None:
    """Write the .qm file of a .ts file; sentences without a translation are left out."""
    command = [tool("lrelease"), "-silent", str(translation), "-qm", str(compiled)]
    subprocess.run(command, check=True)


def main() -> int:
    """Collect and compile all languages, and say how many sentences need a translation."""
    for translation in sorted(TRANSLATIONS.glob("*.ts")):
        gather(translation)
        compile_translation(translation, translation.with_suffix(".qm"))
        waiting = translation.read_text("utf-8").count('type="unfinished"')
        print(f"{translation.name}: {waiting} sentences to translate")
    return 0


if __name__ == "__main__":
    sys.exit(main())
