"""What pages cost: their first view in a browser, their processor time against a bare project, long recordings.

Everything happens on a scratch site, served as in production, gone afterwards.
"""


def measure() -> bool:
    """Print the tables; returns whether every target holds."""
    from . import first_view, processor, ranges  # noqa: PLC0415 - the other commands need neither
    from .served_site import served_site  # noqa: PLC0415

    with served_site() as site:
        held = [first_view.measure(site), processor.measure(site), ranges.measure(site)]
    return all(held)
