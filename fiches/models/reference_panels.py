"""The form of a reference: what always matters first, what is rare folded."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

REFERENCE_PANELS = [
    FieldRowPanel([FieldPanel("csl_type"), FieldPanel("genre")]),
    InlinePanel("contributors", label="Nom", heading="Auteurs, autrices, direction, traduction"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("container"), FieldPanel("container_short")]),
            FieldRowPanel([FieldPanel("year"), FieldPanel("month"), FieldPanel("day")]),
            FieldRowPanel([FieldPanel("volume"), FieldPanel("issue"), FieldPanel("pages")]),
            FieldRowPanel([FieldPanel("publisher"), FieldPanel("place")]),
        ],
        heading="Publication",
    ),
    MultiFieldPanel(
        [
            FieldPanel("formatted_title"),
            FieldRowPanel([FieldPanel("edition"), FieldPanel("number"), FieldPanel("number_of_pages")]),
            FieldRowPanel([FieldPanel("collection"), FieldPanel("collection_number")]),
            FieldPanel("event"),
            FieldPanel("extra", read_only=True),
        ],
        heading="Détails",
        classname="collapsed",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("doi"), FieldPanel("pmid"), FieldPanel("pmcid")]),
            FieldRowPanel([FieldPanel("isbn"), FieldPanel("issn")]),
            FieldRowPanel([FieldPanel("url"), FieldPanel("accessed")]),
            FieldRowPanel([FieldPanel("language"), FieldPanel("key")]),
        ],
        heading="Où la trouver",
    ),
    MultiFieldPanel([FieldPanel("free_access"), FieldPanel("pdf"), FieldPanel("pdf_rights")], heading="Texte intégral"),
    MultiFieldPanel([FieldPanel("note"), FieldPanel("evidence")], heading="Notre avis"),
    FieldPanel("abstract"),
    FieldPanel("keywords"),
]
