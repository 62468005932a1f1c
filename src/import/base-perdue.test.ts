import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fichierFlux } from '../echanges/cnaf/beneficiaires/essai-flux.ts'
import { foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { unEssai } from '../essai.ts'
import { perteDe, reprendre } from '../socle/postgres/perte.ts'
import { cliche } from './differences/essai-cliche.ts'
import { deposer, lireImport, TERRITOIRE, traiter } from './essai-import.ts'
import { traiterImports } from './executer-import.ts'

const essai = unEssai()
/** The same import, undisturbed, in a base of its own. */
const calme = unEssai()
let admin: pg.Client
beforeAll(async () => {
  admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
})
afterAll(() => admin.end())

const FLUX = fichierFlux({
  type: 'M',
  dateReference: '2025-01-31',
  dateCreation: '2025-02-03',
  foyers: [
    temoin,
    ...Array.from({ length: 60 }, (_, i) =>
      foyer({
        numero: `0599${String(i).padStart(7, '0')}`,
        personnes: [
          {
            nom: 'TISSAGE',
            prenom: `P${'ABCDEFGHIJ'.charAt(i % 10)}${'ABCDEFG'.charAt(Math.floor(i / 10))}`,
            dateNaissance: `19${70 + Math.floor(i / 28)}-03-${String(1 + (i % 28)).padStart(2, '0')}`,
            nir: null,
          },
        ],
      }),
    ),
  ],
})
const deposerFlux = (qui: typeof essai) => deposer(qui, FLUX, { morceau: Math.ceil(FLUX.length / 12) })
const couper = (lesquelles: string) =>
  admin.query(`select pg_terminate_backend(pid) from pg_stat_activity a
    where datname = current_database() and usename = 't_59' and ${lesquelles}`)
/** Applies what waits; false when the base was lost on the way. */
const essayer = (): Promise<boolean> =>
  traiterImports(essai.base, TERRITOIRE, () => essai.now).then(
    () => true,
    erreur => {
      if (!perteDe(erreur)) throw erreur
      return false
    },
  )
async function entier() {
  await deposerFlux(calme)
  const depart = performance.now()
  await traiter(calme)
  return { etat: await cliche(calme), duree: performance.now() - depart }
}

test('les connexions d’un import coupées à dix moments : le serveur reste, l’import reprend et donne le même état', async () => {
  const { etat, duree } = await entier()
  const importId = await deposerFlux(essai)
  let perdus = 0
  for (let moment = 1; moment <= 10; moment++) {
    const passage = essayer()
    // On a busy machine the one undisturbed may take far longer than these.
    await sleep((Math.min(duree, 600) * moment) / 12)
    await couper('true')
    if (!(await passage)) perdus++
    expect((await reprendre(() => lireImport(essai, importId))).refus).toBeNull()
  }
  expect(perdus).toBeGreaterThan(2)
  await traiter(essai)
  expect(await lireImport(essai, importId)).toMatchObject({ statut: 'applique', refus: null })
  expect(await cliche(essai)).toEqual(etat)
})

test('la connexion qui retient le verrou coupée seule : un autre s’y met, et l’import n’est fait qu’une fois', async () => {
  const { etat } = await entier()
  const importId = await deposerFlux(essai)
  const premier = essayer()
  const verrou = `pid in (select pid from pg_locks where locktype = 'advisory' and classid = 590002)`
  while (!(await couper(verrou)).rowCount) await sleep(2)
  const [fait, refait] = await Promise.all([premier, essayer()])
  expect([fait, refait]).toEqual([true, true])
  expect(await lireImport(essai, importId)).toMatchObject({ statut: 'applique', refus: null })
  expect(await cliche(essai)).toEqual(etat)
})
