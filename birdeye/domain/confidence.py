"""Words for a probability, so that a figure is not read as more than it is.

A pack's probabilities are fitted to photos from other sources than its training, so that each word
is right as often as its bounds say: "almost certain" in at least 95 of 100. Without such a fit,
nobody knows what a pack's probabilities are worth.
"""

from __future__ import annotations

from enum import Enum


class Confidence(Enum):
    """How sure a probability is, from surest down; the value is the word in English."""

    ALMOST_CERTAIN = "almost certain"
    HIGHLY_LIKELY = "highly likely"
    LIKELY = "likely"
    UNCERTAIN = "uncertain"


_LOWER_BOUNDS = (
    (0.95, Confidence.ALMOST_CERTAIN),
    (0.80, Confidence.HIGHLY_LIKELY),
    (0.50, Confidence.LIKELY),
)


SUREST_UNCALIBRATED = 0.79
"""The highest figure of a pack that was never calibrated: it says "likely" at most."""


def confidence_of(probability: float) -> Confidence:
    """The word for ``probability`` (0 to 1); each bound belongs to the surer word."""
    for lower_bound, word in _LOWER_BOUNDS:
        if probability >= lower_bound:
            return word
    return Confidence.UNCERTAIN


def percent(probability: float) -> str:
    """“93%”; never “0%” or “100%”, which no model can know, nor a figure that belongs to a surer
    word: 0.9489 is “94%”, because 95 % is almost certain.
    """
    if probability < 0.01:
        return "<1%"
    if probability > 0.99:
        return ">99%"
    nearest = round(probability * 100)
    if confidence_of(nearest / 100) is not confidence_of(probability):
        nearest -= 1
    return f"{nearest}%"


def percent_of(part: float, whole: float = 1) -> str:
    """“93%” for things that were counted: “100%” only for all of them, “0%” only for none."""
    if part in (0, whole):
        return "100%" if part else "0%"
    share = part / whole
    if share < 0.01:
        return "<1%"
    return ">99%" if share > 0.99 else f"{share:.0%}"
