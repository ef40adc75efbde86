"""Where the register is in the admin, and how its addresses are named."""

PATH = "guetteurs-veilleurs"
INDEX = f"{PATH}_modeladmin_index"
INSPECT = f"{PATH}_modeladmin_inspect"
EXPORT = "guetteurs_export"
CONTACT = "guetteur_contact"
