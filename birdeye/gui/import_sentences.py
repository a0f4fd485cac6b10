"""What is wrong with a TFLite or ONNX file, and what was found in any network, to be translated.

As `birdeye.gui.error_sentences`.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

IMPORT_PATTERNS: tuple[Any, ...] = (
    # TFLite
    QT_TRANSLATE_NOOP("Errors", "it is not a TFLite model"),
    QT_TRANSLATE_NOOP("Errors", "its version is {0}, not {1}"),
    QT_TRANSLATE_NOOP("Errors", "it contains no network"),
    QT_TRANSLATE_NOOP("Errors", "it has no inputs or no outputs"),
    QT_TRANSLATE_NOOP("Errors", "it has {0} outputs"),
    QT_TRANSLATE_NOOP("Errors", "{0} has the shape {1}"),
    QT_TRANSLATE_NOOP("Errors", "{0} has more than {1} elements"),
    QT_TRANSLATE_NOOP("Errors", "{0} is of a type that is not supported ({1})"),
    QT_TRANSLATE_NOOP("Errors", "{0} has no buffer"),
    QT_TRANSLATE_NOOP("Errors", "{0} has values that are not numbers"),
    QT_TRANSLATE_NOOP("Errors", "{0} has {1} bytes for the shape {2}"),
    QT_TRANSLATE_NOOP("Errors", "{0} has {1} scales for the shape {2}"),
    QT_TRANSLATE_NOOP("Errors", "{0} has a scale that is not a positive number"),
    QT_TRANSLATE_NOOP("Errors", "{0} has a zero point beyond 8 bits"),
    QT_TRANSLATE_NOOP("Errors", "its zero point is outside its range"),
    QT_TRANSLATE_NOOP("Errors", "it has a scale for each channel, like weights"),
    QT_TRANSLATE_NOOP("Errors", "a computed tensor has a scale for each channel"),
    QT_TRANSLATE_NOOP("Errors", "its bias does not fit into 32 bits"),
    QT_TRANSLATE_NOOP("Errors", "quantised to {0}, not to 8 bits"),
    QT_TRANSLATE_NOOP("Errors", "an operator has no code"),
    QT_TRANSLATE_NOOP("Errors", "a {0} has no output"),
    QT_TRANSLATE_NOOP("Errors", "a {0} has no options"),
    QT_TRANSLATE_NOOP("Errors", "a {0} has an option that is not a number"),
    QT_TRANSLATE_NOOP("Errors", "a {0} has the options of another operator"),
    QT_TRANSLATE_NOOP("Errors", "the options of a {0} are damaged"),
    QT_TRANSLATE_NOOP("Errors", "{0} name a tensor that does not exist"),
    QT_TRANSLATE_NOOP("Errors", "it claims to contain {0} {1}"),
    QT_TRANSLATE_NOOP("Errors", "its sparse dimensions do not fit its shape"),
    QT_TRANSLATE_NOOP("Errors", "its sparse indices do not fit its shape"),
    QT_TRANSLATE_NOOP("Errors", "its blocks do not fit its shape"),
    QT_TRANSLATE_NOOP("Errors", "it has {0} values for {1} places that are stored"),
    QT_TRANSLATE_NOOP("Errors", "it has more places than values"),
    QT_TRANSLATE_NOOP("Errors", "it is sparse in a way that is not known"),
    QT_TRANSLATE_NOOP("Errors", "a dense dimension is not as large as its shape"),
    QT_TRANSLATE_NOOP("Errors", "It computes in integers, because it was quantised."),
    # ONNX
    QT_TRANSLATE_NOOP("Errors", "it is not an ONNX file with a network in it"),
    QT_TRANSLATE_NOOP("Errors", "it is not an ONNX model, or is damaged"),
    QT_TRANSLATE_NOOP("Errors", "it is written for opset {0}, of before 2020"),
    QT_TRANSLATE_NOOP("Errors", "Export it again for opset {0} or later."),
    QT_TRANSLATE_NOOP("Errors", "it breaks the rules of ONNX: {0}"),
    QT_TRANSLATE_NOOP("Errors", "it uses operators that are not standard ONNX ({0})"),
    QT_TRANSLATE_NOOP("Errors", "it is larger than 2 GB"),
    QT_TRANSLATE_NOOP(
        "Errors", "with its weights it is larger than 2 GB, more than a pack can contain"
    ),
    QT_TRANSLATE_NOOP("Errors", "its weights are in “{0}”, which is not beside it"),
    QT_TRANSLATE_NOOP("Errors", "Put both files into one folder."),
    QT_TRANSLATE_NOOP("Errors", "it keeps weights in “{0}”, but the recipe names {1}"),
    QT_TRANSLATE_NOOP("Errors", "it keeps no weights in “{0}”"),
    QT_TRANSLATE_NOOP("Errors", "it names a file of weights outside its folder (“{0}”)"),
    QT_TRANSLATE_NOOP("Errors", "it has {0} bytes, and weights should be beyond"),
    QT_TRANSLATE_NOOP("Errors", "the position of a weight is not a number"),
    QT_TRANSLATE_NOOP("Errors", "Get it again."),
    QT_TRANSLATE_NOOP("Errors", "Get a fresh copy."),
    QT_TRANSLATE_NOOP("Errors", "The network"),
    QT_TRANSLATE_NOOP("Errors", "none of its inputs takes a photo of three channels"),
    QT_TRANSLATE_NOOP("Errors", "it takes {0} photos at a time"),
    QT_TRANSLATE_NOOP("Errors", "Export it for a batch of 1."),
    QT_TRANSLATE_NOOP("Errors", "it takes photos of {0} x {1} pixels and no others"),
    QT_TRANSLATE_NOOP("Errors", "it does not run on a photo of its size ({0})"),
    QT_TRANSLATE_NOOP("Errors", "neither the file nor one beside it says how large its photos are"),
    QT_TRANSLATE_NOOP("Errors", "State it with --input-shape HEIGHT,WIDTH."),
    QT_TRANSLATE_NOOP(
        "Errors", "beside the photo it takes “{0}”, and what that must be is not known"
    ),
    QT_TRANSLATE_NOOP("Errors", "Export it with a photo as its only input."),
    QT_TRANSLATE_NOOP("Errors", "it does not take one colour photo, as models of Birdeye do"),
    QT_TRANSLATE_NOOP(
        "Errors", "it is only the pointer that Git LFS stores instead of a large file"
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "Get the file itself with “git lfs pull”, or with the page's download button."
    ),
    QT_TRANSLATE_NOOP("Errors", "it is a web page, not a model"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Download the file itself: the address may lead to a page about it, or ask to sign in.",
    ),
    # What an import found
    QT_TRANSLATE_NOOP("Errors", "stated in the file"),
    QT_TRANSLATE_NOOP("Errors", "stated in {0}"),
    QT_TRANSLATE_NOOP("Errors", "as asked for"),
    QT_TRANSLATE_NOOP("Errors", "a guess: usual for its kind"),
    QT_TRANSLATE_NOOP("Errors", "a guess: the first usual size that fits"),
    QT_TRANSLATE_NOOP("Errors", "found from the columns of the dense layer"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "it begins with a batch normalisation, whose means {0} are those of pixels from 0 to 255",
    ),
    QT_TRANSLATE_NOOP("Errors", "the network itself subtracts {0}"),
    QT_TRANSLATE_NOOP("Errors", "the network itself subtracts {0} and multiplies by {1}"),
    QT_TRANSLATE_NOOP(
        "Errors", "the network itself subtracts {0}, which is for pixels from 0 to 1"
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "the network itself subtracts {0} and multiplies by {1}, which is for pixels from 0 to 1",
    ),
    QT_TRANSLATE_NOOP("Errors", "classifier"),
    QT_TRANSLATE_NOOP("Errors", "detector"),
    QT_TRANSLATE_NOOP("Errors", "a classifier"),
    QT_TRANSLATE_NOOP("Errors", "a detector"),
    QT_TRANSLATE_NOOP("Errors", "an MXNet checkpoint"),
    QT_TRANSLATE_NOOP("Errors", "MXNet checkpoint"),
    QT_TRANSLATE_NOOP("Errors", "TFLite model"),
    QT_TRANSLATE_NOOP("Errors", "ONNX model"),
    QT_TRANSLATE_NOOP("Errors", "network that labels every pixel (segmentation)"),
    QT_TRANSLATE_NOOP("Errors", "network that yields a feature vector (embedding)"),
    QT_TRANSLATE_NOOP("Errors", "a network that labels every pixel (segmentation)"),
    QT_TRANSLATE_NOOP("Errors", "a network that yields a feature vector (embedding)"),
    QT_TRANSLATE_NOOP("Errors", "The {0} “{1}” is {2} of {3} classes."),
    QT_TRANSLATE_NOOP("Errors", "The {0} “{1}” is {2} of 1 class."),
    QT_TRANSLATE_NOOP("Errors", "The {0} “{1}” is {2}."),
    QT_TRANSLATE_NOOP("Errors", "The weights are those of epoch {0}, “{1}”."),
    QT_TRANSLATE_NOOP("Errors", "The weights are those of “{0}”."),
    QT_TRANSLATE_NOOP("Errors", "It was exported by {0}."),
    QT_TRANSLATE_NOOP("Errors", "It is read as a detector, as {0}."),
    QT_TRANSLATE_NOOP("Errors", "it yields boxes and a score for each class"),
    QT_TRANSLATE_NOOP("Errors", "it yields a count, boxes, scores and classes"),
    QT_TRANSLATE_NOOP("Errors", "it yields rows of a box, a score and a class"),
    QT_TRANSLATE_NOOP("Errors", "it has a row for each cell, like YOLOX"),
    QT_TRANSLATE_NOOP("Errors", "it has a column for each cell, like YOLOv8 to v11"),
    QT_TRANSLATE_NOOP("Errors", "it has three rows for each cell, like YOLOv5"),
    QT_TRANSLATE_NOOP(
        "Errors", "its outputs are named as TensorFlow's object detection names them"
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "it returns boxes, labels and scores of its detections, like torchvision's"
    ),
    QT_TRANSLATE_NOOP("Errors", "it returns logits and boxes of queries, like DETR, {0}"),
    QT_TRANSLATE_NOOP("Errors", "one of them for nothing"),
    QT_TRANSLATE_NOOP("Errors", "each by itself"),
    QT_TRANSLATE_NOOP("Errors", "It yields probabilities."),
    QT_TRANSLATE_NOOP("Errors", "It yields logits, without a softmax."),
    QT_TRANSLATE_NOOP("Errors", "The photo goes in at {0} x {1} pixels ({2})."),
    QT_TRANSLATE_NOOP("Errors", "Mean {0} and scale {1} (RGB): {2}."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "If that is wrong, the network runs but names wrong birds, and no check can detect "
        "it: give --mean and --scale as they were in training, or --calibration with photos, "
        "to see which of the usual ones makes the network surest.",
    ),
    QT_TRANSLATE_NOOP("Errors", "The network takes one photo at a time."),
    QT_TRANSLATE_NOOP("Errors", "Its outputs name {0} species."),
    QT_TRANSLATE_NOOP(
        "Errors", "Its outputs name {0} species; {1} of its outputs are not species of birds."
    ),
    QT_TRANSLATE_NOOP("Errors", "Its classes are named in {0}: {1}, ..."),
    QT_TRANSLATE_NOOP("Errors", "Class {0}, counted from 0, is taken as the bird ({1})."),
    QT_TRANSLATE_NOOP("Errors", "as asked for, or named in the label file"),
    QT_TRANSLATE_NOOP("Errors", "named in {0}"),
    QT_TRANSLATE_NOOP("Errors", "a guess: that is where the usual {0} classes have it"),
    QT_TRANSLATE_NOOP("Errors", "the model's metadata"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” inside the file"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Compared with the original on {0} inputs, the largest relative difference is {1}.",
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} makes the file {1} of its size."),
    QT_TRANSLATE_NOOP(
        "Errors", "On {0} {1} the best answer changes by {2} on average and {3} at most."
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "On {0} {1} the best answer changes by {2} on average and {3} at most; {4} stay the same.",
    ),
    QT_TRANSLATE_NOOP("Errors", "sample photos"),
    QT_TRANSLATE_NOOP("Errors", "inputs of noise"),
    QT_TRANSLATE_NOOP("Errors", "Tried on {0} photos, {1}: {2}."),
    QT_TRANSLATE_NOOP("Errors", "That is a hint, not a proof."),
    QT_TRANSLATE_NOOP("Errors", "the one that is used makes it surest"),
    QT_TRANSLATE_NOOP("Errors", "another than the one that is used makes it surest"),
    QT_TRANSLATE_NOOP("Errors", "{0} cannot be converted. {1}"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "It is {0}, neither a classifier nor a whole detector, so it cannot be part of a model.",
    ),
    QT_TRANSLATE_NOOP("Errors", "“birdeye convert” makes an ONNX file of it."),
    QT_TRANSLATE_NOOP(
        "Errors", "It does not take one colour photo, so it cannot be part of a model."
    ),
    QT_TRANSLATE_NOOP("Errors", "A model has two networks: one finds birds, the other names them."),
    QT_TRANSLATE_NOOP(
        "Errors", "A file usually contains one, and no installed model can provide the other."
    ),
    QT_TRANSLATE_NOOP("Errors", "Add one first, with Models > Add a model from a file."),
    QT_TRANSLATE_NOOP("Errors", "no output is called “{0}”"),
    # What looks wrong in a checkpoint
    QT_TRANSLATE_NOOP(
        "Errors",
        "{0} arrays hold numbers that are not finite ({1}): the training diverged, and the "
        "network's answers are worthless.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "1 array holds numbers that are not finite ({0}): the training diverged, and the "
        "network's answers are worthless.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "The first two heads tap “{0}” (stage 3, unit {1}) and “{2}” (stage 3, unit {3}): "
        "both are in stage 3, and nothing of stage 4 is in the network.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "This is the ResNet-101 SSD of 2017, which was built with the taps of ResNet-50, "
        "_plus12 and _plus15; since December 2017 (MXNet #8998) they are _plus29 and _plus32.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "The file is smaller than that of a ResNet-50 for this reason, and large birds are "
        "found with shallower features than intended.",
    ),
    QT_TRANSLATE_NOOP("Errors", "It works as it was trained; only training it again changes that."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "The heads at “{0}” and “{1}” read maps of the same size ({2} x {3}), where each head"
        " should see another scale.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} running variances are negative ({1}): the file is damaged or was edited."
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "1 running variance is negative ({0}): the file is damaged or was edited."
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "All running means are 0 and all running variances 1: the batch normalisations were "
        "never trained, or their statistics were not saved.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "{0} normalisations fix gamma at 1 although the file has other values ({1}): MXNet "
        "ignores those, and so does the conversion.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "1 normalisation fixes gamma at 1 although the file has other values ({0}): MXNet "
        "ignores those, and so does the conversion.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "It is a Faster R-CNN of MXNet 1.2 or older, which stores its box layer twice; the "
        "conversion uses “bbox_pred_weight_test”, which includes the deviations.",
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} arrays of {1} MB are not used by the network ({2})."),
    QT_TRANSLATE_NOOP("Errors", "1 array of {0} MB is not used by the network ({1})."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "The symbol is that of training, with losses and targets; the conversion cuts them "
        "and keeps what finds objects.",
    ),
    # Kinds of networks
    QT_TRANSLATE_NOOP("Errors", "an SSD detector"),
    QT_TRANSLATE_NOOP("Errors", "a Faster R-CNN detector"),
    QT_TRANSLATE_NOOP("Errors", "a GluonCV detector"),
    QT_TRANSLATE_NOOP("Errors", "a network"),
    QT_TRANSLATE_NOOP("Errors", "SSD detector"),
    QT_TRANSLATE_NOOP("Errors", "Faster R-CNN detector"),
    QT_TRANSLATE_NOOP("Errors", "GluonCV detector"),
    QT_TRANSLATE_NOOP("Errors", "network"),
    # Options
    QT_TRANSLATE_NOOP("Errors", "Name the weights with --params if their name is different."),
    QT_TRANSLATE_NOOP("Errors", "State --mean and --scale as they were in training."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Most networks of PyTorch take --mean 123.675,116.28,103.53 --scale "
        "0.0171248,0.017507,0.0174292.",
    ),
    QT_TRANSLATE_NOOP("Errors", "{0} has no {1}: leave that option out."),
    QT_TRANSLATE_NOOP("Errors", "weights in a file of their own"),
    QT_TRANSLATE_NOOP("Errors", "choice of input size"),
)
