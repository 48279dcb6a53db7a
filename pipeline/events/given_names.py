"""First names that are a man's or a woman's alone, so that "she" is no John Smith."""

from __future__ import annotations

from pipeline.events.words import group

# Names that both have (Robin, Jean, Andrea, Leslie) stand in neither, nor do those that are common words (Mark, Rose).
_MEN = group(
    "john james william george thomas charles henry robert edward richard joseph peter paul david michael andrew "
    "stephen steven philip arthur albert alfred frederick walter harold ernest herbert hugh edmund oliver simon "
    "matthew daniel samuel benjamin isaac jacob abraham patrick brian kenneth donald ronald douglas graham trevor "
    "gareth nigel keith roger geoffrey gerald bernard leonard norman raymond anthony nicholas christopher timothy "
    "jonathan karl carl otto hans heinrich friedrich wilhelm johann ludwig franz josef georg gustav rudolf werner "
    "wolfgang günter jürgen pierre jacques henri louis françois andré marcel giovanni giuseppe luigi antonio carlos "
    "juan josé pedro fernando lars nils olaf erik gunnar harald sven ivan boris vladimir sergei nikolai dmitri igor "
    "tom jim bill bob fred jack harry joe dick ted"
)
_WOMEN = group(
    "mary anne anna elizabeth margaret sarah jane joan harriet emily emma charlotte caroline catherine katherine "
    "kathleen helen ellen eleanor alice edith ethel florence dorothy doris hilda agnes beatrice martha hannah rachel "
    "rebecca ruth susan janet judith patricia barbara linda deborah jennifer elsie ida ada clara bertha maud mabel "
    "winifred gertrude henrietta louisa sophia sophie victoria isabella isabel julia lucy laura frances eliza fanny "
    "nancy annie maria marie johanna greta ingrid astrid sigrid ursula hedwig mathilde ludmila olga natalia tatiana "
    "svetlana irina yvonne simone geneviève giulia lucia francesca carmen teresa theresa"
)


def gender_of_name(name: str) -> str:
    """The pronoun of a person's full name by its first name; empty for a single name and for all that tells none.

    >>> gender_of_name("John Smith"), gender_of_name("Joan Pike"), gender_of_name("Robin Pike"), gender_of_name("John")
    ('he', 'she', '', '')
    """
    first, _, rest = name.partition(" ")
    low = first.lower() if rest else ""
    return "he" if low in _MEN else "she" if low in _WOMEN else ""
