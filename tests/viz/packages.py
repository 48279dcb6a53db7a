"""Made-up packages for the tests of the page: the life of an invented river town and its observatory."""

import csv
import json
from pathlib import Path

COLUMNS = {
    "documents": "document_id title authors publisher published language source rights path sha256 characters",
    "events": "event_id label event_type date_edtf date_start date_end start_year end_year precision qualifier "
    "date_relation modality derivation confidence reference place_id n_mentions n_documents reviewed",
    "mentions": "mention_id event_id document_id char_start char_end date_text timex_type timex_value quote "
    "quote_start quote_end section rule anchor",
    "places": "place_id name latitude longitude geo_precision valid_from valid_to wikidata_id",
    "actors": "actor_id name actor_type aliases",
    "participants": "event_id actor_id role",
    "derivations": "event_id rule premises explanation",
}
COLUMNS = {name: text.split() for name, text in COLUMNS.items()}

DOCUMENTS = (
    ("d-ferry", "The ferry that became a bridge", "Lowmarsh Gazette", "2019-09-05", "https://gazette.example/ferry"),
    ("d-lens", "A lens for the valley", "Observatory Letters", "2024-11", "https://letters.example/lens?a=1&b=2"),
    ("d-flood", "Water marks", "", "2021", "javascript:alert(1)"),
)
PLACES = (
    ("p-quay", "Lowmarsh Quay", "51.2", "3.4"),
    ("p-hill", "Tern Hill", "51.3", "3.5"),
    ("p-weir", "Old Weir", "", ""),
)
ACTORS = (("a-guild", "Ferrymen's Guild", "organisation"), ("a-imre", "Ilse Marrow", "person"))

# label, type, EDTF, first day, last day, precision, relation, modality, derivation, place
EVENTS = (
    ("Salt road reaches the marsh", "movement", "-0043-03-15", "", "", "day", "on", "occurred", "stated", "p-quay"),
    ("Heron clans settle the delta", "founding", "-01XX", "", "", "century", "within", "occurred", "stated", "p-quay"),
    ("First ferry licence granted", "legal_act", "1904-05-11", "1904-05-11", "1904-05-11", "day", "on", "occurred", "stated", "p-quay"),
    ("Ferrymen's Guild founded", "founding", "1906", "1906-01-01", "1906-12-31", "year", "on", "occurred", "stated", "p-quay"),
    ("Quay rebuilt in stone", "other", "1909/1912", "1909-01-01", "1912-12-31", "interval", "throughout", "occurred", "stated", "p-quay"),
    ("Great spring flood", "disaster", "1911-04-02", "1911-04-02", "1911-04-02", "day", "on", "occurred", "stated", "p-weir"),
    ("Weir keepers' strike", "uprising", "1913-21", "1913-03-01", "1913-05-31", "season", "within", "occurred", "resolved", "p-weir"),
    ("Lighthouse lamp electrified", "other", "1921-08", "1921-08-01", "1921-08-31", "month", "on", "occurred", "stated", "p-quay"),
    ("Tide tables published", "publication", "1924-10-01", "1924-10-01", "1924-10-01", "day", "on", "occurred", "stated", ""),
    ("Tern Hill surveyed", "assessment", "192X", "1920-01-01", "1929-12-31", "decade", "within", "occurred", "resolved", "p-hill"),
    ("Ilse Marrow appointed surveyor", "appointment", "1928-02-14", "1928-02-14", "1928-02-14", "day", "on", "occurred", "stated", "p-hill"),
    ("Ilse Marrow's years as surveyor", "term", "1928-02-14/1941-06-30", "1928-02-14", "1941-06-30", "interval", "throughout", "occurred", "stated", "p-hill"),
    ("Observatory dome raised", "founding", "1933-09-17", "1933-09-17", "1933-09-17", "day", "on", "occurred", "stated", "p-hill"),
    ("Night-sky ordinance", "legal_act", "1935-01-08", "1935-01-08", "1935-01-08", "day", "on", "occurred", "stated", "p-hill"),
    ("Comet watch", "exercise", "1936-05-03/1936-05-21", "1936-05-03", "1936-05-21", "interval", "on", "occurred", "stated", "p-hill"),
    ("Skirmish at the lock gates", "battle", "1940-05-19~", "1940-05-19", "1940-05-19", "day", "on", "occurred", "stated", "p-weir"),
    ("Blackout on the river", "term", "1940/1944", "1940-01-01", "1944-12-31", "interval", "throughout", "occurred", "stated", "p-quay"),
    ("Ferry rope cut", "battle", "1944-11", "1944-11-01", "1944-11-30", "month", "on", "occurred", "resolved", "p-quay"),
    ("River commission agreed", "agreement", "1947-03-25", "1947-03-25", "1947-03-25", "day", "on", "occurred", "stated", ""),
    ("Bridge congress", "meeting", "1951-06-11/1951-06-15", "1951-06-11", "1951-06-15", "interval", "on", "occurred", "stated", "p-quay"),
    ("North Sea surge drowns the lower town", "disaster", "1953-02-01", "1953-02-01", "1953-02-01", "day", "on", "occurred", "stated", "p-quay"),
    ("Surge memorial unveiled", "commemoration", "1954-02-01", "1954-02-01", "1954-02-01", "day", "on", "occurred", "inferred", "p-quay"),
    ("Dyke ring under construction", "other", "1955/1968-09", "1955-01-01", "1968-09-30", "interval", "throughout", "occurred", "stated", "p-weir"),
    ("Dyke levy act", "legal_act", "1955-12-20", "1955-12-20", "1955-12-20", "day", "on", "occurred", "stated", ""),
    ("Second mirror cast", "other", "1959-40", "1959-01-01", "1959-06-30", "half", "within", "occurred", "stated", "p-hill"),
    ("Radio dish proposal rejected", "agreement", "1962-10", "1962-10-01", "1962-10-31", "month", "on", "negated", "stated", "p-hill"),
    ("Valley bridge opens", "founding", "1966-07-02", "1966-07-02", "1966-07-02", "day", "on", "occurred", "stated", "p-quay"),
    ("Last paddle ferry sails", "movement", "1966-07-01", "1966-07-01", "1966-07-01", "day", "on", "occurred", "stated", "p-quay"),
    ("Ferry museum open", "other", "1971/..", "1971-01-01", "", "open", "since", "ongoing", "stated", "p-quay"),
    ("Eel census", "assessment", "1975-36", "1975-10-01", "1975-12-31", "quarter", "on", "occurred", "stated", "p-weir"),
    ("Drought council meets", "meeting", "1976-08-24", "1976-08-24", "1976-08-24", "day", "on", "occurred", "resolved", ""),
    ("Lowmarsh twinned with Aldermere", "agreement", "1979-04-28", "1979-04-28", "1979-04-28", "day", "on", "occurred", "stated", "p-quay"),
    ("Storm barrier trials", "exercise", "1983-24", "1983-12-01", "1984-02-29", "season", "within", "occurred", "stated", "p-weir"),
    ("Storm barrier in service", "founding", "1986-10-04", "1986-10-04", "1986-10-04", "day", "on", "occurred", "stated", "p-weir"),
    ("Sturgeon seen again", "other", "1989?", "1989-01-01", "1989-12-31", "year", "on", "occurred", "stated", "p-weir"),
    ("Marsh declared a reserve", "legal_act", "1992-05-22", "1992-05-22", "1992-05-22", "day", "on", "occurred", "stated", "p-weir"),
    ("Digital star atlas released", "publication", "1997-11-30", "1997-11-30", "1997-11-30", "day", "on", "occurred", "stated", "p-hill"),
    ("Bridge toll abolished", "legal_act", "2001-01-01", "2001-01-01", "2001-01-01", "day", "on", "occurred", "stated", "p-quay"),
    ("Guild centenary", "commemoration", "2006-09", "2006-09-01", "2006-09-30", "month", "on", "occurred", "inferred", "p-quay"),
    ("Reed-cutters march on the town hall", "uprising", "2008-03-15", "2008-03-15", "2008-03-15", "day", "on", "occurred", "stated", "p-quay"),
    ("River master plan in force", "term", "2010/2019", "2010-01-01", "2019-12-31", "interval", "throughout", "occurred", "stated", ""),
    ("Flood drill Plover", "exercise", "2014-04-11/2014-04-13", "2014-04-11", "2014-04-13", "interval", "on", "occurred", "stated", "p-weir"),
    ("Night train halt restored", "movement", "2016-12-11", "2016-12-11", "2016-12-11", "day", "on", "occurred", "stated", "p-quay"),
    ("Ferry festival", "commemoration", "2019-08", "2019-08-01", "2019-08-31", "month", "on", "occurred", "resolved", "p-quay"),
    ("Budget of the reserve", "assessment", "2020", "2020-01-01", "2020-12-31", "year", "for", "occurred", "stated", "p-weir"),
    ("Summer of the low river", "disaster", "2022-22", "2022-06-01", "2022-08-31", "season", "throughout", "occurred", "stated", "p-weir"),
    ("Mirror recoated", "other", "2023-35", "2023-07-01", "2023-09-30", "quarter", "on", "occurred", "stated", "p-hill"),
    ("Barrier raised nine times", "disaster", "2023-12-20/2024-01-04", "2023-12-20", "2024-01-04", "interval", "on", "occurred", "stated", "p-weir"),
    ("Reserve doubled in size", "legal_act", "2024-06-18", "2024-06-18", "2024-06-18", "day", "on", "occurred", "stated", "p-weir"),
    ("Harbour heat network working", "founding", "2026", "2026-01-01", "2026-12-31", "year", "on", "planned", "stated", "p-quay"),
    ("Quay closed to cars", "target", "2028", "2028-01-01", "2028-12-31", "year", "by", "target", "stated", "p-quay"),
    ("Half the marsh under reed again", "target", "2030", "2030-01-01", "2030-12-31", "year", "by", "target", "stated", "p-weir"),
    ("New ferry without a pilot", "target", "2031-09", "2031-09-01", "2031-09-30", "month", "on", "planned", "resolved", "p-quay"),
    ("River town without carbon", "target", "2040", "2040-01-01", "2040-12-31", "year", "by", "target", "stated", ""),
    ("Dykes a metre higher", "target", "2050", "2050-01-01", "2050-12-31", "year", "by", "hypothetical", "stated", "p-weir"),
    ("Tern Hill closed to the public", "other", "2025-03/2025-10", "2025-03-01", "2025-10-31", "interval", "throughout", "ongoing", "stated", "p-hill"),
    ("Aldermere returns the ferry bell", "agreement", "2025-04-28", "2025-04-28", "2025-04-28", "day", "on", "occurred", "inferred", "p-quay"),
    ("Council of the three rivers", "meeting", "2025-06-14", "2025-06-14", "2025-06-14", "day", "on", "occurred", "stated", ""),
)  # fmt: skip

# What must stay text wherever it stands: each calls `hacked` or asks for an address if it doesn't.
PAYLOADS = (
    "<script>hacked()</script>",
    "</script><script>hacked()</script>",
    "<!--<script>",
    "--></script><img src=x onerror=hacked()>",
    "<img src=x onerror=hacked()>",
    '"><svg/onload=hacked()>',
    "'><svg onload=hacked()>",
    "<svg><script>hacked()</script></svg>",
    "<svg><animate onbegin=hacked() attributeName=x dur=1s>",
    "<iframe src=javascript:hacked()></iframe>",
    "<iframe srcdoc='<script>parent.hacked()</script>'></iframe>",
    '<a href="javascript:hacked()">link</a>',
    "<a href='https://evil.example/'>link</a>",
    "<a xlink:href='javascript:hacked()'>link</a>",
    "<span style=background:url(https://evil.example/a.png)>span</span>",
    "<b style='background-image:url(https://evil.example/b.png)'>bold</b><br><sub>s</sub>",
    "<style>@import url(https://evil.example/c.css);*{display:none}</style>",
    "<link rel=stylesheet href=https://evil.example/d.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<form action=https://evil.example/><button>go</button></form>",
    "<object data=https://evil.example/e></object><embed src=https://evil.example/f>",
    "<input autofocus onfocus=hacked()>",
    "<details open ontoggle=hacked()>",
    "javascript:hacked()",
    "${title} $t_all $$ {title} %{text} {{constructor.constructor('hacked()')()}}",
    "&lt;img src=x onerror=hacked()&gt; &amp; &#60;script&#62;hacked()&#60;/script&#62;",
    "]]><![CDATA[<script>hacked()</script>]]>\u2028\u2029",
    "__proto__ constructor toString \\u003cscript\\u003e \\ \" ' `",
    "\u202e\u2066abc\u2069\u202c\u200f\u0000\ufeff\U000e0041 =cmd|' /C calc'!A0",
)


def hostile_tables(payloads=PAYLOADS):
    """A package in which every text column of every table is hostile, event n with payload n."""
    keys = {"event_id", "document_id", "mention_id", "place_id", "actor_id"}
    verbatim = {
        "char_start",
        "char_end",
        "quote_start",
        "quote_end",
        "date_start",
        "date_end",
        "start_year",
        "end_year",
    }
    made = tables([EVENTS[n % len(EVENTS)] for n in range(len(payloads))])
    for rows in made.values():
        for n, row in enumerate(rows):
            number = int(row["event_id"][2:]) if "event_id" in row else n
            payload = payloads[number % len(payloads)]
            for name, text in row.items():
                if name in verbatim or name in {"n_mentions", "n_documents", "confidence", "reviewed"}:
                    continue
                if name in keys:
                    row[name] = f"{text}{payloads[0]}" if text else ""
                elif name not in {"date_edtf", "quote", "date_text"} or number % 3 == 0:
                    row[name] = f"{text}{payload}"
                elif name != "date_edtf":
                    row[name] = text.replace("The ledger", f"The {payload} ledger")
    return made


def event_row(number, event):
    label, kind, edtf, first, last, precision, relation, modality, derivation, place = event
    years = (
        ("", "") if first or last else {"-0043-03-15": ("-43", "-43"), "-01XX": ("-199", "-100")}.get(edtf, ("", ""))
    )
    qualifier = "approximate" if "~" in edtf else "uncertain" if "?" in edtf else "certain"
    return {
        "event_id": f"e-{number:05d}",
        "label": label,
        "event_type": kind,
        "date_edtf": edtf,
        "date_start": first,
        "date_end": last,
        "start_year": first[:4] if first else years[0],
        "end_year": last[:4] if last else years[1],
        "precision": precision,
        "qualifier": qualifier,
        "date_relation": relation,
        "modality": modality,
        "derivation": derivation,
        "confidence": f"{0.99 - (number % 9) * 0.04:.2f}",
        "reference": "12/1904" if kind == "legal_act" else "",
        "place_id": place,
        "n_mentions": str(1 + number % 3),
        "n_documents": str(1 + (number % 3 == 2)),
        "reviewed": "true" if number % 5 == 0 else "false",
    }


def mention_rows(number, event):
    label, _, edtf, *_, derivation, _ = event
    words = edtf.replace("/", " to ")
    rows = []
    for n in range(1 + number % 3):
        before = f"The ledger of the harbour notes “{label}” under 🜁 "
        start = 400 * n + 37
        rows.append(
            {
                "mention_id": f"m-{number:05d}-{n}",
                "event_id": f"e-{number:05d}",
                "document_id": DOCUMENTS[(number + n) % 3][0],
                "char_start": str(start + len(before)),
                "char_end": str(start + len(before) + len(words)),
                "date_text": words,
                "timex_type": "DATE",
                "timex_value": edtf,
                "quote": f"{before}{words}, in the clerk's round hand.",
                "quote_start": str(start),
                "quote_end": str(start + 300),
                "section": "body",
                "rule": "en.test",
                "anchor": "" if derivation == "stated" else "published" if n == 0 else f"@{37 + len(before)}",
            }
        )
    return rows


def tables(events=EVENTS):
    """All tables of a package with these events, as lists of dictionaries."""
    numbered = list(enumerate(events))
    return {
        "documents": [
            {"document_id": key, "title": title, "publisher": publisher, "published": published, "language": "en",
             "source": source, "path": f"{key}.md", "characters": "4000"}
            for key, title, publisher, published, source in DOCUMENTS
        ],
        "events": [event_row(n, event) for n, event in numbered],
        "mentions": [row for n, event in numbered for row in mention_rows(n, event)],
        "places": [
            {"place_id": key, "name": name, "latitude": lat, "longitude": lon} for key, name, lat, lon in PLACES
        ],
        "actors": [{"actor_id": key, "name": name, "actor_type": kind} for key, name, kind in ACTORS],
        "participants": [
            {"event_id": f"e-{n:05d}", "actor_id": ACTORS[n % 2][0], "role": "organiser"}
            for n, event in numbered if n % 4 == 0
        ],
        "derivations": [
            {"event_id": f"e-{n:05d}", "rule": "anniversary", "premises": json.dumps({"base": "e-00003", "years": 100}),
             "explanation": "the hundredth year after the founding of the guild"}
            for n, event in numbered if event[8] == "inferred"
        ],
    }  # fmt: skip


def write_package(directory, rows=None, *, only=tuple(COLUMNS), title="The river town of Lowmarsh"):
    """Write a package with these tables and return its directory."""
    rows = tables() if rows is None else rows
    directory = Path(directory)
    (directory / "datasets").mkdir(parents=True, exist_ok=True)
    for name in only:
        with (directory / "datasets" / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS[name], restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows.get(name, []))
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "lowmarsh",
        "title": title,
        "description": "Ferries, floods and a telescope: what three local papers remember of an invented town.",
        "version": "2.1.0",
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": [],
    }
    (directory / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    return directory


def many_events(count):
    """`count` made-up events spread over a century and sixteen types."""
    kinds = ("legal_act", "meeting", "disaster", "founding", "agreement", "term", "other", "publication")
    events = []
    for n in range(count):
        year, month, day = 1920 + (n * 7919) % 100, 1 + (n * 31) % 12, 1 + (n * 17) % 28
        iso = f"{year}-{month:02d}-{day:02d}"
        if n % 10 == 0:
            last = f"{year + 2}-{month:02d}-{day:02d}"
            date = (f"{iso}/{last}", iso, last, "interval", "throughout")
        else:
            date = (iso, iso, iso, "day", "on")
        events.append((f"Entry {n} of the river log", kinds[n % 8], *date, "occurred", "stated", PLACES[n % 3][0]))
    return events
