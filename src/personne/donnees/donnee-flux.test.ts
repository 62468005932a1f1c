import { expect, test } from 'vitest'
import { dem, foyer, temoin } from '../../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../../echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from '../../essai.ts'
import type { corrigerContact } from '../corriger-contact.ts'
import { direDonnees } from './donnee.queries.ts'
import type { Dite } from './donnee.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const anna = () =>
  db()
    .selectFrom('personne')
    .select(['id', 'nom', 'prenom', 'telephone', 'telephoneAccord'])
    .where('prenom', 'like', 'ANN%')
    .executeTakeFirstOrThrow()
const nomsDits = () =>
  db()
    .selectFrom('donnee')
    .select(['source', 'valeur', 'retenue', 'conflit'])
    .where('champ', '=', 'nom')
    .orderBy('source')
    .execute()
const moisAvec = (mois: string, nom: string) =>
  importerMois(essai, mois, [foyer({ personnes: [dem(true, { nom })] }), temoin])
const dire = (dite: Omit<Dite, 'personneId'>) =>
  anna().then(({ id }) => essai.enTransaction(ctx => direDonnees(ctx, [{ ...dite, personneId: id }])))

test('sans autre source, le flux met à jour l’identité et n’écrit aucune donnée à part', async () => {
  await moisAvec('2025-01', 'TISSAGE')
  await moisAvec('2025-02', 'TRAME')
  expect((await anna()).nom).toBe('TRAME')
  expect(await nomsDits()).toEqual([])
})

test('un nom corrigé par un agent ne bouge pas au flux suivant ; un nom nouveau ouvre un conflit, le même non', async () => {
  await moisAvec('2025-01', 'TISSAGE')
  await dire({ champ: 'nom', source: 'agent', valeur: 'NAVETTE', le: '2025-02-10' })
  await moisAvec('2025-02', 'TISSAGE')
  expect((await anna()).nom).toBe('NAVETTE')
  expect(await nomsDits()).toMatchObject(
    [
      { source: 'agent', retenue: true },
      { source: 'CAF', valeur: 'TISSAGE', conflit: false },
    ]
      .toSorted((a, b) => a.source.localeCompare(b.source))
      .toReversed(),
  )
  await importerMois(essai, '2025-03', [foyer({ etat: '4', personnes: [dem(true, { nom: 'TRAME' })] }), temoin])
  expect((await anna()).nom).toBe('NAVETTE')
  expect((await nomsDits()).find(d => d.source === 'CAF')).toMatchObject({ valeur: 'TRAME', conflit: true })
})

test('un nom dit par France Travail laisse la CAF le mettre à jour, et l’écart se voit', async () => {
  await moisAvec('2025-01', 'TISSAGE')
  await dire({ champ: 'nom', source: 'france-travail', valeur: 'NAVETTE', le: '2025-02-10' })
  expect((await anna()).nom).toBe('TISSAGE')
  await moisAvec('2025-02', 'TRAME')
  expect((await anna()).nom).toBe('TRAME')
  expect((await nomsDits()).find(d => d.source === 'france-travail')).toMatchObject({ conflit: true })
  await moisAvec('2025-03', 'NAVETTE')
  expect((await nomsDits()).some(d => d.conflit)).toBe(false)
})

test('les coordonnées corrigées par un agent résistent aux contacts de la CNAF', async () => {
  await moisAvec('2025-01', 'TISSAGE')
  const { id } = await anna()
  const agent = await essai.unAgent('charge-orientation')
  await agent.appeler<typeof corrigerContact>('PUT /personnes/:personneId/contact', {
    personneId: id,
    telephone: '06 39 98 00 01',
    telephoneAccord: true,
    courriel: null,
    courrielAccord: false,
  })
  await dire({ champ: 'telephone', source: 'contacts-cnaf', valeur: '0639980002', accord: true, le: '2025-03-11' })
  expect(await anna()).toMatchObject({ telephone: '0639980001', telephoneAccord: true })
  expect(await db().selectFrom('donnee').select('source').where('conflit', '=', true).execute()).toEqual([
    { source: 'contacts-cnaf' },
  ])
})
