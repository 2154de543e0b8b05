from modeltranslation.translator import TranslationOptions, register

from vocabulary.models import (
    Format,
    Fund,
    GlossaryTerm,
    OrganisationKind,
    Place,
    SectionKind,
    TargetGroup,
    Theme,
)


@register([Theme, TargetGroup, Format, SectionKind, OrganisationKind, Fund])
class TermTranslation(TranslationOptions):
    fields = ["label", "scope_note"]


@register(Place)
class PlaceTranslation(TranslationOptions):
    fields = ["name", "other_names"]


@register(GlossaryTerm)
class GlossaryTermTranslation(TranslationOptions):
    fields = ["term", "abbreviation", "variants", "definition"]
