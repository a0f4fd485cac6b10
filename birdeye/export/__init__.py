"""Writes what is known of photos in the formats that others read.

`choice` decides what of a photo goes in, by the user's `options` and by what the format needs;
each format is a module with a ``write`` that takes the choices one by one and tells each photo
when it is done; `registry` lists them, and `plan` previews one without writing. Files are whole at
every moment (`whole_file`), and whatever comes from outside is made fit for where it is written
(`plain_text`). Pictures are made by whoever can decode: see `options.Pictures`.
"""
