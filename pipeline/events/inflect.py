"""Inflection of English nouns and verbs, as far as trigger words need it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_VOWELS = "aeiou"

# lemma → past tense, past participle
_IRREGULAR = """
arise:arose:arisen be:was:been bear:bore:born beat:beat:beaten become:became:become begin:began:begun bind:bound:bound
bite:bit:bitten blow:blew:blown break:broke:broken bring:brought:brought build:built:built burn:burnt:burnt
buy:bought:bought cast:cast:cast catch:caught:caught choose:chose:chosen come:came:come cost:cost:cost
creep:crept:crept cut:cut:cut deal:dealt:dealt dig:dug:dug do:did:done draw:drew:drawn drink:drank:drunk
drive:drove:driven eat:ate:eaten fall:fell:fallen feed:fed:fed feel:felt:felt fight:fought:fought find:found:found
flee:fled:fled fly:flew:flown forbid:forbade:forbidden forget:forgot:forgotten freeze:froze:frozen get:got:got
give:gave:given go:went:gone grow:grew:grown hang:hung:hung have:had:had hear:heard:heard hide:hid:hidden hit:hit:hit
hold:held:held hurt:hurt:hurt keep:kept:kept know:knew:known lay:laid:laid lead:led:led leave:left:left lend:lent:lent
let:let:let lie:lay:lain light:lit:lit lose:lost:lost make:made:made mean:meant:meant meet:met:met
overcome:overcame:overcome overthrow:overthrew:overthrown overtake:overtook:overtaken pay:paid:paid put:put:put
quit:quit:quit read:read:read rebuild:rebuilt:rebuilt resell:resold:resold ride:rode:ridden ring:rang:rung
rise:rose:risen run:ran:run say:said:said see:saw:seen seek:sought:sought sell:sold:sold send:sent:sent set:set:set
shake:shook:shaken shine:shone:shone shoot:shot:shot show:showed:shown shut:shut:shut sing:sang:sung sink:sank:sunk
sit:sat:sat sleep:slept:slept speak:spoke:spoken spend:spent:spent split:split:split spread:spread:spread
stand:stood:stood steal:stole:stolen stick:stuck:stuck strike:struck:struck strive:strove:striven swear:swore:sworn
sweep:swept:swept swim:swam:swum take:took:taken teach:taught:taught tear:tore:torn tell:told:told think:thought:thought
throw:threw:thrown undergo:underwent:undergone undertake:undertook:undertaken uphold:upheld:upheld wake:woke:woken
wear:wore:worn weave:wove:woven win:won:won wind:wound:wound withdraw:withdrew:withdrawn write:wrote:written
overrun:overran:overrun foresee:foresaw:foreseen retake:retook:retaken broadcast:broadcast:broadcast burst:burst:burst
shed:shed:shed shrink:shrank:shrunk spin:spun:spun swing:swung:swung spring:sprang:sprung cling:clung:clung
slay:slew:slain slide:slid:slid leap:leapt:leapt tread:trod:trodden weep:wept:wept withstand:withstood:withstood
understand:understood:understood mistake:mistook:mistaken outgrow:outgrew:outgrown oversee:oversaw:overseen
rewrite:rewrote:rewritten repay:repaid:repaid undo:undid:undone breed:bred:bred bend:bent:bent kneel:knelt:knelt
dwell:dwelt:dwelt swell:swelled:swollen foretell:foretold:foretold outsell:outsold:outsold flow:flowed:flowed
"""
# A short final syllable doubles its consonant only under stress, which spelling does not show.
_NO_DOUBLING = frozenset(
    {"visit", "open", "audit", "exhibit", "award", "target", "edit", "develop", "honour", "commission"}
)
_DOUBLING = frozenset(
    {"begin", "forget", "admit", "submit", "omit", "refer", "prefer", "equip", "control", "patrol"}
    | {"commit", "occur", "ban", "plan", "rob", "ship", "stop", "permit", "rebel", "expel", "compel"}
    | {"transfer", "annul", "acquit", "defer", "confer", "infer", "deter", "incur", "recur"}
)


@cache
def irregular_verbs() -> Mapping[str, tuple[str, str]]:
    """Lemma → past tense and past participle.

    >>> irregular_verbs()["fly"]
    ('flew', 'flown')
    """
    entries = (entry.split(":") for entry in _IRREGULAR.split())
    return {lemma: (past, participle) for lemma, past, participle in entries}


@cache
def irregular_forms() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Past tenses → lemma, and past participles → lemma. "Found" is read as the past of find.

    >>> irregular_forms()[0]["went"], irregular_forms()[1]["sworn"]
    ('go', 'swear')
    """
    entries = irregular_verbs().items()
    return {past: lemma for lemma, (past, _) in entries}, {participle: lemma for lemma, (_, participle) in entries}


@cache
def _only_past() -> frozenset[str]:
    past, participle = irregular_forms()
    return frozenset(past.keys() - participle.keys())


def is_only_past(form: str) -> bool:
    """Whether a verb form is an irregular past tense and no participle.

    >>> is_only_past("went"), is_only_past("sold")
    (True, False)
    """
    return form in _only_past()


def is_participle(form: str) -> bool:
    """Whether a verb form may be a past participle.

    >>> is_participle("sold"), is_participle("launched"), is_participle("went")
    (True, True, False)
    """
    return form.endswith("ed") or form in irregular_forms()[1]


def noun_forms(lemma: str) -> tuple[str, str]:
    """Singular and plural.

    >>> noun_forms("treaty"), noun_forms("clash")
    (('treaty', 'treaties'), ('clash', 'clashes'))
    """
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma, lemma[:-1] + "ies"
    if lemma == "crisis":
        return lemma, "crises"
    return lemma, lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")


def verb_forms(lemma: str) -> tuple[str, ...]:
    """Lemma, third person, past, participle and -ing form; British and American where the spelling differs.

    >>> verb_forms("flee")
    ('flee', 'flees', 'fled', 'fled', 'fleeing')
    >>> verb_forms("undergo")[1]
    'undergoes'
    >>> verb_forms("occupy"), verb_forms("legalise")[-1]
    (('occupy', 'occupies', 'occupied', 'occupied', 'occupying'), 'legalizing')
    """
    lemma = lemma.replace("_", " ")
    stem = _stem(lemma)
    past = stem + "ed" if not lemma.endswith("e") else lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        past = lemma[:-1] + "ied"
    drop = lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe"))
    ing = (lemma[:-2] + "ying" if lemma.endswith("ie") else lemma[:-1] + "ing") if drop else stem + "ing"
    irregular = irregular_verbs().get(lemma)
    third = f"{lemma}es" if lemma.endswith("o") and lemma[-2] not in _VOWELS else noun_forms(lemma)[1]
    forms: tuple[str, ...] = (lemma, third, *(irregular or (past, past)), ing)
    if irregular and lemma == "burn":
        forms += (past,)
    if lemma.endswith("ise"):
        return forms + verb_forms(lemma[:-3] + "ize")
    return forms + tuple(form.replace("our", "or") for form in forms) if lemma == "honour" else forms


def _stem(lemma: str) -> str:
    """The stem before -ed and -ing, its last consonant doubled after one short vowel."""
    if lemma in _DOUBLING:
        return lemma + lemma[-1]
    short = len(lemma) >= 3 and lemma[-1] not in _VOWELS + "wxyr" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS
    return lemma + lemma[-1] if short and lemma not in _NO_DOUBLING and len(lemma) <= 4 else lemma
