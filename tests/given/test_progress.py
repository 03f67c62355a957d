"""The bar over what takes a while."""

from __future__ import annotations

from typing import Any

import pytest
from tqdm import notebook, std

from cs_cnn.given import progress


def test_it_hands_on_every_item_and_says_which_one_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "tqdm", std.tqdm)
    assert list(progress.counted((7, 8, 9), "training")) == [7, 8, 9]
    said = capsys.readouterr().out
    assert "training 1 of 3" in said
    assert "training 3 of 3" in said


def test_no_red_bar_stays_where_an_experiment_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    class Watched(notebook.tqdm):  # type: ignore[misc]
        shown: list[dict[str, Any]]

        def display(self, **how: Any) -> None:
            self.shown = [*getattr(self, "shown", []), how]
            bars.append(self)

    bars: list[Watched] = []
    monkeypatch.setattr(notebook, "display", lambda _: None)
    monkeypatch.setattr(progress, "tqdm", Watched)
    runs = progress.counted(range(16))
    next(runs)
    runs.close()
    styles = [how.get("bar_style") for how in bars[-1].shown]
    assert "danger" not in styles
    assert bars[-1].shown[-1]["close"]
