from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from core.fixtures import is_root, write


class Command(BaseCommand):
    help = "Writes an entry with all its rows as a fixture, to standard output."

    def add_arguments(self, parser):
        parser.add_argument("model", help="For instance practices.practice")
        parser.add_argument("key", help="Its slug, code or path")

    def handle(self, *args, model, key, **options):
        kind = apps.get_model(model)
        if not is_root(kind):
            raise CommandError(f"{model} has no file of its own.")
        try:
            root = kind.objects.get_by_natural_key(key)
        except kind.DoesNotExist as error:
            raise CommandError(f"There is no {model} “{key}”.") from error
        self.stdout.write(write(root), ending="")
