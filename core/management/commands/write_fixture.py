from django.apps import apps
from django.core.management.base import BaseCommand, CommandError

from core.fixtures import is_root, rewrite_files, write


class Command(BaseCommand):
    help = "Writes an entry with all its rows as a fixture, to standard output."

    def add_arguments(self, parser):
        parser.add_argument("model", nargs="?", help="For instance practices.practice")
        parser.add_argument("key", nargs="?", help="Its slug, code or path")
        parser.add_argument(
            "--all", action="store_true", help="Write every file of fixtures/ anew, in place."
        )

    def handle(self, *args, model, key, **options):
        if options["all"]:
            self.stdout.write(f"{rewrite_files()} files written.")
            return
        if not (model and key):
            raise CommandError("Name a model and a key, or say --all.")
        kind = apps.get_model(model)
        if not is_root(kind):
            raise CommandError(f"{model} has no file of its own.")
        try:
            root = kind.objects.get_by_natural_key(key)
        except kind.DoesNotExist as error:
            raise CommandError(f"There is no {model} “{key}”.") from error
        self.stdout.write(write(root), ending="")
