"""The window says everything in every language that it offers."""

from __future__ import annotations

import ast
import re
import shutil
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from birdeye.domain.species import LANGUAGES
from birdeye.gui.translation import LANGUAGES_OF_WINDOW, SOURCE_LANGUAGE, Translation
from birdeye.packs.pack import Pack
from tests.helpers.drawn_birds import draw_photo
from tests.helpers.tiny_pack import LIME, ORANGE, RED, VIOLET
from tests.helpers.window import wait_for_record, wait_for_results

ROOT = Path(__file__).resolve().parents[2]
GUI = ROOT / "birdeye" / "gui"
TRANSLATIONS = ROOT / "assets" / "translations"
TRANSLATED = sorted(set(LANGUAGES_OF_WINDOW) - {SOURCE_LANGUAGE})


@dataclass(frozen=True)
class Message:
    """One sentence of a .ts file."""

    context: str
    source: str
    translation: str
    state: str


def messages_of(file: Path) -> list[Message]:
    """All sentences of a .ts file."""
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            found.append(
                Message(
                    context.findtext("name", ""),
                    message.findtext("source", ""),
                    "".join(translation.itertext()),
                    translation.get("type", ""),
                )
            )
    return found


def sentences_in_code() -> Iterator[tuple[str, str, str]]:
    """(context, sentence, place) of each literal that the sources have translated."""
    for file in (*sorted(GUI.rglob("*.py")), ROOT / "birdeye" / "export" / "registry.py"):
        tree = ast.parse(file.read_text("utf-8"))
        yield from _sentences(tree, "", file.relative_to(ROOT).as_posix())


def _sentences(node: ast.AST, class_name: str, file: str) -> Iterator[tuple[str, str, str]]:
    for child in ast.iter_child_nodes(node):
        inside = child.name if isinstance(child, ast.ClassDef) else class_name
        if isinstance(child, ast.Call):
            place = f"{file}:{child.lineno}"
            match _called(child.func), child.args:
                case "tr", [ast.Constant(value=str(sentence)), *_]:
                    yield class_name, sentence, place
                case (
                    "translate" | "_translate" | "_shown",
                    [ast.Constant(value=str(context)), ast.Constant(value=str(sentence)), *_],
                ):
                    yield context, sentence, place
                case "tr" | "translate" | "_translate", _:
                    pytest.fail(f"{place}: lupdate cannot see what is translated here")
        yield from _sentences(child, inside, file)


def _called(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


@pytest.fixture
def tools(monkeypatch):
    """packaging/translations.py, where Qt's tools for it are to be had."""
    monkeypatch.setattr(sys, "path", [*sys.path, str(ROOT / "packaging")])
    import translations

    try:
        translations.tool("lupdate"), translations.tool("lrelease")
    except FileNotFoundError as error:
        pytest.skip(str(error))
    return translations


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_are_up_to_date_with_the_sources(tools, language, tmp_path):
    kept = TRANSLATIONS / f"birdeye_{language}.ts"
    gathered = Path(shutil.copy(kept, tmp_path))
    tools.gather(gathered)
    assert messages_of(gathered) == messages_of(kept), "run packaging/translations.py"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_translated(language):
    messages = messages_of(TRANSLATIONS / f"birdeye_{language}.ts")
    assert len(messages) > 400
    assert not [one for one in messages if one.state or not one.translation.strip()]
    assert all(one.context for one in messages)


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_filled_into_a_sentence_is_filled_into_its_translation(language):
    def places(text: str) -> list[str]:
        return sorted(set(re.findall(r"\{[^}]*\}", text)))

    messages = messages_of(TRANSLATIONS / f"birdeye_{language}.ts")
    assert not [one for one in messages if places(one.source) != places(one.translation)]


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_translation_is_that_of_its_source(tools, language, tmp_path):
    compiled = tmp_path / "fresh.qm"
    tools.compile_translation(TRANSLATIONS / f"birdeye_{language}.ts", compiled)
    kept = TRANSLATIONS / f"birdeye_{language}.qm"
    assert compiled.read_bytes() == kept.read_bytes(), "run packaging/translations.py"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_in_the_code_is_found_under_the_class_that_says_it(language):
    known = {(m.context, m.source) for m in messages_of(TRANSLATIONS / f"birdeye_{language}.ts")}
    in_code = list(sentences_in_code())
    assert len(in_code) > 400
    assert not [
        f"{place}: {context or 'no class'}: {sentence}"
        for context, sentence, place in in_code
        if (context, sentence) not in known
    ]


def test_no_class_is_asked_for_sentences_of_the_class_it_is_made_from():
    """`tr` looks under the name of the object's own class, so that in a class that others are made
    from its sentences would be found under none of them."""
    trees = [ast.parse(file.read_text("utf-8")) for file in GUI.rglob("*.py")]
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    bases = {_called(base) for one in classes for base in one.bases}
    speaking = {context for context, _, _ in sentences_in_code()}
    assert not bases & speaking & {one.name for one in classes}


WORDS = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]{2,})*")
"""What may be a word or a sentence in English; single letters are keys."""

SAME_EVERYWHERE = re.compile(
    r"\b(Birdeye|MXNet|GPS|EXIF|XMP|JPEG|PNG|HEIC|AVIF|WebP|TIFF|RAW|CSV|JSON|HTML|eBird|iNaturalist"
    r"|eBird/Clements|BirdNET|AviList|AVONET|IOC|CC BY|rangeBuilder|Natural Earth"
    r"|Unicode CLDR|GPX|UTC"
    r"|MegaDetector|Darwin Core|Qt|PySide6|LGPL|MIT|ONNX Runtime|NumPy|numpy|Pillow|libheif|LibRaw"
    r"|Lightroom|Bridge|Capture One|digiKam|darktable|Timelapse|AddaxAI|NAME|symbol|params"
    r"|ONNX|onnx|TFLite|tflite"
    r"|Ctrl|Shift|Alt|Esc|Home|End|Del|Ins|Tab|PgUp|PgDown)\b"
)
"""Names of programs, formats and keys."""

OF_NO_LANGUAGE = re.compile(r"<[^>]*>|https?://\S+|\S*/\S*|\S+\.\w{2,4}\b")
"""Tags, addresses, paths and names of files."""


def shown_texts(root: QWidget) -> Iterator[tuple[str, str]]:
    """(who, text) of all that ``root`` and what is in it says or would say."""
    for one in [root, *root.findChildren(QWidget), *root.findChildren(QAction)]:
        asked = ["toolTip", "windowTitle", "accessibleName"]
        match one:
            case QAction():
                asked = ["text", "toolTip"]
            case QLabel() | QAbstractButton():
                asked += ["text"]
            case QLineEdit():
                asked += ["placeholderText"]
            case QMenu() | QGroupBox():
                asked += ["title"]
        who = f"{type(one).__name__} {one.objectName()}"
        yield from ((f"{who} {ask}", getattr(one, ask)()) for ask in asked)
        if isinstance(one, QComboBox):
            yield from ((f"{who} item", one.itemText(row)) for row in range(one.count()))


def in_english(root: QWidget, known: set[str]) -> list[str]:
    """What is said in English, except for what is ``known`` to be the same in every language."""
    found = []
    for who, text in shown_texts(root):
        left = SAME_EVERYWHERE.sub("", OF_NO_LANGUAGE.sub("", text))
        for name in sorted(known, key=len, reverse=True):
            left = left.replace(name, "")
        if WORDS.search(left):
            found.append(f"{who}: {text}")
    return found


@pytest.fixture
def speak(qapp):
    """Has what is built from now on speak a language, until the test ends."""
    default = QLocale()
    translation = Translation(qapp)
    yield translation.use
    translation.use(SOURCE_LANGUAGE)
    QLocale.setDefault(default)


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_no_english_is_left_in_the_chinese_window(
    speak, make_program, tiny_pack, qapp, qtbot, tmp_path
):
    speak("zh_CN")
    photos = [
        draw_photo(tmp_path / f"{n}.png", colour)
        for n, colour in enumerate((RED, LIME, ORANGE, VIOLET, None))
    ]
    program = make_program(paths=photos)
    wait_for_results(qtbot, program, len(photos))
    program.window.menus.language_chosen.emit("zh")
    known = names_of_birds(tiny_pack) | {tiny_pack.title, tiny_pack.id, *LANGUAGES.values()}
    known |= {
        *LANGUAGES_OF_WINDOW.values(),
        tiny_pack.manifest.licence,
        tmp_path.name,
        tmp_path.parent.name,
    }
    for row in range(len(photos)):
        program.navigation.go_to_row(row)
        wait_for_record(qtbot, program)
        assert in_english(program.window, known) == []
    program.window.show_grid(True)
    assert in_english(program.window, known) == []

    def opened() -> list[QWidget]:
        shown = [one for one in qapp.topLevelWidgets() if one.isVisible()]
        return [one for one in shown if one is not program.window]

    actions = program.window.all_actions
    for order in (
        *(actions.shortcuts, actions.about, actions.export, actions.import_checkpoint),
        *(actions.set_place, actions.summary, actions.life_list),
    ):
        order.trigger()
        qtbot.waitUntil(lambda: bool(opened()))
        for window in opened():
            assert in_english(window, known) == []
            window.close()


def names_of_birds(pack: Pack) -> set[str]:
    """Whatever a bird is called that the pack knows, families and genera too."""
    species = pack.labels.distinct_species
    return {
        name
        for one in species
        for name in (one.scientific_name, one.genus, one.family, *one.common_names.values())
    }


BESIDE_LATIN = re.compile(r"[\u4e00-\u9fff][A-Za-z0-9]|[A-Za-z0-9%][\u4e00-\u9fff]")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!.]|[\u4e00-\u9fff] [\u4e00-\u9fff]")
OF_FILE_DIALOG = ";;"
"""What separates the kinds of files that a dialog of Qt offers."""


def test_chinese_has_its_own_punctuation_and_a_blank_beside_latin():
    messages = messages_of(TRANSLATIONS / "birdeye_zh_CN.ts")
    said = [one.translation for one in messages if OF_FILE_DIALOG not in one.source]
    assert not [text for text in said if BESIDE_LATIN.search(text) or HALF_WIDTH.search(text)]
