import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { direDonnees } from './donnee.queries.ts'
import type { Dite } from './donnee.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const dire = (...dites: Dite[]) => essai.enTransaction(ctx => direDonnees(ctx, dites))
const montre = (id: string) =>
  db()
    .selectFrom('personne')
    .select(['nom', 'telephone', 'telephoneAccord', 'contactSource', 'contactLe'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
const lignes = (champ: string) =>
  db()
    .selectFrom('donnee')
    .select(['source', 'valeur', 'accord', 'retenue', 'conflit'])
    .where('champ', '=', champ)
    .orderBy('source')
    .execute()

const telephone = (
  personneId: string,
  source: Dite['source'],
  valeur: string | null,
  plus: Partial<Dite> = {},
): Dite => ({
  personneId,
  champ: 'telephone',
  source,
  valeur,
  le: '2025-03-01',
  ...plus,
})

test('un premier téléphone est montré avec son accord, sa source et sa date', async () => {
  const { id } = await unePersonne(essai)
  expect(await dire(telephone(id, 'contacts-cnaf', '0639980001', { accord: true }))).toMatchObject({
    retenues: 1,
    conflits: 0,
  })
  expect(await montre(id)).toMatchObject({
    telephone: '0639980001',
    telephoneAccord: true,
    contactSource: 'contacts-cnaf',
    contactLe: '2025-03-01',
  })
})

test('la source la plus sûre l’emporte, l’autre se voit ; écrit autrement, c’est le même numéro', async () => {
  const { id } = await unePersonne(essai)
  await dire(telephone(id, 'contacts-cnaf', '0639980001', { accord: true }))
  expect(await dire(telephone(id, 'liste', '06 39 98 00 01', { le: '2025-03-09' }))).toMatchObject({
    retenues: 0,
    conflits: 0,
  })
  expect(await dire(telephone(id, 'france-travail', '0639980002', { le: '2025-03-09' }))).toMatchObject({
    retenues: 0,
    conflits: 1,
  })
  expect((await montre(id)).telephone).toBe('0639980001')
  await dire(telephone(id, 'instruction', '0639980003', { accord: true }))
  expect((await montre(id)).telephone).toBe('0639980003')
  expect(await lignes('telephone')).toMatchObject([
    { source: 'contacts-cnaf', conflit: true, retenue: false },
    { source: 'france-travail', conflit: true, retenue: false },
    { source: 'instruction', conflit: false, retenue: true },
    { source: 'liste', conflit: true, retenue: false },
  ])
})

test('un refus rend inutilisable le numéro de la même source, et lui seul ; un refus de vive voix, tout numéro', async () => {
  const { id } = await unePersonne(essai)
  await dire(telephone(id, 'contacts-cnaf', '0639980001', { accord: true }))
  await dire(telephone(id, 'france-travail', null, { accord: false, le: '2025-03-02' }))
  expect(await montre(id)).toMatchObject({ telephone: '0639980001', telephoneAccord: true })
  await dire(telephone(id, 'contacts-cnaf', null, { accord: false, le: '2025-03-03' }))
  expect(await montre(id)).toMatchObject({ telephone: '0639980001', telephoneAccord: false })
  await dire(telephone(id, 'contacts-cnaf', '0639980001', { accord: true, le: '2025-03-04' }))
  expect((await montre(id)).telephoneAccord).toBe(true)
  await dire(telephone(id, 'personne', null, { accord: false, le: '2025-03-05' }))
  expect(await montre(id)).toMatchObject({ telephone: '0639980001', telephoneAccord: false })
})

test('une source plus ancienne que ce qu’elle a déjà dit est ignorée ; répéter n’écrit rien au fil', async () => {
  const { id } = await unePersonne(essai)
  await dire(telephone(id, 'liste', '0639980001'))
  await dire(telephone(id, 'liste', '0639980009', { le: '2024-01-01' }))
  await dire(telephone(id, 'liste', '0639980001', { le: '2025-03-08' }))
  expect((await montre(id)).telephone).toBe('0639980001')
  expect(await db().selectFrom('evenement').select('type').execute()).toEqual([{ type: 'donnees' }])
})

test('l’identité confirmée n’ajoute pas de ligne ; contredite, elle garde la CAF et montre l’écart', async () => {
  const { id } = await unePersonne(essai, { nom: 'LEFÈVRE' })
  const nom = (valeur: string) =>
    ({ personneId: id, champ: 'nom', source: 'france-travail', valeur, le: '2025-03-05' }) as const
  expect(await dire(nom('lefevre'))).toMatchObject({ retenues: 1, conflits: 0 })
  expect(await lignes('nom')).toEqual([])
  expect(await dire(nom('PETIT'))).toMatchObject({ retenues: 0, conflits: 1 })
  expect((await montre(id)).nom).toBe('LEFÈVRE')
  expect(await lignes('nom')).toMatchObject([
    { source: 'CAF', valeur: 'LEFÈVRE', retenue: true, conflit: false },
    { source: 'france-travail', valeur: 'PETIT', retenue: false, conflit: true },
  ])
})

test('ce qui change avec le temps suit la source la plus récente, sans conflit', async () => {
  const { id } = await unePersonne(essai)
  const situation = (source: Dite['source'], valeur: string, le: string) =>
    ({ personneId: id, champ: 'situation-professionnelle', source, valeur, le }) as const
  await dire(situation('liste', 'sans emploi', '2024-05-01'))
  expect(await dire(situation('france-travail', 'en formation', '2025-01-10'))).toMatchObject({
    retenues: 1,
    conflits: 0,
  })
  await dire(situation('agent', 'en emploi', '2025-02-01'))
  expect(await dire(situation('france-travail', 'sans emploi', '2025-03-01'))).toMatchObject({
    retenues: 0,
    conflits: 1,
  })
})

test('l’ordre du territoire remplace celui par défaut, un agent restant le premier cru', async () => {
  const { id } = await unePersonne(essai)
  await db()
    .insertInto('parametre')
    .values({
      cle: 'donnee.precedence',
      effetLe: '2025-03-01',
      valeur: JSON.stringify({ telephone: ['france-travail', 'contacts-cnaf'] }),
      saisiLe: essai.now,
    })
    .execute()
  await dire(telephone(id, 'contacts-cnaf', '0639980001'), telephone(id, 'france-travail', '0639980002'))
  expect((await montre(id)).telephone).toBe('0639980002')
  await dire(telephone(id, 'agent', '0639980003'))
  expect((await montre(id)).telephone).toBe('0639980003')
})

test('ce qui est dit d’un dossier réuni vaut pour celui gardé', async () => {
  const [a, b] = [await unePersonne(essai), await unePersonne(essai)]
  await db().updateTable('personne').set({ fusionneeDans: a.id }).where('id', '=', b.id).execute()
  await dire(telephone(b.id, 'liste', '0639980001'))
  expect((await montre(a.id)).telephone).toBe('0639980001')
})

test('dix mille personnes d’un coup', async () => {
  const { id } = await unePersonne(essai)
  const dites = Array.from({ length: 10_001 }, (_, n) =>
    telephone(id, 'liste', `06399800${String(n % 100).padStart(2, '0')}`, {
      le: `20${String(n % 20).padStart(2, '0')}-01-01`,
    }),
  )
  expect((await dire(...dites)).conflits).toBe(0)
})
