"""What the lower layers say when something goes wrong, sentence by sentence, to be translated.

``{0}`` and ``{1}`` are what each puts in. `birdeye.gui.error_wording` recognises them by these.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP

PATTERNS: tuple[Any, ...] = (
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
    QT_TRANSLATE_NOOP("Errors", "another program keeps writing it"),
    QT_TRANSLATE_NOOP("Errors", "Identify it again when that is done."),
    QT_TRANSLATE_NOOP("Errors", "it has changed since it was identified"),
    QT_TRANSLATE_NOOP("Errors", "The report has no picture of it; identify it again first."),
    QT_TRANSLATE_NOOP("Errors", "it is larger than {0} MB, which no photo is"),
    QT_TRANSLATE_NOOP("Errors", "it is larger than {0} GB, which no photo is"),
    QT_TRANSLATE_NOOP("Errors", "something went wrong in Birdeye ({0})"),
    QT_TRANSLATE_NOOP("Errors", "it cannot be read: {0}"),
    QT_TRANSLATE_NOOP("Errors", "it cannot be opened: {0}"),
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
    # Photos and what is written into them
    QT_TRANSLATE_NOOP("Errors", "decoding it takes more memory than any photo needs"),
    QT_TRANSLATE_NOOP("Errors", "decoding it takes too long"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "it claims {0} × {1} pixels, and more than {2} megapixels of this format are refused "
        "for safety",
    ),
    QT_TRANSLATE_NOOP("Errors", "it holds more data beside its picture than is safe to read"),
    QT_TRANSLATE_NOOP("Errors", "it is a compressed BMP that takes too long to unpack"),
    QT_TRANSLATE_NOOP(
        "Errors",
        "it is a rare kind of JPEG (lossless or with deep colour) that Birdeye does not decode",
    ),
    QT_TRANSLATE_NOOP("Errors", "it is made of tiles in a way that is not supported"),
    QT_TRANSLATE_NOOP(
        "Errors", "its picture is spread over more than {0} scans, which is refused for safety"
    ),
    QT_TRANSLATE_NOOP("Errors", "it is larger than {0} MB"),
    QT_TRANSLATE_NOOP("Errors", "{0} is not supported"),
    QT_TRANSLATE_NOOP("Errors", "it contains two sets of XMP metadata"),
    QT_TRANSLATE_NOOP("Errors", "it carries {0}, which could be lost"),
    QT_TRANSLATE_NOOP("Errors", "it is no JPEG"),
    QT_TRANSLATE_NOOP("Errors", "it is too large for a JPEG"),
    QT_TRANSLATE_NOOP("Errors", "its metadata has no room for more keywords"),
    QT_TRANSLATE_NOOP("Errors", "another program has changed it in the meantime"),
    QT_TRANSLATE_NOOP(
        "Errors", "If it is a genuine photo, save a copy without layers and metadata and open that."
    ),
    QT_TRANSLATE_NOOP("Errors", "If it is a genuine photo, save a smaller copy and open that."),
    QT_TRANSLATE_NOOP("Errors", "If it is a genuine photo, save it as JPEG and open that."),
    QT_TRANSLATE_NOOP(
        "Errors", "If it is a genuine photo, save it as an ordinary JPEG and open that."
    ),
    # Files and exports
    QT_TRANSLATE_NOOP("Errors", "Choose another name."),
    QT_TRANSLATE_NOOP("Errors", "Export it again."),
    QT_TRANSLATE_NOOP("Errors", "its names may be those of “{0}”, which was not written"),
    QT_TRANSLATE_NOOP("Errors", "Review both photos and export both."),
    QT_TRANSLATE_NOOP("Errors", "Correct it."),
    QT_TRANSLATE_NOOP("Errors", "Correct it or delete it, and try again."),
    QT_TRANSLATE_NOOP("Errors", "Repair it or move it away."),
    QT_TRANSLATE_NOOP("Errors", "Save it as PNG."),
    QT_TRANSLATE_NOOP("Errors", "Save it as UTF-8 in a text editor."),
    QT_TRANSLATE_NOOP("Errors", "Unpack it and choose one."),
    QT_TRANSLATE_NOOP("Errors", "Install Birdeye again."),
    QT_TRANSLATE_NOOP("Errors", "its name is not a valid path"),
    QT_TRANSLATE_NOOP("Errors", "it belongs to Birdeye's catalogue or settings"),
    QT_TRANSLATE_NOOP("Errors", "it is not text"),
    QT_TRANSLATE_NOOP("Errors", "it is not UTF-8 text"),
    QT_TRANSLATE_NOOP("Errors", "it is not JSON ({0})"),
    QT_TRANSLATE_NOOP("Errors", "it is not a CSV table ({0})"),
    QT_TRANSLATE_NOOP("Errors", "it is in an encoding other than UTF-8"),
    QT_TRANSLATE_NOOP("Errors", "it cannot be read ({0})"),
    QT_TRANSLATE_NOOP("Errors", "it cannot be unpacked ({0})"),
    QT_TRANSLATE_NOOP("Errors", "it unpacks to more than {0} GB"),
    QT_TRANSLATE_NOOP("Errors", "it contains two files called “{0}”"),
    QT_TRANSLATE_NOOP("Errors", "row {0} has too few cells"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Errors", "“{0}” is not a table in UTF-8: {1}."),
    QT_TRANSLATE_NOOP("Errors", "“{0}” is too large for a table of names."),
    QT_TRANSLATE_NOOP("Errors", "The names in “{0}” cannot be read: {1}."),
    QT_TRANSLATE_NOOP("Errors", "“{0}” is a file."),
    QT_TRANSLATE_NOOP("Errors", "Give a folder to put the pictures in."),
    QT_TRANSLATE_NOOP("Errors", "Give the name of a file in it, such as “{0}”."),
    QT_TRANSLATE_NOOP("Errors", "Give another name, such as “{0}”."),
    QT_TRANSLATE_NOOP(
        "Errors", "{0} takes only birds whose names you confirmed, because others rely on them."
    ),
    QT_TRANSLATE_NOOP("Errors", "Export only the confirmed ones."),
    QT_TRANSLATE_NOOP("Errors", "There is no export format “{0}”."),
    QT_TRANSLATE_NOOP("Errors", "Choose one of: {0}."),
    QT_TRANSLATE_NOOP("Errors", "“{0}” contains no photo that can be read."),
    QT_TRANSLATE_NOOP("Errors", "Choose a folder of photos like those to be identified."),
    # Metadata and tracks
    QT_TRANSLATE_NOOP("Errors", "it is not well-formed XML ({0})"),
    QT_TRANSLATE_NOOP("Errors", "it is not well-formed JSON"),
    QT_TRANSLATE_NOOP("Errors", "it is not well-formed UTF-16"),
    QT_TRANSLATE_NOOP("Errors", "it is not XMP: it has no rdf:RDF"),
    QT_TRANSLATE_NOOP("Errors", "it is nested too deeply"),
    QT_TRANSLATE_NOOP("Errors", "it is nested deeper than any track is"),
    QT_TRANSLATE_NOOP("Errors", "it declares a document type, which XMP never does"),
    QT_TRANSLATE_NOOP("Errors", "it declares a document type, which no track does"),
    QT_TRANSLATE_NOOP("Errors", "it declares more namespaces than any photo needs"),
    QT_TRANSLATE_NOOP("Errors", "it holds more attributes than any photo needs"),
    QT_TRANSLATE_NOOP("Errors", "it holds more elements than any photo needs"),
    QT_TRANSLATE_NOOP("Errors", "it holds {0} as an attribute, not a list"),
    QT_TRANSLATE_NOOP("Errors", "it holds a tag longer than any track has"),
    QT_TRANSLATE_NOOP("Errors", "it holds more than {0} points"),
    QT_TRANSLATE_NOOP("Errors", "it is XML, but not GPX"),
    QT_TRANSLATE_NOOP("Errors", "no point in it has both a time and a position"),
    QT_TRANSLATE_NOOP("Errors", "“{0}” cannot be used as a track: {1}."),
    QT_TRANSLATE_NOOP("Errors", "Give a GPX file that a GPS logger, a watch or a phone recorded."),
    # The catalogue
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” is damaged."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Start Birdeye again, or run “birdeye catalogue check”: either saves what can be "
        "saved, and reports it.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "The catalogue “{0}” has no room to grow, because its disk is full."
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "Free some space, and try again; what was there before is unharmed."
    ),
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” cannot be written."),
    QT_TRANSLATE_NOOP(
        "Errors", "The catalogue “{0}” cannot be opened, because permission is missing."
    ),
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” cannot be opened."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Change the permissions of the file and of its folder, or choose another place for it.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Make sure that its folder exists and is writable, or choose another place for it.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "Check its folder and permissions, or choose another place for it."
    ),
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” is in use by another program."),
    QT_TRANSLATE_NOOP("Errors", "Close that program, or try again later."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "The catalogue “{0}” could not be read or written, because its disk failed or is gone.",
    ),
    QT_TRANSLATE_NOOP("Errors", "Connect it again, or choose another place for the catalogue."),
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” could not be used for lack of memory."),
    QT_TRANSLATE_NOOP("Errors", "Close other programs, and try again."),
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” was given more at once than it can store."),
    QT_TRANSLATE_NOOP("Errors", "Change fewer photos at a time."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "The catalogue “{0}” is in use, and the file “{1}” beside it was deleted meanwhile.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Wait until Birdeye has finished identifying, or close it, and try again; what was "
        "there before is unharmed.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "The catalogue “{0}” was changed by another version of Birdeye while it was in use.",
    ),
    QT_TRANSLATE_NOOP("Errors", "Close this one, and continue with that version."),
    QT_TRANSLATE_NOOP(
        "Errors", "The catalogue “{0}” was deleted, moved or replaced while it was in use."
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "Put it back, or start Birdeye again, and repeat what you did last."
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "Install that version, or choose another place for the catalogue; this one was left "
        "as it is.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors", "“{0}” is a database of another program, not a catalogue of Birdeye."
    ),
    QT_TRANSLATE_NOOP("Errors", "“{0}” is not a Birdeye catalogue."),
    QT_TRANSLATE_NOOP("Errors", "The catalogue could not be copied to “{0}”: {1}."),
    QT_TRANSLATE_NOOP("Errors", "The catalogue “{0}” was gone."),
    QT_TRANSLATE_NOOP("Errors", "{0} photos and {1} reviewed birds came back from its backup."),
    QT_TRANSLATE_NOOP("Errors", "The catalogue was damaged, and nothing in it could be read."),
    QT_TRANSLATE_NOOP("Errors", "A new one was started; the damaged file is kept as “{0}”."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "The catalogue was damaged and has been repaired: {0} photos and {1} reviewed birds "
        "were saved.",
    ),
    QT_TRANSLATE_NOOP("Errors", "The damaged file is kept as “{0}”."),
    QT_TRANSLATE_NOOP("Errors", "{0} review could not be saved."),
    QT_TRANSLATE_NOOP("Errors", "{0} reviews could not be saved."),
    QT_TRANSLATE_NOOP(
        "Errors",
        "What you decided after {0}, and until {1} is not in the catalogue: its log was "
        "deleted or damaged while Birdeye was not running, or it was replaced by an older "
        "copy.",
    ),
    QT_TRANSLATE_NOOP(
        "Errors",
        "What you decided until {0} is not in the catalogue: its log was deleted or damaged "
        "while Birdeye was not running, or it was replaced by an older copy.",
    ),
    QT_TRANSLATE_NOOP("Errors", "Check the photos that you reviewed last."),
)
