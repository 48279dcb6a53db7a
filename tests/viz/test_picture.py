import base64

import pytest

import viz
from pipeline.errors import InputError
from viz import picture


@pytest.fixture
def fake_browser(tmp_path, monkeypatch):
    """A browser that prints what the test gives it, named in CHROMIUM."""

    def install(output, status=0):
        (tmp_path / "output").write_text(output, encoding="utf-8")
        program = tmp_path / "browser"
        program.write_text(f"#!/bin/sh\n/bin/cat {tmp_path}/output\nexit {status}\n")
        program.chmod(0o755)
        monkeypatch.setenv("CHROMIUM", str(program))
        return str(program)

    return install


@pytest.mark.parametrize("kind", picture.FORMATS)
def test_what_the_browser_leaves_is_the_picture(kind, fake_browser, packages, tmp_path):
    content = b"\x89PNG or <svg>"
    fake_browser(f'<html><body><pre id="picture">{base64.b64encode(content).decode()}</pre></body></html>')
    directory = packages.write_package(tmp_path / "package")
    written = viz.timeline(directory, kind=kind)
    assert written == directory / "viz" / f"timeline.{kind}"
    assert written.read_bytes() == content


@pytest.mark.parametrize(
    ("output", "status", "message"),
    [
        ("<html></html>", 0, "found a page without the picture"),
        ("", 1, "found CalledProcessError; expected a Chromium"),
    ],
)
def test_a_browser_that_fails_is_one_sentence(output, status, message, fake_browser, packages, tmp_path):
    program = fake_browser(output, status)
    directory = packages.write_package(tmp_path / "package")
    with pytest.raises(InputError, match=message) as caught:
        viz.timeline(directory, kind="svg")
    assert str(caught.value).startswith(program)
    assert not (directory / "viz").exists()


def test_no_browser_is_said_before_any_work(packages, tmp_path, monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError, match="--format: found no Chromium or Chrome on the path; expected a browser"):
        viz.timeline(tmp_path / "no package", kind="png")
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "none"))
    with pytest.raises(InputError, match="none', which can't be run"):
        viz.timeline(tmp_path / "no package", kind="png")


def test_an_unknown_kind(packages, tmp_path):
    with pytest.raises(InputError, match="found 'pdf'; expected html, svg or png"):
        viz.timeline(packages.write_package(tmp_path), kind="pdf")


def test_a_page_for_a_frame(packages, tmp_path):
    directory = packages.write_package(tmp_path)
    assert '<html lang="en" data-embed="true">' in viz.timeline(directory, embed=True).read_text(encoding="utf-8")
    assert '<html lang="en">' in viz.timeline(directory).read_text(encoding="utf-8")
