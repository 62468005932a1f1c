import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import type { annulerImport } from '../../import/differences/annuler-import.ts'
import type { tableauPilotage } from '../../pilotage/tableau-pilotage.ts'
import { clos, dem, foyer, suspendu, temoin } from '../cnaf/beneficiaires/essai-foyers.ts'
import { entreesLues, importerMois } from '../cnaf/beneficiaires/essai-import.ts'
import type { GenreListe } from './champs/liste.ts'
import { importerListe, lignesDe } from './essai-liste.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const db = () => essai.base.territoire('59')

let admin: Navigateur
beforeEach(async () => {
  essai.now = '2026-06-20T09:00:00Z'
  admin = await essai.unAgent('administrateur')
})

const liste = (genre: GenreListe, texte: string) => importerListe(essai, admin, genre, texte)
const suivis = (debut = '10/01/2024') =>
  liste(
    'suivis',
    `numeroDemandeRsa;role;dateOrientation;dominante;structure;referentCourriel
05900000001;DEM;${debut};emploi;PLIE;ref@example.org
`,
  )

/** The follow-up and the orientation of the person of the household, and the delays. */
async function constat() {
  const { rows } = await sql<{ quoi: string }>`
    select 'suivi ' || concat_ws(' ', debut, fin, fin_motif, 'veille ' || veille_depuis, 'repris ' || repris_le) as quoi
    from accompagnement
    union all select 'orientation ' || concat_ws(' ', debut, fin, fin_motif) from orientation order by 1 desc`.execute(
    db(),
  )
  const entrees = await entreesLues(essai)
  return [
    ...rows.map(r => r.quoi),
    ...entrees
      .filter(e => e.closeMotif !== 'suivi-connu')
      .map(e => `entrée ${e.motif} ${e.recuLe} ${e.orienteLe ?? 'non orientée'}`),
  ]
}

type Mois = [string, Parameters<typeof importerMois>[2]]
const OUVERT: Mois = ['2025-01', [temoin, foyer()]]
const RETOUR: Mois = ['2025-08', [temoin, foyer()]]
const HISTOIRES: [string, Mois[], string[]][] = [
  [
    'radiée',
    [OUVERT, ['2025-02', [temoin, clos('2025-02-01')]], RETOUR],
    [
      'suivi 2024-01-10 2025-03-03 radiation',
      'orientation 2024-01-10 2025-03-03 radiation',
      'entrée retour-apres-radiation 2025-09-03 non orientée',
    ],
  ],
  [
    'partie dans un autre département',
    [OUVERT, ['2025-02', [temoin, clos('2025-02-01', { fin: { motif: 'MUT', date: '2025-02-01' } })]], RETOUR],
    [
      'suivi 2024-01-10 2025-03-03 mutation',
      'orientation 2024-01-10 2025-03-03 mutation',
      'entrée retour-apres-radiation 2025-09-03 non orientée',
    ],
  ],
  [
    'absente du flux',
    [OUVERT, ['2025-02', [temoin]], RETOUR],
    [
      'suivi 2024-01-10 2025-03-03 absent-du-flux',
      'orientation 2024-01-10 2025-03-03 absent-du-flux',
      'entrée retour-apres-radiation 2025-09-03 non orientée',
    ],
  ],
  [
    'suspendue plus de douze mois',
    [OUVERT, ['2025-02', [temoin, suspendu('2024-02-01')]], RETOUR],
    [
      'suivi 2024-01-10 2025-03-03 suspension-longue',
      'orientation 2024-01-10 2025-03-03 suspension-longue',
      'entrée retour-apres-suspension-longue 2025-09-03 non orientée',
    ],
  ],
  [
    'suspendue peu de temps',
    [OUVERT, ['2025-02', [temoin, suspendu('2025-02-01')]], RETOUR],
    ['suivi 2024-01-10 repris 2025-09-03', 'orientation 2024-01-10'],
  ],
  [
    'au-dessus du seuil',
    [OUVERT, ['2025-02', [temoin, foyer({ personnes: [dem(false)] })]]],
    ['suivi 2024-01-10 veille 2025-03-03', 'orientation 2024-01-10'],
  ],
]
const ORDRES = HISTOIRES.flatMap(([quoi, mois, attendu]) =>
  mois.map((_, rang) => [quoi, rang + 1, mois, attendu] as const),
)

test.each(ORDRES)('%s, la liste des suivis venue après %i flux : le même état', async (_, rang, mois, attendu) => {
  for (const [n, [quand, foyers]] of mois.entries()) {
    await importerMois(essai, quand, foyers)
    if (n + 1 === rang) expect((await suivis()).resume).toMatch(/1 suivi repris/)
  }
  expect(await constat()).toEqual(attendu)
})

test('la ligne dit que le suivi est repris clos, pourquoi et ce qui vient ensuite ; la frise aussi', async () => {
  await importerMois(essai, ...OUVERT)
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-01')])
  const { importId } = await suivis()
  expect(await lignesDe(essai, importId)).toEqual([
    [
      'creee',
      expect.stringMatching(
        /^suivi repris, et clos\s: son droit est clos \(flux reçu le 3\smars\s2025\)\s; à son retour au RSA, .* entrante$/,
      ),
    ],
  ])
  const { rows } = await sql`select type, apres->>'motif' as motif, le::date::text as le from evenement
    where type = 'sortie'`.execute(db())
  expect(rows).toEqual([{ type: 'sortie', motif: 'radiation', le: '2025-03-03' }])
})

test('un retour compté comme entrée, avant qu’une liste ne dise la personne suivie alors, ne compte plus', async () => {
  await importerMois(essai, ...OUVERT)
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-01')])
  await importerMois(essai, ...RETOUR)
  await suivis('05/05/2025')
  expect(await constat()).toEqual(['suivi 2025-05-05 repris 2025-09-03', 'orientation 2025-05-05'])
  const pilote = await essai.unAgent('charge-orientation')
  const { json } = await pilote.appeler<typeof tableauPilotage>('GET /pilotage', { du: '2025-01-01', au: '2025-12-31' })
  expect(json.I01.valeur).toBe(0)
})

const PERSONNE = (date: string) =>
  `NIR;Nom;Prénom;Date de naissance;Structure;Accompagnateurs;Parcours;Date d’orientation\n2850400990001;TISSAGE;Anna;12/04/1985;PLIE;ref@example.org;emploi;${date}\n`

test('une liste de personnes reprend un suivi de la même façon ; sans date, elle ne dit rien de qui n’a plus de droit', async () => {
  await importerMois(essai, ...OUVERT)
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-01')])
  const sansDate = await liste('personnes', PERSONNE(''))
  expect(await lignesDe(essai, sansDate.importId)).toEqual([
    [
      'inchangee',
      expect.stringMatching(
        /^suivi non repris\s: son droit est clos \(flux reçu .*\) et cette ligne ne dit pas depuis quand elle est suivie\s; /,
      ),
    ],
  ])
  expect(await constat()).toEqual([])
  await liste('personnes', PERSONNE('10/01/2024'))
  expect(await constat()).toEqual([
    'suivi 2024-01-10 2025-03-03 radiation',
    'orientation 2024-01-10 2025-03-03 radiation',
  ])
})

test.each([0, 1, 2])('une liste de personnes venue après %i flux, le premier compris : le même état', async rang => {
  const mois: Mois[] = [OUVERT, ['2025-02', [temoin, suspendu('2025-02-01')]]]
  for (const [n, [quand, foyers]] of mois.entries()) {
    if (n === rang) await liste('personnes', PERSONNE('10/01/2024'))
    await importerMois(essai, quand, foyers)
  }
  if (rang === mois.length) await liste('personnes', PERSONNE('10/01/2024'))
  expect(await constat()).toEqual(['suivi 2024-01-10 veille 2025-03-03', 'orientation 2024-01-10'])
})

test('une liste de réorientations ne rouvre pas le suivi de qui n’a plus de droit', async () => {
  await importerMois(essai, ...OUVERT)
  await suivis()
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-01')])
  const { importId } = await liste(
    'reorientations',
    'Prénom*;Nom*;Date de naissance*;Accompagnateurs à ajouter;Accompagnateurs à supprimer;Structures à rattacher\nAnna;TISSAGE;12/04/1985;;;PLIE\n',
  )
  expect(await lignesDe(essai, importId)).toEqual([['refusee', expect.stringMatching(/^son droit est clos/)]])
  await importerMois(essai, ...RETOUR)
  expect((await constat()).at(-1)).toBe('entrée retour-apres-radiation 2025-09-03 non orientée')
})

const annuler = (importId: string) =>
  admin.appeler<typeof annulerImport>('POST /imports/:importId/annulation', { importId })
const dernierImport = async () =>
  (await db().selectFrom('import').select('id').orderBy('numero', 'desc').limit(1).executeTakeFirstOrThrow()).id

test('défaire la liste rend ce qu’il y avait ; défaire le flux qui la précède demande de la défaire d’abord', async () => {
  await importerMois(essai, ...OUVERT)
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-01')])
  const flux = await dernierImport()
  const avant = await constat()
  const { importId } = await suivis()
  expect(await annuler(flux)).toMatchObject({ status: 409, json: { code: 'liste-plus-recente' } })
  expect((await annuler(importId)).status).toBe(200)
  expect(await constat()).toEqual(avant)
  expect((await annuler(flux)).status).toBe(200)
  await suivis()
  expect(await constat()).toEqual(['suivi 2024-01-10', 'orientation 2024-01-10'])
  await importerMois(essai, '2025-02', [temoin, clos('2025-02-02')])
  const radiation = await dernierImport()
  expect((await constat())[0]).toBe('suivi 2024-01-10 2025-03-03 radiation')
  expect((await annuler(radiation)).status).toBe(200)
  expect(await constat()).toEqual(['suivi 2024-01-10', 'orientation 2024-01-10'])
})
