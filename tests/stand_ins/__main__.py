"""Makes the stand-ins and runs `packs get` on each from a local server.

    python -m tests.stand_ins make FOLDER [ID ...]     needs torch, torchvision, timm and birder
    python -m tests.stand_ins try FOLDER [ID ...]      needs nothing but what the tests need

OSEA's network is made in each of the three ways in which it may have been quantised, as
FOLDER/osea-dynamic, osea-qdq and osea-qoperator; the others are FOLDER/ID. `try` serves the files
from one host that sends to another, which drops the connection once a file; then it prints how
long the network takes to load and for one bird, on one and on two threads, how much of a
processor's time a bird takes on one (which other work on the computer changes least), and by how
much the process grows; --known names a folder with the files of inat-birds, to compare with.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from birdeye import locations
from birdeye.packs.library import PackLibrary
from birdeye.workflows.build_pack import build_pack_into, find_recipe, get_pack
from tests.helpers.file_server import drops_after, sends_to, serving
from tests.helpers.published_stand_ins import labels_for, small_files_for, standing_in

FORMS = ("dynamic", "qdq", "qoperator")
IDS = (
    "osea",
    "birds-na-small",
    "birds-eu-small",
    "birds-eu-medium",
    "birds-eu-large",
    "inat21-medium",
    "inat21-large",
)


def make(folder: Path, ids: list[str]) -> None:
    """Write the stand-ins of all files of the recipes."""
    from tests.stand_ins.networks import export, quantise

    for recipe_id in ids:
        recipe = find_recipe(recipe_id)
        size, outputs = recipe.classifier.input.width, recipe.outputs or len(labels_for(recipe_id))
        names = [f"osea-{form}" for form in FORMS] if recipe_id == "osea" else [recipe_id]
        with tempfile.TemporaryDirectory() as name:
            float_file = Path(name) / "float.onnx"
            for target in names:
                there = folder / target
                there.mkdir(parents=True, exist_ok=True)
                for file, content in small_files_for(recipe).items():
                    (there / file).write_bytes(content)
                network = there / recipe.network.name
                if recipe_id != "osea":
                    weights = recipe.weights.name if recipe.weights else ""
                    export(recipe_id, size, outputs, network, weights)
                    continue
                if not float_file.exists():
                    export(recipe_id, size, outputs, float_file)
                quantise(float_file, target.removeprefix("osea-"), network, size)


def attempt(folder: Path, library: PackLibrary) -> str:
    """Get the pack whose stand-ins are in ``folder``; its id."""
    recipe_id = "osea" if folder.name.startswith("osea-") else folder.name
    published = find_recipe(recipe_id)
    files = {each.name: (folder / each.name).read_bytes() for each in published.files}
    with serving(drops_after(50_000)) as store, serving() as server:
        store.files = {f"/{name}": content for name, content in files.items()}
        server.answers = [sends_to(store.address)] * (len(files) + 1)
        recipe = standing_in(published, files, server.address, (store.address,))
        began = time.monotonic()
        for _ in get_pack(recipe, library):
            pass
    fetched = sum(map(len, files.values())) / 1e6
    print(f"{folder.name}: installed, {fetched:.1f} MB, {time.monotonic() - began:.0f} s")
    return recipe_id


def measured(pack_folder: Path, threads: int) -> dict[str, float]:
    """Load time and time for one bird in seconds, growth of the process in MB, in one of its own"""
    words = [sys.executable, "-m", "tests.stand_ins.one_network", str(pack_folder), str(threads)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=("make", "try"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--known", type=Path, help="the published files of inat-birds")
    options = parser.parse_args()
    if options.action == "make":
        make(options.folder, options.ids or list(IDS))
        return
    with tempfile.TemporaryDirectory() as name:
        temporary = Path(name)
        builtin = locations.builtin_packs_folder()
        library = PackLibrary(builtin, temporary / "packs", temporary / "settings.toml")
        base = 0.0
        if options.known:
            list(build_pack_into(find_recipe("inat-birds"), library, temporary, options.known))
            base = _tell("inat-birds", temporary / "inat-birds", 0.0)
        for folder in sorted(each for each in options.folder.iterdir() if each.is_dir()):
            if options.ids and folder.name not in options.ids:
                continue
            try:
                pack_id = attempt(folder, library)
            except Exception as error:  # so that the others are tried all the same
                print(f"{folder.name}: {type(error).__name__}: {error}", flush=True)
                continue
            _tell(folder.name, library.get(pack_id).folder, base)
            library.remove(pack_id)


def _tell(name: str, pack_folder: Path, base: float) -> float:
    one, two = measured(pack_folder, 1), measured(pack_folder, 2)
    relative = f", {one['busy_s'] / base:.1f} times that of inat-birds" if base else ""
    print(
        f"{name}: loads in {one['load_s']:.2f} s, grows by {one['growth_mb']:.0f} MB, "
        f"a bird in {1000 * one['bird_s']:.0f} ms on one thread and "
        f"{1000 * two['bird_s']:.0f} ms on two, {1000 * one['busy_s']:.0f} ms of processor time"
        f"{relative}",
        flush=True,
    )
    return one["busy_s"]


if __name__ == "__main__":
    main()
