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


class AvailabilityField(Field):
    """When a number answers, in a few words."""

    def get_attribute(self, instance: Any) -> Any:
        return instance.when

    def to_representation(self, when: Any) -> str:
        return str(when)
