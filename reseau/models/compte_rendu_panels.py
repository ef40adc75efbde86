"""What editors see of a meeting and its report, in the order in which things happen."""

from django import forms
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel
from wagtail.api import APIField

from cms.serializers import TermsField
from reseau.serializers import DocumentsField, EvaluationField, RegistrationField

CHECKLIST = ("anon_names", "anon_people", "anon_words", "anon_documents", "anon_host")

_MEETING = MultiFieldPanel(
    [
        FieldPanel("title"),
        FieldRowPanel(
            [
                FieldPanel("date", help_text="Le jour de la réunion, passée ou à venir."),
                FieldPanel("starts_at"),
                FieldPanel("ends_at", help_text="Vide : l'heure de fin n'est pas annoncée."),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel(
                    "departement",
                    widget=forms.Select,
                    help_text="Celui où elle a lieu : elle paraît sur sa page.",
                ),
                FieldPanel("place", help_text="La ville, et la salle si elle est connue. Exemple : « Istres »."),
            ]
        ),
        FieldPanel("host"),
        FieldPanel(
            "formats",
            widget=forms.CheckboxSelectMultiple,
            help_text="Un ou plusieurs. Exemple : diaporama et jeu de rôle.",
        ),
        FieldPanel("format_note"),
    ],
    heading="La réunion",
)
_LED_BY = MultiFieldPanel(
    [
        InlinePanel("animateurs", label="Personne référente", max_num=10),
        FieldPanel("led_by"),
    ],
    heading="Qui anime",
)
_TO_COME = MultiFieldPanel(
    [
        FieldPanel("open_to_all"),
        FieldRowPanel(
            [
                FieldPanel("registration", help_text="Ce qu'il faut faire pour venir. Exemple : « Entrée libre. »"),
                FieldPanel("registration_email"),
            ]
        ),
    ],
    heading="Si la réunion est à venir",
    help_text="Approuvée et publique, elle est annoncée sur le site et dans les agendas, jusqu'à sa date.",
)
_FIGURES = MultiFieldPanel(
    [
        FieldRowPanel(
            [
                FieldPanel("invited", help_text="Combien de personnes ont reçu l'invitation. Vide : on ne sait pas."),
                FieldPanel("present", help_text="Combien sont venues. Vide : on ne sait pas."),
                FieldPanel("present_is_estimate", help_text="Cochez si personne n'a compté : le site dit « environ »."),
            ]
        ),
        FieldRowPanel(
            [
                FieldPanel("present_insiders"),
                FieldPanel(
                    "new_guetteurs",
                    help_text="Combien de personnes ont accepté de devenir guetteur-veilleur ce jour-là.",
                ),
            ]
        ),
        InlinePanel("evaluation", label="Chiffre", heading="Évaluation par les personnes présentes", max_num=10),
    ],
    heading="Combien",
)
_REPORT = MultiFieldPanel(
    [
        FieldPanel(
            "themes",
            widget=forms.CheckboxSelectMultiple,
            help_text="Ce dont on a parlé : un ou plusieurs mots de la liste.",
        ),
        FieldPanel("body", help_text="Ce que l'on retient, sans le nom ni les mots d'une personne présente."),
        InlinePanel("documents", label="Document", heading="Documents", max_num=10),
    ],
    heading="Le compte rendu",
)
_AFTERWARDS = InlinePanel(
    "etapes",
    label="Étape",
    heading="Prochaines étapes (interne)",
    help_text="Gardées dès l'enregistrement, sans relecture. Elles ne paraissent jamais sur le site.",
    max_num=20,
)
_PUBLICATION = MultiFieldPanel(
    [
        FieldPanel("visibility"),
        *(FieldPanel(name, help_text="À cocher une fois vérifié.") for name in CHECKLIST),
        FieldPanel("slug"),
    ],
    heading="Qui peut le lire",
    help_text="Un compte rendu public se relit une dernière fois, point par point.",
)
PANELS: list[Panel] = [_MEETING, _LED_BY, _TO_COME, _FIGURES, _REPORT, _AFTERWARDS, _PUBLICATION]

API_FIELDS = [
    APIField("title"),
    APIField("slug"),
    APIField("date"),
    APIField("starts_at"),
    APIField("ends_at"),
    APIField("is_to_come"),
    APIField("place"),
    APIField("departement_code"),
    APIField("host"),
    APIField("formats", serializer=TermsField()),
    APIField("format_note"),
    APIField("leaders"),
    APIField("open_to_all"),
    APIField("registration", serializer=RegistrationField()),
    APIField("invited"),
    APIField("present"),
    APIField("present_is_estimate"),
    APIField("present_insiders"),
    APIField("met"),
    APIField("new_guetteurs"),
    APIField("themes", serializer=TermsField()),
    APIField("evaluation", serializer=EvaluationField()),
    APIField("documents", serializer=DocumentsField()),
    APIField("body"),
]
