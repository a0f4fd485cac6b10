"""Makes the pictures for exports: birds cut out, and copies with boxes and names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from birdeye.domain.box_label import Label
from birdeye.domain.errors import or_cannot_write
from birdeye.export.options import CopiedFacts, Cutout
from birdeye.imaging.annotate import write_annotated
from birdeye.imaging.copied_metadata import CopiedMetadata, metadata_for_crop
from birdeye.imaging.cutouts import cut_out_jpeg
from birdeye.imaging.own_pictures import is_own_picture
from birdeye.imaging.photo_file import PhotoFile, open_photo


class PhotoPictures:
    """The `birdeye.export.options.Pictures` of the photos themselves."""

    def cut_out(self, path: Path, cutouts: Sequence[Cutout]) -> list[bytes]:
        """Each of ``cutouts`` as a JPEG; the photo is decoded once, and no larger than needed."""
        photo = open_photo(path)
        decoded = photo.decode(max((_scale(each) for each in cutouts), default=0.0))
        return [
            cut_out_jpeg(
                decoded.rgb_u8,
                each.box.scaled(decoded.scale_x, decoded.scale_y),
                each.longest_side,
                _metadata(photo, each.facts),
            )
            for each in cutouts
        ]

    def write_annotated(
        self, path: Path, copy: Path, labels: Sequence[Label], *, with_position: bool
    ) -> None:
        """Write ``copy``, creating its folder if necessary."""
        with or_cannot_write(copy.parent):
            copy.parent.mkdir(parents=True, exist_ok=True)
        write_annotated(path, copy, labels, with_position=with_position)

    def is_own(self, path: Path) -> bool:
        """By its name and its mark."""
        return is_own_picture(path)


def _metadata(photo: PhotoFile, facts: CopiedFacts) -> CopiedMetadata | None:
    if facts is CopiedFacts.NONE:
        return None
    return metadata_for_crop(photo, with_position=facts is CopiedFacts.ALL)


def _scale(cutout: Cutout) -> float:
    """The scale at which the photo has the pixels that ``cutout`` needs."""
    if cutout.longest_side is None:
        return 1.0
    longest = max(cutout.box.width, cutout.box.height)
    return cutout.longest_side / longest if longest > 0 else 1.0
