"""The Bilan as an account opens it: its page, its workbook."""

import io

from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from tests.factories import UserFactory


def as_role(role: str) -> Client:
    client = Client()
    client.force_login(UserFactory(roles=[role]))
    return client


def page(client: Client, query: str = "") -> str:
    response = client.get(f"{reverse('bilan')}{query}")
    assert response.status_code == 200
    return str(response.content.decode())


def book(client: Client, query: str = "") -> Workbook:
    response = client.get(f"{reverse('bilan_xlsx')}{query}")
    assert response.status_code == 200
    return load_workbook(io.BytesIO(response.content))


def lines(book: Workbook, title: str) -> list[dict[str, object]]:
    headings, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(headings, row, strict=True)) for row in rows]
