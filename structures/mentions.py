"""Numbers typed or chosen in what editors write: a withdrawn one is refused, one that the register ignores is noticed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import phonenumbers
from django.apps import apps
from django.db import models
from phonenumbers import Leniency, PhoneNumberMatcher
from wagtail.models import Page

from cms.models.publication import PublicationRules
from cms.written import BREAK, Written, chosen_in, texts_of

from . import contact, phone
from .models import Numero

# What people put between the digits of a number, invisible characters included; BREAK is not one of them.
_BETWEEN = r"[\s.,\-‐-―/()\[\]_·•:*|\u00ad\u200b-\u200f\u2060\ufeff]{0,4}"
_TYPED = "{label} : {number} est un numéro retiré. {remedy}"
_CHOSEN = "{label} : {numero} est retiré. {remedy}"
_WRITE = "Écrivez à sa place {number} ({label})."
_CHOOSE = "Choisissez à sa place {numero}."
_REMOVE = "Enlevez-le de ce champ."


def withdrawn_errors(instance: models.Model) -> dict[str, str]:
    """Field → the sentence that names the withdrawn number and its replacement. A rule of all that is published."""
    withdrawn = [numero for numero in Numero.register().values() if numero.state == Numero.State.WITHDRAWN]
    if isinstance(instance, Numero):
        if instance.state == Numero.State.WITHDRAWN:
            return {}  # readers never see it, and its own text may name it
        withdrawn = [numero for numero in withdrawn if numero.pk != instance.pk]
    if not withdrawn:
        return {}
    errors: dict[str, list[str]] = {}
    for field, sentence in _withdrawn_sentences(instance, withdrawn):
        errors.setdefault(field, []).append(sentence)
    return {field: " ".join(dict.fromkeys(sentences)) for field, sentences in errors.items()}


def _withdrawn_sentences(instance: models.Model, withdrawn: list[Numero]) -> Iterator[tuple[str, str]]:
    for numero, written in _typed(instance, withdrawn):
        other = numero.replacement
        remedy = _WRITE.format(number=other.display, label=other.label) if other else _REMOVE
        yield written.field, _TYPED.format(label=f"« {written.label} »", number=numero.display, remedy=remedy)
    by_key = {numero.pk: numero for numero in withdrawn}
    for field, label, key in chosen_in(instance, Numero):
        if key in by_key and not _is_succession(instance, field):
            other = by_key[key].replacement
            remedy = _CHOOSE.format(numero=other) if other else _REMOVE
            yield field, _CHOSEN.format(label=f"« {label} »", numero=by_key[key], remedy=remedy)


def _is_succession(instance: models.Model, field: str) -> bool:
    """A withdrawn number may name as its replacement one that is withdrawn later."""
    return isinstance(instance, Numero) and field == "replaced_by"


def _typed(instance: models.Model, numeros: Iterable[Numero]) -> Iterator[tuple[Numero, Written]]:
    patterns = [(numero, pattern(numero)) for numero in numeros]
    for written in texts_of(instance):
        text = digits_seen(written.text)
        for numero, typed in patterns:
            if typed.search(text):
                yield numero, written


def digits_seen(text: str) -> str:
    """A text where every digit is a plain one, whatever the keyboard or the font it came from."""
    text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def pattern(numero: Numero) -> re.Pattern[str]:
    """Every way to write a number: spaced, dotted, split by markup, with +33, 0033 or +33 (0)."""
    if not contact.is_phone(numero.channel):
        return re.compile(re.escape(contact.display(numero.channel, numero.number)), re.IGNORECASE)
    if not numero.number.startswith("+"):
        return re.compile(rf"(?<!\d)(?<!\d[.,]){numero.number}(?![.,]?\d)")  # a short number is not a price
    parsed = phonenumbers.parse(numero.number, phone.REGION)
    national, country = _spaced(str(parsed.national_number)), _spaced(str(parsed.country_code))
    prefix = rf"(?:(?:\+|0{_BETWEEN}0){_BETWEEN}{country}{_BETWEEN}(?:0{_BETWEEN})?|0{_BETWEEN})"
    return re.compile(rf"(?<!\d){prefix}{national}(?!\d)")


def _spaced(digits: str) -> str:
    return _BETWEEN.join(digits)


def unknown_numbers(instance: models.Model) -> dict[str, list[str]]:
    """Label of a field → the telephone numbers typed there that the register does not hold."""
    known = {numero.number for numero in Numero.register().values()}
    if isinstance(instance, Numero):
        known.add(instance.number)
    own: frozenset[str] = getattr(
        instance, "own_numbers", frozenset()
    )  # fields whose numbers are a person's, not a line's
    found: dict[str, list[str]] = {}
    for written in (written for written in texts_of(instance) if written.field not in own):
        for part in digits_seen(written.text).split(BREAK):
            for match in PhoneNumberMatcher(part, phone.REGION, leniency=Leniency.VALID):
                stored = phonenumbers.format_number(match.number, phonenumbers.PhoneNumberFormat.E164)
                if stored not in known:
                    found.setdefault(written.label, []).append(phone.display(stored))
    return {label: list(dict.fromkeys(numbers)) for label, numbers in found.items()}


def uses_of(numero: Numero, limit: int) -> list[models.Model]:
    """What readers see that gives this number, typed or chosen: at most ``limit`` objects. It reads the whole site."""
    uses = []
    for instance in _published():
        if instance != numero and _gives(instance, numero):
            uses.append(instance)
            if len(uses) == limit:
                break
    return uses


def _gives(instance: models.Model, numero: Numero) -> bool:
    if any(
        key == numero.pk and not _is_succession(instance, field) for field, _label, key in chosen_in(instance, Numero)
    ):
        return True
    return any(True for _found in _typed(instance, [numero]))


def _published() -> Iterator[Any]:
    yield from Page.objects.live().filter(depth__gt=1).order_by("path").specific().iterator(chunk_size=100)
    for model in apps.get_models():
        if issubclass(model, PublicationRules) and not issubclass(model, Page):
            objects = model._default_manager.order_by("pk")
            if any(field.name == "live" for field in model._meta.concrete_fields):
                objects = objects.filter(live=True)
            if issubclass(model, Numero):
                objects = objects.exclude(state=Numero.State.WITHDRAWN)
            yield from objects.iterator(chunk_size=100)
