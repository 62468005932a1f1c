import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unServeurDeCourriel } from '../../socle/mail/essai-courriel.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { BILANS, direBilans, FOIS, jusquAEntier, sousDesCommandes } from './essai-coups.ts'
import { pendantUnImport } from './essai-listes.ts'
import { type Service, unService } from './essai-processus.ts'
import { type Trou, unTrou } from './essai-trou.ts'

// A neighbour that is neither there nor gone: what is said to it is swallowed, without a word.

const courriel = unServeurDeCourriel()
let service: Service
const trous: Trou[] = []
beforeAll(async () => {
  service = await unService()
}, 120_000)
afterAll(async () => {
  await service?.fermer()
  for (const trou of trous) await trou.fermer()
  direBilans()
})

async function creuserDevant(adresse: string): Promise<{ trou: Trou; adresse: string }> {
  const url = new URL(adresse)
  const trou = await unTrou(Number(url.port))
  trous.push(trou)
  url.port = String(trou.port)
  return { trou, adresse: url.href }
}

/** How long the network to the base is out, in seconds: the long form goes beyond what a connection is given to open. */
const ABSENCE = FOIS > 1 ? 20 : 2

test('le réseau vers la base coupé sans un mot, puis revenu : rien de perdu ni de doublé, et le service est entier', async () => {
  const ici = service.serveur
  const { trou, adresse } = await creuserDevant(service.url())
  service.serveur = await service.demarrer({ externe: true, env: { DATABASE_URL: adresse } })
  const { pid } = service.serveur
  const reponses: number[] = []
  await sousDesCommandes(service, `réseau vers la base coupé sans un mot, ${ABSENCE} s`, async () => {
    trou.creuser()
    const depart = performance.now()
    const demande = service.administrateur.demander('GET /structures').then(() => performance.now() - depart)
    await sleep(ABSENCE * 1000)
    trou.combler()
    reponses.push((await demande) / 1000)
  })
  const secondes = Math.max(...reponses)
  expect(secondes).toBeLessThan(10)
  BILANS.push({ panne: 'qui demande pendant la coupure', fois: FOIS, ecrites: 0, perdues: 0, doublees: 0, secondes })
  expect([service.serveur.vit(), service.serveur.pid]).toEqual([true, pid])
  await service.serveur.finir('SIGTERM')
  service.serveur = ici
}, 600_000)

/** The mail that a new agent is sent. */
async function inviter(): Promise<string> {
  const adresse = `${uuidv7()}@example.org`
  const { status, json } = await service.administrateur.demander('POST /agents', {
    id: uuidv7(),
    nom: 'ESSAI',
    prenom: 'Nouvel',
    courriel: adresse,
    habilitations: [{ id: uuidv7(), role: 'administrateur' }],
  })
  expect([status, json.envoye]).toEqual([200, true])
  return adresse
}

// Half a minute of silence follows what a mute server is given: the long form alone.
if (FOIS > 1)
  test('le courriel muet : il n’arrête rien d’autre, et chaque message part une fois', async () => {
    const { trou, adresse } = await creuserDevant(courriel.url)
    await service.serveur.finir('SIGTERM')
    const env = { FILROUGE_SMTP: adresse, FILROUGE_ADRESSE: 'https://filrouge.example.org' }
    service.serveur = await service.demarrer({ env })
    trou.creuser()
    const attendus = [await inviter(), await inviter()].sort()
    const panne = 'courriel muet'
    await pendantUnImport(service, `${panne} : un import pendant ce temps`, 1, async () => {})
    expect(await jusquAEntier(service)).toBeLessThan(5)
    await sleep(8000)
    expect(courriel.recus).toEqual([])
    trou.combler()
    const depart = performance.now()
    while (courriel.recus.length < attendus.length && performance.now() - depart < 120_000) await sleep(100)
    const secondes = (performance.now() - depart) / 1000
    // Time for one more that nobody waits for.
    await sleep(5000)
    expect(courriel.recus.flatMap(r => r.a).sort()).toEqual(attendus)
    BILANS.push({ panne, fois: attendus.length, ecrites: attendus.length, perdues: 0, doublees: 0, secondes })
  }, 600_000)
