"""Pictures to step through. No widgets, no network: a few lines of script beside the pictures."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

_DPI = 90
_PICTURE = '<img alt="{name}" style="display:{shown};" src="data:image/png;base64,{data}">'
_PLAYER = """<div class="steps">
{pictures}
<div style="display:flex; gap:0.6em; align-items:center; max-width:34em; margin-top:0.4em;">
<button type="button" onclick="{move_back}">◀ back</button>
<input type="range" min="1" max="{count}" value="1" style="flex:1;" aria-label="step"
 oninput="{show}">
<button type="button" onclick="{move_on}">next ▶</button>
<button type="button" onclick="{play}">play</button>
<output>{first}</output>
</div>
</div>"""
_SHOW = (
    "const all = this.closest('.steps'), pictures = all.querySelectorAll('img');"
    "pictures.forEach((picture, i) =>"
    " picture.style.display = i + 1 == this.value ? 'block' : 'none');"
    "all.querySelector('output').textContent = pictures[this.value - 1].alt;"
)
_MOVE = (
    "const slider = this.closest('.steps').querySelector('input');"
    "slider.value = Number(slider.value) + {by}; slider.oninput();"
)

_PLAY = (
    "const all = this.closest('.steps'), slider = all.querySelector('input'), button = this;"
    "const stop = () => {{"
    " clearInterval(all.timer); all.timer = 0; button.textContent = 'play'; }};"
    "if (all.timer) {{ stop(); return; }}"
    "if (slider.value == slider.max) {{ slider.value = 1; slider.oninput(); }}"
    "button.textContent = 'stop';"
    "all.timer = setInterval(() => {{"
    " slider.value = Number(slider.value) + 1; slider.oninput();"
    " if (slider.value == slider.max || !all.isConnected) stop(); }}, {pause});"
)


class Steps:
    """PNG pictures of equal size, with buttons and a slider to step through them, or to play.

    names: what each of them shows, "step 1 of 24" and so on if not given. pause: milliseconds from
    one picture to the next while it plays. Where HTML cannot be shown, as in a printed notebook,
    the last picture stands alone.
    """

    def __init__(
        self, pictures: Sequence[bytes], pause: int = 250, names: Sequence[str] = ()
    ) -> None:
        self._pause = pause
        self._names = names or [f"step {i + 1} of {len(pictures)}" for i in range(len(pictures))]
        self._pictures = [base64.b64encode(picture).decode() for picture in pictures]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {
            "text/html": self._html(),
            "image/png": self._pictures[-1],
            "text/plain": f"{len(self._pictures)} pictures to step through",
        }

    def _html(self) -> str:
        pictures = [
            _PICTURE.format(name=html.escape(name), shown="none" if i else "block", data=data)
            for i, (name, data) in enumerate(zip(self._names, self._pictures, strict=True))
        ]
        return _PLAYER.format(
            pictures="\n".join(pictures),
            count=len(pictures),
            first=html.escape(self._names[0]),
            show=_SHOW,
            move_back=_MOVE.format(by=-1),
            move_on=_MOVE.format(by=1),
            play=_PLAY.format(pause=self._pause),
        )


def record(
    figure: Figure, draw: Callable[[int], None], count: int, names: Sequence[str] = ()
) -> Steps:
    """Take a picture of the figure after each of draw(0), …, draw(count − 1), with its name."""
    figure.set_dpi(_DPI)
    draw(0)
    figure.draw_without_rendering()
    figure.set_layout_engine("none")  # laid out once: nothing jumps from step to step
    pictures = []
    for step in range(count):
        draw(step)
        pictures.append(_png(figure))
    return Steps(pictures, names=names)


def _png(figure: Figure) -> bytes:
    """The figure in 256 colours: charts need no more, and it takes less than half the space."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # savefig would draw twice
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")  # type: ignore[no-untyped-call]
    few = picture.quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
    with io.BytesIO() as packed:
        few.save(packed, format="png", optimize=True)
        return packed.getvalue()
