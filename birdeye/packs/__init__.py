"""Model packs: a folder with two networks, what they promise and what their outputs mean.

A pack is `manifest.toml`, `labels.csv`, two ONNX files and a model card; the format is described
in models/README.md. Whatever comes from outside is hostile until it was checked here.

- ``manifest``: how to feed the networks and read them; every number bounded.
- ``fields``: reads a table of the manifest and gathers all problems.
- ``manifest_file``: writes a manifest, for the converter and the training recipe.
- ``labels``: which species each output stands for, read and written.
- ``pack``: `load_pack`, the quick check that every start of the program makes.
"""
