"""What `validate` prints, read by what its formats are for."""

import json
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from pipeline.publish.checks.finding import Finding, limited, summary
from pipeline.publish.checks.report import FORMATS
from pipeline.publish.validate import CHECKS

HOSTILE = "'<b>&\"]]>%0A,:: \u202e\x1b[2J\n::error::\ud800 Đà Nẵng'"
FINDINGS = [
    Finding(check="enum", resource="events", row=3, field="modality", value="'perhaps'", rule="a known value"),
    Finding(check="enum", resource="events_parquet", row=12, field="modality", value="'?'", rule="a known value", more=7),
    Finding(check="quotes", resource="mentions", row=1, field="quote", value=HOSTILE, rule="100% of it, verbatim: all"),
    Finding(check="hash", resource="places", field="hash", value="0", rule="the hash of the file"),
    Finding(check="listing", resource="datasets/", value="'a:b.csv'", rule="no file but those of the resources"),
    Finding(check="properties", resource="datapackage.json", field="version", value="nothing", rule="a text"),
]  # fmt: skip
NAMES = ["properties", "listing", "hash", "rows", "enum", "quotes"]
COMMAND = re.compile(r"::error ([^:]*)::(.*)")


def rendered(name, findings=FINDINGS, directory=Path("out")):
    return FORMATS[name](findings, NAMES, directory)


def test_text_is_an_aligned_table_with_a_sum():
    head, *rows, total = rendered("text").split("\n")
    assert len(rows) == len(FINDINGS)
    start, end = head.index("row"), head.index("field")
    assert [row[start:end].strip() for row in rows] == ["3", "12", "1", "", "", ""]
    assert [row[:start].split() for row in rows] == [[finding.check, finding.resource] for finding in FINDINGS]
    assert [row[end:].split()[0] for row in rows[:2]] == ["modality", "modality"]
    assert rows[0].split() == ["enum", "events", "3", "modality", "'perhaps'", "a", "known", "value"]
    assert rows[1].endswith("a known value (and 7 more)")
    assert [row[head.index("expected") :].split()[0] for row in rows] == ["a", "a", "100%", "the", "no", "a"]
    assert total == "13 found by 5 of 6 checks"


@pytest.mark.parametrize(("length", "shown"), [(40, "x" * 40), (41, "x" * 39 + "…")])
def test_a_long_cell_is_cut_in_the_text(length, shown):
    finding = Finding(check="enum", resource="events", row=1, field="label", value="x" * length, rule="a known value")
    _, row, _ = rendered("text", [finding]).split("\n")
    assert row.split() == ["enum", "events", "1", "label", shown, "a", "known", "value"]


@pytest.mark.parametrize("name", ["text", "github"])
def test_a_finding_is_one_line_that_a_terminal_shows_as_it_is(name):
    for line in rendered(name).split("\n"):
        assert line.isprintable()
        assert line.encode()


def test_json_has_every_field():
    findings = json.loads(rendered("json"))
    assert [Finding(**each) for each in findings] == FINDINGS
    assert rendered("json").isascii()


def test_github_marks_files_and_lines():
    commands = [COMMAND.fullmatch(line).groups() for line in rendered("github").split("\n")]
    told = [dict(pair.split("=") for pair in properties.split(",")) for properties, _ in commands]
    assert [(unquote(each["file"]), each.get("line")) for each in told] == [
        ("out/datasets/events.csv", "4"),
        ("out/datasets/events.parquet", None),
        ("out/datasets/mentions.csv", None),
        ("out/datasets/places.csv", None),
        ("out/datasets", None),
        ("out/datapackage.json", None),
    ]
    assert [unquote(message) for _, message in commands] == [str(finding) for finding in FINDINGS]
    assert unquote(told[0]["title"]) == "datelines enum"


def test_github_escapes_what_ends_a_property():
    (line,) = rendered("github", FINDINGS[:1], Path("a,b:c%")).split("\n")
    assert line.startswith("::error file=a%2Cb%3Ac%25/datasets/events.csv,title=")


def test_junit_has_a_case_for_every_check_and_a_failure_for_those_that_found_something():
    root = ET.fromstring(rendered("junit"))
    (suite,) = root
    cases = {case.get("name"): case.find("failure") for case in suite.iter("testcase")}
    assert (root.tag, suite.tag) == ("testsuites", "testsuite")
    assert list(cases) == NAMES
    assert cases["rows"] is None
    assert {name for name, failure in cases.items() if failure is not None} == {each.check for each in FINDINGS}
    assert (suite.get("tests"), suite.get("failures")) == ("6", "5")
    assert cases["enum"].text.split("\n") == [str(finding) for finding in FINDINGS[:2]]
    assert cases["quotes"].get("message") == str(FINDINGS[2])


@pytest.mark.parametrize(
    ("name", "said"),
    [("text", "out/datapackage.json: valid, 6 checks passed"), ("json", "[]"), ("github", ""), ("junit", 'failures="0"')],
)  # fmt: skip
def test_nothing_found(name, said):
    text = rendered(name, [])
    assert said in text
    assert bool(text) == bool(said)


@pytest.mark.parametrize(("most", "listed", "more"), [(10, 6, 0), (6, 6, 0), (5, 5, 1), (1, 1, 5)])
def test_what_is_cut_is_counted(most, listed, more):
    found = limited(iter([*FINDINGS[:1], *FINDINGS[2:], FINDINGS[0]]), most)
    assert len(found) == listed
    assert [finding.more for finding in found] == [0] * (listed - 1) + [more]
    assert str(found[-1]).endswith(f"(and {more} more)") == bool(more)


def test_a_summary_counts_what_is_not_listed_too():
    first = "events, row 3, modality: found 'perhaps'; expected a known value [enum]"
    assert summary(FINDINGS[:1]) == first
    assert summary(FINDINGS[:2]) == f"{first} (and 8 more)"
    assert summary(limited(FINDINGS[:1] * 4, 1)) == f"{first} (and 3 more)"


def run(*words):
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "validate", *words], capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_prints_every_format(package, name):
    valid = run(str(package), "--format", name)
    (package / "datasets" / "notes.csv").write_text("a\n")
    found = run(str(package), "--format", name)
    assert (valid.returncode, found.returncode) == (0, 1)
    assert (valid.stderr, found.stderr) == ("", "")
    assert ("notes.csv" in valid.stdout, "notes.csv" in found.stdout) == (False, True)
    if name == "junit":
        assert [case.get("name") for case in ET.fromstring(found.stdout).iter("testcase")] == [
            each.name for each in CHECKS
        ]


def test_a_format_that_is_none_is_refused(package):
    refused = run(str(package), "--format", "xml")
    assert refused.returncode == 2
    assert all(name in refused.stderr for name in FORMATS)
