"""What a pack says about its two networks: how to feed them and how to read them.

The format in words, with an example, is models/README.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from birdeye.domain.confidence import SUREST_UNCALIBRATED

FORMAT = 1
"""The version of the format that this program writes, and the newest that it reads."""


class ResizeRule(StrEnum):
    """How a picture of any shape becomes the network's input."""

    STRETCH = "stretch"
    """Width and height scaled independently, so that the full picture fills the input."""
    LETTERBOX = "letterbox"
    """Scaled to fit inside at the top left, the rest filled with the pad value."""
    CENTRED_LETTERBOX = "centred-letterbox"
    """The same in the middle, as Ultralytics' networks are trained and run."""
    CROP = "crop"
    """Scaled to cover the input, keeping the middle and cutting off the rest."""


class ColourOrder(StrEnum):
    """The order of the three channels in the input tensor."""

    RGB = "RGB"
    BGR = "BGR"


class Layout(StrEnum):
    """The axes of the input tensor."""

    NCHW = "NCHW"
    NHWC = "NHWC"


class InputType(StrEnum):
    """The element type of the input tensor."""

    FLOAT32 = "float32"
    UINT8 = "uint8"


class Decoder(StrEnum):
    """How a detector's output is read."""

    SSD = "ssd"
    """One output (1, N, 6), rows (class, score, x1, y1, x2, y2), corners as fractions of the input,
    class -1 for an empty row: the output of MXNet's MultiBoxDetection."""
    YOLOX = "yolox"
    """One output (1, N, 5 + classes), undecoded: centre and size per cell of each stride, then
    objectness and class scores, both after the sigmoid."""
    BOXES_SCORES = "boxes-scores"
    """Two outputs, boxes (1, N, 4) as x1, y1, x2, y2 in pixels of the input, and scores (1, N) or
    (1, N, classes) from 0 to 1."""


class OutputKind(StrEnum):
    """What the numbers of a classifier's output are."""

    LOGITS = "logits"
    PROBABILITIES = "probabilities"
    PROBABILITIES_255 = "probabilities-255"


@dataclass(frozen=True, slots=True)
class InputSpec:
    """How a picture becomes the input tensor.

    value = (pixel - mean) * scale, with pixels from 0 to 255; ``mean`` and ``scale`` are always in
    the order red, green, blue, whatever ``colour_order`` the tensor has. ``pad_value`` (0 to 255)
    fills what a letterbox leaves empty, before mean and scale.
    """

    width: int
    height: int
    resize: ResizeRule
    colour_order: ColourOrder = ColourOrder.RGB
    layout: Layout = Layout.NCHW
    dtype: InputType = InputType.FLOAT32
    mean: tuple[float, float, float] = (0.0, 0.0, 0.0)
    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)
    pad_value: int = 114


@dataclass(frozen=True, slots=True)
class DetectorSpec:
    """The network that finds birds.

    ``bird_class`` is the index of the class "bird" among the model's classes, background not
    counted; ``strides`` are those of a `Decoder.YOLOX` and empty for the others; ``boxes_output``
    and ``scores_output`` name the outputs of a `Decoder.BOXES_SCORES` and are empty for the others.
    """

    file: str
    sha256: str
    decoder: Decoder
    input: InputSpec
    score_threshold: float
    iou_threshold: float
    bird_class: int = 0
    strides: tuple[int, ...] = ()
    boxes_output: str = ""
    scores_output: str = ""


@dataclass(frozen=True, slots=True)
class ClassifierSpec:
    """The network that names one bird.

    ``crop_margin`` is the fraction of the box's sides that is added on each side; ``square`` widens
    the shorter side of the crop to the longer. Logits are divided by ``temperature`` before the
    softmax. ``prior_exponent`` corrects for training having made the species that it showed most
    likelier: each species' probability is divided by (training photos + 1) to that power.
    ``absent_congener_weight`` leaves room for species of the same genus that the pack does not
    know: each is divided by 1 + that weight * log(1 + how many there are). The thresholds are the
    lowest probabilities at which that rank is claimed; a species is claimed only if it is
    ``congener_ratio`` times as likely as any other of its genus. ``not_a_bird`` is the index of the
    output that says so. ``output_name`` is None for a model with a single output.
    """

    file: str
    sha256: str
    input: InputSpec
    output: OutputKind
    species_threshold: float
    genus_threshold: float
    family_threshold: float
    output_name: str | None = None
    temperature: float = 1.0
    prior_exponent: float = 0.0
    absent_congener_weight: float = 0.0
    congener_ratio: float = 1.0
    crop_margin: float = 0.1
    square: bool = True
    not_a_bird: int | None = None


@dataclass(frozen=True, slots=True)
class PresenceSpec:
    """How the detector's score and the classifier's "not a bird" together decide about a box.

    log-odds(bird) = ``detector_weight`` * log-odds(score)
    - ``classifier_weight`` * log-odds(not a bird) + ``bias``: a logistic regression. A box shows a
      bird if its probability is at least ``threshold``; boxes with a score below ``least_score``
      are ignored.
    """

    least_score: float
    threshold: float
    detector_weight: float
    classifier_weight: float
    bias: float


@dataclass(frozen=True, slots=True)
class CalibrationSpec:
    """What the pack's temperature, prior and thresholds were fitted to, so that its claims hold.

    ``photos`` named photos of ``species`` species, from ``sources`` that took no part in training.
    ``first_choice`` is the share of them whose likeliest species was right, every species counting
    alike and those that the pack does not know counting as wrong; None if it was not measured.
    ``on_builtin_photos`` is the same of the photos that the built-in pack was calibrated on, which
    makes the two comparable. A pack without this was never calibrated on photos of other sources.
    """

    photos: int
    species: int
    sources: str
    first_choice: float | None = None
    on_builtin_photos: float | None = None

    @property
    def compared_by(self) -> float | None:
        """By which share packs are compared, as far as they can be."""
        return self.first_choice if self.on_builtin_photos is None else self.on_builtin_photos


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole manifest; every number in it is within the format's bounds."""

    id: str
    version: str
    title: str
    licence: str
    detector: DetectorSpec
    classifier: ClassifierSpec
    presence: PresenceSpec | None = None
    calibration: CalibrationSpec | None = None
    description: str = ""
    homepage: str = ""
    format: int = field(default=FORMAT)

    @property
    def surest(self) -> float:
        """The highest probability that the pack may state: 1 if it was calibrated."""
        return 1.0 if self.calibration else SUREST_UNCALIBRATED

    @property
    def version_numbers(self) -> tuple[int, ...]:
        """The version as a comparable value: 1.10 is newer than 1.9."""
        numbers = [int(part) for part in self.version.split(".")]
        return tuple(numbers + [0] * (4 - len(numbers)))
