import { beforeAll, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { compter, unEssai } from '../essai.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, unMonde } from './essai-monde.ts'

/** Rule 6 of the house (architecture §5): every reading of a person's file is recorded, whoever reads. */
const essai = unEssai({ vider: false })
const LUES = [...CAS_USAGE, ...DOCUMENTS]
  .map(({ declaration: { route, permission } }) => ({ route, permission }))
  .filter(({ route }) => route.startsWith('GET ') && LIGNES[route]?.porte === 'personne')

let monde: Monde
beforeAll(async () => {
  monde = await unMonde(essai)
})

/** What tells nothing of the person but what asking for them supposes. */
const SANS_LECTURE: Record<string, string> = {
  'GET /creneaux': 'des heures libres, et en bref ce qu’il faut savoir pour recevoir quelqu’un, comme une liste le dit',
  'GET /personnes/:personneId/echeances/:genre/:faitId/collegues': 'des agents',
}

test('chaque adresse qui montre une personne garde la trace de sa lecture', async () => {
  const muettes: string[] = []
  for (const { route, permission } of LUES) {
    const role = NOMS_ROLES.find(r => autorise({ genre: 'agent', role: r }, permission))
    if (!role) throw new Error(`${route} n’est à aucun rôle`)
    const avant = await compter(essai, 'consultation')
    const agent = monde.dedans[role]
    const { status } = await agent.brut(route, LIGNES[route]?.entree(monde, agent.id))
    expect({ route, status }).toEqual({ route, status: 200 })
    if ((await compter(essai, 'consultation')) === avant) muettes.push(route)
  }
  expect(muettes.sort()).toEqual(Object.keys(SANS_LECTURE).sort())
})
