import { sql } from 'kysely'
import type { Essai, Navigateur } from '../../essai.ts'
import { tenirEcheances, tenirEcheancesDe } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { chiffrerNir, empreinteNir } from '../../socle/auth/nir.ts'
import { unFichier } from '../../socle/fichier/essai-fichier.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { ChoixFusion } from './doublon.ts'
import type { fusionnerPersonnes } from './fusionner-personnes.ts'
import type { separerPersonnes } from './separer-personnes.ts'

const db = (essai: Essai) => essai.base.territoire('59')

export async function unDoublon(essai: Essai, personneId: string, autreId: string) {
  const id = uuidv7()
  await db(essai)
    .insertInto('doublon')
    .values({ id, personneId, autreId, raisons: ['même nom, même date de naissance'], trouveLe: '2025-03-03' })
    .execute()
  return id
}
export const reunir = (agent: Navigateur, doublonId: string, garder: string, valeurs: ChoixFusion = {}) =>
  agent.appeler<typeof fusionnerPersonnes>('POST /doublons/:doublonId/fusion', { doublonId, garder, valeurs })
export const separer = (agent: Navigateur, doublonId: string) =>
  agent.appeler<typeof separerPersonnes>('POST /doublons/:doublonId/separation', { doublonId })

const TABLES =
  'personne foyer membre droit entree rendez_vous diagnostic orientation accompagnement courrier doublon donnee'.split(
    ' ',
  )
/** Every row of every table a merge touches, as text. */
export async function photographie(essai: Essai) {
  const tables = await Promise.all(
    TABLES.map(async table => {
      const { rows } = await sql<{
        ligne: string
      }>`select t::text as ligne from ${sql.table(table)} t order by 1`.execute(db(essai))
      return [table, rows.map(r => r.ligne)] as const
    }),
  )
  return Object.fromEntries(tables)
}

export async function uneOrientation(
  essai: Essai,
  agent: Navigateur,
  personneId: string,
  debut: string,
  fin: string | null = null,
) {
  const [id, structureId] = [uuidv7(), await essai.uneStructure()]
  await db(essai)
    .insertInto('orientation')
    .values({
      id,
      personneId,
      dominante: 'emploi',
      structureId,
      origine: 'decision',
      decideeLe: `${debut}T09:00:00Z`,
      debut,
      fin,
    })
    .execute()
  await db(essai)
    .insertInto('accompagnement')
    .values({ id: uuidv7(), personneId, orientationId: id, referentId: agent.id, structureId, debut, fin })
    .execute()
  await tenirEcheancesDe(essai, personneId)
  return id
}
const unDiagnostic = (essai: Essai, agent: Navigateur, personneId: string, version: number, etabliLe: string) =>
  db(essai)
    .insertInto('diagnostic')
    .values({ id: uuidv7(), personneId, version, etabliLe, etabliPar: agent.id, reponses: '{}', saisiLe: essai.now })
    .execute()

/** Two files of one person, each with its own life: households CAF and MSA, diagnoses interleaved, an old overlap, a NIR on one side. */
export async function deuxDossiers(essai: Essai, agent: Navigateur) {
  const gardee = await unePersonne(essai, { nom: 'ESSAI-CAF', telephone: '0639980001' })
  const absorbee = await unePersonne(essai, { nom: 'ESSAI-MSA', telephone: '0639980002', entreeRecueLe: '2025-03-03' })
  const nir = '2850459999123'
  await db(essai)
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', nir), nirChiffre: chiffrerNir('59', nir), nirCertifie: true })
    .where('id', '=', absorbee.id)
    .execute()
  await uneOrientation(essai, agent, gardee.id, '2024-01-01', '2024-06-01')
  await uneOrientation(essai, agent, absorbee.id, '2024-03-01', '2024-05-01') // overlaps: stays
  const enCours = await uneOrientation(essai, agent, absorbee.id, '2025-03-05')
  await unDiagnostic(essai, agent, gardee.id, 1, '2024-01-10')
  await unDiagnostic(essai, agent, gardee.id, 2, '2025-02-10')
  await unDiagnostic(essai, agent, absorbee.id, 1, '2024-12-01')
  await unDiagnostic(essai, agent, absorbee.id, 2, '2025-03-04')
  const rendezVousId = uuidv7()
  await db(essai)
    .insertInto('rendezVous')
    .values({
      id: rendezVousId,
      personneId: absorbee.id,
      agentId: agent.id,
      objet: 'diagnostic',
      modalite: 'individuel',
      debut: '2025-03-12T08:30:00Z',
      dureeMinutes: 45,
      convocation: 'courrier',
      convoqueLe: '2025-03-04',
      prisPar: agent.id,
      prisLe: essai.now,
    })
    .execute()
  await db(essai)
    .insertInto('courrier')
    .values({
      id: uuidv7(),
      personneId: absorbee.id,
      rendezVousId,
      modele: 'convocation',
      editeLe: essai.now,
      sha256: 'x',
      fichierId: await unFichier(essai),
    })
    .execute()
  await db(essai)
    .insertInto('evenement')
    .values({
      personneId: absorbee.id,
      type: 'entree',
      le: '2025-03-03T08:00:00Z',
      saisiLe: essai.now,
      acteur: 'systeme',
      acteurNom: 'Filrouge',
      apres: JSON.stringify({ motif: 'premiere-demande' }),
    })
    .execute()
  await tenirEcheances(essai)
  return { gardee, absorbee, enCours, doublonId: await unDoublon(essai, gardee.id, absorbee.id) }
}
