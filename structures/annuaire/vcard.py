"""A structure as a contact card that telephones and mail programs keep.

vCard 3.0 (RFC 2426) and not 4.0 (RFC 6350): Outlook reads nothing later, and what is written here means the same in
both. Media type and the rules of escaping and folding are those of RFC 6350 (sections 3.2, 3.4 and 10.1).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from structures.contact import Channel
from structures.models import Numero, StructureContact, StructurePage

CONTENT_TYPE = "text/vcard; charset=utf-8"
LINE_BYTES = 75  # RFC 6350, section 3.2, without the line break
_LINE_BREAKS = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_WAYS = {
    Channel.CALL: "TEL;TYPE=WORK,VOICE",
    Channel.SMS: "TEL;TYPE=WORK,MSG",
    Channel.EMAIL: "EMAIL;TYPE=INTERNET",
    Channel.WEB: "URL",
    Channel.VIDEO: "URL",
}


def vcard(page: StructurePage, url: str) -> str:
    """The card of a structure; ``url`` is the full address of its page."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{escape(page.title)}",
        f"N:{escape(page.title)};;;;",
        f"ORG:{escape(page.title)}",
        "X-ABShowAs:COMPANY",  # Apple's contacts file it under its name, not under a person's
        *_ways(page.numeros),
        *(line for contact in page.contacts.all() for line in _address(contact)),
        *([f"URL:{_uri(page.website)}"] if page.website else []),
        f"NOTE:{escape(_note(page))}",
        f"SOURCE:{_uri(url)}",
        *([f"REV:{page.last_published_at:%Y-%m-%dT%H:%M:%SZ}"] if page.last_published_at else []),
        "END:VCARD",
    ]
    return "".join(f"{folded}\r\n" for line in lines for folded in fold(line))


def escape(text: str) -> str:
    """A text as the value of a property: RFC 6350, section 3.4. Control characters have no place in a card."""
    text = _LINE_BREAKS.sub("\n", text)
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")
    return text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;").replace("\n", "\\n")


def fold(line: str) -> Iterator[str]:
    """A line cut at 75 bytes, never inside a character; what follows begins with a space."""
    room, start, used = LINE_BYTES, 0, 0
    for position, char in enumerate(line):
        size = len(char.encode())
        if used + size > room:
            yield (" " if start else "") + line[start:position]
            start, used, room = position, 0, LINE_BYTES - 1
        used += size
    yield (" " if start else "") + line[start:]


def _uri(address: str) -> str:
    """An address is written as it is, on one line."""
    return _LINE_BREAKS.sub("", address)


def _ways(numeros: Iterable[Numero]) -> Iterator[str]:
    """Each number with its name, in Apple's grouped form that others ignore."""
    for position, numero in enumerate(numeros, start=1):
        is_address = numero.channel in {Channel.WEB, Channel.VIDEO}
        value = _uri(numero.number) if is_address else escape(numero.number)
        yield f"item{position}.{_WAYS[Channel(numero.channel)]}:{value}"
        yield f"item{position}.X-ABLabel:{escape(numero.label)}"


def _address(contact: StructureContact) -> Iterator[str]:
    """A postal contact; none while it is to confirm: a telephone would not say so."""
    if not contact.to_confirm:
        street = ", ".join(line.strip() for line in contact.street.splitlines() if line.strip())
        yield f"ADR;TYPE=WORK:;{escape(contact.label)};{escape(street)};{escape(contact.city)};;{contact.postal_code};France"


def _note(page: StructurePage) -> str:
    """What to know before calling, number by number."""
    hours = [
        " · ".join(filter(None, (numero.label, numero.when, "numéro à confirmer" if numero.to_confirm else "")))
        for numero in page.numeros
    ]
    checked = f"Vérifié le {page.reviewed_on:%d/%m/%Y}." if page.reviewed_on else ""
    return "\n".join(filter(None, (page.summary, *hours, page.cost and f"Coût : {page.cost}", checked)))
