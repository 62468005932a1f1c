import { describe, expect, test } from 'vitest'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE } from '../cas-usage.ts'
import { DOCUMENTS } from '../documents-servis.ts'
import type { fichePersonne } from '../dossier/fiche-personne.ts'
import { compter, type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { lireSources } from '../maison/sources.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import type { Input } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { NOMS_PARTIES } from './audit.ts'
import type { chercherPersonne } from './chercher-personne.ts'
import { desLectures } from './essai-audit.ts'
import type { lecteurs } from './lecteurs.ts'
import type { lectures } from './lectures.ts'

const essai = unEssai()
const ouvrir = (agent: Navigateur, personneId: string) =>
  agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })
const lire = async (dpo: Navigateur, filtre: Input<typeof lectures> = {}) =>
  (await dpo.appeler<typeof lectures>('GET /audit/lectures', filtre)).json

test('chaque lecture que le produit garde a son mot au journal', () => {
  const gardees = lireSources('src/**/*.ts').flatMap(({ chemin, texte }) =>
    chemin.includes('.test.') || /\/audit\/(?!lectures-de)/.test(chemin)
      ? []
      : [
          ...texte.matchAll(/await consulter\(\s*ctx,[\s\S]*?'([a-z-]+)',?(?:\s*\w+,?)?\s*\)/g),
          ...texte.matchAll(/lirePartie<[^(]*>\(\s*ctx,\s*\w+,\s*'([a-z-]+)',/g),
        ].map(m => m[1]),
  )
  expect(gardees.length).toBeGreaterThan(10)
  // Lines of exports are kept by the mechanism itself (socle/lectures/consultation.ts).
  expect([...new Set([...gardees, 'audit', 'export'])].sort()).toEqual([...NOMS_PARTIES].sort())
})

describe('le journal dit qui, quand, de qui, quoi', () => {
  test('par son nom, son rôle, sa structure du jour', async () => {
    const structureId = await essai.uneStructure({ nom: 'Maison du Métier' })
    const referent = await essai.unAgent('referent', { structureId, nom: 'ROUET' })
    const dpo = await essai.unAgent('dpo')
    const { id } = await unePersonne(essai, { nom: 'ESSAI-LUE' })
    await desLectures(essai, [
      { agent: referent, role: 'referent', personnes: [id], le: '2025-03-09T10:00:00Z', relation: 'referent' },
    ])
    const { lignes, total, suite, personne } = await lire(dpo)
    expect({ total, suite, personne }).toEqual({ total: 1, suite: null, personne: null })
    expect(lignes[0]).toMatchObject({
      agent: 'Agent ROUET',
      role: 'Référent unique',
      structure: 'Maison du Métier',
      nom: 'ESSAI-LUE',
      quoi: 'Le dossier',
      raison: 'Référent de la personne',
    })
  })

  test.each([
    ['le jour où son rôle finit', '2025-03-09', 'Maison du Métier'],
    ['le lendemain', '2025-03-08', null],
  ])('la structure d’où il lit, %s', async (_, fin, structure) => {
    const structureId = await essai.uneStructure({ nom: 'Maison du Métier' })
    const [referent, dpo] = [await essai.unAgent('referent', { structureId }), await essai.unAgent('dpo')]
    const { id } = await unePersonne(essai)
    await desLectures(essai, [{ agent: referent, role: 'referent', personnes: [id], le: '2025-03-09T10:00:00Z' }])
    const db = essai.base.territoire('59')
    await db.updateTable('habilitation').set({ fin }).where('id', '=', referent.habilitationId).execute()
    expect((await lire(dpo)).lignes.map(l => l.structure)).toEqual([structure])
  })

  test('la page demandée commence après la précédente, même quand mille lectures ont le même instant', async () => {
    const agent = await essai.unAgent('charge-orientation')
    const dpo = await essai.unAgent('dpo')
    const { id } = await unePersonne(essai)
    const role = 'charge-orientation'
    await desLectures(essai, [
      { agent, role, personnes: Array(60).fill(id), le: '2025-03-09T10:00:00Z' },
      { agent, role, personnes: [id], le: '2025-03-09T11:00:00Z' },
      { agent, role, personnes: Array(59).fill(id), le: '2025-03-08T10:00:00Z' },
    ])
    const vues: number[] = []
    let suite: number | null = null
    const tailles: number[] = []
    do {
      const page: Awaited<ReturnType<typeof lire>> = await lire(dpo, suite ? { avant: suite } : {})
      tailles.push(page.lignes.length)
      expect(page.total).toBe(suite ? null : 120)
      vues.push(...page.lignes.map(l => l.id))
      suite = page.suite
    } while (suite)
    expect(tailles).toEqual([25, 25, 25, 25, 20])
    expect(new Set(vues).size).toBe(120)
  })

  test('par agent, par partie lue, par jours de Paris, bornes comprises', async () => {
    const [un, deux] = [await essai.unAgent('charge-orientation'), await essai.unAgent('charge-orientation')]
    const dpo = await essai.unAgent('dpo')
    const { id } = await unePersonne(essai)
    const role = 'charge-orientation'
    await desLectures(essai, [
      // Half past midnight on the 3rd, in Paris.
      { agent: un, role, personnes: [id], le: '2025-03-02T23:30:00Z' },
      { agent: un, role, personnes: [id], le: '2025-03-04T10:00:00Z', quoi: 'nir' },
      { agent: deux, role, personnes: [id], le: '2025-03-04T22:59:59Z' },
    ])
    const nombre = async (filtre: Input<typeof lectures>) => (await lire(dpo, filtre)).total
    expect(await nombre({ agent: un.id })).toBe(2)
    expect(await nombre({ quoi: 'nir' })).toBe(1)
    expect(await nombre({ du: '2025-03-03', au: '2025-03-03' })).toBe(1)
    expect(await nombre({ au: '2025-03-02' })).toBe(0)
    expect(await nombre({ du: '2025-03-04', au: '2025-03-04' })).toBe(2)
    expect(await nombre({ du: '2025-03-05' })).toBe(0)
  })
})

describe('la raison est celle du moment de la lecture', () => {
  test('référent, puis ancien référent, puis rien n’est ouvert : le passé ne change pas', async () => {
    const plateau = await lePlateau(essai)
    const { agent, referent, structureId, personne } = plateau
    const dpo = await essai.unAgent('dpo')
    const suivant = await essai.unAgent('referent', { structureId, nom: 'SUIVANT' })
    await sessionsSansFin(essai)
    await unDiagnostic(agent, personne.id)
    const orientee = await agent.brut(ORIENTER, demande(plateau, { dominante: 'equilibre', motif: 'essai' }))
    expect(orientee.status).toBe(200)
    expect((await ouvrir(referent, personne.id)).status).toBe(200)
    const relais = { id: uuidv7(), personneId: personne.id, referentId: suivant.id }
    expect((await agent.brut('POST /personnes/:personneId/referents', relais)).status).toBe(200)
    essai.now = '2025-03-12T09:00:00Z'
    expect((await ouvrir(referent, personne.id)).status).toBe(200)
    essai.now = '2025-06-12T09:00:00Z'
    expect((await ouvrir(referent, personne.id)).status).toBe(404)
    const { lignes } = await lire(dpo, { agent: referent.id, quoi: 'dossier' })
    expect(lignes.map(l => l.raison)).toEqual([
      'Ancien référent, dans le délai qui lui laisse la lecture',
      'Référent de la personne',
    ])
  })

  test('le secteur, quand la personne y habitait ; tout le territoire, pour qui n’a pas de secteur', async () => {
    const deSecteur = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
    const partout = await essai.unAgent('charge-orientation')
    const dpo = await essai.unAgent('dpo')
    const { id } = await unePersonne(essai, { codeInsee: '59599' })
    await Promise.all([ouvrir(deSecteur, id), ouvrir(partout, id)])
    // She moves: the sector no longer opens her file, and the journal still says what did.
    await essai.base.territoire('59').updateTable('foyer').set({ codeInsee: '59350' }).execute()
    expect((await ouvrir(deSecteur, id)).status).toBe(404)
    const raisons = async (agent: Navigateur) => (await lire(dpo, { agent: agent.id })).lignes.map(l => l.raison)
    expect(await raisons(deSecteur)).toEqual(['La personne habitait son secteur'])
    expect(await raisons(partout)).toEqual(['Son rôle ouvre tout le territoire'])
  })

  test('une lecture d’avant est de raison inconnue : aucune n’est inventée', async () => {
    const referent = await essai.unAgent('referent')
    const dpo = await essai.unAgent('dpo')
    const { id } = await unePersonne(essai)
    await desLectures(essai, [
      { agent: referent, role: 'referent', personnes: [id], le: '2025-03-01T10:00:00Z' },
      { agent: referent, role: 'referent', personnes: [id], le: '2025-03-02T10:00:00Z', relation: 'aucune' },
    ])
    expect((await lire(dpo)).lignes.map(l => l.raison)).toEqual([
      'Aucune relation avec la personne',
      'Relation inconnue aujourd’hui',
    ])
  })
})

describe('le délégué', () => {
  test('trouve une personne par son nom entier et sa date de naissance, et sa recherche est au journal', async () => {
    const dpo = await essai.unAgent('dpo')
    const { id } = await unePersonne(essai, { nom: 'ESSAI-NOUÉE', dateNaissance: '1990-02-03' })
    const chercher = async (nom: string, naissance = '1990-02-03') =>
      (await dpo.appeler<typeof chercherPersonne>('POST /audit/personnes', { nom, naissance })).json.personnes
    expect(await chercher('ESSAI')).toEqual([])
    expect(await chercher('ESSAI-NOUÉE', '1990-02-04')).toEqual([])
    expect(await compter(essai, 'consultation')).toBe(0)
    expect(await chercher('essai nouee')).toEqual([
      { id, nom: 'ESSAI-NOUÉE', prenom: 'CAMILLE', dateNaissance: '1990-02-03', commune: 'TOURCOING' },
    ])
    const { lignes, personne } = await lire(dpo, { personne: id })
    expect(personne?.nom).toBe('ESSAI-NOUÉE')
    expect(lignes.map(l => [l.agentId, l.raison])).toEqual(
      Array(2).fill([dpo.id, 'Contrôle par le délégué à la protection des données']),
    )
  })

  test('lit aussi, sous le nom gardé, ce qui a été lu du dossier réuni', async () => {
    const agent = await essai.unAgent('charge-orientation')
    const dpo = await essai.unAgent('dpo')
    const [garde, absorbe] = [await unePersonne(essai), await unePersonne(essai)]
    await desLectures(essai, [
      { agent, role: 'charge-orientation', personnes: [garde.id, absorbe.id], le: '2025-03-01T10:00:00Z' },
    ])
    await essai.base
      .territoire('59')
      .updateTable('personne')
      .set({ fusionneeDans: garde.id })
      .where('id', '=', absorbe.id)
      .execute()
    expect((await lire(dpo, { personne: garde.id, quoi: 'dossier' })).total).toBe(2)
  })

  test('d’une personne inconnue, dit qu’elle n’est pas là', async () => {
    const dpo = await essai.unAgent('dpo')
    const { status, json } = await dpo.brut('GET /audit/lectures', { personne: uuidv7() })
    expect([status, json.code]).toEqual([404, 'personne-inconnue'])
    const sortie = await dpo.brut('POST /audit/lectures/export', { personne: uuidv7(), motif: 'controle' })
    expect([sortie.status, sortie.json.code]).toEqual([404, 'personne-inconnue'])
  })

  test('choisit parmi tous les agents, ceux qui sont partis compris', async () => {
    const dpo = await essai.unAgent('dpo', { nom: 'AUNE' })
    const parti = await essai.unAgent('referent', { nom: 'BOBINE' })
    await essai.base
      .territoire('59')
      .updateTable('agent')
      .set({ desactiveLe: '2025-01-01' })
      .where('id', '=', parti.id)
      .execute()
    const { agents } = (await dpo.appeler<typeof lecteurs>('GET /audit/lecteurs', {})).json
    expect(agents.map(a => a.nom)).toEqual(['Agent AUNE', 'Agent BOBINE'])
  })

  test('n’ouvre rien d’autre que le journal, et personne d’autre ne l’ouvre', () => {
    const routes = [...CAS_USAGE, ...DOCUMENTS].map(c => c.declaration)
    const duJournal = routes.filter(d => ['lecture.auditer', 'export.journal'].includes(d.permission)).map(d => d.route)
    expect(duJournal.length).toBeGreaterThan(5)
    expect(duJournal).toEqual(routes.map(d => d.route).filter(r => r.includes(' /audit/')))
  })

  test('a 403 à la fiche d’une personne, les autres rôles à chaque adresse du journal', async () => {
    const dpo = await essai.unAgent('dpo')
    const { id } = await unePersonne(essai)
    expect((await ouvrir(dpo, id)).status).toBe(403)
    for (const role of NOMS_ROLES.filter(r => r !== 'dpo')) {
      const agent = await essai.unAgent(role)
      expect([role, (await agent.brut('GET /audit/lectures')).status]).toEqual([role, 403])
    }
  })
})
