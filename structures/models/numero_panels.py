"""How the secretary edits a number, and what the API says of it."""

from django.forms import CheckboxSelectMultiple
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, MultipleChooserPanel
from wagtail.api import APIField

from cms.serializers import TermsField
from structures.serializers import AvailabilityField, DepartementsField

NUMERO_PANELS: list = [
    MultiFieldPanel(
        [
            FieldPanel("label"),
            FieldRowPanel(
                [
                    FieldPanel(
                        "channel", help_text="Comment on joint cette ligne : appel, SMS, courriel, site ou visio."
                    ),
                    FieldPanel("number"),
                ]
            ),
            FieldPanel("who"),
            FieldRowPanel(
                [
                    FieldPanel("is_free", help_text="Inconnu : rien n'est dit de son prix."),
                    FieldPanel(
                        "is_anonymous",
                        help_text="Oui : aucun nom n'est demandé à qui appelle. Inconnu : rien n'en est dit.",
                    ),
                ]
            ),
            FieldRowPanel([FieldPanel("audiences", widget=CheckboxSelectMultiple), FieldPanel("languages")]),
            FieldRowPanel(
                [
                    FieldPanel(
                        "is_national",
                        help_text="Décochez si la ligne ne répond qu'à quelques départements, et choisissez-les.",
                    ),
                    FieldPanel("departements", widget=CheckboxSelectMultiple),
                ]
            ),
        ],
        heading="Ce que lisent les visiteurs",
    ),
    MultiFieldPanel(
        [FieldPanel("opening"), FieldPanel("closed_on_holidays"), FieldPanel("availability")],
        heading="Horaires",
    ),
    InlinePanel(
        "hours",
        label="Plage",
        heading="Plages de la semaine",
        help_text="Une ligne par plage. Exemple : du lundi au vendredi, de 09:00 à 12:00, puis une autre de 14:00 à 18:00. "
        "Une nuit appartient au jour où elle commence.",
        max_num=28,
    ),
    InlinePanel(
        "exceptions",
        label="Période",
        heading="Jours particuliers",
        help_text="Fermé, ou d'autres heures. Exemple : du 24/12 au 02/01, sans heures, pour les congés du secrétariat.",
        max_num=60,
    ),
    MultipleChooserPanel(
        "relays",
        chooser_field_name="numero",
        label="Numéro",
        heading="Ce que dit le répondeur",
        help_text="Les numéros que donne le répondeur quand personne ne répond.",
        max_num=4,
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel(
                        "state",
                        help_text="Retiré : plus personne ne voit ce numéro, et il empêche de publier une page qui le donne.",
                    ),
                    FieldPanel("replaced_by"),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "checked_on", help_text="Le jour où quelqu'un a appelé, ou relu la page qui donne ce numéro."
                    ),
                    FieldPanel("checked_by", help_text="Vide : vous."),
                    FieldPanel("next_check_on"),
                ]
            ),
            FieldPanel("source_url"),
            FieldRowPanel([FieldPanel("slug"), FieldPanel("order")]),
        ],
        heading="Suivi",
    ),
]

NUMERO_API_FIELDS: list = [
    APIField("label"),
    APIField("display"),
    APIField("uri"),
    APIField("channel"),
    APIField("who"),
    APIField("availability", serializer=AvailabilityField()),
    APIField("opening"),
    APIField("is_free"),
    APIField("is_anonymous"),
    APIField("audiences", serializer=TermsField()),
    APIField("languages"),
    APIField("is_national"),
    APIField("departements", serializer=DepartementsField()),
    APIField("to_confirm"),
    APIField("checked_on"),
]
