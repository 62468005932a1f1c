import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { sonner, travaillerUneFois } from '../../essai-travaux.ts'
import { unVoisin } from '../../maison/essai-voisin.ts'
import { texteDe, unServeurDeCourriel } from '../../socle/mail/essai-courriel.ts'
import { BON, desVisiteurs } from '../double-facteur/essai-visiteur.ts'
import { retirerFacteursEnLigne } from '../double-facteur/retirer-facteurs-en-ligne.ts'
import { envoyerActivation } from './envoyer-activation.job.ts'
import { envoyerChangement } from './envoyer-changement.job.ts'
import { envoyerOublis } from './envoyer-oublis.job.ts'
import { CHOISI, demandeAgent, jetonDe } from './essai-compte.ts'

/** The ways back of who was reset, or lost all that they sign in with: a mail server listens. */
const essai = unEssai({ vider: false })
const { visiteur, unCompte, ajouterTotp, avancer } = desVisiteurs(essai)
const courriel = unServeurDeCourriel()
let voisin: Awaited<ReturnType<typeof unVoisin>>
let admin: Navigateur
beforeAll(async () => {
  voisin = await unVoisin(essai)
  admin = await essai.unAgent('administrateur')
})
beforeEach(() => {
  process.env.FILROUGE_ADRESSE = 'https://filrouge.example.org/'
})
afterEach(() => {
  delete process.env.FILROUGE_ADRESSE
})
afterAll(() => voisin.fermer())

type Visiteur = ReturnType<typeof visiteur>
const travailler = async () => {
  courriel.recus.length = 0
  await sonner(essai, envoyerOublis)
  expect(await travaillerUneFois(essai, [envoyerActivation, envoyerChangement, envoyerOublis])).toEqual([])
  return courriel.recus.map(recu => texteDe(recu).replaceAll('\u00a0', ' '))
}
const reinitialiser = async (agentId: string) => {
  expect((await admin.brut('POST /agents/:agentId/lien', { agentId })).status).toBe(200)
  avancer(60)
  return jetonDe((await travailler())[0])
}
const oublier = async (adresse: string) => {
  const { json } = await visiteur().demander('POST /oubli', { courriel: adresse })
  expect(json).toEqual({ note: true })
  return travailler()
}
const activer = (jeton: string, nouveau = CHOISI, qui: Visiteur = visiteur()) =>
  qui.demander('POST /activation', { jeton, nouveau })

/** Somebody who works in 59 and in 00. */
async function desDeuxCotes({ facteur = false } = {}) {
  const { agent, courriel: adresse } = await unCompte()
  const qui = visiteur()
  await qui.entrer(adresse)
  const totp = facteur ? await ajouterTotp(qui) : null
  avancer(60)
  await travailler()
  const invite = demandeAgent(adresse)
  await voisin.demander('administrateur', 'POST /agents', invite)
  const jeton = jetonDe((await travailler())[0])
  const ailleurs = visiteur()
  await ailleurs.demander('POST /activation/rejoindre', { jeton, motDePasse: BON })
  if (totp) await ailleurs.demander('POST /connexion/facteur', { code: totp.code() })
  expect((await ailleurs.demander('GET /session')).json).toMatchObject({ territoire: { code: '00' } })
  return { agent, adresse, ailleurs, laBas: invite.id }
}

test('réinitialisé ici, qui a oublié son mot de passe en choisit un par courriel, une fois, et revient ici', async () => {
  const { agent, adresse } = await desDeuxCotes()
  const avant = jetonDe((await oublier(adresse))[0])
  avancer(60)
  const lien = await reinitialiser(agent.id)
  const apres = jetonDe((await oublier(adresse))[0])
  const qui = visiteur()
  expect((await activer(apres, CHOISI, qui)).json).toMatchObject({
    agent: { id: agent.id },
    territoire: { code: '59' },
  })
  expect((await qui.demander('GET /session')).json).toMatchObject({ ailleurs: [{ code: '00' }] })
  expect(await activer(lien)).toMatchObject({ status: 409, code: 'lien-servi' })
  expect(await activer(avant)).toMatchObject({ status: 409, code: 'lien-remplace' })
})

test('demandé avant la réinitialisation, le lien d’oubli ne rouvre pas ce qu’elle a fermé', async () => {
  const { agent, adresse } = await desDeuxCotes()
  const avant = jetonDe((await oublier(adresse))[0])
  avancer(60)
  const lien = await reinitialiser(agent.id)
  const entre = (await activer(avant)).json
  expect(entre).toMatchObject({ territoire: { code: '00' }, ailleurs: [], fermes: ['Nord'] })
  const revenu = await visiteur().demander('POST /activation/rejoindre', {
    ...{ jeton: lien, motDePasse: CHOISI, nouveau: 'neuf baleines en costume' },
  })
  expect(revenu.json).toMatchObject({ territoire: { code: '59' } })
  expect(revenu.json).not.toHaveProperty('fermes')
})

test('réinitialisé ici, qui entre ailleurs avec son mot de passe d’avant apprend que c’est fermé ici', async () => {
  const { agent, adresse } = await desDeuxCotes()
  await reinitialiser(agent.id)
  expect((await visiteur().entrer(adresse)).json).toMatchObject({ territoire: { code: '00' }, fermes: ['Nord'] })
})

test('la fiche et la liste disent réinitialisé qui l’est, et invité qui n’avait pas de compte', async () => {
  const { agent } = await unCompte()
  const demande = demandeAgent(`nina.trame-${agent.id}@example.org`)
  await admin.brut('POST /agents', demande)
  await reinitialiser(agent.id)
  for (const [agentId, reinitialise] of [
    [agent.id, true],
    [demande.id, false],
  ]) {
    const { json } = await admin.brut('GET /agents/:agentId', { agentId })
    expect(json).toMatchObject({ compte: 'invite', reinitialise })
  }
})

test('tout perdu, dans deux territoires : qui tient le serveur retire la connexion forte, tous l’apprennent', async () => {
  const { agent, adresse, ailleurs } = await desDeuxCotes({ facteur: true })
  const refus = await admin.brut('POST /agents/:agentId/connexion-forte/retrait', { agentId: agent.id })
  expect(refus).toMatchObject({ status: 409, json: { code: 'facteurs-gardes' } })
  expect(JSON.stringify(refus.json)).toContain('qui tient le serveur')
  expect(await retirerFacteursEnLigne(essai.base, adresse.toUpperCase(), essai.now)).toEqual(['Nord', 'Voisin'])
  expect((await ailleurs.demander('GET /session')).status).toBe(401)
  const [dit, autre] = await travailler()
  expect(dit).toContain('a retiré la connexion forte')
  expect(autre).toBeUndefined()
  const qui = visiteur()
  expect((await qui.entrer(adresse)).json.choix).toBeDefined()
  for (const territoire of ['59', '00']) {
    await qui.entrer(adresse)
    expect((await qui.demander('POST /connexion/territoire', { territoire })).status).toBe(200)
    expect(JSON.stringify((await qui.demander('GET /avis')).json)).toContain('retirée par qui tient le serveur')
  }
  for (const faux of [adresse, 'personne@departement.fr', 'personne'])
    await expect(retirerFacteursEnLigne(essai.base, faux, essai.now)).rejects.toThrow(
      /mot de passe suffit|Aucun compte/,
    )
})

/** Its link is handed over: the server has no address to write of. */
async function reinitialiserEnMainPropre(agentId: string) {
  const ici = process.env.FILROUGE_ADRESSE
  delete process.env.FILROUGE_ADRESSE
  await reinitialiser(agentId)
  process.env.FILROUGE_ADRESSE = ici
}

test('réinitialisé ici en main propre, un lien d’oubli qui sert ailleurs ne rouvre pas ici', async () => {
  const { agent, adresse } = await desDeuxCotes()
  await reinitialiserEnMainPropre(agent.id)
  const [oublie] = await oublier(adresse)
  const entre = (await activer(jetonDe(oublie))).json
  expect(entre).toMatchObject({ territoire: { code: '00' }, ailleurs: [], fermes: ['Nord'] })
})

test('réinitialisé par courriel ici, puis en main propre ailleurs : « mot de passe oublié » renvoie celui d’ici', async () => {
  const { agent, adresse, laBas } = await desDeuxCotes()
  await reinitialiser(agent.id)
  const ici = process.env.FILROUGE_ADRESSE
  delete process.env.FILROUGE_ADRESSE
  expect((await voisin.demander('administrateur', 'POST /agents/:agentId/lien', { agentId: laBas })).status).toBe(200)
  process.env.FILROUGE_ADRESSE = ici
  const [renvoye = ''] = await oublier(adresse)
  expect((await activer(jetonDe(renvoye))).json).toMatchObject({ territoire: { code: '59' }, ailleurs: [] })
})

test('réinitialisé partout où il travaille, « mot de passe oublié » renvoie le lien ; trop vieux, dit à qui en demander', async () => {
  const { agent, courriel: adresse } = await unCompte()
  await reinitialiser(agent.id)
  const [renvoye = ''] = await oublier(adresse)
  expect(renvoye).toContain('a réinitialisé votre accès')
  // An address that nobody has: the same answer, and nothing leaves.
  expect(await oublier('personne@departement.fr')).toEqual([])
  avancer(40 * 86_400)
  const [fini = ''] = await oublier(adresse)
  expect(fini).toMatch(/ne sert plus depuis le .*Demandez-lui d’en faire un autre/s)
  expect(jetonDe(fini)).toBe('')
  admin = await essai.unAgent('administrateur')
  await reinitialiser(agent.id)
  const [encore] = await oublier(adresse)
  expect((await activer(jetonDe(encore))).json).toMatchObject({ agent: { id: agent.id } })
})

test('réinitialisé par un lien remis en main propre, rien n’en part par courriel, quoi qu’on demande', async () => {
  const { agent, courriel: adresse } = await unCompte()
  await reinitialiserEnMainPropre(agent.id)
  expect(await oublier(adresse)).toEqual([])
})
