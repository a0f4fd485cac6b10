"""Reads recipes: how a pack is built from files that others publish and Birdeye does not
distribute.

The recipes that come with Birdeye are in models/sources, with a description of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

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
from birdeye.packs.remote_file import RemoteFile
from birdeye.packs.small_file import read_small_file

RECIPE_FORMAT = 1
_FILE_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*"


_HOST = r"[A-Za-z0-9.-]+(:\d+)?"
_MAX_SETTINGS_BYTES = 1 << 16


class Converter(StrEnum):
    """How the published network becomes the ONNX file of a pack."""

    TFLITE = "tflite"
    ONNX = "onnx"


class Others(StrEnum):
    """What unknown labels are taken for."""

    REFUSED = "refused"
    NO_BIRDS = "not a bird"
    NO_SPECIES = "no species"
    """Perhaps birds, but without a name: their outputs are never claimed."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The accuracy or speed of a network as measured by others or this project.

    ``first_choice`` is the share of photos whose first choice was right, and ``relative_time`` the
    time for one bird compared with the network of inat-birds; None if not measured. ``text`` says
    what it was measured on, ``source`` by whom.
    """

    text: str
    source: str
    first_choice: float | None = None
    relative_time: float | None = None

    @property
    def by(self) -> str:
        """Who measured it, without the file that says so: what a user wants to know."""
        return self.source.partition(",")[0]


@dataclass(frozen=True, slots=True)
class LabelMapping:
    """How the published labels become species.

    ``renamed`` maps a published scientific name to the current one if the program's table of
    species does not; ``kept`` are correct names that the table lacks; ``unclaimed`` are current
    names that may be listed but are never claimed outright. ``unused`` is the number of meaningless
    outputs after the last label.
    """

    renamed: Mapping[str, str]
    kept: tuple[str, ...]
    unclaimed: tuple[str, ...]
    others: Others = Others.REFUSED
    unused: int = 0


@dataclass(frozen=True, slots=True)
class Recipe:
    """A complete recipe; ``classifier`` lacks the file and its checksum, which building adds.

    ``species`` is how many the pack will know, exact only if ``is_tested``: whether the recipe was
    run on the published files themselves. ``outputs`` is how many the network has, None if that is
    not published. ``weights`` is a second file with the network's weights; ``settings`` a JSON file
    that states the mean and the standard deviation if the recipe cannot; ``places`` an SQLite file
    that says where each species occurs. ``detector_pack`` is the id of the pack whose detector it
    gets; ``documents`` are files beside the recipe by the name that they get in the pack.
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
    weights: RemoteFile | None
    settings: RemoteFile | None
    outputs: int | None
    labels: RemoteFile
    places: RemoteFile | None
    mapping: LabelMapping
    classifier: ClassifierSpec
    presence: PresenceSpec | None
    calibration: CalibrationSpec | None
    documents: Mapping[str, str]
    folder: Path
    region: str
    is_non_commercial: bool
    is_tested: bool
    accuracy: Measured | None
    speed: Measured | None

    @property
    def files(self) -> tuple[RemoteFile, ...]:
        """All files to download."""
        files = (self.network, self.weights, self.settings, self.labels, self.places)
        return tuple(file for file in files if file is not None)

    @property
    def size_bytes(self) -> int:
        """The size of all files together, as far as known."""
        return sum(file.likely_bytes for file in self.files)

    @property
    def size_is_exact(self) -> bool:
        """Whether the size of every file is known."""
        return all(file.size_bytes is not None for file in self.files)

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts that files come from, each once: those contacted, then those they redirect
        to."""
        asked = [file.host for file in self.files]
        return tuple(dict.fromkeys([*asked, *self.network.redirect_hosts]))

    @property
    def preference(self) -> tuple[bool, float, int, str]:
        """Sort key for offering networks: tested ones first, then by measured accuracy, then by
        number of species."""
        return not self.is_tested, -(self.first_choice or 0.0), -self.species, self.title

    @property
    def first_choice(self) -> float | None:
        """The share of photos whose first choice was right as measured by others; None if not
        measured."""
        return self.accuracy.first_choice if self.accuracy else None


def read_recipes(folder: Path) -> Iterator[Recipe]:
    """The recipes in ``folder`` by file name. They are part of the program, so `PackInvalid` for a
    broken one is a bug."""
    for path in sorted(folder.glob("*.toml")):
        yield read_recipe(path)


def read_recipe(path: Path) -> Recipe:
    """The recipe in the TOML file ``path``; raises `PackInvalid` with all problems."""
    content = read_small_file(path.parent, path.name, MAX_MANIFEST_BYTES)
    problems: list[str] = []
    top = FieldReader(parse_toml(content, path.name, path.stem), "", problems)
    top.integer("format", 1, RECIPE_FORMAT)
    network, labels = top.table("network"), top.table("labels")
    places = top.optional_table("places")
    redirects = top.names("redirect_hosts", 5)
    if not all(re.fullmatch(_HOST, host) for host in redirects):
        top.problem("redirect_hosts", "must be names of hosts, such as files.example.org")
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
        network=_read_file(network.table("file"), redirects),
        weights=_read_optional_file(network.optional_table("weights"), redirects),
        settings=_read_settings_file(network.optional_table("settings"), redirects),
        outputs=network.integer("outputs", 1, MAX_OUTPUTS, None),
        labels=_read_file(labels.table("file"), redirects),
        places=_read_file(places.table("file"), redirects) if places else None,
        mapping=LabelMapping(
            labels.names_by_name("renamed", MAX_OUTPUTS),
            labels.names("kept", MAX_OUTPUTS),
            labels.names("unclaimed", MAX_OUTPUTS),
            labels.choice("others", Others, Others.REFUSED),
            labels.integer("unused", 0, MAX_OUTPUTS, 0),
        ),
        classifier=read_use_of_classifier(
            top.table("classifier"), file="classifier.onnx", sha256="0" * 64
        ),
        presence=read_presence(top.optional_table("presence")),
        calibration=read_calibration(top.optional_table("calibration")),
        documents=top.names_by_name("documents", 20),
        folder=path.parent,
        region=top.text("region", longest=60),
        is_non_commercial=top.flag("non_commercial", False),
        is_tested=top.flag("tested", False),
        accuracy=_read_measured(top.optional_table("accuracy"), "first_choice", 1),
        speed=_read_measured(top.optional_table("speed"), "relative_time", 10_000),
    )
    check_presence(top, recipe.presence, recipe.classifier)
    for table in (network, labels, *([places] if places else []), top):
        table.refuse_unknown()
    problems += [
        f"documents.{name} is “{source}”, but there is no such file beside the recipe"
        for name, source in recipe.documents.items()
        if PurePosixPath(source).name != source or not (path.parent / source).is_file()
    ]
    problems += [
        f"documents.{name} is not a name for a document, such as README.md"
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


def _read_measured(table: FieldReader | None, key: str, most: float) -> Measured | None:
    if table is None:
        return None
    numbers = {key: table.number(key, 0, most, None)}
    measured = Measured(
        table.text("text", longest=300), table.text("source", longest=300), **numbers
    )
    table.refuse_unknown()
    return measured


def _read_file(table: FieldReader, redirects: tuple[str, ...]) -> RemoteFile:
    name, url = _read_name(table), _read_url(table)
    size = table.integer("size", 1, MAX_MODEL_BYTES, None)
    about = table.integer("about", 1, MAX_MODEL_BYTES, None)
    if (size is None) == (about is None):
        table.problem("size", "or about is needed: its bytes, or roughly how many they are")
    file = RemoteFile(name, url, size, read_sha256(table), about or 0, redirects)
    table.refuse_unknown()
    return file


def _read_optional_file(table: FieldReader | None, redirects: tuple[str, ...]) -> RemoteFile | None:
    return None if table is None else _read_file(table, redirects)


def _read_settings_file(table: FieldReader | None, redirects: tuple[str, ...]) -> RemoteFile | None:
    """A small file that is not pinned: only two triples of numbers are read from it."""
    if table is None:
        return None
    name, url = _read_name(table), _read_url(table)
    table.refuse_unknown()
    return RemoteFile(name, url, None, None, _MAX_SETTINGS_BYTES // 2, redirects)


def _read_name(table: FieldReader) -> str:
    return table.text(
        "name",
        pattern=_FILE_NAME,
        means="a file name of letters, digits, dots, hyphens and underscores",
    )


def _read_url(table: FieldReader) -> str:
    return table.text("url", longest=500, pattern=URL, means="a web address")
