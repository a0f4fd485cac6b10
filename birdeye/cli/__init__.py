"""The command line: arguments in, sentences and tables out; nothing here knows how a bird is found.

- ``main``: the table of commands, and what every command shares: errors, interrupts, encodings.
- One module per command (``identify``, ``packs``, ``compare``, ``doctor``, ``convert``,
  ``inspect``), each with ``add_parser(subparsers)`` and ``run(arguments) -> exit code``;
  ``get_pack`` is an action of ``packs``.
- ``photo_arguments``: arguments of the commands that work on photos.
- ``output``: where results go; ``progress`` and ``results_table``: what a terminal shows while a
  batch runs and after it; ``display``: the width of text, Chinese included.
- ``pack_choice``: which model pack a command works with.
"""
