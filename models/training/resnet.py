"""ResNet as MXNet's example/image-classification builds it (symbols/resnet.py), in PyTorch.

Pre-activation residual units (He et al. 2016, "Identity mappings in deep residual networks").
Modules carry MXNet's own layer names, so that a state dict maps to a checkpoint name by name.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.utils.checkpoint import checkpoint

from .resnet_plans import EPS, PLANS

MOMENTUM = 0.1
"""PyTorch's momentum for the running statistics; MXNet writes the same as 1 - 0.1 = 0.9."""


def batch_norm(channels: int) -> nn.BatchNorm2d:
    """Batch normalisation with the example's epsilon."""
    return nn.BatchNorm2d(channels, eps=EPS, momentum=MOMENTUM)


def convolution(inputs: int, outputs: int, kernel: int, stride: int = 1) -> nn.Conv2d:
    """A convolution without bias that keeps the size but for its stride."""
    return nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False)


class Unit(nn.Module):
    """One residual unit; the first of a stage has a convolution `sc` in its shortcut."""

    def __init__(
        self, inputs: int, outputs: int, stride: int, first: bool, bottleneck: bool
    ) -> None:
        super().__init__()
        inner = outputs // 4 if bottleneck else outputs
        self.bn1 = batch_norm(inputs)
        if bottleneck:
            self.conv1 = convolution(inputs, inner, 1)
            self.bn2 = batch_norm(inner)
            self.conv2 = convolution(inner, inner, 3, stride)
            self.bn3 = batch_norm(inner)
            self.conv3 = convolution(inner, outputs, 1)
        else:
            self.conv1 = convolution(inputs, outputs, 3, stride)
            self.bn2 = batch_norm(outputs)
            self.conv2 = convolution(outputs, outputs, 3)
        self.bottleneck = bottleneck
        self.sc = convolution(inputs, outputs, 1, stride) if first else None

    def activated(self, x: Tensor) -> Tensor:
        """The unit's first activation, `stageX_unitY_relu1`."""
        return torch.relu(self.bn1(x))

    def residual(self, x: Tensor, activated: Tensor) -> Tensor:
        """The unit's output from its input and its first activation."""
        y = torch.relu(self.bn2(self.conv1(activated)))
        y = self.conv2(y)
        if self.bottleneck:
            y = self.conv3(torch.relu(self.bn3(y)))
        return y + (x if self.sc is None else self.sc(activated))

    def forward(self, x: Tensor) -> Tensor:
        """The unit's output."""
        return self.residual(x, self.activated(x))


class ResNet(nn.Module):
    """The network up to its last activation `relu1`: input 0-255 RGB, NCHW, no mean taken off.

    `bn_data` has no gamma (MXNet's fix_gamma) and normalises the pixels itself. Its beta is not
    trained: the gradient of the pixels, which nothing else needs, would take a tenth of a step.
    """

    def __init__(self, depth: int = 18, checkpointing: bool = False) -> None:
        super().__init__()
        self.plan, self.depth, self.checkpointing = PLANS[depth], depth, checkpointing
        self.bn_data = nn.BatchNorm2d(3, eps=EPS, momentum=MOMENTUM)
        self.bn_data.requires_grad_(False)
        stem = self.plan.filters[0]
        self.conv0, self.bn0 = nn.Conv2d(3, stem, 7, 2, 3, bias=False), batch_norm(stem)
        self.pooling0 = nn.MaxPool2d(3, 2, 1)
        channels = stem
        for stage, (count, filters) in enumerate(
            zip(self.plan.units, self.plan.filters[1:], strict=True), start=1
        ):
            for unit in range(1, count + 1):
                stride = 2 if unit == 1 and stage > 1 else 1
                block = Unit(channels, filters, stride, unit == 1, self.plan.bottleneck)
                self.add_module(f"stage{stage}_unit{unit}", block)
                channels = filters
        self.bn1 = batch_norm(channels)
        self.channels = channels
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, nonlinearity="relu")

    def stem(self, x: Tensor) -> Tensor:
        """`pooling0`: a quarter of the input's side."""
        return self.pooling0(torch.relu(self.bn0(self.conv0(self.bn_data(x)))))

    def activations(self, x: Tensor) -> dict[str, Tensor]:
        """The activation that opens each of the stages 2 to 4, and `relu1`, by MXNet's name."""
        taps = {}
        x = self.stem(x)
        for stage, count in enumerate(self.plan.units, start=1):
            for number in range(1, count + 1):
                unit = getattr(self, f"stage{stage}_unit{number}")
                if number == 1 and stage > 1:
                    activated = unit.activated(x)
                    taps[f"stage{stage}_unit1_relu1"] = activated
                    x = self._run(unit.residual, x, activated)
                else:
                    x = self._run(unit, x)
        taps["relu1"] = torch.relu(self.bn1(x))
        return taps

    def _run(self, step: nn.Module, *inputs: Tensor) -> Tensor:
        if self.checkpointing and self.training:
            return checkpoint(step, *inputs, use_reentrant=False)
        return step(*inputs)

    def forward(self, x: Tensor) -> Tensor:
        """The last activation `relu1`, (n, channels, h / 32, w / 32)."""
        return self.activations(x)["relu1"]


class Classifier(nn.Module):
    """ResNet, global average `pool1` and `fc1`; logits, and the pooled features beside them."""

    def __init__(self, outputs: int, depth: int = 18, checkpointing: bool = False) -> None:
        super().__init__()
        self.backbone = ResNet(depth, checkpointing)
        self.fc1 = nn.Linear(self.backbone.channels, outputs)
        nn.init.normal_(self.fc1.weight, std=0.01)
        nn.init.zeros_(self.fc1.bias)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Logits (n, outputs) and `pool1` (n, channels) of pixels 0-255 (n, 3, h, w)."""
        pooled = self.backbone(x).mean((2, 3))
        return self.fc1(pooled), pooled
