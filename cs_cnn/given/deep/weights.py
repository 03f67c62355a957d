"""The weights of a network that others have trained, in a network that you have written.

Names differ, so layers are paired by their shapes, and among equal ones by the order of their work.
"""

from __future__ import annotations

from collections import defaultdict

import torch
from torch import nn

from cs_cnn.given.data import fetched

Layer = dict[str, torch.Tensor]
"""What a layer holds, by role: weight, bias, running_mean, running_var."""
Key = tuple[str, tuple[int, ...]]
"""The kind of a layer, and the shape of its weight; that of the convolution in front of a norm."""


def pretrained(model: nn.Module, name: str, x: torch.Tensor) -> nn.Module:
    """Fill a model with weights that ``cs-cnn data NAME`` has fetched.

    name: "resnet18", of ImageNet's 1,000 classes; its file's names are torchvision's, its layers
    those of ``ResNet(BasicBlock, [2, 2, 2, 2])``. x: an image, or several, that the model takes.
    Returns the model, in evaluation mode. Its layers must be nn.Conv2d, nn.BatchNorm2d and
    nn.Linear.

    Raises DataError if the file is not here, and ValueError if the model is another one.
    """
    (path,) = fetched.in_place(name)
    stored = torch.load(path, map_location="cpu", weights_only=True)
    theirs, ours = _in_file(stored), _at_work(model.eval(), x)
    for key in {**theirs, **ours}:
        here, there = len(ours[key]), len(theirs[key])
        if here != there:
            kind, shape = key
            raise ValueError(
                f"{name} has {there} {kind} with weights of {shape}, this network has {here}"
            )
    with torch.no_grad():
        for key, layers in ours.items():
            for layer, values in zip(layers, theirs[key], strict=True):
                for role, tensor in layer.items():
                    tensor.copy_(values[role])
    return model


def _in_file(stored: Layer) -> dict[Key, list[Layer]]:
    """The layers of a state_dict, in its order, which is that of the work."""
    layers: dict[str, Layer] = defaultdict(dict)
    for name, tensor in stored.items():
        layer, _, role = name.rpartition(".")
        if role != "num_batches_tracked":
            layers[layer][role] = tensor
    found: dict[Key, list[Layer]] = defaultdict(list)
    shape: tuple[int, ...] = ()
    for held in layers.values():
        kind = "norms behind layers" if "running_mean" in held else "layers"
        shape = shape if kind == "norms behind layers" else tuple(held["weight"].shape)
        found[kind, shape].append(held)
    return found


def _at_work(model: nn.Module, x: torch.Tensor) -> dict[Key, list[Layer]]:
    """The layers of a model in the order in which they work on x."""
    found: dict[Key, list[Layer]] = defaultdict(list)
    outputs: list[tuple[torch.Tensor, tuple[int, ...]]] = []
    seen: set[nn.Module] = set()

    def noted(layer: nn.Module, inputs: tuple[torch.Tensor, ...], out: torch.Tensor) -> None:
        if layer in seen:
            return
        seen.add(layer)
        held = {**dict(layer.named_parameters()), **dict(layer.named_buffers())}
        held.pop("num_batches_tracked", None)
        if isinstance(layer, nn.BatchNorm2d):
            before = next((shape for made, shape in outputs if made is inputs[0]), ())
            found["norms behind layers", before].append(held)
        else:
            found["layers", tuple(held["weight"].shape)].append(held)
            outputs.append((out, tuple(held["weight"].shape)))

    kinds = (nn.Conv2d, nn.BatchNorm2d, nn.Linear)
    hooks = [m.register_forward_hook(noted) for m in model.modules() if isinstance(m, kinds)]
    try:
        with torch.no_grad():
            model(x)
    finally:
        for hook in hooks:
            hook.remove()
    return found
