"""What a conversion found, in sentences: what is known, what is guessed, and why."""

from __future__ import annotations

from collections.abc import Iterator

from birdeye.convert.network_kind import NetworkKind, Preprocessing
from birdeye.convert.source import Source
from birdeye.packs.labels import Labels
from birdeye.workflows.converted_pack import PackDetails, bird_class_of


def sentences_about(
    source: Source, preprocessing: Preprocessing, labels: Labels | None, details: PackDetails | None
) -> Iterator[str]:
    """The kind of the network, how photos go in, and which of its classes are birds."""
    count = source.class_count
    told = f" of {count} {'class' if count == 1 else 'classes'}" if count is not None else ""
    yield f"The {source.format} “{source.name}” is {source.kind.with_article}{told}."
    yield from source.remarks
    photo = source.photo
    if photo is not None:
        yield f"The photo goes in at {photo.width} x {photo.height} pixels ({photo.origin})."
    mean = ", ".join(f"{value:g}" for value in preprocessing.mean)
    scale = ", ".join(f"{value:.6g}" for value in preprocessing.scale)
    yield f"Mean {mean} and scale {scale} (RGB): {preprocessing.reason}."
    if not preprocessing.is_known:
        yield (
            "If that is wrong, the network runs but names wrong birds, and no check can detect it: "
            "give --mean and --scale as they were in training, or --calibration with photos, to "
            "see which of the usual ones makes the network surest."
        )
    if not source.batch_is_dynamic:
        yield "The network takes one photo at a time."
    yield from _classes(source, labels, details)


def _classes(source: Source, labels: Labels | None, details: PackDetails | None) -> Iterator[str]:
    if source.kind is NetworkKind.CLASSIFIER:
        if labels is not None:
            species = len(labels.distinct_species)
            others = sum(entry is None for entry in labels.species)
            told = f"; {others} of its outputs are not species of birds" if others else ""
            yield f"Its outputs name {species} species{told}."
        elif source.names is not None:
            first = ", ".join(source.names.names[:3])
            yield f"Its classes are named in {source.names.origin}: {first}, ..."
        return
    if details is None or source.detector_output is None:
        return
    chosen = bird_class_of(source, details)
    if details.bird_class is not None:
        reason = "as asked for, or named in the label file"
    elif source.names is not None and source.bird_class is not None:
        reason = f"named in {source.names.origin}"
    else:
        reason = f"a guess: that is where the usual {source.class_count} classes have it"
    yield f"Class {chosen}, counted from 0, is taken as the bird ({reason})."
