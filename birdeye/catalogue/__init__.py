"""What the program remembers: photos, what was found in them, and what the user made of it.

One SQLite file (WAL) in the user's data folder. Photos are known by the hashes of their content and
of their picture, so that a photo that was moved, renamed or written into by another program keeps
its work, and copies share it. Nothing here reads a
photo or knows a model: what was found is handed in and given back as values of the domain.

- ``catalogue``: `Catalogue`, the connection that everybody uses.
- ``preparation``: what happens to the file when the program starts: ``migrate`` and ``schema`` (the
  tables), ``integrity`` with ``row_checks``, ``backups``, and ``repair`` with ``rescue`` for a
  damaged one.
- ``database``: SQLite itself, and its errors as sentences.
- ``photo_rows``, ``images``, ``results``, ``birds``: photos, and what was found in them.
- ``records``, ``overviews``, ``contents``: reading it.
- ``steps``, ``journal``: changes that the user made, undo and redo; ``signed_copies``: a
  second copy of what the user decided.
- ``stored_values``, ``stored_changes``: domain values as columns and JSON.
"""
