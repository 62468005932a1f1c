import { describe, expect, test } from 'vitest'
import { lignesDe } from '../avis/essai-avis.ts'
import type { fichePersonne } from '../dossier/fiche-personne.ts'
import { unEssai } from '../essai.ts'
import { exigerEcheancesJustes } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { cloreLeDossier, laBase, lireCloture, rouvrirLeDossier } from '../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../orientation/essai-orientation.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { consequencesCloture, consequencesReouverture } from './cloture.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

/** Oriented and followed since the 5th; an appointment is to come. */
async function unSuivi() {
  const plateau = await lePlateau(essai)
  const { agent, personne, referent } = plateau
  await unDiagnostic(agent, personne.id)
  essai.now = '2025-03-05T09:00:00Z'
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  essai.now = '2025-03-10T09:00:00Z'
  const rendezVous = { id: uuidv7(), personneId: personne.id, agentId: referent.id, debut: '2025-03-20T10:00' }
  expect((await agent.brut('POST /personnes/:personneId/rendez-vous', { ...rendezVous, objet: 'suivi' })).status).toBe(
    200,
  )
  return { ...plateau, personneId: personne.id }
}

test('clore finit ce qui court, annule les rendez-vous à venir, et plus rien n’est dû', async () => {
  const { agent, personneId, referent } = await unSuivi()
  const { json } = await lireCloture(agent, personneId)
  const dites = consequencesCloture(json.clore!.faits, 'emploi', true).join(' ')
  expect(dites).toMatch(/1\srendez-vous à venir est annulé par le service\./)
  expect(dites).toContain('Une lettre dit à la personne que son dossier est clos et ses rendez-vous annulés')
  expect((await cloreLeDossier(agent, personneId)).status).toBe(200)
  await exigerEcheancesJustes(essai)
  expect(await db().selectFrom('echeance').select('genre').execute()).toEqual([])
  expect(await db().selectFrom('rendezVous').select('issue').execute()).toEqual([{ issue: 'annule-service' }])
  expect(await db().selectFrom('suiviCourant').select('id').execute()).toEqual([])
  expect((await lignesDe(referent)).lignes.map(l => l.titre)).toContain(
    'Le dossier d’une personne que vous suiviez est clos',
  )
  const trouvee = await agent.brut('POST /personnes/recherche', { q: 'ESSAI', situation: 'clos' })
  expect(trouvee.texte).toContain(personneId)
})

test('passer à un collègue un dossier qu’un autre vient de clore : qui, quand, pourquoi, sans conseiller de le rouvrir', async () => {
  const { agent, personneId, referent, structureId } = await unSuivi()
  const autre = await essai.unAgent('charge-orientation', { nom: 'NOOR' })
  const suivant = await essai.unAgent('referent', { structureId })
  expect((await cloreLeDossier(autre, personneId)).status).toBe(200)
  const { status, json } = await agent.brut('POST /personnes/:personneId/referents', {
    ...{ id: uuidv7(), personneId, referentId: suivant.id, vu: { referentId: referent.id } },
  })
  expect([status, json.code]).toEqual([409, 'dossier-clos'])
  expect(json.detail).toMatch(
    /^Agent NOOR a clos ce dossier, aujourd’hui à\s.+\. Motif\s: .+, voyez avec Agent NOOR\.$/,
  )
  expect(json.detail).not.toMatch(/rouvrez/)
})

test('un dossier clos refuse d’orienter, de diagnostiquer, de donner un rendez-vous, de désigner, dans les mêmes mots', async () => {
  const plateau = await unSuivi()
  const { agent, personneId, referent } = plateau
  await cloreLeDossier(agent, personneId)
  const actes = [
    await agent.brut(ORIENTER, demande(plateau)),
    await unDiagnostic(agent, personneId),
    await agent.brut('POST /personnes/:personneId/rendez-vous', {
      ...{ id: uuidv7(), personneId, agentId: referent.id, debut: '2025-03-21T10:00', objet: 'suivi' },
    }),
    await agent.brut('POST /personnes/:personneId/referents', { id: uuidv7(), personneId, referentId: referent.id }),
  ]
  expect(actes.map(a => [a.status, (a.json as { code?: string }).code])).toEqual(actes.map(() => [409, 'dossier-clos']))
  expect(new Set(actes.map(a => (a.json as { detail?: string }).detail)).size).toBe(1)
  const fiche = await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })
  expect(fiche.json.nonAccompagnee).toBe('dossier-clos')
  // The pages where it would be typed say so before, not after.
  for (const page of ['diagnostics', 'proposition'])
    expect((await agent.brut(`GET /personnes/:personneId/${page}`, { personneId })).json.nonAccompagnee).toBe(
      'dossier-clos',
    )
})

describe('rouvrir rend ce que la clôture avait fini', () => {
  test('une orientation et son suivi, mais pas les rendez-vous', async () => {
    const { agent, personneId, referent } = await unSuivi()
    const avant = await laBase(essai)
    await cloreLeDossier(agent, personneId)
    const { json } = await lireCloture(agent, personneId)
    expect(json.cloture).toMatchObject({ motif: 'emploi', le: '2025-03-10' })
    const dites = consequencesReouverture(json.rouvrir!.faits).join(' ')
    expect(dites).toContain('redevient son référent')
    expect(dites).toContain('Les rendez-vous annulés à la clôture ne reviennent pas')
    expect((await rouvrirLeDossier(agent, personneId)).status).toBe(200)
    const apres = await laBase(essai)
    expect({ ...apres, rendez_vous: null, echeance: null }).toEqual({ ...avant, rendez_vous: null, echeance: null })
    await exigerEcheancesJustes(essai)
    expect((await lignesDe(referent)).lignes.map(l => l.titre)).toContain(
      'Dossier rouvert, vous suivez de nouveau cette personne',
    )
  })
  test('une entrée à orienter : son délai court depuis son premier jour', async () => {
    const { agent, personne } = await lePlateau(essai)
    const avant = await laBase(essai)
    expect((await cloreLeDossier(agent, personne.id, { motif: 'erreur' })).status).toBe(200)
    expect((await rouvrirLeDossier(agent, personne.id)).status).toBe(200)
    expect(await laBase(essai)).toEqual(avant)
  })
  test('le référent parti depuis : personne ne suit la personne', async () => {
    const { agent, personneId, referent } = await unSuivi()
    await cloreLeDossier(agent, personneId)
    await db().updateTable('agent').set({ desactiveLe: '2025-03-10' }).where('id', '=', referent.id).execute()
    expect((await rouvrirLeDossier(agent, personneId)).status).toBe(200)
    expect(await db().selectFrom('suiviCourant').select('id').execute()).toEqual([])
    expect(await db().selectFrom('orientation').select('fin').execute()).toEqual([{ fin: null }])
  })
})

test('le référent clôt ce qu’il suit, deux fois la même demande fait une clôture ; son responsable le rouvre, lui non', async () => {
  const { referent, structureId, personneId } = await unSuivi()
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  const { json } = await lireCloture(referent, personneId)
  const envoi = { id: uuidv7(), personneId, etat: json.clore?.etat, motif: 'demande', le: '2025-03-10' }
  for (const _ of [1, 2]) expect((await referent.brut('POST /personnes/:personneId/clotures', envoi)).status).toBe(200)
  expect(await db().selectFrom('cloture').select('id').execute()).toHaveLength(1)
  expect((await rouvrirLeDossier(referent, personneId)).status).toBe(403)
  expect(consequencesCloture(json.clore!.faits, 'demande', false).join(' ')).toContain('Vous ne pourrez pas le rouvrir')
  const lu = await referent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })
  expect(
    lu.json.fil.map(e => [e.cle, e.etat]),
    'il sait qu’il l’a clos : ce qui a été fait reste dit, rien n’est à venir',
  ).toEqual([
    ['entree', 'fait'],
    ['diagnostic', 'fait'],
    ['orientation', 'fait'],
    ['notification', 'fait'],
  ])
  expect((await rouvrirLeDossier(responsable, personneId)).status).toBe(200)
  expect(await db().selectFrom('suiviCourant').select('referentId').execute()).toEqual([{ referentId: referent.id }])
})

test('un référent qui reçoit la personne une fois, sans la suivre, ne clôt pas son dossier', async () => {
  const { agent, personneId, structureId } = await unSuivi()
  const autre = await essai.unAgent('referent', { structureId, nom: 'FUSEAU' })
  const rendezVous = { id: uuidv7(), personneId, agentId: autre.id, debut: '2025-03-21T10:00', objet: 'suivi' }
  expect((await agent.brut('POST /personnes/:personneId/rendez-vous', rendezVous)).status).toBe(200)
  expect((await lireCloture(autre, personneId)).json.clore).toBeNull()
  const { json } = await lireCloture(agent, personneId)
  const refusee = await cloreLeDossier(autre, personneId, { etat: json.clore?.etat })
  expect([refusee.status, refusee.json.code]).toEqual([403, 'clore-sans-suivre'])
})

test('le responsable d’une autre structure, ou d’une autre équipe, ne voit pas le dossier clos', async () => {
  const { agent, personneId } = await unSuivi()
  await cloreLeDossier(agent, personneId)
  const ailleurs = await essai.unAgent('responsable-equipe', { structureId: await essai.uneStructure() })
  expect((await lireCloture(ailleurs, personneId)).status).toBe(404)
})

test.each([
  [{ motif: 'autre', precision: '  ' }, 'precision-requise'],
  [{ le: '2025-03-11' }, 'cloture-future'],
  [{ le: '2025-03-04' }, 'cloture-trop-tot'],
])('une clôture %j est refusée', async (suite, code) => {
  const { agent, personneId } = await unSuivi()
  const refusee = await cloreLeDossier(agent, personneId, suite)
  expect([refusee.status, refusee.json.code]).toEqual([400, code])
})

test('le dossier a changé depuis la lecture, ou est déjà clos : la clôture est refusée', async () => {
  const { agent, personneId } = await unSuivi()
  const { json } = await lireCloture(agent, personneId)
  await db().updateTable('rendezVous').set({ debut: '2025-03-21T09:00:00Z' }).execute()
  const changee = await cloreLeDossier(agent, personneId, { etat: json.clore?.etat })
  expect([changee.status, changee.json.code]).toEqual([409, 'consequences-changees'])
  await cloreLeDossier(agent, personneId)
  const deja = await cloreLeDossier(agent, personneId, { etat: json.clore?.etat })
  expect([deja.status, deja.json.code]).toEqual([409, 'deja-clos'])
  expect(deja.json.detail).toMatch(/^Vous avez clos ce dossier, aujourd’hui à\s.+\. Motif\s: .+\.$/)
})

test('une personne du stock dont le dossier est clos n’attend plus d’être orientée', async () => {
  const { agent } = await lePlateau(essai)
  const { id } = await unePersonne(essai, { nom: 'ESSAI-STOCK' })
  expect((await cloreLeDossier(agent, id)).status).toBe(200)
  expect(await db().selectFrom('echeance').select('genre').where('personneId', '=', id).execute()).toEqual([])
})

test('un rendez-vous annulé à la clôture ne revient pas dans le dossier clos ; ce qu’un rendez-vous passé est devenu se corrige', async () => {
  const { agent, personneId } = await unSuivi()
  const venir = await db().selectFrom('rendezVous').select('id').executeTakeFirstOrThrow()
  await cloreLeDossier(agent, personneId)
  const noterIssue = (issue: string | null) =>
    agent.brut('PUT /rendez-vous/:rendezVousId/issue', { rendezVousId: venir.id, issue })
  const reprise = await noterIssue(null)
  expect([reprise.status, reprise.json.code]).toEqual([409, 'dossier-clos'])
  await db().updateTable('rendezVous').set({ debut: '2025-03-10T08:00:00Z' }).execute()
  expect((await noterIssue('present')).status).toBe(200)
  expect((await noterIssue(null)).status).toBe(200)
})

test('un co-intervenant ne lit ni n’écrit plus rien d’un dossier clos ; rouvert, il retrouve son champ', async () => {
  const { agent, personneId, structureId } = await unSuivi()
  const co = await essai.unAgent('co-intervenant', { structureId })
  const membre = { id: uuidv7(), personneId, agentId: co.id, champ: 'logement' }
  expect((await agent.brut('POST /personnes/:personneId/groupe-suivi', membre)).status).toBe(200)
  const lire = async () => [
    (await co.brut('GET /co-interventions/:personneId', { personneId })).status,
    (await co.brut('GET /personnes/:personneId/precautions', { personneId })).status,
    ((await co.brut('GET /co-interventions', {})).json.personnes as unknown[]).length,
  ]
  expect(await lire()).toEqual([200, 200, 1])
  await cloreLeDossier(agent, personneId)
  expect(await lire()).toEqual([404, 404, 0])
  expect((await rouvrirLeDossier(agent, personneId)).status).toBe(200)
  expect(await lire()).toEqual([200, 200, 1])
})

test('la même clôture envoyée deux fois en même temps se fait une fois, et répond deux fois', async () => {
  const { agent, personneId } = await unSuivi()
  const { json } = await lireCloture(agent, personneId)
  const envoi = { id: uuidv7(), personneId, etat: json.clore?.etat, motif: 'demande', le: '2025-03-10' }
  const deux = await Promise.all([1, 2].map(() => agent.brut('POST /personnes/:personneId/clotures', envoi)))
  expect(deux.map(r => r.status)).toEqual([200, 200])
})
