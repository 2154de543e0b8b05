from tests.factories import ContactFactory, ContactPointFactory, PracticeFactory


def test_a_mailbox_is_reached_by_keyboard_without_script(transactional_db, new_page):
    contact = ContactFactory(organisation__public=True)
    ContactPointFactory(organisation=None, contact=contact, kind="email", value="a.b@example.org")
    practice = PracticeFactory(published=True)
    practice.contacts.add(contact)
    page = new_page(java_script_enabled=False)
    page.goto(f"/fr/pratiques/{practice.slug}/")
    page.locator(".points a[href*=ecrire]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ecrire/**")
    page.locator("main button").focus()
    page.keyboard.press("Enter")
    link = page.locator('main a[href="mailto:a.b@example.org"]')
    link.wait_for()
    assert link.inner_text() == "a.b@example.org"
    assert page.context.cookies() == []
