import { contactsDe } from '../accompagnement/contacts-de.ts'
import { franceTravailDe } from '../accompagnement/france-travail/france-travail-de.ts'
import { lecturesDe } from '../audit/lectures-de.ts'
import { financesDe } from '../droit/caisse/finances-de.ts'
import { droitsDe } from '../droit/droits-de.ts'
import { parcoursDe } from '../orientation/parcours-de.ts'
import { rendezVousDe } from '../rendez-vous/rendez-vous-de.ts'
import { fichePersonne } from './fiche-personne.ts'
import { evenementsPersonne } from './fil-evenements.ts'

/** The first screen of a person's file, then the parts that its tabs read by `lirePartie`, each from its domain: one line each. */
export const DOSSIER = [
  fichePersonne,
  evenementsPersonne,
  parcoursDe,
  rendezVousDe,
  contactsDe,
  droitsDe,
  financesDe,
  franceTravailDe,
  lecturesDe,
] as const
