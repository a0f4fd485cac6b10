"""MXNet checkpoints, TFLite models and ONNX models of others become ONNX models that packs can use.

The steps of a conversion from MXNet (for TFLite see ``tflite``):

1. ``params_file`` and ``symbol_file`` read `PREFIX-NNNN.params` and `PREFIX-symbol.json` of any age
  as hostile files; ``checkpoint`` pairs them and finds what is missing.
2. ``inference_graph`` cuts labels, losses and training-only branches away; ``detection_rows`` adds
   what detectors leave to the program around them. ``network_kind`` guesses preprocessing and size.
3. ``convert`` walks the nodes. For each it calls the function that ``operators`` registered for it
   (``registry``), which reads its ``attributes`` with MXNet's defaults and emits ONNX nodes through
   ``onnx_builder``; that one knows the shape of every tensor as soon as it exists.
4. ``onnx_file`` writes the result through a temporary file, and the checker looks at it.
5. ``verify`` runs the result against a plain numpy evaluation of the same MXNet graph
   (``evaluation``); ``precision`` makes float16 and int8 versions; ``inspection`` says what is in a
   checkpoint without converting it.

Semantics are those of MXNet 1.9.1 on CPU.
"""
