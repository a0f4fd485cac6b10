"""Reads recipes: how a pack is built from files that others publish, which Birdeye never copies.

The recipes that come with Birdeye lie in models/sources, with a description of the format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from birdeye.domain.errors import PackInvalid
from birdeye.packs.fields import FieldReader
from birdeye.packs.manifest import CalibrationSpec, ClassifierSpec, PresenceSpec
from birdeye.packs.manifest_file import (
    MAX_MANIFEST_BYTES,
    MAX_OUTPUTS,
    URL,
    VERSION,
    check_presence,
    parse_toml,
    read_calibration,
    read_id,
    read_presence,
    read_sha256,
    read_use_of_classifier,
)
from birdeye.packs.pack import MAX_MODEL_BYTES
from birdeye.packs.pack_source import is_document, name_problem
from birdeye.packs.small_file import read_small_file

RECIPE_FORMAT = 1
_FILE_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"


class Converter(StrEnum):
    """How the published network becomes an ONNX file."""

    TFLITE = "tflite"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A published file: what it is called, where it is, and what it must be."""

    name: str
    url: str
    size_bytes: int
    sha256: str

    @property
    def host(self) -> str:
        """Whom the file is asked of."""
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class LabelMapping:
    """How the published labels become species.

    ``renamed`` leads from a published scientific name to the current one where the program's table
    of species does not; ``kept`` are names that the table lacks and that are right all the same;
    ``unclaimed`` are current names that may be listed but are never claimed outright.
    """

    renamed: Mapping[str, str]
    kept: tuple[str, ...]
    unclaimed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole recipe; ``classifier`` lacks the file and its checksum, which the building makes.

    ``species`` is how many the pack will know; ``detector_pack`` is the id of the pack whose
    detector it gets; ``documents`` are files beside the recipe by the name that they get in the
    pack.
    """

    id: str
    version: str
    title: str
    licence: str
    attribution: str
    description: str
    homepage: str
    species: int
    detector_pack: str
    converter: Converter
    network: RemoteFile
    labels: RemoteFile
    mapping: LabelMapping
    classifier: ClassifierSpec
    presence: PresenceSpec | None
    calibration: CalibrationSpec | None
    documents: Mapping[str, str]
    folder: Path

    @property
    def files(self) -> tuple[RemoteFile, ...]:
        """All that has to be fetched."""
        return self.network, self.labels

    @property
    def size_bytes(self) -> int:
        """What all files have together."""
        return sum(file.size_bytes for file in self.files)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Whom the files are asked of, each once."""
        return tuple(dict.fromkeys(file.host for file in self.files))


def read_recipes(folder: Path) -> Iterator[Recipe]:
    """The recipes in ``folder`` by file name. They are a part of the program: `PackInvalid` for
    one that is broken is a bug."""
    for path in sorted(folder.glob("*.toml")):
        yield read_recipe(path)


def read_recipe(path: Path) -> Recipe:
    """The recipe in the TOML file ``path``; raises `PackInvalid` with all problems."""
    content = read_small_file(path.parent, path.name, MAX_MANIFEST_BYTES)
    problems: list[str] = []
    top = FieldReader(parse_toml(content, path.name, path.stem), "", problems)
    top.integer("format", 1, RECIPE_FORMAT)
    network, labels = top.table("network"), top.table("labels")
    recipe = Recipe(
        id=read_id(top),
        version=top.text("version", pattern=VERSION, means="numbers and dots, such as 1.2"),
        title=top.text("title", longest=100),
        licence=top.text("licence"),
        attribution=top.text("attribution", longest=1000, lines=True),
        description=top.text("description", longest=4000, lines=True),
        homepage=top.text("homepage", pattern=URL, means="a web address"),
        species=top.integer("species", 1, MAX_OUTPUTS),
        detector_pack=_read_detector(top.table("detector")),
        converter=network.choice("converter", Converter),
        network=_read_file(network.table("file")),
        labels=_read_file(labels.table("file")),
        mapping=LabelMapping(
            labels.names_by_name("renamed", MAX_OUTPUTS),
            labels.names("kept", MAX_OUTPUTS),
            labels.names("unclaimed", MAX_OUTPUTS),
        ),
        classifier=read_use_of_classifier(
            top.table("classifier"), file="classifier.onnx", sha256="0" * 64
        ),
        presence=read_presence(top.optional_table("presence")),
        calibration=read_calibration(top.optional_table("calibration")),
        documents=top.names_by_name("documents", 20),
        folder=path.parent,
    )
    check_presence(top, recipe.presence, recipe.classifier)
    for table in (network, labels, top):
        table.refuse_unknown()
    problems += [
        f"documents.{name} is “{source}”, which is no file beside the recipe"
        for name, source in recipe.documents.items()
        if PurePosixPath(source).name != source or not (path.parent / source).is_file()
    ]
    problems += [
        f"documents.{name} is no name of a document, such as README.md"
        for name in recipe.documents
        if not is_document(name) or name_problem(name)
    ]
    if problems:
        raise PackInvalid(path.stem, problems)
    return recipe


def _read_detector(table: FieldReader) -> str:
    pack = table.text("pack")
    table.refuse_unknown()
    return pack


def _read_file(table: FieldReader) -> RemoteFile:
    file = RemoteFile(
        name=table.text(
            "name",
            pattern=_FILE_NAME,
            means="a file name of letters, digits, dots, hyphens and underscores",
        ),
        url=table.text("url", longest=500, pattern=URL, means="a web address"),
        size_bytes=table.integer("size", 1, MAX_MODEL_BYTES),
        sha256=read_sha256(table),
    )
    table.refuse_unknown()
    return file
