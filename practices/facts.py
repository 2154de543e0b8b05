"""The facts of a practice “in short”, worked out from its rows."""

from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.i18n import text_of
from core.mailboxes import without_mailboxes
from practices import words
from practices.models import LanguageSupport, Post, WorkingLanguage
from vocabulary.models import PlaceLink


class Facts:
    """Iterates over the known facts as {label, value, detail}; `unknown` names the others.

    Where the rights hide the texts, they name no activity.
    """

    def __init__(self, practice, activities, rhythms, shows_texts):
        self.practice = practice
        self.shows_texts = shows_texts
        self.activities = activities
        self.rhythms = rhythms
        facts = [
            self.where(),
            self.serves(),
            self.rhythm(),
            self.duration(),
            self.group(),
            self.team(),
            self.languages(),
            self.money(),
            self.level(),
        ]
        self.known = [fact for fact in facts if fact["value"]]
        self.unknown = [fact["absent"] for fact in facts if fact["absent"]]

    def __iter__(self):
        return iter(self.known)

    def __len__(self):
        return len(self.known)

    def where(self):
        return self._places(PlaceLink.Meaning.TAKES_PLACE, _("Where"), _("the place"))

    def serves(self):
        return self._places(PlaceLink.Meaning.SERVES, _("Serves"), "")

    def _places(self, meaning, label, absent):
        links = [link for link in self.practice.place_links.all() if link.meaning == meaning]
        names = [str(link.place) for link in links]
        is_original = self.practice.original_language == get_language()
        printed = [link for link in links if is_original and link.as_printed not in ("", *names)]
        forms = "{0.as_printed}" if len(links) == 1 else "{0.place} – {0.as_printed}"
        detail = without_mailboxes(", ".join(forms.format(link) for link in printed))
        return _fact(label, ", ".join(names), detail, absent)

    def rhythm(self):
        lines = []
        for activity in self.activities:
            own = [*activity.own_rhythms]
            own += [r for phase in activity.own_phases for r in phase.own_rhythms]
            regular = [r for r in own if words.frequency(r)]
            if regular:
                first = ", ".join(
                    filter(None, [words.frequency(regular[0]), words.length(regular[0])])
                )
                lines.append((first, str(activity) if self.shows_texts else ""))
        lines = list(dict.fromkeys(lines))
        if not lines:
            lines = [(words.frequency(r), "") for r in self.rhythms if words.frequency(r)][:1]
        if len(lines) > 1:
            form = _("%(label)s: %(rhythm)s")
            lines = [
                form % {"label": name, "rhythm": what} if name else what for what, name in lines
            ]
            known = _fact(_("Rhythm"), " · ".join(lines), "", _("the rhythm"))
            return {**known, "lines": lines}
        value, detail = lines[0] if lines else ("", "")
        return _fact(_("Rhythm"), value, detail, _("the rhythm"))

    def duration(self):
        known = [r for r in self.rhythms if words.duration(r)]
        whole = [words.duration(r) for r in known if r.practice_id]
        # That of an activity stands with the activity: the source is not silent then.
        return _fact(_("Duration"), "".join(whole[:1]), "", "" if known else _("the duration"))

    def group(self):
        sizes = [r for r in self.rhythms if words.group_size(r)]
        value = ", ".join(dict.fromkeys(words.group_size(r) for r in sizes))
        return _fact(_("Group size"), value, "", _("the size of groups"))

    def team(self):
        """Full-time equivalents of the staff part, else of the budget part."""
        posts = list(self.practice.posts.all())
        for where in Post.Where.values:
            counted = [p for p in posts if p.where == where and p.full_time_equivalent is not None]
            if counted:
                total = sum((p.full_time_equivalent for p in counted), Decimal(0))
                return _fact(_("Team"), words.full_time(total), "", "")
        roles = ", ".join(str(text_of(post, "role")) for post in posts[:3])
        is_described = any(s.kind.code == "staff" for s in self.practice.sections.all())
        return _fact(_("Team"), roles, "", "" if is_described else _("the team"))

    def languages(self):
        rows = [self.practice, *self.activities]
        spoken = [code for row in rows for code in row.working_languages]
        support = [code for row in rows for code in row.language_support]
        value = ", ".join(str(WorkingLanguage(code).label) for code in dict.fromkeys(spoken))
        detail = ", ".join(str(LanguageSupport(code).label) for code in dict.fromkeys(support))
        if not value:
            support = _fact(_("Language support"), detail, "", "")
            return {**support, "absent": _("the working language")}
        return _fact(_("Working language"), value, detail, "")

    def money(self):
        projects = [p for p in self.practice.projects.all() if p.is_published]
        funds = dict.fromkeys(
            " ".join(filter(None, [str(p.fund or p), p.period])) for p in projects
        )
        return _fact(_("Funded by"), ", ".join(funds), "", _("the money"))

    def level(self):
        return _fact(_("Level of implementation"), str(text_of(self.practice, "level")), "", "")


def _fact(label, value, detail, absent):
    """`absent` is how the fact is named in “The source says nothing about …”."""
    return {
        "label": label,
        "value": value,
        "detail": detail,
        "absent": "" if value else absent,
    }
