from django.core.management.base import BaseCommand

from core.i18n import State, language_codes
from core.languages_report import Key, counts

COLUMN = 18


class Command(BaseCommand):
    help = "Counts texts and words per kind of entry, language and state of translation."

    def add_arguments(self, parser):
        parser.add_argument(
            "--published", action="store_true", help="Leave out what is not public."
        )

    def handle(self, *args, published, **options):
        texts, words = counts(published)
        self._row("kind", "language", *(state.value for state in State))
        for kind in [*sorted({key.kind for key in texts}), "in all"]:
            for code in language_codes():
                self._row(kind, code, *(self._cell(texts, words, kind, code, s) for s in State))
        self.stdout.write("Texts (words).")

    def _cell(self, texts, words, kind, code, state):
        kinds = {key.kind for key in texts} if kind == "in all" else [kind]
        keys = [Key(name, code, state) for name in kinds]
        found = sum(texts[key] for key in keys)
        return f"{found} ({sum(words[key] for key in keys)})" if found else "–"

    def _row(self, kind, language, *cells):
        self.stdout.write(f"{kind:<28}{language:<10}" + "".join(f"{c:>{COLUMN}}" for c in cells))
