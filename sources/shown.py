"""Start-up check: texts shown whole without a recorded permission are named to the operator."""

from django.core.checks import Warning as CheckWarning
from django.core.checks import register
from django.db import DatabaseError

from sources.models import Source


@register("database")
def permissions_are_recorded(app_configs, databases=None, **kwargs):
    """Runs with `migrate` and `check --database default`, when there is a database to ask."""
    if not databases:
        return []
    try:
        open_ones = list(
            Source.objects.filter(
                show=Source.Show.WHOLE, permission=Source.Permission.NONE_RECORDED
            ).values_list("slug", flat=True)
        )
    except DatabaseError:  # before the first migration there is no table, and nothing to show
        return []
    if not open_ones:
        return []
    return [
        CheckWarning(
            f"Shown whole, with no permission recorded: {', '.join(sorted(open_ones))}.",
            hint="Record the decision at each source in the admin, or show less of it.",
            id="sources.W001",
        )
    ]
