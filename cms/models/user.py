from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A person who logs in to the admin. Visitors never have an account."""

    class Meta(AbstractUser.Meta):
        verbose_name = "compte"
        verbose_name_plural = "comptes"

    def __str__(self) -> str:
        return self.get_full_name() or self.username
