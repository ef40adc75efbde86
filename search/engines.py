"""Which engine answers: Elasticsearch when it is configured, in step and alive, else the database."""

from . import ranking, registry
from .elastic.options import configured
from .ranking import Answer, Question

DATABASE = "base de données"
ELASTICSEARCH = "Elasticsearch"


def find(question: Question) -> tuple[Answer, str]:
    """What everyone may read that answers, and the name of the engine that said so."""
    if configured() is not None:
        from .elastic import finding  # noqa: PLC0415 - loads the client

        answer = finding.find(question)
        if answer is not None:
            return answer, ELASTICSEARCH
    return ranking.find(question, registry.visible()), DATABASE
