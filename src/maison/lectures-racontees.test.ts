import { expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { LECTURES_RACONTEES } from '../agent/habitude/lectures-racontees.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { unEssai } from '../essai.ts'
import { RECITS } from '../recits.ts'
import { LIGNES } from './essai-lignes.ts'
import { unMonde } from './essai-monde.ts'

/** What only reads changes nothing of a person: told or not, it makes her nobody's (agent/habitude). */
const essai = unEssai({ vider: false })
/** Sent, since a reason is said or the address must not hold it: they read all the same. */
const LISENT = ['POST /personnes/:personneId/adresse', 'POST /personnes/:personneId/raison']

test('ce qu’écrit d’une personne une adresse qui ne fait que lire est dit lecture', async () => {
  const monde = await unMonde(essai)
  const db = essai.base.territoire('59')
  const ecrits = new Set<string>()
  const lectures = [...CAS_USAGE, ...DOCUMENTS]
    .map(c => c.declaration)
    .filter(d => d.route.startsWith('GET ') || ('lecture' in d && d.lecture) || LISENT.includes(d.route))
  expect(lectures.length).toBeGreaterThan(60)
  for (const { route, permission } of lectures) {
    const role = NOMS_ROLES.find(r => autorise({ genre: 'agent', role: r }, permission))
    const agent = monde.dedans[role ?? 'administrateur']
    const avant = await db
      .selectFrom('evenement')
      .select(eb => eb.fn.max('id').as('id'))
      .executeTakeFirst()
    await agent.brut(route, LIGNES[route]?.entree(monde, agent.id))
    const faits = await db
      .selectFrom('evenement')
      .select('type')
      .where('id', '>', avant?.id ?? 0)
      .where('personneId', 'is not', null)
      .execute()
    for (const { type } of faits) ecrits.add(type)
  }
  expect([...ecrits].filter(type => !LECTURES_RACONTEES.some(l => l === type))).toEqual([])
  // The walk meets them: it would see another.
  expect([...ecrits]).toEqual(expect.arrayContaining(['donnees-portees', 'ouverture-motivee']))
  const sur = new Map(RECITS.map(r => [r.nom, r.sur]))
  expect(LECTURES_RACONTEES.filter(l => sur.get(l) !== 'personne')).toEqual([])
})
