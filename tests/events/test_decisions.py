"""Reading `decisions.csv`: every fault in one sentence that names file, line, what was found and what would be right."""

from pathlib import Path

import pytest

from pipeline.errors import CorpusError, InputError
from pipeline.events.decisions import COLUMNS, EDITABLE, Decision, read_decisions, with_row

HEADER = "action,event_id,other,field,value,reason,date,by\n"


def written(directory: Path, *rows: str, header: str = HEADER) -> Path:
    path = directory / "decisions.csv"
    path.write_bytes((header + "".join(f"{row}\n" for row in rows)).encode())
    return path


def test_no_file_is_no_decision(tmp_path):
    assert read_decisions(tmp_path / "decisions.csv") == ()


def test_rows_of_every_action_are_read(tmp_path):
    path = written(
        tmp_path,
        "confirm,a,,,,seen,2026-03-09,Ada",
        "confirm,a,b,,,two fairs,2026-03-09,",
        "merge,c,d,,,one fair,2026-03-09,",
        "split,c,fair@12-0a1b2c3d,,,another year,2026-03-09,",
        "reject,e,,,,a fare,2026-03-09,",
        "reject,c,fair@40-0a1b2c3d,,,a fare,2026-03-09,",
        'edit,a,,label,"Fair, the first",clearer,2026-03-09,',
    )
    read = read_decisions(path)
    assert [each.action for each in read] == ["confirm", "confirm", "merge", "split", "reject", "reject", "edit"]
    assert [each.line for each in read] == list(range(2, 9))
    assert [each.mention for each in read if each.mention] == ["fair@12-0a1b2c3d", "fair@40-0a1b2c3d"]
    assert read[0] == Decision(action="confirm", event_id="a", reason="seen", date="2026-03-09", by="Ada", line=2)
    assert read[-1].value == "Fair, the first"


def test_what_spreadsheets_write_is_read(tmp_path):
    path = tmp_path / "decisions.csv"
    columns = ",".join(reversed(COLUMNS))
    path.write_bytes(f'\ufeff{columns}\r\n\r\n,2026-03-09,"two\r\nlines",,,,a,confirm\r\n'.encode())
    (read,) = read_decisions(path)
    assert (read.event_id, read.reason, read.line) == ("a", "two\r\nlines", 3)


BAD = [
    ("", "line 1: found no column 'action'; expected the columns action,event_id"),
    ("action,event_id\n", "line 1: found no column 'other'"),
    (HEADER.replace("by", "who"), "line 1: found the column 'who'"),
    (HEADER.replace("by", "date"), "line 1: found the column 'date' twice"),
    (HEADER + "confirm,a\n", "line 2: found 2 cells; expected 8, as in the header"),
    (HEADER + "approve,a,,,,seen,2026-03-09,\n", "line 2: found the action 'approve'; expected merge or split or"),
    (HEADER + "\n\nconfirm,,,,,seen,2026-03-09,\n", "line 4: found confirm without event_id"),
    (HEADER + "confirm,a,,,,,2026-03-09,\n", "line 2: found confirm without reason"),
    (HEADER + "confirm,a,,,,seen,,\n", "line 2: found confirm without date"),
    (HEADER + "confirm,a,,,,seen,9 March,\n", "line 2: found the date '9 March'; expected the day"),
    (HEADER + "confirm,a,,,,seen,2026-02-30,\n", "line 2: found the date '2026-02-30'"),
    (HEADER + "confirm,a,,label,,seen,2026-03-09,\n", "line 2: found confirm with field 'label'; expected nothing"),
    (
        HEADER + "confirm,a,m@3-0,,,seen,2026-03-09,\n",
        "line 2: found confirm with other 'm@3-0'; expected the id of an",
    ),
    (HEADER + "confirm,m@3-0,,,,seen,2026-03-09,\n", "line 2: found event_id 'm@3-0', which is the id of a mention"),
    (HEADER + "merge,a,,,,seen,2026-03-09,\n", "line 2: found merge without other; expected the id of the event"),
    (HEADER + "merge,a,a,,,seen,2026-03-09,\n", "line 2: found merge of 'a' with itself; expected two events"),
    (HEADER + "split,a,b,,,seen,2026-03-09,\n", "line 2: found split with other 'b'; expected the id of a mention"),
    (HEADER + "split,a,,,,seen,2026-03-09,\n", "line 2: found split without other"),
    (HEADER + "edit,a,,colour,red,seen,2026-03-09,\n", "line 2: found the field 'colour'; expected one of label,"),
    (HEADER + "edit,a,,,red,seen,2026-03-09,\n", "line 2: found edit without field"),
    (HEADER + "edit,a,,label,,seen,2026-03-09,\n", "line 2: found label ''; expected one line of 1 to 120"),
    (HEADER + f"edit,a,,label,{'x' * 121},seen,2026-03-09,\n", "line 2: found label 'xxx"),
    (HEADER + "edit,a,,date_edtf,soon,seen,2026-03-09,\n", "line 2: found date_edtf 'soon'; expected EDTF"),
    (HEADER + "edit,a,,date_edtf,2026-02-30,seen,2026-03-09,\n", "line 2: found date_edtf '2026-02-30'"),
    (
        HEADER + "edit,a,,event_type,party,seen,2026-03-09,\n",
        "line 2: found event_type 'party'; expected one of legal_",
    ),
    (HEADER + "edit,a,,date_relation,in,seen,2026-03-09,\n", "line 2: found date_relation 'in'; expected one of on,"),
    (HEADER + "edit,a,,modality,sure,seen,2026-03-09,\n", "line 2: found modality 'sure'; expected one of occurred,"),
    (HEADER + "edit,a,,place_id,atlantis,seen,2026-03-09,\n", "line 2: found place_id 'atlantis'; expected a place"),
    (HEADER + "edit,a,,reference,none,seen,2026-03-09,\n", "line 2: found reference 'none'; expected an official"),
    (HEADER + 'confirm,a,,,,"see"n,2026-03-09,\n', "line 2: found a row that isn't CSV"),
    (HEADER + 'confirm,a,,,,"seen,2026-03-09,\n', "line 2: found a row that isn't CSV"),
]


@pytest.mark.parametrize(("content", "message"), BAD)
def test_a_fault_is_one_sentence(content, message, tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_decisions(path)
    assert str(caught.value).startswith(f"{path}, {message}")
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text_are_named(tmp_path):
    path = tmp_path / "decisions.csv"
    path.write_bytes(HEADER.encode() + b"confirm,a,,,,s\xffen,2026-03-09,\n")
    with pytest.raises(InputError, match="line 2: found the byte 0xFF"):
        read_decisions(path)


def test_all_faults_are_counted_or_listed(tmp_path):
    path = written(tmp_path, "confirm,a,,,,,2026-03-09,", "fly,a,,,,seen,2026-03-09,", "merge,a")
    with pytest.raises(CorpusError, match=r"line 2: .* \(and 2 more\)$"):
        read_decisions(path)
    with pytest.raises(CorpusError, match=r"(?s)line 2: .*line 3: .*line 4: "):
        read_decisions(path, verbose=True)


CONTRADICTIONS = [
    (["merge,a,b", "merge,c,b"], "line 3: found merge of 'b' into 'c', which line 2 merges into 'a'"),
    (["merge,a,b", "merge,b,a"], "line 3: found merge of 'a' into 'b', which line 2 merges the other way"),
    (["merge,a,b", "merge,b,c", "merge,c,a"], "line 4: found merge of 'a' into 'c', which line 3 merges the other way"),
    (["merge,a,b", "reject,a,"], "line 2: found merge of 'a', which line 3 rejects"),
    (["merge,a,b", "reject,b,"], "line 2: found merge of 'b', which line 3 rejects"),
    (["reject,a,", "reject,a,"], "line 3: found reject of 'a', which line 2 rejects"),
    (["reject,a,", "confirm,a,"], "line 3: found confirm of 'a', which line 2 rejects"),
    (["reject,a,", "edit,a,,modality,planned"], "line 3: found edit of 'a', which line 2 rejects"),
    (["reject,a,", "split,a,m@1-0"], "line 3: found split of 'a', which line 2 rejects"),
    (["merge,a,b", "confirm,b,a"], "line 3: found confirm of 'b' beside 'a', which line 2 merges"),
    (["merge,c,a", "merge,c,b", "confirm,a,b"], "line 4: found confirm of 'a' beside 'b', which line 2 merges"),
    (["split,a,m@1-0", "reject,a,m@1-0"], "line 3: found reject of 'm@1-0', which line 2 splits off already"),
    (["reject,a,m@1-0", "reject,a,m@1-0"], "line 3: found reject of 'm@1-0', which line 2 rejects already"),
    (["edit,a,,label,X", "edit,a,,label,Y"], "line 3: found edit of label of 'a', which line 2 edits already"),
    (
        ["merge,a,b", "edit,a,,label,X", "edit,b,,label,Y"],
        "line 4: found edit of label of 'b', which line 3 edits already",
    ),
]


def row(short: str) -> str:
    cells = short.split(",")
    return ",".join([*cells, *[""] * (5 - len(cells)), "seen", "2026-03-09", ""])


@pytest.mark.parametrize(("rows", "message"), CONTRADICTIONS)
def test_contradictions_name_both_lines(rows, message, tmp_path):
    path = written(tmp_path, *map(row, rows))
    with pytest.raises(InputError) as caught:
        read_decisions(path)
    assert str(caught.value).startswith(f"{path}, {message}; expected one decision on a matter")


def test_what_only_looks_contradictory_is_read(tmp_path):
    rows = ["merge,a,b", "merge,b,c", "edit,a,,label,X", "edit,b,,modality,planned", "confirm,c,", "reject,a,m@1-0"]
    assert len(read_decisions(written(tmp_path, *map(row, rows)))) == len(rows)


CELLS = {"action": "confirm", "event_id": "a", "reason": 'called "the" fair, twice', "date": "2026-03-09"}
CONTENTS = [
    b"",
    HEADER.encode(),
    HEADER.encode() + b"confirm,b,,,,seen,2026-03-09,",
    HEADER.encode().replace(b"\n", b"\r\n") + b"confirm,b,,,,seen,2026-03-09,\r\n",
    b"\xef\xbb\xbfby,date,reason,value,field,other,event_id,action\n",
]


@pytest.mark.parametrize("content", CONTENTS)
def test_a_row_is_added_and_the_rest_stays(content, tmp_path):
    longer = with_row(tmp_path / "decisions.csv", content, CELLS)
    assert longer.startswith(content)
    assert longer.count(b"\r\n") in {0, longer.count(b"\n")}
    (tmp_path / "decisions.csv").write_bytes(longer)
    *_, last = read_decisions(tmp_path / "decisions.csv")
    assert (last.event_id, last.reason) == ("a", CELLS["reason"])


def test_a_row_that_contradicts_is_not_added(tmp_path):
    content = with_row(tmp_path / "decisions.csv", b"", {**CELLS, "action": "reject"})
    with pytest.raises(InputError, match="line 3: found confirm of 'a', which line 2 rejects"):
        with_row(tmp_path / "decisions.csv", content, CELLS)


def test_every_column_that_may_be_edited_is_one_of_the_table():
    from pipeline.publish.tables import table

    assert set(EDITABLE) <= {column.name for column in table("events").columns}


def test_the_longest_text_of_a_reference_is_that_of_the_package():
    from pipeline.events import decisions
    from pipeline.publish.checks import content

    assert decisions._REFERENCE.pattern == content._REFERENCE.pattern
