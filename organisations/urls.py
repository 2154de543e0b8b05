from django.urls import path

from core.addresses import word
from organisations.views import OrganisationDetail, OrganisationList
from organisations.write import Write


def patterns(language):
    organisations = word("organisations", language)
    return [
        path(f"{organisations}/", OrganisationList.as_view(), name="organisations"),
        path(f"{organisations}/<slug:slug>/", OrganisationDetail.as_view(), name="organisation"),
        path(f"{word('write', language)}/<slug:code>/", Write.as_view(), name="write"),
    ]
