import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unVoisin } from '../../maison/essai-voisin.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { unAuthentificateur } from '../double-facteur/cles/essai-authentificateur.ts'
import { BON, desVisiteurs } from '../double-facteur/essai-visiteur.ts'
import { CHOISI, demandeAgent, jetonDe } from './essai-compte.ts'
import { ecrireLien, jetonDuLien, purgerLiens } from './lien-compte.queries.ts'

/** What a reset leaves of an account, for its holder and for who was in it; and what closing it leaves. */
const essai = unEssai({ vider: false })
const { visiteur, unCompte, ajouterTotp, avancer, origine } = desVisiteurs(essai)
let voisin: Awaited<ReturnType<typeof unVoisin>>
let admin: Navigateur
beforeAll(async () => {
  voisin = await unVoisin(essai)
  admin = await essai.unAgent('administrateur')
})
afterAll(() => voisin.fermer())

type Visiteur = ReturnType<typeof visiteur>
const laBas = (route: string, saisie: Record<string, unknown>) => voisin.demander('administrateur', route, saisie)
const lien = async (agentId: string, suite: object = {}) => {
  const { status, json } = await admin.brut('POST /agents/:agentId/lien', { agentId, ...suite })
  return { status, code: json.code, jeton: jetonDe(json.lien) }
}
const fiche = async (agentId: string) => (await admin.brut('GET /agents/:agentId', { agentId })).json
const retirer = async (agentId: string) => {
  const { status, json } = await admin.brut('POST /agents/:agentId/connexion-forte/retrait', { agentId })
  return [status, json.code ?? null]
}
const oubli = async (courriel: string) =>
  jetonDuLien((await ecrireLien(essai.base.commun, { genre: 'oubli', courriel, now: essai.now, minutes: 60 })).id)
const activer = (jeton: string, qui: Visiteur = visiteur()) =>
  qui.demander('POST /activation', { jeton, nouveau: CHOISI })
const identites = (courriel: string) =>
  essai.base.commun.selectFrom('identite').select(['id', 'motDePasse']).where('courriel', '=', courriel).execute()

/** Somebody has the password of an agent, and put a key of theirs on the account. */
async function vole() {
  const { agent, courriel } = await unCompte()
  const voleur = visiteur({ adresse: '198.51.100.9' })
  await voleur.entrer(courriel)
  const cle = unAuthentificateur(origine)
  const { json } = await voleur.demander('POST /compte/cles/demande', { preuve: BON })
  const ajout = { id: uuidv7(), nom: 'Clé du voleur', cle: cle.creer(json) }
  expect((await voleur.demander('POST /compte/cles', ajout)).status).toBe(200)
  const parCle = async () => {
    const qui = visiteur({ adresse: '198.51.100.9' })
    const { json: options } = await qui.demander('POST /connexion/cle/demande')
    return (await qui.demander('POST /connexion/cle', { cle: cle.montrer(options) })).status
  }
  expect(await parCle()).toBe(200)
  return { id: agent.id, courriel, parCle }
}

test('réinitialiser en retirant la connexion forte : la clé d’un autre n’ouvre plus, et c’est dit', async () => {
  const { id, parCle } = await vole()
  const { jeton } = await lien(id, { retirerConnexionForte: true })
  expect(await parCle()).toBe(401)
  const titulaire = visiteur()
  expect((await activer(jeton, titulaire)).json.agent).toMatchObject({ id })
  expect(await parCle()).toBe(401)
  const avis = JSON.stringify((await titulaire.demander('GET /avis')).json)
  expect(avis).toContain('Votre connexion forte a été retirée par l’administrateur')
  expect(avis).toContain('Votre accès a été réinitialisé')
})

test('réinitialisé sans la retirer, un compte qui attend la dit encore à l’administrateur, qui la retire alors', async () => {
  const { id, parCle } = await vole()
  await lien(id)
  const { jeton } = await lien(id)
  expect(await fiche(id)).toMatchObject({ compte: 'invite', connexionForte: true })
  expect(await retirer(id)).toEqual([200, null])
  expect(await fiche(id)).toMatchObject({ compte: 'invite', connexionForte: false })
  expect((await activer(jeton)).json.agent).toMatchObject({ id })
  expect(await parCle()).toBe(401)
})

test('qui rouvre son compte par un lien envoyé à son adresse voit ce qui y est, et le retire une fois entré', async () => {
  const { id, courriel } = await vole()
  const { jeton } = await lien(id)
  const vu = [{ genre: 'cle', nom: 'Clé du voleur', creeLe: expect.any(String) }]
  // By a link that was shown, or a password alone, nothing of it is said.
  expect((await activer(jeton)).json).toEqual({ facteur: { totp: false, cle: true } })
  expect((await visiteur().entrer(courriel, CHOISI)).json).toEqual({ facteur: { totp: false, cle: true } })
  expect((await activer(await oubli(courriel))).json.facteur).toMatchObject({ moyens: vu })
})

test('un compte d’ailleurs, ouvert ou qui attend, ne se voit ni ne se retire d’ici', async () => {
  const courriel = `nina.trame-${uuidv7()}@example.org`
  const demande = demandeAgent(courriel)
  const ouverture = jetonDe((await laBas('POST /agents', demande)).texte)
  const qui = visiteur()
  expect((await activer(ouverture, qui)).status).toBe(200)
  const totp = { id: uuidv7(), nom: 'Téléphone', preuve: CHOISI }
  expect((await qui.demander('POST /compte/totp', totp)).status).toBe(200)
  await essai.base.commun.updateTable('totp').set({ confirmeLe: essai.now }).where('id', '=', totp.id).execute()
  const ici = demandeAgent(courriel)
  await admin.brut('POST /agents', ici)
  const vu = async () => [(await fiche(ici.id)).connexionForte ?? null, await retirer(ici.id)]
  expect(await vu()).toEqual([null, [409, 'sans-compte']])
  // Reset there: it waits for its link, and for nobody here.
  expect((await laBas('POST /agents/:agentId/lien', { agentId: demande.id })).status).toBe(200)
  expect(await vu()).toEqual([null, [409, 'sans-compte']])
  expect((await lien(ici.id)).status).toBe(200)
  expect(await vu()).toEqual([null, [409, 'sans-compte']])
  await admin.brut('POST /agents/:agentId/desactivation', { agentId: ici.id })
  expect(await identites(courriel)).toHaveLength(1)
})

/** Somebody who works in 59 and in 00, with a second factor, or none. */
async function desDeuxCotes({ facteur = true } = {}) {
  const { agent, courriel } = await unCompte()
  const qui = visiteur()
  await qui.entrer(courriel)
  const totp = facteur ? await ajouterTotp(qui) : null
  avancer(60)
  const la = demandeAgent(courriel)
  const jeton = jetonDe((await laBas('POST /agents', la)).texte)
  const ailleurs = visiteur()
  expect((await ailleurs.demander('POST /activation/rejoindre', { jeton, motDePasse: BON })).status).toBe(200)
  if (totp) expect((await ailleurs.demander('POST /connexion/facteur', { code: totp.code() })).status).toBe(200)
  return { agent, courriel, qui, ailleurs, la, totp }
}
const desactiver = (agentId: string) => admin.brut('POST /agents/:agentId/desactivation', { agentId })
const rouvrir = async (courriel: string) =>
  jetonDe((await admin.brut('POST /agents', demandeAgent(courriel))).json.lien)

test.each<[string, (agentId: string, courriel: string) => Promise<string>]>([
  ['réinitialisé', async agentId => (await lien(agentId)).jeton],
  [
    'réinitialisé, désactivé, rouvert',
    async (agentId, courriel) => {
      await lien(agentId)
      await desactiver(agentId)
      return rouvrir(courriel)
    },
  ],
  [
    'désactivé, rouvert',
    async (agentId, courriel) => {
      await desactiver(agentId)
      return rouvrir(courriel)
    },
  ],
  [
    'réinitialisé, son lien fini et oublié, un autre donné',
    async agentId => {
      await lien(agentId)
      const apres = Temporal.Instant.from(essai.now).add({ hours: 24 * 365 })
      await purgerLiens(essai.base.commun, apres.toString())
      return (await lien(agentId)).jeton
    },
  ],
])(
  '%s, qui travaille ailleurs ne revient qu’avec un autre mot de passe, sans être dérangé là-bas',
  async (_, fermer) => {
    const { agent, courriel, ailleurs } = await desDeuxCotes({ facteur: false })
    const jeton = await fermer(agent.id, courriel)
    const revenir = (nouveau?: string) =>
      visiteur().demander('POST /activation/rejoindre', { jeton, motDePasse: BON, nouveau })
    expect(await revenir()).toMatchObject({ status: 400, code: 'mot-de-passe-a-changer' })
    expect((await ailleurs.demander('GET /session')).status).toBe(200)
    expect((await visiteur().entrer(courriel)).json).toMatchObject({ territoire: { code: '00' } })
    expect((await revenir(CHOISI)).json).toMatchObject({ territoire: { code: '59' } })
  },
)

test('désactivé, qui a choisi depuis un autre mot de passe là-bas revient avec celui-là', async () => {
  const { agent, courriel, ailleurs } = await desDeuxCotes({ facteur: false })
  await desactiver(agent.id)
  const change = await ailleurs.demander('POST /mot-de-passe', { ancien: BON, nouveau: CHOISI })
  expect(change.status).toBe(200)
  const jeton = await rouvrir(courriel)
  const { json } = await visiteur().demander('POST /activation/rejoindre', { jeton, motDePasse: CHOISI })
  expect(json).toMatchObject({ territoire: { code: '59' } })
})

test.each([1, 2])('réinitialisé %i fois, puis fermé ailleurs, un compte garde son second facteur', async fois => {
  const { agent, courriel, la, totp } = await desDeuxCotes()
  let jeton = ''
  for (let n = 0; n < fois; n++) jeton = (await lien(agent.id)).jeton
  expect(await fiche(agent.id)).not.toHaveProperty('connexionForte')
  expect((await laBas('POST /agents/:agentId/desactivation', { agentId: la.id })).status).toBe(200)
  // What is forgotten at night, or with a territory, isn't what waits.
  await purgerLiens(essai.base.commun, essai.now)
  expect(await identites(courriel)).toMatchObject([{ motDePasse: null }])
  expect(await fiche(agent.id)).toMatchObject({ connexionForte: true })
  const titulaire = visiteur()
  expect((await activer(jeton, titulaire)).json.facteur).toMatchObject({ totp: true })
  avancer(60)
  const { json } = await titulaire.demander('POST /connexion/facteur', { code: totp?.code() })
  expect(json).toMatchObject({ agent: { id: agent.id }, territoire: { code: '59' } })
})

test('la connexion forte de qui attend un lien ailleurs ne se retire pas d’ici', async () => {
  const { agent, la, qui } = await desDeuxCotes()
  expect((await laBas('POST /agents/:agentId/lien', { agentId: la.id })).status).toBe(200)
  expect(await retirer(agent.id)).toEqual([409, 'facteurs-gardes'])
  expect(await lien(agent.id, { retirerConnexionForte: true })).toMatchObject({ status: 409, code: 'facteurs-gardes' })
  expect((await qui.demander('GET /session')).status).toBe(200)
})

test('de qui travaille aussi ailleurs, rien ne se retire d’ici : l’accès n’est pas réinitialisé non plus', async () => {
  const { agent, courriel, qui, la } = await desDeuxCotes()
  expect(await lien(agent.id, { retirerConnexionForte: true })).toMatchObject({ status: 409, code: 'facteurs-gardes' })
  expect((await qui.demander('GET /session')).status).toBe(200)
  // Reset on both sides, it waits for both: neither takes it from the other, the last one does.
  expect((await lien(agent.id)).status).toBe(200)
  expect(await fiche(agent.id)).not.toHaveProperty('connexionForte')
  expect((await laBas('POST /agents/:agentId/lien', { agentId: la.id })).status).toBe(200)
  expect(await retirer(agent.id)).toEqual([409, 'sans-compte'])
  await admin.brut('POST /agents/:agentId/desactivation', { agentId: agent.id })
  expect(await identites(courriel)).toHaveLength(1)
  expect((await laBas('POST /agents/:agentId/desactivation', { agentId: la.id })).status).toBe(200)
  expect(await identites(courriel)).toEqual([])
})

test('désactivé pendant qu’il attend son lien, un compte ne laisse rien', async () => {
  const { id, courriel, parCle } = await vole()
  await lien(id)
  await lien(id)
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId: id })).status).toBe(200)
  expect(await identites(courriel)).toEqual([])
  expect(await parCle()).toBe(401)
})

test('un lien d’oubli demandé avant finit avec la réinitialisation, la fermeture, l’ouverture', async () => {
  const { agent, courriel } = await unCompte()
  const [avant, encore] = [await oubli(courriel), await oubli(courriel)]
  const { jeton } = await lien(agent.id)
  expect(await activer(avant)).toMatchObject({ status: 409, code: 'lien-remplace' })
  // Asked while it waits, it gives no password to what waits for another link.
  const pendant = await oubli(courriel)
  expect(await activer(pendant)).toMatchObject({ status: 409, code: 'compte-ferme' })
  expect(await identites(courriel)).toEqual([{ id: agent.id, motDePasse: null }])
  expect((await activer(jeton)).status).toBe(200)
  expect(await activer(pendant)).toMatchObject({ status: 409, code: 'lien-remplace' })
  const dernier = await oubli(courriel)
  await admin.brut('POST /agents/:agentId/desactivation', { agentId: agent.id })
  for (const fini of [encore, dernier]) expect(await activer(fini)).toMatchObject({ code: 'lien-remplace' })
})

test('ce qui attendait une preuve ne survit pas à la réinitialisation', async () => {
  const { agent, courriel } = await unCompte()
  const qui = visiteur()
  await qui.entrer(courriel)
  const totp = await ajouterTotp(qui)
  avancer(60)
  const ailleurs = visiteur()
  expect((await ailleurs.entrer(courriel)).json.facteur).toBeDefined()
  const { jeton } = await lien(agent.id)
  await activer(jeton)
  const reponse = await ailleurs.demander('POST /connexion/facteur', { code: totp.codes[0] })
  expect(reponse).toMatchObject({ status: 401, code: 'etape-finie' })
})

test('le lien d’une réinitialisation ne parle pas en invitation, et ne se décline pas', async () => {
  const { agent } = await unCompte()
  const lu = async (jeton: string) => (await visiteur().demander('POST /activation/lien', { jeton })).json
  const invite = demandeAgent(`nina.trame-${uuidv7()}@example.org`)
  const invitation = jetonDe((await admin.brut('POST /agents', invite)).json.lien)
  expect(await lu(invitation)).toMatchObject({ reinitialise: false })
  // Known elsewhere, never open here: invited here, as anybody is.
  const ailleurs = demandeAgent(`nina.trame-${uuidv7()}@example.org`)
  await activer(jetonDe((await laBas('POST /agents', ailleurs)).texte))
  const ici = demandeAgent(ailleurs.courriel)
  expect(await lu(jetonDe((await admin.brut('POST /agents', ici)).json.lien))).toMatchObject({ reinitialise: false })
  await lien(agent.id)
  // The second takes the place of the first: the account was open here all the same.
  const { jeton } = await lien(agent.id)
  expect(await lu(jeton)).toMatchObject({ reinitialise: true, compte: 'non-dit' })
  const refus = await visiteur().demander('POST /activation/refus', { jeton })
  expect([refus.status, refus.json.code]).toEqual([409, 'lien-de-reinitialisation'])
  expect((await activer(jeton)).json.agent).toMatchObject({ id: agent.id })
  expect((await visiteur().demander('POST /activation/refus', { jeton: invitation })).status).toBe(200)
})
