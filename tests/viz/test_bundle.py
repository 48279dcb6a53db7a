import hashlib
import io
import tarfile

import pytest

from viz import bundle


def archive(content):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as tar:
        info = tarfile.TarInfo(bundle.MEMBER)
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


@pytest.fixture
def fake_npm(tmp_path, monkeypatch):
    """An `npm` that packs what the test gives it, alone on the path."""

    def install(content, status=0):
        (tmp_path / "packed.tgz").write_bytes(archive(content))
        program = tmp_path / "bin" / "npm"
        program.parent.mkdir()
        program.write_text(f"#!/bin/sh\n/bin/cp {tmp_path}/packed.tgz ./plotly.tgz\nexit {status}\n")
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent))

    return install


def test_the_right_bundle_is_put_in_place(fake_npm, tmp_path, monkeypatch):
    fake_npm(b"// plotly")
    monkeypatch.setattr(bundle, "SHA256", hashlib.sha256(b"// plotly").hexdigest())
    target = tmp_path / "vendor" / "plotly.js"
    assert bundle.fetch(target) is None
    assert target.read_bytes() == b"// plotly"
    assert bundle.plotly_script(target) == "// plotly"


def test_a_bundle_with_another_sum_is_refused(fake_npm, tmp_path):
    fake_npm(b"// something else")
    target = tmp_path / "vendor" / "plotly.js"
    assert "not the pinned" in bundle.fetch(target)
    assert not target.exists()


def test_npm_that_fails_or_is_missing_is_told_and_is_no_error(fake_npm, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(bundle, "VENDORED", tmp_path / "plotly.js")
    fake_npm(b"", status=1)
    assert "npm pack" in bundle.fetch(tmp_path / "plotly.js")
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    monkeypatch.setattr(bundle.fetch, "__defaults__", (tmp_path / "plotly.js",))
    assert bundle.main() == 0
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "larger bundle" in told


def test_a_changed_bundle_is_not_used(tmp_path):
    changed = tmp_path / "plotly.js"
    changed.write_bytes(b"alert(1)")
    assert bundle.plotly_script(changed).startswith("/**\n* plotly.js v")


@pytest.mark.parametrize("name", ["VERSION"])
def test_the_pinned_version_is_that_of_the_wheel(name, tmp_path):
    head = bundle.plotly_script(tmp_path / "none")[:60]
    assert getattr(bundle, name) in head
