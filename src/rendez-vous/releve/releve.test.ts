import { expect, test } from 'vitest'
import { lignesDe } from '../../avis/essai-avis.ts'
import { texte } from '../../courrier/essai-pdf.ts'
import type { fichePersonne } from '../../dossier/fiche-personne.ts'
import { unEssai } from '../../essai.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { demande, ORIENTER } from '../../orientation/essai-orientation.ts'
import { avecId, dit, lire, PRENDRE, REPORT, unRendezVousAPasser } from './essai-releve.ts'
import type { rendezVousARelever } from './rendez-vous-a-relever.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const lettres = async () =>
  (await db().selectFrom('courrier').select('modele').orderBy('editeLe').execute()).map(c => c.modele)
const responsable = (structureId: string) => essai.unAgent('responsable-equipe', { structureId })
const titres = async (qui: Parameters<typeof lignesDe>[0]) => (await lignesDe(qui)).lignes.map(l => l.titre)
const DECIDER = 'POST /personnes/:personneId/rendez-vous/releve'

test('la fenêtre lit les rendez-vous à venir de qui suit la personne, et de qui la suivait', async () => {
  const { agent, personne, referent, pris, relayer } = await unRendezVousAPasser(essai)
  const lus = () =>
    agent.appeler<typeof rendezVousARelever>('GET /personnes/:personneId/rendez-vous/a-relever', {
      personneId: personne.id,
    })
  const attendu = { id: pris.id, agentId: referent.id, recoit: true }
  expect((await lus()).json).toMatchObject([attendu])
  expect((await relayer()).status).toBe(200)
  expect((await lus()).json).toMatchObject([attendu])
})

test('passé : même heure avec le nouveau référent ; l’ancien ne lit plus, et chacun l’apprend', async () => {
  const { personne, referent, suivant, pris, relayer, enBase, echeances } = await unRendezVousAPasser(essai)
  expect((await relayer({ [pris.id]: 'passer' })).status).toBe(200)
  const [ancien, nouveau] = await enBase()
  expect(ancien).toMatchObject({ issue: 'reporte', releve: 'passe' })
  expect(nouveau).toMatchObject({ agentId: suivant.id, issue: null, debut: ancien?.debut })
  expect(await echeances()).toEqual([])
  expect(await titres(referent)).toContain('Un rendez-vous quitte votre agenda')
  expect(await titres(suivant)).toContain('Vous prenez le relais')
  // The convocation of before, then that of now.
  expect((await lettres()).filter(m => m === 'convocation')).toHaveLength(2)
  essai.now = '2025-04-10T08:00:00Z'
  expect(await lire(referent, personne.id)).toBe(404)
})

test('gardé : le dossier reste ouvert à l’ancien jusqu’à ce jour-là, et pas après', async () => {
  const { agent, personne, referent, suivant, pris, relayer, echeances } = await unRendezVousAPasser(essai)
  const relais = await relayer({ [pris.id]: 'garder' }, { lettre: 'au-mieux' })
  expect(relais.status).toBe(200)
  expect(await echeances()).toEqual([])
  expect((await titres(referent)).some(t => t.startsWith('Vous gardez un rendez-vous'))).toBe(true)
  expect((await titres(suivant)).some(t => t.startsWith('Le référent précédent garde un rendez-vous'))).toBe(true)
  const { courrierId } = relais.json as { courrierId: string }
  expect(texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })).brut)).toContain(
    'Votre rendez-vous du jeudi 10 avril 2025 à 9 h 30 ne change pas. Allez-y.',
  )
  essai.now = '2025-04-10T08:00:00Z'
  expect(await lire(referent, personne.id)).toBe(200)
  essai.now = '2025-04-11T08:00:00Z'
  expect(await lire(referent, personne.id)).toBe(404)
})

test('gardé, il ne se prolonge pas : qui reçoit l’avance, sans le repousser', async () => {
  const { personne, referent, suivant, pris, relayer } = await unRendezVousAPasser(essai)
  expect((await relayer({ [pris.id]: 'garder' })).status).toBe(200)
  essai.now = '2025-04-02T08:00:00Z'
  const report = (qui: typeof referent, id: string, debut: string) => {
    const nouveauId = crypto.randomUUID()
    return qui.brut(REPORT, { rendezVousId: id, nouveauId, debut }).then(r => ({ ...r, nouveauId }))
  }
  expect(dit(await report(referent, pris.id, '2025-04-11T09:30'))[1]).toBe('rendez-vous-trop-loin')
  const avance = await report(referent, pris.id, '2025-04-09T09:30')
  expect(avance.status).toBe(200)
  expect(dit(await report(referent, avance.nouveauId, '2025-04-10T09:30'))[1]).toBe('rendez-vous-trop-loin')
  expect(await lire(referent, personne.id)).toBe(200)
  // Who follows the person decides: it stays kept, on its new day.
  expect((await report(suivant, avance.nouveauId, '2025-04-16T09:30')).status).toBe(200)
  essai.now = '2025-04-15T08:00:00Z'
  expect(await lire(referent, personne.id)).toBe(200)
  essai.now = '2025-04-17T08:00:00Z'
  expect(await lire(referent, personne.id)).toBe(404)
})

test('annulé\u00a0: une seule lettre dit le nouveau référent et ce qui n’a plus lieu, l’ancien l’apprend par un avis', async () => {
  const { agent, referent, pris, relayer, enBase } = await unRendezVousAPasser(essai)
  const { json } = await relayer({ [pris.id]: 'annuler' }, { lettre: 'au-mieux' })
  expect(await enBase()).toMatchObject([{ issue: 'annule-service', releve: 'annule' }])
  expect((await lettres()).filter(m => m !== 'convocation' && m !== 'notification-orientation')).toEqual([
    'nouveau-referent',
  ])
  const lu = texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: json.courrierId })).brut)
  expect(lu).toContain('Votre nouveau référent')
  expect(lu).toContain('Votre rendez-vous est annulé')
  expect(lu).toMatch(/jeudi 10 avril 2025 à 9 h 30/)
  // Nobody is to be asked where an appointment takes place that takes place no more.
  expect(lu).not.toContain('pour savoir où aller')
  expect((await titres(referent)).some(t => t.startsWith('Rendez-vous annulé'))).toBe(true)
})

test('annulé sans lettre du changement\u00a0: la lettre qui l’annule porte son nom, et rien d’une décision', async () => {
  const { agent, personne, pris, relayer } = await unRendezVousAPasser(essai)
  const { json } = await relayer({ [pris.id]: 'annuler' })
  const lu = texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: json.courrierId })).brut)
  expect(lu).toContain('Votre rendez-vous est annulé')
  expect(lu).toMatch(/jeudi 10 avril 2025 à 9 h 30/)
  expect(lu).toContain('SUIVANT')
  // Said to who is reoriented as well: it would be false.
  expect(lu).not.toContain('Votre orientation ne change pas')
  const documents = await agent.brut('GET /personnes/:personneId/documents', { personneId: personne.id })
  expect(documents.json.lettres).toContainEqual(expect.objectContaining({ titre: 'Annulation de rendez-vous' }))
  expect((await agent.brut('GET /personnes/:personneId/evenements', { personneId: personne.id })).texte).toContain(
    'annulation de rendez-vous',
  )
})

test('à la réorientation, la lettre d’orientation dit ce qui est annulé\u00a0: il n’en part pas deux', async () => {
  const plateau = await unRendezVousAPasser(essai)
  const { agent, pris } = plateau
  const structureId = await essai.uneStructure({ nom: 'Autre', adresse: '3 place Exemple, Roubaix' })
  const autre = await essai.unAgent('referent', { structureId, nom: 'AUTRE' })
  const notification = { mode: 'remise-en-main-propre' }
  const envoi = demande(
    { ...plateau, structureId, referent: autre },
    { rendezVous: { [pris.id]: 'annuler' }, notification },
  )
  const { status, json } = await agent.brut(ORIENTER, envoi)
  expect(status).toBe(200)
  expect(await lettres()).not.toContain('annulation')
  const lu = texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: json.courrierId })).brut)
  expect(lu).toContain('Votre rendez-vous est annulé')
})

test('sans réponse : il reste, n’ouvre plus rien, et le nouveau référent en décide', async () => {
  const { personne, referent, suivant, structureId, pris, relayer, enBase, echeances } =
    await unRendezVousAPasser(essai)
  expect((await relayer()).status).toBe(200)
  expect(await enBase()).toMatchObject([{ agentId: referent.id, issue: null, releve: null }])
  expect(await echeances()).toEqual([{ agentId: suivant.id, pour: '2025-04-07' }])
  // Who leads the team can't decide: she reads who does, and since when.
  const fiche = await responsable(structureId).then(r =>
    r.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId: personne.id }),
  )
  expect(fiche.json.aFaire.find(c => c.quoi === 'releve')).toMatchObject({
    attendue: { de: 'Agent SUIVANT', depuis: '2025-03-10' },
  })
  essai.now = '2025-04-09T08:00:00Z'
  expect(await lire(referent, personne.id)).toBe(200)
  essai.now = '2025-04-10T08:00:00Z'
  expect(await lire(referent, personne.id)).toBe(404)
  essai.now = '2025-03-20T08:00:00Z'
  const envoi = { personneId: personne.id, rendezVous: { [pris.id]: 'passer' } }
  expect(dit(await referent.brut(DECIDER, envoi))[0]).toBe(403)
  expect((await suivant.brut(DECIDER, envoi)).status).toBe(200)
  expect((await suivant.brut(DECIDER, envoi)).status).toBe(200)
  expect((await enBase()).map(r => [r.agentId, r.issue])).toEqual([
    [referent.id, 'reporte'],
    [suivant.id, null],
  ])
  expect(await echeances()).toEqual([])
})

test('à la réorientation, les mêmes choix ; le lieu devient celui du nouveau référent', async () => {
  const plateau = await unRendezVousAPasser(essai)
  const { agent, pris } = plateau
  const structureId = await essai.uneStructure({ nom: 'Autre', adresse: '3 place Exemple, Roubaix' })
  const autre = await essai.unAgent('referent', { structureId, nom: 'AUTRE' })
  await sessionsSansFin(essai)
  const envoi = demande({ ...plateau, structureId, referent: autre }, { rendezVous: { [pris.id]: 'passer' } })
  expect(dit(await agent.brut(ORIENTER, { ...envoi, referentId: null }))[1]).toBe('passer-sans-referent')
  expect((await agent.brut(ORIENTER, envoi)).status).toBe(200)
  const [, nouveau] = await plateau.enBase()
  expect(nouveau).toMatchObject({ agentId: autre.id, issue: null })
  const { lieu } = await db()
    .selectFrom('rendezVous')
    .select('lieu')
    .where('id', '=', nouveau?.id ?? '')
    .executeTakeFirstOrThrow()
  expect(lieu).toContain('3 place Exemple')
})

test('réorientée vers une structure qui désignera, le rendez-vous attend qui sera désigné', async () => {
  const plateau = await unRendezVousAPasser(essai)
  const { agent, personne, referent, suivant, pris, relayer, echeances } = plateau
  expect((await agent.brut(ORIENTER, demande(plateau, { referentId: null }))).status).toBe(200)
  expect(await echeances()).toEqual([])
  expect((await relayer()).status).toBe(200)
  expect(await echeances()).toEqual([{ agentId: suivant.id, pour: '2025-04-07' }])
  essai.now = '2025-04-10T08:00:00Z'
  expect(await lire(referent, personne.id)).toBe(404)
  expect(pris.agentId).toBe(referent.id)
  expect(dit(await suivant.brut(DECIDER, { personneId: personne.id, rendezVous: {} }))[0]).toBe(200)
})

test('ce qui ne peut passer est refusé en disant lequel et pourquoi ; rien n’est fait', async () => {
  const { agent, suivant, referent, personne, pris, relayer, enBase } = await unRendezVousAPasser(essai)
  const [ailleurs] = await db().selectFrom('personne').select('id').execute()
  expect(ailleurs?.id).toBe(personne.id)
  const { unePersonne } = await import('../../essai-personnes.ts')
  const autre = await unePersonne(essai)
  const occupe = { ...avecId(autre.id, suivant.id, '2025-04-10T09:30'), objet: 'diagnostic' }
  expect((await agent.brut(PRENDRE, occupe)).status).toBe(200)
  const refus = await relayer({ [pris.id]: 'passer' })
  expect(dit(refus)).toEqual([409, 'agent-occupe'])
  expect(refus.json).toMatchObject({ detail: expect.stringMatching(/^Rendez-vous du jeudi\s10\savril\s2025/) })
  expect(await enBase()).toMatchObject([{ agentId: referent.id, issue: null, releve: null }])
  expect(dit(await relayer({ [crypto.randomUUID()]: 'garder' }))[1]).toBe('rendez-vous-changes')
  await db().updateTable('agent').set({ desactiveLe: '2025-03-10' }).where('id', '=', referent.id).execute()
  expect(dit(await relayer({ [pris.id]: 'garder' }))[1]).toBe('ne-recoit-plus')
})

test('un rendez-vous donné après coup par le nouveau référent n’est pas à décider', async () => {
  const { agent, personne, referent, pris, relayer, echeances } = await unRendezVousAPasser(essai)
  expect((await relayer({ [pris.id]: 'annuler' })).status).toBe(200)
  essai.now = '2025-03-20T08:00:00Z'
  expect((await agent.brut(PRENDRE, avecId(personne.id, referent.id, '2025-05-10T09:30'))).status).toBe(200)
  expect(await echeances()).toEqual([])
  essai.now = '2025-05-09T08:00:00Z'
  expect(await lire(referent, personne.id)).toBe(200)
})

test('passé sans que son issue soit dite, un rendez-vous n’est plus à décider', async () => {
  const { agent, personne } = await unRendezVousAPasser(essai)
  const lus = () =>
    agent.appeler<typeof rendezVousARelever>('GET /personnes/:personneId/rendez-vous/a-relever', {
      personneId: personne.id,
    })
  essai.now = '2025-04-10T07:29:00Z'
  expect((await lus()).json).toHaveLength(1)
  essai.now = '2025-04-10T07:30:00Z'
  expect((await lus()).json).toEqual([])
})
