import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { fichePersonne } from '../../dossier/fiche-personne.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { chiffrerNir, empreinteNir } from '../../socle/auth/nir.ts'
import { unFichier } from '../../socle/fichier/essai-fichier.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { direDonnees } from '../donnees/donnee.queries.ts'
import type { Dite } from '../donnees/donnee.ts'
import { type ChoixFusion, empechementFusion } from './doublon.ts'
import type { doublons } from './doublons.ts'
import { photographie, reunir, separer, unDoublon } from './essai-doublons.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const dire = (...dites: Dite[]) => essai.enTransaction(ctx => direDonnees(ctx, dites))
const fiche = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })).json

/**
 * A file with a life of its own: a NIR or not, contacts, what sources say, a diagnosis with its private note, an appointment, a
 * letter, a reading.
 */
async function unDossierVecu(agent: Navigateur, n: number) {
  const { id } = await unePersonne(essai, {
    nom: `TISSAGE${n % 2}`,
    ...(n % 2 ? { telephone: `063998000${n}` } : {}),
    courriel: `p${n}@example.org`,
    ...(n === 2 ? { entreeRecueLe: '2025-03-04' } : {}),
  })
  const nir = `285045999900${n}`
  if (n % 2) {
    await db()
      .updateTable('personne')
      .set({ nirEmpreinte: empreinteNir('59', nir), nirChiffre: chiffrerNir('59', nir) })
      .where('id', '=', id)
      .execute()
  }
  await dire(
    { personneId: id, champ: 'nom', source: 'france-travail', valeur: `NAVETTE${n}`, le: '2025-03-01' },
    {
      personneId: id,
      champ: 'courriel',
      source: 'contacts-cnaf',
      valeur: `autre${n}@example.org`,
      accord: true,
      le: '2025-03-02',
    },
    ...(n % 3
      ? [
          {
            personneId: id,
            champ: 'niveau-formation',
            source: 'liste',
            valeur: `niveau ${n}`,
            le: '2025-03-03',
          } as const,
        ]
      : []),
  )
  await db()
    .insertInto('diagnostic')
    .values({
      id: uuidv7(),
      personneId: id,
      version: 1,
      etabliLe: `2025-02-0${n + 1}`,
      etabliPar: agent.id,
      reponses: '{}',
      notePrivee: `note ${n}`,
      saisiLe: essai.now,
    })
    .execute()
  await db()
    .insertInto('rendezVous')
    .values({
      id: uuidv7(),
      personneId: id,
      agentId: agent.id,
      objet: 'suivi',
      modalite: 'individuel',
      debut: `2025-03-2${n}T08:30:00Z`,
      dureeMinutes: 45,
      convocation: 'courrier',
      convoqueLe: '2025-03-04',
      prisPar: agent.id,
      prisLe: essai.now,
    })
    .execute()
  await db()
    .insertInto('courrier')
    .values({
      id: uuidv7(),
      personneId: id,
      modele: 'convocation',
      editeLe: essai.now,
      sha256: 'x',
      fichierId: await unFichier(essai),
    })
    .execute()
  await db()
    .insertInto('consultation')
    .values({
      personneId: id,
      acteur: 'agent',
      acteurId: agent.id,
      role: 'charge-orientation',
      quoi: 'dossier',
      le: essai.now,
    })
    .execute()
  return id
}

const CHOIX = fc.dictionary(
  fc.constantFrom('nom', 'telephone', 'courriel', 'prenom'),
  fc.constantFrom('garde' as const, 'absorbe' as const),
) as fc.Arbitrary<ChoixFusion>
const GESTES = fc.array(
  fc.oneof(
    fc.record({ genre: fc.constant('reunir' as const), paire: fc.nat(5), premier: fc.boolean(), choix: CHOIX }),
    fc.record({ genre: fc.constant('separer' as const) }),
  ),
  { minLength: 2, maxLength: 7 },
)

test('réunir et séparer au hasard, le dernier d’abord : chaque séparation rend l’état exact d’avant la réunion', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const ids = [
    await unDossierVecu(agent, 0),
    await unDossierVecu(agent, 1),
    await unDossierVecu(agent, 2),
    await unDossierVecu(agent, 3),
  ]
  const paires: { id: string; cotes: [string, string] }[] = []
  for (const [i, a] of ids.entries())
    for (const b of ids.slice(i + 1)) paires.push({ id: await unDoublon(essai, a, b), cotes: [a, b] })
  let reunions = 0
  await fc.assert(
    fc.asyncProperty(GESTES, async gestes => {
      const pile: { id: string; photo: unknown }[] = []
      const defaire = async () => {
        const derniere = pile.pop()
        if (!derniere) return
        expect((await separer(agent, derniere.id)).status).toBe(200)
        expect(await photographie(essai)).toEqual(derniere.photo)
      }
      for (const [n, geste] of gestes.entries()) {
        essai.now = `2025-03-10T09:00:${String(n).padStart(2, '0')}Z`
        const paire = geste.genre === 'reunir' ? paires[geste.paire] : undefined
        if (geste.genre === 'separer' || !paire) await defaire()
        else if (!pile.some(p => p.id === paire.id)) {
          const photo = await photographie(essai)
          const { status } = await reunir(agent, paire.id, paire.cotes[geste.premier ? 0 : 1], geste.choix)
          // Two that lead to the same file already, for instance: refused, and nothing moved.
          if (status === 200) pile.push({ id: paire.id, photo })
          else expect(await photographie(essai)).toEqual(photo)
          if (status === 200) reunions++
        }
      }
      while (pile.length) await defaire()
    }),
    { numRuns: 15, seed: 59 },
  )
  expect(reunions).toBeGreaterThan(10)
}, 120_000)

test('la valeur choisie à la réunion est gardée, ce que l’autre dossier savait seul vient aussi, et rien n’est à trancher', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const garde = (await unePersonne(essai, { nom: 'TISSAGE', telephone: '0639980001' })).id
  const absorbe = (await unePersonne(essai, { nom: 'TISSAGES', telephone: '0639980002', courriel: 'a@example.org' })).id
  await dire({ personneId: absorbe, champ: 'rqth', source: 'france-travail', valeur: 'oui', le: '2025-03-01' })
  const paire = await unDoublon(essai, garde, absorbe)
  await reunir(agent, paire, garde, { telephone: 'absorbe', nom: 'garde' })
  const lu = await fiche(agent, garde)
  expect([lu.identite.nom, lu.contact]).toMatchObject([
    'TISSAGE',
    { telephone: '0639980002', telephoneAccord: true, courriel: 'a@example.org', courrielAccord: true },
  ])
  expect(lu.donnees.map(d => [d.champ, d.conflit])).toEqual([
    ['courriel', false],
    ['nom', false],
    ['rqth', false],
    ['telephone', false],
  ])
  expect(lu.aFaire.map(a => a.quoi)).not.toContain('confirmer-telephone')
  await dire({ personneId: garde, champ: 'nom', source: 'liste', valeur: 'tissages', le: '2025-03-12' })
  expect((await fiche(agent, garde)).donnees.find(d => d.champ === 'nom')?.conflit).toBe(false)
})

test('ce qui a été corrigé depuis la réunion reste au dossier gardé', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const garde = (await unePersonne(essai, { nom: 'TISSAGE' })).id
  const absorbe = (await unePersonne(essai, { nom: 'TISSAGE', telephone: '0639980002', courriel: 'a@example.org' })).id
  const paire = await unDoublon(essai, garde, absorbe)
  await reunir(agent, paire, garde)
  await dire({ personneId: garde, champ: 'telephone', source: 'agent', valeur: '0639980009', le: '2025-03-12' })
  await separer(agent, paire)
  expect((await fiche(agent, garde)).contact).toMatchObject({ telephone: '0639980009', courriel: null })
  expect((await fiche(agent, absorbe)).contact).toMatchObject({ telephone: '0639980002', courriel: 'a@example.org' })
})

test('les paires les plus sûres viennent d’abord', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const [a, b, c] = [(await unePersonne(essai)).id, (await unePersonne(essai)).id, (await unePersonne(essai)).id]
  const peu = await unDoublon(essai, a, b)
  const sure = await unDoublon(essai, a, c)
  await db().updateTable('doublon').set({ score: 62 }).where('id', '=', peu).execute()
  await db().updateTable('doublon').set({ score: 98 }).where('id', '=', sure).execute()
  const { json } = await agent.appeler<typeof doublons>('GET /doublons', {})
  expect(json.paires.map(p => [p.id, p.score])).toEqual([
    [sure, 98],
    [peu, 62],
  ])
  expect(empechementFusion(json.paires[0]!.dossiers[0], json.paires[0]!.dossiers[1])).toBeNull()
})
