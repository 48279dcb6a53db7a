"""The command `datelines`: parse the call, run it, print the result, return the exit code.

Results go to standard output, progress and errors to standard error. Exit codes: 0 done, 1 the data is not right, 2 the
call or the input can't be used. What a command needs is imported when it runs, so that `--help` answers at once.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from pipeline import limits
from pipeline.errors import DatelinesError, InputError, PublishError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: the words after the command's name; those of the process when None.
    """
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="strict" if stream is sys.stdin else "backslashreplace")  # type: ignore[union-attr]
    try:
        code = _run(argv)
        sys.stdout.flush()
    except DatelinesError as error:
        return _report(error)
    except BrokenPipeError:
        _discard_output()
        return 0
    except OSError as error:
        _discard_output()
        where = error.filename or "standard output"
        expected = "a file that can be used" if error.filename else "a place to write the result to"
        return _report(PublishError(f"{where}: found {error.strerror!r}; expected {expected}"))
    except KeyboardInterrupt:
        sys.stderr.write("datelines: interrupted; nothing published was changed\n")
        return 130
    return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = _parser().parse_args(argv)
    except SystemExit as end:
        return int(end.code or 0)
    limits.check()
    run: Callable[[argparse.Namespace], int] = args.run
    return run(args)


def _say(lines: Iterable[object]) -> None:
    """Print lines of a verdict, which holds even when nobody reads it to the end."""
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()


def _discard_output() -> None:
    """Let what is still to be written go nowhere, so that the interpreter meets no second fault when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report(error: DatelinesError) -> int:
    sys.stderr.write(f"datelines: {error}\n")
    return error.exit_code


class _Parser(argparse.ArgumentParser):
    """A parser that says in one line what is wrong with the call."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; `{self.prog} --help` lists what is possible\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="datelines", description="From a folder of documents to dated events, a data package and a timeline."
    )
    parser.add_argument("--version", action="version", version=f"datelines {_version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, run, summary, arguments in _COMMANDS:
        command = commands.add_parser(name, help=summary, description=summary[0].upper() + summary[1:] + ".")
        arguments(command)
        command.set_defaults(run=run)
    return parser


def _version() -> str:
    from pipeline.engine.version import VERSION

    return VERSION


# --- build, timeline -------------------------------------------------------------------------------------------------


def _build_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="?", type=Path, default=Path("corpus"), metavar="CORPUS",
                        help="a directory, a .jsonl[.gz|.zst] or a .parquet file (default: corpus)")  # fmt: skip
    parser.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="where the package goes (default: here)"
    )
    parser.add_argument(
        "--jobs", type=_positive, default=1, metavar="N", help="processes that read documents (default: 1)"
    )
    parser.add_argument("--engine", choices=("local", "dask"), default="local",
                        help="what runs these processes: this command, or Dask (default: local)")  # fmt: skip
    parser.add_argument("--dask-address", default=None, metavar="ADDRESS",
                        help="the scheduler of a Dask cluster (default: a cluster on this machine)")  # fmt: skip
    parser.add_argument("--no-cache", action="store_true", help="read every document again, and keep nothing for later")
    parser.add_argument(
        "--report", type=Path, default=None, metavar="FILE", help="write what was read, found and spent"
    )
    parser.add_argument(
        "--check", action="store_true", help="build aside, compare with what is published, change nothing"
    )
    parser.add_argument(
        "--spacy-model", nargs="?", const="en_core_web_sm", default=None, metavar="MODEL",
        help="read doubtful clauses again with this spaCy model (en_core_web_sm where none is named; extra enrich)",
    )  # fmt: skip
    parser.add_argument(
        "--verbose",
        action="store_true",
        help="list every fault of the input and every date that gave no event, with why",
    )


def _build(args: argparse.Namespace) -> int:
    from pipeline.engine.build import Options, build, check
    from pipeline.engine.reporting import report_lines
    from pipeline.publish.arrow import load_arrow

    load_arrow()
    options = Options(
        jobs=args.jobs,
        engine=args.engine,
        address=args.dask_address,
        keep=not args.no_cache,
        spacy_model=args.spacy_model,
        verbose=args.verbose,
    )
    if args.dask_address and args.engine != "dask":
        raise InputError("--dask-address", None, "it without --engine dask", "both or neither")
    if args.check:
        differences = check(args.corpus, args.out, options)
        _say(differences)
        is_it = "is not" if differences else "is"
        _say([f"{_shown(args.out / 'datapackage.json')} {is_it} what {args.corpus} gives"])
        return 1 if differences else 0
    report = build(args.corpus, args.out, options)
    if args.report is not None:
        _write_report(args.report, report.as_json())
    for line in report_lines(report):
        print(line)
    return 0


def _write_report(path: Path, report: dict[str, object]) -> None:
    try:
        path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(path, None, f"a report that can't be written ({error.strerror})", "a file to write") from None


def _timeline_arguments(parser: argparse.ArgumentParser) -> None:
    _directory_argument(parser)
    parser.add_argument(
        "--out", type=Path, default=None, metavar="FILE", help="the file (default: DIR/viz/timeline.html, .svg, .png)"
    )
    parser.add_argument("--format", choices=("html", "svg", "png"), default=None,
                        help="the page, or a picture of it by a Chromium (default: as FILE ends, or html)")  # fmt: skip
    parser.add_argument("--embed", action="store_true", help="lay the page out for a frame within another page")
    parser.add_argument("--title", default=None, help="the page's title (default: the package's)")
    parser.add_argument("--lang", choices=("en", "vi"), default="en", help="the page's language (default: en)")


def _timeline(args: argparse.Namespace) -> int:
    from pipeline.publish.arrow import load_arrow
    from pipeline.publish.commit import reading
    from viz import timeline

    load_arrow()
    ending = args.out.suffix.lower() if args.out is not None else ""
    if args.format is None and ending not in {"", ".html", ".htm", ".svg", ".png"}:
        raise InputError("--out", None, repr(str(args.out)), "a file that ends in .html, .svg or .png, or --format")
    kind = args.format or {".svg": "svg", ".png": "png"}.get(ending, "html")
    options = {"title": args.title, "lang": args.lang, "kind": kind, "embed": args.embed}
    with reading(args.directory):
        print(_shown(timeline(args.directory, args.out, **options)))
    return 0


# --- tag, explain ----------------------------------------------------------------------------------------------------


def _tag_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", metavar="TEXT", help="words to tag (default: JSON lines on standard input)")
    parser.add_argument("--lang", default=None, metavar="en|vi", help="the text's language (default: detected)")
    parser.add_argument("--dct", default=None, metavar="DATE", help="the date of TEXT's creation, YYYY-MM-DD")


def _tag(args: argparse.Namespace) -> int:
    from pipeline.engine.tagging import listing, tag_lines

    if args.text is not None:
        print(listing(args.text, dct=args.dct, language=args.lang))
        return 0
    for row in tag_lines(_stdin_lines(), language=args.lang):
        sys.stdout.write(json.dumps(row) + "\n")
    return 0


def _stdin_lines() -> Iterator[str]:
    number = 0
    try:
        for number, line in enumerate(sys.stdin, 1):  # noqa: B007 - the number tells where decoding failed
            yield line
    except UnicodeDecodeError as error:
        raise InputError(
            "standard input", f"line {number + 1}", f"bytes that are not UTF-8 ({error.reason})", "UTF-8"
        ) from None


def _explain_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", metavar="TEXT", help="the words to explain")
    parser.add_argument("--lang", default=None, metavar="en|vi", help="the text's language (default: detected)")
    parser.add_argument("--dct", default=None, metavar="DATE", help="the date of TEXT's creation, YYYY-MM-DD")


def _explain(args: argparse.Namespace) -> int:
    from pipeline.engine.tagging import explain

    print(explain(args.text, dct=args.dct, language=args.lang))
    return 0


# --- validate, verify, diff ------------------------------------------------------------------------------------------


def _validate_arguments(parser: argparse.ArgumentParser) -> None:
    _directory_argument(parser)
    parser.add_argument("--format", choices=("text", "json", "github", "junit"), default="text",
                        help="a table, JSON, annotations for GitHub or JUnit XML (default: text)")  # fmt: skip


def _validate(args: argparse.Namespace) -> int:
    from pipeline.publish.arrow import load_arrow
    from pipeline.publish.checks.report import FORMATS
    from pipeline.publish.validate import CHECKS, validate

    load_arrow()
    findings = validate(args.directory)
    text = FORMATS[args.format](findings, [check.name for check in CHECKS], args.directory)
    _say([text] if text else [])
    return 1 if findings else 0


def _verify_arguments(parser: argparse.ArgumentParser) -> None:
    _directory_argument(parser)
    parser.add_argument("--corpus", type=Path, default=None, metavar="CORPUS",
                        help="what the package was built from (default: corpus)")  # fmt: skip


def _verify(args: argparse.Namespace) -> int:
    from pipeline.publish.arrow import load_arrow
    from pipeline.publish.verify import verify

    load_arrow()
    corpus = args.corpus or Path("corpus")
    if args.corpus is None and not corpus.exists() and (args.directory / "datapackage.json").is_file():
        raise InputError("--corpus", None, "no corpus here", "what the package was built from")
    findings = verify(args.directory, corpus)
    _say(findings)
    if not findings:
        print(f"{_shown(args.directory)}: every mention stands in {corpus} as its row says")
    return 1 if findings else 0


def _diff_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("old", type=Path, metavar="OLD", help="the directory of a published package")
    parser.add_argument("new", type=Path, metavar="NEW", help="the directory of a later one")


def _diff(args: argparse.Namespace) -> int:
    from pipeline.publish.diff import diff

    for change in diff(args.old, args.new):
        print(change)
    return 0


# --- release, export, site -------------------------------------------------------------------------------------------


def _release_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("version", metavar="VERSION", help="a calendar version, such as 2026.3.0")
    _directory_argument(parser)
    parser.add_argument("--date", default=None, metavar="YYYY-MM-DD", help="the day of the release (default: none)")
    parser.add_argument("--since", type=Path, default=None, metavar="OLD_DIR",
                        help="the package of the last release (default: this is the first)")  # fmt: skip
    parser.add_argument("--corpus", type=Path, default=None, metavar="CORPUS",
                        help="where the release is recorded for later builds (default: DIR/corpus)")  # fmt: skip


def _release(args: argparse.Namespace) -> int:
    from pipeline.engine.reporting import number_of
    from pipeline.publish.release import release
    from viz import timeline

    done = release(args.directory, args.version, day=args.date, since=args.since, corpus=args.corpus, render=timeline)
    print(f"{done.version}: {number_of(done.added, 'event')} added, {done.removed} removed, {done.changed} changed")
    print(f"stamped   {', '.join(['datapackage.json', *done.files])}")
    if not done.recorded:
        print("no corpus keeps this release, and the next build will undo it: build again, and release with --corpus")
    return 0


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", help="jsonld, croissant, ics, geojson, timelinejs, duckdb or xlsx")
    _directory_argument(parser)
    parser.add_argument("--out", type=Path, default=None, metavar="FILE",
                        help="the file (default: DIR/exports/ and the format's own name)")  # fmt: skip


def _export(args: argparse.Namespace) -> int:
    from pipeline.publish.exports import FORMATS, export

    print(_shown(export(args.directory, args.format, args.out)))
    held = next(each.holds for each in FORMATS if each.name == args.format)
    if held:
        print(f"it holds {held}, and no others")
    return 0


def _site_arguments(parser: argparse.ArgumentParser) -> None:
    _directory_argument(parser, metavar="PACKAGE")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the directory of the website")


def _site(args: argparse.Namespace) -> int:
    from pipeline.engine.site import site

    print(_shown(site(args.directory, args.out)))
    return 0


# --- review ----------------------------------------------------------------------------------------------------------


def _review_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("corpus", nargs="?", type=Path, default=Path("corpus"), metavar="CORPUS",
                        help="the directory of the documents and of decisions.csv (default: corpus)")  # fmt: skip
    parser.add_argument("--date", default=None, metavar="YYYY-MM-DD", help="the day of the decisions (default: today)")
    parser.add_argument("--by", default="", metavar="NAME", help="who decides (default: not told)")


def _review(args: argparse.Namespace) -> int:
    from pipeline.engine.review import review, today

    ask = input if sys.stdin.isatty() and sys.stdout.isatty() else None
    review(args.corpus, tell=print, ask=ask, day=args.date or today(), by=args.by)
    return 0


# --- arguments that several commands share ---------------------------------------------------------------------------


def _directory_argument(parser: argparse.ArgumentParser, metavar: str = "DIR") -> None:
    parser.add_argument("directory", nargs="?", type=_package, default=Path(), metavar=metavar,
                        help="where the package is (default: here)")  # fmt: skip


def _package(word: str) -> Path:
    """The directory of a package, also where its descriptor is named."""
    path = Path(word)
    return path.parent if path.name == "datapackage.json" else path


def _positive(word: str) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= 1024:
        raise argparse.ArgumentTypeError(f"found {word!r}; expected a whole number from 1 to 1024")
    return int(word)


def _shown(path: Path) -> str:
    return str(path)


_COMMANDS: tuple[
    tuple[str, Callable[[argparse.Namespace], int], str, Callable[[argparse.ArgumentParser], None]], ...
] = (
    ("build", _build, "documents to a published package and its timeline", _build_arguments),
    ("tag", _tag, "find and value the temporal expressions of a text", _tag_arguments),
    (
        "explain",
        _explain,
        "say which rule matched, what it was resolved against and which event came of it, or why none did",
        _explain_arguments,
    ),
    ("validate", _validate, "check the package in DIR; list what fails", _validate_arguments),
    ("verify", _verify, "prove every published mention against the corpus", _verify_arguments),
    ("diff", _diff, "events added, removed and changed between two packages", _diff_arguments),
    ("timeline", _timeline, "the timeline page alone, from a published package", _timeline_arguments),
    ("review", _review, "what a person should look at, and what was decided about it", _review_arguments),
    ("release", _release, "stamp a version on the package and tell what it changed", _release_arguments),
    ("export", _export, "the events in a format of other programs", _export_arguments),
    ("site", _site, "a website with the data, its description and the timeline", _site_arguments),
)
