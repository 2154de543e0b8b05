"""What a document states exactly: addresses, phones, dates, amounts, numbers with a unit.

Found by their form, without a look at the fixtures: the third check beside `against_source`.
Pure functions, no Django.
"""

import re

import phonenumbers

_WORDS = {
    "month": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre "
    "januari februari maart april juni juli augustus september oktober november december "
    "january february march june july august october",
    "unit": "% € euro eur h heure uur hour minute min jour dag day semaine week mois maand month "
    "an année jaar year fois x personne persoon people person membre member femme women homme "
    "enfant children étudiant famille consultation place lit appartement migrant réfugié "
    "participant nationalité pays country étp etp",
}
_MONTH = "|".join(_WORDS["month"].split())
_UNIT = "|".join(re.escape(word) for word in _WORDS["unit"].split())
_NUMBER = r"\d+(?:[.,  ]\d{3})*(?:[.,]\d+)?"

_GLUED = re.compile(r"(?<=[A-Za-z])(?=0\d)")  # CONTACT085 21 34 81

FORMS = {
    "email": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*"),
    "web": re.compile(r"(?:https?://|www\.)[^\s<>)\]*]+"),
    "date": re.compile(
        rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b|\b(?:\d{{1,2}}(?:er)? )?(?:{_MONTH}) \d{{4}}\b"
        rf"|\b\d{{1,2}}(?:er)? (?:{_MONTH})\b|\b(?:19|20)\d\d\b",
        re.IGNORECASE,
    ),
    "number": re.compile(rf"{_NUMBER}[  ]?(?:{_UNIT})", re.IGNORECASE),
}


def facts(text):
    """(kind, words) of each fact of a document, in its order, phones as they are printed."""
    text = _GLUED.sub(" ", text)
    for kind, form in FORMS.items():
        for found in form.finditer(text):
            yield kind, found[0].rstrip(".,;:")
    for found in phonenumbers.PhoneNumberMatcher(text, "BE"):
        yield "phone", found.raw_string


def exact(text):
    """Words made comparable: small letters, no white space, no marks of Markdown."""
    return re.sub(r"[\s*\\]+", "", text).casefold()


def strings(value):
    """All strings inside rows of a fixture."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def unkept(text, rows):
    """The facts of a document that stand in none of the rows, once each."""
    kept = exact("\n".join(strings(rows)))
    return [fact for fact in dict.fromkeys(facts(text)) if exact(fact[1]) not in kept]
