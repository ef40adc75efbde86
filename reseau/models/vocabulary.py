from cms.models import Term


class FormatReunion(Term):
    """A way of holding a meeting: slide deck, quiz, role play… A meeting often joins several."""

    class Meta(Term.Meta):
        verbose_name = "format de réunion"
        verbose_name_plural = "formats de réunion"


class ThemeReunion(Term):
    """What colleagues raise at meetings: loneliness, inspections, fear of error…"""

    class Meta(Term.Meta):
        verbose_name = "thème de réunion"
        verbose_name_plural = "thèmes de réunion"
