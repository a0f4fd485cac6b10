"""``birdeye set``: when and where photos were taken, how many birds they show, stars and flags."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from birdeye.cli.catalogue_choice import opened_catalogue, warned_of_unknown
from birdeye.cli.display import counted, say, say_some
from birdeye.cli.main import EXIT_FAILED
from birdeye.cli.parser import CommandMistake
from birdeye.cli.set_change import carry_out, counted_photos, reweigh
from birdeye.cli.set_options import add_parser
from birdeye.cli.set_photos import photo_paths, photos_of
from birdeye.cli.set_track import match_tracks
from birdeye.cli.set_values import clock_behind, moment_in_words, span_in_words
from birdeye.domain.best_frames import keep_best
from birdeye.domain.changes import (
    SetDate,
    SetFlags,
    SetOffset,
    SetPlace,
    SetPositions,
    SetRegion,
    SetStars,
    ShiftClock,
    StateCount,
)
from birdeye.domain.counts import LifeStage, Sex, Statement
from birdeye.domain.errors import BirdeyeError
from birdeye.domain.rating import Flag
from birdeye.domain.records import Place

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue

__all__ = ["add_parser", "run"]

_OURS: dict[type, str] = {
    SetDate: "date",
    ShiftClock: "clock",
    SetOffset: "time zone",
    StateCount: "count",
    SetPlace: "place",
    SetPositions: "positions",
    SetRegion: "region",
    SetStars: "stars",
    SetFlags: "flags",
}
"""What these commands change, and may undo."""


def run(arguments: argparse.Namespace) -> int:
    """Run the action and return the exit code."""
    from birdeye import locations
    from birdeye.catalogue.integrity import is_there
    from birdeye.taxonomy.species_table import read_species_table

    _check(arguments)
    file = arguments.catalogue or locations.catalogue_file()
    if not is_there(file):
        raise BirdeyeError(f"There is no catalogue “{file}”. Identify photos first.")
    table = read_species_table(locations.names_folder())
    with opened_catalogue(file, table.species) as catalogue:
        is_any_unknown = warned_of_unknown(catalogue, photo_paths(arguments))
        _ACTIONS[arguments.action](arguments, catalogue)
    return EXIT_FAILED if is_any_unknown else 0


def _check(arguments: argparse.Namespace) -> None:
    """Raise `CommandMistake` for a command that sets nothing."""
    if arguments.action not in ("place", "count") or arguments.remove:
        return
    if arguments.action == "count" and _statement(arguments) == Statement():
        raise CommandMistake(
            "Give --exactly or --at-least, --sex, --age or --behaviour, or --remove."
        )
    if arguments.action == "place" and arguments.like is None and _place(arguments) == Place():
        raise CommandMistake("Give --name, --position, --country or --like, or --remove.")


def _place(arguments: argparse.Namespace) -> Place:
    return Place(arguments.name.strip(), arguments.position, arguments.country.upper())


def _statement(arguments: argparse.Namespace) -> Statement:
    return Statement(
        arguments.exactly or arguments.at_least,
        arguments.at_least is not None,
        None if arguments.sex is None else Sex(arguments.sex),
        None if arguments.age is None else LifeStage(arguments.age),
        arguments.behaviour.strip(),
    )


def _set_date(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    _change_dates(arguments, catalogue, SetDate(photos_of(arguments, catalogue), arguments.to))


def _shift_clock(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    by = clock_behind(arguments)
    state = "behind" if by >= timedelta() else "ahead"
    say(f"The clock was {span_in_words(by)} {state}.")
    _change_dates(arguments, catalogue, ShiftClock(photos_of(arguments, catalogue), by))


def _set_offset(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    change = SetOffset(photos_of(arguments, catalogue), arguments.utc_offset)
    _change_dates(arguments, catalogue, change)


def _change_dates(arguments: argparse.Namespace, catalogue: Catalogue, change: Any) -> None:
    from birdeye.workflows.preview_dates import preview_dates

    previews = list(preview_dates(catalogue, change))
    changed = [each for each in previews if each.changes]
    say_some(
        [
            f"{each.record.path.name}: {moment_in_words(each.before)} → "
            f"{moment_in_words(each.after)}"
            for each in changed
        ]
    )
    without = sum(each.after is None for each in previews)
    if without:
        say(f"Without a date: {counted(without, 'photo')}.")
    carry_out(arguments, catalogue, change if changed else None, len(changed))


def _set_place(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    ids = photos_of(arguments, catalogue)
    place, keeps_rest = None, False
    if arguments.like is not None:
        (like, *_) = catalogue.photo_ids_at([arguments.like]) or (None,)
        if like is None:
            raise BirdeyeError(f"The catalogue does not know the photo “{arguments.like}”.")
        neighbour = catalogue.record(like)
        named = neighbour.place or Place()
        place = Place(named.name, neighbour.position, named.country_code)
        if place == Place():
            raise BirdeyeError(f"Nothing says where “{arguments.like}” was taken.")
    elif not arguments.remove:
        place, keeps_rest = _place(arguments), True
    carry_out(arguments, catalogue, SetPlace(ids, place, keeps_rest), len(ids))


def _set_region(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    ids = photos_of(arguments, catalogue)
    carry_out(arguments, catalogue, SetRegion(ids, arguments.region), len(ids))


def _state_count(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    wanted = arguments.species.strip().casefold()
    ids: list[int] = []
    taxon = None
    for record in catalogue.records(photos_of(arguments, catalogue)):
        shown = next((bird for bird in record.birds if bird.taxon.casefold() == wanted), None)
        if shown is not None:
            ids.append(record.photo_id)
            taxon = shown.rank, shown.taxon
    if taxon is None:
        raise BirdeyeError(
            f"None of these photos shows a bird by the scientific name “{arguments.species}”."
        )
    statement = None if arguments.remove else _statement(arguments)
    change = StateCount(tuple(ids), *taxon, statement, keeps_rest=True)
    carry_out(arguments, catalogue, change, len(ids))


def _set_stars(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    ids = photos_of(arguments, catalogue)
    carry_out(arguments, catalogue, SetStars(ids, arguments.stars), len(ids))


def _set_flag(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    ids = photos_of(arguments, catalogue)
    flag = Flag(arguments.flag)
    carry_out(arguments, catalogue, SetFlags(tuple((one, flag) for one in ids)), len(ids))


def _keep_best(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    from birdeye.workflows.burst_frames import frames_in_bursts

    overviews = catalogue.overviews(photos_of(arguments, catalogue))
    photos = {photo.photo_id: photo for photo in overviews}
    bursts = frames_in_bursts(photos)
    choices = [keep_best(burst, arguments.keep) for burst in bursts]
    flags = {one: flag for choice in choices for one, flag in choice.flags}
    say(f"{counted(len(bursts), 'burst')}.")
    say_some(
        [
            f"{photos[one].path.name}: {flag.value}, sharpness "
            f"{'unknown' if (figure := photos[one].sharpness) is None else round(figure)}"
            for one, flag in flags.items()
        ]
    )
    change = SetFlags(tuple(flags.items())) if flags else None
    carry_out(arguments, catalogue, change, len(flags))


def _undo(_arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    last = catalogue.history.undo
    if last is None:
        raise BirdeyeError("There is nothing to undo.")
    what = _OURS.get(type(last))
    if what is None:
        raise BirdeyeError("The last change was to birds. Undo it in the window.")
    undone = catalogue.undo(last)
    if undone is None:
        raise BirdeyeError("Another program changed the catalogue in between. Try again.")
    reweigh(catalogue, undone)
    say(f"Undone: {what}, for {counted_photos(undone)}.")


_ACTIONS: dict[str, Callable[[argparse.Namespace, Catalogue], None]] = {
    "date": _set_date,
    "clock": _shift_clock,
    "time-zone": _set_offset,
    "track": match_tracks,
    "place": _set_place,
    "region": _set_region,
    "count": _state_count,
    "stars": _set_stars,
    "flag": _set_flag,
    "best": _keep_best,
    "undo": _undo,
}
