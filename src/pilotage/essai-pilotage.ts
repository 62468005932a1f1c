import type { Essai } from '../essai.ts'
import { tenirEcheancesDe } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** A new entrant of a day, and what became of them. For tests. */
export async function unEntrant(
  essai: Essai,
  recuLe: string,
  suite: {
    orienteLe?: string
    closeLe?: string
    global?: boolean
    codeInsee?: string
    motif?: string
    nom?: string
  } = {},
): Promise<{ personneId: string; entreeId: string }> {
  const personne = await unePersonne(essai, {
    entreeRecueLe: recuLe,
    codeInsee: suite.codeInsee,
    motif: suite.motif,
    nom: suite.nom,
  })
  const entreeId = personne.entreeId ?? ''
  await essai.base
    .territoire('59')
    .updateTable('entree')
    .set({
      orienteLe: suite.orienteLe ?? null,
      closeLe: suite.closeLe ?? null,
      closeMotif: suite.closeLe ? 'radiation' : null,
    })
    .where('id', '=', entreeId)
    .execute()
  if (suite.orienteLe && suite.global) {
    await unSuivi(essai, personne.id, { debut: suite.orienteLe, dominante: 'equilibre', entreeId, global: true })
  }
  await tenirEcheancesDe(essai, personne.id)
  return { personneId: personne.id, entreeId }
}

/** An orientation, and its accompagnement where a référent is given. For tests. */
export async function unSuivi(
  essai: Essai,
  personneId: string,
  suivi: {
    debut: string
    fin?: string
    dominante: string
    structureId?: string
    referentId?: string
    coReferentId?: string
    veilleDepuis?: string
    entreeId?: string
    global?: boolean
  },
): Promise<string> {
  const db = essai.base.territoire('59')
  const orientationId = uuidv7()
  const structureId = suivi.structureId ?? (await essai.uneStructure())
  await db
    .insertInto('orientation')
    .values({
      id: orientationId,
      personneId,
      entreeId: suivi.entreeId ?? null,
      dominante: suivi.dominante,
      structureId,
      accompagnementGlobal: suivi.global ?? false,
      origine: 'decision',
      decideeLe: `${suivi.debut}T09:00:00Z`,
      debut: suivi.debut,
      fin: suivi.fin ?? null,
    })
    .execute()
  if (suivi.referentId) {
    await db
      .insertInto('accompagnement')
      .values({
        id: uuidv7(),
        personneId,
        orientationId,
        referentId: suivi.referentId,
        coReferentId: suivi.coReferentId ?? null,
        structureId,
        debut: suivi.debut,
        fin: suivi.fin ?? null,
        veilleDepuis: suivi.veilleDepuis ?? null,
      })
      .execute()
  }
  await tenirEcheancesDe(essai, personneId)
  return orientationId
}
