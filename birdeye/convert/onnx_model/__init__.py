"""ONNX models that others exported become networks of a pack.

1. ``model_file`` reads the file as a hostile one, includes weights from a second file, and refuses
  what no pack may contain.
2. ``side_files`` reads the files next to it: the configurations of timm, Hugging Face and Birder.
   ``model_facts`` combines that with the model's own metadata: names, size, mean and scale.
3. ``detector_forms`` determines from its outputs how a detector is read, and ``detector_ends``
  converts it to one of the forms that packs know.
4. ``source`` answers as a `Source`; the original file, run by onnxruntime, is the proof.
"""
