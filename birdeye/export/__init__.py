"""Writes what is known about photos in formats that other programs read.

`choice` decides what to include for a photo, by the user's `options` and by what the format needs;
each format is a module with a ``write`` that takes the choices one by one and yields each photo
when it is done; `registry` lists them, and `plan` previews one without writing. Files are complete
at every moment (`whole_file`), and text from outside is made safe for where it is written
(`plain_text`). Pictures come from a higher layer that can decode: see `options.Pictures`.
"""
