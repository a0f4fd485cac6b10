"""What the program remembers: photos, what was found in them, and what a person made of it.

One SQLite file (WAL) in the user's data folder. Photos are known by the hash of their content, so
that a photo that was moved or renamed keeps its work and copies share it. Nothing here reads a
photo or knows a model: what was found is handed in and given back as values of the domain.

- ``catalogue``: `Catalogue`, the connection that everybody uses.
- ``preparation``: what happens to the file when the program starts: ``migrate`` and ``schema`` (the
  tables), ``soundness``, ``backups``, and ``repair`` with ``rescue`` for a damaged one.
- ``database``: SQLite itself, and its errors as sentences.
- ``photo_rows``, ``images``, ``results``, ``birds``: photos, and what was found in them.
- ``records``, ``overviews``, ``holdings``: reading it.
- ``steps``, ``journal``: changes of a person, undo and redo.
- ``stored_values``, ``stored_changes``: domain values as columns and JSON.
"""
