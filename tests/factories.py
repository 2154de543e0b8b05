"""Rows of every model, for tests.

    PracticeFactory()                            a practice in draft, in three languages
    PracticeFactory(published=True)              public, with all that the publish checks ask for
    PracticeFactory(title_fr="AMIE", french_only=True)
    fullest_practice(children=20)                published, every relation and text filled
    emptiest_practice()                          published, with nothing that may be left out
    in_bulk(1000)                                a thousand published practices, in a few queries

Texts are given by their language columns. Unless `text_states` is given too, French is the
original, as printed; Dutch was read by a person; English is a draft.
"""

import datetime

import factory
from django.contrib.auth import get_user_model
from factory import LazyAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from core.i18n import State, language_codes, stamp, translated_fields
from core.models import ContentVersion, PastSlug
from core.publishing import touch_content
from core.tree import refresh_language_states
from organisations import models as organisations
from practices import models as practices
from projects import models as projects
from sources.models import Role, Source
from vocabulary import models as vocabulary

DAY = datetime.date(2026, 3, 2)
TRANSLATIONS = {"nl": State.REVIEWED, "en": State.DRAFT}
LIST = "- Prendre contact avec *chaque* famille\n- Écouter, [samen]{lang=nl}, sans juger"


def states_of(model, values):
    """Text states that fit the language columns which are filled."""
    states = {}
    for field in translated_fields(model):
        filled = [code for code in language_codes() if values.get(f"{field}_{code}")]
        main = values.get("original_language")
        original = main if main in filled else next(iter(filled), None)
        for code in filled:
            if code == original:
                stored = {"state": "original", "origin": "printed"}
            else:
                state = TRANSLATIONS.get(code, State.REVIEWED)
                stored = {"state": str(state), "by": "somebody", "on": "2026-03-02"}
            states.setdefault(field, {})[code] = stored
    return states


class Rows(DjangoModelFactory):
    class Meta:
        abstract = True
        skip_postgeneration_save = True


class Texts(Rows):
    """A row with texts in several languages."""

    class Meta:
        abstract = True

    @classmethod
    def _adjust_kwargs(cls, **kwargs):
        kwargs.setdefault("text_states", states_of(cls._meta.model, kwargs))
        return kwargs


# --- People, and what the core remembers


class UserFactory(Rows):
    """A member of the staff without any permission."""

    class Meta:
        model = get_user_model()

    username = Sequence("person-{}".format)
    is_staff = True


class PastSlugFactory(Rows):
    class Meta:
        model = PastSlug

    kind = "practices.practice"
    slug = Sequence("past-{}".format)
    reason = PastSlug.Reason.DELETED

    class Params:
        corrected = Trait(reason=PastSlug.Reason.CORRECTED, became="new-slug")
        erased = Trait(reason=PastSlug.Reason.ERASED)


class ContentVersionFactory(Rows):
    class Meta:
        model = ContentVersion
        django_get_or_create = ["pk"]

    pk = 1


# --- Vocabulary


class Terms(Texts):
    class Meta:
        abstract = True

    code = Sequence("term-{}".format)
    label_fr = LazyAttribute(lambda row: f"Terme {row.code}")
    label_nl = LazyAttribute(lambda row: f"Begrip {row.code}")
    label_en = LazyAttribute(lambda row: f"Term {row.code}")
    position = Sequence(lambda n: n % 1000)


class ThemeFactory(Terms):
    class Meta:
        model = vocabulary.Theme


class TargetGroupFactory(Terms):
    class Meta:
        model = vocabulary.TargetGroup

    group = "status"


class FormatFactory(Terms):
    class Meta:
        model = vocabulary.Format


class SectionKindFactory(Terms):
    class Meta:
        model = vocabulary.SectionKind

    group = "how"


class OrganisationKindFactory(Terms):
    class Meta:
        model = vocabulary.OrganisationKind


class FundFactory(Terms):
    class Meta:
        model = vocabulary.Fund


class PlaceFactory(Texts):
    """A country; with `town=True` a municipality in one."""

    class Meta:
        model = vocabulary.Place

    path = Sequence("country-{}".format)
    kind = "country"
    name_fr = Sequence("Pays {}".format)
    name_nl = Sequence("Land {}".format)
    name_en = Sequence("Country {}".format)

    class Params:
        town = Trait(
            kind="municipality",
            parent=SubFactory("tests.factories.PlaceFactory"),
            path=LazyAttribute(lambda row: f"{row.parent.path}/town"),
        )


class GlossaryTermFactory(Texts):
    class Meta:
        model = vocabulary.GlossaryTerm

    code = Sequence("word-{}".format)
    term_fr = Sequence("mot {}".format)
    term_nl = Sequence("woord {}".format)
    term_en = Sequence("word {}".format)
    abbreviation_fr = "MOT"
    definition_fr = "Un mot du métier."


# --- Sources, and what points into them


class SourceFactory(Texts):
    """A brochure in French whose texts may be shown whole."""

    class Meta:
        model = Source

    slug = Sequence("source-{}".format)
    original_language = "fr"
    title_fr = Sequence("Brochure {}".format)
    title_nl = Sequence("Brochure nummer {}".format)
    title_en = Sequence("Booklet {}".format)
    publisher_as_printed = "SPP Intégration sociale"
    date = "2020-03"
    date_as_printed = "mars 2020"
    show = Source.Show.WHOLE
    permission = Source.Permission.GIVEN
    permission_by = "le SPP Intégration sociale"
    permission_on = DAY

    class Params:
        private = Trait(kind=Source.Kind.MESSAGE)


class Entries(Texts):
    class Meta:
        abstract = True

    original_language = "fr"
    title_fr = Sequence("Fiche {}".format)
    title_nl = Sequence("Blad {}".format)
    title_en = Sequence("Entry {}".format)
    summary_fr = "Un résumé en un paragraphe."
    summary_nl = "Een samenvatting in één alinea."
    summary_en = "A summary in one paragraph."
    source = SubFactory(SourceFactory)
    locator = "Chapitre 1"

    class Params:
        public = Trait(status="published", first_published_on=DAY)
        archived = Trait(status="archived")
        french_only = Trait(title_nl="", title_en="", summary_nl="", summary_en="")
        dutch_original = Trait(
            original_language="nl", title_fr="", title_en="", summary_fr="", summary_en=""
        )
        mention = Trait(is_mention=True, summary_fr="", summary_nl="", summary_en="")


class Citations(Texts):
    class Meta:
        abstract = True

    source = SubFactory(SourceFactory)
    locator = "p. 12"
    note_fr = "Raconte la même chose autrement."


class Sections(Texts):
    class Meta:
        abstract = True

    kind = SubFactory(SectionKindFactory)
    position = Sequence(lambda n: n + 1)
    heading_fr = "1. Le contexte"
    text_fr = f"Un **texte** sur la pratique.\n\n{LIST}"
    text_nl = f"Een **tekst** over de praktijk.\n\n{LIST}"


class Figures(Texts):
    class Meta:
        abstract = True

    position = Sequence(lambda n: n + 1)
    label_fr = "participants"
    label_nl = "deelnemers"
    value = 412
    unit_fr = "personnes"
    basis = "as-of"
    as_of = "2020-10-01"
    as_printed = "412 au 1er octobre 2020"

    class Params:
        in_words = Trait(value=None, qualifier="in-words", as_printed="plusieurs centaines")


class Roles(Texts):
    class Meta:
        abstract = True

    organisation = SubFactory("tests.factories.OrganisationFactory", public=True)
    role = Role.RUN_BY
    position = Sequence(lambda n: n + 1)
    name_as_printed = Sequence("Le service n° {}".format)
    note_fr = "Accueille les groupes."


class PlaceLinks(Rows):
    class Meta:
        abstract = True

    place = SubFactory(PlaceFactory)
    meaning = "takes-place"
    as_printed = "dans toute la région"


# --- Organisations


class OrganisationFactory(Entries):
    class Meta:
        model = organisations.Organisation

    slug = Sequence("organisation-{}".format)
    title_fr = Sequence("Service n° {}".format)
    title_nl = Sequence("Dienst nr. {}".format)
    title_en = Sequence("Service no. {}".format)
    kind = SubFactory(OrganisationKindFactory)
    street = "Rue de la Loi 1"
    postal_code = "1000"
    locality = "Bruxelles"

    class Params:
        published = Trait(public=True)


class OtherNameFactory(Rows):
    class Meta:
        model = organisations.OtherName

    organisation = SubFactory(OrganisationFactory)
    name = Sequence("Ancien nom {}".format)
    language = "fr"
    kind = "historic"


class OrganisationPlaceFactory(PlaceLinks):
    class Meta:
        model = organisations.OrganisationPlace

    organisation = SubFactory(OrganisationFactory)
    meaning = "seat"


class ServiceFactory(Texts):
    class Meta:
        model = organisations.Service

    organisation = SubFactory(OrganisationFactory)
    position = Sequence(lambda n: n + 1)
    text_fr = "Une permanence sociale, trois matins par semaine."


class OrganisationSectionFactory(Sections):
    class Meta:
        model = organisations.OrganisationSection

    organisation = SubFactory(OrganisationFactory)


class OrganisationFigureFactory(Figures):
    class Meta:
        model = organisations.OrganisationFigure

    organisation = SubFactory(OrganisationFactory)


class OrganisationCitationFactory(Citations):
    class Meta:
        model = organisations.OrganisationCitation

    organisation = SubFactory(OrganisationFactory)


class ContactFactory(Texts):
    """A desk, not a person; with `person_shown=True` somebody who agreed to be shown."""

    class Meta:
        model = organisations.Contact

    code = Sequence("desk-{}".format)
    organisation = SubFactory(OrganisationFactory)
    role_fr = "Coordination"
    role_nl = "Coördinatie"
    as_of = "2020-03"
    is_published = True

    class Params:
        person_shown = Trait(
            person="Camille Dupont", published_because="a donné son accord", published_since=DAY
        )


class ContactPointFactory(Rows):
    class Meta:
        model = organisations.ContactPoint

    organisation = SubFactory(OrganisationFactory)
    kind = "phone"
    value = "+32 2 508 85 86"
    as_printed = "02/508.85.86"

    class Params:
        of_contact = Trait(organisation=None, contact=SubFactory(ContactFactory))
        email = Trait(kind="email", value="question@example.org")
        cut_off = Trait(kind="email", value="coordination@exam", is_cut_off=True)


# --- Projects, events, publications


class ProjectFactory(Entries):
    class Meta:
        model = projects.Project

    slug = Sequence("project-{}".format)
    fund = SubFactory(FundFactory)
    period = "2014–2020"
    starts = "2018-01"
    ends = "2021-12-31"
    total_budget = 412_000
    currency = "EUR"

    class Params:
        published = Trait(public=True, lead=SubFactory(OrganisationFactory, public=True))


class ProjectRoleFactory(Roles):
    class Meta:
        model = projects.ProjectRole

    project = SubFactory(ProjectFactory)
    role = Role.PARTNER


class ProjectPlaceFactory(PlaceLinks):
    class Meta:
        model = projects.ProjectPlace

    project = SubFactory(ProjectFactory)


class ProjectSectionFactory(Sections):
    class Meta:
        model = projects.ProjectSection

    project = SubFactory(ProjectFactory)


class ProjectModuleFactory(Texts):
    class Meta:
        model = projects.ProjectModule

    project = SubFactory(ProjectFactory)
    position = Sequence(lambda n: n + 1)
    title_fr = "Module de travail"
    text_fr = LIST


class ProjectReportFactory(Texts):
    class Meta:
        model = projects.ProjectReport

    project = SubFactory(ProjectFactory)
    position = Sequence(lambda n: n + 1)
    date = "2021-04-27"
    title_fr = "Rapport d’avril"
    text_fr = LIST


class ProjectFigureFactory(Figures):
    class Meta:
        model = projects.ProjectFigure

    project = SubFactory(ProjectFactory)


class ProjectCitationFactory(Citations):
    class Meta:
        model = projects.ProjectCitation

    project = SubFactory(ProjectFactory)


class EventFactory(Entries):
    class Meta:
        model = projects.Event

    slug = Sequence("event-{}".format)
    kind = "webinar"
    date = "2020-11-19"
    languages = ["fr", "nl"]

    class Params:
        published = Trait(
            public=True,
            its_role=factory.RelatedFactory(
                "tests.factories.EventRoleFactory", factory_related_name="event"
            ),
        )


class EventRoleFactory(Roles):
    class Meta:
        model = projects.EventRole

    event = SubFactory(EventFactory)
    role = Role.ORGANISER


class EventCitationFactory(Citations):
    class Meta:
        model = projects.EventCitation

    event = SubFactory(EventFactory)


class PublicationFactory(Entries):
    class Meta:
        model = projects.Publication

    slug = Sequence("publication-{}".format)
    kind = "guide"
    date = "2021"
    languages = ["fr"]

    class Params:
        published = Trait(
            public=True,
            its_role=factory.RelatedFactory(
                "tests.factories.PublicationRoleFactory", factory_related_name="publication"
            ),
        )


class PublicationRoleFactory(Roles):
    class Meta:
        model = projects.PublicationRole

    publication = SubFactory(PublicationFactory)
    role = Role.PUBLISHER


class PublicationCitationFactory(Citations):
    class Meta:
        model = projects.PublicationCitation

    publication = SubFactory(PublicationFactory)


# --- Practices


class PracticeFactory(Entries):
    class Meta:
        model = practices.Practice

    slug = Sequence("practice-{}".format)
    one_line_fr = "Des rencontres hebdomadaires en petit groupe."
    one_line_nl = "Wekelijkse bijeenkomsten in een kleine groep."
    one_line_en = "Weekly meetings in a small group."

    class Params:
        published = Trait(
            public=True,
            its_theme=factory.RelatedFactory(
                "tests.factories.PracticeThemeFactory", factory_related_name="practice"
            ),
            its_role=factory.RelatedFactory(
                "tests.factories.PracticeRoleFactory", factory_related_name="practice"
            ),
        )
        french_only = Trait(
            title_nl="", title_en="", summary_nl="", summary_en="", one_line_nl="", one_line_en=""
        )
        dutch_original = Trait(
            original_language="nl",
            title_fr="",
            title_en="",
            summary_fr="",
            summary_en="",
            one_line_fr="",
            one_line_en="",
        )


class PracticeThemeFactory(Rows):
    class Meta:
        model = practices.PracticeTheme

    practice = SubFactory(PracticeFactory)
    theme = SubFactory(ThemeFactory)
    position = Sequence(lambda n: n + 1)


class PracticeTargetGroupFactory(Rows):
    class Meta:
        model = practices.PracticeTargetGroup

    practice = SubFactory(PracticeFactory)
    target_group = SubFactory(TargetGroupFactory)
    position = Sequence(lambda n: n + 1)


class PracticePlaceFactory(PlaceLinks):
    class Meta:
        model = practices.PracticePlace

    practice = SubFactory(PracticeFactory)


class PracticeRoleFactory(Roles):
    class Meta:
        model = practices.PracticeRole

    practice = SubFactory(PracticeFactory)


class PracticeCitationFactory(Citations):
    class Meta:
        model = practices.PracticeCitation

    practice = SubFactory(PracticeFactory)


class PracticeFigureFactory(Figures):
    class Meta:
        model = practices.PracticeFigure

    practice = SubFactory(PracticeFactory)


class PracticeLinkFactory(Texts):
    class Meta:
        model = practices.PracticeLink

    practice = SubFactory(PracticeFactory)
    other = SubFactory(PracticeFactory)
    kind = "same-network"
    note_fr = "Depuis 2018."


class SectionFactory(Sections):
    class Meta:
        model = practices.Section

    practice = SubFactory(PracticeFactory)


class CriterionFactory(Texts):
    class Meta:
        model = practices.Criterion

    practice = SubFactory(PracticeFactory)
    position = Sequence(lambda n: n + 1)
    kind = "language"
    text_fr = "Parler un peu français."
    text_nl = "Een beetje Frans spreken."


class ActivityFactory(Texts):
    class Meta:
        model = practices.Activity

    practice = SubFactory(PracticeFactory)
    position = Sequence(lambda n: n + 1)
    printed_number = "1.1"
    title_fr = "Accompagnement collectif"
    title_nl = "Begeleiding in groep"
    objectives_fr = LIST
    content_fr = LIST
    organisation_fr = "En soirée si nécessaire."
    working_languages = ["fr", "own"]
    language_support = ["interpreter"]


class PhaseFactory(Texts):
    class Meta:
        model = practices.Phase

    activity = SubFactory(ActivityFactory)
    position = Sequence(lambda n: n + 1)
    kind = "start"
    title_fr = "Phase de lancement"
    objectives_fr = LIST
    content_fr = LIST
    organisation_fr = "Au moins une heure."


class RhythmFactory(Texts):
    """Of a practice; with `of_activity` or `of_phase` of one of these."""

    class Meta:
        model = practices.Rhythm

    practice = SubFactory(PracticeFactory)
    as_printed_fr = "1 à 2 fois par semaine, 3 heures, pendant environ 6 mois, 8 à 12 personnes"
    times_from, times_to = 1, 2
    per_count, per_unit = 1, "week"
    length_from, length_unit = 3, "hour"
    duration_from, duration_unit, is_about = 6, "month", True
    group_from, group_to = 8, 12

    class Params:
        of_activity = Trait(practice=None, activity=SubFactory(ActivityFactory))
        of_phase = Trait(practice=None, phase=SubFactory(PhaseFactory))


class PostFactory(Texts):
    class Meta:
        model = practices.Post

    practice = SubFactory(PracticeFactory)
    position = Sequence(lambda n: n + 1)
    role_fr = "Collaborateur de projet"
    role_nl = "Projectmedewerker"
    where = "staff"
    head_count = 2
    full_time_equivalent = "1.5"
    tasks_fr = LIST


FACTORIES = {
    made._meta.model: made
    for made in list(globals().values())
    if isinstance(made, type) and issubclass(made, DjangoModelFactory) and not made._meta.abstract
}


# --- The fullest and the emptiest of each kind


def fullest_organisation(children=1, **values):
    note = "Le texte se contredit."
    row = OrganisationFactory(
        published=True,
        acronym_fr="SN",
        legal_form="ASBL",
        country=PlaceFactory(),
        parent=OrganisationFactory(published=True),
        editorial_note_fr=note,
        verified_on=DAY,
        **values,
    )
    for _ in range(children):
        OtherNameFactory(organisation=row)
        OrganisationPlaceFactory(organisation=row)
        ServiceFactory(organisation=row, editorial_note_fr=note)
        OrganisationSectionFactory(organisation=row, source=SourceFactory(), editorial_note_fr=note)
        OrganisationFigureFactory(organisation=row, source=SourceFactory(), editorial_note_fr=note)
        OrganisationCitationFactory(organisation=row)
        ContactPointFactory(organisation=row)
        desk = ContactFactory(organisation=row, person_shown=True, source=SourceFactory())
        ContactPointFactory(of_contact=True, contact=desk, email=True)
        row.networks.add(OrganisationFactory(published=True))
        OrganisationFactory(published=True, parent=row)
        OrganisationFactory(published=True).networks.add(row)
        SourceFactory(publisher=row)
        ProjectFactory(public=True, lead=row)
        ProjectRoleFactory(project__public=True, organisation=row)
        EventRoleFactory(event__public=True, organisation=row)
        PublicationRoleFactory(publication__public=True, organisation=row)
        PracticeRoleFactory(practice__public=True, organisation=row)
        PracticeFactory(public=True, standing_by=row)
    refresh_language_states(row)
    return row


def fullest_project(children=1, **values):
    note = "Le texte se contredit."
    row = ProjectFactory(
        published=True,
        acronym="FP",
        code="FP-01",
        programme_fr="Interreg V",
        action="Action 3",
        axis="Axe 4",
        specific_objective_fr="Un objectif.",
        domain_fr="Un domaine.",
        dates_as_printed="2018 – 2021",
        dates_note_fr="Déduit du rapport.",
        budget_as_printed="412 000 euros",
        website="https://example.org/",
        lead_as_printed="Le service",
        editorial_note_fr=note,
        verified_on=DAY,
        **values,
    )
    for _ in range(children):
        ProjectRoleFactory(project=row, source=SourceFactory())
        ProjectPlaceFactory(project=row)
        ProjectSectionFactory(project=row, source=SourceFactory(), editorial_note_fr=note)
        ProjectModuleFactory(project=row, source=SourceFactory(), editorial_note_fr=note)
        ProjectReportFactory(project=row, source=SourceFactory(), editorial_note_fr=note)
        ProjectFigureFactory(project=row, source=SourceFactory(), editorial_note_fr=note)
        ProjectCitationFactory(project=row)
        row.contacts.add(ContactPointFactory(of_contact=True).contact)
        PracticeFactory(public=True).projects.add(row)
        EventFactory(public=True, project=row)
        PublicationFactory(public=True, project=row)
    refresh_language_states(row)
    return row


def fullest_event(children=1, **values):
    row = EventFactory(
        public=True,
        starts_at=datetime.time(9, 30),
        ends_at=datetime.time(12),
        venue="Salle des fêtes",
        place=PlaceFactory(),
        is_online=True,
        description_fr=LIST,
        registration_fr="Par courriel.",
        date_as_printed="19 novembre 2020",
        date_note_fr="L’année est déduite.",
        project=ProjectFactory(published=True),
        editorial_note_fr="Le texte se contredit.",
        verified_on=DAY,
        **values,
    )
    for _ in range(children):
        EventRoleFactory(event=row, source=SourceFactory())
        EventCitationFactory(event=row)
    refresh_language_states(row)
    return row


def fullest_publication(children=1, **values):
    row = PublicationFactory(
        public=True,
        description_fr=LIST,
        address="https://example.org/guide",
        address_as_printed="example.org/guide",
        date_as_printed="2021",
        date_note_fr="L’année est déduite.",
        project=ProjectFactory(published=True),
        editorial_note_fr="Le texte se contredit.",
        verified_on=DAY,
        **values,
    )
    for _ in range(children):
        PublicationRoleFactory(publication=row, source=SourceFactory())
        PublicationCitationFactory(publication=row)
    refresh_language_states(row)
    return row


def fullest_practice(children=1, **values):
    """Published, with so many children of each kind and all relations filled.

    Sections come in every kind that the page treats in its own way.
    """
    note = "Le texte se contredit."
    publisher = OrganisationFactory(published=True)
    ContactPointFactory(organisation=publisher)
    row = PracticeFactory(
        public=True,
        source__publisher=publisher,
        level_fr="régional",
        running="running",
        started="2016",
        ended="2021-12~",
        running_as_printed="de 2016 à fin 2021",
        running_note_fr="L’année est déduite.",
        standing_by=publisher,
        standing="presented",
        website="https://example.org/",
        editorial_note_fr=note,
        verified_on=DAY,
        working_languages=["nl", "own"],
        language_support=["mediator"],
        **values,
    )
    kinds = [
        section_kind(code, group)
        for code, group in [
            ("approach", "how"),
            ("strengths", "gives"),
            ("weaknesses", "gives"),
            ("staff", "takes"),
            ("participants", "who"),
            ("why", "why"),
            ("update", "top"),
        ]
    ]
    for _ in range(children):
        PracticeThemeFactory(practice=row)
        PracticeTargetGroupFactory(practice=row)
        PracticePlaceFactory(practice=row)
        PracticePlaceFactory(practice=row, meaning="serves")
        PracticeRoleFactory(practice=row, source=SourceFactory())
        PracticeRoleFactory(practice=row, role=Role.PARTNER, organisation__public=False)
        PracticeCitationFactory(practice=row)
        PracticeFigureFactory(practice=row, source=SourceFactory(), editorial_note_fr=note)
        PracticeLinkFactory(practice=row, other__public=True)
        PracticeLinkFactory(other=row, practice__public=True)
        for kind in kinds:
            SectionFactory(
                practice=row, kind=kind, source=SourceFactory(), date="2022", editorial_note_fr=note
            )
        CriterionFactory(practice=row, source=SourceFactory(), editorial_note_fr=note)
        RhythmFactory(practice=row, source=SourceFactory(), label_fr="Au début")
        PostFactory(practice=row, source=SourceFactory(), editorial_note_fr=note)
        row.projects.add(ProjectFactory(published=True))
        row.contacts.add(ContactPointFactory(of_contact=True).contact)
        activity = ActivityFactory(practice=row, source=SourceFactory(), editorial_note_fr=note)
        activity.formats.add(FormatFactory())
        RhythmFactory(of_activity=True, activity=activity)
        phase = PhaseFactory(activity=activity, source=SourceFactory(), editorial_note_fr=note)
        RhythmFactory(of_phase=True, phase=phase)
    refresh_language_states(row)
    return row


def section_kind(code, group):
    kind = vocabulary.SectionKind.objects.filter(code=code).first()
    return kind or SectionKindFactory(code=code, group=group)


def emptiest_practice(**values):
    """Published as a mere mention: a title, one line and a source, in French alone."""
    row = PracticeFactory(
        public=True, mention=True, french_only=True, source__date="", locator="", **values
    )
    refresh_language_states(row)
    return row


FULLEST = {
    "practice": fullest_practice,
    "organisation": fullest_organisation,
    "project": fullest_project,
    "event": fullest_event,
    "publication": fullest_publication,
}


def in_bulk(count):
    """Published practices, each with a theme, a place, an organisation and a post."""
    themes, places = ThemeFactory.create_batch(3), PlaceFactory.create_batch(3)
    formats = FormatFactory.create_batch(3)
    groups = TargetGroupFactory.create_batch(3)
    source = SourceFactory()
    lead = stamped(OrganisationFactory.build_batch(count, public=True, source=None, kind=None))
    organisations.Organisation.objects.bulk_create(lead)
    rows = stamped(PracticeFactory.build_batch(count, public=True, source=source))
    practices.Practice.objects.bulk_create(rows)

    def make(factory_class, **values):
        made = [
            factory_class.build(
                practice=row, **{name: pick(number) for name, pick in values.items()}
            )
            for number, row in enumerate(rows)
        ]
        factory_class._meta.model.objects.bulk_create(made)

    make(PracticeThemeFactory, theme=lambda n: themes[n % 3], position=lambda n: 1)
    make(PracticeTargetGroupFactory, target_group=lambda n: groups[n % 3], position=lambda n: 1)
    make(PracticePlaceFactory, place=lambda n: places[n % 3])
    make(PracticeRoleFactory, organisation=lambda n: lead[n], position=lambda n: 1)
    make(PostFactory, position=lambda n: 1)
    through = practices.Practice.formats.through
    through.objects.bulk_create(
        through(practice=row, format=formats[number % 3]) for number, row in enumerate(rows)
    )
    touch_content()
    return rows


def stamped(rows):
    """`save()` stamps translations; rows made in bulk are not saved one by one."""
    for row in rows:
        stamp(row)
    return rows
