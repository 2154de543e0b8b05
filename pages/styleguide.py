"""What the style guide shows: every component in every state, with words as they really come.

Plain data, no models. Labels that the interface writes are translated;
what a source says stays French. A few values are made up, to show a state that no source prints.
"""

from django.core.paginator import Paginator
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _


def _list(tag, *items, anchor=""):
    """Rendered Markdown of a list, as the long texts give it."""
    lines = (
        f'<li id="{anchor}-{n}">{item}</li>' if anchor else f"<li>{item}</li>"
        for n, item in enumerate(items, 1)
    )
    return mark_safe(f"<{tag}>{''.join(lines)}</{tag}>")  # fixed words of this file


def _points():
    return [
        {
            "kind": "phone",
            "label": _("Phone"),
            "value": "+32 2 508 85 86",
            "href": "tel:+3225088586",
        },
        {
            "kind": "email",
            "label": _("E-mail"),
            "value": "question@mi-is.be",
            "href": "mailto:question@mi-is.be",
        },
        {
            "kind": "web",
            "label": _("Website"),
            "value": "www.mi-is.be",
            "href": "https://www.mi-is.be/",
        },
    ]


def _ask():
    publisher = {
        "heading": _("No phone or e-mail is known. The publisher of the source:"),
        "name": "SPP Intégration sociale",
        "lang": "fr",
        "points": _points(),
        "age": _("As printed in March 2020"),
    }
    desk = {
        "name": "CPAS d’Anvers",
        "lang": "fr",
        "url": "#ask",
        "address": "Grote Markt 1\n2000 Antwerpen",
    }
    odd = [
        {"kind": "fax", "label": _("Fax"), "value": "02 000 00 00", "note": _("main office")},
        {
            "kind": "email",
            "label": _("E-mail"),
            "value": "integrapsy@vieactive.as",
            "cut_off": True,
        },
        {
            "kind": "email",
            "label": _("E-mail"),
            "write_to": _("Coordination"),
            "href": "#ask",
            "printed": "https://example.org/en/write/coordination/",
        },
    ]
    return {
        "full": [desk, publisher],
        "one": [publisher],
        "cut_off": [
            {"name": "La Vie Active", "lang": "fr", "role": _("Coordination"), "points": odd}
        ],
        "none": [],
    }


def _facts():
    facts = [
        {"label": _("Where"), "value": "Anvers", "detail": "région d’Anvers", "lang": "fr"},
        {
            "label": _("Rhythm"),
            "value": "1 h individuelle + 3 h en groupe",
            "detail": "par semaine",
            "lang": "fr",
        },
        {"label": _("Duration"), "value": "environ 6 mois", "lang": "fr"},
        {
            "label": _("Team"),
            "value": "2,5 équivalents temps plein",
            "detail": "2 collaborateurs, ½ dirigeant",
            "lang": "fr",
        },
        {
            "label": _("Working language"),
            "value": "néerlandais",
            "detail": "interprètes présents",
            "lang": "fr",
        },
        {"label": _("Funded by"), "value": "FAMI 2014–2020", "url": "#facts", "lang": "fr"},
        {"label": _("Group size"), "value": "10 à 15 personnes", "lang": "fr"},
        {"label": _("Level"), "value": "régional", "lang": "fr"},
        {
            "label": _("For whom"),
            "value": "Réfugiés reconnus et bénéficiaires d’une protection subsidiaire",
            "lang": "fr",
        },
    ]
    return {str(count): facts[:count] for count in (1, 2, 3, 4, 5, 7, 9)}


def _phases():
    start = {
        "number": 1,
        "title": "Phase de lancement",
        "lang": "fr",
        "rhythm": "Entretien d’orientation, au moins 1 heure",
        "objectives_html": _list(
            "ol", "Prise de connaissance", "Gagner la confiance", "Rompre l’isolement"
        ),
        "content_html": _list(
            "ul",
            "Entretien d’orientation (coordination avec les référents)",
            "Premier entretien : expliquer l’offre",
        ),
        "organisation_html": _list("ul", "Peut se dérouler au CPAS ou à un endroit plus familier"),
    }
    middle = {
        "number": 2,
        "title": "Phase intermédiaire",
        "lang": "fr",
        "rhythm": "1 × par semaine, entretien d’une heure",
        "objectives_html": _list(
            "ol",
            "Travailler sur les objectifs individuels",
            "Améliorer la confiance en soi",
            "Stabiliser la situation",
        ),
        "organisation_html": _list(
            "ul",
            "Très flexible (en soirée possible)",
            "Rendez-vous dans un délai d’un à deux jours",
        ),
    }
    end = {
        "number": 3,
        "title": "Phase finale",
        "lang": "fr",
        "rhythm": "1 à 2 × par mois",
        "objectives_html": _list(
            "ol",
            "Autonomie",
            "Renforcer le réseau social et professionnel",
            "Orienter vers l’activation",
        ),
        "content_html": _list(
            "ul", "Contacts moins fréquents", "Démarches concrètes vers l’activation"
        ),
    }
    bare = {
        "number": 1,
        "title": "Initiations professionnelles",
        "lang": "fr",
        "content_html": _list("ul", "Découverte de plusieurs professions"),
    }
    return {
        "one": [bare],
        "three": [start, middle, end],
        "seven": [dict(middle, number=n) for n in range(1, 8)],
    }


def _cards():
    tags = _tags()
    return [
        {
            "url": "#cards",
            "title": "AMIE",
            "lang": "fr",
            "one_line": (
                "Six mois d’accompagnement hebdomadaire, individuel et en groupe, "
                "pour des réfugiés qui ne sont pas encore prêts pour un emploi."
            ),
            "badge": {"label": _("Full sheet"), "kind": "full"},
            "meta": [
                {"text": "CPAS d’Anvers", "strong": True},
                {"text": "Anvers"},
                {"text": "2020"},
            ],
            "tags": tags[:3],
        },
        {
            "url": "#cards",
            "title": "Langue&Culture",
            "lang": "fr",
            "one_line": "Deux personnes échangent leurs langues autour d’une passion commune.",
            "badge": {"label": _("Short entry"), "kind": "short"},
            "meta": [{"text": "SINGA Belgique", "strong": True}, {"text": "2016"}],
        },
        {
            "url": "#cards",
            "title": "Coordination et Initiatives pour Réfugiés et Étrangers",
            "lang": "fr",
            "kicker": _("Organisation"),
            "meta": [{"text": "Bruxelles"}],
        },
    ]


def _tags():
    return [
        {"label": "Activation sociale", "kind": "theme", "url": "#tags", "lang": "fr"},
        {
            "label": "Santé mentale et soutien psychosocial",
            "kind": "theme",
            "url": "#tags",
            "lang": "fr",
        },
        {
            "label": "Réfugiés reconnus et protection subsidiaire",
            "kind": "who",
            "url": "#tags",
            "lang": "fr",
        },
        {"label": "Accompagnement collectif", "kind": "format", "url": "#tags", "lang": "fr"},
        {"label": "Anvers", "kind": "place", "url": "#tags", "lang": "fr"},
        {"label": "Sans lien", "kind": "theme", "lang": "fr"},
    ]


def _facets():
    """Places with proper names: they need no translation."""
    towns = [
        "Arlon",
        "Kortrijk",
        "Charleroi",
        "Liège",
        "Mons",
        "Namur",
        "Thuin",
        "Tournai",
        "Verviers",
    ]
    tree = [("Liège", 21, 0), ("Verviers", 6, 1), ("Spa", 1, 2), ("Namur", 0, 0)]
    return {
        "few": [{"value": "namur", "label": "Namur", "count": 3, "checked": True}],
        "many": [
            {"value": town, "label": town, "count": count, "checked": town == "Verviers"}
            for count, town in enumerate(towns)
        ],
        "places": [
            {"value": name, "label": name, "count": count, "level": level}
            for name, count, level in tree
        ],
    }


def _posts():
    return [
        {
            "role": "Collaborateur de projet",
            "lang": "fr",
            "sort": _("employee"),
            "count": "2",
            "fte": "2,0",
            "printed": "1.5",
        },
        {
            "role": "Dirigeant",
            "lang": "fr",
            "sort": _("employee"),
            "count": "1",
            "fte": "0,5",
            "printed": "1.5",
        },
        {
            "role": "Stagiaires, bénévoles ou experts du vécu",
            "lang": "fr",
            "sort": _("volunteer"),
            "count": "",
            "fte": "",
            "printed": "1.5",
        },
    ]


def _figures():
    return [
        {"label": "interventions", "value": "412", "as_of": _("on 1 October 2020"), "lang": "fr"},
        {
            "label": "consultations",
            "value": "4 000",
            "qualifier": _("about"),
            "as_of": _("undated"),
            "lang": "fr",
        },
        {
            "label": "bénévoles",
            "qualifier": _("several hundred"),
            "as_of": _("date of the source"),
            "lang": "fr",
        },
    ]


def _needs():
    people = [("p1", "2 × Accompagnatrices de groupe (2 équivalents temps plein)", "")]
    place = [
        ("s1-1", "Un lieu accessible en transports en commun", ""),
        ("s1-2", "Des locaux agréables, assez grands pour un groupe et calmes pour un…", "#plan"),
    ]
    return [
        (heading, [{"code": code, "words": words, "url": url} for code, words, url in points])
        for heading, points in [(_("People"), people), (_("A place"), place)]
    ]


def _pros_cons():
    strengths = _list(
        "ul",
        "Liberté pour compléter le projet de manière sensée",
        "Beaucoup de temps précieux pour les participants",
        "Pas de chevauchement avec la tâche du travailleur social "
        "(fonction de contrôle et de sanction absente)",
        anchor="strength",
    )
    weaknesses = _list(
        "ul",
        "Trouver un lieu adéquat n’est pas évident",
        "Charge administrative lourde",
        anchor="weakness",
    )
    return {
        "strengths": {"html": strengths, "lang": "fr"},
        "weaknesses": {"html": weaknesses, "lang": "fr"},
    }


def _words():
    return {
        "state": [
            _("Described in March 2020"),
            _("Funding planned until the end of 2021"),
            _("Not checked since"),
            _("Dutch: draft translation"),
        ],
        "source_labels": [_("original text"), _("condensed by the editors")],
        "source_links": [{"url": "#source", "label": _("Read it in two languages, side by side")}],
        "crumbs": [
            {"url": "#crumbs", "label": _("Home")},
            {"url": "#crumbs", "label": _("Practices")},
            {"url": "", "label": "AMIE"},
        ],
        "chips": [
            {"label": _("Language"), "url": "#chips"},
            {"label": _("In groups"), "url": "#chips"},
        ],
        "empty_links": [
            {"url": "#empty", "label": _("Remove all filters")},
            {"url": "#empty", "label": _("See all practices")},
        ],
    }


COLOURS = [
    "paper",
    "card",
    "shade",
    "ink",
    "ink-2",
    "line",
    "edge",
    "brand",
    "brand-soft",
    "accent",
    "accent-soft",
]
ICONS = [
    "phone",
    "fax",
    "email",
    "web",
    "pin",
    "people",
    "document",
    "info",
    "warning",
    "check",
    "close",
    "search",
    "menu",
    "print",
    "arrow",
    "back",
    "language",
]


def context():
    """All that templates/styleguide.html needs."""
    parts = [
        ("colours", _("Colours")),
        ("type", _("Text")),
        ("buttons", _("Buttons and fields")),
        ("icons", _("Icons")),
        ("crumbs", _("Head of an entry")),
        ("tags", _("Tags and badges")),
        ("facts", _("Facts in short")),
        ("ask", _("Whom to ask")),
        ("phases", _("Phases")),
        ("plan", _("Activities, step by step")),
        ("list-to-tick", _("What you need to start: a list to tick")),
        ("pros", _("Strengths and weaknesses")),
        ("posts", _("Team")),
        ("figures", _("Figures")),
        ("source", _("Sources")),
        ("notices", _("Notices")),
        ("cards", _("Cards")),
        ("chips", _("Filters")),
        ("pages", _("Pages of a list")),
        ("share", _("Pass a page on")),
        ("empty", _("Nothing found")),
        ("drawings", _("Drawings")),
        ("lists", _("Other lists")),
    ]
    numbers = Paginator(range(240), 20)
    return {
        **_words(),
        "toc": [
            {"url": f"#{anchor}", "label": label, "current": anchor == "colours"}
            for anchor, label in parts
        ],
        "colours": COLOURS,
        "icons": ICONS,
        "tags": _tags(),
        "facts": _facts(),
        "ask": _ask(),
        "phases": _phases(),
        "needs": _needs(),
        "pros_cons": _pros_cons(),
        "posts": _posts(),
        "figures": _figures(),
        "cards": _cards(),
        "facets": _facets(),
        "page_first": numbers.page(1),
        "page_middle": numbers.page(6),
        "page_last": numbers.page(12),
        "badges": [
            {"label": _("Full sheet"), "kind": "full"},
            {"label": _("Short entry"), "kind": "short"},
            {"label": _("Draft translation"), "kind": "draft"},
            {"label": _("Outdated translation"), "kind": "outdated"},
            {"label": _("Reviewed"), "kind": "reviewed"},
        ],
    }
