"""Numbers and amounts as people write them in the active language."""

from django.utils.formats import number_format


def number(value):
    """2.50 → 2,5 in French and Dutch; 2.5 in English. Whole numbers in groups of three."""
    plain = f"{value.normalize():f}" if hasattr(value, "normalize") else value
    return number_format(plain, use_l10n=True, force_grouping=True)
