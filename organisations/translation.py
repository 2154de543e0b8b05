from modeltranslation.translator import TranslationOptions, register, translator

from organisations.models import (
    Contact,
    Organisation,
    OrganisationCitation,
    OrganisationFigure,
    OrganisationSection,
    Service,
)
from sources.translation import FigureTranslation, NoteTranslation, PartTranslation

translator.register(OrganisationSection, PartTranslation)
translator.register(OrganisationFigure, FigureTranslation)
translator.register(OrganisationCitation, NoteTranslation)


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ["title", "acronym", "summary", "editorial_note"]


@register(Service)
class ServiceTranslation(TranslationOptions):
    fields = ["text", "editorial_note"]


@register(Contact)
class ContactTranslation(TranslationOptions):
    fields = ["role", "note"]
