"""Decides whether a box shows a bird at all, from the results of detector and classifier.

The detector sees the full photo reduced, the classifier the box enlarged: where one is fooled the
other may not be, so together they are wrong less often than either.
"""

from __future__ import annotations

import math

from birdeye.packs.manifest import Manifest, PresenceSpec
from birdeye.vision.naming import Naming

_NEVER_CERTAIN = 1e-4
"""Probabilities are kept at least this far from 0 and 1, so that their log-odds stay finite."""


SUSPICION = 0.01
"""A score that claims nothing, but is rarely reached where there is no bird at all: for packs that
do not say which scores are worth asking the classifier about."""


class Presence:
    """The decision for the boxes of one pack.

    From a detector score of ``least_score`` the classifier is asked about a box; from ``suspicion``
    a closer look may find something. ``min_score`` is the least score of a bird that a user asked
    for, None for the pack's own.
    """

    def __init__(self, manifest: Manifest, min_score: float | None = None) -> None:
        self._spec = manifest.presence
        own = manifest.detector.score_threshold
        self.sure_score = own if min_score is None else min_score
        """A detector's score from which a box counts as a bird before the classifier saw it."""
        if self._spec is None:
            self.least_score = self._threshold = self.sure_score
            self.suspicion = min(SUSPICION, self.sure_score)
            return
        self.least_score = self.suspicion = min(self._spec.least_score, self.sure_score)
        self._threshold = self._spec.threshold if min_score is None else min_score

    def score(self, detector_score: float, naming: Naming) -> float | None:
        """How surely a box shows a bird, from 0 to 1; None if it does not count as one."""
        score = detector_score
        if self._spec is not None:
            score = probability(detector_score, naming.not_a_bird, self._spec)
        elif naming.not_a_bird > max(0.5, detector_score):
            # If their errors are independent, and birds and other things equally frequent, this is
            # when "no bird" is likelier: score * (1 - p) < (1 - score) * p.
            return None
        return score if score >= self._threshold else None


def probability(score: float, not_a_bird: float, spec: PresenceSpec) -> float:
    """The probability, 0 to 1, that a box shows a bird, as `PresenceSpec` weighs the two."""
    odds = (
        spec.detector_weight * _log_odds(score)
        - spec.classifier_weight * _log_odds(not_a_bird)
        + spec.bias
    )
    return 1 / (1 + math.exp(-max(-700.0, min(700.0, odds))))


def _log_odds(p: float) -> float:
    return math.log((p + _NEVER_CERTAIN) / (1 - p + _NEVER_CERTAIN))
