import { expect, test } from 'vitest'
import { lignesDe } from '../../avis/essai-avis.ts'
import { texte } from '../../courrier/essai-pdf.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { demande, ORIENTER } from '../../orientation/essai-orientation.ts'
import { noter } from '../../precaution/essai-precaution.ts'
import type { agenda } from '../agenda.ts'
import { avecId, lire, PRENDRE, sansMessage, unRendezVousAPasser } from './essai-releve.ts'
import type { rendezVousARelever } from './rendez-vous-a-relever.ts'

// Monday 10 March 2025, 10 h in Paris.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const clair = (t: string | null | undefined) => t?.replaceAll('\u00a0', ' ') ?? ''
const avisDe = async (qui: Navigateur) => (await lignesDe(qui)).lignes.map(l => ({ ...l, titre: clair(l.titre) }))
const leRelais = async (qui: Navigateur) =>
  clair((await avisDe(qui)).find(l => l.titre === 'Vous prenez le relais')?.detail)
const pdf = async (qui: Navigateur, courrierId: string) =>
  texte((await qui.brut('GET /courriers/:courrierId/pdf', { courrierId })).brut)

test('le numéro ne va jamais sans sa précaution\u00a0: dans la fenêtre, et dans l’avis de qui appelle', async () => {
  const { agent, personne, suivant, pris, relayer } = await unRendezVousAPasser(essai)
  await sansMessage(essai, personne.id)
  essai.now = '2025-04-09T08:00:00Z'
  const lus = () =>
    agent.appeler<typeof rendezVousARelever>('GET /personnes/:personneId/rendez-vous/a-relever', {
      personneId: personne.id,
    })
  expect((await lus()).json).toMatchObject([{ appel: { numero: '0639980001', sansMessage: true, partage: false } }])
  const autre = await unePersonne(essai)
  await db().updateTable('personne').set({ telephone: '0639980001' }).where('id', '=', autre.id).execute()
  expect((await lus()).json).toMatchObject([{ appel: { sansMessage: true, partage: true } }])
  const cloture = await agent.brut('GET /personnes/:personneId/cloture', { personneId: personne.id })
  expect(cloture.json).toMatchObject({
    clore: { faits: { appel: { numero: '0639980001', sansMessage: true, partage: true } } },
  })
  expect((await relayer({ [pris.id]: 'passer' })).status).toBe(200)
  expect(await leRelais(suivant)).toMatch(/À appeler avant le 10 avril.*Ne laissez pas de message · Numéro partagé/)
})

test('l’avis dit les précautions du jour où il se lit : notées ou levées depuis le relais, sans rien en garder', async () => {
  const { personne, suivant, pris, relayer } = await unRendezVousAPasser(essai)
  const { id: personneId } = personne
  const absorbee = await unePersonne(essai, { telephone: '0639980002' })
  await db().updateTable('personne').set({ telephone: '0639980001' }).where('id', '=', personneId).execute()
  essai.now = '2025-04-09T08:00:00Z'
  await sessionsSansFin(essai)
  expect((await relayer({ [pris.id]: 'passer' })).status).toBe(200)
  const appel = 'À appeler avant le 10 avril à 9 h 30 : rendez-vous à la même heure, avec vous'
  expect(await leRelais(suivant)).toBe(`${appel} · Après Agent ROUET`)
  expect((await noter(suivant, personneId, { sansMessage: true })).status).toBe(200)
  expect(await leRelais(suivant)).toContain(`${appel} · Ne laissez pas de message · Après`)
  // A number of a file that hers absorbed since, which a third person has.
  await db().updateTable('personne').set({ fusionneeDans: personneId }).where('id', '=', absorbee.id).execute()
  await unePersonne(essai, { telephone: '0639980002' })
  expect(await leRelais(suivant)).toContain('Ne laissez pas de message · Numéro partagé avec une autre personne')
  expect((await noter(suivant, personneId, { sansMessage: false })).status).toBe(200)
  expect(await leRelais(suivant)).toContain(`${appel} · Numéro partagé`)
  const [ecrit] = await db()
    .selectFrom('evenement')
    .select('apres')
    .where('type', '=', 'referent')
    .orderBy('id', 'desc')
    .execute()
  expect(ecrit?.apres).toMatchObject({ aAppeler: [{ devenir: 'passer' }] })
  expect(JSON.stringify(ecrit?.apres)).not.toMatch(/sansMessage|partage/)
})

test('passé à la même heure, rien n’est «\u00a0déplacé\u00a0»\u00a0: chacun l’apprend une fois, et la lettre le dit', async () => {
  const { agent, personne, referent, suivant, pris, relayer } = await unRendezVousAPasser(essai)
  const relais = await relayer({ [pris.id]: 'passer' }, { lettre: 'au-mieux' })
  // The letter that names the référent, and the convocation with them.
  expect(relais.json).toMatchObject({ lettres: 2 })
  const rejoue = await agent.brut('POST /personnes/:personneId/referents', {
    ...{ id: relais.id, personneId: personne.id, referentId: suivant.id, lettre: 'au-mieux' },
  })
  expect(rejoue.json).toMatchObject({ lettres: 2 })
  const siens = await avisDe(suivant)
  expect(siens.filter(l => /rendez-vous/i.test(l.titre))).toEqual([])
  expect(await leRelais(suivant)).toContain('Rendez-vous le 10 avril à 9 h 30, à la même heure, avec vous')
  const perdu = (await avisDe(referent)).find(l => l.titre === 'Un rendez-vous quitte votre agenda')
  expect(clair(perdu?.detail)).toBe('Passe à Agent SUIVANT, à la même heure : entretien de suivi le 10 avril à 9 h 30')
  const fil = clair((await agent.brut('GET /personnes/:personneId/evenements', { personneId: personne.id })).texte)
  expect(fil).toContain('Rendez-vous confié à Agent SUIVANT : entretien de suivi le 10 avril à 9 h 30')
  expect(fil).not.toMatch(/report/i)
  const lettre = await pdf(agent, String(relais.json.courrierId))
  expect(lettre).toContain(
    'Votre rendez-vous du jeudi 10 avril 2025 à 9 h 30 est maintenant avec Agent SUIVANT : même heure, même endroit.',
  )
  expect(lettre).not.toContain('pour savoir où aller')
})

test('passé plus tard par un autre que lui, le nouveau référent a son avis', async () => {
  const plateau = await unRendezVousAPasser(essai)
  const { agent, personne, referent, suivant, pris, relayer } = plateau
  expect((await relayer()).status).toBe(200)
  const report = await agent.brut('POST /rendez-vous/:rendezVousId/report', {
    ...{ rendezVousId: pris.id, nouveauId: crypto.randomUUID(), debut: '2025-04-10T09:30', agentId: suivant.id },
  })
  expect(report.status).toBe(200)
  expect((await avisDe(suivant)).map(l => l.titre)).toContain(
    'Un rendez-vous vous est confié : entretien de suivi le 10 avril à 9 h 30',
  )
  expect(await lire(referent, personne.id)).toBe(200)
})

test('à la réorientation, la lettre d’orientation dit ce qui passe, et où', async () => {
  const plateau = await unRendezVousAPasser(essai)
  const { agent, pris } = plateau
  const structureId = await essai.uneStructure({ nom: 'Autre', adresse: '3 place Exemple, Roubaix' })
  const autre = await essai.unAgent('referent', { structureId, nom: 'AUTRE' })
  await sessionsSansFin(essai)
  const notification = { mode: 'remise-en-main-propre' }
  const envoi = demande(
    { ...plateau, structureId, referent: autre },
    { rendezVous: { [pris.id]: 'passer' }, notification },
  )
  const { json } = await agent.brut(ORIENTER, envoi)
  expect(json).toMatchObject({ lettres: 2 })
  expect(await pdf(agent, String(json.courrierId))).toContain(
    'est maintenant avec Agent AUTRE : même heure, mais à cette adresse : Autre, 3 place Exemple, Roubaix.',
  )
  expect((await avisDe(autre)).filter(l => /rendez-vous/i.test(l.titre))).toEqual([])
})

test('laissé à décider, l’avis du nouveau référent le nomme\u00a0; trop proche, il se décide sans attendre', async () => {
  const { personne, referent, suivant, relayer } = await unRendezVousAPasser(essai)
  essai.now = '2025-04-09T08:00:00Z'
  await sessionsSansFin(essai)
  const loin = { ...avecId(personne.id, referent.id, '2025-04-25T14:00'), lieu: '12 rue Exemple, Tourcoing' }
  expect((await referent.brut(PRENDRE, loin)).status).toBe(200)
  expect((await relayer()).status).toBe(200)
  const detail = await leRelais(suivant)
  expect(detail).toContain('À décider sans attendre : rendez-vous le 10 avril à 9 h 30 avec Agent ROUET')
  expect(detail).toContain('À décider : rendez-vous le 25 avril à 14 h avec Agent ROUET')
})

test('l’ancien référent apprend que la personne le quitte, sans son nom une fois le dossier fermé', async () => {
  const { agent, personne, referent, relayer, structureId, suivant } = await unRendezVousAPasser(essai)
  const QUITTE = 'Vous ne suivez plus une personne : elle a un autre référent'
  expect((await relayer()).status).toBe(200)
  const lu = (await avisDe(referent)).find(l => l.titre === QUITTE)
  expect(lu).toMatchObject({ detail: null })
  essai.now = '2025-07-10T08:00:00Z'
  await sessionsSansFin(essai)
  expect(await lire(referent, personne.id)).toBe(404)
  expect((await avisDe(referent)).find(l => l.titre === QUITTE)).toMatchObject({ personne: null, detail: null })
  // By a réorientation that leaves the référent to be named.
  const envoi = demande({ agent, personne, referent: suivant, structureId } as never, { referentId: null })
  expect((await agent.brut(ORIENTER, envoi)).status).toBe(200)
  expect((await avisDe(suivant)).map(l => l.titre)).toContain('Vous ne suivez plus une personne : elle est réorientée')
})

test('l’agenda de qui ne suit plus la personne dit caché ce qui l’est, et rien à sa place', async () => {
  const { personne, referent, relayer } = await unRendezVousAPasser(essai)
  await sansMessage(essai, personne.id)
  const lu = async () =>
    (await referent.appeler<typeof agenda>('GET /rendez-vous', { du: '2025-04-10' })).json.rendezVous
  expect(await lu()).toMatchObject([{ cache: false, telephone: '0639980001' }])
  expect((await relayer()).status).toBe(200)
  expect(await lu()).toMatchObject([{ cache: true, telephone: null, commune: null }])
})
