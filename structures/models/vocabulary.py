from cms.models import Term


class Audience(Term):
    """Whom a page, a structure or a number is for."""

    class Meta(Term.Meta):
        verbose_name = "public"
        verbose_name_plural = "publics"


class Besoin(Term):
    """What somebody needs when they look for a structure."""

    class Meta(Term.Meta):
        verbose_name = "besoin"
        verbose_name_plural = "besoins"
