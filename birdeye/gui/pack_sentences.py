"""What is wrong with a model pack or a download, sentence by sentence, to be translated.

As `birdeye.gui.error_sentences`.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

PACK_PATTERNS: tuple[Any, ...] = (
    # Downloads
    QT_TRANSLATE_NOOP("Errors", "“{0}” cannot be reached ({1})"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” cannot be reached: the connection is refused"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” does not answer"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” stopped sending data"),
    QT_TRANSLATE_NOOP("Errors", "the connection to “{0}” broke off"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” ended the connection early"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” is out of order or busy (HTTP {1})"),
    QT_TRANSLATE_NOOP("Errors", "what “{0}” sent"),
    QT_TRANSLATE_NOOP("Errors", "what “{0}” has"),
    QT_TRANSLATE_NOOP("Errors", "it ends before {0} bytes"),
    QT_TRANSLATE_NOOP("Errors", "it has more than {0} bytes"),
    QT_TRANSLATE_NOOP("Errors", "it has {0} bytes instead of {1}"),
    QT_TRANSLATE_NOOP("Errors", "its checksum (SHA-256) is {0} instead of {1}"),
    QT_TRANSLATE_NOOP("Errors", "it is larger than the limit of {0} bytes ({1})"),
    QT_TRANSLATE_NOOP("Errors", "it is larger than the limit of {0} bytes"),
    QT_TRANSLATE_NOOP("Errors", "Enter them in the proxy settings."),
    QT_TRANSLATE_NOOP("Errors", "Check the connection and the proxy settings."),
    QT_TRANSLATE_NOOP("Errors", "See whether there is a newer Birdeye."),
    QT_TRANSLATE_NOOP("Errors", "Log in with a browser."),
    QT_TRANSLATE_NOOP("Errors", "The download was kept as “{0}”."),
    QT_TRANSLATE_NOOP("Errors", "The files are still in “{0}”."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Try again later, or use files from a folder: birdeye packs get MODEL --from FOLDER, or "
        "“From a folder” in the window.",
    ),
    QT_TRANSLATE_NOOP("Errors", "Put it there; it is published at {0}"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” is not what its recipe expects: {1}."),
    QT_TRANSLATE_NOOP("Errors", "it names {0} outputs instead of {1}"),
    QT_TRANSLATE_NOOP("Errors", "it names {0} species of birds instead of {1}"),
    QT_TRANSLATE_NOOP("Errors", "it does not state {0} as three numbers"),
    QT_TRANSLATE_NOOP("Errors", "its {0} is {1} instead of {2}"),
    QT_TRANSLATE_NOOP("Errors", "it is not JSON"),
    QT_TRANSLATE_NOOP("Errors", "it says nothing about the species of the labels"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "only {0} of its cells are in countries where the species occurs that the labels "
        "name, so it seems to number the outputs differently",
    ),
    # Packs
    QT_TRANSLATE_NOOP("Errors", "No model pack is called “{0}”; none is installed."),
    QT_TRANSLATE_NOOP("Errors", "No model pack is called “{0}”."),
    QT_TRANSLATE_NOOP("Errors", "Perhaps “{0}” is meant."),
    QT_TRANSLATE_NOOP("Errors", "Installed packs: {0}."),
    QT_TRANSLATE_NOOP("Errors", "Add one with: birdeye packs add FILE.birdpack"),
    QT_TRANSLATE_NOOP("Errors", "another Birdeye is changing the packs"),
    QT_TRANSLATE_NOOP("Errors", "It cannot be read: {0}"),
    QT_TRANSLATE_NOOP("Errors", "{0} cannot be read: it is not a file"),
    QT_TRANSLATE_NOOP("Errors", "{0} cannot be read: {1}"),
    QT_TRANSLATE_NOOP("Errors", "{0} is missing, although manifest.toml names it"),
    QT_TRANSLATE_NOOP("Errors", "{0} does not have the expected length"),
    QT_TRANSLATE_NOOP("Errors", "{0} is larger than {1} bytes"),
    QT_TRANSLATE_NOOP("Errors", "{0} is larger than the limit of {1} bytes ({2})"),
    QT_TRANSLATE_NOOP("Errors", "{0} is not UTF-8 text"),
    QT_TRANSLATE_NOOP("Errors", "{0} is not a CSV table: {1}"),
    QT_TRANSLATE_NOOP("Errors", "{0} is not valid TOML: {1}"),
    QT_TRANSLATE_NOOP("Errors", "{0} has a line with more than {1} dots"),
    QT_TRANSLATE_NOOP("Errors", "nested too deeply"),
    QT_TRANSLATE_NOOP("Errors", "it holds {0} files, more than the limit of {1}"),
    QT_TRANSLATE_NOOP("Errors", "it would grow to {0} bytes, larger than the limit of {1}"),
    QT_TRANSLATE_NOOP("Errors", "it looks like a zip bomb: {0} bytes would grow to {1}"),
    QT_TRANSLATE_NOOP("Errors", "it is no {0} file, or it is truncated"),
    QT_TRANSLATE_NOOP("Errors", "it is no {0} file, or damaged: {1}"),
    QT_TRANSLATE_NOOP("Errors", "its table of contents is too large for a pack"),
    QT_TRANSLATE_NOOP("Errors", "{0} is a link; a pack must contain the file itself"),
    QT_TRANSLATE_NOOP(
        "Errors", "the entry “{0}” and “{1}” would be the same file on some computers"
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} has control characters in its name"),
    QT_TRANSLATE_NOOP("Errors", "{0} has a backslash or a colon in its name"),
    QT_TRANSLATE_NOOP("Errors", "{0} points out of the pack"),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} has characters in its name that are invisible or stand for others"
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} has a name that not every computer can write"),
    QT_TRANSLATE_NOOP("Errors", "{0} is a link or a device, not a file"),
    QT_TRANSLATE_NOOP("Errors", "{0} is encrypted"),
    QT_TRANSLATE_NOOP("Errors", "{0} is compressed in a way that packs do not use"),
    QT_TRANSLATE_NOOP(
        "Errors", "{0}.sha256 does not match {1}: the file is damaged or was replaced"
    ),
    QT_TRANSLATE_NOOP("Errors", "{0}.file is {1}, which is a link or a folder, not a file"),
    QT_TRANSLATE_NOOP("Errors", "{0}.file is {1}, which is not in the pack ({2})"),
    QT_TRANSLATE_NOOP("Errors", "{0}.file is {1}, which is empty"),
    QT_TRANSLATE_NOOP("Errors", "{0}.file is {1}, which is larger than {2} bytes"),
    QT_TRANSLATE_NOOP("Errors", "detector.file and classifier.file are the same file"),
    QT_TRANSLATE_NOOP("Errors", "format is {0}, but this Birdeye reads only up to {1}: update it"),
    # Fields of a manifest
    QT_TRANSLATE_NOOP("Errors", "{0} is “{1}”, which Windows reserves for a device"),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} is {1}, but must be a list of at most {2} whole numbers from {3} to {4}"
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} is {1}, but must be three numbers from {2} to {3}, for red, green and blue"
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} is {1}, but must be a list of at most {2} names"),
    QT_TRANSLATE_NOOP("Errors", "{0} is {1}, but must be a table of at most {2} names"),
    QT_TRANSLATE_NOOP("Errors", "{0} is {1}, but must be true or false"),
    QT_TRANSLATE_NOOP("Errors", "{0} is {1}, but must be a table"),
    QT_TRANSLATE_NOOP("Errors", "{0} is {1}, but must be a text in quotation marks"),
    QT_TRANSLATE_NOOP("Errors", "{0} is {1}, but must be {2}"),
    QT_TRANSLATE_NOOP("Errors", "{0} is missing"),
    QT_TRANSLATE_NOOP("Errors", "it must be {0}"),
    QT_TRANSLATE_NOOP("Errors", "the decoder boxes-scores needs the output's name"),
    QT_TRANSLATE_NOOP("Errors", "the decoder yolox needs it, such as [8, 16, 32]"),
    QT_TRANSLATE_NOOP("Errors", "{0} is empty"),
    QT_TRANSLATE_NOOP("Errors", "{0} is not a field of the format"),
    QT_TRANSLATE_NOOP("Errors", "perhaps {0} is meant"),
    QT_TRANSLATE_NOOP("Errors", "{0} has {1} characters, more than the limit of {2}"),
    QT_TRANSLATE_NOOP("Errors", "{0} holds control characters"),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} is given, but classifier.not_a_bird, which it weighs, is missing"
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} is 0 for a channel, which would make every photo alike"),
    QT_TRANSLATE_NOOP("Errors", "{0} must be 0 for an input of type uint8"),
    QT_TRANSLATE_NOOP("Errors", "{0} must be 1 for an input of type uint8"),
    QT_TRANSLATE_NOOP("Errors", "{0} belongs to the decoder yolox only"),
    QT_TRANSLATE_NOOP("Errors", "{0} belongs to the decoder boxes-scores only"),
    QT_TRANSLATE_NOOP("Errors", "{0} must divide the width and the height of the input"),
    QT_TRANSLATE_NOOP("Errors", "one of {0}"),
    QT_TRANSLATE_NOOP("Errors", "a text in quotation marks"),
    QT_TRANSLATE_NOOP("Errors", "a whole number from {0} to {1}"),
    QT_TRANSLATE_NOOP("Errors", "a number from {0} to {1}"),
    QT_TRANSLATE_NOOP("Errors", "a number with far too many digits"),
    QT_TRANSLATE_NOOP("Errors", "a list of {0}"),
    QT_TRANSLATE_NOOP("Errors", "a table"),
    QT_TRANSLATE_NOOP("Errors", "a date or time"),
    QT_TRANSLATE_NOOP("Errors", "a web address"),
    QT_TRANSLATE_NOOP("Errors", "numbers and dots, such as 1.2"),
    QT_TRANSLATE_NOOP("Errors", "lower-case letters, digits and single hyphens"),
    QT_TRANSLATE_NOOP("Errors", "64 lower-case hexadecimal digits"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "the name of an .onnx file in the pack's own folder, of letters, digits, dots, "
        "hyphens and underscores",
    ),
    # Networks and tables of a pack
    QT_TRANSLATE_NOOP("Errors", "{0} has {1} inputs, but must have one"),
    QT_TRANSLATE_NOOP("Errors", "{0} takes {1}, but input.dtype is {2}"),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} takes {1}, but input.width, input.height and input.layout make it {2}"
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} has {1} outputs, but the decoder {2} reads one"),
    QT_TRANSLATE_NOOP("Errors", "{0} yields {1}, but the decoder ssd reads rows of 6: [1, N, 6]"),
    QT_TRANSLATE_NOOP("Errors", "{0} yields {1}, but detector.strides make {2} cells: [1, {3}, C]"),
    QT_TRANSLATE_NOOP("Errors", "{0} has no output “{1}”, which detector.boxes_output names"),
    QT_TRANSLATE_NOOP("Errors", "{0} has no output “{1}”, which detector.scores_output names"),
    QT_TRANSLATE_NOOP("Errors", "{0} has no output “{1}”, which classifier.output_name names"),
    QT_TRANSLATE_NOOP("Errors", "{0} yields boxes as {1}, but they must be [1, N, 4]"),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} yields scores as {1}, but they must be [1, N] or [1, N, classes]"
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} knows {1} classes, but detector.bird_class is {2}"),
    QT_TRANSLATE_NOOP("Errors", "{0} yields {1}, but a classifier must yield [N, species]"),
    QT_TRANSLATE_NOOP("Errors", "{0} has {1} outputs: classifier.output_name must name one"),
    QT_TRANSLATE_NOOP("Errors", "{0} has {1} outputs, but labels.csv has {2} rows"),
    QT_TRANSLATE_NOOP("Errors", "{0} does not say how many species its output has"),
    QT_TRANSLATE_NOOP("Errors", "a shape of its own"),
    QT_TRANSLATE_NOOP("Errors", "classifier.{0} needs the column {1} in labels.csv"),
    QT_TRANSLATE_NOOP(
        "Errors", "classifier.not_a_bird is {0}, but labels.csv has rows for outputs 0 to {1} only"
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "classifier.not_a_bird is {0}, but labels.csv names that output {1}"
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} has more than {1} operators"),
    QT_TRANSLATE_NOOP("Errors", "{0} uses operators that are not standard ONNX ({1})"),
    QT_TRANSLATE_NOOP("Errors", "{0} keeps weights in another file"),
    QT_TRANSLATE_NOOP("Errors", "a pack's networks must be whole"),
    QT_TRANSLATE_NOOP("Errors", "{0} has an operator with a setting that is not a number"),
    QT_TRANSLATE_NOOP("Errors", "{0} has the weight “{1}”, which {2}"),
    QT_TRANSLATE_NOOP("Errors", "has {0} numbers, but not the shape {1}"),
    QT_TRANSLATE_NOOP("Errors", "is not a number in places"),
    QT_TRANSLATE_NOOP("Errors", "is infinite in places"),
    QT_TRANSLATE_NOOP("Errors", "{0} needs the tensor “{1}” of {2}, which is too large"),
    QT_TRANSLATE_NOOP("Errors", "{0} is not an ONNX file with a network in it"),
    QT_TRANSLATE_NOOP("Errors", "{0} is not an ONNX file"),
    QT_TRANSLATE_NOOP("Errors", "{0} breaks the rules of ONNX: {1}"),
    QT_TRANSLATE_NOOP("Errors", "{0} has no column {1}"),
    QT_TRANSLATE_NOOP("Errors", "{0} has the column {1} {2} times"),
    QT_TRANSLATE_NOOP("Errors", "{0} has more rows than the limit of {1}"),
    QT_TRANSLATE_NOOP("Errors", "{0} has {1} of the {2} cells of the header"),
    QT_TRANSLATE_NOOP("Errors", "{0} has an unusable {1}: too long, or with control characters"),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} has an unusable {1}: it must list scientific names, separated by “"
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "{0} has the scientific_name “{1}”, but it must be a genus and a species, such as "
        "Parus major",
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} has the claim “{1}”, but it must be yes or no"),
    QT_TRANSLATE_NOOP("Errors", "{0} has the {1} “{2}”, but it must be yes or empty"),
    QT_TRANSLATE_NOOP("Errors", "{0} has the {1} “{2}”, but it must be a whole number"),
    QT_TRANSLATE_NOOP("Errors", "{0} names a species and says {1}"),
    QT_TRANSLATE_NOOP("Errors", "{0} names no species"),
    QT_TRANSLATE_NOOP("Errors", "{0} names more than {1} species"),
    QT_TRANSLATE_NOOP("Errors", "{0} has {1} more problems like these"),
    QT_TRANSLATE_NOOP("Errors", "{0} line {1} has {2} cells"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "{0} line {1} is not a scientific name, a region such as CN or US-CA, and months such"
        " as 4-9",
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} is not a scientific name and cells such as 120-124 560"),
    QT_TRANSLATE_NOOP("Errors", "{0} needs each of the columns {1} once"),
    QT_TRANSLATE_NOOP("Errors", "{0} needs the columns scientific_name and cells_of_1_degrees"),
    QT_TRANSLATE_NOOP("Errors", "{0} has cells of {1} degrees"),
    # Labels
    QT_TRANSLATE_NOOP("Errors", "{0} of its {1} labels name no species that Birdeye knows: {2}"),
    QT_TRANSLATE_NOOP("Errors", "line {0} “{1}” (perhaps {2})"),
    QT_TRANSLATE_NOOP("Errors", "line {0} “{1}”"),
    QT_TRANSLATE_NOOP("Errors", "Correct them, or mark them as not birds or as not to be named."),
)
