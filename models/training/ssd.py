"""The detector in PyTorch: SSD (Liu et al. 2016) on the classifier's backbone, one class."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from .anchors import SsdPlan
from .resnet import ResNet
from .resnet_plans import PLANS


class Ssd(nn.Module):
    """Raw location offsets (n, anchors, 4) and class scores (n, anchors, 2), background first."""

    def __init__(self, plan: SsdPlan, depth: int = 18, checkpointing: bool = False) -> None:
        super().__init__()
        self.plan = plan
        self.backbone = ResNet(depth, checkpointing)
        filters = PLANS[depth].filters
        widths = dict(zip(plan.taps, (filters[2], filters[3], filters[4]), strict=True))
        channels = filters[4]
        self.extras = nn.ModuleDict()
        for extra in plan.extras:
            for name, out, kernel, stride, pad in extra.convolutions:
                self.extras[f"{name}_conv"] = nn.Conv2d(channels, out, kernel, stride, pad)
                channels = out
            widths[f"{name}_relu"] = channels
        self.heads = nn.ModuleDict()
        for (source, width), anchors in zip(widths.items(), plan.anchors, strict=True):
            for kind, per_anchor in (("loc", 4), ("cls", 2)):
                head = nn.Conv2d(width, per_anchor * anchors.count, 3, 1, 1)
                nn.init.normal_(head.weight, std=0.01)
                nn.init.zeros_(head.bias)
                if kind == "cls":
                    head.bias.data.view(-1, 2)[:, 0] = 3.0
                self.heads[f"{source}_{kind}_pred_conv"] = head

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Locations and scores of pixels 0-255 (n, 3, s, s)."""
        activations = self.backbone.activations(x)
        sources = {name: activations[name] for name in self.plan.taps}
        x = activations["relu1"]
        for extra in self.plan.extras:
            for name, *_ in extra.convolutions:
                x = torch.relu(self.extras[f"{name}_conv"](x))
            sources[f"{name}_relu"] = x
        locations, scores = [], []
        for name, source in sources.items():
            for kind, size, into in (("loc", 4, locations), ("cls", 2, scores)):
                raw = self.heads[f"{name}_{kind}_pred_conv"](source)
                into.append(raw.permute(0, 2, 3, 1).reshape(len(raw), -1, size))
        return torch.cat(locations, 1), torch.cat(scores, 1)
