"""``birdeye packs get``: model packs built from files that others publish."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from birdeye import locations
from birdeye.cli.display import megabytes, say
from birdeye.domain.confidence import percent_of
from birdeye.domain.terminal_text import printable
from birdeye.packs.library import PackLibrary

if TYPE_CHECKING:
    from birdeye.packs.recipe import Measured, Recipe

_EPILOGUE = """\
examples:
  birdeye packs get                              what is available
  birdeye packs get inat-birds                   download, convert and install it
  birdeye packs get osea                         nearly every species of the world
  birdeye packs get inat-birds --from ~/usb      without a network, from files in a folder
  birdeye packs get inat-birds --into models     into a folder, for making an installer

Birdeye uses the network for downloads only. After Ctrl-C, a download resumes where it stopped the
next time. Proxies are taken from the system or from https_proxy and no_proxy; BIRDEYE_MODEL_SOURCE
names a folder like --from.
"""


def add_action(actions: Any) -> None:
    """Add the action to ``birdeye packs``."""
    getting = actions.add_parser(
        "get",
        help="get a pack built from published files",
        description="Downloads published networks and turns them into model packs.",
        epilog=_EPILOGUE,
    )
    getting.add_argument("pack", nargs="?", metavar="ID", help="the pack (default: list them)")
    getting.add_argument(
        "--from",
        dest="origin",
        type=Path,
        metavar="FOLDER",
        help="take the files from this folder instead of the network",
    )
    getting.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help="write the pack as FOLDER/ID instead of installing it",
    )
    getting.add_argument(
        "--without-places",
        action="store_true",
        help="do without the published table of places and use the program's own",
    )
    getting.set_defaults(action=_get)


def _get(arguments: argparse.Namespace, library: PackLibrary) -> None:
    from birdeye.workflows.build_pack import (
        build_pack_into,
        find_recipe,
        get_pack,
        known_recipes,
    )

    if arguments.pack is None:
        for recipe in known_recipes():
            _print_facts(recipe)
        return
    recipe = find_recipe(arguments.pack)
    if arguments.without_places:
        recipe = replace(recipe, places=None)
    origin = arguments.origin or locations.model_files_folder()
    _print_facts(recipe)
    if arguments.into is not None:
        show_progress(build_pack_into(recipe, library, arguments.into, origin))
        say(f"Written to {arguments.into / recipe.id}")
        return
    installed = show_progress(get_pack(recipe, library, origin))
    count = len(installed.pack.labels.distinct_species)
    say(f"Installed “{recipe.title}” {recipe.version}, {count:,} species.")
    if installed.is_default:
        say("Photos are identified with it from now on.")
    else:
        say(f"To use it from now on: birdeye packs default {recipe.id}")


def _print_facts(recipe: Recipe) -> None:
    """What the user wants to know before a download."""
    say(f"{recipe.id}: {recipe.title} {recipe.version}")
    size = "" if recipe.size_is_exact else "about "
    for name, value in (
        ("region", recipe.region),
        ("species", f"{recipe.species:,}" if recipe.is_tested else f"about {recipe.species:,}"),
        ("size", f"{size}{megabytes(recipe.size_bytes)} to download"),
        ("from", ", ".join(recipe.hosts)),
        ("homepage", recipe.homepage),
        ("licence", recipe.licence),
        ("use", "non-commercial only" if recipe.is_non_commercial else ""),
        ("accuracy", _accuracy_words(recipe.accuracy)),
        ("speed", _speed_words(recipe.speed)),
        (
            "tested",
            ""
            if recipe.is_tested
            else "not yet with the published files; the speed is an estimate",
        ),
    ):
        if value:
            say(f"  {name:<9} {value}")
    for text in (recipe.description, recipe.attribution):
        say(*(f"  {line}" for line in text.splitlines()))


def _accuracy_words(accuracy: Measured | None) -> str:
    """How often the first choice was right, on which photos, and who measured it."""
    if accuracy is None:
        return "nobody has published a measurement"
    share = (
        ""
        if accuracy.first_choice is None
        else f"first choice right in {percent_of(accuracy.first_choice)} of "
    )
    return f"{share}{accuracy.text}, measured by {accuracy.by}"


def _speed_words(speed: Measured | None) -> str:
    """How much longer a bird takes than with the network of inat-birds."""
    if speed is None or speed.relative_time is None:
        return ""
    return f"a bird takes about {speed.relative_time:g} times as long as with inat-birds"


def show_progress(events: Iterable[Any]) -> Any:
    """Show progress on standard error, in place on a terminal; returns the last event."""
    from birdeye.workflows.build_pack import FetchProgress
    from birdeye.workflows.convert_stage import ConvertStage

    visible, painted, last = sys.stderr.isatty(), False, None
    try:
        for event in events:
            last = event
            if isinstance(event, FetchProgress):
                if visible:
                    share = f"{megabytes(event.done_bytes)} of {megabytes(event.total_bytes)}"
                    sys.stderr.write(f"\r\x1b[KFetching {printable(event.name)}: {share}")
                    sys.stderr.flush()
                    painted = True
            elif isinstance(event, ConvertStage):
                say(*[""] * painted, f"{event.text} ...", stream=sys.stderr)
                painted = False
    finally:
        if painted:
            say("", stream=sys.stderr)
    return last
