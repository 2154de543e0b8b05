"""Every page of the back office opens, and keeps to the policy."""

import re

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from practices.models import Practice
from tests import factories
from tests.admin.forms import address, filled_in, opened

CONTENT = ["vocabulary", "sources", "organisations", "projects", "practices"]
MODELS = [m for m in admin.site._registry if m._meta.app_label in CONTENT]
INLINE = re.compile(r"<style|<script[^>]*>\s*[^<\s]|\s(?:style|on[a-z]+)=[\"']")
MOST_FIELDS = 1000  # Django refuses more


def rows_of(model):
    made = getattr(factories, f"{model.__name__}Factory")
    return [made(), made()]


def breaches(response):
    return INLINE.findall(response.content.decode())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
@pytest.mark.parametrize("view", ["changelist", "add", "change", "history", "delete"])
def test_every_page_answers_without_inline_styles_or_scripts(chief, model, view):
    row = rows_of(model)[0]
    response = chief.get(address(row, view))
    assert response.status_code == 200
    assert breaches(response) == []


@pytest.mark.parametrize("view", ["index", "login", "password_change"])
def test_the_other_pages_keep_to_the_policy_too(chief, client, view):
    visitor = client if view == "login" else chief
    response = visitor.get(reverse(f"admin:{view}"))
    assert response.status_code == 200
    assert breaches(response) == []
    assert "unsafe" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_a_page_that_is_saved_as_it_is_changes_nothing_but_the_edition(chief, model):
    row = rows_of(model)[0]
    before = model.objects.filter(pk=row.pk).values().get()
    response = chief.post(address(row), opened(chief, row))
    assert response.status_code == 302, response.context["errors"]
    after = model.objects.filter(pk=row.pk).values().get()
    may_differ = {"edition", "updated_at", "language_states", "text_states"}
    base = {name.rsplit("_", 1)[0] for name in before if name.endswith("_nl")}
    changed = {name for name in before if (before[name] or "") != (after[name] or "")}
    assert changed - may_differ - base == set()
    assert after["edition"] == before["edition"] + 1


def test_the_fullest_practice_fits_into_one_form_and_survives_saving(chief):
    practice = factories.fullest_practice(children=8)
    data = opened(chief, practice)
    assert len(data) < MOST_FIELDS
    rows = {
        r.get_accessor_name(): getattr(practice, r.get_accessor_name()).count()
        for r in Practice._meta.related_objects
        if not r.one_to_one  # what the database keeps by itself
    }
    response = chief.post(address(practice), data)
    assert response.status_code == 302, response.context["errors"]
    for name, count in rows.items():
        assert getattr(practice, name).count() == count


def count_queries(client, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("few,many", [(2, 12)])
def test_the_change_page_of_a_practice_asks_as_much_with_few_rows_as_with_many(chief, few, many):
    small, large = (
        factories.fullest_practice(children=few),
        factories.fullest_practice(children=many),
    )
    count_queries(chief, address(small))
    assert count_queries(chief, address(small)) == count_queries(chief, address(large))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_a_list_asks_the_same_number_of_queries_however_long_it_is(chief, model):
    made = getattr(factories, f"{model.__name__}Factory")
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    made.create_batch(3)
    few = count_queries(chief, url)
    made.create_batch(27)
    assert count_queries(chief, url) == few
    assert few <= 15


@pytest.mark.parametrize("code", ["fr", "nl", "en"])
def test_the_admin_speaks_the_language_of_the_browser(chief, code):
    response = chief.get(reverse("admin:index"), headers={"accept-language": code})
    assert f'<html lang="{code}"' in response.content.decode()
    assert "Passerelles" in response.content.decode()


def test_a_new_entry_has_few_questions_that_are_required(chief):
    data = filled_in(chief.get(reverse("admin:practices_practice_add")))
    data |= {"title": "AMIE", "one_line": "Des visites.", "slug": "amie"}
    assert chief.post(reverse("admin:practices_practice_add"), data).status_code == 302
    assert Practice.objects.get().title_fr == "AMIE"


def test_places_are_found_without_accents(chief):
    factories.PlaceFactory(name_fr="Liège", name_nl="Luik", name_en="Liège")
    response = chief.get(reverse("admin:vocabulary_place_changelist"), {"q": "liege"})
    assert "Liège" in response.content.decode()
