"""Makes a converted model smaller, using sample photos, and reports how its answers change."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from birdeye.convert.precision import (
    Precision,
    PrecisionChange,
    change_of,
    to_float16,
    to_int8,
)
from birdeye.packs.manifest import Decoder
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import ConvertedNetwork
from birdeye.workflows.sample_feeds import feeds_of, sample_photos

CALIBRATION_PHOTOS = 128
COMPARED_PHOTOS = 32


def made_smaller(
    network: ConvertedNetwork, precision: Precision, photos: Path | None
) -> Generator[ConvertStage, None, PrecisionChange]:
    """Replace the network's file by its smaller form, and return how its answers change.

    Yields the stages. ``photos`` is a folder of sample photos, or one; None for inputs of noise.
    Raises `NothingToIdentify` if no photo there can be read, and what `to_int8` raises.
    """
    source = network.source
    if photos:
        decoded = yield from sample_photos(photos, CALIBRATION_PHOTOS)
        samples = [feeds_of(photo, source, network.preprocessing) for photo in decoded]
    else:
        samples = [source.sample_feeds(seed) for seed in range(8)]
    smaller = network.file.with_name("smaller.onnx")
    yield ConvertStage(f"Making the model {precision}")
    if precision is Precision.INT8:
        to_int8(network.file, smaller, samples)
    else:
        to_float16(network.file, smaller)
    yield ConvertStage("Comparing the answers")
    output = source.detector_output
    rows = output is not None and output.decoder is Decoder.SSD
    change = change_of(network.file, smaller, samples[:COMPARED_PHOTOS], rows=rows)
    smaller.replace(network.file)
    return change
