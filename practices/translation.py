from modeltranslation.translator import TranslationOptions, register, translator

from practices.models import (
    Activity,
    Criterion,
    Phase,
    Post,
    Practice,
    PracticeCitation,
    PracticeFigure,
    PracticeLink,
    PracticeRole,
    Rhythm,
    Section,
)
from sources.translation import FigureTranslation, NoteTranslation, PartTranslation

translator.register(Section, PartTranslation)
translator.register(PracticeFigure, FigureTranslation)
translator.register([PracticeRole, PracticeCitation, PracticeLink], NoteTranslation)


@register(Practice)
class PracticeTranslation(TranslationOptions):
    fields = ["title", "one_line", "summary", "level", "running_note", "editorial_note"]


@register(Criterion)
class CriterionTranslation(TranslationOptions):
    fields = ["text", "editorial_note"]


@register(Activity)
class ActivityTranslation(TranslationOptions):
    fields = ["title", "objectives", "content", "organisation", "editorial_note"]


@register(Phase)
class PhaseTranslation(TranslationOptions):
    fields = ["title", "objectives", "content", "organisation", "editorial_note"]


@register(Rhythm)
class RhythmTranslation(TranslationOptions):
    fields = ["label", "as_printed"]


@register(Post)
class PostTranslation(TranslationOptions):
    fields = ["role", "tasks", "editorial_note"]
