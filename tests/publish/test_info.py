from dataclasses import fields

import pytest

from pipeline.errors import InputError
from pipeline.publish.info import Contributor, License, PackageInfo, read_info

WHOLE = """
name: harbour
title: Chronicle of a harbour
description: What happened at the quay.
version: "2.1.0"
created: "2026-03-09"
homepage: https://example.org
licenses: [{name: CC0-1.0, path: "https://example.org/cc0", title: Zero}]
contributors: [{title: Archive, roles: [editor], email: a@example.org, path: https://example.org, organization: City}]
keywords: [harbour, shipping]
"""


@pytest.fixture
def read(tmp_path):
    def run(content):
        path = tmp_path / "datapackage.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_info(path)

    return run


def test_every_property_is_read(read):
    info = read(WHOLE)
    assert info == PackageInfo(
        name="harbour",
        title="Chronicle of a harbour",
        description="What happened at the quay.",
        version="2.1.0",
        created="2026-03-09",
        homepage="https://example.org",
        licenses=(License(name="CC0-1.0", path="https://example.org/cc0", title="Zero"),),
        contributors=(
            Contributor(
                title="Archive",
                roles=("editor",),
                email="a@example.org",
                path="https://example.org",
                organization="City",
            ),
        ),
        keywords=("harbour", "shipping"),
    )
    assert all(f"\n{field.name}:" in WHOLE for field in fields(PackageInfo))


@pytest.mark.parametrize("content", ["", "# only a comment\n", b"\xef\xbb\xbf"])
def test_what_is_left_out_keeps_its_default(read, content):
    assert read(content) == PackageInfo()
    assert read("title: T") == PackageInfo(title="T")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("version: 1.0", r"datapackage\.yaml, version: found 1\.0; expected a text, in quotes"),
        ("title: ''", "title: found ''; expected a text"),
        ("created: 2026-03-09", r"created: found datetime.date\(.*; expected the day of the release in quotes"),
        ("created: '2026-3-9'", "created: found '2026-3-9'; expected the day of the release in quotes"),
        ("created: '2026-02-30'", "created: found '2026-02-30'; expected a day of the calendar"),
        ("name: Two Words", "name: found 'Two Words'; expected lower-case letters"),
        ("name: a/../b", "name: found 'a/../b'"),
        ("colour: red", "colour: found a property that isn't known; expected one of name, title"),
        ("1: red", "1: found a property that isn't known"),
        ("- a", "found a list; expected a YAML mapping"),
        ("title: [a", "line 1: found "),
        ("a: b\ntitle: 'c\n", "line 3: found "),
        ("keywords: harbour", "keywords: found 'harbour'; expected a list with at least one item"),
        ("keywords: []", r"keywords: found \[\]; expected a list with at least one item"),
        ("keywords: [a, 3]", r"keywords\[1\]: found 3; expected a text"),
        ("licenses: [{title: Mine}]", r"licenses\[0\]: found {'title': 'Mine'}; expected a mapping with name"),
        (
            "licenses: [{name: MIT, year: 3}]",
            r"licenses\[0\]: found .*; expected a mapping with name and nothing but name",
        ),
        ("licenses: [{name: 3}]", r"licenses\[0\]\.name: found 3"),
        ("contributors: [{title: A, roles: editor}]", r"contributors\[0\]\.roles: found 'editor'; expected a list"),
        ("contributors: [A]", r"contributors\[0\]: found 'A'; expected a mapping with title"),
        (b"title: \xff", "byte 7: found bytes that aren't UTF-8"),
        ("title: !!python/object:os.system x", "line 1: found "),
        ("title: a\x00b", "found "),
    ],
)
def test_faults_are_told_in_a_sentence(read, content, message):
    with pytest.raises(InputError, match=message) as raised:
        read(content)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("content", ["created: 2021-02-31\n", f"title: {'[' * 20_000}\n"], ids=["date", "depth"])
def test_yaml_that_holds_no_value(read, content):
    with pytest.raises(InputError, match="found a date that the calendar lacks, or values nested too deep"):
        read(content)
