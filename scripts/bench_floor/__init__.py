"""What pages cost: their first view in a browser, the help page on a slow phone, their processor time, long recordings.

Everything happens on a scratch site, served as in production, gone afterwards.
"""


def measure() -> bool:
    """Print all tables; returns whether every target holds."""
    from . import first_view, processor, ranges, slow_phone  # noqa: PLC0415 - the other commands need none of them
    from .served_site import served_site  # noqa: PLC0415

    with served_site() as site:
        held = [first_view.measure(site), slow_phone.measure(site), processor.measure(site), ranges.measure(site)]
    return all(held)
