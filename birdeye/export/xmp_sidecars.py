"""Keywords in a small file beside each photo, which photo programs read; photos stay untouched.

An existing sidecar is merged into: what other programs wrote (ratings, edits, keywords) stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from glob import escape
from pathlib import Path

from birdeye.domain.errors import BirdeyeError, CannotWrite
from birdeye.domain.rating import Flag
from birdeye.export.choice import Choice
from birdeye.export.options import Export, ExportOptions, SidecarNaming
from birdeye.export.outcome import Exporting, done, failed
from birdeye.export.whole_file import write_instead_of
from birdeye.export.withdrawn import with_names
from birdeye.export.xmp_keywords import EMPTY_PACKET, Keywords, with_keywords
from birdeye.export.xmp_ratings import with_rating
from birdeye.xmp.tree import MAX_BYTES, XmpRefused


def sidecar_of(photo: Path, naming: SidecarNaming) -> Path:
    """Where the sidecar of ``photo`` is."""
    if naming is SidecarNaming.FULL_NAME:
        return photo.with_name(f"{photo.name}.xmp")
    return photo.with_suffix(".xmp")


def is_broken(sidecar: Path) -> bool:
    """Whether there is something at ``sidecar`` that cannot be merged into."""
    try:
        before = _read(sidecar)
        if before is not None and before.strip():
            with_keywords(before, Keywords())
    except XmpRefused:
        return True
    return False


def packet_of(photo: Path, options: ExportOptions) -> bytes | None:
    """The content of a photo's sidecar; None if there is none, or none that can be read."""
    try:
        return _read(sidecar_of(photo, options.sidecar_naming))
    except XmpRefused:
        return None


def files(choices: Iterable[Choice], export: Export) -> Iterator[Path]:
    """The sidecars, each once: a RAW and its JPEG may share one."""
    seen: set[Path] = set()
    for choice in choices:
        sidecar = sidecar_of(choice.record.path, export.options.sidecar_naming)
        if choice.is_written and sidecar not in seen:
            seen.add(sidecar)
            yield sidecar


def write(choices: Iterable[Choice], export: Export) -> Exporting:
    """Write or merge one sidecar per photo; a refused one stays unchanged and is reported."""
    written: dict[Path, Choice] = {}
    withdrawn: list[Choice] = []
    for choice in choices:
        if not choice.is_written:
            yield done(choice)
            continue
        if choice.removes_names:
            withdrawn.append(choice)
            continue
        sidecar = sidecar_of(choice.record.path, export.options.sidecar_naming)
        together = _together(written.get(sidecar), choice)
        written[sidecar] = together
        try:
            is_changed = _merge(sidecar, together, export.options)
        except BirdeyeError as error:
            yield failed(choice, error)
        else:
            yield done(choice, sidecar if is_changed else None)

    yield from _withdraw(withdrawn, written, export)


def _withdraw(withdrawn: list[Choice], written: Mapping[Path, Choice], export: Export) -> Exporting:
    """Remove the names of these photos, unless a sidecar is still needed for another photo."""
    paths = {choice.record.path for choice in withdrawn}
    for choice in withdrawn:
        photo = choice.record.path
        sidecar = sidecar_of(photo, export.options.sidecar_naming)
        before = written.get(sidecar)
        try:
            # What was written with names has left it with the names of the other photo alone.
            if before is None or not before.sightings:
                _check_names_are_of(paths, photo, sidecar, export)
            is_changed = _merge(sidecar, _together(before, choice), export.options)
        except BirdeyeError as error:
            yield failed(choice, error)
        else:
            yield done(choice, sidecar if is_changed else None)


def _check_names_are_of(
    paths: Collection[Path], photo: Path, sidecar: Path, export: Export
) -> None:
    """Raise `CannotWrite` if the sidecar of ``photo`` is also that of one that is not in
    ``paths``."""
    for other in sorted(photo.parent.glob(f"{escape(photo.stem)}.*")):
        shares = sidecar_of(other, export.options.sidecar_naming) == sidecar
        if shares and other not in paths and export.tools.is_photo(other):
            reason = f"its names may be those of “{other.name}”, which was not written"
            raise CannotWrite(sidecar, reason, "Review both photos and export both.")


def _together(before: Choice | None, choice: Choice) -> Choice:
    """The content of a sidecar that photos share: a RAW and its JPEG of the same name."""
    if before is None:
        return choice
    records = before.record, choice.record
    stars = [each.set_stars for each in records if each.set_stars is not None]
    flags = [each.set_flag for each in records if each.set_flag is not None]
    record = replace(
        choice.record,
        set_stars=max(stars, default=None),
        set_flag=min(flags, key=_FLAGS.index, default=None),
    )
    return Choice(
        record,
        is_written=True,
        sightings=before.sightings + choice.sightings,
        removes_names=before.removes_names or choice.removes_names,
    )


_FLAGS = (Flag.PICK, Flag.NONE, Flag.REJECT)
"""Of two flags that the user gave to photos which share a sidecar, the first of these is written,
as are the more stars, whatever the order of the photos: the sidecar speaks for both, and no photo
that the user wants is rejected because of the other."""


def _merge(sidecar: Path, choice: Choice, options: ExportOptions) -> bool:
    """Whether anything was missing from the sidecar."""
    try:
        before = _read(sidecar)
        packet = _packet_to_merge_with(before, choice.record.path, options.sidecar_naming)
        merged = with_rating(with_names(packet, choice), choice.record)
    except XmpRefused as error:
        reason = f"the existing sidecar is broken and was left unchanged, because {error}"
        raise CannotWrite(sidecar, reason, "Repair it or move it away.") from error
    if merged != before:
        write_instead_of(sidecar, before, merged)
    return merged != before


def _packet_to_merge_with(before: bytes | None, photo: Path, naming: SidecarNaming) -> bytes:
    """The sidecar's content; else that by the other naming, so that its edits are not lost."""
    (other,) = (sidecar_of(photo, each) for each in SidecarNaming if each is not naming)
    for packet in (before, _read(other)):
        if packet is not None and packet.strip():
            return packet
    return EMPTY_PACKET


def _read(path: Path) -> bytes | None:
    """The content of a sidecar, one byte more than allowed if it is larger."""
    try:
        if path.exists() and not path.is_file():
            raise XmpRefused("it is not a file")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise XmpRefused(f"it cannot be read ({error.strerror})") from error
