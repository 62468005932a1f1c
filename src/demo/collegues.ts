import { sql } from 'kysely'
import { noterContact } from '../accompagnement/noter-contact.ts'
import { demande } from '../echeance/demande.queries.ts'
import { conclureRendezVous } from '../rendez-vous/conclure-rendez-vous.ts'
import { prendreRendezVous } from '../rendez-vous/prendre-rendez-vous.ts'
import type { Acteur } from '../socle/acteur.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { hasard } from './generer/hasard.ts'
import { GRAINE } from './graine.ts'
import { HEURES, type Journal, jourOuvre, veilleOuvree } from './journal.ts'

/** How many working days after a colleague last went through their list they take it up again. */
const TOUS_LES = 8
/** The part of persons whom nobody reaches: what is told to who leads the team. */
const INJOIGNABLES = 0.05

/** Plans how the référents of the demo's team do what their list asks: calls as it asks for them, bilans in the days that follow. */
export function prevoirLesCollegues(
  journal: Journal,
  collegues: readonly Acteur[],
  ouverture: string,
  aujourdhui: string,
): void {
  for (const [rang, collegue] of collegues.entries()) {
    const tire = hasard(GRAINE, 4, rang)
    const joignables = new Map<string, boolean>()
    const seJoint = (personneId: string): boolean => {
      const deja = joignables.get(personneId) ?? !tire.chance(INJOIGNABLES)
      joignables.set(personneId, deja)
      return deja
    }
    for (let jour = jourOuvre(ouverture, 2 + rang); jour < veilleOuvree(aujourdhui); jour = jourOuvre(jour, TOUS_LES))
      journal.prevoir(`${jour}T16:30`, collegue, async ctx => {
        let bilans = 0
        for (const { personneId, genre } of await ceQuiEstDemande(ctx)) {
          if (!seJoint(personneId)) continue
          if (genre === 'bilan') await donnerUnBilan(ctx, journal, personneId, bilans++)
          else {
            const moyen = tire.pondere(MOYENS_DITS)
            await noterContact(ctx, { id: uuidv7(), personneId, le: ctx.today, moyen, note: null })
          }
        }
      })
  }
}

const MOYENS_DITS = [
  ['telephone', 70],
  ['message', 15],
  ['courriel', 5],
  ['rencontre', 10],
] as const

/** What the follow-ups of who acts ask for, the oldest first. */
async function ceQuiEstDemande(ctx: Context): Promise<{ personneId: string; genre: string }[]> {
  const { rows } = await sql<{ personneId: string; genre: string }>`
    select e.personne_id, e.genre from echeance e join accompagnement k on k.id = e.objet_id
    where e.agent_id = ${ctx.agent.id} and ${demande(ctx, 'e')} order by e.pour, e.depuis, e.objet_id, e.genre`.execute(
    ctx.db,
  )
  return rows
}

/** A bilan, so many-eth of those given that day, and its outcome that evening. `ctx` acts for the référent. */
async function donnerUnBilan(ctx: Context, journal: Journal, personneId: string, rang: number): Promise<void> {
  const jour = jourOuvre(ctx.today, 1 + Math.floor(rang / HEURES.length))
  const id = uuidv7()
  await prendreRendezVous(ctx, {
    ...{ id, personneId, agentId: ctx.agent.id, objet: 'bilan', modalite: 'individuel' },
    ...{ debut: `${jour}T${HEURES[rang % HEURES.length]}`, dureeMinutes: 45, lieu: null },
    convocation: 'remise-en-main-propre',
    interpretePrevu: false,
    horairesConfirmes: false,
  })
  journal.prevoir(`${jour}T18:00`, ctx.agent as Acteur, async soir => {
    await conclureRendezVous(soir, { rendezVousId: id, issue: 'present' })
  })
}
