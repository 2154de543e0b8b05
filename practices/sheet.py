"""A practice as the blocks of a document, in the order of its page."""

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from core import edtf_dates
from core.addresses import absolute
from core.blocks import (
    bullets,
    columns,
    foreign,
    heading,
    in_lines,
    note,
    paragraph,
    phases,
    prose,
    rows,
    run,
    runs_of,
    small,
    small_run,
    table,
)
from core.i18n import text_of
from core.notices import language_name, language_words, state_labels
from core.qr import qr
from practices.asked import ask_entry
from practices.cards import depth_badge
from practices.parts import phase_title, post_inputs, rhythm_line
from sources.parts import figure_inputs, locator_of, name_of_source, source_inputs

DOT = " · "


class Sheet:
    """Its blocks: of its head, of whom to ask, of each group, of its money and of its source.

    `page` is a PracticePage of `pages_of`.
    """

    def __init__(self, page):
        self.page, self.practice = page, page.practice

    @property
    def title(self):
        return text_of(self.practice, "title").value

    @property
    def blocks(self):
        return [
            *self.head(),
            *self.whom_to_ask(),
            *(block for group in self.page.groups for block in self.group(group)),
            *self.money(),
            *self.where_from(),
        ]

    # --- Head

    def head(self):
        page, practice = self.page, self.practice
        return [
            paragraph(self.kicker(), "kicker"),
            heading(1, text_of(practice, "title")),
            paragraph(text_of(practice, "one_line"), "lead"),
            *small(DOT.join(page.state_line)),
            *self.notices(),
            *self.updates(),
            *self.summary(),
            *rows((fact["label"], beside(fact)) for fact in page.facts),
            *small(page.silent),
            *self.terms(),
            *self.note_on(practice),
        ]

    def kicker(self):
        found = [run(depth_badge(self.practice.is_full_sheet)["label"])]
        for role in self.page.doers:
            found += [run(f"{DOT}{role.get_role_display()} ")]
            found += name_of(role.organisation, role.name_as_printed)
        return found

    def notices(self):
        page = self.page
        found = []
        if page.notice:
            title, words = language_words(page.notice)
            found.append(note([paragraph(words)], title, "draft"))
        if not page.shows_texts:
            found.append(note([paragraph(page.rights_words)]))
        return found

    def updates(self):
        for update in self.page.updates:
            date = f", {edtf_dates.words(update.date)}" if update.date else ""
            yield heading(2, _("Update") + date)
            yield from prose(update, "text")

    def summary(self):
        if not self.page.shows_summary:
            return []
        return [*prose(self.practice, "summary"), *small(DOT.join(self.page.summary_labels))]

    def terms(self):
        practice = self.practice
        themes = [str(link.theme) for link in practice.theme_links.all()]
        groups = [str(link.target_group) for link in practice.target_group_links.all()]
        formats = [str(term) for term in self.page.formats]
        return rows(
            [
                (_("Themes"), ", ".join(themes)),
                (_("For whom"), ", ".join(groups)),
                (_("Format"), ", ".join(formats)),
            ]
        )

    # --- Whom to ask

    def whom_to_ask(self):
        yield heading(2, _("Whom to ask"))
        if not self.page.asked:
            yield paragraph(_("We know of no contact for this entry."))
        for entry in self.page.asked:
            yield from ask_entry(entry)

    # --- The groups of the page

    def group(self, group):
        yield heading(2, group.label)
        yield from self.criteria(group.criteria)
        yield from self.posts(group.posts)
        yield from self.figures(group)
        for section in group.before:
            yield from self.section(section)
        for activity in group.activities:
            yield from self.activity(activity)
        if group.strengths or group.weaknesses:
            yield from self.strengths_and_weaknesses(group)
        for section in group.after:
            yield from self.section(section)

    def criteria(self, criteria):
        if criteria:
            yield heading(3, _("Who can take part"))
            yield bullets(paragraph(text_of(row, "text")) for row in criteria)
            yield from self.notes_on(criteria)

    def posts(self, posts):
        if posts:
            head = [_("Role"), _("People"), _("Full-time equivalent")]
            lines = [
                [
                    [
                        run(post["role"], post["lang"]),
                        *runs_of(small_run(joined(DOT, post["sort"], post["printed"]))),
                    ],
                    post["count"],
                    post["fte"],
                ]
                for post in post_inputs(posts)
            ]
            yield table(_("Posts, as the parts of the source count them"), head, lines, [1, 2])
            yield from self.notes_on(posts)

    def figures(self, group):
        figures = [figure_inputs(figure, group.source_date) for figure in group.figures]
        if figures:
            yield bullets(figure_line(figure) for figure in figures)
            yield from self.notes_on(group.figures)

    def section(self, section):
        yield heading(3, str(section.kind))
        printed_heading = text_of(section, "heading")
        if printed_heading and printed_heading.value != section.kind.label:
            yield paragraph(printed_heading, "small")
        yield from prose(section, "text")
        yield from self.note_on(section)
        yield from self.source_line(section, "text")

    def activity(self, activity):
        yield heading(3, text_of(activity, "title"))
        yield from small(rhythm_line(activity.own_rhythms))
        yield from objectives_content_organisation(activity)
        if activity.own_phases:
            yield phases(
                (
                    text_of(phase, "title") or phase_title(phase),
                    rhythm_line(phase.own_rhythms),
                    [*objectives_content_organisation(phase), *self.note_on(phase)],
                )
                for phase in activity.own_phases
            )
        yield from self.note_on(activity)
        yield from self.source_line(activity, "title")

    def strengths_and_weaknesses(self, group):
        yield columns(
            (_("Strengths"), "pro", texts_of(group.strengths)),
            (_("Weaknesses"), "con", texts_of(group.weaknesses)),
        )
        for section in [*group.strengths, *group.weaknesses]:
            yield from self.source_line(section, "text")
            yield from self.note_on(section)

    # --- Money and partners

    def money(self):
        page = self.page
        yield heading(2, _("Money and partners"))
        if page.projects:
            yield heading(3, _("Funded by"))
            yield bullets(paragraph(project_line(project)) for project in page.projects)
        if page.roles:
            yield heading(3, _("Organisations"))
            yield from rows((role.get_role_display(), self.role_line(role)) for role in page.roles)
        if page.links:
            yield heading(3, _("Other practices"))
            yield bullets(paragraph(self.link_line(link)) for link in page.links)
        if not (page.projects or page.roles or page.links):
            yield paragraph(_("The source names no partner and no money."))

    def role_line(self, role):
        remark = text_of(role, "note")
        line = name_of(role.organisation, role.name_as_printed)
        return [*line, run(" – "), *runs_of(remark)] if remark else line

    def link_line(self, link):
        kind, remark = link.get_kind_display(), text_of(link, "note")
        if link.practice_id == self.practice.pk:
            line = [run(f"{kind} "), *name_of(link.other)]
        else:
            own = text_of(self.practice, "title")
            line = [*name_of(link.practice), run(f" {kind} "), *runs_of(own)]
        return [*line, run(" – "), *runs_of(remark)] if remark else line

    # --- Where this comes from

    def where_from(self):
        page, practice = self.page, self.practice
        remark = text_of(practice, "running_note")
        standing = practice.standing_by and name_of(practice.standing_by)
        checked = practice.verified_on and edtf_dates.words(practice.verified_on.isoformat())
        yield heading(2, _("Where this comes from"))
        yield qr(page.short_address, _("This practice on the web:"))
        yield from rows(
            [
                *self.source_rows(),
                *((_("Further source"), citation_line(row)) for row in practice.citations.all()),
                (practice.get_standing_display(), standing or ""),
                (
                    _("What the source says about when"),
                    as_printed(page.running_as_printed, practice.original_language),
                ),
                (_("About the dates"), remark),
                (
                    _("Languages"),
                    "; ".join(f"{item['name']}: {item['state']}" for item in page.languages),
                ),
                (_("Last checked"), checked or _("not checked since the source was published")),
            ]
        )

    def source_rows(self):
        page, source = self.page, self.page.source
        if source is None:
            return [(_("Source"), _("No source is recorded yet."))]
        date = edtf_dates.words(source.date)
        return [
            (
                _("Source"),
                [*runs_of(name_of_source(source)), *after(page.locator), *after(date)],
            ),
            (_("Publisher"), publisher_of(source)),
            (_("Rights, as printed"), in_lines(prose(source, "rights_notice"))),
            (
                _("Rights"),
                DOT.join(
                    [
                        f"{_('Permission:')} {source.get_permission_display()}",
                        f"{_('Shown here:')} {source.get_show_display()}",
                    ]
                ),
            ),
            (
                _("Licence for reuse"),
                source.licence
                or _("No licence for reuse is known. Ask the publisher before you copy its texts."),
            ),
        ]

    # --- What stands under a text

    def note_on(self, row):
        if not text_of(row, "editorial_note"):
            return []
        return [note(prose(row, "editorial_note"), _("Note by the editors"), "note")]

    def notes_on(self, found):
        return [block for row in found for block in self.note_on(row)]

    def source_line(self, row, field):
        """Where a text comes from and what state it is in, where that differs from the rest."""
        line, shown = source_inputs(row) or {}, text_of(row, field)
        where = joined(", ", line.get("title"), line.get("locator"))
        parts = [f"{_('Source:')} {where}"] if where else []
        parts += state_labels(row, field, self.page.notice_kind)
        if shown.is_foreign and self.page.notice_kind != "missing":
            parts.append(_("in %(language)s") % {"language": language_name(shown.language)})
        return small(DOT.join(parts))


def objectives_content_organisation(row):
    """Of an activity or a phase: its filled texts, each under its name."""
    names = {
        "objectives": _("Objectives"),
        "content": _("Content"),
        "organisation": pgettext("how it is organised", "Organisation"),
    }
    for field, name in names.items():
        if text_of(row, field):
            yield paragraph(name, "label")
            yield from prose(row, field)


def texts_of(sections):
    return [block for section in sections for block in prose(section, "text")]


def joined(separator, *words):
    """The filled ones of some words."""
    return separator.join(filter(None, words))


def beside(fact):
    """The value of a fact, or its lines, and in small letters what is said about it."""
    lines = [[run(line), run("\n")] for line in fact.get("lines", [fact["value"]])]
    return [*[piece for line in lines for piece in line][:-1], *runs_of(small_run(fact["detail"]))]


def name_of(entry, as_printed=""):
    """The name of an entry, with its address where it is published, else as printed."""
    if not entry.is_published:
        return runs_of(as_printed or text_of(entry, "title"))
    shown = text_of(entry, "title")
    return [run(shown.value, foreign(shown), url=absolute(entry.get_absolute_url()))]


def project_line(project):
    fund = joined(", ", str(project.fund), project.period) if project.fund else ""
    return [*name_of(project), *([run(f" – {fund}")] if fund else [])]


def figure_line(figure):
    value = joined(" ", figure["qualifier"], figure["value"])
    line = [run(f"{value} ", strong=True), run(figure["label"], figure["lang"])]
    return paragraph([*line, *runs_of(small_run(figure["as_of"]))])


def citation_line(citation):
    remark = text_of(citation, "note")
    line = [*runs_of(name_of_source(citation.source)), *after(locator_of(citation))]
    return [*line, run(" – "), *runs_of(remark)] if remark else line


def publisher_of(source):
    if source.publisher:
        return name_of(source.publisher, source.publisher_as_printed)
    return as_printed(source.publisher_as_printed, source.original_language)


def as_printed(words, language):
    """What a source prints, in its own language."""
    return [run(words, "" if language == get_language() else language)] if words else []


def after(words):
    return [run(f", {words}")] if words else []
