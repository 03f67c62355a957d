"""Your own images from a folder."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cs_cnn.given import data


def save(path: Path, size: tuple[int, int], colour: object, mode: str = "RGB") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, colour).save(path)


@pytest.fixture
def pets(tmp_path: Path) -> Path:
    """Red cats and blue dogs of several sizes, formats and modes, with things in between."""
    for number, size in enumerate([(40, 20), (7, 90), (33, 33), (300, 200)]):
        save(tmp_path / "cat" / f"{number}.png", size, (255, 0, 0))
        save(tmp_path / "dog" / "more" / f"{number}.JPG", size, (0, 0, 255))
    save(tmp_path / "dog" / "clear.png", (10, 10), (0, 0, 0, 0), "RGBA")
    save(tmp_path / "cat" / "grey.png", (10, 10), 51, "L")
    (tmp_path / "cat" / "notes.txt").write_text("no image")
    (tmp_path / "cat" / ".hidden.png").write_text("no image")
    (tmp_path / "empty").mkdir()
    return tmp_path


def everything(pets: data.Dataset) -> tuple[np.ndarray, np.ndarray]:
    x = np.concatenate([pets.x_train, pets.x_val, pets.x_test])
    return x, np.concatenate([pets.y_train, pets.y_val, pets.y_test])


def test_images_of_any_size_become_squares_by_class(pets: Path) -> None:
    loaded = data.folder(pets, side=16)
    x, y = everything(loaded)
    assert loaded.classes == ("cat", "dog")
    assert (x.shape, x.dtype, y.dtype) == ((10, 3, 16, 16), np.float64, np.int64)
    assert (len(loaded.x_train), len(loaded.x_val), len(loaded.x_test)) == (6, 2, 2)
    means = x.mean(axis=(2, 3)).round(1).tolist()
    assert sorted(mean for mean, label in zip(means, y, strict=True) if label == 0) == [
        [0.2] * 3, *[[1, 0, 0]] * 4,
    ]  # fmt: skip
    assert sorted(mean for mean, label in zip(means, y, strict=True) if label == 1) == [
        *[[0, 0, 1]] * 4, [1] * 3,
    ]  # fmt: skip


def test_it_is_the_same_at_every_call(pets: Path) -> None:
    first, again = data.folder(pets), data.folder(str(pets))
    np.testing.assert_array_equal(first.x_train, again.x_train)
    np.testing.assert_array_equal(first.y_val, again.y_val)


def test_the_middle_is_kept_and_nothing_is_squeezed(tmp_path: Path) -> None:
    wide = np.zeros((10, 30, 3), np.uint8)
    wide[:, 10:20] = 255
    for name in ("a", "b"):
        for number in range(3):
            (tmp_path / name).mkdir(exist_ok=True)
            Image.fromarray(wide).save(tmp_path / name / f"{number}.png")
    assert data.folder(tmp_path, side=10).x_train.min() == 1


def test_a_photograph_taken_sideways_is_turned_upright(tmp_path: Path) -> None:
    image = Image.new("RGB", (20, 20), "white")
    image.paste((0, 0, 0), (0, 0, 10, 20))
    turn = Image.Exif()
    turn[0x0112] = 6  # turned a quarter to the left when it was taken
    for name in ("a", "b"):
        for number in range(3):
            (tmp_path / name).mkdir(exist_ok=True)
            image.save(tmp_path / name / f"{number}.png", exif=turn)
    top, bottom = np.split(data.folder(tmp_path, side=20).x_train[0], 2, axis=1)
    assert (top.mean(), bottom.mean()) == (0, 1)


def test_a_broken_image_is_named(pets: Path) -> None:
    broken = pets / "dog" / "broken.jpg"
    broken.write_bytes((pets / "dog" / "more" / "3.JPG").read_bytes()[:400])
    sentence = f"{re.escape(str(broken))} is not an image that can be read: replace or delete it."
    with pytest.raises(data.DataError, match=f"^{sentence}$"):
        data.folder(pets)


@pytest.mark.parametrize("files", [[], ["a/1.png"], ["1.png", "2.png"]])
def test_classes_are_sub_folders_and_there_are_two_at_least(
    tmp_path: Path, files: list[str]
) -> None:
    for file in files:
        save(tmp_path / file, (8, 8), "white")
    with pytest.raises(data.DataError, match=r"needs a sub-folder with images for each class"):
        data.folder(tmp_path)


def test_too_few_images_are_counted(tmp_path: Path) -> None:
    for file in ("a/1.png", "a/2.png", "b/1.png", "b/2.png"):
        save(tmp_path / file, (8, 8), "white")
    with pytest.raises(data.DataError, match="has 4 images; three parts need 5 at least"):
        data.folder(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(data.DataError, match=r"There is no folder .*nowhere: check the name"):
        data.folder(tmp_path / "nowhere")
