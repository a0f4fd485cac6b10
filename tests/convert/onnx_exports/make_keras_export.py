"""Makes the export of a Keras network by tf2onnx, with random weights, and what Keras answers.

Runs in an interpreter that has tensorflow and tf2onnx, from the project's root; the tests need
neither:

    $BIRDEYE_KERAS_PYTHON -m tests.convert.onnx_exports.make_keras_export

The network takes pixels from 0 to 255, rescales them itself and ends in a softmax, as those of
keras.applications do with their preprocessing inside.
"""

from __future__ import annotations

import lzma
from pathlib import Path

import numpy as np
import tensorflow as tf
import tf2onnx
from tensorflow import keras

FOLDER = Path(__file__).parent / "data" / "keras-classifier"
SIDE, CLASSES = 64, 6


def network() -> keras.Model:
    """A MobileNetV2 in small."""
    layers = keras.layers
    pixels = keras.Input((SIDE, SIDE, 3), name="image")
    found = layers.Rescaling(1 / 127.5, offset=-1)(pixels)
    found = layers.Conv2D(8, 3, strides=2, padding="same", use_bias=False)(found)
    found = layers.ReLU(6.0)(layers.BatchNormalization()(found))
    for channels in (8, 16):
        wide = layers.Conv2D(24, 1, use_bias=False)(found)
        wide = layers.ReLU(6.0)(layers.BatchNormalization()(wide))
        wide = layers.ZeroPadding2D(((0, 1), (0, 1)))(wide)
        wide = layers.DepthwiseConv2D(3, strides=2, padding="valid", use_bias=False)(wide)
        wide = layers.ReLU(6.0)(layers.BatchNormalization()(wide))
        found = layers.BatchNormalization()(layers.Conv2D(channels, 1, use_bias=False)(wide))
    found = layers.GlobalAveragePooling2D()(found)
    answer = layers.Dense(CLASSES, activation="softmax", name="predictions")(found)
    return keras.Model(pixels, answer)


def coarse(model: keras.Model, random: np.random.Generator) -> None:
    """Weights of few bits, so that the compressed file is small, and statistics as if trained."""
    values = []
    for weight in model.weights:
        value = weight.numpy()
        if "moving_variance" in weight.name or "gamma" in weight.name:
            value = random.integers(2, 7, value.shape) / 4
        elif value.ndim == 1:
            value = random.integers(-4, 5, value.shape) / 8
        else:
            step = value.std() / 4 + 1e-6
            value = np.round(value / step) * step
        values.append(value.astype(np.float32))
    model.set_weights(values)


def main() -> None:
    """Write the export and the answers."""
    keras.utils.set_random_seed(7)
    random = np.random.default_rng(7)
    model = network()
    coarse(model, random)
    picture = random.integers(0, 256, (1, SIDE, SIDE, 3), dtype=np.uint8)
    answers = model(picture.astype(np.float32), training=False).numpy()
    signature = (tf.TensorSpec((None, SIDE, SIDE, 3), tf.float32, name="image"),)
    exported, _ = tf2onnx.convert.from_keras(model, input_signature=signature, opset=17)
    FOLDER.mkdir(parents=True, exist_ok=True)
    content = exported.SerializeToString()
    (FOLDER / "model.onnx.xz").write_bytes(lzma.compress(content, preset=9))
    np.savez_compressed(FOLDER / "answers.npz", picture=picture, predictions=answers)
    print(f"keras-classifier: {len(content)} bytes, {answers.round(3).tolist()}")


if __name__ == "__main__":
    main()
