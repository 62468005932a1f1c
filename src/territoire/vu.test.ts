import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { aSaisir, type Precautions } from '../precaution/precaution.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Two forms open on the same thing: the second to be sent is refused, told who did what, and passes once that was seen. */
const essai = unEssai()

type Cas = { route: string; ou: Record<string, unknown>; montre: Record<string, unknown>; dit: RegExp }
type Deux = { un: Navigateur; deux: Navigateur }

async function lesDeux(role: 'charge-orientation' | 'administrateur'): Promise<Deux> {
  return { un: await essai.unAgent(role, { nom: 'DIALLO' }), deux: await essai.unAgent(role) }
}

async function verifier({ un, deux }: Deux, { route, ou, montre, dit }: Cas, saisies: Record<string, unknown>[]) {
  const [premiere = {}, seconde = {}] = saisies
  const faite = await un.brut(route, { ...ou, ...montre, ...premiere, vu: montre })
  expect([faite.status, faite.texte]).toEqual([200, faite.texte])
  const refus = await deux.brut(route, { ...ou, ...montre, ...seconde, vu: montre })
  expect([refus.status, refus.json.code]).toEqual([409, 'change-entre-temps'])
  expect(refus.json.detail).toMatch(dit)
  expect(refus.json.detail).toMatch(/, aujourd’hui à\u00a010\u00a0h\. Regardez ce qui est montré/)
  // A thin line sends the first again: it is done, and answered so.
  expect((await un.brut(route, { ...ou, ...montre, ...premiere, vu: montre })).status).toBe(200)
  const vu = { ...montre, ...premiere }
  expect((await deux.brut(route, { ...ou, ...vu, ...seconde, vu })).status).toBe(200)
}

test('les coordonnées et les précautions d’une personne', async () => {
  const deux = await lesDeux('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const rien = { telephone: null, telephoneAccord: null, courriel: null, courrielAccord: null }
  const route = 'PUT /personnes/:personneId/contact'
  const saisie = { telephone: '06 39 98 00 02', telephoneAccord: false, courriel: null, courrielAccord: false }
  expect((await deux.un.brut(route, { personneId, ...saisie, vu: rien })).status).toBe(200)
  const tard = await deux.deux.brut(route, { personneId, ...saisie, telephone: '06 39 98 00 03', vu: rien })
  expect([tard.status, tard.json.detail]).toEqual([
    409,
    expect.stringMatching(/^Agent DIALLO\u00a0: Coordonnées corrigées, aujourd’hui à\u00a010\u00a0h\./),
  ])
  expect(tard.json.detail).not.toMatch(/39.98/)
  const { json } = await deux.un.brut('GET /personnes/:personneId/precautions', { personneId })
  const montre = json.precautions as Precautions
  const noter = (agent: Navigateur, change: Partial<Precautions>, vu: Precautions) =>
    agent.brut('PUT /personnes/:personneId/precautions', { personneId, ...aSaisir({ ...vu, ...change }), vu })
  expect((await noter(deux.un, { sansMessage: true }, montre)).status).toBe(200)
  const refus = await noter(deux.deux, { nePasEcrire: true }, montre)
  expect([refus.status, refus.json.detail]).toEqual([
    409,
    expect.stringMatching(/^Agent DIALLO\u00a0: Précautions notées/),
  ])
  const apres = await noter(deux.deux, { nePasEcrire: true }, { ...montre, sansMessage: true })
  expect([apres.status, apres.json]).toMatchObject([200, { sansMessage: true, nePasEcrire: true }])
})

test('un agent, une structure, une antenne, une équipe', async () => {
  const deux = await lesDeux('administrateur')
  const { id: agentId } = await essai.unAgent('accueil').catch(() => essai.unAgent('referent'))
  const identite = { nom: 'ESSAI', prenom: 'Agent', telephone: null }
  const dit = /^Agent DIALLO\u00a0: Identité corrigée/
  await verifier(deux, { route: 'PUT /agents/:agentId', ou: { agentId }, montre: identite, dit }, [
    { nom: 'PREMIER' },
    { nom: 'SECOND' },
  ])
  const structureId = await essai.uneStructure({ nom: 'Maison' })
  const description = {
    ...{ nom: 'Maison', organisme: 'conseil-departemental', dominantes: ['emploi', 'equilibre', 'remobilisation'] },
    ...{ publics: [], communes: null, adresse: '5 rue Exemple, 59200 Tourcoing', telephone: null, courriel: null },
    ...{ capacite: null, accesSansMarche: null },
  }
  await verifier(
    deux,
    { route: 'PUT /structures/:structureId', ou: { structureId }, montre: description, dit: /Description modifiée/ },
    [{ capacite: 10 }, { capacite: 20 }],
  )
  const antenneId = uuidv7()
  const antenne = { nom: 'Nord', adresse: null, codeInsee: null, telephone: null, accesSansMarche: null }
  await deux.un.brut('POST /structures/:structureId/antennes', { structureId, id: antenneId, ...antenne })
  await verifier(
    deux,
    { route: 'PUT /antennes/:antenneId', ou: { antenneId }, montre: antenne, dit: /Antenne modifiée/ },
    [{ nom: 'Nord-Est' }, { nom: 'Nord-Ouest' }],
  )
  const equipeId = uuidv7()
  const equipe = { nom: 'Équipe', antenneId: null }
  await deux.un.brut('POST /structures/:structureId/equipes', { structureId, id: equipeId, ...equipe })
  await verifier(deux, { route: 'PUT /equipes/:equipeId', ou: { equipeId }, montre: equipe, dit: /Équipe modifiée/ }, [
    { antenneId },
    { nom: 'Autre' },
  ])
})

test('un rôle remplacé par deux administrateurs ne l’est qu’une fois : l’agent n’en tient pas deux', async () => {
  const { un, deux } = await lesDeux('administrateur')
  const lui = await essai.unAgent('charge-orientation')
  const donner = (admin: Navigateur, secteur: string[] | null) =>
    admin.brut('POST /agents/:agentId/habilitations', {
      ...{ agentId: lui.id, id: uuidv7(), role: 'charge-orientation', remplace: lui.habilitationId },
      ...{ structureId: null, equipeId: null, secteur, plafond: null },
    })
  const reponses = await Promise.all([donner(un, ['59350']), donner(deux, ['59512'])])
  expect(reponses.map(r => r.status).sort()).toEqual([200, 409])
  expect(reponses.find(r => r.status === 409)?.json.detail).toMatch(/a changé le secteur de cet agent, aujourd’hui/)
})

test('ce qui a changé dit à qui, et « vous » à qui l’a fait lui-même', async () => {
  const { un, deux } = await lesDeux('administrateur')
  const structureId = await essai.uneStructure({ nom: 'Maison du plafond' })
  const lui = await essai.unAgent('referent', { structureId })
  const plafonner = (admin: Navigateur, plafond: number) =>
    admin.brut('POST /agents/:agentId/habilitations', {
      ...{ agentId: lui.id, id: uuidv7(), role: 'referent', remplace: lui.habilitationId },
      ...{ structureId, equipeId: null, secteur: null, plafond },
    })
  expect((await plafonner(un, 45)).status).toBe(200)
  const dit = async (admin: Navigateur) => String((await plafonner(admin, 50)).json.detail)
  expect(await dit(deux)).toMatch(
    /^Agent DIALLO a changé le plafond \(45\s*personnes au plus\) de cet agent, aujourd’hui/,
  )
  // In another tab.
  expect(await dit(un)).toMatch(/^Vous avez changé le plafond/)
})
