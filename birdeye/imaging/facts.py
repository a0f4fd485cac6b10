"""Combines what EXIF, XMP, IPTC, the sidecar and the name of a photo say about it.

If they differ, a sidecar that clearly belongs to this file comes first, because that is where the
user corrects what the camera wrote; then come EXIF, XMP, another sidecar, IPTC, the name of the
file and last the date of an edit.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from birdeye.domain.photos import FactSource, PhotoMetadata
from birdeye.imaging.dates import date_in_name
from birdeye.imaging.embedded import Embedded
from birdeye.imaging.formats import RAW_SUFFIXES
from birdeye.imaging.iptc import read_iptc
from birdeye.imaging.regular_files import open_regular
from birdeye.imaging.undecodable import Undecodable
from birdeye.imaging.xmp_facts import MAX_PACKET_BYTES, XmpFacts, read_xmp

_WORDS_OF_RATINGS = (b"Rating", b"pick", b"PickLabel", b"Tagged")

_GUESSES = frozenset({FactSource.FILE_NAME, FactSource.EDIT_DATE})


def all_facts(path: Path, exif: PhotoMetadata, embedded: Embedded) -> PhotoMetadata:
    """The facts of the photo at ``path``, each from its best source; reads sidecars, if any."""
    edited = exif.taken if exif.taken_source is FactSource.EDIT_DATE else None
    facts = exif if edited is None else replace(exif, taken=None, taken_source=None)
    other_sidecar = None
    for sidecar, is_its_own in _sidecars(path):
        if is_its_own:
            facts = _with(_sourced(sidecar.metadata, FactSource.SIDECAR), facts)
        else:
            other_sidecar = sidecar
    if embedded.xmp is not None and _may_add(embedded.xmp, facts):
        facts = _with(facts, _sourced(read_xmp(embedded.xmp).metadata, FactSource.XMP))
    if other_sidecar is not None:
        facts = _with(facts, _sourced(other_sidecar.metadata, FactSource.SIDECAR))
    if facts.taken is None and embedded.iptc is not None:
        iptc = PhotoMetadata(taken=read_iptc(embedded.iptc).taken)
        facts = _with(facts, _sourced(iptc, FactSource.IPTC))
    if facts.taken is None:
        named = PhotoMetadata(taken=date_in_name(path.stem))
        facts = _with(facts, _sourced(named, FactSource.FILE_NAME))
    if facts.taken is None and edited is not None:
        facts = replace(facts, taken=edited, taken_source=FactSource.EDIT_DATE)
    return facts


def with_sidecars(path: Path, facts: PhotoMetadata) -> PhotoMetadata:
    """``facts`` that were read some time ago, updated from the photo's sidecars."""
    for sidecar, is_its_own in _sidecars(path):
        said = _sourced(sidecar.metadata, FactSource.SIDECAR)
        goes_first = is_its_own or (said.taken is not None and facts.taken_source in _GUESSES)
        better, worse = (said, facts) if goes_first else (facts, said)
        facts = replace(_with(better, worse), rows_share=facts.rows_share)
    return facts


def _sidecars(path: Path) -> list[tuple[XmpFacts, bool]]:
    """The facts in each sidecar, and whether that is the photo's own.

    ``heron.jpg.xmp`` is; ``heron.xmp`` may be that of another file ``heron``, unless it says which
    it belongs to, or the photo is RAW, for which such sidecars were made.
    """
    found = []
    for sidecar in (path.with_name(f"{path.name}.xmp"), path.with_suffix(".xmp")):
        packet = _read(sidecar)
        if packet is not None:
            facts = read_xmp(packet)
            suffix = path.suffix.lower()
            is_its_own = sidecar.stem == path.name or (
                suffix in RAW_SUFFIXES
                if facts.sidecar_for is None
                else facts.sidecar_for == suffix[1:]
            )
            found.append((facts, is_its_own))
    return found


def _read(sidecar: Path) -> bytes | None:
    try:
        with open_regular(sidecar) as file:
            return file.read(MAX_PACKET_BYTES + 1)
    except (Undecodable, OSError):
        return None


def _may_add(xmp: bytes, facts: PhotoMetadata) -> bool:
    """Whether a packet is worth parsing; most say nothing new."""
    is_utf_8 = b"\0" not in xmp[:64]
    if facts.stars is None and any(word in xmp for word in _WORDS_OF_RATINGS):
        return True
    lacks_position = facts.position is None and (b"GPSLatitude" in xmp or not is_utf_8)
    return facts.taken is None or facts.camera is None or lacks_position


def _sourced(facts: PhotoMetadata, source: FactSource) -> PhotoMetadata:
    return replace(
        facts,
        taken_source=None if facts.taken is None else source,
        position_source=None if facts.position is None else source,
    )


def _with(better: PhotoMetadata, worse: PhotoMetadata) -> PhotoMetadata:
    """``better``, its gaps filled from ``worse``; a moment without its offset gets that, too."""
    taken, taken_source = better.taken, better.taken_source
    if taken is None:
        taken, taken_source = worse.taken, worse.taken_source
    elif worse.taken is not None and taken == worse.taken.replace(microsecond=0, tzinfo=None):
        taken = worse.taken  # the same moment, stated more exactly
    located = worse if better.position is None and worse.position is not None else better
    return replace(
        better,
        taken=taken,
        taken_source=taken_source,
        position=located.position,
        position_source=located.position_source or worse.position_source,
        camera=better.camera or worse.camera,
        lens=better.lens or worse.lens,
        stars=better.stars if better.stars is not None else worse.stars,
        flag=better.flag or worse.flag,
    )
