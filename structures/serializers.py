"""Fields of the JSON API that speak of numbers, departments and structures."""

from typing import Any

from rest_framework.fields import Field


class NumerosField(Field):
    """Numbers a page gives, in its order: those that readers may dial."""

    def get_attribute(self, instance: Any) -> Any:
        return instance.numeros

    def to_representation(self, numeros: Any) -> list[dict[str, Any]]:
        return [numero.as_dict() for numero in numeros]


class DepartementsField(Field):
    """Departments, as ``{code, name}``."""

    def get_attribute(self, instance: Any) -> Any:
        return getattr(instance, self.source).all()

    def to_representation(self, departements: Any) -> list[dict[str, str]]:
        return [{"code": departement.code, "name": departement.name} for departement in departements]


class ContactsField(Field):
    """Postal contacts, in the page's order."""

    def get_attribute(self, instance: Any) -> Any:
        return instance.contacts.all()

    def to_representation(self, contacts: Any) -> list[dict[str, Any]]:
        return [contact.as_dict() for contact in contacts]


class LogoField(Field):
    """A logo, as ``{url, width, height, alt}``; null without one."""

    def get_attribute(self, instance: Any) -> Any:
        return instance

    def to_representation(self, page: Any) -> dict[str, Any] | None:
        copy = page.logo_copy
        if copy is None:
            return None
        return {"url": copy.full_url, "width": copy.width, "height": copy.height, "alt": page.logo_alt}


class AvailabilityField(Field):
    """When a number answers, in a few words."""

    def get_attribute(self, instance: Any) -> Any:
        return instance.when

    def to_representation(self, when: Any) -> str:
        return str(when)
