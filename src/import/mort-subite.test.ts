import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as attendre } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { fichierFlux, type UnFoyer } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { compter, type Essai, unEssai } from '../essai.ts'
import { cliche } from './differences/essai-cliche.ts'
import { deposer, deposerParEcran, lireImport, traiter } from './essai-import.ts'
import type { ficheImport } from './imports.ts'

const essai = unEssai()
/** The same import, undisturbed, in a base of its own. */
const calme = unEssai()

const MOMENTS = 10
const foyers = (n: number, montant: string): (UnFoyer | string)[] => [
  temoin,
  ...Array.from({ length: n }, (_, i) =>
    foyer({
      numero: `0599${String(i).padStart(7, '0')}`,
      montant,
      personnes: [
        {
          nom: 'TISSAGE',
          prenom: `P${'ABCDEFGHIJ'.charAt(i % 10)}${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.charAt(Math.floor(i / 10))}`,
          // A day of birth each: look-alikes are proposed up to a number, and among equals which ones is chance.
          dateNaissance: `19${70 + Math.floor(i / 28)}-03-${String(1 + (i % 28)).padStart(2, '0')}`,
          nir: null,
        },
      ],
    }),
  ),
]
const mensuel = (mois: string, creation: string, contenu: (UnFoyer | string)[]) =>
  fichierFlux({ type: 'M', dateReference: mois, dateCreation: creation, foyers: contenu })
// Few enough for no flow to wait for a confirmation.
const JANVIER = mensuel('2025-01-31', '2025-02-03', foyers(45, '0000100.00'))
const FEVRIER = mensuel('2025-02-28', '2025-03-03', [...foyers(60, '0000200.00').slice(0, 56)])

/** A worker in its own process. Returns how it ended, and how many statements it sent. */
async function unTravailleur(
  qui: Essai,
  mort: number | string = 0,
): Promise<{ signal: string | null; requetes: number }> {
  const enfant = fork(new URL('./essai-travailleur.ts', import.meta.url), [qui.url, qui.now, String(mort)], {
    execArgv: [],
    silent: true,
  })
  let requetes = 0
  enfant.on('message', n => {
    requetes = Number(n)
  })
  const [code, signal] = await once(enfant, 'exit')
  if (code) throw new Error('le travailleur a échoué')
  return { signal, requetes }
}

/** January applied, February waiting, in pieces small enough for its reading to be cut anywhere. */
async function preparer(qui: Essai): Promise<string> {
  await deposer(qui, JANVIER)
  await traiter(qui)
  return deposer(qui, FEVRIER, { morceau: Math.ceil(FEVRIER.length / 12) })
}

test('un travailleur tué à dix moments d’un import n’y laisse rien, et l’import repris donne le même état', async () => {
  await preparer(calme)
  const { requetes } = await unTravailleur(calme)
  expect(requetes).toBeGreaterThan(40)
  const entier = await cliche(calme)

  const id = await preparer(essai)
  const avant = await cliche(essai)
  expect(avant).not.toEqual(entier)
  for (let moment = 1; moment <= MOMENTS; moment++) {
    const { signal } = await unTravailleur(essai, Math.round((requetes * moment) / (MOMENTS + 1)))
    expect(signal).toBe('SIGKILL')
    await sansConnexionMorte()
    expect((await lireImport(essai, id)).statut).toMatch(/^en-(attente|cours)$/)
    expect(await cliche(essai)).toEqual(avant)
  }
  await traiter(essai)
  expect(await lireImport(essai, id)).toMatchObject({ statut: 'applique', refus: null })
  expect(await cliche(essai)).toEqual(entier)
}, 120_000)

test.each([
  ['avant d’écrire ses lignes', 'insert into import_ligne', 0],
  ['entre ses lignes et sa fin', 'set "statut" = $1, "rapport"', 3],
])('une simulation coupée %s se dit en cours, et reprise n’a chaque ligne qu’une fois', async (_, mort, ecrites) => {
  const agent = await essai.unAgent('administrateur')
  const contenu = Buffer.from(
    'Nom;Prénom;Né(e) le\nESSAI-A;Zoé;25/04/1990\nESSAI-B;Léa;03/02/1991\nESSAI-C;Ida;31/02/1992\n',
  )
  const importId = await deposerParEcran(agent, 'liste.csv', contenu, { genre: 'personnes' })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance' }
  await agent.brut('PUT /imports/:importId/correspondance', { importId, genre: 'personnes', colonnes })
  const simuler = async () =>
    expect((await agent.brut('POST /imports/:importId/simulation', { importId })).status).toBe(200)
  // What a first one said must not pass for what the second says.
  await simuler()
  await traiter(essai)
  await simuler()
  const avant = await cliche(essai)
  const lire = async () => (await agent.appeler<typeof ficheImport>('GET /imports/:importId', { importId })).json

  expect((await unTravailleur(essai, mort)).signal).toBe('SIGKILL')
  await sansConnexionMorte()
  expect(await lire()).toMatchObject({ statut: 'en-cours', simulation: true, rapport: null, refus: null })
  expect(await compter(essai, 'import_ligne')).toBe(ecrites)

  await traiter(essai)
  expect(await lire()).toMatchObject({
    statut: 'a-verifier',
    simulation: true,
    refus: null,
    etape: null,
    lignes: { creee: 2, refusee: 1 },
    rapport: { resume: expect.stringContaining('2 personnes créées') },
  })
  expect(await compter(essai, 'import_ligne')).toBe(3)
  expect(await cliche(essai)).toEqual(avant)
})

/** The server ends the statement of a dead client before it notices. */
async function sansConnexionMorte(): Promise<void> {
  for (let essais = 0; essais < 200; essais++) {
    const { rows } = await essai.base
      .poolTerritoire('59')
      .query<{ libre: boolean }>(
        `select not exists (select 1 from pg_locks where locktype = 'advisory' and classid = 590002 and database = (select oid from pg_database where datname = current_database())) as libre`,
      )
    if (rows[0]?.libre) return
    await attendre(25)
  }
}
