"""What a number must meet before readers see it."""

from structures.models import Numero


def errors(numero: Numero) -> dict[str, str]:
    """Field → what is wrong and how to mend it."""
    if numero.state == Numero.State.WITHDRAWN and not numero.replaced_by_id:
        return {"replaced_by": "Un numéro retiré renvoie vers un autre : choisissez celui qui le remplace."}
    return {}
