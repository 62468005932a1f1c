import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { unEssai } from '../essai.ts'
import { retenirEtat } from '../essai-etat.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, unMonde } from './essai-monde.ts'

const essai = unEssai({ vider: false })
let monde: Monde
let revenir: () => Promise<void>
beforeAll(async () => {
  monde = await unMonde(essai)
  revenir = await retenirEtat(essai.url)
})

test('un caractère nul est refusé, où qu’il soit, et ne compte pas comme une panne', async () => {
  const { archiveId, dedans } = monde
  const { administrateur, accueil, dpo } = dedans
  const reponses = [
    await administrateur.brut('GET /historique/:objet/:objetId', { objet: 'agent', objetId: 'a\0b' }),
    await administrateur.brut('POST /archives/recherche', { q: 'ab\0cd' }),
    await administrateur.brut('POST /archives/:archiveId/sortie', { archiveId, motif: 'Elle est revenue\0 ce matin' }),
    await accueil.brut('POST /accueil/recherche', { q: 'ab\0cd' }),
    await dpo.brut('POST /audit/personnes', { nom: 'ab\0cd', naissance: '1985-04-12' }),
  ]
  expect(reponses.map(r => [r.status, r.json.code])).toEqual(reponses.map(() => [400, 'caractere-nul']))
  const moitie = await administrateur.brut('POST /archives/recherche', { q: 'ab\ud83dcd' })
  expect([moitie.status, moitie.json.code]).toEqual([400, 'caractere-coupe'])
})

test('une recherche sans lettre ne montre pas les archives', async () => {
  expect((await monde.dedans.administrateur.brut('POST /archives/recherche', { q: '--' })).json).toEqual({
    archives: [],
    tronque: false,
  })
})

/** Turned around, isolated, of no width, of nobody: in the middle and at the end of whatever is written. */
const piege = (texte: string) => `${texte.slice(0, 1)}\u202e\u200b${texte.slice(1)}\u2066\ue000`
const piegee = (valeur: unknown): unknown => {
  if (typeof valeur === 'string') return piege(valeur)
  if (typeof valeur !== 'object' || valeur === null || Buffer.isBuffer(valeur)) return valeur
  if (Array.isArray(valeur)) return valeur.map(piegee)
  return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [cle, piegee(v)]))
}
/** The tables of the territory where one of them is kept, asked all at once. */
async function chercheurs(): Promise<() => Promise<string[]>> {
  const db = essai.base.territoire('59')
  const { rows: tables } = await sql<{ nom: string }>`
    select relname as nom from pg_class where relnamespace = 't_59'::regnamespace and relkind = 'r'`.execute(db)
  const prises = tables.map(
    ({ nom }) =>
      sql`select ${nom}::text as nom where exists (select from ${sql.table(nom)} t where t::text ~ ${'[\u202e\u200b\u2066\ue000]'})`,
  )
  const question = sql<{ nom: string }>`${sql.join(prises, sql` union all `)}`
  return async () => (await question.execute(db)).rows.map(r => r.nom)
}

test('ce qu’aucun œil ne voit n’est gardé d’aucune commande, qui fait ce qu’elle aurait fait', {
  timeout: 240_000,
}, async () => {
  const fautes: unknown[] = []
  const gardees = await chercheurs()
  for (const { route, permission } of [...CAS_USAGE, ...DOCUMENTS].map(u => u.declaration)) {
    const role = NOMS_ROLES.find(r => autorise({ genre: 'agent', role: r }, permission))
    const ligne = LIGNES[route]
    if (!role || !ligne || route.startsWith('GET ')) continue
    const agent = monde.dedans[role]
    const { status, json } = await agent.brut(route, piegee(ligne.entree(monde, agent.id)) as Record<string, unknown>)
    if (status !== (ligne.statut ?? 200)) fautes.push({ route, status, code: json.code })
    for (const table of await gardees()) fautes.push({ route, table })
    await revenir()
  }
  expect(fautes).toEqual([])
})

test('un nom où rien ne se lit n’en est pas un', async () => {
  const { administrateur } = monde.dedans
  for (const nom of ['\u202e', '\u200b\u200b', '\u3164', '\ue000', '\u2800\u2066', ' \u00ad\ufeff ']) {
    const entree = LIGNES['POST /structures']?.entree(monde, administrateur.id)
    const { status, json } = await administrateur.brut('POST /structures', { ...entree, nom })
    expect({ nom, status, champ: (json.champs as { champ: string }[])[0]?.champ }).toEqual({
      nom,
      status: 400,
      champ: 'nom',
    })
  }
})

test('une demande aux cent mille niveaux est refusée, sans panne', async () => {
  const profonde = `{"q":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  const { status } = await monde.dedans.accueil.brut('POST /accueil/recherche', JSON.parse(profonde))
  expect(status).toBe(400)
})
