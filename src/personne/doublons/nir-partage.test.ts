import { expect, test } from 'vitest'
import { dem, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from '../../essai.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import type { doublons } from './doublons.ts'
import { reunir } from './essai-doublons.ts'
import { MEME_NIR } from './ressemblance.ts'

/** Rule E5: a NIR alone never joins two files, nor makes somebody into another. */
const essai = unEssai()
const db = () => essai.base.territoire('59')
const NIR = '2850459990001'
const ANNA = { nom: 'TISSAGE', prenom: 'ANNA', dateNaissance: '1985-04-12', nir: NIR }
const ZOE = { nom: 'OURDIR', prenom: 'ZOE', dateNaissance: '1971-12-30', nir: NIR }
const foyer = (numero: string, personne: object) => ({ numero, etat: '2', personnes: [dem(true, personne)] })
const UN = '05900000001'
const DEUX = '05900000002'

const personnes = () =>
  db()
    .selectFrom('personne')
    .select(['id', 'nom', 'prenom', 'dateNaissance', eb => eb('nirEmpreinte', 'is not', null).as('nir')])
    .where('nom', 'in', ['TISSAGE', 'OURDIR', 'OURDI'])
    .orderBy('id')
    .execute()
const dites = async () => (await personnes()).map(p => `${p.prenom} ${p.nom} ${p.dateNaissance}${p.nir ? ' NIR' : ''}`)
const paires = async () => {
  const agent = await essai.unAgent('charge-orientation')
  await sessionsSansFin(essai)
  const { json } = await agent.appeler<typeof doublons>('GET /doublons', {})
  return { agent, lues: json.paires.filter(p => p.raisons.includes(MEME_NIR)) }
}
const enDroit = async (id: string) =>
  (await db().selectFrom('droit').select('foyerId').where('personneId', '=', id).where('fluxFin', 'is', null).execute())
    .length

test('un flux où deux personnes ont le même NIR : deux dossiers, le second sans ce NIR, un doute à décider', async () => {
  const { anomalies } = await importerMois(essai, '2025-01', [temoin, foyer(UN, ANNA), foyer(DEUX, ZOE)])
  expect((await dites()).sort()).toEqual(['ANNA TISSAGE 1985-04-12 NIR', 'ZOE OURDIR 1971-12-30'])
  expect(anomalies).toEqual([{ foyer: DEUX, champ: 'NIR', motif: expect.stringMatching(/n’est pas repris/) }])
  const { lues } = await paires()
  expect(lues).toMatchObject([{ statut: 'a-decider', score: 50 }])
  // Next month says the same: the same two, asked once.
  await importerMois(essai, '2025-02', [temoin, foyer(UN, { ...ANNA, nom: 'OURDI' }), foyer(DEUX, ZOE)])
  expect((await dites()).sort()).toEqual(['ANNA OURDI 1985-04-12 NIR', 'ZOE OURDIR 1971-12-30'])
  expect((await paires()).lues).toHaveLength(1)
})

test('deux fois la même personne sous son NIR reste une personne', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer(UN, ANNA), foyer(DEUX, { ...ANNA, nom: 'OURDI' })])
  expect(await personnes()).toHaveLength(1)
})

test('un nom ou une naissance qui change sous le même NIR est raconté, avant et après', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer(UN, ANNA)])
  await importerMois(essai, '2025-02', [temoin, foyer(UN, { ...ANNA, nom: 'OURDIR', dateNaissance: '1985-04-21' })])
  const [elle] = await personnes()
  const racontes = await db()
    .selectFrom('evenement')
    .select(['avant', 'apres'])
    .where('personneId', '=', elle?.id ?? '')
    .where('type', '=', 'identite-changee')
    .execute()
  // Another name and another birth: not the same by these, it is asked.
  expect(racontes).toEqual([])
  await importerMois(essai, '2025-03', [temoin, foyer(UN, { ...ANNA, dateNaissance: '1985-04-21' })])
  const apres = await db()
    .selectFrom('evenement')
    .select(['avant', 'apres'])
    .where('type', '=', 'identite-changee')
    .execute()
  expect(apres).toMatchObject([
    { avant: { dateNaissance: '1985-04-12' }, apres: { dateNaissance: '1985-04-21', nom: 'TISSAGE', source: 'CAF' } },
  ])
})

test('le mois d’après, un autre nom et une autre naissance sous le NIR connu : rien n’est remplacé, elle n’est pas partie', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer(UN, ANNA)])
  const [anna] = await personnes()
  await importerMois(essai, '2025-02', [temoin, foyer(UN, ZOE)])
  expect((await dites()).sort()).toEqual(['ANNA TISSAGE 1985-04-12 NIR', 'ZOE OURDIR 1971-12-30'])
  expect(await enDroit(anna?.id ?? '')).toBe(1)
  // As long as it isn't decided.
  await importerMois(essai, '2025-03', [temoin, foyer(UN, ZOE)])
  expect(await enDroit(anna?.id ?? '')).toBe(1)
  const { agent, lues } = await paires()
  expect(lues).toMatchObject([{ statut: 'a-decider', dossiers: [{ empechement: null }, { empechement: null }] }])
  expect((await reunir(agent, lues[0]?.id ?? '', anna?.id ?? '')).status).toBe(200)
  expect(await enDroit(anna?.id ?? '')).toBe(1)
  await importerMois(essai, '2025-04', [temoin, foyer(UN, ZOE)])
  const restent = await db().selectFrom('personne').select('id').where('fusionneeDans', 'is', null).execute()
  expect(restent.filter(p => p.id === anna?.id)).toHaveLength(1)
  expect(await enDroit(anna?.id ?? '')).toBe(1)
})

test('dites deux personnes, la première est partie du foyer au flux suivant', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer(UN, ANNA)])
  const [anna] = await personnes()
  await importerMois(essai, '2025-02', [temoin, foyer(UN, ZOE)])
  const { agent, lues } = await paires()
  const decide = { doublonId: lues[0]?.id }
  expect((await agent.brut('POST /doublons/:doublonId/distinction', decide)).status).toBe(200)
  await importerMois(essai, '2025-03', [temoin, foyer(UN, ZOE)])
  const droits = await db()
    .selectFrom('droit')
    .select('etat')
    .where('personneId', '=', anna?.id ?? '')
    .where('fluxFin', 'is', null)
    .execute()
  expect(droits).toEqual([{ etat: 'absent' }])
})

test('deux membres des mêmes noms et naissance, l’un reconnu à son NIR : l’autre n’est pas lui', async () => {
  await importerMois(essai, '2025-01', [temoin, foyer(UN, ANNA)])
  const homonyme = { ...ANNA, role: 'AUT', prenom: 'ANNÀ', nir: null }
  const deux = { numero: UN, etat: '2', personnes: [dem(true, ANNA), homonyme] }
  await importerMois(essai, '2025-02', [temoin, deux])
  expect(await personnes()).toHaveLength(2)
})
