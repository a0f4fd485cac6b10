"""What the converter and the model packs say when something is wrong, to be translated.

As `birdeye.gui.error_sentences`, which has the sentences about photos, files and the catalogue.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

MODEL_PATTERNS: tuple[Any, ...] = (
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
    # Models
    QT_TRANSLATE_NOOP("Errors", "The model “{0}” cannot be used: {1}."),
    QT_TRANSLATE_NOOP(
        "Errors", "The model pack “{0}” {1} is older than version {2}, which came with Birdeye."
    ),
    QT_TRANSLATE_NOOP("Errors", "Nothing was changed."),
    QT_TRANSLATE_NOOP(
        "Errors", "No model pack is installed, and without one Birdeye cannot identify birds."
    ),
    QT_TRANSLATE_NOOP("Errors", "None of the installed model packs can be used."),
    QT_TRANSLATE_NOOP(
        "Errors", "The settings in “{0}” cannot be changed, because the file is damaged: {1}."
    ),
    QT_TRANSLATE_NOOP("Errors", "There already is a model called “{0}”."),
    QT_TRANSLATE_NOOP("Errors", "Give another name, or remove that model first."),
    QT_TRANSLATE_NOOP("Errors", "There is no recipe for a model pack “{0}”."),
    QT_TRANSLATE_NOOP("Errors", "There are: {0}."),
    QT_TRANSLATE_NOOP("Errors", "“{0}” was not trusted, and deleted."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Compare its checksum, {0}, with that of somebody who has the file, and download it again.",
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} is not the file that the recipe names: {1}"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” answers with HTTP {1}"),
    QT_TRANSLATE_NOOP(
        "Errors", "“{0}” cannot be found, so there is no network, or no access to the internet"
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "“{0}” is blocked: it, or the network in between, refuses (HTTP {1})"
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "“{0}” is blocked: something else answers in its place (its certificate is not valid)",
    ),
    QT_TRANSLATE_NOOP("Errors", "“{0}” no longer has it (HTTP {1})"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” sends to “{1}”, as networks do that require a login"),
    QT_TRANSLATE_NOOP("Errors", "the proxy asks for a name and a password (HTTP 407)"),
    QT_TRANSLATE_NOOP("Errors", "The converted model does not answer as “{0}” does: {1}."),
    QT_TRANSLATE_NOOP("Errors", "Nothing was written; please report this."),
    QT_TRANSLATE_NOOP("Errors", "No photo in “{0}” has a name."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Put the photos into folders named after their birds, or add a table (CSV) with the "
        "columns file and scientific_name.",
    ),
    QT_TRANSLATE_NOOP("Errors", "“{0}” cannot be calibrated: {1}."),
    QT_TRANSLATE_NOOP("Errors", "no bird with a known name was found"),
    QT_TRANSLATE_NOOP("Errors", "1 bird of 1 species is too few"),
    QT_TRANSLATE_NOOP("Errors", "{0} birds of {1} species are too few"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "At least {0} birds of {1} species are needed; several hundred of many species are better.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "“{0}” keeps its precision, because it is already quantised: leave the option out.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "“{0}” takes the pixels themselves, 0 to 255, so it has no use for a mean and a "
        "scale: leave those options out.",
    ),
    QT_TRANSLATE_NOOP("Errors", "int8 needs sample photos to see the range of every layer."),
    QT_TRANSLATE_NOOP("Errors", "Give a folder of photos like those to be identified."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Add one in the window with Models > Add a model from a file, or with: birdeye packs "
        "add FILE.birdpack",
    ),
    QT_TRANSLATE_NOOP("Errors", "To use another one, choose it with: birdeye packs default ID"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "It may have been changed on the way, for example by a network that asks for a "
        "login, or published again.",
    ),
    # Names of classes
    QT_TRANSLATE_NOOP("Errors", "its labels are not numbered"),
    QT_TRANSLATE_NOOP("Errors", "its labels are numbered from {0}"),
    QT_TRANSLATE_NOOP("Errors", "it contains no list of labels"),
    QT_TRANSLATE_NOOP("Errors", "it has more than {0} labels"),
    QT_TRANSLATE_NOOP("Errors", "it names no species"),
    QT_TRANSLATE_NOOP("Errors", "it does not contain the names of its species"),
    QT_TRANSLATE_NOOP("Errors", "it contains a number that is too large"),
    QT_TRANSLATE_NOOP("Errors", "the numbers of its labels have gaps or repeat"),
    QT_TRANSLATE_NOOP("Errors", "the network has {0} outputs, but the file names {1}"),
    QT_TRANSLATE_NOOP("Errors", "the network has {0} outputs, but there are {1} labels"),
    QT_TRANSLATE_NOOP("Errors", "it has {0} classes, so that none has the number {1}"),
    QT_TRANSLATE_NOOP("Errors", "none of its classes is called bird"),
    QT_TRANSLATE_NOOP("Errors", "it is a detector, but a classifier is needed"),
    QT_TRANSLATE_NOOP("Errors", "it is {0}, not a whole detector"),
    QT_TRANSLATE_NOOP("Errors", "it holds {0} files"),
    QT_TRANSLATE_NOOP("Errors", "it holds {0} networks and {1} files of weights"),
    QT_TRANSLATE_NOOP("Errors", "it is not in “{0}”"),
    QT_TRANSLATE_NOOP("Errors", "a {0} has no use for names of species"),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} {1} cannot be part of a pack, which takes classifiers and detectors"
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "neither the file nor one beside it says how its pixels are prepared"
    ),
    QT_TRANSLATE_NOOP("Errors", "Choose the label file of the same training."),
    QT_TRANSLATE_NOOP("Errors", "Give the label file of the same training."),
    QT_TRANSLATE_NOOP(
        "Errors", "Give a label file with one name a line, in the order of the network's outputs."
    ),
    QT_TRANSLATE_NOOP("Errors", "Give a list, or a table from number to label."),
    QT_TRANSLATE_NOOP("Errors", "Give the number of the class."),
    QT_TRANSLATE_NOOP("Errors", "Count from 0, without the background."),
    QT_TRANSLATE_NOOP(
        "Errors", "State the number of the class, counted from 0 without the background."
    ),
    QT_TRANSLATE_NOOP("Errors", "Convert it to an ONNX file instead."),
    QT_TRANSLATE_NOOP("Errors", "which of its {0}classes is the bird is unknown"),
)
