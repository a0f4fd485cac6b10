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

from birdeye.gui.translation import LANGUAGES_OF_WINDOW, SOURCE_LANGUAGE

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
    for file in sorted(GUI.rglob("*.py")):
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
                    "translate" | "_translate",
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
