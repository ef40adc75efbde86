"""How the page of those who answer names itself, and by which words readers find it."""

from search.registry import View

TITLE = "Qui répond maintenant"
DESCRIPTION = "Les lignes d'entraide qui répondent en ce moment, jusqu'à quand, et celles qui ouvrent ensuite."
FOUND_AS = View(
    name="aide",
    title=TITLE,
    summary=DESCRIPTION,
    words="aide aider aidez appel appeler besoin contact contacter détresse écoute entraide immédiat joindre ligne "
    "maintenant numéro parler quelqu'un répond répondre secours téléphone tél téléphoner urgence urgent vert vite",
)
