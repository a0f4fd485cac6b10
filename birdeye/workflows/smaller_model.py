"""Makes a converted model smaller, from sample photos, and tells how its answers change."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from birdeye.convert.convert import Conversion
from birdeye.convert.detection_rows import ends_in_rows
from birdeye.convert.network_kind import Preprocessing
from birdeye.convert.precision import (
    Precision,
    PrecisionChange,
    change_of,
    to_float16,
    to_int8,
)
from birdeye.convert.verify import sample_inputs
from birdeye.domain.boxes import Box
from birdeye.domain.errors import NothingToIdentify, PhotoUnreadable
from birdeye.imaging.photo_file import open_photo
from birdeye.vision.preprocessing import as_tensor, place, render
from birdeye.workflows.convert_stage import ConvertStage
from birdeye.workflows.converted_pack import input_spec
from birdeye.workflows.find_photos import find_photos

CALIBRATION_PHOTOS = 128
COMPARED_PHOTOS = 32


def made_smaller(
    model: Path,
    conversion: Conversion,
    preprocessing: Preprocessing,
    precision: Precision,
    photos: Path | None,
) -> Generator[ConvertStage, None, PrecisionChange]:
    """Replaces the file ``model`` by its smaller form, and returns how its answers change.

    Yields the stages. ``photos`` is a folder of sample photos, or one; None for inputs of noise.
    Raises `NothingToIdentify` if no photo there can be read, and what `to_int8` raises.
    """
    samples: list[dict[str, np.ndarray]] = []
    if photos:
        paths = tuple(islice(find_photos([photos]), CALIBRATION_PHOTOS))
        for done, path in enumerate(paths, 1):
            yield ConvertStage("Reading sample photos", done, len(paths))
            samples.extend(_sample(path, conversion, preprocessing))
        if not samples:
            raise NothingToIdentify(
                f"“{photos}” holds no photo that can be read. "
                "Choose a folder of photos like those to be identified."
            )
    else:
        samples = [sample_inputs(conversion, seed) for seed in range(8)]
    smaller = model.with_name("smaller.onnx")
    yield ConvertStage(f"Making the model {precision}")
    if precision is Precision.INT8:
        to_int8(model, smaller, samples)
    else:
        to_float16(model, smaller)
    yield ConvertStage("Comparing the answers")
    change = change_of(
        model, smaller, samples[:COMPARED_PHOTOS], rows=ends_in_rows(conversion.graph)
    )
    smaller.replace(model)
    return change


def _sample(
    path: Path, conversion: Conversion, preprocessing: Preprocessing
) -> Iterator[dict[str, np.ndarray]]:
    """The network's inputs for one photo; none for a photo that cannot be read."""
    spec = input_spec(conversion, preprocessing)
    try:
        photo = open_photo(path).decode()
    except PhotoUnreadable:
        return
    height, width = photo.rgb_u8.shape[:2]
    whole = Box(0, 0, width / photo.scale_x, height / photo.scale_y)
    picture = as_tensor(render(photo, place(whole, spec), spec)[None], spec)
    feeds = sample_inputs(conversion, 0)
    name = next(name for name, shape in conversion.input_shapes.items() if len(shape) == 4)
    yield feeds | {name: picture}
