import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { comparerDefinitions } from '../../../droit/comparer-definitions.ts'
import { CodeDefinition } from '../../../droit/definition-entree.ts'
import type { ecartsDefinitions } from '../../../droit/ecarts-definitions.ts'
import { unEssai } from '../../../essai.ts'
import { uuidv7 } from '../../../socle/uuid.ts'
import type { UnePersonne, UnFoyer } from './essai-flux.ts'
import { clos, dem, foyer, suspendu, temoin } from './essai-foyers.ts'
import { importerJour, importerMois } from './essai-import.ts'

const essai = unEssai()

/** Household of person A, B, C…: each alone with her claim. */
const seule = (lettre: string, personne: UnePersonne = {}): UnFoyer => {
  const n = String(lettre.charCodeAt(0) - 64).padStart(2, '0')
  const nir = `28504009900${n}`
  return {
    numero: `059000000${n}`,
    personnes: [dem(personne.sdd ?? true, { nom: `PERSONNE-${lettre}`, nir, ...personne })],
  }
}
const unFoyer = (lettre: string, personne: UnePersonne = {}) => foyer(seule(lettre, personne))

/**
 * Eleven persons in February 2025, counted by hand:
 * A first claim; B pending in January; C above the threshold in January; D closed in January; E suspended for 14 months; F for 3 months;
 * G doesn't move; H under another claim number; I opens, suspended for a missing declaration; J signalled by a daily flow;
 * K above the threshold in January, and followed.
 */
async function fevrier() {
  const H2 = { ...seule('H'), numero: '05900000088' }
  await importerMois(essai, '2024-12', [
    temoin,
    unFoyer('C', { sdd: false }),
    unFoyer('D'),
    suspendu('2023-12-15', seule('E')),
    suspendu('2024-11-20', { ...seule('F'), suspension: { motif: '09', debut: '2024-11-20' } }),
    unFoyer('G'),
    unFoyer('H'),
    unFoyer('K', { sdd: false }),
  ])
  await suivre('PERSONNE-K', '2025-01-10')
  await importerMois(essai, '2025-01', [
    temoin,
    foyer({ ...seule('B'), etat: '0' }),
    unFoyer('C', { sdd: false }),
    clos('2025-01-31', seule('D')),
    suspendu('2023-12-15', seule('E')),
    suspendu('2024-11-20', { ...seule('F'), suspension: { motif: '09', debut: '2024-11-20' } }),
    unFoyer('G'),
    unFoyer('H'),
    unFoyer('K', { sdd: false }),
  ])
  await importerJour(essai, '2025-02-12', [unFoyer('J', { entrant: true })])
  await importerMois(essai, '2025-02', [
    temoin,
    unFoyer('A'),
    unFoyer('B'),
    unFoyer('C'),
    unFoyer('D'),
    unFoyer('E'),
    unFoyer('F'),
    unFoyer('G'),
    foyer(H2),
    suspendu('2025-02-01', seule('I')),
    unFoyer('J'),
    unFoyer('K'),
  ])
}

async function suivre(nom: string, debut: string) {
  const db = essai.base.territoire('59')
  const structureId = await essai.uneStructure()
  const { id: personneId } = await db
    .selectFrom('personne')
    .select('id')
    .where('nom', '=', nom)
    .executeTakeFirstOrThrow()
  const origine = 'reprise-de-suivi'
  await db
    .insertInto('orientation')
    .values({
      id: uuidv7(),
      personneId,
      structureId,
      dominante: 'emploi',
      origine,
      decideeLe: `${debut}T09:00:00Z`,
      debut,
    })
    .execute()
}

const choisir = (valeur: string, effetLe: string) =>
  sql`insert into parametre (cle, effet_le, valeur, motif, saisi_le)
    values ('entree.definition', ${effetLe}, ${JSON.stringify(valeur)}::jsonb, 'essai', now())`.execute(
    essai.base.territoire('59'),
  )

const entrees = async () => {
  const { rows } = await sql<{ qui: string }>`
    select substr(p.nom, 10) || ' ' || e.motif as qui from entree e join personne p on p.id = e.personne_id order by 1`.execute(
    essai.base.territoire('59'),
  )
  return rows.map(r => r.qui)
}

const COMPTES: Record<CodeDefinition, string> = {
  'convention-2024': 'ABCDEJ',
  'plan-pauvrete-webrsa': 'ADEJ',
  'analyse-flux-2021': 'ABCDFHIJK',
  'premier-quotidien': 'J',
}

test('chaque définition compte qui son texte compte, et l’écart avec celle en vigueur', async () => {
  await fevrier()
  const agent = await essai.unAgent('charge-orientation')
  const { json } = await agent.appeler<typeof comparerDefinitions>('GET /entrees/definitions', { mois: '2025-02' })
  expect(json).toMatchObject({ mois: '2025-02', enVigueur: 'convention-2024', quotidiens: 1 })
  expect(json.moisConnus).toEqual(['2025-02', '2025-01', '2024-12'])
  expect(json.definitions.map(d => [d.code, d.personnes, d.enPlus, d.enMoins])).toEqual([
    ['convention-2024', 6, 0, 0],
    ['plan-pauvrete-webrsa', 4, 0, 2],
    ['analyse-flux-2021', 9, 4, 1],
    ['premier-quotidien', 1, 0, 5],
  ])
})

test('le stock de départ ne compte personne, et un mois sans flux mensuel est refusé', async () => {
  await fevrier()
  const agent = await essai.unAgent('charge-orientation')
  const { json } = await agent.appeler<typeof comparerDefinitions>('GET /entrees/definitions', { mois: '2024-12' })
  expect(json.definitions.map(d => d.personnes)).toEqual([0, 0, 0, 0])
  const { status, json: refus } = await agent.brut('GET /entrees/definitions', { mois: '2025-03' })
  expect([status, refus.code]).toEqual([404, 'mois-sans-flux'])
})

test.each([
  [
    'analyse-flux-2021',
    'convention-2024',
    [
      'F : suspendue 3 mois / suspendue 3 mois',
      'H : autre demande ou autre rôle que le mois précédent / déjà soumise le mois précédent',
      'I : jamais vue auparavant / droit suspendu en fin de mois',
      'K : droit versable mais non soumise le mois précédent / un suivi était en cours',
    ],
  ],
  [
    'convention-2024',
    'analyse-flux-2021',
    ['E : suspendue 14 mois / droit déjà ouvert le mois précédent : suspendue 14 mois'],
  ],
  [
    'convention-2024',
    'plan-pauvrete-webrsa',
    [
      'B : demande en attente le mois précédent / demande en attente le mois précédent',
      'C : droit versable mais non soumise le mois précédent / droit versable mais non soumise le mois précédent',
    ],
  ],
  ['premier-quotidien', 'plan-pauvrete-webrsa', []],
] as const)('qui %s compte et %s écarte, et pourquoi', async (definition, avec, attendu) => {
  await fevrier()
  const agent = await essai.unAgent('charge-orientation')
  const lire = async (depuis: number) =>
    (
      await agent.appeler<typeof ecartsDefinitions>('GET /entrees/definitions/ecarts', {
        mois: '2025-02',
        definition,
        avec,
        depuis,
      })
    ).json
  const json = await lire(0)
  expect(await lire(400)).toEqual({ total: attendu.length, lignes: [] })
  expect(json.lignes.map(l => `${l.nom.slice(-1)} : ${l.compte} / ${l.ecart}`)).toEqual(attendu)
  expect(json.total).toBe(attendu.length)
  const lues = await essai.base.territoire('59').selectFrom('consultation').select('quoi').execute()
  expect(lues.map(l => l.quoi)).toEqual(attendu.map(() => 'nouveaux-entrants'))
})

test('le pilote et l’administrateur comptent sans nommer, les petits effectifs masqués', async () => {
  await fevrier()
  for (const role of ['pilote', 'administrateur'] as const) {
    const agent = await essai.unAgent(role)
    const { json } = await agent.appeler<typeof comparerDefinitions>('GET /entrees/definitions', {})
    expect(json.definitions.map(d => [d.personnes, d.enPlus, d.enMoins])).toEqual([
      [6, 0, 0],
      ['masque', 'masque', 'masque'],
      [9, 'masque', 'masque'],
      ['masque', 0, 5],
    ])
    const ecarts = { mois: '2025-02', definition: 'analyse-flux-2021', avec: 'convention-2024' }
    expect((await agent.brut('GET /entrees/definitions/ecarts', ecarts)).status).toBe(403)
  }
})

test.each(CodeDefinition.options)(
  'le territoire qui choisit %s ouvre les délais qu’elle compte, à qui n’est pas suivi',
  async code => {
    await choisir(code, '2024-01-01')
    await fevrier()
    expect((await entrees()).map(e => e[0]).join('')).toBe(COMPTES[code].replace('K', ''))
  },
)

test('une autre définition donne le motif de la convention quand elle en a un', async () => {
  await choisir('analyse-flux-2021', '2024-01-01')
  await fevrier()
  expect(await entrees()).toEqual([
    'A premiere-demande',
    'B premiere-demande',
    'C passage-sous-le-seuil',
    'D retour-apres-radiation',
    'F autre-definition',
    'H autre-definition',
    'I premiere-demande',
    'J premiere-demande',
  ])
})

test('une définition s’applique du jour de son effet : les entrées d’avant gardent la leur', async () => {
  await choisir('plan-pauvrete-webrsa', '2025-03-04')
  await fevrier()
  expect((await entrees()).map(e => e[0]).join('')).toBe('ABCDEJ')
  essai.now = '2025-05-12T08:00:00Z'
  const agent = await essai.unAgent('charge-orientation')
  await importerMois(essai, '2025-03', [temoin, foyer({ ...seule('L'), etat: '0' }), unFoyer('M')])
  await importerMois(essai, '2025-04', [temoin, unFoyer('L'), unFoyer('M')])
  expect((await entrees()).map(e => e[0]).join('')).toBe('ABCDEJM')
  const mois = async (m: string) =>
    (await agent.appeler<typeof comparerDefinitions>('GET /entrees/definitions', { mois: m })).json.enVigueur
  expect([await mois('2025-02'), await mois('2025-03')]).toEqual(['convention-2024', 'plan-pauvrete-webrsa'])
})

test('signalée entrante sans que rien d’autre ne change : comptée une fois, par le premier flux quotidien qui le dit', async () => {
  await choisir('premier-quotidien', '2024-01-01')
  await importerMois(essai, '2025-01', [temoin, foyer({ ...seule('A'), etat: '0' })])
  await importerJour(essai, '2025-02-05', [unFoyer('A', { entrant: false })])
  expect(await entrees()).toEqual([])
  await importerJour(essai, '2025-02-06', [unFoyer('A', { entrant: true })])
  await importerJour(essai, '2025-02-07', [{ ...unFoyer('A', { entrant: true }), montant: '0000100.00' }])
  await importerMois(essai, '2025-02', [temoin, unFoyer('A')])
  expect(await entrees()).toEqual(['A premiere-demande'])
})

test('sans le top de la personne, l’événement « entrant en droits et devoirs » du foyer la signale', async () => {
  await choisir('premier-quotidien', '2024-01-01')
  await importerMois(essai, '2025-01', [temoin])
  const evenements = [{ date: '2025-02-05', heure: '10:00:00', fait: 'ENTDED' }]
  await importerJour(essai, '2025-02-06', [{ ...unFoyer('A'), evenements }])
  expect(await entrees()).toEqual(['A premiere-demande'])
})
