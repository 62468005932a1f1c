import type { Essai } from '../essai.ts'
import { tenirEcheancesDe } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'

type Referent = { id: string; structureId: string | null }
export type Histoire = {
  nom: string
  debut: string
  dominante?: string
  veille?: string
  /** The other half of the pair. */
  coReferentId?: string
  /** Appointments: instant, outcome, purpose. */
  rendezVous?: [debut: string, issue?: string, objet?: string][]
}

/** A followed person, written as past decisions would have left them. */
export async function unSuiviDans(essai: Essai, referent: Referent, histoire: Histoire): Promise<string> {
  const { nom, debut, dominante = 'emploi', veille, coReferentId, rendezVous = [] } = histoire
  const db = () => essai.base.territoire('59')
  const { id: personneId } = await unePersonne(essai, { nom })
  const orientationId = uuidv7()
  const structureId = referent.structureId as string
  await db()
    .insertInto('orientation')
    .values({ id: orientationId, personneId, dominante, structureId, origine: 'decision', decideeLe: debut, debut })
    .execute()
  await db()
    .insertInto('accompagnement')
    .values({
      id: uuidv7(),
      personneId,
      orientationId,
      referentId: referent.id,
      structureId,
      debut,
      veilleDepuis: veille ?? null,
      coReferentId: coReferentId ?? null,
    })
    .execute()
  for (const [instant, issue, objet] of rendezVous) {
    await db()
      .insertInto('rendezVous')
      .values({
        id: uuidv7(),
        personneId,
        agentId: referent.id,
        objet: objet ?? 'suivi',
        modalite: 'individuel',
        debut: instant,
        dureeMinutes: 30,
        convocation: 'courrier',
        convoqueLe: debut,
        issue: issue ?? null,
        issueLe: issue ? instant : null,
        prisPar: referent.id,
        prisLe: instant,
      })
      .execute()
  }
  await tenirEcheancesDe(essai, personneId)
  return personneId
}
