"""The page of an organisation, in a fixed number of queries."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import edtf_dates
from core.i18n import text_of
from core.templatetags.texts import marked
from organisations.models import (
    Contact,
    ContactPoint,
    Organisation,
    OrganisationPlace,
    OrganisationSection,
    OtherName,
    Service,
)
from organisations.reach import NOT_KNOWN, point_inputs, postal_address
from sources.models import Role
from sources.provenance import Provenance, in_order, link_card, roles_by_entry, table_of_contents
from vocabulary.models import PLACE_WITH_PARENTS, PlaceLink


def for_page():
    """Organisations with all that their page shows, except neighbours and contact points (one
    query each)."""
    contacts = Contact.objects.published().select_related("source").order_by("pk")
    sections = OrganisationSection.objects.select_related("kind", "source")
    places = OrganisationPlace.objects.select_related(PLACE_WITH_PARENTS).order_by("pk")
    return Organisation.objects.select_related(
        "kind", "country", "source__publisher", "merged_into", "replaced_by"
    ).prefetch_related(
        Prefetch("other_names", OtherName.objects.order_by("pk")),
        Prefetch("place_links", places),
        Prefetch("services", Service.objects.select_related("source").order_by("position")),
        Prefetch("sections", sections.order_by("kind__position", "position")),
        Prefetch("contacts", contacts),
        _rows("figures"),
        _rows("citations", "source"),
        _rows("practiceroles", "practice"),
        _rows("projectroles", "project__source"),
        _rows("eventroles", "event__source"),
        _rows("publicationroles", "publication__source"),
        _rows("led_projects", "source"),
        _rows("presented_practices"),
        _rows("published_sources"),
    )


def _rows(name, *related):
    """Rows that point to an organisation, of whatever app, each with what it points to."""
    model = Organisation._meta.get_field(name).related_model
    return Prefetch(name, model.objects.select_related(*related) if related else None)


class OrganisationPage(Provenance):
    """What a template needs to show one organisation."""

    letter, section = "o", "organisations"
    special = gettext_lazy("What is special about this organisation")

    def __init__(self, organisation):
        super().__init__(organisation)
        self.organisation = organisation
        self.services = self.shown(organisation.services.all())
        self.neighbours = list(self._neighbours())
        self.asked = self._asked()

    @property
    def rows(self):
        return [*self.services, *self.shown(self.entry.sections.all())]

    @cached_property
    def acronym(self):
        acronym = text_of(self.organisation, "acronym")
        return marked(acronym) if acronym else ""

    @cached_property
    def other_names(self):
        """Names by what they are: list of (heading, names)."""
        headings = {
            OtherName.Kind.OFFICIAL: _("Name in another language"),
            OtherName.Kind.HISTORIC: _("Earlier name"),
            OtherName.Kind.SPELLING: _("Also written"),
        }
        names = self.organisation.other_names.all()
        groups = [
            (heading, [name for name in names if name.kind == kind])
            for kind, heading in headings.items()
        ]
        return [(heading, found) for heading, found in groups if found]

    def _neighbours(self):
        """Published parent, parts, networks and members, in one query."""
        me = self.organisation
        ties = Organisation.networks.through.objects
        return (
            Organisation.objects.published()
            .annotate(
                is_network=Exists(
                    ties.filter(from_organisation=me, to_organisation=OuterRef("pk"))
                ),
                is_member=Exists(ties.filter(to_organisation=me, from_organisation=OuterRef("pk"))),
            )
            .filter(Q(pk=me.parent_id) | Q(parent=me) | Q(is_network=True) | Q(is_member=True))
            .in_order()
        )

    @cached_property
    def ties(self):
        """Organisations it belongs to or consists of: list of (heading, organisations)."""
        me, all_of_them = self.organisation, self.neighbours
        groups = [
            (_("Part of"), [o for o in all_of_them if o.pk == me.parent_id]),
            (_("Consists of"), [o for o in all_of_them if o.parent_id == me.pk]),
            (_("Member of"), [o for o in all_of_them if o.is_network]),
            (_("Its members"), [o for o in all_of_them if o.is_member]),
        ]
        return [(heading, organisations) for heading, organisations in groups if organisations]

    @cached_property
    def places(self):
        """Places by what they are to the organisation: list of (heading, places)."""
        headings = {
            PlaceLink.Meaning.SEAT: _("Seat"),
            PlaceLink.Meaning.TAKES_PLACE: _("Works in"),
            PlaceLink.Meaning.SERVES: _("Serves"),
        }
        links = self.organisation.place_links.all()
        groups = [
            (heading, [link for link in links if link.meaning == meaning])
            for meaning, heading in headings.items()
        ]
        return [(heading, found) for heading, found in groups if found]

    def _asked(self):
        """Its own desk, then its published contacts: inputs of components/ask.html."""
        organisation, points = self.organisation, self._points()
        own, address = points.get(None, []), postal_address(organisation)
        if organisation.country and address:
            address = f"{address}\n{organisation.country}"
        entries = [self._contact(c, points.get(c.pk, [])) for c in organisation.contacts.all()]
        if own or address:
            name = marked(text_of(organisation, "title"))
            date = self.source.date if self.source else ""
            entries.insert(0, self._entry(name, own, date, address))
        return entries or self._publisher()

    def _points(self):
        """Published contact points by contact; those of the organisation itself under None."""
        points = ContactPoint.objects.filter(
            Q(organisation=self.organisation) | Q(contact__in=self.organisation.contacts.all()),
            is_published=True,
        )
        by_owner = {}
        for point in points.select_related("contact").order_by("position", "pk"):
            by_owner.setdefault(point.contact_id, []).append(point)
        return by_owner

    def _contact(self, contact, points):
        role, note = text_of(contact, "role"), text_of(contact, "note")
        source = contact.source or self.source
        date = contact.as_of or (source.date if source else "")
        entry = self._entry(marked(role) if role else str(contact), points, date)
        return {
            **entry,
            "role": contact.person if role else "",
            "notes": [*([marked(note)] if note else []), *([] if points else [NOT_KNOWN])],
        }

    def _entry(self, name, points, date, address=""):
        age = _("As printed in %(date)s") % {"date": edtf_dates.month(date)} if date else ""
        return {"name": name, "address": address, "points": point_inputs(points), "age": age}

    def _publisher(self):
        publisher = self.source.publisher if self.source else None
        if publisher is None or not publisher.is_published or publisher == self.organisation:
            return []
        return [
            {
                "heading": _("No phone or e-mail is known. The publisher of the source:"),
                "name": marked(text_of(publisher, "title")),
                "url": publisher.get_absolute_url(),
            }
        ]

    @cached_property
    def related(self):
        """Entries that it has a part in: list of (anchor, heading, cards)."""
        groups = [
            ("practices", _("Practices"), self._practices()),
            ("projects", _("Funded projects"), self._projects()),
            ("events", _("Events"), self._of_roles("eventroles", "event")),
            ("publications", _("Publications"), self._of_roles("publicationroles", "publication")),
        ]
        return [(anchor, heading, cards) for anchor, heading, cards in groups if cards]

    def _of_roles(self, roles, name, extra=()):
        """Cards of the entries in which it has a role, or that point to it: (entry, word)."""
        found = {
            item["entry"]: item["roles"]
            for item in roles_by_entry(getattr(self.organisation, roles).all(), name)
        }
        for entry, word in extra:
            if entry.is_published:
                found[entry] = list(dict.fromkeys([word, *found.get(entry, [])]))
        return [link_card(entry, ", ".join(found[entry])) for entry in in_order(found)]

    def _practices(self):
        presented = self.organisation.presented_practices.all()
        words = [(practice, _standing(practice)) for practice in presented]
        return self._of_roles("practiceroles", "practice", words)

    def _projects(self):
        led = [(project, _("lead")) for project in self.organisation.led_projects.all()]
        return self._of_roles("projectroles", "project", led)

    @cached_property
    def published_sources(self):
        return in_order(s for s in self.organisation.published_sources.all() if s.is_public)

    @property
    def contents(self):
        return table_of_contents(
            ("services", _("Services"), self.services),
            ("description", _("Description"), self.sections),
            ("figures", _("Figures"), self.figures),
            *self.related,
            ("ties", _("Networks and parts"), self.ties),
            ("published", _("Published by it"), self.published_sources),
            ("source", _("Where this comes from"), True),
        )


def _standing(practice):
    """What the organisation says of a practice: in words of a role, so as not to say it twice."""
    return str(Role.PRESENTED_BY.label) if practice.standing == "presented" else _("described by")
