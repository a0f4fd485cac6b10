"""The options of ``birdeye export``, and which of them each format takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from birdeye.cli.catalogue_choice import add_catalogue_option
from birdeye.cli.option_values import add_language_option, output_path
from birdeye.cli.parser import CommandMistake
from birdeye.cli.photo_arguments import add_photo_paths

if TYPE_CHECKING:
    from birdeye.export.registry import ExportFormat

_EPILOGUE = """\
examples:
  birdeye export csv                                   birds.csv here, of all photos
  birdeye export ebird ~/Pictures/May --dry-run        only show what would be written
  birdeye export darwin-core --all --output birds.zip  guesses too, marked as such
  birdeye export html ~/Pictures --language zh --output report.html
  birdeye export xmp ~/Pictures --sidecars full-name   heron.jpg.xmp beside heron.jpg
  birdeye export crops --output ~/Birds --without-position

Photos are those that were identified before, in the window or by “birdeye identify”. Only birds
that you confirmed are written, unless --all says otherwise. Existing files are replaced when the
new one is complete; existing sidecars are merged into.
The exit code is 0, or 1 when some photos could not be written.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    from birdeye.export.options import Licence, SidecarNaming
    from birdeye.export.registry import FORMATS

    width = max(len(known.id) for known in FORMATS)
    formats = "\n".join(f"  {known.id:<{width}}  {known.purpose}" for known in FORMATS)
    parser = subparsers.add_parser(
        "export",
        help="write what is known about photos, for other programs and people",
        description=f"Writes the birds in photos in a format that other programs "
        f"read.\n\n{formats}",
        epilog=_EPILOGUE,
    )
    parser.add_argument("format", choices=[known.id for known in FORMATS], metavar="FORMAT")
    add_photo_paths(
        parser, text="only these photos, and those below these folders (default: all)", least="*"
    )
    parser.add_argument(
        "--output",
        type=output_path,
        metavar="PLACE",
        help="the file or folder to write (default: a name after the format, here; not for xmp and "
        "keywords, which go to the photos)",
    )
    parser.add_argument("--all", action="store_true", help="also unconfirmed names, marked as such")
    parser.add_argument(
        "--without-position", action="store_true", help="leave out coordinates (GPS)"
    )
    add_language_option(parser)
    parser.add_argument(
        "--observer", default="", metavar="NAME", help="who saw the birds (darwin-core, camtrap-dp)"
    )
    parser.add_argument(
        "--licence",
        type=Licence,
        choices=list(Licence),
        metavar="ID",
        help="how others may use data and photos: "
        f"{', '.join(each.value for each in Licence)} (darwin-core, camtrap-dp)",
    )
    parser.add_argument(
        "--rights-holder",
        default="",
        metavar="NAME",
        help="who owns the rights in them (darwin-core, camtrap-dp)",
    )
    parser.add_argument(
        "--sidecars",
        choices=[naming.value for naming in SidecarNaming],
        help="name.xmp (adobe, the default) or name.ext.xmp (full-name; xmp)",
    )
    parser.add_argument(
        "--change-photos",
        action="store_true",
        help="allow keywords to be written into the photos themselves (keywords)",
    )
    parser.add_argument(
        "--backup",
        type=Path,
        metavar="DIR",
        help="where to back up the originals (default: beside each photo; keywords)",
    )
    parser.add_argument(
        "--from",
        dest="archive",
        metavar="DIR",
        help="export what “birdeye identify --cluster” wrote to DIR instead of the catalogue "
        "(csv, darwin-core, camtrap-dp, megadetector; needs --all, because nothing in it is "
        "confirmed)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would be written, and write nothing"
    )
    add_catalogue_option(parser)
    # None where an option is not given, so that one that the format does not take is noticed.
    parser.set_defaults(language=None)


def check(chosen_format: ExportFormat, arguments: argparse.Namespace) -> None:
    """Raise `CommandMistake` for options that do not suit the format or each other."""
    _refuse_what_it_does_not_take(chosen_format, arguments)
    _refuse_what_would_do_harm(chosen_format, arguments)


_TAKES: Mapping[str, Callable[[ExportFormat], bool]] = {
    "output": lambda chosen: chosen.asks_for_place,
    "language": lambda chosen: chosen.uses_common_names,
    "observer": lambda chosen: chosen.uses_observer,
    "licence": lambda chosen: chosen.uses_observer,
    "rights_holder": lambda chosen: chosen.uses_observer,
    "sidecars": lambda chosen: chosen.uses_sidecars,
    "change_photos": lambda chosen: chosen.changes_photos,
    "backup": lambda chosen: chosen.changes_photos,
}
"""Option to whether a format takes it. All others suit every format."""


def _refuse_what_it_does_not_take(
    chosen_format: ExportFormat, arguments: argparse.Namespace
) -> None:
    """End with a mistake in the command rather than ignore an option."""
    from birdeye.export.registry import FORMATS

    for name, takes in _TAKES.items():
        if getattr(arguments, name) and not takes(chosen_format):
            option = f"--{name.replace('_', '-')}"
            others = ", ".join(known.id for known in FORMATS if takes(known))
            raise CommandMistake(
                f"“{chosen_format.id}” does not take {option}; these do: {others}."
            )


def _refuse_what_would_do_harm(chosen_format: ExportFormat, arguments: argparse.Namespace) -> None:
    if chosen_format.is_public and arguments.all:
        raise CommandMistake(
            f"{chosen_format.title} takes only birds whose names you confirmed, because others "
            "rely on them. Leave out --all."
        )
    if chosen_format.changes_photos and not (arguments.change_photos or arguments.dry_run):
        raise CommandMistake(
            "Keywords would be written into your photos themselves. Add --change-photos if that "
            "is what you want, or export “xmp” to write them beside the photos."
        )
