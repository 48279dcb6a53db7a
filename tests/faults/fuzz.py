"""Fuzzing with mutations: `python -m tests.faults.fuzz documents|packages COUNT [SEED]` prints what it counted.

A crash is any exception but an error of the project in one line, a hang more than 20 seconds of processor time for one
input, a wrong offset a span whose words are others than its row says. Each is printed with its seed, which alone makes
the input again: `python -m tests.faults.fuzz documents 1 SEED`.
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.faults import mutations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pipeline.engine.extraction import Extracted

SECONDS = 20
PER_CHARACTER = 2e-6
"""Seconds of processor time that a character may take, beside `AT_LEAST` for any document."""
AT_LEAST = 1.0


class HangError(Exception):
    """An input took too long."""


@contextmanager
def watched() -> Iterator[None]:
    """Raise HangError in the body after `SECONDS` of processor time."""

    def stop(number: int, frame: object) -> None:
        raise HangError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def check_extracted(found: Extracted) -> None:
    """Every span of a document's mentions holds the words that its row says."""
    document, end = found.document, 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text), "a block out of place"
        end = block.span.end
        assert all(span in block.span for span in block.sentences), "a sentence out of its block"
    for mention in found.mentions:
        assert document.text[mention.timex.span.slice] == mention.timex.text, "a wrong offset"
        assert mention.timex.span in mention.quote, "a date out of its quote"


def fuzz_document(seed: int, directory: Path, texts: list[str]) -> str:
    """Make, read and extract one document; return its format and what became of it."""
    from pipeline.engine.extraction import extract_document
    from pipeline.errors import InputError
    from pipeline.ingest.corpus import scan

    order = random.Random(seed)
    kinds = mutations.documents()
    suffix = order.choices(list(kinds), [share for _, share in kinds.values()])[0]
    path = directory / f"a{suffix}"
    path.write_bytes(kinds[suffix][0](order.choice(texts), order))
    began, read, refused = time.process_time(), 0, 0
    with watched():
        for outcome in scan(path):
            if isinstance(outcome, InputError):
                assert len(str(outcome).splitlines()) == 1, f"an error of several lines: {outcome}"
                refused += 1
                continue
            read += 1
            check_extracted(extract_document(outcome))
            outcome.text.encode()
    took = time.process_time() - began
    assert took <= AT_LEAST + PER_CHARACTER * path.stat().st_size, f"{took:.1f} s for {path.stat().st_size} bytes"
    path.unlink()
    return f"{suffix} {'read' if read else 'refused'}"


def make_package(directory: Path) -> Path:
    """A published package to mutate, with the corpus that it is from beside it."""
    from pipeline import build

    corpus = directory / "corpus"
    corpus.mkdir(parents=True)
    text = "The ferry at Elmford was opened on 5 May 1932 by Mayor Ada Holm. It sank two years later.\n"
    (corpus / "ferry.txt").write_text(text, encoding="utf-8")
    described = (
        'title: The ferry\ndescription: What is known of it\nhomepage: https://example.org/\ncreated: "2026-03-09"\n'
    )
    licence = "licenses:\n  - name: CC0-1.0\n    path: https://creativecommons.org/publicdomain/zero/1.0/\n"
    (corpus / "datapackage.yaml").write_text(described + licence, encoding="utf-8")
    build(corpus, directory / "package")
    return directory / "package"


def commands(package: Path, original: Path) -> list[tuple[str, Callable[[], object]]]:
    """What is called with a mutated package."""
    from pipeline import load
    from pipeline.engine.site import site
    from pipeline.publish.diff import diff
    from pipeline.publish.exports import FORMATS, export
    from pipeline.publish.validate import OUR_CHECKS, validate
    from pipeline.publish.verify import verify
    from viz import timeline

    out = package.parent / "out"
    return [
        ("validate", lambda: validate(package, OUR_CHECKS)),
        ("load", lambda: load(package)),
        ("diff", lambda: list(diff(original, package))),
        ("diff back", lambda: list(diff(package, original))),
        ("verify", lambda: verify(package, original.parent / "corpus")),
        ("timeline", lambda: timeline(package, out / "page.html")),
        *((f"export {each.name}", lambda each=each: export(package, each.name, out / each.file)) for each in FORMATS),
        ("site", lambda: site(package, out / "site")),
    ]


def fuzz_package(seed: int, original: Path, aside: Path) -> str:
    """Mutate one file of a package and run every command on it; return what file it was."""
    from pipeline.errors import DatelinesError

    order = random.Random(seed)
    package = aside / "package"
    shutil.rmtree(aside, ignore_errors=True)
    shutil.copytree(original, package)
    name = mutations.mutate_package(package, order)
    same = _same(original / name, package / name)
    faults = []
    with watched():
        for command, run in commands(package, original):
            try:
                result = run()
            except DatelinesError as error:
                if len(str(error).splitlines()) != 1:
                    faults.append(f"{command}: an error of several lines: {error}")
                continue
            except HangError:
                faults.append(f"{command}: a hang")
                break
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                where = traceback.extract_tb(error.__traceback__)[-1]
                faults.append(
                    f"{command}: {type(error).__name__}: {error} ({Path(where.filename).name}:{where.lineno})"
                )
                continue
            # A title is free: no check can tell that it was another. All that a file of data holds is proved.
            if command == "validate" and name.startswith("datasets/") and not same and not result:
                faults.append(f"validate: nothing found in a mutated {name}")
    assert not faults, f"{name}: {'; '.join(faults)}"
    return name


def _same(one: Path, other: Path) -> bool:
    if one.suffix != ".json":
        return one.read_bytes() == other.read_bytes()
    return bool(json.loads(one.read_bytes()) == json.loads(other.read_bytes()))


def run(kind: str, count: int, seed: int = 0, *, minutes: float = 1e9) -> tuple[Counter[str], list[str]]:
    """Fuzz `count` inputs of a kind from the seed on; return what they came to and the faults."""
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    end = time.monotonic() + 60 * minutes
    with tempfile.TemporaryDirectory(prefix="datelines-fuzz-") as name:
        directory = Path(name)
        texts = mutations.texts()
        original = make_package(directory) if kind == "packages" else directory
        for number in range(seed, seed + count):
            try:
                if kind == "packages":
                    outcomes[fuzz_package(number, original, directory / "aside")] += 1
                else:
                    outcomes[fuzz_document(number, directory, texts)] += 1
            except Exception as error:  # noqa: BLE001 - this is what is looked for
                where = traceback.extract_tb(error.__traceback__)[-1]
                place = f"{Path(where.filename).name}:{where.lineno}"
                faults.append(f"seed {number}: {type(error).__name__}: {error} ({place})")
            if time.monotonic() > end:
                break
    return outcomes, faults


if __name__ == "__main__":
    found, wrong = run(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0)
    for outcome, times in sorted(found.items()):
        print(f"{times:8}  {outcome}")
    print(f"{len(wrong)} faults among {sum(found.values()) + len(wrong)} inputs")
    print("\n".join(wrong))
