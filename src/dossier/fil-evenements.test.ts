import { expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import type { Input } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { evenementsPersonne } from './fil-evenements.ts'

const essai = unEssai()
const lire = async (agent: Navigateur, personneId: string, filtres: Partial<Input<typeof evenementsPersonne>> = {}) =>
  (await agent.appeler<typeof evenementsPersonne>('GET /personnes/:personneId/evenements', { personneId, ...filtres }))
    .json

/** Twelve events, one a day: contacts by an agent, letters by another, an entry by nobody. */
async function unFil() {
  const { id: personneId } = await unePersonne(essai)
  const [awa, noe] = [await essai.unAgent('charge-orientation'), await essai.unAgent('referent')]
  const types = ['entree', 'contact', 'courrier', 'contact'] as const
  for (let n = 0; n < 12; n++) {
    const type = types[n % 4] ?? 'entree'
    const acteurId = type === 'entree' ? null : type === 'contact' ? awa.id : noe.id
    await essai.base
      .territoire('59')
      .insertInto('evenement')
      .values({
        personneId,
        type,
        le: `2025-02-${String(n + 1).padStart(2, '0')}T23:30:00+01:00`,
        saisiLe: '2025-03-01T08:00:00Z',
        acteur: acteurId ? 'agent' : 'systeme',
        acteurId,
        // Noé changed names: they go by the last one.
        acteurNom: acteurId === awa.id ? 'Agent AWA' : acteurId ? (n < 4 ? 'Agent AVANT' : 'Agent NOÉ') : 'Filrouge',
        apres: JSON.stringify({}),
      })
      .execute()
  }
  return { personneId, awa, noe }
}

test('le fil dit ce dont il est fait, et par qui : familles et auteurs, avec leurs nombres', async () => {
  const { personneId, awa, noe } = await unFil()
  const { choix, total, lignes } = await lire(awa, personneId)
  expect([total, lignes.length]).toEqual([12, 12])
  expect(choix).toEqual({
    familles: [
      { valeur: 'droits', libelle: 'Droits et fichiers reçus', nombre: 3 },
      { valeur: 'identite', libelle: 'Identité et coordonnées', nombre: 6 },
      { valeur: 'ecrits', libelle: 'Lettres et documents', nombre: 3 },
    ],
    auteurs: [
      { valeur: awa.id, libelle: 'Agent AWA', nombre: 6 },
      { valeur: noe.id, libelle: 'Agent NOÉ', nombre: 3 },
      { valeur: 'filrouge', libelle: 'Filrouge', nombre: 3 },
    ],
  })
})

test('par famille, par auteur, par période : ce qui est montré est ce qui est compté, les choix restent entiers', async () => {
  const { personneId, awa, noe } = await unFil()
  for (const [filtres, attendu] of [
    [{ familles: 'ecrits' }, 3],
    [{ familles: 'ecrits,droits' }, 6],
    [{ auteurs: 'filrouge' }, 3],
    [{ auteurs: `${awa.id},${noe.id}` }, 9],
    [{ familles: 'droits', auteurs: awa.id }, 0],
    [{ du: '2025-02-03', au: '2025-02-05' }, 3],
    [{ du: '2025-02-12' }, 1],
    [{ au: '2025-01-31' }, 0],
    [{ familles: 'identite', du: '2025-02-05' }, 4],
  ] as const) {
    const { lignes, total, choix } = await lire(awa, personneId, filtres)
    expect([filtres, lignes.length, total]).toEqual([filtres, attendu, attendu])
    expect(choix?.familles).toHaveLength(3)
  }
})

test('filtré, le fil se lit aussi par pages, sans trou', async () => {
  const { personneId, awa } = await unFil()
  for (let n = 0; n < 80; n++)
    await essai.base
      .territoire('59')
      .insertInto('evenement')
      .values({
        ...{ personneId, type: n % 2 ? 'contact' : 'courrier', le: '2025-02-20T08:00:00Z', saisiLe: essai.now },
        ...{ acteur: 'systeme', acteurNom: 'Filrouge', apres: JSON.stringify({}) },
      })
      .execute()
  const filtres = { familles: 'ecrits,droits', du: '2025-02-03', au: '2025-02-20' } as const
  const premiere = await lire(awa, personneId, filtres)
  const suite = await lire(awa, personneId, { ...filtres, avant: premiere.suite ?? 0 })
  expect([premiere.lignes.length, premiere.total]).toEqual([30, 45])
  expect([suite.lignes.length, suite.suite, suite.choix]).toEqual([15, null, null])
  const lues = [...premiere.lignes, ...suite.lignes]
  expect(new Set(lues.map(l => l.id)).size).toBe(45)
  const ecartes = (await lire(awa, personneId, { familles: 'identite' })).lignes.map(l => l.titre)
  expect(ecartes.length).toBeGreaterThan(0)
  expect(lues.filter(l => ecartes.includes(l.titre))).toEqual([])
})

test('une page juste pleine est la dernière : rien ne reste à demander', async () => {
  const { personneId, awa } = await unFil()
  const lettre = { personneId, type: 'courrier', le: '2025-02-20T08:00:00Z', saisiLe: essai.now, acteur: 'systeme' }
  await essai.base
    .territoire('59')
    .insertInto('evenement')
    .values(Array.from({ length: 27 }, () => ({ ...lettre, acteurNom: 'Filrouge', apres: JSON.stringify({}) })))
    .execute()
  const { lignes, total, suite } = await lire(awa, personneId, { familles: 'ecrits' })
  expect([lignes.length, total, suite]).toEqual([30, 30, null])
})

test('l’ancien référent lit ce qui fut écrit jusqu’au soir de son dernier jour, rien d’écrit ensuite, même daté d’avant', async () => {
  const marc = await essai.unAgent('referent')
  await sessionsSansFin(essai)
  const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-ANCIEN', debut: '2025-02-01' })
  const db = essai.base.territoire('59')
  // Midnight in Paris, in winter, is 23 h in universal time.
  for (const saisiLe of ['2025-03-10T22:59:59Z', '2025-03-10T23:00:00Z', '2025-03-11T22:59:59Z'])
    await db
      .insertInto('evenement')
      .values({
        ...{
          personneId,
          type: 'contact',
          le: '2025-03-09T08:00:00Z',
          saisiLe,
          acteur: 'systeme',
          acteurNom: 'Filrouge',
        },
        apres: JSON.stringify({}),
      })
      .execute()
  await db.updateTable('accompagnement').set({ fin: '2025-03-10' }).where('personneId', '=', personneId).execute()
  essai.now = '2025-03-14T09:00:00Z'
  const { total, lignes } = await lire(marc, personneId, { familles: 'identite' })
  expect([total, lignes.map(l => Temporal.Instant.from(l.saisiLe).toString())]).toEqual([1, ['2025-03-10T22:59:59Z']])
})

test('un filtre qui n’en est pas un se refuse, en disant lequel', async () => {
  const { personneId, awa } = await unFil()
  for (const filtres of [
    { familles: 'secrets' },
    { auteurs: 'moi' },
    { auteurs: `${uuidv7()},x` },
    { du: '31/02/2025' },
    { avant: 'x' },
  ]) {
    const { status } = await awa.brut('GET /personnes/:personneId/evenements', { personneId, ...filtres })
    expect([filtres, status]).toEqual([filtres, 400])
  }
})
