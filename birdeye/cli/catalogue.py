"""``birdeye catalogue``: what is stored about photos, whether it is intact, and forgetting some."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from birdeye import locations
from birdeye.cli.catalogue_choice import (
    add_catalogue_option,
    opened_catalogue,
    warned_of_unknown,
)
from birdeye.cli.display import counted, say, say_json
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.photo_arguments import add_photo_paths, given_paths
from birdeye.domain.errors import CatalogueUnusable
from birdeye.domain.species import Species

_EPILOGUE = """\
examples:
  birdeye catalogue                        what it contains
  birdeye catalogue check                  look for damage, and repair it
  birdeye catalogue forget ~/Old --dry-run
  birdeye catalogue forget ~/Old           these photos, and the work on them

The catalogue is one file. Birdeye checks it and backs it up beside itself once a day. Forgetting
does not touch the photos. It cannot be undone.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "catalogue",
        help="show, check and repair what is stored about photos",
        description="Shows what is stored about photos, checks it, and forgets some of it.",
        epilog=_EPILOGUE,
    )
    parser.set_defaults(action=_show, json=False)
    add_catalogue_option(parser)
    actions = parser.add_subparsers(title="actions", metavar="ACTION")

    showing = actions.add_parser("show", help="what it contains (the default action)")
    showing.add_argument("--json", action="store_true", help="write JSON for other programs")
    showing.set_defaults(action=_show)

    checking = actions.add_parser("check", help="look for damage and repair it; back up")
    checking.set_defaults(action=_check)

    forgetting = actions.add_parser("forget", help="forget photos and the work on them")
    add_photo_paths(forgetting, text="photos, and folders of photos")
    forgetting.add_argument(
        "--dry-run", action="store_true", help="show what would be forgotten, and forget nothing"
    )
    forgetting.set_defaults(action=_forget)


def run(arguments: argparse.Namespace) -> int:
    """Run the action and return the exit code."""
    from birdeye.catalogue.integrity import is_there

    file = arguments.catalogue or locations.catalogue_file()
    if not is_there(file):
        raise CatalogueUnusable(
            f"There is no catalogue “{file}”. "
            "It is created when photos are identified, in the window or with “birdeye identify”."
        )
    exit_code: int = arguments.action(arguments, file)
    return exit_code


def _show(arguments: argparse.Namespace, file: Path) -> int:
    with opened_catalogue(file, Species) as catalogue:
        held = catalogue.contents()
    size = file.stat().st_size
    if arguments.json:
        facts = {"file": str(file), "size_bytes": size} | asdict(held)
        say_json(facts)
        return 0
    lines = [
        ("file", f"{file}, {size / 1e6:,.1f} MB"),
        ("photos", f"{held.photo_count:,}, in {counted(held.file_count, 'file')}"),
        *([("not read", counted(held.unread_count, "file"))] if held.unread_count else []),
        ("birds", f"{held.bird_count:,}, {held.reviewed_count:,} of them reviewed"),
        ("changes", f"{held.change_count:,} that can be undone"),
        *(
            ("found by", f"{pack} {version}: {counted(count, 'photo')}")
            for pack, version, count in held.packs
        ),
        ("checked", _day(held.checked_at)),
        ("backed up", _day(held.backed_up_at)),
    ]
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        say(f"{name:<{width}}  {value}")
    return 0


def _check(arguments: argparse.Namespace, file: Path) -> int:
    from birdeye.catalogue.preparation import back_up_catalogue, prepare_catalogue

    told = prepare_catalogue(file, check=True)
    back_up_catalogue(file, now=True)
    say(told or f"The catalogue “{file}” is intact, and was backed up beside itself.")
    return 0


def _forget(arguments: argparse.Namespace, file: Path) -> int:
    with opened_catalogue(file, Species) as catalogue:
        paths = given_paths(arguments)
        is_any_unknown = warned_of_unknown(catalogue, paths)
        photo_ids = catalogue.photo_ids_at(paths)
        if not photo_ids:
            return EXIT_FAILED
        gone = catalogue.forget(photo_ids, dry_run=arguments.dry_run)
    verb = "would be forgotten" if arguments.dry_run else "forgotten"
    say(
        f"{counted(gone.file_count, 'photo')} {verb}, "
        f"with {counted(gone.bird_count, 'bird')}, {gone.reviewed_count:,} of them reviewed."
    )
    if gone.rated_count:
        say(f"{gone.rated_count:,} of the photos had stars or a flag.")
    return EXIT_FAILED if is_any_unknown else 0


def _day(moment: datetime | None) -> str:
    return "never" if moment is None else f"{moment.astimezone():%Y-%m-%d %H:%M}"
