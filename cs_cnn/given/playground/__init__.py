"""A network of your own functions that learns points of the plane while you turn its knobs."""

from cs_cnn.given.playground.widgets import Playground

__all__ = ["Playground"]
