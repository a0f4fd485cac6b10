"""What the program stores: photos, what was found in them, and what the user decided.

One SQLite file (WAL) in the user's data folder. Photos are known by the hashes of their content and
of their picture, so that a photo keeps its reviews when it is moved, renamed or written into by
another program, and copies share them. Nothing here reads a photo or knows a model: results are
passed in and returned as values of the domain.

- ``catalogue``: `Catalogue`, the connection that everything uses.
- ``preparation``: what happens to the file when the program starts: ``migrate`` and ``schema`` (the
  tables), ``integrity`` with ``row_checks``, ``backups``, and ``repair`` with ``rescue`` for a
  damaged one.
- ``database``: SQLite, and its errors as sentences.
- ``photo_rows``, ``images``, ``results``, ``birds``: photos, and what was found in them.
- ``records``, ``overviews``, ``contents``: reading it.
- ``steps``, ``journal``: changes that the user made, undo and redo, with ``stated_counts``, which
  follow the names of birds; ``signed_copies``: a second copy of what the user decided.
- ``stored_values``, ``stored_changes``: domain values as columns and JSON.
"""
