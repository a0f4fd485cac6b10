"""TFLite models become ONNX models, with numpy, onnx and the published schema only.

The steps are those for MXNet checkpoints, with the same builder and the same kind of registry:

1. ``model_file`` reads the flatbuffer as a hostile file into a ``network`` of plain values.
2. ``convert`` walks the operators. For each it calls the function that ``operators`` registered for
   it (``registry``), which emits ONNX nodes through a ``canvas``: that one turns NHWC into NCHW and
   quantised tensors into their real values.
3. ``onnx_file`` writes the result, and ``verify`` compares it with a plain numpy ``evaluation``.

Layout. A tensor of rank 4 is (N, H, W, C) in TFLite and (N, C, H, W) here from the graph's input to
its output, so that no transposition is left in between: constants are transposed when read, and
axes when converted.

Quantisation. Every quantised tensor becomes a pair of QuantizeLinear and DequantizeLinear with the
file's own scale and zero point, and weights stay 8-bit integers, so that onnxruntime computes in
integers. Signed integers become unsigned ones with a zero point 128 greater, which is the same
arithmetic: onnxruntime's kernels for unsigned weights are exact on every processor, those for
signed ones saturate without VNNI.

Semantics are those of TensorFlow Lite's reference kernels (tensorflow/lite/kernels).
"""
