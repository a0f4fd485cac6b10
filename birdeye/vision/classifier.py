"""Turns crops into probabilities, in batches where the network accepts them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from birdeye.domain.providers import Provider
from birdeye.packs.manifest import ClassifierSpec, OutputKind
from birdeye.vision.preprocessing import as_tensor
from birdeye.vision.session import ModelSession

LARGEST_BATCH = 8
"""More birds at once are no faster on a processor and only take memory."""


class Classifier:
    """A pack's classifier, loaded; ``output_count`` is what its labels have rows for.

    Raises `ModelFailed` if model and manifest do not agree.
    """

    def __init__(
        self,
        file: Path,
        spec: ClassifierSpec,
        output_count: int,
        *,
        threads: int,
        provider: Provider = Provider.CPU,
    ) -> None:
        self.spec = spec
        self._output_count = output_count
        outputs = [spec.output_name] if spec.output_name else []
        self._session = ModelSession(
            file, spec.sha256, threads=threads, outputs=outputs, provider=provider
        )
        self.why_not_provider = self._session.why_not_provider
        self._session.expect_input(spec.input)
        self._fixed_batch = self._session.input.shape[0]

    def probabilities(self, crops_rgb_u8: np.ndarray) -> np.ndarray:
        """(N, outputs) float64, rows that add up to 1, for crops (N, height, width, 3)."""
        step = self._fixed_batch or LARGEST_BATCH
        parts = [
            self._probabilities_of_batch(crops_rgb_u8[start : start + step])
            for start in range(0, len(crops_rgb_u8), step)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, self._output_count))

    def _probabilities_of_batch(self, crops: np.ndarray) -> np.ndarray:
        count = len(crops)
        if self._fixed_batch and count < self._fixed_batch:
            missing = self._fixed_batch - count
            crops = np.concatenate([crops, np.zeros((missing, *crops.shape[1:]), np.uint8)])
        output = self._session.run(as_tensor(crops, self.spec.input))[0]
        if output.shape != (len(crops), self._output_count):
            raise self._session.failure(
                f"it yields {output.shape[1:]} values per bird, but labels.csv has "
                f"{self._output_count} rows"
            )
        if not np.isfinite(output).all():
            raise self._session.failure("it yields values that are not numbers")
        return calibrated(output[:count], self.spec.output, self.spec.temperature)


def calibrated(output: np.ndarray, kind: OutputKind, temperature: float) -> np.ndarray:
    """Probabilities from a network's output, rows that add up to 1, float64.

    Temperature scaling (Guo et al. 2017, On Calibration of Modern Neural Networks): the softmax of
    logits / T. For outputs that are probabilities already that is p ** (1 / T), normalised, because
    their logarithms are logits. A row of zeros stays unchanged: nothing is claimed from it.
    """
    values = output.astype(np.float64)
    if kind is OutputKind.LOGITS:
        scaled = values / temperature
        powers = np.exp(scaled - scaled.max(axis=1, keepdims=True))
    else:
        powers = np.clip(values, 0.0, None) ** (1 / temperature)
    total = powers.sum(axis=1, keepdims=True)
    return np.divide(powers, total, out=np.zeros_like(powers), where=total > 0)
