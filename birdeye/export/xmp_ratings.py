"""Puts the user's stars and flag into an XMP packet, in the properties that other programs read.

Stars are ``xmp:Rating`` (0 to 5), which all of them read. Flags have no common property: Lightroom
Classic writes ``xmpDM:pick`` (1, 0, -1) and digiKam ``digiKam:PickLabel`` (3 accepted, 1 rejected,
0 none; core/libs/dmetadata of digiKam), so both are written.
"""

from __future__ import annotations

from birdeye.domain.rating import Flag
from birdeye.domain.records import PhotoRecord
from birdeye.xmp.properties import read_properties
from birdeye.xmp.rating_names import DIGIKAM_PICK_LABEL, LIGHTROOM_PICK, RATING
from birdeye.xmp.simple_values import with_value
from birdeye.xmp.tree import Name

_OWN = "urn:birdeye:xmp:1.0#"
_OWN_RATING, _OWN_PICK = Name(_OWN, "rating"), Name(_OWN, "pick")
"""What came from here, if another program did not say the same before."""

_LIGHTROOM = {Flag.PICK: "1", Flag.NONE: "0", Flag.REJECT: "-1"}
_DIGIKAM = {Flag.PICK: "3", Flag.NONE: "0", Flag.REJECT: "1"}


def with_rating(packet: bytes, record: PhotoRecord) -> bytes:
    """``packet`` with the stars and the flag that the user gave, and everything else unchanged.

    What the user did not set stays as another program wrote it. Raises `XmpRefused`.
    """
    if record.set_stars is not None:
        packet = _with_own(packet, RATING, "xmp", str(record.set_stars), _OWN_RATING)
    if record.set_flag is not None:
        pick = _LIGHTROOM[record.set_flag]
        packet = _with_own(packet, LIGHTROOM_PICK, "xmpDM", pick, _OWN_PICK)
        packet = with_value(packet, DIGIKAM_PICK_LABEL, "digiKam", _DIGIKAM[record.set_flag])
    return packet


def has_own_rating(packet: bytes, record: PhotoRecord) -> bool:
    """Whether it still says stars or a flag that came from here and that the user no longer gives.

    Raises `XmpRefused`.
    """
    values = read_properties(packet)
    return any(
        not is_set and values.get(own, _NONE) == values.get(name) != _NONE
        for name, own, is_set in (
            (RATING, _OWN_RATING, record.set_stars is not None),
            (LIGHTROOM_PICK, _OWN_PICK, record.set_flag is not None),
        )
    )


_NONE = ("0",)


def _with_own(packet: bytes, name: Name, prefix: str, value: str, own: Name) -> bytes:
    """``packet`` with ``value``, and with a note that it came from here if it was another."""
    if read_properties(packet).get(name) == (value,):
        return packet
    return with_value(with_value(packet, name, prefix, value), own, "birdeye", value)
