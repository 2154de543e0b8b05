"""What a browser does with a page of the back office: fill in its forms, press its buttons."""

from html.parser import HTMLParser

from django.urls import reverse


class FormParser(HTMLParser):
    """Collects what the fields of each form would send."""

    def __init__(self):
        super().__init__()
        self.forms = []
        self.select = self.textarea = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.forms.append({"id": given.get("id", ""), "data": []})
        elif not self.forms:
            return
        elif tag == "input":
            self._input(given)
        elif tag == "select":
            self.select = given.get("name")
        elif tag == "option" and self.select and "selected" in given:
            self._add(self.select, given.get("value", ""))
        elif tag == "textarea":
            self.textarea = [given.get("name"), ""]

    def _input(self, given):
        kind = given.get("type", "text")
        if kind in ("submit", "button") or "name" not in given:
            return
        if kind in ("checkbox", "radio") and "checked" not in given:
            return
        self._add(given["name"], given.get("value", "on" if kind in ("checkbox", "radio") else ""))

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            name, text = self.textarea
            self._add(name, text.removeprefix("\n").replace("\n", "\r\n"))
            self.textarea = None

    def handle_data(self, data):
        if self.textarea:
            self.textarea[1] += data

    def _add(self, name, value):
        if "__prefix__" not in name:
            self.forms[-1]["data"].append((name, value))


def filled_in(response):
    """The main form of a page as a browser would send it unchanged: {name: value or list}."""
    parser = FormParser()
    parser.feed(response.content.decode())
    form = max(parser.forms, key=lambda form: len(form["data"]))
    data = {}
    for name, value in form["data"]:
        data.setdefault(name, []).append(value)
    return {name: values[0] if len(values) == 1 else values for name, values in data.items()}


def address(row, view="change", *args):
    model = row._meta
    pk = [row.pk] if view not in ("add", "changelist", "merge") else []
    return reverse(f"admin:{model.app_label}_{model.model_name}_{view}", args=[*pk, *args])


def opened(client, row):
    """The change page of a row, as data to be sent back."""
    response = client.get(address(row))
    assert response.status_code == 200
    return filled_in(response)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def add_row(data, prefix, **values):
    """Press "add another" in the rows of a form."""
    index = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = str(index + 1)
    for name, value in values.items():
        data[f"{prefix}-{index}-{name}"] = value
