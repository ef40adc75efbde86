# Everything one does with the project. `make run` and `make test` need Python 3.11+, make, git and a package registry.
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help run test lint bench screenshots guide lighthouse install clean

help: ## Montre cette aide
	@echo "MED'AIDE – commandes :"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'
	@echo "Variables : PORT, DATABASE_URL, SEARCH_URL, DATA_DIR, DEBUG=1, PYTHON=/chemin/vers/python3 (voir README.md)."

run test lint bench screenshots guide lighthouse install: python-there
	@$(PYTHON) scripts/bootstrap.py $@ $(ARGS)

.PHONY: python-there
python-there:
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "$(PYTHON) est introuvable : il faut Python 3.11 ou plus récent (PYTHON=/chemin/vers/python3)." >&2; exit 1; }

run: ## Installe ce qui manque, puis sert le site avec sa démonstration
test: ## Joue toute la suite de tests (ARGS="-k mot" pour en choisir)
lint: ## Vérifie le code, les gabarits, les types, l'architecture et les réglages
bench: ## Mesure le démarrage, les requêtes SQL, la première visite et le temps de processeur des pages
screenshots: ## Photographie chaque gabarit dans screenshots/ (ARGS=--readme : les images du README)
guide: ## Refait les images du guide des éditeurs dont l'écran a changé (ARGS=--toutes : toutes)
lighthouse: ## Passe Lighthouse (mobile) sur chaque gabarit ; demande npm et Chromium
install: ## Installe les dépendances de développement dans .venv
clean: ## Efface .venv et les caches ; jamais les données (var/)
	rm -rf .venv screenshots .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .cache htmlcov .coverage .coverage.*
	find . -name __pycache__ -type d -not -path './var/*' -prune -exec rm -rf {} +
