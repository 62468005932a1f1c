import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { unSuiviDans } from '../accompagnement/essai-suivi.ts'
import { ouvrirSession } from '../agent/session/sessions-ouvertes.queries.ts'
import { avisDe, lignesDe, nonLusDe } from '../avis/essai-avis.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { sonner, travaillerUneFois } from '../essai-travaux.ts'
import { uneEquipe } from '../offre/equipes/essai-equipes.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { clore } from '../socle/auth/texte.ts'
import { COOKIE } from '../socle/http/routes-http.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { aConfier } from './essai-confier.ts'
import { rappelerEcheances } from './rappeler-echeances.job.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

/** The clock comes round on this day, on the real queue. */
async function passer(jour: string): Promise<void> {
  essai.now = `${jour}T05:00:00Z`
  await sonner(essai, rappelerEcheances)
  expect(await travaillerUneFois(essai, [rappelerEcheances])).toEqual([])
}

async function uneEquipeAuTravail() {
  const structureId = await essai.uneStructure()
  const equipeId = await uneEquipe(essai, structureId)
  const marc = await essai.unAgent('referent', { structureId, equipeId, nom: 'ROUET' })
  const awa = await essai.unAgent('referent', { structureId, equipeId, nom: 'NAVETTE' })
  const ines = await essai.unAgent('responsable-equipe', { structureId, equipeId, nom: 'FILEUSE' })
  await sessionsSansFin(essai)
  return { structureId, equipeId, marc, awa, ines }
}
type Tenu = { id?: string; structureId?: string; equipeId?: string; fin?: string }
/** A role that they hold beside theirs, or held until a day. */
const aussi = (agent: Navigateur, role: string, tenu: Tenu) =>
  db()
    .insertInto('habilitation')
    .values({ id: uuidv7(), agentId: agent.id, role, ...tenu, debut: '2024-01-01', depuis: '2024-01-01T00:00:00Z' })
    .execute()
/** Designated on 3 March, not met: a first contact is due by the 10th. */
const nouvelle = (qui: Navigateur, nom: string) => unSuiviDans(essai, qui, { nom, debut: '2025-03-03' })
/** Met on 3 February after three months of « emploi »: the bilan was due on 3 March. */
const sansBilan = (qui: Navigateur, nom: string) =>
  unSuiviDans(essai, qui, {
    nom,
    debut: '2024-12-03',
    rendezVous: [['2025-03-05T10:00:00Z', 'present']],
  })

describe('le rappel', () => {
  test('arrive trois jours avant le terme, une seule fois', async () => {
    const { marc } = await uneEquipeAuTravail()
    await nouvelle(marc, 'ESSAI-PREMIERE')
    await passer('2025-03-06')
    expect(await avisDe(marc)).toEqual([])
    await passer('2025-03-07')
    const dit = 'Camille ESSAI-PREMIERE · Prendre le premier contact · Au plus tard le 10 mars'
    expect(await avisDe(marc)).toEqual([dit])
    await passer('2025-03-07')
    await passer('2025-03-08')
    expect(await avisDe(marc)).toEqual([dit])
    essai.now = '2025-03-10T08:00:00Z'
    expect((await avisDe(marc))[0]).toMatch(/Au plus tard le 10 mars$/)
    essai.now = '2025-03-11T08:00:00Z'
    expect((await avisDe(marc))[0]).toMatch(/En retard : c’était au plus tard le 10 mars$/)
  })

  test('ne dit rien de ce qu’un rendez-vous couvre, ni de ce qui est remis à plus tard', async () => {
    const { marc } = await uneEquipeAuTravail()
    const [vue, remise] = [await nouvelle(marc, 'ESSAI-PREVUE'), await nouvelle(marc, 'ESSAI-REMISE')]
    essai.now = '2025-03-06T09:00:00Z'
    expect((await prendre(marc, vue, { debut: '2025-03-20T10:00' })).status).toBe(200)
    await sql`update echeance set reportee_jusquau = '2025-03-12',
      reportee_motif = ${clore('59', 'Hospitalisée')} where personne_id = ${remise}`.execute(db())
    await passer('2025-03-09')
    expect(await avisDe(marc)).toEqual([])
    await passer('2025-03-12')
    expect(await avisDe(marc)).toEqual([])
    await passer('2025-03-13')
    expect((await avisDe(marc)).map(l => l.split(' · ')[0])).toEqual(['Camille ESSAI-REMISE'])
  })

  test('va au collègue à qui c’est confié', async () => {
    const { marc, awa } = await uneEquipeAuTravail()
    const id = await unSuiviDans(essai, marc, { nom: 'ESSAI-CONFIEE', debut: '2025-03-03', coReferentId: awa.id })
    essai.now = '2025-03-06T09:00:00Z'
    await (await aConfier(essai, id)).confier(marc, awa.id)
    const confie = 'Camille ESSAI-CONFIEE · On vous confie : prendre le premier contact'
    expect(await avisDe(awa)).toEqual([confie])
    await passer('2025-03-08')
    expect(await avisDe(awa)).toEqual([
      'Camille ESSAI-CONFIEE · Prendre le premier contact · Au plus tard le 10 mars',
      confie,
    ])
    expect(await nonLusDe(marc)).toBe(0)
  })

  test('s’en va quand un autre s’en charge, quand un rendez-vous y répond, quand c’est fait', async () => {
    const { marc, awa } = await uneEquipeAuTravail()
    const vue: [string, string] = ['2025-02-08T10:00:00Z', 'present']
    const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-VUE', debut: '2025-02-01', rendezVous: [vue] })
    await passer('2025-03-08')
    const dit = ['Camille ESSAI-VUE · Reprendre contact · Au plus tard le 10 mars']
    expect(await avisDe(marc)).toEqual(dit)
    const changer = (quoi: object) => db().updateTable('echeance').set(quoi).where('genre', '=', 'contact').execute()
    for (const [quoi, rien] of [
      [{ confieeA: awa.id }, { confieeA: null }],
      [{ prevuLe: '2025-03-11' }, { prevuLe: null }],
    ] as const) {
      await changer(quoi)
      expect([quoi, await avisDe(marc)]).toEqual([quoi, []])
      await changer(rien)
      expect(await avisDe(marc)).toEqual(dit)
    }
    const contact = { id: uuidv7(), personneId, le: '2025-03-08', moyen: 'telephone' }
    expect((await marc.brut('POST /personnes/:personneId/contacts', contact)).status).toBe(200)
    expect(await avisDe(marc)).toEqual([])
  })

  test('groupe en une ligne ce qui vient le même jour', async () => {
    const { marc } = await uneEquipeAuTravail()
    for (const nom of ['ESSAI-A', 'ESSAI-B', 'ESSAI-C', 'ESSAI-D']) await nouvelle(marc, nom)
    await passer('2025-03-08')
    expect(await avisDe(marc)).toEqual([
      expect.stringMatching(/^4 échéances arrivent à leur terme · Camille ESSAI-\w, .+ et 1 autre$/),
    ])
    expect([await nonLusDe(marc), (await lignesDe(marc)).lignes[0]?.vers]).toEqual([1, '/aujourdhui'])
  })

  test('d’une horloge qui repart est dit de nouveau', async () => {
    const { marc } = await uneEquipeAuTravail()
    const id = await nouvelle(marc, 'ESSAI-REPART')
    await passer('2025-03-08')
    essai.now = '2025-03-10T08:00:00Z'
    const { json } = await prendre(marc, id, { debut: '2025-03-10T10:30', objet: 'suivi' })
    essai.now = '2025-03-10T11:00:00Z'
    await marc.brut('PUT /rendez-vous/:rendezVousId/issue', { rendezVousId: json.id, issue: 'present' })
    await passer('2025-04-07')
    expect((await avisDe(marc))[0]).toBe('Camille ESSAI-REPART · Reprendre contact · Au plus tard le 9 avril')
  })
})

describe('le retard remonte au responsable', () => {
  test('une fois, en une ligne, avec combien de qui, vers le portefeuille filtré', async () => {
    const { marc, awa, ines } = await uneEquipeAuTravail()
    for (const nom of ['ESSAI-A', 'ESSAI-B', 'ESSAI-C']) await sansBilan(marc, nom)
    await sansBilan(awa, 'ESSAI-D')
    await passer('2025-03-10')
    expect(await avisDe(ines)).toEqual([])
    await passer('2025-03-11')
    const dit = '4 bilans en retard de plus d’une semaine · 3 de Agent ROUET et 1 de Agent NAVETTE'
    expect(await avisDe(ines)).toEqual([dit])
    expect((await lignesDe(ines)).lignes[0]?.vers).toBe('/portefeuille?urgence=bilan-depasse')
    // Under another role of hers, which leads nobody, nothing is told.
    const pilote = uuidv7()
    await aussi(ines, 'pilote', { id: pilote })
    const cookie = `${COOKIE}=${await ouvrirSession(essai.base, essai.now, ines.id, '59', pilote)}`
    expect((await ines.brut('GET /avis/non-lus', {}, { cookie })).json.nonLus).toBe(0)
    await passer('2025-03-11')
    await passer('2025-03-12')
    expect(await avisDe(ines)).toEqual([dit])
  })

  test('seulement pour son équipe ; à personne, tant que personne ne mène', async () => {
    const { structureId, equipeId, marc, ines } = await uneEquipeAuTravail()
    const isole = await essai.unAgent('referent', { structureId, nom: 'ISOLE' })
    await aussi(isole, 'referent', { structureId, equipeId, fin: '2025-03-10' })
    const parti = await essai.unAgent('pilote', { nom: 'PARTI' })
    await aussi(parti, 'responsable-equipe', { structureId, fin: '2025-03-11' })
    await essai.unAgent('responsable-equipe', { nom: 'AILLEURS' })
    await sansBilan(isole, 'ESSAI-SEULE')
    await passer('2025-03-11')
    expect([await nonLusDe(ines), await nonLusDe(marc)]).toEqual([0, 0])
    const chef = await essai.unAgent('responsable-equipe', { structureId, nom: 'CARDEUSE' })
    await sessionsSansFin(essai)
    await passer('2025-03-12')
    expect(await avisDe(chef)).toEqual(['1 bilan en retard de plus d’une semaine · Agent ISOLE'])
    expect((await lignesDe(chef)).lignes[0]?.vers).toBe(`/portefeuille?urgence=bilan-depasse&referentId=${isole.id}`)
  })

  test('de qui mène et suit aussi, à qui mène avec lui, jamais à lui-même', async () => {
    const { structureId, equipeId, marc, ines } = await uneEquipeAuTravail()
    await aussi(ines, 'referent', { structureId, equipeId })
    const chef = await essai.unAgent('responsable-equipe', { structureId, nom: 'CARDEUSE' })
    await sessionsSansFin(essai)
    await sansBilan(ines, 'ESSAI-SIENNE')
    for (const nom of ['ESSAI-A', 'ESSAI-B']) await sansBilan(marc, nom)
    await passer('2025-03-11')
    expect(await avisDe(ines)).toEqual([
      '2 bilans en retard de plus d’une semaine · Agent ROUET',
      'Camille ESSAI-SIENNE · Faire le bilan · En retard : c’était au plus tard le 3 mars',
    ])
    expect(await avisDe(chef)).toEqual([
      '3 bilans en retard de plus d’une semaine · 2 de Agent ROUET et 1 de Agent FILEUSE',
    ])
  })

  test('pas de ce qui est remis à plus tard tant que ce l’est, ni de ce qu’un rendez-vous couvre', async () => {
    const { marc, ines } = await uneEquipeAuTravail()
    const [remise, prevue] = [await sansBilan(marc, 'ESSAI-REMISE'), await sansBilan(marc, 'ESSAI-PREVUE')]
    essai.now = '2025-03-06T09:00:00Z'
    expect((await prendre(marc, prevue, { debut: '2025-03-20T10:00', objet: 'bilan' })).status).toBe(200)
    await sql`update echeance set reportee_jusquau = '2025-03-12', reportee_motif = ${clore('59', 'Hospitalisée')}
      where personne_id = ${remise} and genre = 'bilan'`.execute(db())
    await passer('2025-03-12')
    expect(await avisDe(ines)).toEqual([])
    await passer('2025-03-13')
    expect(await avisDe(ines)).toEqual(['1 bilan en retard de plus d’une semaine · Agent ROUET'])
  })

  test('d’une horloge qui repart, de nouveau', async () => {
    const { marc, ines } = await uneEquipeAuTravail()
    const vue: [string, string] = ['2025-02-01T10:00:00Z', 'present']
    const personneId = await unSuiviDans(essai, marc, { nom: 'ESSAI-REPART', debut: '2025-02-01', rendezVous: [vue] })
    const dit = '1 contact à reprendre en retard de plus d’une semaine · Agent ROUET'
    await passer('2025-03-11')
    expect(await avisDe(ines)).toEqual([dit])
    essai.now = '2025-03-12T08:00:00Z'
    const contact = { id: uuidv7(), personneId, le: '2025-03-12', moyen: 'telephone' }
    expect((await marc.brut('POST /personnes/:personneId/contacts', contact)).status).toBe(200)
    await passer('2025-04-18')
    expect(await avisDe(ines)).toEqual([dit])
    await passer('2025-04-19')
    expect(await avisDe(ines)).toEqual([dit, dit])
  })
})
