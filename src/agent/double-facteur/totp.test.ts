import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { poserCle, poserCles } from '../../socle/auth/cles.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { renouvelerConnexions } from './cles.queries.ts'
import { BON, desVisiteurs } from './essai-visiteur.ts'

const essai = unEssai()
const { visiteur, unCompte, ajouterTotp, avancer, exiger } = desVisiteurs(essai)

async function avecTotp() {
  const compte = await unCompte()
  const chezSoi = visiteur()
  await chezSoi.entrer(compte.courriel)
  const totp = await ajouterTotp(chezSoi)
  avancer(60)
  return { ...compte, chezSoi, totp }
}
type Avec = Awaited<ReturnType<typeof avecTotp>>
const evenements = async () =>
  (await essai.base.territoire('59').selectFrom('evenement').select('type').orderBy('id').execute()).map(e => e.type)

test('le mot de passe seul n’ouvre plus rien : l’étape n’est pas une session, le code l’ouvre', async () => {
  const { courriel, totp } = await avecTotp()
  const qui = visiteur()
  expect((await qui.entrer(courriel)).json).toEqual({ facteur: { totp: true, cle: false } })
  expect([...qui.cookies.keys()]).toEqual(['filrouge_etape'])
  for (const route of ['GET /session', 'GET /compte/securite', 'GET /avis/non-lus', 'GET /portefeuille'])
    expect((await qui.demander(route)).status).toBe(401)
  // Its token, put where that of a session goes, is none.
  qui.cookies.set('filrouge_session', qui.cookies.get('filrouge_etape') ?? '')
  expect((await qui.demander('GET /session')).status).toBe(401)
  expect(await qui.demander('POST /connexion/facteur', { code: totp.code() })).toMatchObject({
    status: 200,
    json: { agent: { role: 'referent' } },
  })
  expect((await qui.demander('GET /portefeuille')).status).toBe(200)
  expect(qui.cookies.has('filrouge_etape')).toBe(false)
})

test('un code sert une fois, à une demi-minute près de chaque côté, et jamais un d’avant', async () => {
  const { courriel, totp } = await avecTotp()
  const essayer = async (code: string) => {
    const qui = visiteur()
    await qui.entrer(courriel)
    return (await qui.demander('POST /connexion/facteur', { code })).status
  }
  avancer(30)
  expect([await essayer(totp.code(-60)), await essayer(totp.code(60))]).toEqual([401, 401])
  const code = totp.code()
  expect(await essayer(`${code.slice(0, 3)} ${code.slice(3)}`)).toBe(200)
  expect([await essayer(code), await essayer(totp.code(-30))]).toEqual([401, 401])
  expect(await essayer(totp.code(30))).toBe(200)
})

test('le même code envoyé dix fois ensemble ouvre une fois', async () => {
  const { courriel, totp } = await avecTotp()
  const tous = Array.from({ length: 10 }, (_, i) => visiteur({ adresse: `198.51.100.${i + 1}` }))
  for (const qui of tous) await qui.entrer(courriel)
  const code = totp.code()
  const reponses = await Promise.all(tous.map(qui => qui.demander('POST /connexion/facteur', { code })))
  expect(reponses.filter(r => r.status === 200)).toHaveLength(1)
})

test('qui a le mot de passe ne devine pas le code : redonner le mot de passe ne remet rien à zéro', async () => {
  const { courriel, chezSoi, totp } = await avecTotp()
  const voleur = visiteur({ adresse: '198.51.100.9' })
  const statuts: number[] = []
  for (let i = 0; i < 12; i++) {
    expect((await voleur.entrer(courriel)).status).toBe(200)
    statuts.push((await voleur.demander('POST /connexion/facteur', { code: String(100_000 + i) })).status)
  }
  expect(statuts).toEqual([401, 401, 401, 401, 401, 429, 429, 429, 429, 429, 429, 429])
  expect(await voleur.demander('POST /connexion/facteur', { code: '123456' })).toMatchObject({
    code: 'trop-de-mots-de-passe-faux',
    json: { detail: 'Trop de codes faux. Attendez 1 minute, puis réessayez.' },
  })
  // From many addresses: eight, then they wait; the device of the agent doesn't.
  let devines = 0
  for (let i = 0; i < 20; i++) {
    const ailleurs = visiteur({ adresse: `198.51.101.${i + 1}` })
    await ailleurs.entrer(courriel)
    if ((await ailleurs.demander('POST /connexion/facteur', { code: '000000' })).status === 401) devines++
  }
  expect(devines).toBeLessThanOrEqual(3)
  await chezSoi.demander('POST /deconnexion')
  await chezSoi.entrer(courriel)
  expect((await chezSoi.demander('POST /connexion/facteur', { code: totp.code() })).status).toBe(200)
})

test('l’étape dure cinq minutes, sur l’appareil où elle a commencé, et une fois', async () => {
  const { courriel, chezSoi, totp } = await avecTotp()
  await chezSoi.demander('POST /deconnexion')
  await chezSoi.entrer(courriel)
  const voleur = visiteur()
  voleur.cookies.set('filrouge_etape', chezSoi.cookies.get('filrouge_etape') ?? '')
  expect(await voleur.demander('POST /connexion/facteur', { code: totp.code() })).toMatchObject({ code: 'etape-finie' })
  avancer(301)
  expect(await chezSoi.demander('POST /connexion/facteur', { code: totp.code() })).toMatchObject({
    status: 401,
    code: 'etape-finie',
  })
  await chezSoi.entrer(courriel)
  const etape = chezSoi.cookies.get('filrouge_etape') ?? ''
  expect((await chezSoi.demander('POST /connexion/facteur', { code: totp.code() })).status).toBe(200)
  chezSoi.cookies.set('filrouge_etape', etape)
  avancer(60)
  expect(await chezSoi.demander('POST /connexion/facteur', { code: totp.code() })).toMatchObject({
    code: 'etape-finie',
  })
})

test('dix codes de secours, chacun une fois ; les refaire éteint les anciens ; l’agent en est averti', async () => {
  const { courriel, chezSoi, totp } = await avecTotp()
  expect(totp.codes).toHaveLength(10)
  expect(totp.codes[0]).toMatch(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
  const essayer = async (code = '') => {
    const qui = visiteur()
    await qui.entrer(courriel)
    return (await qui.demander('POST /connexion/facteur', { code })).status
  }
  const [un, deux, trois] = totp.codes
  expect([await essayer(un?.toLowerCase().replaceAll('-', ' ')), await essayer(un)]).toEqual([200, 401])
  expect(await essayer(deux)).toBe(200)
  const refaits = await chezSoi.demander('POST /compte/codes-secours', { preuve: totp.code() })
  expect([await essayer(trois), await essayer((refaits.json.codesSecours as unknown as string[])[0])]).toEqual([
    401, 200,
  ])
  expect((await chezSoi.demander('GET /compte/securite')).json.codesRestants).toBe(9)
  expect(await evenements()).toEqual([
    'facteur-ajoute',
    'code-secours-employe',
    'code-secours-employe',
    'codes-secours-refaits',
    'code-secours-employe',
  ])
  const { json } = await chezSoi.demander('GET /avis')
  expect(JSON.stringify(json)).toContain('Un code de secours a servi')
  const { rows } = { rows: await essai.base.commun.selectFrom('codeSecours').selectAll().execute() }
  expect(rows.every(r => r.empreinte.length === 32)).toBe(true)
})

test.each<[string, (a: Avec) => [string, Record<string, unknown>]]>([
  ['ajouter', () => ['POST /compte/totp', { id: uuidv7(), nom: 'Autre' }]],
  ['retirer', ({ totp }) => ['POST /compte/facteurs/:facteurId/retrait', { facteurId: totp.id }]],
  ['refaire les codes', () => ['POST /compte/codes-secours', {}]],
])('%s demande de prouver encore, et compte comme à la connexion', async (_, quoi) => {
  const avec = await avecTotp()
  const [route, saisie] = quoi(avec)
  const faire = (preuve: string) => avec.chezSoi.demander(route, { ...saisie, preuve })
  expect(await avec.chezSoi.demander(route, saisie)).toMatchObject({ status: 400 })
  for (let i = 0; i < 5; i++)
    expect(await faire(`faux ${i}`)).toMatchObject({
      status: 400,
      code: 'preuve-fausse',
      json: { champs: [{ champ: 'preuve' }] },
    })
  expect((await faire(BON)).status).toBe(429)
  // A code isn't a password: who mistook one may still prove by the other.
  for (let i = 0; i < 5; i++) expect((await faire(`00000${i}`)).status).toBe(400)
  expect((await faire(avec.totp.code())).status).toBe(429)
  avancer(61)
  expect((await faire(avec.totp.code())).status).toBe(200)
})

test('une application ne compte qu’une fois confirmée, par un code d’elle, dans le quart d’heure', async () => {
  const { courriel } = await unCompte()
  const qui = visiteur()
  await qui.entrer(courriel)
  const id = uuidv7()
  const { json } = await qui.demander('POST /compte/totp', { id, nom: 'Téléphone', preuve: BON })
  expect(String(json.adresse)).toMatch(/^otpauth:\/\/totp\/Filrouge:/)
  expect((await visiteur().entrer(courriel)).json.agent).toBeDefined()
  const confirmer = (code: string) => qui.demander('POST /compte/totp/:totpId/confirmation', { totpId: id, code })
  expect(await confirmer('000000')).toMatchObject({ status: 400, code: 'code-faux' })
  avancer(15 * 60 + 1)
  expect(await confirmer('000000')).toMatchObject({ status: 404, code: 'application-expiree' })
  const { secret } = await essai.base.commun.selectFrom('totp').select('secret').executeTakeFirstOrThrow()
  expect(secret.subarray(1, 6).toString()).toBe('FRCLE')
})

test('l’application d’un autre ne se confirme ni ne se retire', async () => {
  const { totp, chezSoi } = await avecTotp()
  const { courriel } = await unCompte()
  const autre = visiteur()
  await autre.entrer(courriel)
  expect(
    (await autre.demander('POST /compte/facteurs/:facteurId/retrait', { facteurId: totp.id, preuve: BON })).status,
  ).toBe(404)
  expect((await chezSoi.demander('GET /compte/securite')).json.totp).toHaveLength(1)
})

test('ajouter le premier facteur ferme les sessions ouvertes au mot de passe seul', async () => {
  const { courriel } = await unCompte()
  const [ici, ailleurs] = [visiteur(), visiteur()]
  await ici.entrer(courriel)
  await ailleurs.entrer(courriel)
  await ajouterTotp(ici)
  expect([(await ici.demander('GET /session')).status, (await ailleurs.demander('GET /session')).status]).toEqual([
    200, 401,
  ])
})

test('changer la clé du serveur garde les applications', async () => {
  const { courriel, totp } = await avecTotp()
  const [zero, un] = ['une clé d’essai assez longue pour servir', 'une autre clé d’essai, assez longue aussi']
  poserCles({
    courante: 1,
    secrets: new Map([
      [0, zero],
      [1, un],
    ]),
  } as never)
  expect(await renouvelerConnexions(essai.base)).toBe(1)
  expect(await renouvelerConnexions(essai.base)).toBe(0)
  poserCles({ courante: 1, secrets: new Map([[1, un]]) } as never)
  const qui = visiteur()
  await qui.entrer(courriel)
  expect((await qui.demander('POST /connexion/facteur', { code: totp.code() })).status).toBe(200)
  poserCle(zero)
})

test('exigée : sans facteur, la session n’ouvre que son compte ; une fois ajouté, tout s’ouvre', async () => {
  await exiger()
  const { courriel } = await unCompte()
  const qui = visiteur()
  expect((await qui.entrer(courriel)).json.connexionForte).toBe('exigee')
  for (const route of ['GET /portefeuille', 'GET /avis/non-lus', 'POST /recherche', 'GET /echeances'])
    expect(await qui.demander(route, { q: 'x' })).toMatchObject({ status: 403, code: 'connexion-forte-exigee' })
  expect((await qui.demander('GET /compte/securite')).json.exigence).toBe('exigee')
  const totp = await ajouterTotp(qui)
  expect(totp.status).toBe(200)
  expect((await qui.demander('GET /portefeuille')).status).toBe(200)
  expect((await qui.demander('GET /session')).json.connexionForte).toBe(null)
  avancer(60)
  expect(
    await qui.demander('POST /compte/facteurs/:facteurId/retrait', { facteurId: totp.id, preuve: totp.code() }),
  ).toMatchObject({ status: 409, code: 'dernier-facteur' })
})

test.each(['accueil', 'co-intervenant'] as const)('exigée : %s, qui ne voit ni numéro ni export, entre', async role => {
  await exiger()
  const { courriel } = await unCompte(role)
  const qui = visiteur()
  expect((await qui.entrer(courriel)).json.connexionForte).toBe(null)
  expect((await qui.demander('GET /avis/non-lus')).status).toBe(200)
})

test('exigée : changer de rôle pour un qui la demande la demande, aussitôt', async () => {
  await exiger()
  const { agent, courriel } = await unCompte('accueil')
  const habilitationId = uuidv7()
  await essai.base
    .territoire('59')
    .insertInto('habilitation')
    .values({ id: habilitationId, agentId: agent.id, role: 'pilote', debut: '2024-01-01', depuis: essai.now })
    .execute()
  const qui = visiteur()
  await qui.entrer(courriel)
  const roles = await essai.base
    .territoire('59')
    .selectFrom('habilitation')
    .select(['id', 'role'])
    .where('agentId', '=', agent.id)
    .execute()
  const prendre = (role: string) =>
    qui.demander('POST /session/habilitation', { habilitationId: roles.find(r => r.role === role)?.id })
  await prendre('accueil')
  expect((await qui.demander('GET /avis/non-lus')).status).toBe(200)
  expect((await prendre('pilote')).json.connexionForte).toBe('exigee')
  expect((await qui.demander('GET /avis/non-lus')).status).toBe(403)
  expect((await prendre('accueil')).json.connexionForte).toBe(null)
  await ajouterTotp(qui)
  expect((await prendre('pilote')).json.connexionForte).toBe(null)
})

test('la règle vaut dès son jour, pour les sessions déjà ouvertes', async () => {
  const { courriel } = await unCompte()
  const qui = visiteur()
  expect((await qui.entrer(courriel)).json.connexionForte).toBe('proposee')
  expect((await qui.demander('GET /portefeuille')).status).toBe(200)
  await exiger()
  expect((await qui.demander('GET /portefeuille')).status).toBe(403)
})

test('retirer le dernier facteur, là où rien ne l’exige, rend la session simple et éteint les codes', async () => {
  const { courriel, chezSoi, totp } = await avecTotp()
  const facteurId = totp.id
  expect((await chezSoi.demander('POST /compte/facteurs/:facteurId/retrait', { facteurId, preuve: BON })).status).toBe(
    200,
  )
  expect((await chezSoi.demander('GET /compte/securite')).json).toMatchObject({
    totp: [],
    codesRestants: 0,
    exigence: 'proposee',
  })
  expect((await visiteur().entrer(courriel)).json.agent).toBeDefined()
})
