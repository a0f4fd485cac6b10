"""Decides whether a box shows a bird at all, by what the detector and the classifier say of it.

The detector sees the whole photo small, the classifier the box large: what the one takes for a bird
the other may see to be none, so together they err less than either.
"""

from __future__ import annotations

import math

from birdeye.packs.manifest import Manifest, PresenceSpec
from birdeye.vision.naming import Naming

_NEVER_CERTAIN = 1e-4
"""Probabilities count as no nearer to 0 and 1 than that, so that their log-odds stay finite."""


SUSPICION = 0.01
"""A score that claims nothing, but is rarely reached where there is no bird at all: that of packs
which do not say from which score on a box is worth asking the classifier."""


class Presence:
    """The decision for the boxes of one pack.

    From a detector's score of ``least_score`` on the classifier is asked about a box; from
    ``suspicion`` on it tells that a closer look may find something.
    ``min_score`` is the least score of a bird that a user asked for, None for the pack's own.
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
        """How surely a box shows a bird, from 0 to 1; None where it is not to be called one."""
        score = detector_score
        if self._spec is not None:
            score = probability(detector_score, naming.not_a_bird, self._spec)
        elif naming.not_a_bird > max(0.5, detector_score):
            # Where the two err independently, and birds and others are as frequent, this is what
            # makes "no bird" the likelier truth: score * (1 - p) < (1 - score) * p.
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
