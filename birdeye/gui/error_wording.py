"""The sentences of lower layers in the language of the window.

Those layers know no Qt and say what is wrong in English, as the command line shows it and the
catalogue keeps it. Here each sentence is recognised by its pattern and translated; an unknown one
stays unchanged, since a message in English is better than none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_CONTEXT = "Errors"
_look_up = QCoreApplication.translate

_PATTERNS: tuple[Any, ...] = (
    # Photos
    QT_TRANSLATE_NOOP("Errors", "“{0}” could not be read: {1}."),
    QT_TRANSLATE_NOOP("Errors", "there is no such file"),
    QT_TRANSLATE_NOOP("Errors", "the file is empty (0 bytes)"),
    QT_TRANSLATE_NOOP("Errors", "the file contains nothing but zeros"),
    QT_TRANSLATE_NOOP("Errors", "it is damaged"),
    QT_TRANSLATE_NOOP("Errors", "it is cut off"),
    QT_TRANSLATE_NOOP("Errors", "it is a folder"),
    QT_TRANSLATE_NOOP("Errors", "it is not a file"),
    QT_TRANSLATE_NOOP("Errors", "it is a device or a pipe, not a file"),
    QT_TRANSLATE_NOOP("Errors", "it is a link that leads back to itself"),
    QT_TRANSLATE_NOOP("Errors", "it is a text file, not a picture"),
    QT_TRANSLATE_NOOP("Errors", "it is a document or an archive, not a picture"),
    QT_TRANSLATE_NOOP("Errors", "it is a web page or a drawing, not a photo"),
    QT_TRANSLATE_NOOP("Errors", "it is a video, or a kind of picture that is not supported"),
    QT_TRANSLATE_NOOP("Errors", "it is not in a picture format that Birdeye knows"),
    QT_TRANSLATE_NOOP("Errors", "it is damaged so badly that its decoder fails"),
    QT_TRANSLATE_NOOP(
        "Errors", "it is damaged, or from a camera that Birdeye's RAW decoder does not know"
    ),
    QT_TRANSLATE_NOOP("Errors", "its RAW data is entirely black"),
    QT_TRANSLATE_NOOP("Errors", "its picture data is damaged or incomplete"),
    QT_TRANSLATE_NOOP("Errors", "its header gives no size"),
    QT_TRANSLATE_NOOP("Errors", "its path is too long for this system"),
    QT_TRANSLATE_NOOP("Errors", "it changed while it was being read"),
    QT_TRANSLATE_NOOP("Errors", "there is not enough memory to decode it"),
    QT_TRANSLATE_NOOP("Errors", "it is larger than {0} MB, which no photo is"),
    QT_TRANSLATE_NOOP("Errors", "it is larger than {0} GB, which no photo is"),
    QT_TRANSLATE_NOOP("Errors", "something went wrong in Birdeye ({0})"),
    QT_TRANSLATE_NOOP("Errors", "it cannot be read: {0}"),
    QT_TRANSLATE_NOOP("Errors", "it cannot be opened: {0}"),
    # How an imported network wants its pixels
    QT_TRANSLATE_NOOP("Errors", "the pixels themselves, 0 to 255"),
    QT_TRANSLATE_NOOP("Errors", "pixels less the mean of MXNet's examples"),
    QT_TRANSLATE_NOOP("Errors", "ImageNet's mean and standard deviation"),
    QT_TRANSLATE_NOOP("Errors", "-1 to 1"),
    QT_TRANSLATE_NOOP("Errors", "0 to 1"),
    QT_TRANSLATE_NOOP("Errors", "a guess: it is built as MXNet's {0} builds its detectors"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "a guess: its layers are named as Gluon names them, and Gluon's model zoo uses "
        "ImageNet's mean and deviation; the file does not say",
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "a guess: it is the mean of MXNet's examples; the file does not say"
    ),
    QT_TRANSLATE_NOOP("Errors", "a guess: it begins with a batch normalisation of the input"),
    QT_TRANSLATE_NOOP("Errors", "it takes the pixels themselves, 0 to 255"),
    QT_TRANSLATE_NOOP("Errors", "a guess: YOLOX takes pixels from 0 to 255, blue first"),
    QT_TRANSLATE_NOOP("Errors", "a guess: YOLO networks take pixels from 0 to 1"),
    QT_TRANSLATE_NOOP("Errors", "a guess: most detectors of this kind take them that way"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "a guess: it is what most networks of PyTorch take; neither the file nor one beside "
        "it says",
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "it is an export of Ultralytics, whose networks take pixels from 0 to 1"
    ),
    QT_TRANSLATE_NOOP("Errors", "a guess: the network could not be opened"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "a guess: pixels go from -1 to 1, as most float models of TensorFlow want them; the "
        "file does not say",
    ),
    QT_TRANSLATE_NOOP("Errors", "stated in the file's metadata"),
    # What the system says
    QT_TRANSLATE_NOOP("Errors", "No such file or directory"),
    QT_TRANSLATE_NOOP("Errors", "Permission denied"),
    QT_TRANSLATE_NOOP("Errors", "No space left on device"),
    QT_TRANSLATE_NOOP("Errors", "Read-only file system"),
    QT_TRANSLATE_NOOP("Errors", "Input/output error"),
    QT_TRANSLATE_NOOP("Errors", "Is a directory"),
    QT_TRANSLATE_NOOP("Errors", "Not a directory"),
    QT_TRANSLATE_NOOP("Errors", "File exists"),
    QT_TRANSLATE_NOOP("Errors", "File name too long"),
    # Next steps
    QT_TRANSLATE_NOOP("Errors", "Close other programs, then try again."),
    QT_TRANSLATE_NOOP("Errors", "Close other programs, or shrink the photo."),
    QT_TRANSLATE_NOOP("Errors", "Connect it, then try again."),
    QT_TRANSLATE_NOOP("Errors", "Copy it again from the camera or the card."),
    QT_TRANSLATE_NOOP("Errors", "Copy what you can to another disk."),
    QT_TRANSLATE_NOOP("Errors", "Open it again."),
    QT_TRANSLATE_NOOP("Errors", "Open it as a folder to see the photos in it."),
    QT_TRANSLATE_NOOP(
        "Errors", "Save it as DNG or JPEG with the camera maker's program and open that."
    ),
    QT_TRANSLATE_NOOP("Errors", "Save it as JPEG with the program that made it, and open that."),
    QT_TRANSLATE_NOOP("Errors", "Save it as an ordinary JPEG or a PNG and open that."),
    QT_TRANSLATE_NOOP("Errors", "Open the photos again, and try again."),
    QT_TRANSLATE_NOOP("Errors", "Try again in a moment."),
    QT_TRANSLATE_NOOP("Errors", "Nothing was installed."),
    QT_TRANSLATE_NOOP("Errors", "Nothing was written."),
    QT_TRANSLATE_NOOP("Errors", "Get a fresh copy, or ask whoever made it."),
    QT_TRANSLATE_NOOP("Errors", "Choose another file; this one was left as it is."),
    QT_TRANSLATE_NOOP("Errors", "Choose another place for it."),
    QT_TRANSLATE_NOOP("Errors", "Choose another place or free some space, and try again."),
    QT_TRANSLATE_NOOP("Errors", "Free some space there, and start Birdeye again."),
    QT_TRANSLATE_NOOP(
        "Errors", "Free some space beside it, and start Birdeye again; it was left as it is."
    ),
    # Files, packs and the catalogue
    QT_TRANSLATE_NOOP("Errors", "“{0}” could not be written: {1}."),
    QT_TRANSLATE_NOOP("Errors", "“{0}” could not be downloaded: {1}."),
    QT_TRANSLATE_NOOP("Errors", "The model pack “{0}” cannot be used: {1}."),
    QT_TRANSLATE_NOOP("Errors", "The model pack “{0}” came with Birdeye and cannot be removed."),
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” cannot be used: {1}."),
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” is damaged, and could not be repaired: {1}."),
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” was written by a newer version of Birdeye."),
    QT_TRANSLATE_NOOP("Errors", "The folder of the catalogue “{0}” cannot be made: {1}."),
    QT_TRANSLATE_NOOP("Errors", "What was to be changed is no longer in the catalogue."),
    QT_TRANSLATE_NOOP("Errors", "“{0}” is a folder."),
    QT_TRANSLATE_NOOP("Errors", "“{0}” is a picture, and exports never replace pictures."),
    QT_TRANSLATE_NOOP("Errors", "that is the photo itself, which is never changed"),
    QT_TRANSLATE_NOOP("Errors", "there is something already"),
    QT_TRANSLATE_NOOP("Errors", "it is neither a folder nor a file"),
)

_SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[A-Z“])")


def in_words(text: str) -> str:
    """``text``, an error of a lower layer, in the language of the window as far as it is known."""
    ends = [match.start() for match in _SENTENCE_ENDS.finditer(text)]
    # The names of files may look like the end of a sentence: so the first end that makes sense.
    for end in (*ends, len(text)):
        said = _said(text[:end])
        if said is not None:
            return _joined(said, text[end:].lstrip())
    if not ends:
        return text
    return _joined(text[: ends[0]], text[ends[0] :].lstrip())


def _joined(said: str, rest: str) -> str:
    if not rest:
        return said
    blank = "" if said.endswith("。") else " "
    return f"{said}{blank}{in_words(rest)}"


def _said(text: str) -> str | None:
    for source, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            parts = ["; ".join(map(_part, group.split("; "))) for group in match.groups()]
            translated = _look_up(_CONTEXT, source)
            for place, part in enumerate(parts):
                translated = translated.replace(f"{{{place}}}", part)
            return translated
    return None


def _part(text: str) -> str:
    return _said(text) or text


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (source, re.compile(re.sub(r"\\\{\d\\\}", "(.+?)", re.escape(source)), re.DOTALL))
        for source in _PATTERNS
    )
