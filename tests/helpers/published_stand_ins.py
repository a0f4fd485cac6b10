"""Stand-ins for published files that cannot be had here: the recipe's names, labels of its kind.

`labels_for` writes a label file of the same form and size as the published one is said to have;
`tiny_network` a network with the same input and outputs and next to nothing in between;
`standing_in` the recipe with the addresses and checksums of the stand-ins.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from functools import cache

import numpy as np
from onnx import TensorProto, helper, numpy_helper

from birdeye import locations
from birdeye.domain.photos import GpsPosition
from birdeye.geography.countries import read_countries
from birdeye.geography.occurrence import read_occurrence
from birdeye.packs.recipe import Recipe
from birdeye.packs.remote_file import RemoteFile
from birdeye.taxonomy.species_table import SpeciesTable, read_species_table

OSEA_EXTINCT = "Riccordia elegans"
SETTINGS = {
    "input_size": 384,
    "preprocessing": {
        "color_space": "RGB",
        "resize_mode": "center_crop",
        "mean": [0.5, 0.25, 0.75],
        "std": [0.5, 0.2, 0.25],
    },
    "num_classes": 707,
}


def files_for(recipe: Recipe) -> dict[str, bytes]:
    """All files of the recipe by name, with a tiny network."""
    outputs = recipe.outputs or len(labels_for(recipe.id))
    weights = recipe.weights.name if recipe.weights else ""
    files = tiny_network(recipe.network.name, recipe.classifier.input.width, outputs, weights)
    return files | small_files_for(recipe)


def small_files_for(recipe: Recipe) -> dict[str, bytes]:
    """The files besides the network, by name."""
    files = {recipe.labels.name: ("\n".join(labels_for(recipe.id)) + "\n").encode()}
    if recipe.settings is not None:
        files[recipe.settings.name] = json.dumps(SETTINGS, indent=2).encode()
    if recipe.places is not None:
        files[recipe.places.name] = table_of_places(labels_for(recipe.id))
    return files


def table_of_places(labels: Sequence[str], *, first_output: int = 0) -> bytes:
    """An SQLite file like OSEA's, of cells of 5 degrees, by the program's own table of countries.

    The outputs are numbered from ``first_output``.
    """
    occurrence = read_occurrence(locations.occurrence_file())
    table, cells = _table(), _cells_of_countries()
    places = sorted({place for each in cells.values() for place in each})
    number = {place: index for index, place in enumerate(places, 1)}
    connection = sqlite3.connect(":memory:")
    with closing(connection):
        connection.executescript(
            "CREATE TABLE places (worldid INTEGER PRIMARY KEY, west REAL, south REAL, east REAL,"
            " north REAL);"
            "CREATE TABLE distributions (id INTEGER PRIMARY KEY, species INTEGER, worldid INTEGER);"
            "CREATE TABLE sp_cls_map (species INTEGER, cls INTEGER);"
        )
        connection.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?)",
            [(number[west, south], west, south, west + 5, south + 5) for west, south in places],
        )
        for index, label in enumerate(labels):
            species = table.find(label)
            known = occurrence.range_of(species.scientific_name) if species else None
            if known is None:
                continue
            species_id = 7 * index + 3
            connection.execute(
                "INSERT INTO sp_cls_map VALUES (?, ?)", (species_id, index + first_output)
            )
            lived_in = {number[cell] for code in known.countries for cell in cells.get(code, ())}
            connection.executemany(
                "INSERT INTO distributions (species, worldid) VALUES (?, ?)",
                [(species_id, place) for place in sorted(lived_in)],
            )
        connection.commit()
        return connection.serialize()


@cache
def _cells_of_countries() -> dict[str, list[tuple[int, int]]]:
    """West and south of the cells of 5 degrees whose middle is in a country, by its code."""
    countries = read_countries(locations.countries_file())
    found: dict[str, list[tuple[int, int]]] = {}
    for west in range(-180, 180, 5):
        for south in range(-60, 80, 5):
            code = countries.at(GpsPosition(south + 2.5, west + 2.5))
            if code:
                found.setdefault(code, []).append((west, south))
    return found


def labels_for(recipe_id: str) -> list[str]:
    """Labels as many as the published ones and of their kind, from the program's own table."""
    species = _table().all_species
    if recipe_id == "osea":
        return [each.scientific_name for each in species[:10_963]] + [OSEA_EXTINCT]
    if recipe_id.startswith("birds-eu"):  # "African desert warbler"
        return [each.common_name("en").capitalize() for each in species[:707]]
    if recipe_id == "birds-na-small":
        names = [each.common_name("en") for each in species[:400]]
        return names[:245] + [
            f"{name} ({form})"
            for name in names[245:]
            for form in ("Breeding male", "Female/Nonbreeding male")
        ]
    birds = [each.scientific_name for each in species[:1486]]
    return birds + [f"Quercus {_word(number)}" for number in range(10_000 - len(birds))]


def tiny_network(name: str, size: int, outputs: int, weights_name: str = "") -> dict[str, bytes]:
    """A network of (N, 3, size, size) float32 to (N, outputs) logits, as files by name.

    With ``weights_name`` its weights are in a file of that name.
    """
    matrix = np.random.default_rng(7).normal(size=(3, outputs)).astype(np.float32)
    weight = numpy_helper.from_array(matrix, "weight")
    files = {}
    if weights_name:
        files[weights_name] = matrix.tobytes()
        weight.ClearField("raw_data")
        weight.data_location = TensorProto.EXTERNAL
        for key, value in (("location", weights_name), ("offset", "0"), ("length", matrix.nbytes)):
            weight.external_data.add(key=key, value=str(value))
    graph = helper.make_graph(
        [
            helper.make_node("GlobalAveragePool", ["input"], ["pooled"]),
            helper.make_node("Flatten", ["pooled"], ["flat"]),
            helper.make_node("MatMul", ["flat", "weight"], ["output"]),
        ],
        "stand-in",
        [helper.make_tensor_value_info("input", TensorProto.FLOAT, ["batch", 3, size, size])],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, ["batch", outputs])],
        [weight],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=8)
    return {name: model.SerializeToString()} | files


def standing_in(
    recipe: Recipe, files: Mapping[str, bytes], address: str, redirect_hosts: tuple[str, ...] = ()
) -> Recipe:
    """``recipe`` for ``files``, which are served at ``address``; nothing else of it changes."""

    def stand_in(remote: RemoteFile | None) -> RemoteFile | None:
        if remote is None:
            return None
        content = files[remote.name]
        return replace(
            remote,
            url=f"http://{address}/{remote.name}",
            sha256=remote.sha256 and hashlib.sha256(content).hexdigest(),
            size_bytes=remote.size_bytes and len(content),
            about_bytes=remote.about_bytes and len(content),
            redirect_hosts=redirect_hosts,
        )

    network, labels = stand_in(recipe.network), stand_in(recipe.labels)
    assert network is not None
    assert labels is not None
    return replace(
        recipe,
        network=network,
        weights=stand_in(recipe.weights),
        settings=stand_in(recipe.settings),
        labels=labels,
        places=stand_in(recipe.places),
    )


def _word(number: int) -> str:
    """A made-up word, another for each number."""
    letters = "abcdefghij"
    return "x" + "".join(letters[int(digit)] for digit in f"{number:05d}") + "us"


@cache
def _table() -> SpeciesTable:
    return read_species_table(locations.names_folder())
