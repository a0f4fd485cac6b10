"""The classifiers' results by looks alone as the catalogue stores them: one line per bird."""

from __future__ import annotations

import json
import logging
import struct
from base64 import b64decode, b64encode

from birdeye.domain.identification import Looks, Rank

_log = logging.getLogger(__name__)

_LARGEST_INDEX = 0xFFFF
_WITHOUT_LOOKS = 6
"""The parts of a bird, in a result, of whose looks nothing is known."""

_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, struct.error)


def stored_looks(looks: Looks | None) -> str | None:
    """Rank, fingerprint, indices (16 bits each) and probabilities (32 bits each), the latter two
    little-endian and in base 64, separated by spaces; None for None."""
    if looks is None or max(looks.species, default=0) > _LARGEST_INDEX:
        return None
    count = len(looks.species)
    packed = (
        struct.pack(f"<{count}H", *looks.species),
        struct.pack(f"<{count}f", *looks.probabilities),
    )
    texts = (b64encode(each).decode("ascii") for each in packed)
    return " ".join((looks.finest.value, looks.networks, *texts))


def looks_from(stored: str | None) -> Looks | None:
    """What `stored_looks` stored; None for anything else."""
    if stored is None:
        return None
    try:
        finest, networks, species, probabilities = stored.split(" ")
        packed = b64decode(species, validate=True), b64decode(probabilities, validate=True)
        indices = struct.unpack(f"<{len(packed[0]) // 2}H", packed[0])
        shares = struct.unpack(f"<{len(packed[1]) // 4}f", packed[1])
        if len(indices) != len(shares) or not all(0 <= each <= 1.001 for each in shares):
            raise ValueError("no probabilities of species")
        return Looks(networks, indices, shares, Rank(finest))
    except _UNREADABLE:
        _log.warning("What was stored about the looks of a bird makes no sense")
        return None


def looks_by_box(stored: str) -> dict[tuple[float, ...], Looks]:
    """The looks in what `stored_birds` stored, by the corners of the boxes; empty for nonsense."""
    found = {}
    try:
        for box, looks in (
            (each[0], each[_WITHOUT_LOOKS])
            for each in json.loads(stored)
            if len(each) > _WITHOUT_LOOKS
        ):
            known = looks_from(looks)
            if known is not None:
                found[tuple(map(float, box))] = known
    except _UNREADABLE:
        _log.warning("A result of the catalogue makes no sense")
    return found
