"""Precision, recall and F1 of temporal tagging, by the definitions of TempEval-3.

`strict` counts equal spans; `value` counts expressions that overlap one to one, equal spans first, and have the same
TIMEX3 value; `calendar` is the same over values that name a place in the calendar.
"""

import json
import re

CALENDAR = re.compile(r"(BC)?\d{2,4}(?![\dX])(?!.*X)")


def read(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def aligned(gold, found):
    overlaps = sorted(
        (g[:2] != f[:2], max(g[0], f[0]) - min(g[1], f[1]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if min(g[1], f[1]) > max(g[0], f[0])
    )
    left, right, pairs = set(), set(), []
    for _, _, i, j in overlaps:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((gold[i], found[j]))
    return pairs


def f1(right, answers, gold):
    return 200 * right / (answers + gold) if answers + gold else 0.0


def scores(documents, tagger):
    strict = value = calendar = n_gold = n_found = calendar_gold = calendar_found = 0
    for document in documents:
        gold = [(t["start"], t["end"], t["value"] or "") for t in document["timexes"]]
        found = [(t.span.start, t.span.end, t.value.timex3) for t in tagger(document["text"], document["dct"])]
        n_gold, n_found = n_gold + len(gold), n_found + len(found)
        calendar_gold += sum(bool(CALENDAR.match(g[2])) for g in gold)
        calendar_found += sum(bool(CALENDAR.match(f[2])) for f in found)
        for g, f in aligned(gold, found):
            strict += g[:2] == f[:2]
            value += g[2] == f[2]
            calendar += g[2] == f[2] and bool(CALENDAR.match(g[2]))
    return {
        "strict": f1(strict, n_found, n_gold),
        "value": f1(value, n_found, n_gold),
        "calendar": f1(calendar, calendar_found, calendar_gold),
    }
