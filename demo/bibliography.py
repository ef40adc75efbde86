"""The demo's references: imported by the importer itself."""

from functools import partial
from pathlib import Path

from fiches.bibliography.importing import import_references
from fiches.bibliography.planning import Kind, plan
from fiches.models import BibliographiePage, ReferencePage

from .workshop import Workshop


def import_bibliography(workshop: Workshop, bibliography: BibliographiePage, path: Path) -> None:
    """Import the references of a file that the demo has not made yet. Those that editors already had stay theirs."""
    content = path.read_bytes()
    missing = [
        step for step in plan(content, bibliography) if f"reference:{step.item.get('id')}" not in workshop.ledger
    ]
    new = [step for step in missing if step.kind is Kind.NEW]
    for step in missing:
        if step.page is not None:
            workshop.borrowed[f"reference:{step.page.key}"] = step.page.pk
    import_references(content, bibliography, chosen={step.choice for step in new})
    pages = {page.key: page for page in ReferencePage.objects.child_of(bibliography).order_by("pk")}
    for step in new:
        workshop.make(f"reference:{step.item['id']}", partial(pages.__getitem__, step.item["id"]))
