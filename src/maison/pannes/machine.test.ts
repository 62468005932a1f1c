import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uneStructureACreer } from '../../offre/essai-structure.ts'
import { tuer } from '../../socle/postgres/etat.ts'
import { direBilans, FOIS, sousDesCommandes } from './essai-coups.ts'
import { pendantUnImport } from './essai-listes.ts'
import { codeFige, testAvec, unDisque } from './essai-machine.ts'
import { type Demarrage, type Service, unService } from './essai-processus.ts'

// What the machine itself may lack: room, the right to write, a folder, the right time.

const DISQUE = unDisque(600)
const TMP = unDisque(1)
const CODE = codeFige()
let service: Service
beforeAll(async () => {
  service = await unService(undefined, DISQUE?.dossier)
}, 120_000)
afterAll(async () => {
  await service?.fermer()
  for (const monture of [DISQUE, TMP, CODE]) monture?.rendre()
  direBilans()
})

/** Leaves no room until a write is refused, and for a while longer, then makes some. */
async function remplir(pendant = async () => {}): Promise<void> {
  DISQUE?.remplir()
  let refuse = 200
  while (refuse === 200)
    refuse = (await service.administrateur.demander('POST /structures', uneStructureACreer())).status
  expect(refuse).toBe(503)
  await pendant()
  await sleep(1000)
  DISQUE?.vider()
}

testAvec(
  DISQUE,
  'le disque plein sous des commandes, puis de la place : elles sont refusées, et reprennent',
  () => sousDesCommandes(service, 'disque plein, puis de la place, sous des commandes', () => remplir()),
  600_000,
)

testAvec(
  DISQUE,
  'la base tuée sur un disque plein : elle attend de la place, et repart',
  () =>
    sousDesCommandes(service, 'base tuée sur un disque plein, puis de la place', () =>
      remplir(async () => tuer(service.donnees)),
    ),
  600_000,
)

testAvec(
  DISQUE,
  'le disque plein pendant un import : il reprend seul, une fois',
  async () => {
    await pendantUnImport(service, 'disque plein, puis de la place, pendant un import', FOIS, () => remplir())
  },
  600_000,
)

/** Starts it again otherwise: it writes, and applies an import. */
async function redemarrer(panne: string, comment: Demarrage): Promise<void> {
  await service.serveur.finir('SIGTERM')
  service.serveur = await service.demarrer(comment)
  await pendantUnImport(service, panne, FOIS, async () => {})
  await sousDesCommandes(service, panne, async () => {})
}

const FIGE: Demarrage = { code: CODE?.dossier ?? '' }
const SANS_TMP: Demarrage = { env: { TMPDIR: TMP?.dossier } }
const SANS_HOME: Demarrage = { env: { HOME: undefined, XDG_CONFIG_HOME: undefined, XDG_CACHE_HOME: undefined } }
const TOUT: Demarrage = { ...FIGE, env: { ...SANS_TMP.env, ...SANS_HOME.env } }
/** In the long form, one at a time. */
const PRIVATIONS: [panne: string, quoi: unknown, comment: Demarrage][] =
  FOIS > 1
    ? [
        ['logiciel en lecture seule', CODE, FIGE],
        ['dossier temporaire plein', TMP, SANS_TMP],
        ['aucun HOME', true, SANS_HOME],
        ['HOME qui n’existe pas', true, { env: { HOME: '/nulle-part' } }],
      ]
    : [['logiciel en lecture seule, dossier temporaire plein, aucun HOME', CODE && TMP, TOUT]]
for (const [panne, quoi, comment] of PRIVATIONS)
  testAvec(
    quoi,
    `${panne} : il écrit, et applique un import`,
    () => {
      TMP?.remplir()
      return redemarrer(panne, comment)
    },
    600_000,
  )

test('l’horloge du serveur recule d’une heure pendant des commandes et un import', async () => {
  await service.serveur.finir('SIGTERM')
  // An address, not a path: a space would end the option.
  const horloge = new URL('./essai-horloge.ts', import.meta.url)
  service.serveur = await service.demarrer({ env: { NODE_OPTIONS: `--import=${horloge}` } })
  const reculer = async () => void process.kill(service.serveur.pid, 'SIGUSR2')
  await sousDesCommandes(service, 'horloge reculée d’une heure sous des commandes', reculer)
  await pendantUnImport(service, 'horloge reculée d’une heure pendant un import', FOIS, reculer)
  const structure = uneStructureACreer()
  await service.administrateur.demander('POST /structures', structure)
  const [ecrit] = await service.lire<{ le: Date }>('select saisi_le as le from t_59.evenement where objet_id = $1', [
    structure.id,
  ])
  const heures = Math.round((Date.now() - (ecrit?.le.getTime() ?? 0)) / 3_600_000)
  expect(heures).toBe(2 * FOIS)
}, 600_000)
