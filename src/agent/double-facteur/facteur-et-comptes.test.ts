import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { unVoisin } from '../../maison/essai-voisin.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { CHOISI, demandeAgent, jetonDe } from '../compte/essai-compte.ts'
import { BON, desVisiteurs } from './essai-visiteur.ts'

/** A second factor is of the account: neither a link, nor another territory, goes round it. */
const essai = unEssai({ vider: false })
const { visiteur, unCompte, ajouterTotp, avancer, exiger } = desVisiteurs(essai)
let voisin: Awaited<ReturnType<typeof unVoisin>>
beforeAll(async () => {
  voisin = await unVoisin(essai)
})
afterAll(() => voisin.fermer())

async function protege() {
  const { agent, courriel } = await unCompte()
  const qui = visiteur()
  await qui.demander('POST /connexion', { courriel, motDePasse: BON })
  const totp = await ajouterTotp(qui)
  avancer(60)
  return { agent, courriel, qui, totp }
}
const ouverte = async (qui: ReturnType<typeof visiteur>) => (await qui.demander('GET /session')).status === 200

test('un accès réinitialisé garde son second facteur : le lien seul n’ouvre rien', async () => {
  const { agent, totp } = await protege()
  const admin = await essai.unAgent('administrateur')
  const { json } = await admin.brut('POST /agents/:agentId/lien', { agentId: agent.id })
  const qui = visiteur()
  const active = await qui.demander('POST /activation', { jeton: jetonDe(json.lien), nouveau: CHOISI })
  expect([active.status, active.json.facteur]).toMatchObject([200, { totp: true, cle: false }])
  expect(await ouverte(qui)).toBe(false)
  const entree = await qui.demander('POST /connexion/facteur', { code: totp.code() })
  expect([entree.status, await ouverte(qui)]).toEqual([200, true])
})

test('un accès fermé partout emporte ses facteurs : l’adresse en ouvre un autre, sans eux', async () => {
  const { agent } = await protege()
  const admin = await essai.unAgent('administrateur')
  expect((await admin.brut('POST /agents/:agentId/desactivation', { agentId: agent.id })).status).toBe(200)
  const reste = await essai.base.commun.selectFrom('totp').select('id').where('identiteId', '=', agent.id).execute()
  expect(reste).toEqual([])
})

test('rejoindre un territoire demande le second facteur ; la session y est forte, et le reste en changeant de territoire', async () => {
  const { courriel, totp } = await protege()
  const { texte } = await voisin.demander('administrateur', 'POST /agents', demandeAgent(courriel))
  const qui = visiteur()
  const saisie = { jeton: jetonDe(texte), motDePasse: BON }
  expect((await qui.demander('POST /activation/rejoindre', saisie)).json).toEqual({
    facteur: { totp: true, cle: false },
  })
  expect(await ouverte(qui)).toBe(false)
  const { json } = await qui.demander('POST /connexion/facteur', { code: totp.code() })
  expect(json).toMatchObject({ territoire: { code: '00' }, ailleurs: [{ code: '59' }] })
  const { sessions } = (await qui.demander('GET /compte/securite')).json as unknown as {
    sessions: { celleCi: boolean; moyen: string }[]
  }
  expect(sessions.find(s => s.celleCi)?.moyen).toBe('totp')
  await exiger()
  expect((await qui.demander('POST /session/territoire', { territoire: '59' })).json).toMatchObject({
    connexionForte: null,
  })
  expect(await qui.demander('GET /portefeuille')).toMatchObject({ status: 200 })
})

test('un code de secours employé se dit là où l’on entre, même après avoir choisi entre deux territoires', async () => {
  const { agent, courriel, totp } = await protege()
  const { texte } = await voisin.demander('administrateur', 'POST /agents', demandeAgent(courriel))
  const qui = visiteur()
  await qui.demander('POST /activation/rejoindre', { jeton: jetonDe(texte), motDePasse: BON })
  expect((await qui.demander('POST /connexion/facteur', { code: totp.code() })).status).toBe(200)
  await qui.entrer(courriel)
  const { json } = await qui.demander('POST /connexion/facteur', { code: totp.codes[0] })
  expect(json.choix).toBeDefined()
  expect((await qui.demander('POST /connexion/territoire', { territoire: '59' })).status).toBe(200)
  const dits = await essai.base
    .territoire('59')
    .selectFrom('evenement')
    .select(['type', 'apres'])
    .where('objetId', '=', agent.id)
    .where('type', '=', 'code-secours-employe')
    .execute()
  expect(dits.map(d => d.apres)).toEqual([{ restants: 9 }])
})

test('une application que personne n’a confirmée n’ouvre rien', async () => {
  const { courriel, qui, totp } = await protege()
  const { json } = await qui.demander('POST /compte/totp', { id: uuidv7(), nom: 'Autre', preuve: totp.code() })
  const code = new TOTP({ secret: Secret.fromBase32(String(json.secret)) }).generate({
    timestamp: Date.parse(essai.now),
  })
  const ailleurs = visiteur()
  await ailleurs.entrer(courriel)
  expect((await ailleurs.demander('POST /connexion/facteur', { code })).status).toBe(401)
})

test('deviner le code d’une application qu’on ajoute compte comme à la connexion', async () => {
  const { courriel } = await unCompte()
  const qui = visiteur()
  await qui.entrer(courriel)
  const id = uuidv7()
  await qui.demander('POST /compte/totp', { id, nom: 'Téléphone', preuve: BON })
  const essayer = (code: string) => qui.demander('POST /compte/totp/:totpId/confirmation', { totpId: id, code })
  for (let i = 0; i < 5; i++) expect((await essayer(`00000${i}`)).code).toBe('code-faux')
  expect(await essayer('000006')).toMatchObject({ status: 429, code: 'trop-de-mots-de-passe-faux' })
})

test.each([
  ['un facteur ajouté', (qui: ReturnType<typeof visiteur>) => ajouterTotp(qui, 'Autre')],
  [
    'les autres sessions fermées',
    (qui: ReturnType<typeof visiteur>) => qui.demander('POST /compte/sessions/fermeture'),
  ],
])('le choix d’un territoire, prouvé avant, n’ouvre plus après : %s', async (_, acte) => {
  const { courriel } = await unCompte()
  const chezSoi = visiteur()
  await chezSoi.entrer(courriel)
  const { texte } = await voisin.demander('administrateur', 'POST /agents', demandeAgent(courriel))
  await visiteur().demander('POST /activation/rejoindre', { jeton: jetonDe(texte), motDePasse: BON })
  const voleur = visiteur({ adresse: '198.51.100.9' })
  expect((await voleur.entrer(courriel)).json.choix).toBeDefined()
  expect((await acte(chezSoi)).status).toBe(200)
  const choix = await voleur.demander('POST /connexion/territoire', { territoire: '59' })
  expect(choix).toMatchObject({ status: 401, code: 'etape-finie' })
})
