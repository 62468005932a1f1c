import { agenda } from './agenda.ts'
import { listeAgentsRecevant } from './agents-recevant.ts'
import { conclureRendezVous } from './conclure-rendez-vous.ts'
import { creneaux } from './creneaux.ts'
import { deplacerRendezVous } from './deplacer-rendez-vous.ts'
import { prendreRendezVous } from './prendre-rendez-vous.ts'
import { prendreSerie } from './prendre-serie.ts'
import { deciderReleve } from './releve/decider-releve.ts'
import { rendezVousARelever } from './releve/rendez-vous-a-relever.ts'

/** The use cases of appointments, one line each, in the order of the journey. */
export const RENDEZ_VOUS = [
  agenda,
  listeAgentsRecevant,
  creneaux,
  prendreRendezVous,
  prendreSerie,
  deplacerRendezVous,
  conclureRendezVous,
  rendezVousARelever,
  deciderReleve,
] as const
