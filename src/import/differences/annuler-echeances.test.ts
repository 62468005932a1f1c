import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { suspendu, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { importerListe } from '../../echanges/listes/essai-liste.ts'
import { accorderEcheances } from '../../echeance/accorder-echeances.job.ts'
import { aConfier } from '../../echeance/essai-confier.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import { unSuiviRepris } from '../../essai-personnes.ts'
import { sonner, travaillerUneFois } from '../../essai-travaux.ts'
import { cliche } from './essai-cliche.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const db = () => essai.base.territoire('59')

/** What an undoing leaves: journals, what is told, the words that the search spells, the columns remembered. */
const JOURNAUX = ['evenement', 'evenement_annule', 'avis', 'mot_nom', 'correspondance']

/** Every table, and what is due to the letter: whom it was given to, until when it was put off, whether it was told. */
async function etat(): Promise<Record<string, string[]>> {
  const tables = await cliche(essai)
  for (const nom of JOURNAUX) delete tables[nom]
  const { rows } = await sql<{ ligne: string }>`select to_jsonb(e)::text as ligne from echeance e order by 1`.execute(
    db(),
  )
  return { ...tables, echeance: rows.map(r => r.ligne) }
}

const NOMS = ['CONFIEE', 'REPORTEE', 'REMONTEE', 'VEILLEE', 'GARDEE']
const PERSONNES = NOMS.map((nom, i) => ({
  numero: `0590000010${i}`,
  etat: '2',
  personnes: [{ role: 'DEM' as const, sdd: true, nom: `ESSAI-${nom}`, prenom: 'LEA', nir: `290060099010${i}` }],
}))
const VEILLEE = PERSONNES[3] as (typeof PERSONNES)[number]
const GARDEE = PERSONNES[4] as (typeof PERSONNES)[number]

/** Marc follows them all with Awa; what is due to each was given to her, put off, told to who leads the team. */
async function unMonde() {
  const marc = await essai.unAgent('referent', { nom: 'ROUET' })
  const awa = await essai.unAgent('referent', { nom: 'NAVETTE', structureId: marc.structureId as string })
  const admin = await essai.unAgent('administrateur')
  await importerMois(essai, '2025-01', [...PERSONNES, temoin])
  const id = async (nom: string) =>
    (await db().selectFrom('personne').select('id').where('nom', '=', `ESSAI-${nom}`).executeTakeFirstOrThrow()).id
  for (const nom of NOMS) await unSuiviRepris(essai, await id(nom), '2024-09-05', marc)
  await db().updateTable('accompagnement').set({ coReferentId: awa.id }).execute()
  for (const nom of ['CONFIEE', 'VEILLEE', 'GARDEE'])
    await (await aConfier(essai, await id(nom), 'bilan')).confier(marc, awa.id)
  for (const nom of ['REPORTEE', 'GARDEE']) await reporter(marc, await id(nom))
  await sql`update echeance set escaladee_le = '2025-02-20', rappelee_le = '2025-02-19'
    where personne_id = ${await id('REMONTEE')}`.execute(db())
  return { marc, awa, admin, id }
}

async function reporter(agent: Navigateur, personneId: string) {
  const { objetId: faitId } = await db()
    .selectFrom('echeance')
    .select('objetId')
    .where('genre', '=', 'bilan')
    .where('personneId', '=', personneId)
    .executeTakeFirstOrThrow()
  const report = { personneId, genre: 'bilan', faitId, jusquau: '2025-03-20', motif: 'ESSAI d’absence' }
  expect((await agent.brut('PUT /personnes/:personneId/echeances/:genre/:faitId/report', report)).status).toBe(200)
}

const dernierImport = async () =>
  (await db().selectFrom('import').select('id').orderBy('numero', 'desc').limit(1).executeTakeFirstOrThrow()).id
const annuler = async (admin: Navigateur, importId: string) =>
  expect((await admin.brut('POST /imports/:importId/annulation', { importId })).json).toEqual({ statut: 'annule' })

const unMois = () =>
  importerMois(essai, '2025-02', [
    // Three have left; one sleeps; one has only another amount.
    suspendu('2025-02-10', VEILLEE),
    { ...GARDEE, montant: '0000420.10' },
    temoin,
  ])

test('un flux annulé rend tout ce qui était confié, reporté, rappelé, remonté, à qui il avait pris et à qui il ne change presque rien', async () => {
  const { admin } = await unMonde()
  const avant = await etat()
  expect(avant.echeance?.filter(l => /"confiee_a": "/.test(l)).length).toBe(3)
  await unMois()
  expect((await etat()).echeance).not.toEqual(avant.echeance)
  await annuler(admin, await dernierImport())
  expect(await etat()).toEqual(avant)
})

test('la nuit passée entre le flux et son annulation n’y change rien', async () => {
  const { admin } = await unMonde()
  const avant = await etat()
  await unMois()
  essai.now = '2025-03-05T02:30:00Z'
  await sonner(essai, accorderEcheances)
  expect(await travaillerUneFois(essai, [accorderEcheances])).toEqual([])
  await annuler(admin, await dernierImport())
  expect(await etat()).toEqual(avant)
})

test('une liste annulée aussi, et ce qu’on a décidé depuis de ce qu’elle n’avait pas bougé reste', async () => {
  const { admin, marc, awa, id } = await unMonde()
  const liste = `NUMERO DEMANDE RSA;ROLE PERSONNE;NUMERO TELEPHONE DOSSIER\n${PERSONNES.map(p => `${p.numero};DEMANDEUR;0639980001\n`).join('')}`
  const avant = await etat()
  const { importId } = await importerListe(essai, admin, 'contacts', liste)
  await annuler(admin, importId)
  expect(await etat()).toEqual(avant)
  const encore = await importerListe(essai, admin, 'contacts', liste.replaceAll('0639980001', '0639980002'))
  await (await aConfier(essai, await id('REPORTEE'), 'bilan')).confier(marc, awa.id)
  await annuler(admin, encore.importId)
  expect((await etat()).echeance?.filter(l => /"confiee_a": "/.test(l)).length).toBe(4)
})
