from django.conf import settings
from django.urls import NoReverseMatch
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.addresses import absolute, address_of

MENU = ["practices", "organisations", "projects", "weaknesses"]
LESSONS = ["weaknesses", "strengths", "tools"]
FOOTER = [
    *["dossier", "how", "about", "sources", "glossary", "events", "publications", *LESSONS],
    *["map", "coverage"],
]
STATEMENTS = ["privacy", "accessibility"]
HAVE_A_SEARCH = ["home", "search"]  # the head of the page does not repeat it


def labels():
    return {
        "practices": _("Practices"),
        "organisations": _("Organisations"),
        "projects": _("Projects"),
        "events": _("Events"),
        "publications": _("Publications"),
        "sources": _("Sources"),
        "glossary": _("Glossary"),
        "map": _("Map"),
        "coverage": _("What is here, and what is not"),
        "weaknesses": _("Watch-outs"),
        "strengths": _("Strengths"),
        "tools": _("Tools to reuse"),
        "dossier": _("Dossier"),
        "how": _("How entries get here"),
        "about": _("About this directory"),
        "privacy": _("Privacy"),
        "accessibility": _("Accessibility"),
    }


def menu_of(names, current):
    words = labels()
    return [
        {"label": words[name], "url": address_of(name), "current": name == current}
        for name in names
    ]


def page_in(match, language, query=""):
    """The address of the same page in another language; its home page where there is none."""
    try:
        path = address_of(match.url_name, *match.args, *match.kwargs.values(), language=language)
    except NoReverseMatch:
        path = address_of("home", language=language)
    return f"{path}?{query}" if query else path


def site(request):
    """What every page needs: names, menus, the page in the other languages."""
    match = request.resolver_match
    query = request.GET.urlencode()
    in_languages = match is not None and match.namespace == get_language()
    section = match.url_name if in_languages else ""
    languages = [
        {
            "code": code,
            "name": name,
            "current": code == get_language(),
            "url": page_in(match, code, query)
            if in_languages
            else address_of("home", language=code),
        }
        for code, name in settings.LANGUAGES
    ]
    return {
        "site_name": settings.SITE_NAME,
        "home_url": address_of("home"),
        "suggest_url": address_of("suggestions"),
        "search_url": "" if section in HAVE_A_SEARCH else address_of("search"),
        "dossier_url": address_of("dossier"),
        "menu": menu_of(MENU, section),
        "footer_menu": menu_of(FOOTER + STATEMENTS, section),
        "languages": languages,
        "page_url": absolute(request.get_full_path()) if in_languages else "",
    }
