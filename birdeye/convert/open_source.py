"""Opens a network of any kind that Birdeye converts, by what its file is called."""

from __future__ import annotations

from pathlib import Path

from birdeye.convert.inspection import Inspection
from birdeye.convert.source import Source, SourceOptions
from birdeye.domain.errors import BirdeyeError

TFLITE_SUFFIX, ONNX_SUFFIX = ".tflite", ".onnx"


def open_source(path: Path, options: SourceOptions) -> Source:
    """The network at ``path``: `FILE.tflite`, `FILE.onnx`, or the prefix of an MXNet checkpoint.

    Raises `CheckpointInvalid` for files that are none or are damaged, `OperatorUnsupported` with
    everything that is not supported, `BirdeyeError` for options that its kind does not have.
    """
    suffix = path.suffix.lower()
    if suffix == TFLITE_SUFFIX:
        from birdeye.convert.tflite.convert import build_tflite
        from birdeye.convert.tflite.model_file import read_tflite

        _refuse_options("A TFLite model", options, sizes=True)
        return build_tflite(read_tflite(path), for_pack=options.for_pack)
    if suffix == ONNX_SUFFIX:
        from birdeye.convert.onnx_model.opening import open_onnx

        _refuse_options("An ONNX model", options, sizes=False)
        return open_onnx(path, options)
    from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
    from birdeye.convert.mxnet.convert import build_checkpoint

    files = find_checkpoint(path, options.epoch, options.params)
    return build_checkpoint(load_checkpoint(files), options)


def epochs_beside(path: Path, epoch: int | None) -> tuple[int | None, tuple[int, ...]]:
    """The epoch that `open_source` uses, and all epochs; none for other files."""
    if path.suffix.lower() in (TFLITE_SUFFIX, ONNX_SUFFIX):
        return None, ()
    from birdeye.convert.mxnet.checkpoint import epochs_of, find_checkpoint

    files = find_checkpoint(path, epoch)
    return files.epoch, tuple(epochs_of(files))


def _refuse_options(what: str, options: SourceOptions, *, sizes: bool) -> None:
    for given, words in (
        (options.epoch is not None, "epochs"),
        (options.params is not None, "weights in a file of their own"),
        (sizes and options.input_size is not None, "choice of input size"),
        (sizes and bool(options.input_shapes), "choice of input size"),
    ):
        if given:
            raise BirdeyeError(f"{what} has no {words}: leave that option out.")


def inspect_source(path: Path, options: SourceOptions) -> Inspection:
    """What is in the network at ``path``; what cannot be converted is said, not raised.

    Raises as `open_source` for a file that cannot be read at all.
    """
    suffix = path.suffix.lower()
    if suffix == TFLITE_SUFFIX:
        from birdeye.convert.tflite.inspection import inspect_tflite

        _refuse_options("A TFLite model", options, sizes=True)
        return inspect_tflite(path, options)
    if suffix == ONNX_SUFFIX:
        from birdeye.convert.onnx_model.inspection import inspect_onnx

        _refuse_options("An ONNX model", options, sizes=False)
        return inspect_onnx(path, options)
    from birdeye.convert.mxnet.checkpoint import find_checkpoint, load_checkpoint
    from birdeye.convert.mxnet.inspection import inspect_checkpoint

    files = find_checkpoint(path, options.epoch, options.params)
    return inspect_checkpoint(load_checkpoint(files), options)
