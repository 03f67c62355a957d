"""Runs, in the worker alone, what imports more of PyTorch at its first use: no fork has to."""

from __future__ import annotations

import importlib

import torch
from torch import nn


def _model() -> nn.Module:
    layers = (nn.Conv2d(3, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2))
    end = (nn.Dropout(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 2))
    return nn.Sequential(*layers, *end)


def _measure() -> None:
    modules = importlib.import_module("modules")
    for look in modules.LOOKS:
        modules.measured(_model, look, (), {}, ((2, 3, 4, 4),), 0)


def _train() -> None:
    for kind in (torch.optim.SGD, torch.optim.Adam, torch.optim.AdamW):
        model = _model()
        optimizer = kind(model.parameters(), lr=0.1)
        scores = model(torch.zeros(2, 3, 4, 4))
        torch.autograd.backward(nn.functional.cross_entropy(scores, torch.tensor([0, 1])))
        optimizer.step()


_measure()
_train()
