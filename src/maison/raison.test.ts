import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES, ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import { unEssai } from '../essai.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, NOM, unMonde } from './essai-monde.ts'

/**
 * No side door: whatever opens one person's file, or acts on it, asks first why of who sees her only by where she lives. Nothing is to be
 * done there for them, and nothing was done by them.
 */
const essai = unEssai({ vider: false, raison: true })
const db = () => essai.base.territoire('59')
let monde: Monde
beforeAll(async () => {
  monde = await unMonde(essai)
  await sql`update entree set oriente_le = '2025-03-04'`.execute(db())
  await sql`update donnee set conflit = false`.execute(db())
  await sql`update doublon set statut = 'distinctes', decide_le = '2025-03-05' where id = ${monde.doublonId}`.execute(
    db(),
  )
  await sql`delete from import_candidat`.execute(db())
  await sql`delete from echeance where agent_id is null`.execute(db())
})

/** What opens no file, or is itself what there is to decide. */
const SANS_RAISON: Record<string, string> = {
  'POST /personnes/:personneId/raison': 'c’est là qu’elle se dit',
  'PUT /documents/:documentId/contenu': 'la suite d’un document que soi-même a annoncé, ce qui l’a demandée',
  'POST /aujourdhui/export': 'une liste, dont la raison est dite autrement',
  'POST /personnes/recherche/export': 'une liste, dont la raison est dite autrement',
  'POST /pilotage/:indicateur/personnes/export': 'une liste, dont la raison est dite autrement',
}

const roles = NOMS_ROLES.filter(r => ROLES[r].voit === 'dossier' && ROLES[r].relations.includes('secteur'))
test.each(roles)('chaque adresse d’un dossier demande la raison : %s', async role => {
  const ouvertes: string[] = []
  for (const { route, permission } of [...CAS_USAGE, ...DOCUMENTS].map(c => c.declaration)) {
    if (LIGNES[route]?.porte !== 'personne' || route in SANS_RAISON) continue
    if (!autorise({ genre: 'agent', role }, permission)) continue
    // An act done makes her theirs: each is tried by somebody new.
    const agent = await essai.unAgent(role)
    const { status, json, texte } = await agent.brut(route, LIGNES[route]?.entree(monde, agent.id))
    if (status !== 403 || json.code !== 'raison-a-dire') ouvertes.push(`${route} répond ${status} ${json.code ?? ''}`)
    if (texte.includes(NOM)) ouvertes.push(`${route} dit son nom`)
  }
  expect(ouvertes).toEqual([])
})
