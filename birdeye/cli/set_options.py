"""The options of ``birdeye set``, action by action."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from birdeye.cli import set_values
from birdeye.cli.catalogue_choice import add_catalogue_option
from birdeye.cli.photo_arguments import add_photo_paths
from birdeye.cli.place_choice import region
from birdeye.domain.rating import MOST_STARS, Flag

_EPILOGUE = """\
examples:
  birdeye set date --to 2026-05-02T10:30 heron.jpg
  birdeye set clock --behind 1:03 ~/Pictures/May --dry-run   it was 1 h 03 min slow
  birdeye set time-zone UTC+2 ~/Pictures/May
  birdeye set track walk.gpx ~/Pictures/May --ahead 1:00
  birdeye set place --like heron.jpg ~/Pictures/May/card2
  birdeye set region ES,PT ~/Pictures/Holiday
  birdeye set count --species "Passer domesticus" --at-least 40 flock.jpg
  birdeye set stars 4 heron.jpg
  birdeye set flag pick heron.jpg
  birdeye set best --keep 2 ~/Pictures/May --dry-run         the sharpest two of each burst
  birdeye set undo

Photos are those that were identified before. Nothing is written into them: the catalogue stores it,
lists and exports use it, and “birdeye set undo” or the window take it back.
"""


def add_parser(subparsers: Any) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "set",
        help="correct dates and places of photos, count birds, give stars and flags",
        description="Sets when and where photos were taken, how many birds they show, "
        "and gives them stars and flags.",
        epilog=_EPILOGUE,
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)

    date = _action(actions, "date", "set the date, or go back to that of the file")
    which = date.add_mutually_exclusive_group(required=True)
    which.add_argument(
        "--to", type=set_values.date, metavar="DATE", help="such as 2026-05-02T10:30"
    )
    which.add_argument("--remove", action="store_true", help="go back to what the file says")

    clock = _action(actions, "clock", "correct a camera's clock that was wrong")
    _add_clock_options(clock, required=True)

    zone = actions.add_parser("time-zone", help="say which time zone the clock was set to")
    zone.add_argument("utc_offset", type=set_values.utc_offset, metavar="OFFSET", help="UTC+2")
    _finish(zone)

    track = actions.add_parser("track", help="find the places in a GPS logger's track")
    track.add_argument("track", type=Path, metavar="GPX", help="the logger's file")
    _add_clock_options(track, required=False)
    track.add_argument(
        "--time-zone",
        type=set_values.utc_offset,
        metavar="OFFSET",
        help="the camera's, such as UTC+2, where photos do not say (default: this computer's)",
    )
    track.add_argument(
        "--tolerance",
        type=set_values.span,
        metavar="H:MM",
        help="how far in time a photo may be from the track (default: 0:05)",
    )
    track.add_argument(
        "--keep", action="store_true", help="skip photos that already have a position"
    )
    _finish(track, text="photos, and folders of photos; a .gpx file is a further track")

    place = _action(actions, "place", "say where photos were taken; what you leave out stays")
    place.add_argument("--name", default="", help="the place in your words")
    place.add_argument("--position", type=set_values.position, help='such as "48.137, 11.575"')
    place.add_argument("--country", default="", metavar="CODE", help="two letters, such as DE")
    place.add_argument("--like", type=Path, metavar="PHOTO", help="the same place as this photo")
    place.add_argument("--remove", action="store_true", help="go back to what the file says")

    where = actions.add_parser("region", help="say in which countries photos were taken")
    where.add_argument(
        "region", type=region, metavar="REGION", help="such as DE,CH or europe, or anywhere"
    )
    _finish(where)

    count = _action(
        actions, "count", "say how many birds of a species there were; what you leave out stays"
    )
    count.add_argument("--species", required=True, metavar="NAME", help="its scientific name")
    how_many = count.add_mutually_exclusive_group()
    how_many.add_argument("--exactly", type=set_values.bird_count, metavar="N", help="there were N")
    how_many.add_argument(
        "--at-least", type=set_values.bird_count, metavar="N", help="there were N or more"
    )
    count.add_argument("--sex", choices=["female", "male"])
    count.add_argument("--age", choices=["adult", "subadult", "juvenile"])
    count.add_argument("--behaviour", default="", metavar="WORDS", help="such as foraging")
    count.add_argument("--remove", action="store_true", help="count the boxes again")

    stars = actions.add_parser("stars", help="give photos 0 to 5 stars")
    stars.add_argument("stars", type=int, choices=range(MOST_STARS + 1), metavar="N")
    _finish(stars)

    flag = actions.add_parser("flag", help="flag photos as a pick or a reject, or as neither")
    flag.add_argument("flag", choices=[each.value for each in Flag])
    _finish(flag)

    best = _action(actions, "best", "pick the sharpest photos of each burst, reject the others")
    best.add_argument("--keep", type=set_values.bird_count, default=1, metavar="N")

    undo = actions.add_parser("undo", help="undo the last such change, made here or in the window")
    add_catalogue_option(undo)


def _action(actions: Any, name: str, purpose: str) -> Any:
    parser = actions.add_parser(name, help=purpose)
    _finish(parser)
    return parser


def _finish(parser: Any, text: str = "photos, and folders of photos") -> None:
    add_photo_paths(parser, text=text)
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would be set, and set nothing"
    )
    add_catalogue_option(parser)


def _add_clock_options(parser: Any, *, required: bool) -> None:
    clock = parser.add_mutually_exclusive_group(required=required)
    clock.add_argument(
        "--behind", type=set_values.span, metavar="H:MM", help="the clock was that slow"
    )
    clock.add_argument(
        "--ahead", type=set_values.span, metavar="H:MM", help="the clock was that fast"
    )
