"""The browser and the checkers themselves: a judge that cannot say no is none."""

import pytest

from tests.checkers import axe_violations, html_errors

GOOD = '<!doctype html><html lang="fr"><title>Page</title><main><h1>Page</h1></main></html>'
BAD = '<!doctype html><html><title>Page</title><img src="data:,"></html>'


def test_axe_finds_what_is_wrong_and_nothing_else(browser):
    page = browser.new_page()
    page.set_content(GOOD)
    assert axe_violations(page) == []
    page.set_content(BAD)
    assert any(line.startswith("image-alt") for line in axe_violations(page))
    page.close()


def test_the_html_checker_finds_what_is_wrong_and_nothing_else(java, tmp_path):
    (tmp_path / "good.html").write_text(GOOD)
    assert html_errors(tmp_path) == []
    (tmp_path / "bad.html").write_text(BAD)
    assert [line.split(":")[0] for line in html_errors(tmp_path)] == ["bad.html"]


@pytest.mark.django_db(transaction=True)
def test_the_admin_keeps_to_the_policy(page, admin_user):
    page.goto("/admin/login/")
    page.fill("#id_username", "admin")
    page.fill("#id_password", "password")
    page.click("input[type=submit]")
    page.goto("/admin/accounts/user/add/")
    assert page.locator("#id_username").is_visible()
