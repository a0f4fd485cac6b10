"""A decoded photo at several sizes, so that it is drawn smoothly and quickly at any zoom."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from birdeye.domain.photos import Exposure


@dataclass(frozen=True)
class PhotoLevels:
    """``images`` show the whole upright photo of ``width`` x ``height`` pixels, largest first."""

    width: int
    height: int
    images: tuple[QImage, ...]
    exposure: Exposure = field(default_factory=Exposure)

    @property
    def scale(self) -> float:
        """Pixels of the largest image a pixel of the photo, 1 when it is there in full."""
        return self.images[0].width() / self.width

    @property
    def byte_count(self) -> int:
        """Memory of all images."""
        return sum(image.sizeInBytes() for image in self.images)

    def image_for(self, device_zoom: float) -> QImage:
        """The smallest image with at least a pixel for each pixel of the display.

        ``device_zoom`` is display pixels a photo pixel.
        """
        for image in reversed(self.images):
            if image.width() / self.width >= device_zoom * 0.98:
                return image
        return self.images[0]
