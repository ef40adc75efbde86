"""One account for each role, for whoever tries the demo on their own machine."""

from django.contrib.auth.models import Group

from cms import roles
from cms.models import User

from .ledger import Ledger

# Public on purpose: these accounts exist only beside demo content, and never on an open site unless asked.
PASSWORD = "medaide-demo-2026"  # noqa: S105
ACCOUNTS = {
    "redaction": roles.REDACTION,
    "redaction2": roles.REDACTION,
    "validation": roles.VALIDATION,
    "secretariat": roles.SECRETARIAT,
    "coordination": roles.COORDINATION,
    "webmestre": roles.WEBMESTRE,
}
TECHNICAL = "technique"


def create(ledger: Ledger) -> list[str]:
    """Create the accounts that are missing; returns their names. An account that was deleted stays so."""
    made = []
    for username, role in ACCOUNTS.items():
        key = f"compte:{username}"
        if key in ledger or User.objects.filter(username=username).exists():
            continue
        user = User.objects.create_user(
            username,
            f"{username}@example.org",
            PASSWORD,
            first_name=role,
            last_name="(démonstration)",
        )
        user.groups.add(Group.objects.get(name=role))
        ledger.record(key, user)
        made.append(username)
    key = f"compte:{TECHNICAL}"
    if key not in ledger and not User.objects.filter(username=TECHNICAL).exists():
        ledger.record(
            key,
            User.objects.create_superuser(TECHNICAL, f"{TECHNICAL}@example.org", PASSWORD),
        )
        made.append(TECHNICAL)
    return made
