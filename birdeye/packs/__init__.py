"""Model packs: a folder with two networks, how to use them and what their outputs mean.

A pack is `manifest.toml`, `labels.csv`, two ONNX files and a model card; the format is described in
models/README.md. Everything from outside is hostile until it has been checked here.

- ``manifest``: how to feed the networks and read them; plain values.
- ``fields``: reads a table of the manifest and collects all problems.
- ``manifest_file``: `manifest.toml` read and written.
- ``labels``: which species each output stands for, read and written.
- ``ranges``: in which countries and months a species is expected, if a pack says so.
- ``pack``: `load_pack`, the quick check that every start of the program makes.
- ``verification``: `verify_pack`, the thorough check: hashes, and networks against the manifest.
- ``network_file``: what an ONNX file declares, read without running it; ``weight_values``: whether
  its weights are finite.
- ``small_file``: reads and writes manifest and labels, within bounds and in one step.
- ``pack_source``: opens a folder or .birdpack file and refuses hostile ones.
- ``transfer``: copies a pack out of a source, and writes one as a .birdpack file.
- ``library``: `PackLibrary`, the packs of this computer: list, add, remove, choose.
- ``recipe``: how a pack is built from files that others publish; ``download`` fetches those.
- ``default_choice``: which pack the user chose, kept in the settings.
"""
