from django.urls import path

from core.addresses import word
from vocabulary.views import Glossary


def patterns(language):
    return [path(f"{word('glossary', language)}/", Glossary.as_view(), name="glossary")]
