import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { unSuiviDans } from './accompagnement/essai-suivi.ts'
import type { session as routeSession } from './agent/session/session.ts'
import type { lectures } from './audit/lectures.ts'
import { avisDe } from './avis/essai-avis.ts'
import { texte } from './courrier/essai-pdf.ts'
import { rappelerEcheances } from './echeance/rappeler-echeances.job.ts'
import { unEssai } from './essai.ts'
import { unePersonne } from './essai-personnes.ts'
import { sessionsSansFin } from './essai-sessions.ts'
import { sonner, travaillerUneFois } from './essai-travaux.ts'
import { unDiagnostic } from './orientation/essai-orientation.ts'
import type { orienter } from './orientation/orienter.ts'
import type { agenda } from './rendez-vous/agenda.ts'
import type { creneaux } from './rendez-vous/creneaux.ts'
import { prendre } from './rendez-vous/essai-rendez-vous.ts'
import { relire } from './socle/export/essai-export.ts'
import type { PublicRoute } from './socle/route.ts'
import type { UseCase } from './socle/use-case.ts'
import { uuidv7 } from './socle/uuid.ts'
import { fuseauDe } from './territoire/fuseau.ts'

type Cas<P> = P extends PublicRoute<infer R, infer I, infer O> ? UseCase<R, I, O> : never

/** In each, an instant at which the day isn't that of Paris, and its day in both; then 9 am of 13 March there. */
describe.each([
  ['971', '2025-03-11T03:00:00Z', '2025-03-10', '2025-03-11', '2025-03-13T13:00:00Z'],
  ['987', '2025-03-11T03:00:00Z', '2025-03-10', '2025-03-11', '2025-03-13T19:00:00Z'],
  ['976', '2025-03-10T22:00:00Z', '2025-03-11', '2025-03-10', '2025-03-13T06:00:00Z'],
  ['974', '2025-03-10T22:00:00Z', '2025-03-11', '2025-03-10', '2025-03-13T05:00:00Z'],
  ['988', '2025-03-10T22:00:00Z', '2025-03-11', '2025-03-10', '2025-03-12T22:00:00Z'],
])('un territoire vit à son heure : %s', (code, instant, ici, aParis, neufHeures) => {
  const fuseau = fuseauDe(code)
  const essai = unEssai({ fuseau })

  test('ses créneaux, ses rendez-vous, ses lettres et ses exports sont à son heure', async () => {
    essai.now = instant
    const moi = await essai.unAgent('referent')
    const libres = await moi.appeler<typeof creneaux>('GET /creneaux', {})
    expect(libres.json.aujourdhui).toBe(ici)
    expect(libres.json.creneaux[0]?.debut.slice(11)).toBe('09:00')
    const personneId = await unSuiviDans(essai, moi, { nom: 'ESSAI-LOINTAINE', debut: '2025-02-01' })
    const pris = await prendre(moi, personneId, { debut: '2025-03-13T09:00', convocation: 'courrier' })
    expect(pris.json.debut).toBe(neufHeures)
    const lu = await moi.appeler<typeof agenda>('GET /rendez-vous', { du: '2025-03-13' })
    expect(lu.json.rendezVous.map(r => [r.local, r.commence])).toEqual([['2025-03-13T09:00', false]])
    const { rows } = await sql<{ id: string }>`select id from courrier`.execute(essai.ctx().db)
    const lettre = await moi.brut('GET /courriers/:courrierId/pdf', { courrierId: rows[0]?.id })
    expect(texte(lettre.brut).replace(/\s+/g, ' ')).toContain('jeudi 13 mars 2025 à 9 h')
    const { json: fil } = await moi.brut('GET /personnes/:personneId/evenements', { personneId })
    expect(JSON.stringify(fil).replaceAll('\u00a0', ' ')).toContain('le 13 mars à 9 h')
    const sorti = await moi.brut('POST /portefeuille/export', { motif: 'suivi', format: 'csv' })
    const [titres = [], ligne = []] = await relire(sorti.brut)
    expect(ligne[titres.indexOf('Prochain rendez-vous')]).toBe('2025-03-13 09:00:00')
    expect(String(sorti.entetes['content-disposition'])).toContain(`_${ici}_`)
  })

  test('un délai finit à minuit, là-bas ; le rappel le sait', async () => {
    essai.now = '2025-03-09T12:00:00Z'
    const moi = await essai.unAgent('referent')
    // Designated on the 3rd: a first contact is due by the 10th.
    await unSuiviDans(essai, moi, { nom: 'ESSAI-PREMIERE', debut: '2025-03-03' })
    await sessionsSansFin(essai)
    await sonner(essai, rappelerEcheances)
    expect(await travaillerUneFois(essai, [rappelerEcheances])).toEqual([])
    essai.now = instant
    expect(await avisDe(moi)).toEqual([
      expect.stringMatching(ici > '2025-03-10' ? /En retard/ : /Au plus tard aujourd’hui|Au plus tard le 10 mars/),
    ])
  })

  test('une décision, sa lettre et le dossier sont de leur jour', async () => {
    essai.now = instant
    const moi = await essai.unAgent('charge-orientation')
    const structureId = await essai.uneStructure()
    const { id: personneId } = await unePersonne(essai)
    await unDiagnostic(moi, personneId, {})
    const { json } = await moi.appeler<typeof orienter>('POST /personnes/:personneId/orientations', {
      id: uuidv7(),
      personneId,
      dominante: 'emploi',
      structureId,
      referentId: null,
      motif: null,
      notification: { mode: 'courrier' },
    })
    const lettre = texte((await moi.brut('GET /courriers/:courrierId/pdf', { courrierId: json.courrierId })).brut)
    const [dit, jamais] = [ici, aParis].map(j => `${Number(j.slice(8))} mars 2025`)
    expect(lettre.replace(/\s+/g, ' ')).toContain(dit)
    expect(lettre.replace(/\s+/g, ' ')).not.toContain(jamais)
    const { debut } = await essai.base
      .territoire('59')
      .selectFrom('orientation')
      .select('debut')
      .executeTakeFirstOrThrow()
    expect(debut).toBe(ici)
  })

  test('une lecture est du jour où elle a été faite là-bas ; la session dit le fuseau aux écrans', async () => {
    essai.now = instant
    const [moi, dpo] = [await essai.unAgent('charge-orientation'), await essai.unAgent('dpo')]
    const { id } = await unePersonne(essai)
    await moi.brut('GET /personnes/:personneId', { personneId: id })
    const du = async (jour: string) =>
      (await dpo.appeler<typeof lectures>('GET /audit/lectures', { du: jour, au: jour })).json.lignes.length
    expect([await du(ici), await du(aParis)]).toEqual([1, 0])
    const { json } = await moi.appeler<Cas<typeof routeSession>>('GET /session', {})
    expect(json.territoire.fuseau).toBe(fuseau)
  })
})
