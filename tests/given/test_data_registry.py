"""What is said of the data sets, and where they work."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import blank_stubs
from cs_cnn.given import data
from cs_cnn.given.data.registry import FETCHED, WEIGHTS

DATASETS = Path(__file__).parents[2] / "datasets"
README = (DATASETS / "README.md").read_text()


@pytest.mark.parametrize("name", [*data.names(), *data.fetched_names()])
def test_the_readme_tells_of_every_set(name: str) -> None:
    assert f"\n| `{name}` |" in README


@pytest.mark.parametrize("name", data.names())
def test_the_readme_names_classes_and_licence(name: str) -> None:
    loaded = data.load(name)
    (line,) = re.findall(rf"^\| `{name}` \|.*$", README, re.MULTILINE)
    assert loaded.licence in line
    assert loaded.classes[0] in line
    assert loaded.classes[-1] in line


@pytest.mark.parametrize("name", FETCHED)
def test_the_readme_names_every_file_as_the_registry_does(name: str) -> None:
    spec = FETCHED[name]
    for file in spec.files:
        assert f"| <{file.url}> | {file.size:,} | `{file.checksum}` |" in README
        assert re.fullmatch(r"md5:[0-9a-f]{32}|sha256:[0-9a-f]{64}", file.checksum)
    learn, test = spec.images
    assert f"{learn * 9 // 10:,}, {learn // 10:,}, {test:,}" in README
    assert len({file.name for file in spec.files}) == len(spec.files)


@pytest.mark.parametrize("name", WEIGHTS)
def test_the_readme_names_the_weights_and_their_name_the_checksum(name: str) -> None:
    (file,) = WEIGHTS[name].files
    assert f"\n| `{name}` |" in README
    assert WEIGHTS[name].licence in README
    assert f"| <{file.url}> | {file.size:,} | `{file.checksum}` |" in README
    beginning = file.name.removesuffix(".pth").rpartition("-")[2]
    assert re.fullmatch(f"sha256:{beginning}[0-9a-f]{{56}}", file.checksum)


def test_links_in_the_readme_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (DATASETS / link).exists()] == []


def test_cifar10_is_the_archive_of_its_home_page() -> None:
    (file,) = FETCHED["cifar10"].files
    assert file.url == "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"
    assert file.checksum == "md5:c32a1d4ab5d03f1284b67883e8d87530"


def test_data_needs_nothing_but_the_released_folder(tmp_path: Path) -> None:
    for name, held in blank_stubs.package_files().items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(held)
    code = (
        f"import os, sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from cs_cnn.given import data\n"
        "data.load('shapes', samples=2), data.toy('moons'), data.ready('mnist')\n"
        "try: data.load('cifar10')\n"
        "except data.DataError as problem: print(problem)\n"
        "ours = [m for n, m in sys.modules.items() if n.startswith(('cs_cnn', 'autograder'))]\n"
        "print(all(m.__file__.startswith(sys.path[0]) for m in ours if m.__file__))\n"
        "print({'torch', 'requests', 'pooch'} & set(sys.modules) or 'light')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path,
        env={"CS_CNN_DATA": str(tmp_path / "cache")},
    )  # fmt: skip
    said = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    assert said[0].startswith("CIFAR-10 is not on this computer yet: `cs-cnn data cifar10`")
    assert said[1:] == ["True", "light"]
