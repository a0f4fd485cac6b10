"""A recipe whose published network is a few layers, and the files that it needs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import tomli_w

from birdeye.packs.recipe import Recipe, read_recipe
from tests.helpers.tiny_tflite_network import residual_classifier

LABELS = (
    "Parus major (Great Tit)\n"
    "Chen caerulescens (Snow Goose)\n"
    "Anas platyrhynchos domesticus (Domestic Duck)\n"
    "Anas acuta × crecca (a hybrid)\n"
    "background\n"
)
NETWORK_NAME, LABELS_FILE_NAME = "net.tflite", "labels.txt"


def write_published_files(folder: Path) -> Path:
    """Writes network and labels into ``folder``, as they are published."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NETWORK_NAME).write_bytes(residual_classifier("uint8"))
    (folder / LABELS_FILE_NAME).write_text(LABELS, encoding="utf-8")
    return folder


def tiny_recipe_table(published: Path, address: str = "127.0.0.1:9") -> dict:
    """The recipe as tables of TOML; its files are served at ``address``."""
    return {
        "format": 1,
        "id": "tiny-world",
        "version": "1.0",
        "title": "Tiny birds of the world",
        "licence": "CC0-1.0",
        "attribution": "By nobody.",
        "description": "Three species.",
        "homepage": "https://example.org/tiny",
        "region": "World",
        "tested": True,
        "species": 3,
        "documents": {"LICENCE.txt": "terms.txt"},
        "detector": {"pack": "tiny"},
        "network": {"converter": "tflite", "file": _file(published / NETWORK_NAME, address)},
        "labels": {
            "file": _file(published / LABELS_FILE_NAME, address),
            "renamed": {
                "Anas platyrhynchos domesticus": "Anas platyrhynchos",
            },
            "unclaimed": ["Anser caerulescens"],
        },
        "classifier": {
            "output": "logits",
            "temperature": 1.5,
            "species_threshold": 0.5,
            "genus_threshold": 0.6,
            "family_threshold": 0.6,
            "not_a_bird": 4,
            "input": {"width": 16, "height": 16, "resize": "stretch", "dtype": "uint8"},
        },
    }


def write_recipe(folder: Path, table: dict) -> Recipe:
    """Writes the recipe and its document into ``folder`` and reads it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "terms.txt").write_text("Take it.\n", encoding="utf-8")
    path = folder / f"{table['id']}.toml"
    path.write_text(tomli_w.dumps(table), encoding="utf-8")
    return read_recipe(path)


def _file(path: Path, address: str) -> dict:
    content = path.read_bytes()
    return {
        "name": path.name,
        "url": f"http://{address}/{path.name}",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
