"""On a public server, behind a proxy that ends TLS."""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .environment import ENV

if not ENV.secret_key:
    raise ImproperlyConfigured("SECRET_KEY is missing from the environment (see the README's table of variables).")
if not ENV.register_keys:
    raise ImproperlyConfigured(
        "REGISTER_KEYS manque : c'est la clé qui chiffre les coordonnées des guetteurs-veilleurs. Pour en faire une : "
        "python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'. "
        "Gardez-la hors des sauvegardes de la base : perdue, les coordonnées le sont aussi."
    )

SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
if ENV.secure_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
