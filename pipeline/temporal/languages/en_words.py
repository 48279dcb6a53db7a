"""English words around an expression: what makes a number no year, a name no month, and the tense of a sentence."""

from __future__ import annotations

import re

_COUNTED = (
    "people|men|women|children|soldiers|troops|officers|sailors|marines|civilians|prisoners|casualties|victims|deaths|"
    "killed|wounded|dead|missing|refugees|workers|students|members|delegates|deputies|voters|votes|seats|tanks|guns|"
    "aircraft|planes|ships|boats|vessels|vehicles|horses|rifles|bombs|missiles|houses|homes|buildings|villages|schools|"
    "miles|kilometres|kilometers|km|metres|meters|m|ft|feet|yards|acres|hectares|ha|tons|tonnes|kg|kilograms|pounds|lb|"
    "litres|liters|dollars|euros|usd|eur|vnd|percent|per|%|degrees|words|pages|copies|times|points|items|units|shares|"
    "jobs|cases|barrels|gallons|volts|watts|mw|kw|hp|mm|cm|rpm|years|days|hours|minutes|persons|inhabitants|households|"
    "strong|hits|runs|goals|employees|passengers|families|cadres|persians|greeks|romans|germans|americans"
)
_AFTER_NUMBER = re.compile(
    rf"[ -](?:(?:more|other|british|german|french|american|armed|military) )?(?:{_COUNTED})(?![^\W_])"
)
_BEFORE_NUMBER = re.compile(
    r"(?:[$€£¥#]|(?<![^\W_])(?:us\$|no\.?|nr\.?|numbers?|numbered|pages?|pp?\.|sections?|articles?|chapters?|vol\.?|volumes?|"
    r"routes?|highway|flight|room|windows|russell|nikkei|ftse|topix|stoxx|boeing|airbus|model|type|channel|suite|bus|locomotive|box|psalm|iso|din|rfc|"
    r"resolutions?|decrees?|directives?|circulars?|decisions?|figure|table|about|around|approximately|nearly|almost|over|some|"
    r"(?<!later )(?<!earlier )(?<!sooner )than|least|estimated|only|another|roughly|exactly)|(?<![0-9])[0-9]{1,4})$"
)
_GLUED = re.compile(r"[0-9][,.:/]$|[a-z0-9]-$|[/=+x×°]$")
_GLUED_PREFIX = re.compile(r"(?:^|[^\w])(?:post|pre|non|mid|late|early)-$")
_STATED = re.compile(
    r"(?:in|since|of|by|from|until|till|to|between|before|after|during|and|,|\(|through|year|years|for)\s?$"
)
_PLURAL = re.compile(
    r" (?!(?:was|has|is|his|as|this|its|does|us|across|towards|thus|plus|less|always|besides|perhaps|overseas|sees|"
    r"goes|comes|makes|marks|brings|takes|begins|ends|remains|elections|olympics|games|series|congress)(?![a-z]))"
    r"[a-z]{3,20}s(?![^\W_])"
)
_DATING = re.compile(
    r"(?<![^\W_])(?:the|a|an|in|of|on|at|since|by|from|until|till|to|between|and|or|during|after|before|for|this|that|"
    r"its|his|her|their|our|year|january|february|march|april|may|june|july|august|september|october|november|december)"
    r",? $|^$|[(,;:–-] ?$"
)
_CONTINUED = re.compile(r"[/%°+_@]|[,.][0-9]|-[0-9]{1,4}-[0-9]")
_IN = re.compile(r"(?<![^\W_])(?:in|since) $")
_MODERN = 1800, 2100
_PLAIN = 1100, 2100


def year_alone(low: str, start: int, end: int) -> bool:
    """Whether four digits are a year and not a quantity, a number of something or part of a longer number."""
    words = low[start:end]
    if not words.isdigit():
        return True
    before = low[max(0, start - 16) : start]
    if _CONTINUED.match(low, end) or _BEFORE_NUMBER.search(before.rstrip(" ")):
        return False
    if _AFTER_NUMBER.match(low, end):
        # a noun that is counted as well as not: "in 1970 American ships left"
        return bool(_IN.search(before)) and _MODERN[0] <= int(words) < _MODERN[1]
    if _PLURAL.match(low, end) and not _DATING.search(before):
        return False
    if before[-1:] != " " and _GLUED.search(before) and not _GLUED_PREFIX.search(before):
        return False
    plain = _PLAIN[0] <= int(words) < _PLAIN[1]
    return plain or bool(_STATED.search(before) or (_ENTRY.search(before) and _TOLD.match(low, end)))


# what wasn't done in one year or the next was done in neither
_NOT = re.compile(r"(?:(?<![^\W_])(?:not|never|no|neither|nor|without|cannot)|n['’]t) (?:[^\s.,;:!?]{1,20} ){0,8}$")


def either_date(low: str, start: int, end: int) -> bool:
    """Whether "1907 or 1908" are years, as `year_alone` says of each, and one of two dates is meant, not both."""
    if _NOT.search(low, max(0, start - 80), start):
        return False
    words = low[start:end].split()
    if len(words[-1]) != 4 or words[-2] not in {"or", "in"}:
        return True
    return year_alone(low, start, start + 4) and year_alone(low, end - 4, end)


# A line of a chronicle: "1066: A comet was seen".
_ENTRY = re.compile(r"(?:^|\n)(?:[-*•] )?$")
_TOLD = re.compile(r":[ \n]| [–—-] ")
_DATED = (
    "built|rebuilt|born|died|dates?|dated|dating|back|since|until|till|between|founded|established|began|begun|opened|"
    "closed|made|written|painted|created|completed|constructed|published|erected|introduced|settled|started|ended|"
    "lasted|beginning|occurred|happened|moved|became|arrived|demolished|discovered|invented|formed|developed|married|"
    "active|probably|perhaps|possibly|sometime|flourished|appeared|disappeared|abandoned|destroyed|later|earlier"
)
_DATED_BEFORE = re.compile(rf"(?:^|[\n.;:,(*–—-] ?|(?<![^\W_])(?:{_DATED}|in|from|to|by|and|or|of) )$")
_GROWN = re.compile(
    r"(?:rose|rise|risen|fell|fall|fallen|grew|grown|growth|increased?|decreased?|dropped?|declined?|up|down|reduced|"
    r"expanded|raised|cut|climbed|jumped|amount(?:s|ed)?|came|total|population|crowd|force|number|strength|crew) "
    r"(?:to|from|by|of) $"
)
_COUNTING = re.compile(
    r"(?<![^\W_])(?:is|are|was|were|be|been|at|had|has|have|having|with|costs?|costing|paid|pays|numbered|numbering|"
    r"numbers|totall?ed|totall?ing|weighs|weighed|averaged|averaging|for|employs|employed|holds|held|seats|contains|"
    r"contained|attracted|killed|killing|only|some|lost|sold|earned|earns|raised|produced|sent|gathered) $"
)
_ON_A_DATE = re.compile(r"[.,;:)\n*–—-]|$| (?!of |per |percent|million|thousand|hundred|metres|feet|to [0-9])")
_TOPIC = re.compile(
    r"(?<![^\W_])(?:books?|films?|novels?|stor(?:y|ies)|tales?|talks?|talked|lectures?|debates?|questions?|articles?|"
    r"documentar(?:y|ies)|know|knew|learn|learned|wrote|writes?|writing|think|thought|speak|spoke|asked|songs?|said|"
    r"concern(?:s|ed)?|worr(?:y|ies|ied)|say|tells?|told|play|poems?|nothing|something|much|more|all|is|was|were|are) $"
)


def about_date(low: str, start: int, end: int) -> bool:
    """Whether "about" or "around" makes a date approximate, and neither a quantity nor a topic follows it.

    A bare number is a year where the words before it date something, or begin a sentence: "built about 1970".
    """
    words = low[start:end]
    if words[0] == "c":
        return not words[-4:].isdigit() or not _AFTER_NUMBER.match(low, end)
    before = low[max(0, start - 28) : start]
    head, _, number = words.rpartition(" ")
    if not number.isdigit() or "year" in head or head not in {"about", "around", "roughly", "approximately"}:
        return not words.startswith("about") or not _TOPIC.search(before)
    if _AFTER_NUMBER.match(low, end) or _PLURAL.match(low, end) or not _ON_A_DATE.match(low, end):
        return False
    if not _PLAIN[0] <= int(number) < _PLAIN[1] or _GROWN.search(before):
        return False
    return bool(_DATED_BEFORE.search(before)) or (head == "around" and not _COUNTING.search(before))


def after_adverb(low: str, start: int, end: int) -> bool:
    """Whether digits after an adverb, and a preposition or none, are a year as `year_alone` says."""
    return year_alone(low, low.rfind(" ", start, end) + 1, end)


def year_range(low: str, start: int, end: int) -> bool:
    """Whether a member of a range of years is no part of a longer number."""
    before, after = low[max(0, start - 2) : start], low[end : end + 2]
    return not (_DIGIT_BEFORE.search(before) or _DIGIT_AFTER.match(after))


_DIGIT_BEFORE = re.compile(r"(?:[$€£#]|[a-z0-9][-/])$")
_DIGIT_AFTER = re.compile(r"[-/][0-9a-z]|[.,][0-9]")
_MONTH_AND_MORE = frozenset(
    ("may", "march", "mar", "april", "apr", "june", "jun", "august", "jan", "dec", "sep", "feb")
)
_NAME_AROUND = re.compile(r" (?:will|would|has|said|smith|not|be|have|also|well|he|she|they|i)(?![^\W_])")
_MONTH_BEFORE = re.compile(
    r"(?<![^\W_])(?:in|on|by|since|until|till|from|to|of|during|before|after|through|between|and|last|next|this|that|"
    r"each|every|late|early|mid|the|a|around|about|for|or) $|[,;(–-] ?$"
)
_PREPOSITION = re.compile(r"(?<![^\W_])(?:in|by|since|until|till|from|during|through) $")


_THE_MARCH = re.compile(r"the march(?: to| on| of|\.|,)")


def month_alone(low: str, start: int, end: int) -> bool:
    """Whether the name of a month without a day or year is one, and no verb, first name or abbreviation."""
    if low[start:end] not in _MONTH_AND_MORE:
        return True
    reach = max(0, start - 9)
    if _THE_MARCH.match(low, max(0, start - 4)):
        return False
    if _PREPOSITION.search(low, reach, start):
        return True
    return bool(_MONTH_BEFORE.search(low, reach, start)) and not _NAME_AROUND.match(low, end)


_CARRIED = re.compile(r"(?:carry|carried|carries|won|win|wins|saved?|seize|of|call it) $")
_WHICH = re.compile(r" (?:when|that|on which|in which|of|after|before|he|she|it|they|we|is|was|job)(?![^\W_])")


def the_day(low: str, start: int, end: int) -> bool:
    """Whether "the day" is the one that the text tells of, and no figure of speech nor a day explained afterwards."""
    return not _CARRIED.search(low, max(0, start - 9), start) and not _WHICH.match(low, end)


_ON = re.compile(r"(?<![^\W_])(?:on|by|until|till|since|from|and|to|before|after) $")
_NO_NOUN = re.compile(
    r"[.,;:)\n]|$| (?:and|or|to|was|were|had|he|she|it|they|we|i|you|his|her|our|my|their|the|a|in|at|when|but|after|"
    r"before|with|there|"
    r"of (?:that|the) month)"
    r"(?![^\W_])"
)


def the_nth(low: str, start: int, end: int) -> bool:
    """Whether "the 20th" is a day: after "on" and the like, and with no noun that it counts."""
    return bool(_ON.search(low, max(0, start - 8), start)) and bool(_NO_NOUN.match(low, end))


_SINCE = re.compile(r"(?<![^\W_])(?:in|since|until|till|by|of|from|to|and) $")


def numeric_month(low: str, start: int, end: int) -> bool:
    """Whether 08/2019 is a month and no fraction or number of an act."""
    return bool(_SINCE.search(low, max(0, start - 7), start)) and not PLURAL_NOUN.match(low, end)


PLURAL_NOUN = re.compile(r" [a-z]{3,20}s(?![^\W_])|[/%-]")
_TO = re.compile(r"(?:years?|months?|weeks?) to $")


def counts_no_other(low: str, start: int, _end: int) -> bool:
    """Whether "the day after" is a date, and not how exactly something is counted: "ten years to the day after"."""
    return not _TO.search(low, max(0, start - 10), start)


# "at 5 a.m. Oslo time on 3 May", "9 a.m. Eastern Daylight Time Friday"
MERGE_GAP = re.compile(r"(?:[a-z]{3,12} ){1,2}time,?(?: on)?")
# an event beside which a day is told: "the day after the vote"
BESIDE_EVENT = re.compile(r" (?:before|after|following) (?:the|an?|his|her|its|their|our|this) ")


def after_in(low: str, start: int, _end: int) -> bool:
    """Whether "in" or "within" stands before: "in three weeks' time", but no other time of three weeks."""
    return low.endswith(("in ", "within ", "in about ", "in around "), 0, start)


_CLAUSE_WORDS = ("before", "prior")


def stands_apart(low: str, start: int, end: int) -> bool:
    """Whether "two days before" is a date by itself, and not the beginning of "two days before the match"."""
    return not low[start:end].endswith(_CLAUSE_WORDS) or low[end : end + 1] in {"", ",", ".", ";", ":", ")", "\n"}


_AGED = re.compile(r"(?:(?:his|her|their|my|your|our|into|[0-9$£€]) ?|[0-9][.,])$")


def short_decade(low: str, start: int, _end: int) -> bool:
    """Whether "90s" is a decade, and not the age of a person or a temperature."""
    return not _AGED.search(low, max(0, start - 12), start)


_ELISION = re.compile(
    r"(?:in|of|since|from|to|by|until|the|early|late|and|-|–|summer|spring|fall|winter|autumn|class of|[0-9],) ?$"
)


def short_year(low: str, start: int, end: int) -> bool:
    """Whether two digits after an apostrophe are a year, and not minutes or feet."""
    return bool(_ELISION.search(low, max(0, start - 9), start)) and not _AFTER_NUMBER.match(low, end)


def month_and_short_year(low: str, _start: int, end: int) -> bool:
    """Whether two digits and an apostrophe after a month are its year, and do not begin a count or a longer number."""
    return not _AFTER_NUMBER.match(low, end) and not low[end : end + 1].isdigit()


_ARTICLE = re.compile(r"(?<![^\W_])a $")


def no_part_number(low: str, start: int, end: int) -> bool:
    """Whether "2H20" is a half of a year, and not, after an article, the number of a part."""
    return "h" not in low[start:end] or not _ARTICLE.search(low, max(0, start - 3), start)


_OF_WEEKS = re.compile(r" (?:schools?|prayers|roasts?|league|lunch club|papers|best|market)(?![^\W_])")
_DARK = re.compile(r"(?:black|bloody|super|cyber|good|ash|easter|palm|fat|shrove|maundy) $")


def weekday_alone(low: str, start: int, end: int) -> bool:
    """Whether the name of a weekday is one, and no part of the name of some historic day, or of a Sunday school."""
    return not _DARK.search(low, max(0, start - 9), start) and not _OF_WEEKS.match(low, end)


# A verb between the two tells of something else: "in autumn and will close in 1931".
YEAR_AHEAD = re.compile(
    r"(?: (?!(?:but|will|would|was|were|is|are|has|had|have|until|when|which|who|that|then|before|after)"
    r"(?![^\W_]))[^\W\d_]{2,20}+){1,4} (?:of|in) ([12][0-9]{3})(?![0-9])"
)


def numeric_alone(low: str, start: int, end: int) -> bool:
    """Whether a date with a year of two digits is not part of a longer number."""
    return low[start - 1 : start] not in {"/", "."} and low[end : end + 1] not in {"/", "%"}


# "until May", "the vote is on Friday", "elections are in May"
AHEAD = re.compile(
    r"(?:(?:u(?<![^\W_]u)nti|t(?<![^\W_]t)il)l|(?:i(?<![^\W_]i)s|a(?<![^\W_]a)re) (?:on|in|at|for)) "
    r"(?:the |late |early |mid-)?$"
)

_APPOSED = re.compile(
    r"(?:[0-9](?:st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november|december|"
    r"day)(?:, | ?[-–—] ?)$"
)
_EXPLAINED = re.compile(r" [a-z]")


def explains_a_date(low: str, start: int, end: int) -> bool:
    """Whether "the day after" says once more which day the date before it is: "on 2 May, the day after the vote"."""
    return bool(_APPOSED.search(low, max(0, start - 14), start)) and bool(_EXPLAINED.match(low, end))


_OF_A_THING = re.compile(
    r" of (?!(?:the |this |that |last |next |every |each ){0,2}(?:day|week|month|year|decade|century))"
    r"[a-z]{1,20}(?:[\s.,;:)]|$)"
)


def of_a_thing(low: str, _start: int, end: int) -> bool:
    """Whether "the first year" is that of something which is no time: "of the strike"."""
    return _OF_A_THING.match(low, end) is not None


def of_anything(low: str, _start: int, end: int) -> bool:
    """Whether "the last day" is that of something: "of the season", "of the year"."""
    return low.startswith(" of ", end)


_BY_THE_CLOCK = re.compile(r"(?<![^\W_])(?:at|by|until|till|from|since|before|after) $")


def told_by_the_clock(low: str, start: int, _end: int) -> bool:
    """Whether four digits before "hours" are a time of day and not a length: "0530 hours", "at 1730 hours"."""
    return low[start] == "0" or bool(_BY_THE_CLOCK.search(low, max(0, start - 7), start))


_OVER = re.compile(r"(?<![^\W_])(?:over|during|on|at|throughout|this|through) $")
NO_NOUN_AFTER = re.compile(
    r"[.,;:)\n]|$| (?:and|or|to|in|at|on|by|from|when|after|before|but|as|that|with|because|the|it|he|she|they|i|we|"
    r"you|his|her|their|my|our|there|was|were|is|are|had|has|will|shall)(?![^\W_])"
)


def over_the_weekend(low: str, start: int, end: int) -> bool:
    """Whether "the weekend" is the one just past: after "over" and the like, and with no noun that it belongs to."""
    return bool(_OVER.search(low, max(0, start - 12), start)) and bool(NO_NOUN_AFTER.match(low, end))


# what may stand between the ends of a range that "from" opens: "until his death in", ", when it opened, until"
_SPAN_WORDS = r"(?: [^\s.,;:!?()0-9]{1,16}){1,6} (?:in|of|on|about|around)"
SPAN_GAP = re.compile(
    r"(?:,[^.;:!?()\n]{1,48},)?,? (?:(?:up |right up |through )?(?:until|till)"
    rf"(?:{_SPAN_WORDS})?|to(?: (?:the|his|her|its|their|a|an){_SPAN_WORDS})?) "
)
_NO_FORMER = re.compile(
    r"[.,;:)]|$| (?:and|or|is|are|was|were|had|has|have|to|of|in|on|at|by|for|with|as|an|a|the|but|did|would|will)"
    r"(?![^\W_])"
)


def former_of(low: str, start: int, end: int) -> bool:
    """Whether "former" tells of what someone or something was, and not which of two is meant."""
    return not low.startswith("the ", max(0, start - 4)) or not _NO_FORMER.match(low, end)


_RATE = re.compile(
    r"(?:[0-9]%?|(?<![^\W_])(?:hundred|thousand|million|billion|dozen|percent|per cent|dollars|cents|euros|pounds|"
    r"times|hours|minutes|miles|kilometres|kilometers|km|tonnes|tons|barrels|gallons|litres|liters|people|visitors|"
    r"passengers|cases|deaths|cars|units|meals|trips|flights|calls|copies)) $"
)


def at_a_rate(low: str, start: int, _end: int) -> bool:
    """Whether "a day" tells how often: after a number or what it counts, as in "40 a day"."""
    return bool(_RATE.search(low, max(0, start - 12), start))


_LASTING = re.compile(r"(?<![^\W_])(?:to|will|would|could|may|might|can|should|must|not|that|which|only|they|ll) $")


def no_lasting(low: str, start: int, _end: int) -> bool:
    """Whether "last six weeks" counts back, and does not tell how long something will last."""
    return not low.startswith("last", start) or not _LASTING.search(low, max(0, start - 7), start)


_OF_WHAT = re.compile(r" of(?![^\W_])")


def of_no_thing(low: str, start: int, end: int) -> bool:
    """Whether "the last two years" are those up to now, and not those of something: "of the war"."""
    return no_lasting(low, start, end) and not _OF_WHAT.match(low, end)


_AS_SOON = re.compile(r"(?<![^\W_])(?:as|too|how|so) $")


def soon_alone(low: str, start: int, end: int) -> bool:
    """Whether "soon" tells of the future by itself, and does not measure from something: "as soon as", "soon after"."""
    return not _AS_SOON.search(low, max(0, start - 4), start) and not _SOON_AFTER.match(low, end)


_SOON_AFTER = re.compile(r" (?:as|after|afterwards?|thereafter|before|enough)(?![^\W_])")
_AT = re.compile(r"(?<![^\W_])(?:at|by|during|from|around|about|until|since|up to) $")


def at_a_time(low: str, start: int, _end: int) -> bool:
    """Whether "this time" is a stretch of time and not an occasion: "by this time", but not "this time it won"."""
    return bool(_AT.search(low, max(0, start - 8), start))
