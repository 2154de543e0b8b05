from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Nothing of our own yet; a project's user cannot be exchanged after its first migration."""
