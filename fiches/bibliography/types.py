"""The types of CSL 1.0.2 (specification, appendix III), and their names in the other vocabularies."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One CSL type: its French name, and what it is called elsewhere.

    ``family`` says how it is cited: ``article`` in a container with volume and pages, ``part`` of a book, ``book``,
    ``report``, ``thesis``, ``web``, ``law``.
    """

    label: str
    family: str
    bibtex: str
    ris: str
    schema: str = "CreativeWork"


KINDS: dict[str, Kind] = {
    "article-journal": Kind("Article de revue", "article", "article", "JOUR", "ScholarlyArticle"),
    "book": Kind("Livre", "book", "book", "BOOK", "Book"),
    "chapter": Kind("Chapitre de livre", "part", "incollection", "CHAP", "Chapter"),
    "report": Kind("Rapport", "report", "techreport", "RPRT", "Report"),
    "thesis": Kind("Thèse ou mémoire", "thesis", "phdthesis", "THES", "Thesis"),
    "webpage": Kind("Page web", "web", "online", "ELEC", "WebPage"),
    "paper-conference": Kind("Communication dans un congrès", "part", "inproceedings", "CPAPER", "ScholarlyArticle"),
    "speech": Kind("Conférence, intervention orale", "report", "misc", "SLIDE"),
    "article": Kind("Prépublication", "article", "unpublished", "UNPB", "Article"),
    "article-magazine": Kind("Article de magazine", "article", "article", "MGZN", "Article"),
    "article-newspaper": Kind("Article de presse", "article", "article", "NEWS", "NewsArticle"),
    "review": Kind("Compte rendu critique", "article", "article", "JOUR", "Review"),
    "review-book": Kind("Recension d'un livre", "article", "article", "JOUR", "Review"),
    "standard": Kind("Norme ou recommandation", "report", "techreport", "STAND"),
    "document": Kind("Autre document", "report", "misc", "GEN"),
    "dataset": Kind("Jeu de données", "web", "misc", "DATA", "Dataset"),
    "software": Kind("Logiciel", "web", "misc", "COMP", "SoftwareApplication"),
    "post": Kind("Message en ligne", "web", "online", "ELEC", "SocialMediaPosting"),
    "post-weblog": Kind("Billet de blog", "web", "online", "BLOG", "BlogPosting"),
    "broadcast": Kind("Émission, podcast", "report", "misc", "SOUND"),
    "motion_picture": Kind("Film, vidéo", "report", "misc", "VIDEO", "Movie"),
    "interview": Kind("Entretien", "report", "misc", "GEN"),
    "entry": Kind("Notice", "part", "incollection", "ENCYC"),
    "entry-dictionary": Kind("Article de dictionnaire", "part", "incollection", "DICT"),
    "entry-encyclopedia": Kind("Article d'encyclopédie", "part", "incollection", "ENCYC"),
    "legislation": Kind("Loi, décret, arrêté", "law", "misc", "STAT", "Legislation"),
    "legal_case": Kind("Décision de justice", "law", "misc", "CASE"),
    "regulation": Kind("Règlement", "law", "misc", "STAT", "Legislation"),
    "bill": Kind("Projet ou proposition de loi", "law", "misc", "BILL"),
    "hearing": Kind("Audition", "law", "misc", "HEAR"),
    "treaty": Kind("Traité", "law", "misc", "STAT"),
    "patent": Kind("Brevet", "law", "misc", "PAT"),
    "periodical": Kind("Revue entière", "book", "misc", "SER", "Periodical"),
    "collection": Kind("Recueil", "book", "book", "SER", "Collection"),
    "pamphlet": Kind("Dépliant, brochure", "report", "booklet", "PAMP"),
    "manuscript": Kind("Manuscrit", "thesis", "unpublished", "MANSCPT"),
    "classic": Kind("Classique", "book", "book", "CLSWK", "Book"),
    "event": Kind("Événement", "report", "misc", "GEN", "Event"),
    "personal_communication": Kind("Communication personnelle", "report", "misc", "PCOMM"),
    "figure": Kind("Figure", "report", "misc", "FIGURE"),
    "graphic": Kind("Image, affiche", "report", "misc", "ART"),
    "map": Kind("Carte", "report", "misc", "MAP", "Map"),
    "performance": Kind("Spectacle", "report", "misc", "GEN"),
    "musical_score": Kind("Partition", "report", "misc", "MUSIC"),
    "song": Kind("Enregistrement sonore", "report", "misc", "SOUND"),
}
CHOICES = [(name, kind.label) for name, kind in KINDS.items()]
DEFAULT = "document"

# Read, besides those above. Sources: the BibTeX and biblatex manuals, entry types; RIS format specification, TY values.
BIBTEX_TYPES = {
    "article": "article-journal",
    "periodical": "periodical",
    "suppperiodical": "article-journal",
    "review": "review",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "mvcollection": "book",
    "reference": "book",
    "mvreference": "book",
    "proceedings": "book",
    "mvproceedings": "book",
    "booklet": "pamphlet",
    "manual": "report",
    "inbook": "chapter",
    "bookinbook": "chapter",
    "suppbook": "chapter",
    "incollection": "chapter",
    "suppcollection": "chapter",
    "inreference": "entry",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "techreport": "report",
    "report": "report",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "thesis": "thesis",
    "online": "webpage",
    "www": "webpage",
    "electronic": "webpage",
    "webpage": "webpage",
    "unpublished": "article",
    "patent": "patent",
    "dataset": "dataset",
    "software": "software",
    "standard": "standard",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "movie": "motion_picture",
    "video": "motion_picture",
    "audio": "song",
    "misc": "document",
}
RIS_TYPES = {
    **{kind.ris: name for name, kind in reversed(KINDS.items())},
    "ABST": "article-journal",
    "AGGR": "dataset",
    "BLOG": "post-weblog",
    "CONF": "paper-conference",
    "CTLG": "book",
    "DBASE": "dataset",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "GOVDOC": "report",
    "GRNT": "document",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "LEGAL": "legislation",
    "MPCT": "motion_picture",
    "MULTI": "motion_picture",
    "UNBILL": "bill",
    "WEB": "webpage",
    "GEN": "document",
    "ELEC": "webpage",
    "JOUR": "article-journal",
    "SOUND": "song",
    "STAT": "legislation",
    "SER": "collection",
    "ENCYC": "entry-encyclopedia",
}
# PubMed's publication types; any other is an article. Source: NLM, "Publication Characteristics (Publication Types)".
MEDLINE_TYPES = {
    "book": "book",
    "book chapter": "chapter",
    "dataset": "dataset",
    "news": "article-magazine",
    "newspaper article": "article-newspaper",
    "preprint": "article",
    "technical report": "report",
}
