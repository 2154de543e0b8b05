"""Whom to ask: never empty. The contact of the thing, else the organisation's desk, else the
publisher of the source; each with its age."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import edtf_dates
from core.addresses import absolute
from core.i18n import text_of
from core.mailboxes import without_mailboxes
from organisations.models import Contact, ContactPoint, Organisation

NOT_KNOWN = gettext_lazy("No phone, e-mail or postal address is known.")


def people_to_ask(entry, roles):
    """Whom to ask about a practice or project: the entries of components/ask.html.

    `roles` are its organisations by role that are published. Two queries.
    """
    return people_to_ask_of_each([(entry, roles)])[entry.pk]


def people_to_ask_of_each(asked):
    """{pk: whom to ask} about several practices, or several projects, each with its roles. Two
    queries for all."""
    entries = [entry for entry, _roles in asked]
    around = {entry.pk: _organisations(entry, roles) for entry, roles in asked}
    organisations = {pk: found for own in around.values() for pk, found in own.items()}
    contacts = _contacts(entries, organisations)
    points = _points(contacts, organisations)
    return {entry.pk: _answers(entry, around[entry.pk], contacts, points) for entry in entries}


def _organisations(entry, roles):
    """Those with a role in it, then the publisher of its source, where that is published."""
    organisations = {role.organisation_id: role.organisation for role in roles}
    publisher = _publisher(entry)
    if publisher is not None:
        organisations.setdefault(publisher.pk, publisher)
    return organisations


def _publisher(entry):
    publisher = entry.source.publisher if entry.source else None
    return publisher if publisher is not None and publisher.is_published else None


def _answers(entry, organisations, contacts, points):
    own = [contact for contact in contacts if entry.pk in contact.owners]
    if own:
        return [_contact(contact, points, _("Contact of this entry")) for contact in own]
    # A contact of another practice or project is not asked about this one.
    desks = [contact for contact in contacts if not contact.is_of_an_entry]
    publisher, date = _publisher(entry), entry.source.date if entry.source else ""
    answers = []
    for organisation in organisations.values():
        if organisation == publisher:
            continue
        desk = [c for c in desks if c.organisation_id == organisation.pk]
        answers += [_contact(contact, points, "") for contact in desk]
        if not desk and (points.get(("o", organisation.pk)) or organisation.street):
            answers.append(_desk(organisation, points, "", date))
    reachable = any(answer["points"] for answer in answers)
    if publisher is not None and not reachable:
        heading = _("No phone or e-mail is known. The publisher of the source:")
        answers.append(_desk(publisher, points, heading, date))
    return answers


def _contacts(entries, organisations):
    """The published contacts of the entries themselves, and those of the organisations."""
    asked = type(entries[0]).objects.filter(pk__in=[entry.pk for entry in entries])
    owners = asked.filter(contacts=OuterRef("pk")).order_by("pk").values("pk")
    return list(
        Contact.objects.published()
        .annotate(
            owners=ArraySubquery(owners),
            is_of_an_entry=Q(practices__isnull=False) | Q(projects__isnull=False),
        )
        .filter(Q(owners__len__gt=0) | Q(organisation__in=organisations))
        .distinct()
        .select_related("organisation", "source")
        .order_by("pk")
    )


def _points(contacts, organisations):
    """Published contact points by owner: ("c", pk) of a contact, ("o", pk) of an organisation."""
    rows = ContactPoint.objects.filter(
        Q(contact__in=contacts) | Q(organisation__in=organisations), is_published=True
    )
    rows = rows.select_related("contact").order_by("position", "pk")
    by_owner = {}
    for point in rows:
        owner = ("c", point.contact_id) if point.contact_id else ("o", point.organisation_id)
        by_owner.setdefault(owner, []).append(point)
    return by_owner


def _contact(contact, points, heading):
    role, organisation = text_of(contact, "role"), contact.organisation
    shown = {
        "heading": heading,
        "name": str(contact),
        "lang": role.language if role.is_foreign else "",
        "role": contact.person if role else "",
        "points": point_inputs(points.get(("c", contact.pk), [])),
        "age": _age(contact.as_of or (contact.source.date if contact.source else "")),
    }
    if organisation is not None and organisation.is_published:
        name = text_of(organisation, "title")
        shown["organisation"] = {
            "name": name.value,
            "lang": name.language if name.is_foreign else "",
            "url": organisation.get_absolute_url(),
        }
        if not shown["points"]:  # then at least where to write to, or the desk
            shown["address"] = postal_address(organisation)
            shown["points"] = point_inputs(points.get(("o", organisation.pk), []))
    if not (shown["points"] or shown.get("address")):
        shown["notes"] = [NOT_KNOWN]
    return shown


def _desk(organisation, points, heading, date):
    name = text_of(organisation, "title")
    return {
        "heading": heading,
        "name": name.value,
        "lang": name.language if name.is_foreign else "",
        "url": organisation.get_absolute_url(),
        "address": postal_address(organisation),
        "points": point_inputs(points.get(("o", organisation.pk), [])),
        "age": _age(date),
    }


def within_reach(keys):
    """Of organisations by key, those that can be reached: by a published contact point, of their
    own or of a contact, or by post. One query."""
    points = ContactPoint.objects.filter(is_published=True)
    of_contacts = Contact.objects.published().filter(Exists(points.filter(contact=OuterRef("pk"))))
    reached = (
        Exists(points.filter(organisation=OuterRef("pk")))
        | Exists(of_contacts.filter(organisation=OuterRef("pk")))
        | Q(street__gt="")
    )
    return set(Organisation.objects.filter(reached, pk__in=keys).values_list("pk", flat=True))


def _age(date):
    return _("As printed in %(date)s") % {"date": edtf_dates.month(date)} if date else ""


def point_inputs(points):
    """Contact points as components/contact_points.html wants them; one whose address does not
    stand open comes as a link to the page that shows it."""
    return [
        {
            "kind": point.kind,
            "label": point.get_kind_display(),
            **(_open_point(point) if point.is_open else _mailbox(point)),
            "note": without_mailboxes(point.note),
            "cut_off": point.is_cut_off,
        }
        for point in points
    ]


def _open_point(point):
    return {"value": point.value, "href": point.link}


def _mailbox(point):
    """An e-mail of a contact. One cut off leads nowhere, and its rest is still somebody's."""
    contact = point.contact
    role = text_of(contact, "role").value
    url = "" if point.is_cut_off else contact.get_absolute_url()
    return {
        "write_to": ", ".join(filter(None, [role, contact.person])) or str(contact),
        "href": url,
        "printed": absolute(url),
    }


def postal_address(organisation):
    """Street, postal code and town in one line; what is unknown is left out."""
    town = " ".join(filter(None, [organisation.postal_code, organisation.locality]))
    return ", ".join(filter(None, [organisation.street, town]))
