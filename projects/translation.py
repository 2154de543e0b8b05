from modeltranslation.translator import TranslationOptions, register, translator

from projects.models import (
    Event,
    EventCitation,
    EventRole,
    Project,
    ProjectCitation,
    ProjectFigure,
    ProjectModule,
    ProjectReport,
    ProjectRole,
    ProjectSection,
    Publication,
    PublicationCitation,
    PublicationRole,
)
from sources.translation import FigureTranslation, NoteTranslation, PartTranslation

translator.register(ProjectSection, PartTranslation)
translator.register(ProjectFigure, FigureTranslation)
translator.register(
    [
        ProjectRole,
        ProjectCitation,
        EventRole,
        EventCitation,
        PublicationRole,
        PublicationCitation,
    ],
    NoteTranslation,
)


@register(Project)
class ProjectTranslation(TranslationOptions):
    fields = [
        "title",
        "summary",
        "editorial_note",
        "programme",
        "specific_objective",
        "domain",
        "dates_note",
    ]


@register([ProjectModule, ProjectReport])
class ProjectTextTranslation(TranslationOptions):
    fields = ["title", "text", "editorial_note"]


@register(Event)
class EventTranslation(TranslationOptions):
    fields = [
        "title",
        "summary",
        "editorial_note",
        "date_note",
        "description",
        "registration",
    ]


@register(Publication)
class PublicationTranslation(TranslationOptions):
    fields = ["title", "summary", "editorial_note", "date_note", "description"]
