import { expect, test } from 'vitest'
import { avisDe, lignesDe } from '../avis/essai-avis.ts'
import { temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerJour, importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from '../essai.ts'
import { unSuiviRepris } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import type { portefeuille } from './portefeuille.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

const FOYERS = ['UNE', 'DEUX', 'TROIS'].map((nom, i) => ({
  numero: `0590000010${i}`,
  etat: '2',
  personnes: [{ role: 'DEM' as const, sdd: true, nom: `ESSAI-${nom}`, prenom: 'LEA', nir: `290060099010${i}` }],
}))

/** Marc follows three persons, with Awa. */
async function unMonde() {
  const marc = await essai.unAgent('referent', { nom: 'ROUET' })
  const awa = await essai.unAgent('referent', { nom: 'NAVETTE', structureId: marc.structureId as string })
  const admin = await essai.unAgent('administrateur')
  await sessionsSansFin(essai)
  await importerMois(essai, '2025-01', [...FOYERS, temoin])
  const personnes = await db().selectFrom('personne').select(['id', 'nom']).where('nom', 'like', 'ESSAI-%').execute()
  for (const { id } of personnes) await unSuiviRepris(essai, id, '2025-02-05', marc)
  await db().updateTable('accompagnement').set({ coReferentId: awa.id }).execute()
  const de = (nom: string) => personnes.find(p => p.nom === `ESSAI-${nom}`)?.id as string
  return { marc, awa, admin, de }
}

test('un flux qui retire des personnes le dit d’un seul avis au référent et au second, avec leur liste ; annulé, il le dit aussi', async () => {
  const { marc, awa, admin } = await unMonde()
  await importerMois(essai, '2025-02', [temoin])
  for (const agent of [marc, awa]) {
    expect(await avisDe(agent)).toEqual(['Vous ne suivez plus 3 personnes, d’après le flux de février 2025'])
    expect((await lignesDe(agent)).lignes[0]?.vers).toBe('/portefeuille?suivis=finis')
    const { json } = await agent.appeler<typeof portefeuille>('GET /portefeuille', {})
    expect(json.transmises.map(t => [t.nom, t.motif])).toEqual(
      ['ESSAI-DEUX', 'ESSAI-TROIS', 'ESSAI-UNE'].map(nom => [nom, 'absence du flux mensuel']),
    )
  }
  const { id: importId } = await db()
    .selectFrom('import')
    .select('id')
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  expect((await admin.brut('POST /imports/:importId/annulation', { importId })).status).toBe(200)
  for (const agent of [marc, awa])
    expect(await avisDe(agent)).toEqual(
      ['LEA ESSAI-DEUX, LEA ESSAI-TROIS et LEA ESSAI-UNE'].map(() =>
        expect.stringMatching(
          /^3 personnes vous reviennent : l’import qui vous les avait prises est annulé · .*ESSAI-DEUX/,
        ),
      ),
    )
})

test('une seule personne retirée par un flux quotidien le dit avec la raison, sans la nommer ; qui n’a rien perdu n’en sait rien', async () => {
  const { marc, awa } = await unMonde()
  await db().updateTable('accompagnement').set({ coReferentId: null }).execute()
  const [une] = FOYERS
  await importerJour(essai, '2025-02-12', [{ ...une, etat: '5', fin: { motif: 'RAU', date: '2025-02-10' } }])
  expect(await avisDe(marc)).toEqual([
    expect.stringMatching(/^Vous ne suivez plus une personne, d’après le flux du .*12 février 2025 · droit clos$/),
  ])
  expect(await avisDe(awa)).toEqual([])
})

test('le rendez-vous gardé avec qui n’est plus suivi dit quand son suivi a pris fin', async () => {
  const { marc, de } = await unMonde()
  expect((await prendre(marc, de('UNE'), { debut: '2025-03-20T10:00', agentId: marc.id })).status).toBe(200)
  const jour = { du: '2025-03-20', au: '2025-03-20' }
  const lire = async () => (await marc.brut('GET /rendez-vous', jour)).json.rendezVous
  expect(await lire()).toMatchObject([{ cache: false, quitteeLe: null }])
  essai.now = '2025-03-11T09:00:00Z'
  await importerMois(essai, '2025-02', [temoin])
  expect(await lire()).toMatchObject([{ cache: true, telephone: null, quitteeLe: expect.stringMatching(/^2025-03-/) }])
})
