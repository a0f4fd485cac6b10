"""Puts the user's stars and flag into an XMP packet, in the properties that other programs read.

Stars are ``xmp:Rating`` (0 to 5), which all of them read. Flags have no common property: Lightroom
Classic writes ``xmpDM:pick`` (1, 0, -1) and digiKam ``digiKam:PickLabel`` (3 accepted, 1 rejected,
0 none; core/libs/dmetadata of digiKam), so both are written.
"""

from __future__ import annotations

from birdeye.domain.rating import Flag
from birdeye.domain.records import PhotoRecord
from birdeye.xmp.rating_names import DIGIKAM_PICK_LABEL, LIGHTROOM_PICK, RATING
from birdeye.xmp.simple_values import with_value

_LIGHTROOM = {Flag.PICK: "1", Flag.NONE: "0", Flag.REJECT: "-1"}
_DIGIKAM = {Flag.PICK: "3", Flag.NONE: "0", Flag.REJECT: "1"}


def with_rating(packet: bytes, record: PhotoRecord) -> bytes:
    """``packet`` with the stars and the flag that the user gave, and everything else unchanged.

    What the user did not set stays as another program wrote it. Raises `XmpRefused`.
    """
    if record.set_stars is not None:
        packet = with_value(packet, RATING, "xmp", str(record.set_stars))
    if record.set_flag is not None:
        packet = with_value(packet, LIGHTROOM_PICK, "xmpDM", _LIGHTROOM[record.set_flag])
        packet = with_value(packet, DIGIKAM_PICK_LABEL, "digiKam", _DIGIKAM[record.set_flag])
    return packet
