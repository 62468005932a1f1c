import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CRITERES, LISTES } from '../audit/listes/listes.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { unEssai } from '../essai.ts'
import { retenirEtat } from '../essai-etat.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, NOM, unMonde } from './essai-monde.ts'
import { lireSources } from './sources.ts'

/**
 * Whoever is shown a name leaves a trace of it: the reading of a file, or a list. Every route is asked by every role that may; and a
 * route whose answer may name somebody, though it names nobody here, keeps its lists or its readings too.
 */
const essai = unEssai({ vider: false })
const ROUTES = [...CAS_USAGE, ...DOCUMENTS].map(({ declaration: { route, permission } }) => ({ route, permission }))

let monde: Monde
let revenir: () => Promise<void>
beforeAll(async () => {
  monde = await unMonde(essai)
  revenir = await retenirEtat(essai.url)
})

/** Ids whose name was shown, as far as the traces after these tell. */
async function traces(apres: { lue: number; listee: number }): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select personne_id as id from consultation where id > ${apres.lue}
    union select unnest(personnes) from lecture_liste where id > ${apres.listee}`.execute(essai.base.territoire('59'))
  return new Set(rows.map(r => r.id))
}

async function dernieres(): Promise<{ lue: number; listee: number }> {
  const { rows } = await sql<{ lue: number; listee: number }>`
    select (select coalesce(max(id), 0) from consultation) as lue, (select coalesce(max(id), 0) from lecture_liste) as listee`.execute(
    essai.base.territoire('59'),
  )
  return rows[0] ?? { lue: 0, listee: 0 }
}

const lisent = new Set<string>()

let nommantes = 0
test.each(NOMS_ROLES)('une réponse qui dit un nom garde la trace de qui elle a montré : %s', async role => {
  const muettes: string[] = []
  const agent = monde.dedans[role]
  for (const { route } of ROUTES.filter(r => autorise({ genre: 'agent', role }, r.permission))) {
    const avant = await dernieres()
    const { texte, status } = await agent.brut(route, LIGNES[route]?.entree(monde, agent.id))
    const gardees = await traces(avant)
    if (gardees.size) lisent.add(route)
    if (texte.includes(NOM)) {
      nommantes++
      const elles = [monde.personneId, monde.autreId]
      const montrees = elles.filter(id => texte.includes(id))
      if (montrees.some(id => !gardees.has(id)) || !elles.some(id => gardees.has(id))) muettes.push(route)
    }
    if (status === 200 && !route.startsWith('GET ')) await revenir()
  }
  expect(muettes).toEqual([])
})

/** Why an answer that has names leaves no trace in this world. */
const AUTREMENT: Record<string, string> = {
  'GET /agents': 'des agents',
  'GET /agents/:agentId': 'un agent',
  'GET /parametres/precedences': 'le nom d’un champ',
  'POST /personnes/:personneId/conflits/:champ': 'le nom d’un champ',
  'GET /imports/:importId/lignes': 'une lecture de chaque candidat, éprouvée avec les listes (echanges/listes)',
  'GET /imports/:importId/doutes/:ligne': 'une lecture de chaque candidat, éprouvée avec les doutes (echanges/doutes)',
  'GET /conservation/personnes': 'une lecture de chacune, éprouvée avec la conservation (protection)',
}

test('une adresse dont la réponse peut nommer quelqu’un dit quelle liste elle est, ou garde une lecture', () => {
  const nomment = CAS_USAGE.filter(({ declaration: { output } }) =>
    JSON.stringify(z.toJSONSchema(output, { unrepresentable: 'any', io: 'output' })).includes('"prenom"'),
  ).map(c => c.declaration)
  const oubliees = nomment.filter(d => !d.montre && !lisent.has(d.route) && !(d.route in AUTREMENT))
  expect(oubliees.map(d => d.route)).toEqual([])
  const inutiles = Object.keys(AUTREMENT).filter(route => lisent.has(route) || !nomment.some(d => d.route === route))
  expect(inutiles).toEqual([])
  expect(nommantes).toBeGreaterThan(30)
})

test('une liste est montrée par une lecture, jamais dans la transaction d’une commande', () => {
  const enCommande = CAS_USAGE.map(c => c.declaration).filter(
    d => d.montre && !d.lecture && !d.route.startsWith('GET '),
  )
  expect(enCommande.map(d => d.route)).toEqual([])
})

/** Lists that a use case keeps by itself, its answer having no ids. */
const listesDites = lireSources('src/**/*.ts').flatMap(s =>
  [...s.texte.matchAll(/garderListe\(\s*ctx,\s*'([^']+)'/g)].flatMap(m => m[1] ?? []),
)

test('chaque liste a son nom au journal, et chaque nom sa liste', () => {
  const dites = new Set([...CAS_USAGE.flatMap(c => c.declaration.montre ?? []), ...listesDites])
  expect([...dites].sort()).toEqual(Object.keys(LISTES).sort())
})

test('chaque critère d’une liste a son mot au journal', () => {
  const demandes = CAS_USAGE.filter(c => c.declaration.montre).flatMap(c => Object.keys(c.declaration.input.shape))
  expect([...new Set(demandes)].sort()).toEqual(Object.keys(CRITERES).sort())
})
