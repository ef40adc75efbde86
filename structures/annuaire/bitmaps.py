"""Every structure in a few bits: which ones have a word, a scope, a number. Filters are then « and », counts are additions.

A set of structures is a whole number: its bit *n* stands for the structure of position *n*, in the order in which
structures are read. With 5,000 of them a set is 625 bytes, and all the counts of a page take less than a millisecond.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NewType

from cms.directory import directory
from cms.remembered import remembered
from cms.watching import watch
from structures.models.numero import Numero
from structures.models.structure import StructurePage
from structures.models.structure_links import StructurePageNumero

Bits = NewType("Bits", int)
NOTHING = Bits(0)
_THROUGH = {
    "needs": (StructurePage.needs.through, "besoin_id"),
    "departements": (StructurePage.departements.through, "departement_id"),
    "audiences": (StructurePage.audiences.through, "audience_id"),
}

watch(StructurePage, "scope", "is_free")
watch(StructurePageNumero)
for _through, _column in _THROUGH.values():
    watch(_through)


@dataclass(frozen=True)
class Bitmaps:
    """All structures, drafts included."""

    keys: list[int]  # of the structures, by position
    readable: Bits
    free: Bits  # the structure says that its help is free, or says nothing while one of its calls is
    scopes: dict[str, Bits] = field(default_factory=dict)
    linked: dict[tuple[str, int], Bits] = field(default_factory=dict)  # relation and key of a term
    numeros: dict[int, Bits] = field(default_factory=dict)

    @property
    def everything(self) -> Bits:
        """All of them, drafts included."""
        return Bits((1 << len(self.keys)) - 1)

    def giving(self, numeros: Iterable[int]) -> Bits:
        """The structures that give one of these numbers."""
        found = NOTHING
        for key in numeros:
            found = Bits(found | self.numeros.get(key, NOTHING))
        return found

    def having(self, relation: str, keys: Iterable[int]) -> Bits:
        """The structures that have one of these terms."""
        found = NOTHING
        for key in keys:
            found = Bits(found | self.linked.get((relation, key), NOTHING))
        return found

    def keys_of(self, bits: Bits) -> list[int]:
        """The keys of these structures, in the order in which they are read."""
        return [self.keys[position] for position in _positions(bits)]


def bitmaps() -> Bitmaps:
    """The structures in the present state of the content. Remembered: to be read only."""
    return remembered("annuaire bitmaps", _read)


def _read() -> Bitmaps:
    """Five queries."""
    rows = list(StructurePage.objects.order_by("path").values_list("pk", "scope", "is_free"))
    given = _given()
    keys = _in_order([key for key, _scope, _said in rows], given)
    positions = {key: position for position, key in enumerate(keys)}
    free_calls = {key for key, numero in Numero.register().items() if numero.is_answering and numero.is_free}
    numeros, scopes, free = defaultdict(list), defaultdict(list), []
    for key, scope, said in rows:
        scopes[scope].append(positions[key])
        for numero in given[key]:
            numeros[numero].append(positions[key])
        if said or (said is None and not free_calls.isdisjoint(given[key])):
            free.append(positions[key])
    return Bitmaps(
        keys=keys,
        readable=_bits(positions[key] for key in keys if directory().readable(key)),
        free=_bits(free),
        scopes=_all_bits(scopes),
        linked=_all_bits(_links(positions)),
        numeros=_all_bits(numeros),
    )


def _given() -> dict[int, list[int]]:
    """The numbers of each structure."""
    given: dict[int, list[int]] = defaultdict(list)
    for page, numero in StructurePageNumero.objects.values_list("page_id", "numero_id"):
        given[page].append(numero)
    return given


def _in_order(keys: list[int], given: dict[int, list[int]]) -> list[int]:
    """By the place of their first number in the register; those without a number last, as editors ordered them."""
    register = Numero.register()
    places = {key: place for place, (key, numero) in enumerate(register.items()) if numero.is_answering}
    last = len(register)
    return sorted(keys, key=lambda key: min((places.get(numero, last) for numero in given[key]), default=last))


def _links(positions: dict[int, int]) -> dict[tuple[str, int], list[int]]:
    found = defaultdict(list)
    for relation, (through, column) in _THROUGH.items():
        for page, term in through._default_manager.values_list("structurepage_id", column):
            if page in positions:  # written since the structures were read
                found[relation, term].append(positions[page])
    return found


def _all_bits(positions: dict) -> dict:
    return {name: _bits(found) for name, found in positions.items()}


def _bits(positions: Iterable[int]) -> Bits:
    bits = 0
    for position in positions:
        bits |= 1 << position
    return Bits(bits)


def _positions(bits: Bits) -> Iterator[int]:
    return (position for position, bit in enumerate(reversed(f"{bits:b}")) if bit == "1")
