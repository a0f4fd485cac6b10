"""What an earlier export wrote about a photo and the user no longer says.

It is removed where the user's decisions about all birds of the photo are there and name none. In
any other case, such as a catalogue that is newer than the sidecars, the photo's keywords may be all
that is left of what the user decided: they stay, and the user is told.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from birdeye.domain.review import Verdict
from birdeye.export.choice import Choice
from birdeye.export.keywords import keywords_of
from birdeye.export.xmp_keywords import has_own_keywords, with_keywords
from birdeye.export.xmp_ratings import has_own_rating
from birdeye.xmp.tree import XmpRefused


def with_withdrawal(choice: Choice, read_packet: Callable[[], bytes | None]) -> Choice:
    """``choice``, but written without a bird if that removes names of an earlier export."""
    if choice.sightings or not _names_none(choice):
        return choice
    packet = read_packet()
    has_old_names = packet is not None and _has_own_keywords(packet)
    return replace(choice, is_written=True, removes_names=True) if has_old_names else choice


def with_names(packet: bytes, choice: Choice) -> bytes:
    """``packet`` with the names of ``choice``; those of an earlier export stay if it has none, as
    for the sake of its stars, and does not remove them. Raises `XmpRefused`."""
    if not choice.sightings and not choice.removes_names:
        return packet
    return with_keywords(packet, keywords_of(choice))


def keeps_old_names(choice: Choice, packet: bytes | None) -> bool:
    """Whether names of an earlier export stay with a photo that is written without names, or not at
    all."""
    has_names = bool(choice.sightings) or choice.removes_names
    return not has_names and packet is not None and _has_own_keywords(packet)


def keeps_old_rating(choice: Choice, packet: bytes | None) -> bool:
    """Whether stars or a flag of an earlier export stay that the user no longer gives."""
    try:
        return packet is not None and has_own_rating(packet, choice.record)
    except XmpRefused:
        return False


def _names_none(choice: Choice) -> bool:
    """Whether the user has decided on all birds, and named none."""
    verdicts = {bird.review.verdict for bird in choice.record.birds}
    only_boxes_left_out = all(reason.counts_boxes for reason in choice.left_out)
    return only_boxes_left_out and bool(verdicts) and verdicts <= _WITHOUT_NAME


_WITHOUT_NAME = frozenset({Verdict.NOT_A_BIRD, Verdict.UNSURE})


def _has_own_keywords(packet: bytes) -> bool:
    try:
        return has_own_keywords(packet)
    except XmpRefused:
        return False
