import { describe, expect, test } from 'vitest'
import { compter, type Essai, type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { conclureRendezVous } from './conclure-rendez-vous.ts'
import type { deplacerRendezVous } from './deplacer-rendez-vous.ts'
import { prendre } from './essai-rendez-vous.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()

/** Moves the clock; sessions opened before stay open. */
async function avancer(now: string) {
  await sessionsSansFin(essai)
  essai.now = now
}

const conclure = (agent: Navigateur, rendezVousId: string, issue: unknown, suite: Record<string, unknown> = {}) =>
  agent.appeler<typeof conclureRendezVous>('PUT /rendez-vous/:rendezVousId/issue', {
    rendezVousId,
    issue: issue as 'present',
    ...suite,
  })
const fil = async (e: Essai, personneId: string) =>
  e.base
    .territoire('59')
    .selectFrom('evenement')
    .select(['type', 'avant', 'apres'])
    .where('personneId', '=', personneId)
    .orderBy('id')
    .execute()

describe('prendre un rendez-vous', () => {
  test('le rendez-vous est pris à l’heure de Paris, inscrit au fil, et la lettre de convocation est éditée', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const { id } = await unePersonne(essai, { entreeRecueLe: '2025-03-03' })
    const reponse = await prendre(awa, id, { lieu: '12 rue Exemple à Tourcoing' })
    expect(reponse.status).toBe(200)
    expect(reponse.json).toMatchObject({
      personneId: id,
      debut: '2025-03-12T08:30:00Z',
      dureeMinutes: 45,
      convocation: 'courrier',
      convoqueLe: '2025-03-10',
      issue: null,
    })
    const evenements = await fil(essai, id)
    expect(evenements.map(e => e.type)).toEqual(['rendez-vous-pris', 'courrier'])
    expect(evenements[0]?.apres).toMatchObject({ agent: 'Agent ESSAI', debut: '2025-03-12T08:30:00Z' })
    expect(await compter(essai, 'courrier')).toBe(1)
  })

  test('la même demande envoyée deux fois ne prend qu’un rendez-vous', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const { id } = await unePersonne(essai)
    const rdv = uuidv7()
    const premiere = await prendre(awa, id, { id: rdv })
    const seconde = await prendre(awa, id, { id: rdv })
    expect(seconde.status).toBe(200)
    expect(Date.parse(seconde.json.debut)).toBe(Date.parse(premiere.json.debut))
    expect(await compter(essai, 'rendezVous')).toBe(1)
    expect((await fil(essai, id)).length).toBe(2)
  })

  test('l’identifiant d’un rendez-vous d’une autre personne est refusé', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const [une, autre] = [await unePersonne(essai), await unePersonne(essai)]
    const { json } = await prendre(awa, une.id)
    expect((await prendre(awa, autre.id, { id: json.id })).json).toMatchObject({ code: 'identifiant-pris' })
  })

  test.each([
    ['dans le passé', { debut: '2025-03-10T09:59' }, 'rendez-vous-passe', 'debut'],
    ['avant 7 h', { debut: '2025-03-12T06:45' }, 'hors-horaires', 'debut'],
    ['finissant après 20 h', { debut: '2025-03-12T19:30' }, 'hors-horaires', 'debut'],
    ['par SMS sans accord', { convocation: 'sms' }, 'sms-sans-accord', 'convocation'],
    ['par courriel sans accord', { convocation: 'courriel' }, 'courriel-sans-accord', 'convocation'],
    ['avec un agent inconnu', { agentId: '0195c0de-0000-7000-8000-000000000000' }, 'agent-indisponible', 'agentId'],
  ])('%s : refusé, sous le champ en cause', async (_, demande, code, champ) => {
    const awa = await essai.unAgent('charge-orientation')
    const { id } = await unePersonne(essai)
    const reponse = await prendre(awa, id, demande)
    expect(reponse.json).toMatchObject({ status: 409, code, champs: [{ champ }] })
    expect(await compter(essai, 'rendezVous')).toBe(0)
  })

  test('avec l’accord de la personne, le SMS est permis et aucune lettre n’est éditée', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const { id } = await unePersonne(essai, { telephone: '0639980001' })
    expect((await prendre(awa, id, { convocation: 'sms' })).status).toBe(200)
    expect(await compter(essai, 'courrier')).toBe(0)
  })

  test('un agent n’a pas deux rendez-vous à la fois, même d’un quart d’heure ; une séance collective les réunit', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const [a, b, c, d] = await Promise.all([1, 2, 3, 4].map(() => unePersonne(essai)))
    await prendre(awa, a!.id)
    expect((await prendre(awa, b!.id, { debut: '2025-03-12T10:00' })).json).toMatchObject({ code: 'agent-occupe' })
    expect((await prendre(awa, b!.id, { debut: '2025-03-12T10:15', modalite: 'collectif' })).status).toBe(200)
    expect((await prendre(awa, c!.id, { debut: '2025-03-12T10:15', modalite: 'collectif' })).status).toBe(200)
    expect((await prendre(awa, d!.id, { debut: '2025-03-12T10:15' })).json).toMatchObject({ code: 'agent-occupe' })
  })

  test('deux demandes au même instant pour le même créneau : une seule passe', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const [a, b] = [await unePersonne(essai), await unePersonne(essai)]
    const reponses = await Promise.all([prendre(awa, a.id), prendre(awa, b.id)])
    expect(reponses.map(r => r.status).sort()).toEqual([200, 409])
  })

  test('une personne n’a pas deux rendez-vous le même jour, sauf si le premier est annulé', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const { id } = await unePersonne(essai)
    const { json } = await prendre(awa, id)
    expect((await prendre(awa, id, { debut: '2025-03-12T15:00' })).json).toMatchObject({ code: 'deja-ce-jour' })
    await conclure(awa, json.id, 'annule-service')
    expect((await prendre(awa, id, { debut: '2025-03-12T15:00' })).status).toBe(200)
  })

  test('hors du secteur, la personne n’existe pas ; un pilote ne prend pas de rendez-vous', async () => {
    const { id } = await unePersonne(essai, { codeInsee: '59599' })
    const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
    expect((await prendre(ailleurs, id)).status).toBe(404)
    const referent = await essai.unAgent('referent')
    expect((await prendre(referent, id)).status).toBe(404)
    const pilote = await essai.unAgent('pilote')
    expect((await prendre(pilote, id)).status).toBe(403)
  })
})

describe('l’issue d’un rendez-vous', () => {
  async function unRendezVous(debut = '2025-03-12T09:30') {
    const awa = await essai.unAgent('charge-orientation')
    const { id: personneId } = await unePersonne(essai)
    const { json } = await prendre(awa, personneId, { debut })
    return { awa, personneId, id: json.id }
  }

  test.each(['present', 'absent', 'absent-excuse'])('« %s » se note à partir de l’heure, pas avant', async issue => {
    const { awa, id, personneId } = await unRendezVous()
    expect((await conclure(awa, id, issue)).json).toMatchObject({ code: 'avant-l-heure' })
    await avancer('2025-03-12T08:31:00Z')
    expect((await conclure(awa, id, issue)).json.rendezVous).toMatchObject({ id, issue })
    const dernier = (await fil(essai, personneId)).at(-1)
    expect(dernier).toMatchObject({
      type: 'rendez-vous-issue',
      avant: { issue: null },
      apres: { rendezVousId: id, issue },
    })
  })

  test('notée deux fois, elle ne s’inscrit qu’une fois ; corrigée, le fil garde les deux ; retirée, elle redevient à noter', async () => {
    const { awa, id, personneId } = await unRendezVous()
    await avancer('2025-03-12T09:00:00Z')
    await conclure(awa, id, 'absent')
    await conclure(awa, id, 'absent')
    await conclure(awa, id, 'present')
    const { json } = await conclure(awa, id, null)
    expect(json.rendezVous.issue).toBeNull()
    const issues = (await fil(essai, personneId)).filter(e => e.type === 'rendez-vous-issue')
    expect(issues.map(e => [e.avant, (e.apres as { issue: string }).issue])).toEqual([
      [{ issue: null }, 'absent'],
      [{ issue: 'absent' }, 'present'],
      [{ issue: 'present' }, null],
    ])
  })

  test('« reporté » demande une nouvelle date et prend le nouveau rendez-vous', async () => {
    const { awa, id, personneId } = await unRendezVous()
    expect((await conclure(awa, id, 'reporte')).json).toMatchObject({ code: 'nouvelle-date-requise' })
    const report = { nouveauId: uuidv7(), debut: '2025-03-13T14:00' }
    const { json } = await conclure(awa, id, 'reporte', { report })
    expect(json.rendezVous.issue).toBe('reporte')
    expect(json.nouveau).toMatchObject({ id: report.nouveauId, debut: '2025-03-13T13:00:00Z', issue: null })
    const rejoue = await conclure(awa, id, 'reporte', { report })
    expect(rejoue.json.nouveau?.id).toBe(report.nouveauId)
    expect(await compter(essai, 'rendezVous')).toBe(2)
    expect((await fil(essai, personneId)).at(-2)?.apres).toMatchObject({ remplace: id })
    expect((await conclure(awa, id, 'annule-service')).json).toMatchObject({ code: 'deja-reporte' })
  })

  test('déplacer le jour même ne gêne pas ; les règles d’un rendez-vous valent pour le nouveau', async () => {
    const { awa, id } = await unRendezVous()
    const deplacer = (debut: string) =>
      awa.appeler<typeof deplacerRendezVous>('POST /rendez-vous/:rendezVousId/report', {
        rendezVousId: id,
        nouveauId: uuidv7(),
        debut,
      })
    expect((await deplacer('2025-03-10T08:00')).json).toMatchObject({ code: 'rendez-vous-passe' })
    expect((await deplacer('2025-03-12T09:45')).status).toBe(200)
    expect((await deplacer('2025-03-14T09:45')).json).toMatchObject({ code: 'deja-conclu' })
  })

  test('déplacer garde la façon et le lieu, ou les change si on le demande', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const { id: personneId } = await unePersonne(essai)
    const { json: pris } = await prendre(awa, personneId, { modalite: 'telephone', lieu: '12 rue Exemple' })
    const deplacer = (rendezVousId: string, debut: string, suite: { modalite?: 'individuel' } = {}) =>
      awa.appeler<typeof deplacerRendezVous>('POST /rendez-vous/:rendezVousId/report', {
        rendezVousId,
        nouveauId: uuidv7(),
        debut,
        ...suite,
      })
    const { json: garde } = await deplacer(pris.id, '2025-03-13T09:30')
    expect(garde).toMatchObject({ modalite: 'telephone', lieu: '12 rue Exemple' })
    const { json: change } = await deplacer(garde.id, '2025-03-14T09:30', { modalite: 'individuel' })
    expect(change).toMatchObject({ modalite: 'individuel', lieu: '12 rue Exemple' })
  })

  test('un rendez-vous hors du périmètre n’existe pas', async () => {
    const { id } = await unRendezVous()
    const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
    expect((await conclure(ailleurs, id, 'annule-service')).status).toBe(404)
    const deplace = await ailleurs.brut(`POST /rendez-vous/${id}/report`, {
      nouveauId: uuidv7(),
      debut: '2025-03-14T10:00',
    })
    expect(deplace.status).toBe(404)
    const pilote = await essai.unAgent('pilote')
    expect((await conclure(pilote, id, 'annule-service')).status).toBe(403)
  })

  test('le référent conclut le rendez-vous qu’il a tenu, même s’il ne suit pas la personne', async () => {
    const awa = await essai.unAgent('charge-orientation')
    const marc = await essai.unAgent('referent')
    const { id } = await unePersonne(essai)
    const { json } = await prendre(awa, id, { agentId: marc.id })
    await avancer('2025-03-15T08:31:00Z')
    expect((await conclure(marc, json.id, 'present')).status).toBe(200)
    expect((await conclure(marc, json.id, 'absent')).status).toBe(200)
    await avancer('2025-04-20T08:31:00Z')
    expect((await conclure(marc, json.id, 'present')).status).toBe(404)
  })
})
