from django.core.management.base import BaseCommand, CommandError

from core.fixtures import FixtureError, load


class Command(BaseCommand):
    help = "Loads the entries of fixtures/ that are absent here; never overwrites staff edits."

    def add_arguments(self, parser):
        parser.add_argument(
            "--replace", nargs="+", default=[], metavar="SLUG", help="Load these again, whole."
        )

    def handle(self, *args, replace, **options):
        try:
            count = load(replace=replace)
        except FixtureError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        self.stdout.write(f"{count} entries loaded.")
