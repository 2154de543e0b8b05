from modeltranslation.translator import TranslationOptions, register

from sources.models import Source


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ["title", "description", "date_note", "rights_notice", "editorial_note"]


class PartTranslation(TranslationOptions):
    fields = ["heading", "text", "editorial_note"]


class FigureTranslation(TranslationOptions):
    fields = ["label", "unit", "editorial_note"]


class NoteTranslation(TranslationOptions):
    """Citations and roles."""

    fields = ["note"]
