from django.urls import path

from core.addresses import word
from sources.views import SourceDetail, SourceList


def patterns(language):
    sources = word("sources", language)
    return [
        path(f"{sources}/", SourceList.as_view(), name="sources"),
        path(f"{sources}/<slug:slug>/", SourceDetail.as_view(), name="source"),
    ]
