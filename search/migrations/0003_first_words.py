from django.db import migrations

# What people in danger type.
DANGER = """suicide
me suicider
envie de mourir
veux mourir
en finir
plus envie de vivre
envie de disparaître
me tuer
me faire du mal
idées noires
idées suicidaires
pensées suicidaires
mettre fin à mes jours
me pendre
me flinguer
passer à l'acte
à quoi bon vivre
3114""".splitlines()
SYNONYMS = """burn-out, burnout, burn out, épuisement, épuisé, syndrome d'épuisement, surmenage
j'en peux plus, je n'en peux plus, plus la force, à bout, ras le bol, craquer, je craque, je lâche, tout plaquer, au bout du rouleau, épuisement
arrêter la médecine, changer de métier, reconversion, tout arrêter, quitter la médecine, dévisser sa plaque, épuisement
signes, symptômes, reconnaître, repérer, savoir si, test, échelle, questionnaire, mesure
fatigue, fatigué, crevé, lessivé, vidé
suicide, suicidaire, mourir, me tuer, en finir, idées noires, pensées suicidaires, plus envie de vivre
détresse, souffrance, mal-être, au secours, aidez-moi, besoin d'aide
dépression, déprime, dépressif, tristesse
anxiété, angoisse, stress, anxieux, crise de panique
écoute, écouter, parler à quelqu'un, ligne d'écoute, parler
psychologue, psy, psychiatre, psychothérapie, thérapeute, soutien psychologique
nuit, jour et nuit, la nuit, à toute heure, 24 h, 24h
confrère, consœur, collègue, associé, ami médecin
mari, femme, conjoint, conjointe, épouse, compagnon, compagne, couple
divorce, séparation, rupture, quitter, veut partir
enfants, famille, vie de famille, vie privée, vie personnelle, vie perso, équilibre vie pro vie perso
violence conjugale, violences conjugales, conjoint violent
CPAM, caisse primaire, sécu, sécurité sociale, assurance maladie, caisse
indu, trop-perçu, rembourser, réclame de l'argent, notification de payer, remboursement demandé
contrôle, convocation, médecin conseil, service médical, vérification, contrôle d'activité
pénalité, sanction, amende, pénalité financière
recours, contester, contestation, recours amiable, appel, réclamation
URSSAF, cotisations sociales, charges, cotisations
CARMF, caisse de retraite, cotisations retraite
CFE, cotisation foncière, impôts locaux, impôt local, taxe
impôts, fisc, trésor public, impôt sur le revenu
échéancier, délai de paiement, étalement, payer en plusieurs fois, délais
huissier, contrainte, mise en demeure, saisie, commissaire de justice
courrier, lettres, papiers, enveloppes, paperasse, administratif, phobie administrative
dette, endetté, endettement, surendettement, découvert, impayé, dans le rouge
trésorerie, tréso, argent, finances, problème d'argent, difficultés financières, banque
faillite, dépôt de bilan, cessation de paiement, redressement, liquidation, redressement judiciaire, liquidation judiciaire
maison, résidence principale, logement, biens personnels
comptable, expert-comptable, comptabilité
arrêt de travail, arrêt maladie, congé maladie, en arrêt, m'arrêter, me mettre en arrêt, s'arrêter
carence, délai de carence, franchise, indemnités journalières, prévoyance, IJ
assurance, assureur, contrat de prévoyance, protection juridique
avocat, juriste, défense, conseil juridique
remplaçant, remplacement, se faire remplacer, remplaçante
congés, vacances, repos, jours de repos, fermer le cabinet
retraite, cumul emploi retraite, transmission, céder son cabinet, partir à la retraite
dossiers patients, archives, dossier médical, archivage
rendez-vous, agenda, planning, consultations, doctolib, agenda en ligne, prise de rendez-vous
retard, débordé, surcharge, trop de travail, journées à rallonge, surchargé
secrétaire, secrétariat, télésecrétariat, téléphone qui sonne, appels
garde, permanence des soins, astreinte, PDSA
installation, s'installer, installé, jeune installé, ouvrir son cabinet, première installation
associés, association, contrat, SCM, SEL, conflit entre associés
agression, agressé, violence, menace, menaçant, insultes, incivilité, incivilités
plainte, porter plainte, main courante, dépôt de plainte, pré-plainte
procès, tribunal, mise en cause, judiciaire, pénal, police, gendarmerie, plainte ordinale, chambre disciplinaire
refuser un patient, mettre fin au suivi, ne plus suivre, clause de conscience
médecin traitant, médecin des médecins, me soigner, se soigner, me soigne tout seul, automédication, autoprescription
malade, maladie, cancer, médecin malade, soignant malade
reprise, revenir, reprendre, retour, revenir après un arrêt, reprise du travail
sommeil, insomnie, dormir, dors, je dors plus, rumine, ruminer, somnifère, stilnox, réveil
alcool, boire, bois trop, alcoolisme, alcoolique
addiction, dépendance, toxico, toxicomane, drogue, benzos, benzodiazépines, médicaments, tabac
erreur médicale, erreur, faute, seconde victime, second victim, complication, événement indésirable, RMM
réputation, e-réputation, avis google, avis négatif, mauvais avis, avis en ligne, diffamation, internet
dire non, refuser, savoir refuser, poser des limites, limites
bonne distance, empathie, envahissant, patient envahissant, colle, distance, attachement, amoureux
ramener à la maison, ruminer ses patients, charge émotionnelle, fatigue de compassion
Balint, groupe Balint, groupe de parole, groupe de pairs, groupes de pairs, entre pairs, intervision
méditation, pleine conscience, mindfulness, relaxation, respirer, yoga
sport, bouger, marcher, activité physique, exercice physique
entraide, association, associations, assoc, entraide de l'Ordre, aide entre confrères
Ordre, conseil de l'Ordre, CDOM, CNOM, conseil départemental
guetteur, veilleur, guetteur-veilleur, guetteurs-veilleurs, sentinelle
référent, référente, correspondant, contact dans mon département
réunion, rencontre, soirée, compte rendu, réunions
témoignage, récit, histoire, vécu, s'en est sorti, s'en sortir, voix
bibliographie, articles, études, articles scientifiques, références, publications, recherche
recommandation, reco, HAS, Haute Autorité de santé
CPTS, communauté professionnelle, secteur
étudiants, internes, externes, étudiants en médecine, medical students
prévalence, chiffres, combien de médecins, prevalence, statistiques
interventions, ce qui marche, efficacité, prévention, intervention
malvoyant, aveugle, accessibilité, handicap, lecteur d'écran
confidentialité, cookies, données personnelles, historique, effacer l'historique, vie privée en ligne, anonyme
mentions légales, éditeur du site, hébergeur
MED'AIDE, medaide, med aide, qui sommes-nous, à propos
médecin, docteur, généraliste, praticien
femme médecin, femmes médecins, consœurs, women physicians, women
Bouches-du-Rhône, 13, Marseille, Aix, Istres
Var, 83, Toulon
Alpes-Maritimes, 06, Nice
Vaucluse, 84, Avignon
Alpes-de-Haute-Provence, 04, Digne
Hautes-Alpes, 05, Gap""".splitlines()


def add_words(apps, schema_editor):
    Crisis, Synonym = apps.get_model("search", "CrisisExpression"), apps.get_model("search", "Synonym")
    Crisis.objects.bulk_create([Crisis(text=text) for text in DANGER])
    # Nothing is indexed yet: what is written from now on receives them at once.
    Synonym.objects.bulk_create(
        [Synonym(expressions=line, version=1, written_version=1, written_expressions=line) for line in SYNONYMS]
    )


def remove_words(apps, schema_editor):
    apps.get_model("search", "CrisisExpression").objects.filter(text__in=DANGER).delete()
    apps.get_model("search", "Synonym").objects.filter(expressions__in=SYNONYMS).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0002_vocabulaires")]
    operations = [migrations.RunPython(add_words, remove_words)]
