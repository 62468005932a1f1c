import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { BON, desVisiteurs } from '../double-facteur/essai-visiteur.ts'
import { unFournisseur } from './essai-fournisseur.ts'
import { acrSuffit, adresseGarantie, deuxFacteurs } from './fournisseur.ts'

const essai = unEssai()
const { visiteur, unCompte, ajouterTotp, exiger, avancer, origine } = desVisiteurs(essai)
const fournisseur = unFournisseur(origine)
type Visiteur = ReturnType<typeof visiteur>

/** Goes to the provider with its own cookies, and back: what the browser then reads in its address. */
async function allerEtRevenir(qui: Visiteur, laBas = visiteur(), dit = {}): Promise<Record<string, string>> {
  const { json } = await qui.demander('POST /connexion/proconnect', dit)
  return revenir(String(json.adresse), laBas)
}
async function revenir(adresse: string, laBas: Visiteur): Promise<Record<string, string>> {
  let ou = adresse
  for (let i = 0; i < 10 && !ou.startsWith(`${origine()}/`); i++) {
    const reponse = await laBas.brute(ou)
    ou = new URL(reponse.headers.get('location') ?? '', ou).href
  }
  expect(ou).toMatch(/\/connexion\/proconnect\?/)
  return Object.fromEntries(new URL(ou).searchParams)
}
const entrer = async (qui: Visiteur, laBas?: Visiteur, dit = {}) =>
  qui.demander('POST /connexion/proconnect/retour', await allerEtRevenir(qui, laBas, dit))
const confirmer = (qui: Visiteur, preuve: string) => qui.demander('POST /connexion/proconnect/rattachement', { preuve })

async function lie(sub = 'sujet-1') {
  const compte = await unCompte()
  fournisseur.compte = { sub, email: compte.courriel, acr: 'eidas1', email_verified: true }
  const qui = visiteur()
  await entrer(qui)
  expect((await confirmer(qui, BON)).status).toBe(200)
  return { ...compte, qui }
}

test('la première fois, un compte retrouvé par son adresse se confirme ; ensuite, il ouvre', async () => {
  const { agent, courriel } = await unCompte()
  fournisseur.compte = { sub: 'sujet-1', email: courriel.toUpperCase(), email_verified: true, acr: 'eidas1' }
  const qui = visiteur()
  expect((await entrer(qui)).json).toEqual({ rattachement: { courriel, facteur: false } })
  expect((await qui.demander('GET /session')).status).toBe(401)
  expect(await confirmer(qui, 'faux')).toMatchObject({ status: 400, code: 'preuve-fausse' })
  expect(await confirmer(qui, BON)).toMatchObject({ status: 200, json: { agent: { id: agent.id } } })
  const encore = visiteur()
  expect(await entrer(encore)).toMatchObject({ status: 200, json: { agent: { id: agent.id } } })
  expect((await encore.demander('GET /compte/securite')).json).toMatchObject({
    proconnectLe: '2025-03-10T09:00:00.000Z',
    sessions: expect.arrayContaining([expect.objectContaining({ celleCi: true, moyen: 'proconnect' })]),
  })
  const ecrits = await essai.base.territoire('59').selectFrom('evenement').select('type').execute()
  expect(ecrits.map(e => e.type)).toEqual(['proconnect-lie'])
  expect(JSON.stringify((await encore.demander('GET /avis')).json)).toContain('Compte ProConnect lié')
})

test('la demande porte code, PKCE, state, nonce et le niveau voulu', async () => {
  await allerEtRevenir(visiteur())
  const dit = Object.fromEntries(fournisseur.demandes[0] ?? [])
  expect(dit).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    acr_values: 'eidas1',
    scope: 'openid email',
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
  })
})

test('le fournisseur redemande qui est là, si la page le dit : sa propre session ne suffit plus', async () => {
  const { agent } = await lie()
  const [laBas, premier] = [visiteur(), visiteur()]
  expect((await entrer(premier, laBas)).json.agent).toMatchObject({ id: agent.id })
  // The next person at the same browser: nobody answers the provider's question.
  fournisseur.annule = true
  expect((await entrer(visiteur(), laBas)).json.agent).toMatchObject({ id: agent.id })
  expect(fournisseur.demandes.at(-1)?.get('prompt')).toBe(null)
  expect(await entrer(visiteur(), laBas, { redemander: true })).toMatchObject({
    status: 401,
    code: 'proconnect-annule',
  })
  expect(fournisseur.demandes.at(-1)?.get('prompt')).toBe('login')
})

test('une fois lié, un autre compte de la même adresse est refusé ; délié, il se confirme', async () => {
  const { courriel, qui } = await lie()
  fournisseur.compte = { sub: 'sujet-2', email: courriel, acr: 'eidas1', email_verified: true }
  expect(await entrer(visiteur())).toMatchObject({ status: 401, code: 'proconnect-autre-compte' })
  expect((await qui.demander('POST /compte/proconnect/retrait', { preuve: 'faux' })).status).toBe(400)
  expect((await qui.demander('POST /compte/proconnect/retrait', { preuve: BON })).json).toEqual({ delie: true })
  expect((await entrer(visiteur())).json.rattachement).toBeDefined()
})

test('délier ferme les sessions que ProConnect a ouvertes, sauf celle qui le demande', async () => {
  const { courriel, qui } = await lie('sujet-delie')
  const [parProconnect, parMotDePasse] = [visiteur(), visiteur()]
  expect((await entrer(parProconnect)).status).toBe(200)
  expect((await parMotDePasse.entrer(courriel)).status).toBe(200)
  const etats = () =>
    Promise.all([qui, parProconnect, parMotDePasse].map(async q => (await q.demander('GET /session')).status))
  expect(await etats()).toEqual([200, 200, 200])
  expect((await qui.demander('POST /compte/proconnect/retrait', { preuve: BON })).json).toEqual({ delie: true })
  expect(await etats()).toEqual([200, 401, 200])
})

test('délier ferme aussi celle que ProConnect a ouverte avec un code', async () => {
  const { courriel, qui } = await lie('sujet-code')
  const totp = await ajouterTotp(qui)
  avancer(60)
  const [parProconnect, titulaire] = [visiteur(), visiteur()]
  expect((await entrer(parProconnect)).json.facteur).toBeDefined()
  expect((await parProconnect.demander('POST /connexion/facteur', { code: totp.code() })).status).toBe(200)
  avancer(60)
  await titulaire.entrer(courriel)
  expect((await titulaire.demander('POST /connexion/facteur', { code: totp.code() })).status).toBe(200)
  avancer(60)
  expect((await titulaire.demander('POST /compte/proconnect/retrait', { preuve: totp.code() })).status).toBe(200)
  const etats = [parProconnect, titulaire].map(async q => (await q.demander('GET /session')).status)
  expect(await Promise.all(etats)).toEqual([401, 200])
})

test('l’adresse peut changer chez le fournisseur : c’est le compte lié qui ouvre', async () => {
  const { agent } = await lie()
  fournisseur.compte = { sub: 'sujet-1', email: 'nouvelle@example.org', acr: 'eidas1', email_verified: true }
  expect((await entrer(visiteur())).json.agent).toMatchObject({ id: agent.id })
})

test.each([
  ['une adresse de personne', { email: 'inconnue@example.org' }, 'proconnect-inconnu'],
  ['une adresse que le fournisseur dit non vérifiée', { email_verified: false }, 'proconnect-adresse'],
  [
    'une adresse dont un autre fournisseur que ProConnect ne dit rien',
    { email_verified: undefined },
    'proconnect-adresse',
  ],
  ['un niveau trop bas', { acr: 'eidas0' }, 'proconnect-niveau'],
])('%s est refusée', async (_, ecart, code) => {
  const { courriel } = await unCompte()
  fournisseur.compte = { sub: 'sujet-1', email: courriel, acr: 'eidas1', email_verified: true, ...ecart }
  expect(await entrer(visiteur())).toMatchObject({ status: 401, code })
})

test('qui renonce chez le fournisseur l’apprend en clair', async () => {
  fournisseur.annule = true
  expect(await entrer(visiteur())).toMatchObject({ status: 401, code: 'proconnect-annule' })
})

test('la réponse d’un autre n’entre pas : ni son state, ni son code, ni deux fois', async () => {
  const { courriel } = await lie()
  fournisseur.compte = { sub: 'sujet-1', email: courriel, acr: 'eidas1', email_verified: true }
  const retour = (qui: Visiteur, dit: Record<string, string>) => qui.demander('POST /connexion/proconnect/retour', dit)
  const [a, b] = [visiteur(), visiteur()]
  const [deA, deB] = [await allerEtRevenir(a), await allerEtRevenir(b)]
  expect(await retour(b, deA)).toMatchObject({ status: 401, code: 'proconnect-autre-demande' })
  // The code of one under the state of the other: PKCE and nonce are not theirs.
  expect(await retour(b, { ...deA, state: deB.state ?? '' })).toMatchObject({ status: 401, code: 'proconnect-refuse' })
  const etape = a.cookies.get('filrouge_etape') ?? ''
  expect((await retour(a, deA)).status).toBe(200)
  a.cookies.set('filrouge_etape', etape)
  expect(await retour(a, deA)).toMatchObject({ status: 401, code: 'etape-finie' })
  expect(await retour(visiteur(), deA)).toMatchObject({ status: 401, code: 'etape-finie' })
  const tard = visiteur()
  const dit = await allerEtRevenir(tard)
  avancer(301)
  expect(await retour(tard, dit)).toMatchObject({ code: 'etape-finie' })
  // One demand, taken twice to the provider: two codes, both its own.
  const deux = [visiteur(), visiteur()]
  const { json } = await a.demander('POST /connexion/proconnect')
  const codes = await Promise.all(deux.map(laBas => revenir(String(json.adresse), laBas)))
  for (const qui of deux) qui.cookies.set('filrouge_etape', a.cookies.get('filrouge_etape') ?? '')
  for (const qui of deux) qui.cookies.set('filrouge_appareil', a.cookies.get('filrouge_appareil') ?? '')
  const ensemble = await Promise.all(deux.map((qui, i) => retour(qui, codes[i] ?? {})))
  expect(ensemble.map(r => r.code).sort()).toEqual(['', 'etape-finie'])
})

test('un niveau à deux facteurs vaut connexion forte ; un seul facteur laisse à prouver', async () => {
  await exiger()
  const { courriel } = await lie()
  const simple = visiteur()
  expect((await entrer(simple)).json.connexionForte).toBe('exigee')
  expect((await simple.demander('GET /portefeuille')).status).toBe(403)
  fournisseur.compte = { sub: 'sujet-1', email: courriel, acr: 'eidas2', email_verified: true }
  const forte = visiteur()
  expect((await entrer(forte)).json.connexionForte).toBe(null)
  expect((await forte.demander('GET /portefeuille')).status).toBe(200)
})

test('qui a un second facteur le donne, sauf si le fournisseur l’a vérifié ; le lien se confirme par lui', async () => {
  const { courriel } = await unCompte()
  const chezSoi = visiteur()
  await chezSoi.entrer(courriel)
  const totp = await ajouterTotp(chezSoi)
  avancer(60)
  fournisseur.compte = { sub: 'sujet-1', email: courriel, acr: 'eidas1', email_verified: true }
  const qui = visiteur()
  expect((await entrer(qui)).json).toEqual({ rattachement: { courriel, facteur: true } })
  expect((await confirmer(qui, BON)).status).toBe(400)
  // Two proofs were given: strong, whatever the provider checked.
  expect(await confirmer(qui, totp.code())).toMatchObject({ status: 200, json: { connexionForte: null } })
  const encore = visiteur()
  expect((await entrer(encore)).json).toEqual({ facteur: { totp: true, cle: false } })
  avancer(60)
  expect((await encore.demander('POST /connexion/facteur', { code: totp.code() })).status).toBe(200)
  expect((await encore.demander('POST /deconnexion')).json.suite).toContain('id_token_hint=')
  fournisseur.compte = { sub: 'sujet-1', email: courriel, acr: 'eidas2', email_verified: true }
  expect((await entrer(visiteur())).json.agent).toBeDefined()
})

test('deviner la preuve du lien compte comme à la connexion', async () => {
  const { courriel } = await unCompte()
  fournisseur.compte = { sub: 'sujet-1', email: courriel, acr: 'eidas1', email_verified: true }
  const qui = visiteur()
  await entrer(qui)
  for (let i = 0; i < 5; i++) expect((await confirmer(qui, `faux ${i}`)).status).toBe(400)
  expect((await confirmer(qui, BON)).status).toBe(429)
})

test('se déconnecter ferme aussi la session du fournisseur', async () => {
  await lie()
  const [qui, laBas] = [visiteur(), visiteur()]
  await entrer(qui, laBas)
  const { json } = await qui.demander('POST /deconnexion')
  const suite = new URL(String(json.suite))
  expect(suite.origin).toBe(fournisseur.url())
  expect(suite.searchParams.get('post_logout_redirect_uri')).toBe(`${origine()}/connexion`)
  expect((await laBas.brute(suite.href)).status).toBe(200)
  expect(fournisseur.fermees).toBe(1)
  const sansProconnect = visiteur()
  await sansProconnect.entrer((await unCompte()).courriel)
  expect((await sansProconnect.demander('POST /deconnexion')).json).toEqual({ ferme: true, suite: null })
})

test('le jeton du fournisseur est gardé chiffré', async () => {
  await lie()
  const [session] = await essai.base.commun
    .selectFrom('session')
    .select('jetonIdentite')
    .where('moyen', '=', 'proconnect')
    .execute()
  expect(session?.jetonIdentite?.subarray(1, 6).toString()).toBe('FRCLE')
})

test('un fournisseur qui ne répond pas se dit, et le mot de passe reste', { timeout: 60_000 }, async () => {
  const { courriel, qui } = await lie()
  const dit = await allerEtRevenir(qui)
  fournisseur.muet = true
  expect(await qui.demander('POST /connexion/proconnect/retour', dit)).toMatchObject({
    status: 409,
    code: 'proconnect-muet',
  })
  process.env.FILROUGE_PROCONNECT = 'http://localhost:9'
  expect(await qui.demander('POST /connexion/proconnect')).toMatchObject({ status: 409, code: 'proconnect-muet' })
  process.env.FILROUGE_PROCONNECT = fournisseur.url()
  expect((await visiteur().entrer(courriel)).status).toBe(200)
})

test('sans réglage, ProConnect n’est pas proposé', async () => {
  expect((await visiteur().demander('GET /connexion')).json.proconnect).toBe(true)
  const { FILROUGE_PROCONNECT_SECRET: secret } = process.env
  delete process.env.FILROUGE_PROCONNECT_SECRET
  expect((await visiteur().demander('GET /connexion')).json.proconnect).toBe(false)
  expect(await visiteur().demander('POST /connexion/proconnect')).toMatchObject({
    status: 404,
    code: 'proconnect-absent',
  })
  process.env.FILROUGE_PROCONNECT_SECRET = secret
})

test.each([
  ['eidas1', ['eidas1'], true],
  ['eidas3', ['eidas2'], true],
  ['eidas1', ['eidas2'], false],
  ['https://proconnect.gouv.fr/assurance/consistency-checked-2fa', ['eidas1'], true],
  ['inventé', ['eidas1'], false],
  [undefined, ['eidas1'], false],
])('le niveau %s, demandé %j : %s', (acr, demandes, attendu) => expect(acrSuffit(acr, demandes)).toBe(attendu))
test('deux facteurs se disent par le niveau, ou par amr', () => {
  expect([
    deuxFacteurs('eidas1', ['pwd']),
    deuxFacteurs('eidas1', ['pwd', 'mfa']),
    deuxFacteurs('eidas2', null),
  ]).toEqual([false, true, true])
})
test.each([
  ['https://auth.agentconnect.gouv.fr/api/v2', undefined, true],
  ['https://fca.integ02.agentconnect.rie.gouv.fr/api/v2', undefined, true],
  ['https://auth.proconnect.gouv.fr/api/v2', false, false],
  ['https://auth.proconnect.gouv.fr/api/v2', 'true', false],
  ['http://auth.proconnect.gouv.fr/api/v2', undefined, false],
  ['https://proconnect.gouv.fr.example.org', undefined, false],
  ['https://faux-proconnect.gouv.fr', undefined, false],
  ['https://sso.departement.example.org', undefined, false],
  ['https://sso.departement.example.org', true, true],
])('l’adresse que donne %s, vérifiée : %s, est garantie : %s', (emetteur, dit, attendu) =>
  expect(adresseGarantie(emetteur, dit)).toBe(attendu),
)
