"""Turns the labels of a network, whatever form they are in, into those of a pack.

Checkpoints have none; they come as a file, or as metadata of the model. What a label means is
decided by `birdeye.taxonomy.label_resolver`; how a file is parsed, by `label_entries`.

::

    labels = read_label_file(path)                        # a text, CSV or JSON file
    labels = labels_of(["Parus major", ...], "model.onnx")     # names from elsewhere
    labels.species[3]        # None if the output is not a species
    labels.not_a_bird        # the numbers of outputs that say "no bird": their sum counts
    labels.may_also_be       # by scientific name, species that an output may show as well

Both raise `LabelsUnresolved`, with all labels that mean nothing at once and the names that look
like each, unless ``others`` says what those are to be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from birdeye import locations
from birdeye.domain.errors import (
    CheckpointInvalid,
    LabelsUnresolved,
    PackInvalid,
    UnresolvedLabel,
)
from birdeye.domain.species import Species
from birdeye.packs.labels import LABELS_NAME, Labels, is_labels_table, parse_labels
from birdeye.packs.recipe import LabelMapping, Others
from birdeye.taxonomy.label_resolver import LabelKind, LabelResolver, ResolvedLabel
from birdeye.taxonomy.label_text import take_apart
from birdeye.taxonomy.species_table import read_species_table
from birdeye.workflows.label_entries import Entry, decode_text, read_entries

_MAX_BYTES = 8 << 20
_NUMBER_IN_FRONT = re.compile(r"^\s*(?:n?\d+[\s.:_,]+)")
_BACKGROUND = ("background", "__background__", "none", "no bird", "not a bird", "other", "unknown")
_NOTHING: Mapping[str, Sequence[str]] = MappingProxyType({})
_WRITTEN_LANGUAGES = ("en", "zh")
_MOST_WITH_NEAREST = 200
"""Searching for similar names takes some milliseconds per label; a wrong file has thousands of
them."""


@cache
def world_resolver() -> LabelResolver:
    """The resolver by the table that ships with the program; made once."""
    folder = locations.names_folder()
    return LabelResolver(read_species_table(folder), folder)


def read_label_file(path: Path, *, others: Others = Others.REFUSED) -> Labels:
    """One entry for each output, in their order; `labels.csv` of a pack is taken as it is.

    Raises `LabelsUnresolved`; `CheckpointInvalid` for a file that cannot be read or that names no
    species; `PackInvalid` for a broken `labels.csv`.
    """
    content = _content(path)
    if path.name == LABELS_NAME or is_labels_table(content):
        return parse_labels(content, path.name)
    return labels_of(read_entries(content, path.name), path.name, others=others)


def labels_of(entries: Sequence[Entry], subject: str, *, others: Others = Others.REFUSED) -> Labels:
    """The labels that ``entries`` mean, one for each output; ``subject`` names them in errors.

    An entry is a text in any of the usual forms, or several names of one class. Scientific names
    are updated; a species with several outputs is the same in all of them, and one that an output
    does not distinguish from others is not to be claimed. Raises like `read_label_file`.
    """
    resolver = world_resolver()
    resolved: Sequence[ResolvedLabel | None] | None = resolver.resolve_imagenet(entries)
    if not resolved:
        resolved = [resolver.resolve(each) for each in entries]
    return _all_resolved(entries, resolved, subject, others)


def labels_by_recipe(path: Path, mapping: LabelMapping, subject: str) -> Labels:
    """The labels in the file at ``path`` by what a recipe says about them in addition to the table.

    Raises like `read_label_file`, and `PackInvalid` about ``subject`` if the recipe mentions labels
    that do not exist.
    """
    entries = read_entries(_content(path), path.name)
    resolved: list[ResolvedLabel | None] = []
    unused = {*mapping.renamed, *mapping.kept}
    for entry in entries:
        name = next((name for name in _names_in(entry) if name in unused), "")
        name = name or next((n for n in _names_in(entry) if n in mapping.renamed), "")
        unused.discard(name)
        resolved.append(_resolved_by_recipe(entry, name, mapping))
    labels = _all_resolved(entries, resolved, path.name, mapping.others)
    unused |= set(mapping.unclaimed) - {each.scientific_name for each in labels.distinct_species}
    if unused:
        raise PackInvalid(subject, [f"no output is called “{name}”" for name in sorted(unused)])
    claimable = tuple(
        each is not None and each.scientific_name not in mapping.unclaimed
        for each in labels.species
    )
    return replace(
        labels,
        species=labels.species + (None,) * mapping.unused,
        claimable=claimable + (False,) * mapping.unused,
    )


def _resolved_by_recipe(entry: Entry, name: str, mapping: LabelMapping) -> ResolvedLabel | None:
    resolver = world_resolver()
    found = resolver.resolve(entry)
    if name in mapping.kept:
        return ResolvedLabel(LabelKind.SPECIES, Species(name))
    if name not in mapping.renamed:
        return found
    meant = resolver.resolve(mapping.renamed[name])
    if meant is None or found is None or not found.may_also_be or found.species is None:
        return meant
    return replace(meant, may_also_be=(found.species, *found.may_also_be))


def _names_in(entry: Entry) -> list[str]:
    cells = (entry,) if isinstance(entry, str) else entry
    return [name for cell in cells for name in take_apart(cell).names]


def _all_resolved(
    entries: Sequence[Entry],
    resolved: Sequence[ResolvedLabel | None],
    subject: str,
    others: Others,
) -> Labels:
    resolver = world_resolver()
    lost = [number for number, label in enumerate(resolved) if label is None]
    if lost and (others is Others.REFUSED or len(lost) == len(resolved)):
        raise LabelsUnresolved(
            subject,
            [
                UnresolvedLabel(
                    number + 1,
                    _shown(entries[number]),
                    resolver.nearest(entries[number]) if at < _MOST_WITH_NEAREST else (),
                )
                for at, number in enumerate(lost)
            ],
            len(resolved),
        )
    kind = LabelKind.NOT_A_BIRD if others is Others.NO_BIRDS else LabelKind.NO_SPECIES
    labels = [ResolvedLabel(kind) if label is None else label for label in resolved]
    if not any(label.species for label in labels):
        raise CheckpointInvalid(subject, "it names no species")
    return _labels(labels)


def bird_line(path: Path) -> int | None:
    """Which line, counted from 0, of a detector's class names is "bird"; None if there is none.

    Empty lines and a background in front do not count, as in the detector's output. Raises
    `CheckpointInvalid` for a file that cannot be read.
    """
    lines = decode_text(_content(path), path.name).splitlines()
    names = [_NUMBER_IN_FRONT.sub("", line).strip().casefold() for line in lines]
    names = [name for name in names if name]
    if names and names[0] in _BACKGROUND:
        names = names[1:]
    hits = [index for index, name in enumerate(names) if name in ("bird", "birds", "aves")]
    return hits[0] if hits else None


def with_splits(labels: Labels, also: Mapping[str, Sequence[str]] = _NOTHING) -> Labels:
    """``labels`` with what each species may also be by any older name of it, and by ``also``.

    For labels with current names while the network was trained on photos with older ones.
    """
    known = {species.scientific_name for species in labels.distinct_species}
    table = world_resolver().table
    found = {name: table.split_off(name) for name in sorted(known)}
    listed = {
        name: [each.scientific_name for each in others] + [*also.get(name, ())]
        for name, others in found.items()
    }
    return replace(labels, may_also_be=_told_apart(listed, known))


def _labels(resolved: Sequence[ResolvedLabel]) -> Labels:
    others: dict[str, list[str]] = {}
    for label in resolved:
        if label.species is not None:
            names = others.setdefault(label.species.scientific_name, [])
            names += [each.scientific_name for each in label.may_also_be]
    species = tuple(None if label.species is None else _brief(label.species) for label in resolved)
    return Labels(
        species,
        tuple(each is not None for each in species),
        frozenset(n for n, each in enumerate(resolved) if each.kind is LabelKind.NOT_A_BIRD),
        _told_apart(others, others.keys()),
    )


def _told_apart(
    others: Mapping[str, Sequence[str]], known: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    """``others`` without those with a separate output, which the network distinguishes, and without
    extinct ones."""
    left_out = {*known, *world_resolver().table.extinct}
    found = {
        name: tuple(dict.fromkeys(each for each in listed if each not in left_out))
        for name, listed in others.items()
    }
    return MappingProxyType({name: listed for name, listed in found.items() if listed})


def _brief(species: Species) -> Species:
    """The species with the names that go into a pack; the program's table knows the others."""
    names = {code: species.common_names.get(code, "") for code in _WRITTEN_LANGUAGES}
    names = {code: name for code, name in names.items() if name}
    return Species(species.scientific_name, species.family, MappingProxyType(names))


def _shown(entry: Entry) -> str:
    text = entry if isinstance(entry, str) else " / ".join(entry)
    text = text.strip()
    return text if len(text) <= 60 else text[:57] + "..."


def _content(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe would block forever
            raise CheckpointInvalid(path.name, "it is not a file")
        if path.stat().st_size > _MAX_BYTES:
            raise CheckpointInvalid(path.name, f"it is larger than {_MAX_BYTES >> 20} MB")
        return path.read_bytes()
    except OSError as error:
        raise CheckpointInvalid(path.name, f"it cannot be read ({error.strerror})") from error
