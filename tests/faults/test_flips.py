"""A bit of any byte of any published file is flipped: `validate`, or for the page `build --check`, says which file."""

import json
import random
import shutil

import pytest

from pipeline.engine.build import check
from pipeline.publish.package import compare
from pipeline.publish.validate import OUR_CHECKS, validate
from tests.faults.fuzz import make_package
from tests.faults.settings import seed

FREE = {"title", "description", "homepage", "version", "created", "name", "path", "email", "organization", "keywords"}
"""The words of `datapackage.json` that are its keeper's: nothing in the package says what else they should be."""

EVERY = {".csv": 1, ".parquet": 7}


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    return make_package(tmp_path_factory.mktemp("flips"))


@pytest.fixture
def copy(package, tmp_path):
    shutil.copytree(package, tmp_path / "copy", ignore=shutil.ignore_patterns(".datelines"))
    return tmp_path / "copy"


def flipped(path, place, bit):
    """Flip a bit of a file."""
    with path.open("r+b") as file:
        file.seek(place)
        [byte] = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ 1 << bit]))


def places(package, suffixes, count):
    """Places in the files of a kind, each file's first and last byte among them; if `count` is None, each `EVERY`th."""
    files = [path for path in sorted(package.glob("datasets/*")) if path.suffix in suffixes]
    steps = {path: EVERY[path.suffix] if count is None else 1 for path in files}
    every = [(path.name, place) for path in files for place in range(0, path.stat().st_size, steps[path])]
    ends = [(path.name, place) for path in files for place in (0, path.stat().st_size - 1)]
    return ends + every if count is None else ends + random.Random(seed()).sample(every, count)


@pytest.mark.parametrize("count", [30, pytest.param(None, marks=pytest.mark.torture)], ids=["some", "all"])
def test_a_flipped_bit_of_data_is_found_and_its_file_named(package, copy, count):
    order, tried = random.Random(seed()), places(package, {".csv", ".parquet"}, count)
    for name, place in tried:
        bit = order.randrange(8)
        flipped(copy / "datasets" / name, place, bit)
        named = {finding.resource for finding in validate(copy, OUR_CHECKS) if finding.check == "hash"}
        flipped(copy / "datasets" / name, place, bit)
        assert named == {name.replace(".parquet", "_parquet").removesuffix(".csv")}, (
            f"bit {bit} of {name}, byte {place}"
        )
    assert validate(copy, OUR_CHECKS) == []
    print(f"{len(tried)} bytes")


def free(old, new, key=""):
    """Whether two JSON values differ in words that are the keeper's alone."""
    if old == new:
        return True
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        return all(free(old[each], new[each], each) for each in old)
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return all(free(one, other, key) for one, other in zip(old, new, strict=True))
    return key in FREE


@pytest.mark.parametrize("count", [60, pytest.param(4_000, marks=pytest.mark.torture)])
def test_a_flipped_bit_of_the_descriptor_is_found(package, copy, count):
    path, order = copy / "datapackage.json", random.Random(seed())
    content = path.read_bytes()
    found = 0
    for place in order.sample(range(len(content)), count):
        bit = order.randrange(8)
        flipped(path, place, bit)
        findings = validate(copy, OUR_CHECKS)
        found += bool(findings)
        try:
            excused = free(json.loads(content), json.loads(path.read_bytes()))
        except ValueError:
            excused = False
        flipped(path, place, bit)
        assert findings or excused, f"bit {bit} of byte {place}: {content[place - 20 : place + 20]!r}"
    print(f"{found} of {count} found")
    assert found > count * 0.8


def test_a_flipped_bit_of_anything_is_a_difference(package, copy):
    order = random.Random(seed())
    for path in sorted(each for each in copy.rglob("*") if each.is_file()):
        name = path.relative_to(copy).as_posix()
        size = path.stat().st_size
        for place in (0, order.randrange(size), size - 1):
            flipped(path, place, 0)
            assert [line.partition(":")[0] for line in compare(copy, package)] == [name]
            flipped(path, place, 0)
    flipped(copy / "viz" / "timeline.html", 4_000, 0)
    assert [line.partition(":")[0] for line in check(package.parent / "corpus", copy)] == ["viz/timeline.html"]
