"""Tries the usual ways to prepare pixels on sample photos, if a network does not state its own.

A network whose input is prepared as in training is surer of its answers. That is a hint, and
reported as one: an overconfident network may be surest of nonsense.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from pathlib import Path

import numpy as np

from birdeye.convert.network_kind import USUAL_PREPROCESSING, Preprocessing
from birdeye.convert.verify import open_session
from birdeye.packs.manifest import OutputKind
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import ConvertedNetwork
from birdeye.workflows.sample_feeds import feeds_of, sample_photos

TRIED_PHOTOS = 16


def tried_on_photos(
    network: ConvertedNetwork, photos: Path
) -> Generator[ConvertStage, None, tuple[str, ...]]:
    """A sentence on which way makes the network surest of its first choice; yields the stages."""
    decoded = yield from sample_photos(photos, TRIED_PHOTOS)
    session = open_session(network.file)
    ways = [network.preprocessing]
    ways += [way for way in USUAL_PREPROCESSING if not _alike(way, network.preprocessing)]
    sureness = []
    for done, way in enumerate(ways, 1):
        yield ConvertStage("Trying the usual ways to prepare pixels", done, len(ways))
        answers = [session.run(None, feeds_of(photo, network.source, way)) for photo in decoded]
        sureness.append(float(np.mean([_best(network, answer) for answer in answers])))
    order = sorted(range(len(ways)), key=lambda index: -sureness[index])
    told = "; ".join(f"{sureness[index]:.0%} with {_shown(ways[index])}" for index in order)
    verdict = (
        "the one that is used makes it surest"
        if order[0] == 0
        else "another than the one that is used makes it surest"
    )
    return (f"Tried on {len(decoded)} photos, {verdict}: {told}. That is a hint, not a proof.",)


def _best(network: ConvertedNetwork, answers: Sequence[np.ndarray]) -> float:
    """How sure the network is of its first choice, from 0 to 1."""
    source = network.source
    if source.detector_output is not None or source.kind.is_detector:
        scores = answers[0].reshape(-1, answers[0].shape[-1])
        return float(scores[:, 1].max(initial=0.0)) if scores.shape[1] == 6 else 0.0
    numbers = answers[0].reshape(len(answers[0]), -1).astype(np.float64)
    if source.output_kind is OutputKind.LOGITS:
        powers = np.exp(numbers - numbers.max(axis=1, keepdims=True))
        numbers = powers / powers.sum(axis=1, keepdims=True)
    return float(numbers.max())


def _alike(one: Preprocessing, other: Preprocessing) -> bool:
    return np.allclose(one.mean, other.mean, atol=1) and np.allclose(
        one.scale, other.scale, rtol=0.02
    )


def _shown(way: Preprocessing) -> str:
    mean = ", ".join(f"{value:g}" for value in way.mean)
    scale = ", ".join(f"{value:.4g}" for value in way.scale)
    return f"mean {mean} and scale {scale}"
