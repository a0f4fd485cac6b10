"""``birdeye set track``: where photos were taken, by the tracks of a GPS logger."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from birdeye.cli.display import counted, say, say_some
from birdeye.cli.photo_arguments import given_paths
from birdeye.cli.set_change import carry_out
from birdeye.cli.set_photos import is_track, photos_of
from birdeye.cli.set_values import (
    clock_behind,
    moment_in_words,
    offset_in_words,
    span_in_words,
)
from birdeye.domain.changes import SetPositions
from birdeye.domain.coordinates import in_words

if TYPE_CHECKING:
    from birdeye.catalogue.catalogue import Catalogue
    from birdeye.workflows.match_track import Matched


def match_tracks(arguments: argparse.Namespace, catalogue: Catalogue) -> None:
    """Set the positions of photos that were taken near a point of the tracks."""
    from birdeye.workflows.match_track import TOLERANCE, Clock, match_track, read_track

    tracks = [path for path in given_paths(arguments) if is_track(path)]
    track = read_track([arguments.track, *tracks])
    first, last = track[0].moment, track[-1].moment
    say(
        f"The track has {counted(len(track), 'point')} from {moment_in_words(first)} to "
        f"{moment_in_words(last)}."
    )
    clock = Clock(clock_behind(arguments), arguments.time_zone)
    records = [
        record
        for record in catalogue.records(photos_of(arguments, catalogue))
        if record.position is None or not arguments.keep
    ]
    matched = match_track(
        records, track, clock, TOLERANCE if arguments.tolerance is None else arguments.tolerance
    )
    _tell_clock(clock)
    _tell_matched(matched)
    change = SetPositions(matched.positions) if matched.matches else None
    carry_out(arguments, catalogue, change, len(matched.matches))


def _tell_clock(clock: Any) -> None:
    state = "right"
    if clock.behind:
        way = "behind" if clock.behind > timedelta() else "ahead"
        state = f"{span_in_words(clock.behind)} {way}"
    zone = "this computer's time zone"
    if clock.utc_offset is not None:
        zone = offset_in_words(clock.utc_offset)
    say(
        f"The camera's clock is assumed to be {state}, and set to {zone} where photos do not "
        "say otherwise."
    )


def _tell_matched(matched: Matched) -> None:
    say_some(
        [
            f"{each.record.path.name}: {moment_in_words(each.moment)}, {in_words(each.position)}, "
            f"{span_in_words(each.distance)} from a point"
            for each in matched.matches
        ]
    )
    if matched.without_date:
        say(f"Without a date: {counted(len(matched.without_date), 'photo')}.")
    if matched.off_track:
        say(f"Not on the track: {counted(len(matched.off_track), 'photo')}.")
    if matched.better_by is not None:
        way = "behind" if matched.better_by > timedelta() else "ahead"
        say(
            f"With the clock {span_in_words(matched.better_by)} further {way}, "
            f"{counted(matched.count_if_better, 'photo')} would match."
        )
