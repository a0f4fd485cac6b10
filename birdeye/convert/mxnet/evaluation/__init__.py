"""MXNet's operators in plain numpy, to prove a conversion without MXNet.

Written for clarity and independently of ``convert.operators``: nothing here is shared with the code
that emits ONNX, apart from reading the checkpoint, so that a mistake would have to be made twice to
go unnoticed. ``graph_evaluation`` walks a network; the other modules have one function for each
operator, registered by name in ``registry``.
"""
