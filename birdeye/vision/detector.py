"""Finds birds: one network with its input rule and output format behind one interface."""

from __future__ import annotations

from pathlib import Path

from birdeye.domain.boxes import Box
from birdeye.domain.providers import Provider
from birdeye.imaging.photo_file import DecodedPhoto
from birdeye.packs.manifest import DetectorSpec
from birdeye.vision.decoding import DECODERS, OutputUnexpected
from birdeye.vision.detections import Detections
from birdeye.vision.preprocessing import as_tensor, place, render
from birdeye.vision.session import ModelSession
from birdeye.vision.suppression import suppress

MOST_CANDIDATES = 1000
"""Boxes before suppression, best first; a flock has fewer birds, a broken network more boxes."""


class Detector:
    """A pack's detector, loaded. Raises `ModelFailed` if model and manifest do not agree."""

    def __init__(
        self,
        file: Path,
        spec: DetectorSpec,
        *,
        threads: int,
        provider: Provider = Provider.CPU,
    ) -> None:
        self.spec = spec
        outputs = [name for name in (spec.boxes_output, spec.scores_output) if name]
        self._session = ModelSession(
            file, spec.sha256, threads=threads, outputs=outputs, provider=provider
        )
        self.why_not_provider = self._session.why_not_provider
        self._session.expect_input(spec.input)
        self._decode = DECODERS[spec.decoder]

    def find(self, photo: DecodedPhoto, region: Box, score_threshold: float) -> Detections:
        """The birds in ``region``, best first, one box each; otherwise like `candidates`."""
        return self.one_each(self.candidates(photo, region, score_threshold))

    def one_each(self, candidates: Detections) -> Detections:
        """The best of ``candidates``, without those that a better one covers."""
        return suppress(candidates, self.spec.iou_threshold)

    def candidates(self, photo: DecodedPhoto, region: Box, score_threshold: float) -> Detections:
        """Everything that may be a bird in ``region``, best first, often several boxes per bird.

        Boxes are in pixels of the upright photo and clipped to the region, which has an area.
        ``photo`` should have been decoded at `scale_wanted` for the region or more.
        """
        placement = place(region, self.spec.input)
        tensor = as_tensor(render(photo, placement, self.spec.input)[None], self.spec.input)
        outputs = self._session.run(tensor)
        try:
            found = self._decode(outputs, self.spec, score_threshold)
        except OutputUnexpected as unexpected:
            raise self._session.failure(
                f"its output does not fit the decoder {self.spec.decoder}: {unexpected}"
            ) from None
        boxes = placement.boxes_in_photo(found.boxes_xyxy)
        shown = placement.region
        in_photo = Detections(boxes, found.scores).clipped(*shown.as_tuple())
        return in_photo.by_score().chosen(slice(MOST_CANDIDATES))

    def scale_wanted(self, region: Box) -> float:
        """Decoded pixels per pixel of the photo that the input can use, at most 1."""
        return min(1.0, max(place(region, self.spec.input).scale_xy))
