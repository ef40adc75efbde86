"""What the factories of pages and of vocabularies share."""

from typing import Any

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Page
from wagtail_factories.factories import MP_NodeFactory

from home.models import HomePage


def home_page() -> HomePage:
    """The home page that the migrations made."""
    return HomePage.objects.get()


class PageFactory(MP_NodeFactory):
    """Any page under the home page; live, as an approval would leave it."""

    title = factory.Sequence(lambda number: f"Page numéro {number}")
    slug = factory.Sequence(lambda number: f"page-{number}")
    parent = factory.LazyFunction(home_page)

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        """``numeros=[…]`` gives these numbers, in this order."""
        if numeros := kwargs.pop("numeros", []):
            link = model_class._meta.get_field("numero_links").related_model
            kwargs["numero_links"] = [link(numero=numero, sort_order=order) for order, numero in enumerate(numeros)]
        return super()._create(model_class, *args, **kwargs)


class SectionFactory(PageFactory):
    """A section is unique: the one that exists is given back."""

    intro = "Une phrase pour entrer."

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: type[Page], *args: Any, **kwargs: Any) -> Page:
        return model_class.objects.first() or super()._create(model_class, *args, **kwargs)


class TermFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"Mot {number}")
    slug = factory.Sequence(lambda number: f"mot-{number}")

    class Meta:
        abstract = True
