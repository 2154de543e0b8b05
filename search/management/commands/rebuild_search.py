from django.core.management.base import BaseCommand

from search.indexing import rebuild


class Command(BaseCommand):
    help = "Makes all documents of the search anew, after the vocabulary or the code has changed."

    def handle(self, *args, **options):
        self.stdout.write(f"{rebuild()} documents.")
