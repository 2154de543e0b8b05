"""Start-up checks of the settings that the directory relies on."""

from django.conf import settings
from django.core.checks import Error, register

from core.addresses import WORDS


@register()
def every_language_has_path_words(app_configs, **kwargs):
    missing = [
        f"{name} ({code})"
        for name, words in WORDS.items()
        for code, _label in settings.LANGUAGES
        if code not in words
    ]
    if not missing:
        return []
    return [
        Error(
            f"No path word for: {', '.join(missing)}.",
            hint="Add it to WORDS in core/addresses.py.",
            id="core.E001",
        )
    ]
