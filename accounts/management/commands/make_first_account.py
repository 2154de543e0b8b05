import secrets

from django.core.management.base import BaseCommand

from accounts.models import User


class Command(BaseCommand):
    help = "Makes a staff account with a random password, unless there is a staff account already."

    def handle(self, **options):
        if User.objects.filter(is_staff=True).exists():
            return
        password = secrets.token_urlsafe(12)
        username = self._free_username()
        User.objects.create_superuser(username, password=password)
        self.stdout.write(
            f"\n  A first staff account was made. This is shown once:\n"
            f"    name      {username}\n"
            f"    password  {password}\n"
        )

    def _free_username(self):
        """'admin', unless somebody without staff rights took it."""
        taken = User.objects.filter(username="admin").exists()
        return f"admin-{secrets.token_hex(3)}" if taken else "admin"
