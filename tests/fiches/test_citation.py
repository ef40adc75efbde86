"""Citations in Vancouver style with French conventions, against golden ones."""

import pytest

from fiches.models import ReferenceContributor, ReferencePage

SEVEN = [("Un", "A."), ("Deux", "B."), ("Trois", "C."), ("Quatre", "D."), ("Cinq", "E."), ("Six", "F."), ("Sept", "G.")]


def ref(people: list[tuple[str, ...]], **fields: object) -> tuple[list[tuple[str, ...]], dict[str, object]]:
    """People and fields of a reference; a name alone is a body, a third word is a role."""
    return people, fields


GOLDEN = {
    "article": (
        ref(
            [("Wu", "Albert W.")],
            title="Medical error: the second victim",
            container="BMJ",
            year=2000,
            volume="320",
            issue="7237",
            pages="726–727",
            doi="10.1136/bmj.320.7237.726",
        ),
        "Wu AW. Medical error: the second victim. BMJ. 2000;320(7237):726–727. doi: 10.1136/bmj.320.7237.726.",
    ),
    "article without issue": (
        ref(
            [("Malach-Pines", "Ayala")],
            title="The Burnout Measure",
            container="IJSM",
            year=2005,
            volume="12",
            pages="78–88",
        ),
        "Malach-Pines A. The Burnout Measure. IJSM. 2005;12:78–88.",
    ),
    "article with neither volume nor pages": (
        ref([("Wu", "A.")], title="Titre", container="BMJ", year=2000),
        "Wu A. Titre. BMJ. 2000.",
    ),
    "article without a year": (ref([("Wu", "A.")], title="Titre", container="BMJ"), "Wu A. Titre. BMJ. s. d."),
    "title that ends with a full stop": (
        ref([("Wu", "A.")], title="Titre.", container="BMJ", year=2000),
        "Wu A. Titre. BMJ. 2000.",
    ),
    "title that asks": (
        ref([("Wu", "A.")], title="Et vous ?", container="BMJ", year=2000),
        "Wu A. Et vous ? BMJ. 2000.",
    ),
    "compound names": (
        ref([("Dupont", "Jean-Karl"), ("de la Tour", "Marie Anne")], title="Titre", container="BMJ", year=2000),
        "Dupont JK, de la Tour MA. Titre. BMJ. 2000.",
    ),
    "initials without spaces": (
        ref([("Lind", "J.R.")], title="Titre", container="BMJ", year=2000),
        "Lind JR. Titre. BMJ. 2000.",
    ),
    "book with editors": (
        ref(
            [("Galam", "Éric", "editor"), ("Truchot", "Didier", "editor")],
            csl_type="book",
            title="L'erreur médicale",
            place="Paris",
            publisher="Éditions du Soin",
            year=2012,
        ),
        "Galam É, Truchot D (dir). L'erreur médicale. Paris: Éditions du Soin; 2012.",
    ),
    "book with an author and an editor": (
        ref(
            [("Balint", "Michael"), ("Galam", "Éric", "editor")],
            csl_type="book",
            title="Le médecin",
            publisher="Payot",
            year=1957,
        ),
        "Balint M. Galam É (dir). Le médecin. Payot; 1957.",
    ),
    "report of a body": (
        ref(
            [("Haute Autorité de santé",)],
            csl_type="report",
            genre="Fiche mémo",
            title="Repérage",
            publisher="HAS",
            year=2017,
        ),
        "Haute Autorité de santé. Repérage [Fiche mémo]. HAS; 2017.",
    ),
    "thesis": (
        ref(
            [("Olié", "Jeanne")],
            csl_type="thesis",
            genre="Thèse d'exercice",
            title="Santé des internes",
            place="Marseille",
            publisher="Aix-Marseille Université",
            year=2015,
        ),
        "Olié J. Santé des internes [Thèse d'exercice]. Marseille: Aix-Marseille Université; 2015.",
    ),
    "six authors": (
        ref(SEVEN[:6], title="Titre", container="BMJ", year=2000),
        "Un A, Deux B, Trois C, Quatre D, Cinq E, Six F. Titre. BMJ. 2000.",
    ),
    "more than six authors": (
        ref(SEVEN, title="Titre", container="BMJ", year=2000),
        "Un A, Deux B, Trois C, Quatre D, Cinq E, Six F, et al. Titre. BMJ. 2000.",
    ),
    "others": (
        ref([("Un", "A."), ("et al.",)], title="Titre", container="BMJ", year=2000),
        "Un A, et al. Titre. BMJ. 2000.",
    ),
    "nobody": (ref([], title="Titre", container="BMJ", year=2000), "Titre. BMJ. 2000."),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("source", "written"), GOLDEN.values(), ids=GOLDEN)
def test_a_reference_is_written_out(source: tuple, written: str) -> None:
    people, fields = source
    contributors = [
        ReferenceContributor(
            family=person[0] if len(person) > 1 else "",
            given=person[1] if len(person) > 1 else "",
            literal=person[0] if len(person) == 1 else "",
            role=person[2] if len(person) > 2 else "author",
        )
        for person in people
    ]
    assert ReferencePage(contributors=contributors, **fields).citation == written
