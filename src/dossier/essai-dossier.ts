import type { contactsDe } from '../accompagnement/contacts-de.ts'
import type { lecturesDe } from '../audit/lectures-de.ts'
import type { droitsDe } from '../droit/droits-de.ts'
import type { Navigateur } from '../essai.ts'
import type { parcoursDe } from '../orientation/parcours-de.ts'
import type { rendezVousDe } from '../rendez-vous/rendez-vous-de.ts'
import type { fichePersonne } from './fiche-personne.ts'
import type { evenementsPersonne } from './fil-evenements.ts'

/** The routes of the tabs of a file, that every reader of it may ask. */
export const ONGLETS_LUS = ['parcours', 'rendez-vous', 'contacts', 'droits', 'evenements', 'lectures', 'documents'].map(
  partie => `GET /personnes/:personneId/${partie}`,
)

/** The file of a person, whole, part by part as its tabs read it; `id` is the one it answers for. */
export async function toutLeDossier(agent: Navigateur, demandee: string) {
  const tete = await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId: demandee })
  const cle = { personneId: tete.json.id }
  const parcours = await agent.appeler<typeof parcoursDe>('GET /personnes/:personneId/parcours', cle)
  const rendezVous = await agent.appeler<typeof rendezVousDe>('GET /personnes/:personneId/rendez-vous', cle)
  const contacts = await agent.appeler<typeof contactsDe>('GET /personnes/:personneId/contacts', cle)
  const frise = await agent.appeler<typeof droitsDe>('GET /personnes/:personneId/droits', cle)
  const evenements = await agent.appeler<typeof evenementsPersonne>('GET /personnes/:personneId/evenements', cle)
  const lectures = await agent.appeler<typeof lecturesDe>('GET /personnes/:personneId/lectures', cle)
  return {
    ...{ ...tete.json, ...parcours.json, rendezVous: rendezVous.json, contacts: contacts.json, frise: frise.json },
    ...{ evenements: evenements.json, lectures: lectures.json },
  }
}
