"""The full path from a photo to the birds in it, for both the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace

import numpy as np

from birdeye.domain.boxes import Box
from birdeye.domain.identification import DRAWN_BY_HAND, Bird
from birdeye.domain.plausibility import WORLDWIDE, Circumstances, PlaceSettings
from birdeye.domain.providers import Provider
from birdeye.domain.records import PackVersion
from birdeye.imaging.photo_file import DecodedPhoto, PhotoFile
from birdeye.packs.pack import Pack
from birdeye.vision.classifier import Classifier
from birdeye.vision.crops import crop_region, cut_crops, scale_wanted
from birdeye.vision.detections import Detections
from birdeye.vision.detector import Detector
from birdeye.vision.expected import Expecting, nothing_expected
from birdeye.vision.naming import Naming
from birdeye.vision.presence import Presence
from birdeye.vision.session import available_cores
from birdeye.vision.sharpness import frame_qualities, scale_for_sharpness
from birdeye.vision.tiles import is_worthwhile, look_closer, still_smaller, tiles_for
from birdeye.vision.unusual import finest_rank
from birdeye.vision.weighing import Weigher

EXPECTED_BIRD_SHARE = 0.25
"""The first decode has enough pixels for the crop of a bird that takes this share of the photo's
longer side, because a larger decode of a JPEG costs little and a second one a lot."""


@dataclass(frozen=True, slots=True)
class IdentifyOptions:
    """What a user can choose.

    ``top``: species listed for a bird. ``min_score``: lowest score of a bird, None for the pack's.
    ``tiles``: look again, in tiles, for small birds: always, never, or for None if the first look
    suggests that there are some. ``threads``: for one run of a network, None for one per core.
    ``provider``: what runs the networks. ``places``: the user's settings about places.
    """

    top: int = 5
    min_score: float | None = None
    tiles: bool | None = None
    threads: int | None = None
    provider: Provider = Provider.CPU
    places: PlaceSettings = WORLDWIDE

    @property
    def is_usual(self) -> bool:
        """Whether birds are found with the pack's own settings, so that results are worth
        storing."""
        return self.min_score is None and self.tiles is None


def _go_on() -> None:
    """The check for callers that never stop half-way."""


class Identifier:
    """One pack, loaded once; every method may be called from several threads at a time.

    ``expecting`` returns what the place of a photo says about the species of the pack, and
    ``expecting_key`` changes with its answers. Raises `ModelFailed` if a network of the pack cannot
    be used.
    """

    def __init__(
        self,
        pack: Pack,
        options: IdentifyOptions | None = None,
        expecting: Expecting = nothing_expected,
        expecting_key: str = "",
    ) -> None:
        self.pack = pack
        self.weigher = Weigher(pack, expecting, expecting_key)
        self.options = options or IdentifyOptions()
        threads = self.options.threads or available_cores()
        manifest = pack.manifest
        provider = self.options.provider
        self._detector = Detector(
            pack.detector_file, manifest.detector, threads=threads, provider=provider
        )
        self._classifier = Classifier(
            pack.classifier_file,
            manifest.classifier,
            len(pack.labels),
            threads=threads,
            provider=provider,
        )
        self._presence = Presence(manifest, self.options.min_score)

    @property
    def pack_version(self) -> PackVersion:
        """The key for its results: that of the pack, and that of the settings about places."""
        return self.weigher.pack_version

    @property
    def why_not_provider(self) -> str | None:
        """Why the requested provider does not run all networks; None if it does."""
        return self._detector.why_not_provider or self._classifier.why_not_provider

    def weighed_by(self, weigher: Weigher) -> Identifier:
        """The same networks, already loaded, naming birds with ``weigher`` from now on.

        This one goes on with its own, so that a batch under way keeps one set of rules.
        """
        other = copy(self)
        other.weigher = weigher
        return other

    def identify(self, photo: PhotoFile, *, check: Callable[[], None] = _go_on) -> tuple[Bird, ...]:
        """The birds in ``photo``, best score first; none if there is no bird.

        ``check`` is called between the steps and may raise to abandon the photo. Raises
        `PhotoUnreadable` if the pixels cannot be decoded.
        """
        decoded = self.decode_overview(photo)
        check()
        found = self.detect(photo, decoded, check=check)
        check()
        if not len(found):
            return ()
        boxes = [Box(*box) for box in found.boxes_xyxy.tolist()]
        decoded = self.decode_for_crops(photo, boxes, decoded)
        check()
        namings = self.classify_crops(photo, boxes, decoded)
        judged = (
            (box, self._presence.score(score, naming), naming)
            for box, score, naming in zip(boxes, found.scores.tolist(), namings, strict=True)
        )
        birds = [
            Bird(box, score, naming.claim, naming.candidates, looks=naming.looks)
            for box, score, naming in judged
            if score is not None
        ]
        return measured(sorted(birds, key=lambda bird: -bird.score), decoded)

    def classify(self, photo: PhotoFile, boxes: Sequence[Box]) -> tuple[Bird, ...]:
        """One bird for each of ``boxes``, in order, whatever the detector would say.

        For boxes that the user drew. Raises `PhotoUnreadable` like `identify`.
        """
        if not boxes:
            return ()
        decoded = self.decode_for_crops(photo, boxes, None)
        namings = self.classify_crops(photo, boxes, decoded)
        birds = [
            Bird(box, DRAWN_BY_HAND, naming.claim, naming.candidates, looks=naming.looks)
            for box, naming in zip(boxes, namings, strict=True)
        ]
        return measured(birds, decoded)

    def decode_overview(self, photo: PhotoFile) -> DecodedPhoto:
        """The photo with enough pixels to find birds, to name those that are not small, and to
        measure how sharp they are."""
        whole = Box(0, 0, photo.width, photo.height)
        crop_input = self.pack.manifest.classifier.input
        expected = EXPECTED_BIRD_SHARE * max(photo.width, photo.height)
        wanted = max(
            self._detector.scale_wanted(whole),
            max(crop_input.width, crop_input.height) / expected,
            *(self._detector.scale_wanted(tile) for tile in self._tiles(photo)),
            _scale_for_sharpness(photo),
        )
        return photo.decode(min(1.0, wanted))

    def detect(
        self, photo: PhotoFile, decoded: DecodedPhoto, *, check: Callable[[], None] = _go_on
    ) -> Detections:
        """Boxes in pixels of the upright photo that may show a bird, best first, one per bird.

        ``check`` is called between the looks at parts of the photo, as by `identify`.
        """
        least = self._presence.least_score
        whole = Box(0, 0, photo.width, photo.height)
        suspected = self._detector.candidates(decoded, whole, self._presence.suspicion)
        # Hundreds of mere suspicions need not be distinguished, only counted.
        found = self._detector.one_each(suspected.chosen(suspected.scores >= least))
        tiles = self._tiles(photo)
        closer = self.options.tiles
        if closer is None:
            sure = found.chosen(found.scores >= self._presence.sure_score)
            closer = is_worthwhile(suspected, sure, photo.width, photo.height)
        if not (tiles and closer):
            return found
        found = look_closer(self._detector, decoded, tiles, found, least, check)
        sure = found.chosen(found.scores >= self._presence.sure_score)
        smaller = still_smaller(self._detector, photo.width, photo.height, tiles, sure)
        if not smaller:
            return found
        wanted = max(self._detector.scale_wanted(tile) for tile in smaller)
        decoded = _large_enough(photo, wanted, decoded)
        return look_closer(self._detector, decoded, smaller, found, least, check)

    def decode_for_crops(
        self, photo: PhotoFile, boxes: Sequence[Box], decoded: DecodedPhoto | None
    ) -> DecodedPhoto:
        """``decoded`` if it has enough pixels for the crops of all ``boxes``, else a larger
        decode."""
        wanted = scale_wanted(self._regions(photo, boxes), self._classifier.spec)
        if decoded is None:
            wanted = max(wanted, _scale_for_sharpness(photo))
        return _large_enough(photo, wanted, decoded)

    def classify_crops(
        self, photo: PhotoFile, boxes: Sequence[Box], decoded: DecodedPhoto
    ) -> list[Naming]:
        """What each of ``boxes`` shows."""
        crops = cut_crops(decoded, self._regions(photo, boxes), self._classifier.spec)
        probabilities: np.ndarray = self._classifier.probabilities(crops)
        expected = self.weigher.expecting(Circumstances.of_file(photo.metadata))
        return [
            self.weigher.namer.name(row, self.options.top, finest_rank(crop), expected)
            for row, crop in zip(probabilities, crops, strict=True)
        ]

    def _tiles(self, photo: PhotoFile) -> list[Box]:
        if self.options.tiles is False:
            return []
        return tiles_for(self._detector, photo.width, photo.height)

    def _regions(self, photo: PhotoFile, boxes: Sequence[Box]) -> list[Box]:
        spec = self._classifier.spec
        return [crop_region(box, spec, photo.width, photo.height) for box in boxes]


def measured(birds: Sequence[Bird], decoded: DecodedPhoto) -> tuple[Bird, ...]:
    """``birds`` with what their pixels say about the photo's quality."""
    qualities = frame_qualities(decoded, [bird.box for bird in birds])
    return tuple(
        replace(bird, quality=quality) for bird, quality in zip(birds, qualities, strict=True)
    )


def _scale_for_sharpness(photo: PhotoFile) -> float:
    """A RAW photo is never developed for it: it is measured on its preview."""
    return min(scale_for_sharpness(photo.width, photo.height), photo.quick_scale)


def _large_enough(photo: PhotoFile, scale: float, decoded: DecodedPhoto | None) -> DecodedPhoto:
    """``decoded`` if it has enough pixels for this scale, else a larger decode."""
    if decoded is not None and min(decoded.scale_x, decoded.scale_y) >= scale * 0.999:
        return decoded
    return photo.decode(scale)
