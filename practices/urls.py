from django.urls import path

from core.addresses import word
from practices.views import PracticeDetail, PracticeInTwoLanguages, PracticeList


def patterns(language):
    practices = word("practices", language)
    return [
        path(f"{practices}/", PracticeList.as_view(), name="practices"),
        path(f"{practices}/<slug:slug>/", PracticeDetail.as_view(), name="practice"),
        path(
            f"{practices}/<slug:slug>/{word('bilingual', language)}/",
            PracticeInTwoLanguages.as_view(),
            name="bilingual",
        ),
    ]
