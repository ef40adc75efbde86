"""The form of a reference: what always matters first, what is rare folded."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

REFERENCE_PANELS = [
    FieldRowPanel(
        [FieldPanel("csl_type", help_text="Ce que c'est. Exemple : « Article de revue »."), FieldPanel("genre")]
    ),
    InlinePanel(
        "contributors",
        label="Nom",
        heading="Auteurs, autrices, direction, traduction",
        help_text="Dans l'ordre de la publication : c'est celui de la citation.",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("container"), FieldPanel("container_short")]),
            FieldRowPanel(
                [
                    FieldPanel("year", help_text="L'année de parution. Exemple : « 2019 »."),
                    FieldPanel("month", help_text="De 1 à 12, si la source le dit."),
                    FieldPanel("day", help_text="De 1 à 31, si la source le dit."),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel("volume", help_text="Celui de la revue. Exemple : « 137 »."),
                    FieldPanel("issue", help_text="Dans le volume. Exemple : « 6 »."),
                    FieldPanel("pages"),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel("publisher", help_text="Qui publie. Exemple : « Haute Autorité de santé »."),
                    FieldPanel("place", help_text="La ville de l'éditeur. Exemple : « Paris »."),
                ]
            ),
        ],
        heading="Publication",
    ),
    MultiFieldPanel(
        [
            FieldPanel("formatted_title"),
            FieldRowPanel(
                [
                    FieldPanel("edition"),
                    FieldPanel("number"),
                    FieldPanel("number_of_pages", help_text="Pour un livre ou une thèse. Exemple : « 212 »."),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel("collection", help_text="La série du livre. Exemple : « Que sais-je ? »."),
                    FieldPanel("collection_number", help_text="La place du livre dans sa série. Exemple : « 4051 »."),
                ]
            ),
            FieldPanel(
                "event", help_text="Celui où ce texte a été présenté. Exemple : « Congrès de médecine générale 2023 »."
            ),
            FieldPanel("extra", read_only=True),
        ],
        heading="Détails",
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [
                    FieldPanel(
                        "doi", help_text="Il commence par 10. Exemple : « 10.7326/0003-4819-137-6-200209170-00001 »."
                    ),
                    FieldPanel("pmid", help_text="Le numéro de PubMed. Exemple : « 12230351 »."),
                    FieldPanel("pmcid", help_text="Le numéro de PubMed Central. Exemple : « PMC1234567 »."),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "isbn", help_text="Celui d'un livre, au dos de sa couverture. Exemple : « 978-2-13-063000-0 »."
                    ),
                    FieldPanel("issn", help_text="Celui d'une revue. Exemple : « 0003-4819 »."),
                ]
            ),
            FieldRowPanel(
                [
                    FieldPanel(
                        "url",
                        help_text="L'adresse complète, si la publication n'a pas de DOI. Exemple : « https://… ».",
                    ),
                    FieldPanel("accessed"),
                ]
            ),
            FieldRowPanel([FieldPanel("language"), FieldPanel("key")]),
        ],
        heading="Où la trouver",
    ),
    MultiFieldPanel(
        [
            FieldPanel("free_access", help_text="Cochez si chacun peut lire le texte entier sans payer."),
            FieldPanel("pdf"),
            FieldPanel("pdf_rights"),
        ],
        heading="Texte intégral",
    ),
    MultiFieldPanel(
        [
            FieldPanel("note"),
            FieldPanel("evidence", help_text="Ce que vaut cette étude pour la pratique, selon le groupe."),
        ],
        heading="Notre avis",
    ),
    FieldPanel("abstract", help_text="Celui de la publication, tel qu'elle le donne."),
    FieldPanel("keywords"),
]
