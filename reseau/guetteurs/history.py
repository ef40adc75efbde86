"""What the site's history keeps of the register: who took a copy out and why, how many were erased. Never a name."""

from typing import Any

from wagtail.log_actions import LogFormatter, log

from reseau.models import GuetteurVeilleur

EXPORTED, ERASED, CONTACTED = "reseau.export_guetteurs", "reseau.erase_guetteurs", "reseau.contact_guetteur"
REGISTER = "Registre des guetteurs-veilleurs"


def log_on_register(action: str, data: dict[str, object], user: Any = None) -> None:
    """A line about the register as a whole, which has no row of its own."""
    log(instance=GuetteurVeilleur(pk=0), action=action, title=REGISTER, data=data, user=user)


def _lines(count: int) -> str:
    return f"{count} fiche{'s' * (count > 1)}"


class ExportFormatter(LogFormatter):
    label = "Exporter le registre des guetteurs-veilleurs"

    def format_message(self, log_entry: Any) -> str:
        data = log_entry.data
        chosen = f" ({data['filters']})" if data.get("filters") else ""
        return f"Export de {_lines(data['rows'])}{chosen} en {data['format'].upper()}. Finalité : {data['purpose']}"


class ErasureFormatter(LogFormatter):
    label = "Effacer du registre des guetteurs-veilleurs"

    def format_message(self, log_entry: Any) -> str:
        count = log_entry.data["count"]
        return f"{_lines(count)} effacée{'s' * (count > 1)} (départ depuis douze mois, ou accord retiré)."


def register(actions: Any) -> None:
    actions.register_action(EXPORTED)(ExportFormatter)
    actions.register_action(ERASED)(ErasureFormatter)
    actions.register_action(CONTACTED, "Noter un contact", "Contact noté")
