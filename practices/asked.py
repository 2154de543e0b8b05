"""Whom to ask about a practice, as the lines of a document."""

from django.utils.translation import gettext as _

from core.addresses import absolute
from core.blocks import paragraph, run, small, small_run
from core.qr import printed


def ask_entry(entry):
    """One of those to ask: an entry of components/ask.html."""
    if entry["heading"]:
        yield paragraph(entry["heading"], "small")
    lines = lines_to_ask(entry)
    yield paragraph([piece for line in lines for piece in [*line, run("\n")]][:-1])
    yield from small(entry["age"])


def lines_to_ask(entry):
    """Who it is and how to reach them, in lines of runs."""
    lines = [[run(entry["name"], entry["lang"], strong=True)]]
    if entry.get("role"):
        lines.append([run(entry["role"])])
    if organisation := entry.get("organisation"):
        address = absolute(organisation["url"])
        lines.append([run(organisation["name"], organisation["lang"], url=address)])
    if entry.get("address"):
        lines.append([run(entry["address"])])
    lines += [point_line(point) for point in entry["points"]]
    return lines + [[small_run(note)] for note in entry.get("notes", [])]


def point_line(point):
    value = [run(point.get("value", ""), url=point["href"])]
    if "write_to" in point:  # a mailbox stands on no paper either: the page that shows it does
        address = point["printed"] if point["href"] else ""
        value = [run(printed(address), url=address)]
    elif point["kind"] == "web" and point["href"]:
        value = [run(printed(point["value"]).rstrip("/"), url=point["href"])]
    cut = [run("… "), small_run(_("cut off in the source"))] if point["cut_off"] else []
    remark = [small_run(point["note"])] if point["note"] else []
    return [run(f"{point['label']}: "), *value, *cut, *remark]
