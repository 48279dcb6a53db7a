"""The one table of event types: what each means, the words that trigger it, what it is in two vocabularies.

A new type is one row of `TYPES` (and a value of `model.EventType`); a new trigger is one word in a row. The suite reads
every row's examples, and finds a word that two rows claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.events.inflect import noun_forms, verb_forms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.model import DateRelation, EventType, Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeRow:
    """One event type.

    `nouns` and `verbs` are lemmas; `past` are verbs that are known by their past forms alone, since the others are more
    often nouns ("a fine"). `modality` and `relation` hold where the sentence gives no other sign. `schema_org`
    and `cidoc_crm` are the classes it is exported as (schema.org 29, CIDOC CRM 7.1). `examples` are clauses without
    their date, each of which must be read as this type.
    """

    type: EventType
    means: str
    nouns: tuple[str, ...]
    verbs: tuple[str, ...]
    schema_org: str
    cidoc_crm: str
    examples: tuple[str, ...]
    modality: Modality = "occurred"
    relation: DateRelation | None = None
    past: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


TYPES: tuple[TypeRow, ...] = (
    TypeRow(
        type="legal_act",
        means="A law, decree, resolution or other act of an authority comes into the world or into force.",
        nouns=_words(
            "resolution decree directive decision circular law act regulation ordinance statute bill "
            "constitution edict proclamation verdict ruling sentence legislation planning programme "
            "program amendment charter"
        ),
        verbs=_words(
            "promulgate enact legislate decree proclaim repeal amend outlaw ban abolish sentence convict "
            "legalise prohibit acquit prosecute indict annul overrule decriminalise"
        ),
        schema_org="Legislation",
        cidoc_crm="E65 Creation",
        examples=(
            "The city council adopted a resolution on street lighting.",
            "Parliament enacted a new water law.",
            "The king abolished the salt tax.",
        ),
        past=_words("fine pardon jail license sanction"),
    ),
    TypeRow(
        type="meeting",
        means="People come together to confer.",
        nouns=_words(
            "meeting conference congress summit plenum session talk assembly symposium forum seminar hearing "
            "convention workshop negotiation debate council interview consultation gathering"
        ),
        verbs=_words("meet convene confer negotiate gather assemble debate discuss convoke"),
        schema_org="Event",
        cidoc_crm="E7 Activity",
        examples=("The beekeepers held a conference in Turin.", "The two ministers met in Oslo."),
    ),
    TypeRow(
        type="commemoration",
        means="A past event, a person or an achievement is celebrated.",
        nouns=_words(
            "anniversary celebration ceremony parade festival memorial commemoration jubilee centenary "
            "bicentenary birthday funeral carnival fair exhibition olympics gala prize award medal "
            "tribute"
        ),
        verbs=_words("celebrate commemorate remember honour award decorate knight unveil exhibit"),
        schema_org="Event",
        cidoc_crm="E7 Activity",
        examples=("The town celebrated the anniversary of its bridge.", "The academy awarded her its gold medal."),
    ),
    TypeRow(
        type="exercise",
        means="Forces or services train or rehearse.",
        nouns=_words("exercise drill manoeuvre maneuver rehearsal wargame training"),
        verbs=_words("drill rehearse train"),
        schema_org="Event",
        cidoc_crm="E7 Activity",
        examples=("The fire brigade held a drill at the airport.", "Three navies conducted an exercise off Crete."),
    ),
    TypeRow(
        type="battle",
        means="Armed forces fight; a battle, campaign or war is begun, won or lost.",
        nouns=_words(
            "battle campaign siege offensive invasion attack war raid bombing bombardment victory defeat "
            "liberation capture assault ambush airstrike occupation conquest counterattack skirmish "
            "reunification shelling clash mobilisation encirclement"
        ),
        verbs=_words(
            "attack invade capture defeat besiege bomb conquer liberate shell ambush storm triumph rout occupy "
            "raid surrender retreat recapture annex fight torpedo seize pillage bombard encircle overrun retake "
            "repulse outflank"
        ),
        schema_org="Event",
        cidoc_crm="E7 Activity",
        examples=("The Swedes besieged the fortress.", "The fleet won a victory off the cape."),
        past=_words("blockade plunder advance"),
    ),
    TypeRow(
        type="uprising",
        means="People rise against those in power.",
        nouns=_words(
            "uprising revolution revolt rebellion insurrection mutiny coup protest strike demonstration riot "
            "unrest insurgency boycott walkout lockout"
        ),
        verbs=_words("revolt rebel overthrow depose riot protest mutiny oust topple"),
        schema_org="Event",
        cidoc_crm="E7 Activity",
        examples=("The weavers revolted.", "The dockers began a strike."),
    ),
    TypeRow(
        type="founding",
        means="A body, place or thing comes into being or opens.",
        nouns=_words(
            "founding foundation establishment creation opening launch inauguration formation construction "
            "completion unification introduction restoration invention discovery reopening rebuilding "
            "renovation reconstruction groundbreaking"
        ),
        verbs=_words(
            "found establish create open launch inaugurate form incorporate build construct complete invent "
            "discover introduce unify erect consecrate install restore reopen commission rebuild develop patent "
            "isolate synthesise enlarge renovate refurbish remodel reconstruct electrify widen"
        ),
        schema_org="Event",
        cidoc_crm="E63 Beginning of Existence",
        examples=("Two sisters founded the bakery.", "The canal was opened to ships."),
    ),
    TypeRow(
        type="movement",
        means="Someone or something goes from one place to another.",
        nouns=_words(
            "return arrival departure flight migration journey voyage withdrawal march evacuation relocation "
            "exodus expedition pilgrimage visit tour landing trip emigration exile deportation crossing ascent "
            "descent deployment transfer"
        ),
        verbs=_words(
            "return arrive depart leave flee travel sail emigrate withdraw land visit move relocate evacuate "
            "migrate settle march escape exile deport embark fly tour immigrate cross transfer disembark "
            "repatriate resettle deploy"
        ),
        schema_org="MoveAction",
        cidoc_crm="E9 Move",
        examples=("The botanist returned to Lima.", "The last ferry left the island.", "He moved to Basel."),
        past=_words("transport ship"),
    ),
    TypeRow(
        type="appointment",
        means="Someone takes, is given or leaves an office, a post or a role.",
        nouns=_words(
            "appointment election nomination resignation coronation retirement promotion dismissal abdication "
            "by-election ordination"
        ),
        verbs=_words(
            "appoint elect nominate resign succeed promote retire dismiss crown hire abdicate enthrone reelect "
            "re-elect ordain become reappoint enlist"
        ),
        schema_org="Event",
        cidoc_crm="E85 Joining",
        examples=("She was appointed director of the mint.", "The chairman resigned.", "He became head gardener."),
    ),
    TypeRow(
        type="assessment",
        means="Something is examined, measured or judged.",
        nouns=_words(
            "review inspection assessment evaluation audit survey census inquiry investigation study "
            "examination trial probe experiment test excavation diagnosis biopsy analysis"
        ),
        verbs=_words(
            "evaluate review assess inspect audit investigate examine survey judge test probe inquire diagnose analyse"
        ),
        schema_org="AssessAction",
        cidoc_crm="E13 Attribute Assignment",
        examples=("Inspectors examined the dam.", "The ministry carried out a census of wells."),
        past=_words("measure"),
    ),
    TypeRow(
        type="agreement",
        means="Parties agree, sign, merge, buy or sell.",
        nouns=_words(
            "agreement treaty accord pact deal contract memorandum merger acquisition ceasefire armistice truce "
            "purchase takeover alliance settlement sale loan lease partnership auction handover"
        ),
        verbs=_words("agree acquire merge buy purchase sell ratify ally cede amalgamate"),
        schema_org="Event",
        cidoc_crm="E7 Activity",
        examples=("The two ports signed an agreement on pilots.", "The brewery acquired its rival."),
        past=_words("auction charter lease rent"),
    ),
    TypeRow(
        type="disaster",
        means="Nature, accident or crime destroys, harms or kills.",
        nouns=_words(
            "earthquake flood typhoon storm hurricane fire crash explosion eruption famine epidemic pandemic "
            "outbreak accident drought tsunami wildfire landslide shipwreck blast cyclone avalanche tornado "
            "plague derailment massacre assassination murder disaster crisis recession depression bankruptcy "
            "pestilence collision blizzard heatwave cholera smallpox influenza typhus rockfall mudslide "
            "stampede arson burglary robbery shooting stabbing"
        ),
        verbs=_words(
            "crash collapse collide burst erupt sink burn explode destroy kill drown devastate derail "
            "assassinate murder flood damage wreck perish injure capsize starve burgle rob shoot stab"
        ),
        schema_org="Event",
        cidoc_crm="E5 Event",
        examples=("A fire destroyed the granary.", "The epidemic broke out in the harbour.", "The ferry sank."),
        past=_words("gut poison"),
    ),
    TypeRow(
        type="publication",
        means="A text, work or product is made public.",
        nouns=_words(
            "publication report release premiere book novel paper album article edition translation broadcast "
            "film announcement statement declaration speech essay newspaper journal magazine pamphlet brochure "
            "documentary bulletin monograph memoir autobiography atlas catalogue"
        ),
        verbs=_words(
            "publish release premiere print broadcast announce air serialise write compose declare translate televise"
        ),
        schema_org="PublicationEvent",
        cidoc_crm="E65 Creation",
        examples=("The institute published its atlas.", "His second novel appeared."),
        past=_words("screen"),
    ),
    TypeRow(
        type="term",
        means="A period of office, of a plan or of a development lasts.",
        nouns=_words("term tenure mandate legislature period phase reign era presidency premiership"),
        verbs=_words("reign govern rule serve preside"),
        schema_org="Event",
        cidoc_crm="E4 Period",
        examples=("The reign of the last margrave lasted.", "The mayor served a second term."),
        relation="throughout",
    ),
    TypeRow(
        type="target",
        means="A state or result that someone aims at.",
        nouns=_words("target goal vision aim objective orientation ambition deadline roadmap"),
        verbs=_words("aim strive aspire target"),
        schema_org="PlanAction",
        cidoc_crm="E29 Design or Procedure",
        examples=("The goal of the harbour is to run on wind.", "The firm aims to halve its waste."),
        modality="target",
        relation="by",
    ),
    TypeRow(
        type="other",
        means="A dated fact of no other type.",
        nouns=_words(
            "birth baptism death burial marriage wedding divorce championship tournament match game cup debut"
        ),
        verbs=_words("bear die marry"),
        schema_org="Event",
        cidoc_crm="E5 Event",
        examples=("The orchard had forty rows of pears.", "The surveyor was born in Graz."),
    ),
)

# Verbs that only carry their object's or subject's meaning: "held a conference", "the strike began".
LIGHT_VERBS = frozenset(
    _words(
        "hold organise organize conduct stage sign issue win lose adopt pass carry make take begin start "
        "end finish occur happen break launch follow receive give open host mark see cause contain last "
        "continue suspend call join attend strike hit be have do complete publish approve undergo sweep "
        "ravage rage appear come witness experience suffer celebrate publish announce mount lead conclude "
        "cover finalise declare reach perform undertake run produce kill destroy damage injure devastate serve "
        "plan schedule"
    )
)

# Verbs that tell a type only with a word after them ("charged with theft") or none, and whose present is more often a
# noun, or rare.
PAST_OF_PHRASES = frozenset(["charge", "postpone", "reschedule", "resolve"])

# Nouns of results and bodies that name the event only as what a light verb does, never alone before a date.
WEAK_NOUNS = frozenset(
    _words(
        "law act council paper book newspaper journal magazine report study test statement training prize "
        "award medal fair program programme planning film album article novel essay strike period phase "
        "era sentence death charter deal loan sale trial crisis test aim target goal assembly talk "
        "contract birthday memorial congress foundation session settlement construction "
        "training release term book edition speech translation fire storm review survey visit tour trip "
        "flight march forum mandate fire council alliance constitution partnership bill exercise decision "
        "regulation directive objective debate interview protest gathering crossing transfer analysis auction "
        "excavation pamphlet brochure documentary bulletin monograph memoir autobiography atlas catalogue influenza "
        "deployment"
    )
)


@cache
def row(event_type: EventType) -> TypeRow:
    """The row of an event type.

    >>> row("exercise").schema_org
    'Event'
    """
    return next(each for each in TYPES if each.type == event_type)


@cache
def noun_types() -> Mapping[str, tuple[EventType, str]]:
    """Every form of every trigger noun → its type and lemma.

    >>> noun_types()["uprisings"]
    ('uprising', 'uprising')
    """
    return {form: (each.type, noun) for each in TYPES for noun in each.nouns for form in noun_forms(noun)}


@cache
def verb_types() -> Mapping[str, EventType]:
    """Lemma of every trigger verb → its type.

    >>> verb_types()["flee"]
    'movement'
    """
    return {verb: each.type for each in TYPES for verb in (*each.verbs, *each.past)}


@cache
def past_lemmas() -> Mapping[str, str]:
    """The past forms of the verbs that are known by these alone → lemma.

    >>> past_lemmas()["fined"]
    'fine'
    """
    verbs = {*PAST_OF_PHRASES, *(verb for each in TYPES for verb in each.past)}
    return {form: verb for verb in sorted(verbs) for form in verb_forms(verb)[2:4]}


@cache
def verb_lemmas() -> Mapping[str, str]:
    """Every inflected form of the trigger verbs and light verbs → lemma.

    >>> verb_lemmas()["besieged"], verb_lemmas()["held"]
    ('besiege', 'hold')
    """
    lemmas = [*LIGHT_VERBS, *(verb for each in TYPES for verb in each.verbs)]
    return {form: lemma for lemma in sorted(lemmas) for form in verb_forms(lemma)}
