"""The classes of a converted network: from the user's file, else from the network's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from birdeye.convert.network_kind import NetworkKind
from birdeye.convert.source import Source
from birdeye.packs.labels import Labels
from birdeye.workflows import label_file
from birdeye.workflows.converted_pack import PackDetails, check_label_count


def labels_of(source: Source, file: Path | None, *, for_pack: bool) -> Labels | None:
    """The labels of a classifier; None if nothing names its classes.

    The network's own file is only consulted if a pack needs them.

    Raises `CheckpointInvalid` for a file that cannot be read, or does not have one name per output.
    """
    if source.kind is not NetworkKind.CLASSIFIER:
        if file is not None and source.detector_output is None and not source.kind.is_detector:
            check_label_count(source, Labels((), ()))
        return None
    if file is not None:
        labels = label_file.read_label_file(file)
    elif source.names is not None and for_pack:
        labels = label_file.labels_of(source.names.names, source.names.origin)
    else:
        return None
    check_label_count(source, labels)
    return labels


def with_bird_class(details: PackDetails, source: Source, file: Path | None) -> PackDetails:
    """``details`` with the class "bird" of a detector whose classes ``file`` names."""
    if file is None or details.bird_class is not None or not source.kind.is_detector:
        return details
    return replace(details, bird_class=label_file.bird_line(file))
