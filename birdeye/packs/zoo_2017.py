"""Addresses of the detectors published with the MXNet example of 2017.

No checksums were published, and none of these files was available to Birdeye's authors, so the user
is shown the checksum of a download and decides.
"""

from __future__ import annotations

from dataclasses import dataclass

from birdeye.packs.remote_file import RemoteFile

HOMEPAGE = "https://github.com/zhreshold/mxnet-ssd"
LICENCE = "MIT, by the project's page"
BIRD_CLASS = 2
"""Of the 20 classes of Pascal VOC, counted from 0: aeroplane, bicycle, bird."""

_ABOUT_BYTES = 150_000_000
_HOSTS = ("release-assets.githubusercontent.com", "objects.githubusercontent.com")


@dataclass(frozen=True, slots=True)
class PublishedCheckpoint:
    """A checkpoint in its published zip; ``file`` has no checksum."""

    id: str
    title: str
    file: RemoteFile


def _published(checkpoint_id: str, title: str, release: str, name: str) -> PublishedCheckpoint:
    url = f"{HOMEPAGE}/releases/download/{release}/{name}"
    return PublishedCheckpoint(
        checkpoint_id, title, RemoteFile(name, url, None, None, _ABOUT_BYTES, _HOSTS)
    )


CHECKPOINTS = (
    _published(
        "ssd-resnet50-512",
        "SSD of ResNet-50, 512 x 512 pixels",
        "v0.6",
        "resnet50_ssd_512_voc0712_trainval.zip",
    ),
    _published(
        "ssd-vgg16-300",
        "SSD of VGG-16, 300 x 300 pixels",
        "v0.5-beta",
        "vgg16_ssd_300_voc0712_trainval.zip",
    ),
    _published(
        "ssd-vgg16-512",
        "SSD of VGG-16, 512 x 512 pixels",
        "v0.5-beta",
        "vgg16_ssd_512_voc0712_trainval.zip",
    ),
    _published(
        "ssd-inceptionv3-512",
        "SSD of Inception v3, 512 x 512 pixels",
        "v0.7-alpha",
        "ssd_inceptionv3_512_voc0712trainval.zip",
    ),
)
