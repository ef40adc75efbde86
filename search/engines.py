"""Which engine answers: Elasticsearch when it is configured, in step and alive, else the database."""

from . import ranking, registry
from .ranking import Answer, Question

DATABASE = "base de données"


def find(question: Question) -> tuple[Answer, str]:
    """What everyone may read that answers, and the name of the engine that said so."""
    return ranking.find(question, registry.visible()), DATABASE
