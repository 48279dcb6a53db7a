"""What it takes to make the page of N events: CPU time of each stage and of deflating within it, and memory at most.

Run: `python -m tests.benchmarks.timeline_build [N ...]`, default 1,000, 100,000 and 500,000 events. Each page is made in
a process of its own. Times are microseconds of CPU an event, so they tell little of small pages; memory is the
process's largest, in MB, with Python's and pyarrow's own, about 80. To read, here, are the events, documents and
places; mentions are read with the columns. Temporary files of long texts (a seventh of a kilobyte an event) are not
counted.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
import time
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

from tests.benchmarks.timeline_packages import write_package

if TYPE_CHECKING:
    from collections.abc import Callable

STAGES = ("load", "read", "columns", "deflate 1", "write", "deflate 2")


def measure(directory: Path) -> dict[str, float]:
    """Return the CPU seconds of each stage, the MB of memory at most, and the MB of the page."""
    import resource

    begun = [time.process_time()]
    deflating = [0.0]
    opened = zlib.compressobj

    class Timed:
        """A compressor whose time is counted."""

        def __init__(self, *args: Any, **options: Any) -> None:
            self._compressor = opened(*args, **options)

        def compress(self, content: bytes) -> bytes:
            return self._timed(self._compressor.compress, content)

        def flush(self) -> bytes:
            return self._timed(self._compressor.flush)

        def _timed(self, call: Callable[..., bytes], *args: bytes) -> bytes:
            start = time.process_time()
            content = call(*args)
            deflating[-1] += time.process_time() - start
            return content

    from pipeline.publish.arrow import load_arrow

    load_arrow()
    from viz import bundle, columns, data, page
    from viz.aside import Aside

    begun.append(time.process_time())
    with mock.patch("zlib.compressobj", Timed), Aside() as aside:
        package = data.read_package(directory, whole=False)
        begun.append(time.process_time())
        payload = columns.build(package, "made up", "en", aside=aside)
        begun.append(time.process_time())
        deflating.append(0.0)
        with (directory / "page.html").open("wb") as stream:
            stream.writelines(page.render(payload, package.descriptor, bundle.plotly_script()))
        begun.append(time.process_time())
    load, read, built, written = (end - start for start, end in itertools.pairwise(begun))
    spent = (load, read, built - deflating[0], deflating[0], written - deflating[1], deflating[1])
    return {
        **dict(zip(STAGES, spent, strict=True)),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
        "page": (directory / "page.html").stat().st_size / 1e6,
    }


def main(counts: list[int]) -> None:
    """Print one line a package."""
    sys.stdout.write(f"   events {''.join(f'{stage:>11}' for stage in STAGES)}      total  memory MB  page MB\n")
    with tempfile.TemporaryDirectory() as directory:
        for count in counts:
            package = write_package(Path(directory) / str(count), count)
            call = [sys.executable, "-m", "tests.benchmarks.timeline_build", "--one", str(package)]
            found = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
            each = [found[stage] * 1e6 / count for stage in STAGES]
            sys.stdout.write(
                f"{count:>9,} {''.join(f'{spent:>11.2f}' for spent in each)} {sum(each):>10.2f} "
                f"{found['memory']:>10.0f} {found['page']:>8.1f}\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        json.dump(measure(Path(sys.argv[2])), sys.stdout)
    else:
        main([int(argument) for argument in sys.argv[1:]] or [1_000, 100_000, 500_000])
