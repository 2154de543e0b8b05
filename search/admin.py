from django.contrib import admin

from search.models import Wanted


@admin.register(Wanted)
class WantedAdmin(admin.ModelAdmin):
    """What people looked for in vain: nobody writes here, the search does."""

    list_display = ["words", "language", "week", "count"]
    list_filter = ["language", "week"]
    search_fields = ["words"]
    ordering = ["-week", "-count", "words"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False
