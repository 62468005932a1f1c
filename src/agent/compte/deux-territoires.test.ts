import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unVoisin } from '../../maison/essai-voisin.ts'
import { CHOISI, demandeAgent, jetonDe, unVisiteur } from './essai-compte.ts'

/** Two territories of one server, 59 and its neighbour 00: what the administrator of one does, and learns, of who works in the other. */
const essai = unEssai({ vider: false })
let voisin: Awaited<ReturnType<typeof unVoisin>>
let admin: Navigateur
beforeAll(async () => {
  voisin = await unVoisin(essai)
  admin = await essai.unAgent('administrateur')
})
afterAll(() => voisin.fermer())

const AUTRE = 'un wagon sans aucun chat'
const SU = 'vingt zèbres sous la pluie'
let n = 0
const uneAdresse = () => `nina.trame-${++n}@example.org`
const laBas = async (route: string, saisie: Record<string, unknown>) => {
  const { status, texte } = await voisin.demander('administrateur', route, saisie)
  return { status, json: JSON.parse(texte) as Record<string, unknown> }
}
const acces = async (courriel: string) =>
  essai.base.commun
    .selectFrom('acces as a')
    .innerJoin('identite as i', 'i.id', 'a.identiteId')
    .select(['a.territoire', 'a.agentId', 'a.identiteId'])
    .where('i.courriel', '=', courriel)
    .orderBy('a.territoire')
    .execute()

/** An account open there, by a link that its administrator may have used; its owner works with this password. */
async function unCompteLaBas(motDePasse = CHOISI) {
  const courriel = uneAdresse()
  const demande = demandeAgent(courriel)
  const visiteur = unVisiteur(admin)
  const jeton = jetonDe((await laBas('POST /agents', demande)).json.lien)
  const { status, cookie } = await visiteur.activer(jeton, motDePasse)
  expect(status).toBe(200)
  return { courriel, agentLaBas: demande.id, cookie, visiteur }
}
/** The same, who joined 59 with another password, as is asked of who may not be alone to know theirs. */
async function desDeuxCotes() {
  const compte = await unCompteLaBas(SU)
  const demande = demandeAgent(compte.courriel)
  const { json } = await admin.brut('POST /agents', demande)
  const joint = await compte.visiteur.rejoindre(jetonDe(json.lien), SU, CHOISI)
  expect(joint.status).toBe(200)
  const { etape } = await compte.visiteur.entrer(compte.courriel)
  return { ...compte, agentIci: demande.id, ici: joint.cookie, la: await compte.visiteur.choisir(etape, '00') }
}

test('ce que reçoit l’administrateur est pareil, que l’adresse serve déjà ailleurs ou non', async () => {
  const { courriel } = await unCompteLaBas()
  const reponses = []
  for (const adresse of [courriel, uneAdresse()]) {
    const demande = demandeAgent(adresse)
    const { status, json } = await admin.brut('POST /agents', demande)
    const fiche = await admin.brut('GET /agents/:agentId', { agentId: demande.id })
    const lu = await unVisiteur(admin).lire(jetonDe(json.lien))
    reponses.push({
      status,
      cree: { ...json, lien: jetonDe(json.lien).length, memeId: json.id === demande.id, id: null },
      compte: fiche.json.compte,
      lien: { ...lu.json, courriel: null },
      encore: (await admin.brut('POST /agents/:agentId/lien', { agentId: demande.id })).status,
      ferme: (await admin.brut('POST /agents/:agentId/desactivation', { agentId: demande.id })).json.desactiveLe,
    })
  }
  expect(reponses[0]).toEqual(reponses[1])
  expect(reponses[0]).toMatchObject({ status: 200, cree: { memeId: true }, compte: 'invite', encore: 200 })
})

test('inscrire l’adresse d’un agent d’ailleurs n’ouvre rien, ne ferme rien et ne montre rien de lui', async () => {
  const { courriel, agentLaBas, cookie, visiteur } = await unCompteLaBas()
  const { json } = await admin.brut('POST /agents', demandeAgent(courriel))
  expect(json).not.toHaveProperty('motDePasse')
  expect(JSON.stringify(json)).not.toContain(agentLaBas)
  expect((await acces(courriel)).map(a => a.territoire)).toEqual(['00'])
  expect((await visiteur.session(cookie)).json).toMatchObject({ territoire: { code: '00' }, ailleurs: [] })
  expect((await visiteur.entrer(courriel)).json).toMatchObject({ territoire: { code: '00' } })
})

test('qui a le lien sans le mot de passe du compte ne rejoint rien, et ne le change pas', async () => {
  const { courriel, visiteur } = await unCompteLaBas()
  const jeton = jetonDe((await admin.brut('POST /agents', demandeAgent(courriel))).json.lien)
  expect(await visiteur.activer(jeton, AUTRE)).toMatchObject({ status: 409, json: { code: 'compte-existant' } })
  expect(await visiteur.rejoindre(jeton, AUTRE, AUTRE)).toMatchObject({ status: 401, cookie: '' })
  expect((await acces(courriel)).map(a => a.territoire)).toEqual(['00'])
  expect((await visiteur.entrer(courriel)).status).toBe(200)
})

test('deviner le mot de passe du compte par un lien compte comme à la connexion', async () => {
  const { courriel, visiteur } = await unCompteLaBas()
  // From where they never signed in.
  const jeton = jetonDe((await admin.brut('POST /agents', demandeAgent(courriel))).json.lien)
  const statuts: number[] = []
  for (let i = 0; i < 7; i++) statuts.push((await visiteur.rejoindre(jeton, `faux ${i}`)).status)
  expect(statuts).toEqual([401, 401, 401, 401, 401, 429, 429])
})

test('le mot de passe qu’un administrateur a pu garder n’ouvre pas un autre territoire', async () => {
  // The administrator of 00 opened the link that was shown to them, chose the password, and told it.
  const { courriel, cookie, visiteur } = await unCompteLaBas(SU)
  const jeton = jetonDe((await admin.brut('POST /agents', demandeAgent(courriel))).json.lien)
  expect(await visiteur.rejoindre(jeton, SU)).toMatchObject({
    status: 400,
    json: { code: 'mot-de-passe-a-changer', champs: [{ champ: 'nouveau' }] },
  })
  expect((await visiteur.rejoindre(jeton, SU, SU)).json.code).toBe('mot-de-passe-inchange')
  expect((await visiteur.rejoindre(jeton, SU, CHOISI)).json).toMatchObject({ territoire: { code: '59' } })
  expect((await visiteur.session(cookie)).status).toBe(401)
  expect((await visiteur.entrer(courriel, SU)).status).toBe(401)
  expect((await visiteur.entrer(courriel)).status).toBe(200)
  // Wherever they work, it is told.
  for (const { territoire, agentId } of await acces(courriel)) {
    const dits = essai.base
      .territoire(territoire)
      .selectFrom('evenement')
      .select('type')
      .where('acteurId', '=', agentId)
    expect((await dits.execute()).map(e => e.type)).toContain('mot-de-passe-change')
  }
})

test('l’agent de chaque territoire a son identifiant, que l’autre n’apprend pas', async () => {
  const { courriel, agentIci, agentLaBas } = await desDeuxCotes()
  const [la, ici] = await acces(courriel)
  expect([la?.agentId, ici?.agentId]).toEqual([agentLaBas, agentIci])
  expect(new Set([la?.identiteId, la?.agentId, ici?.agentId]).size).toBe(3)
})

test('à la connexion on choisit son territoire, puis on en change par le menu sans mot de passe', async () => {
  const { courriel, visiteur, agentIci, agentLaBas } = await desDeuxCotes()
  const { status, json, cookie, etape } = await visiteur.entrer(courriel)
  expect([status, cookie]).toEqual([200, ''])
  expect(json.choix).toEqual({
    territoires: [
      { code: '59', nom: 'Nord' },
      { code: '00', nom: 'Voisin' },
    ],
  })
  for (const territoire of ['61', '', "'"])
    expect((await visiteur.choisir(etape, territoire)).json.code).toBe('sans-habilitation')
  const ici = await visiteur.choisir(etape, '59')
  expect(ici.json).toMatchObject({ agent: { id: agentIci }, ailleurs: [{ code: '00', nom: 'Voisin' }] })
  const la = await visiteur.avec(ici.cookie).brut('POST /session/territoire', { territoire: '00' })
  expect(la.json).toMatchObject({ agent: { id: agentLaBas }, territoire: { code: '00' }, ailleurs: [{ code: '59' }] })
  expect((await visiteur.session(ici.cookie)).status).toBe(401)
  expect((await visiteur.choisir(etape, '59')).json.code).toBe('etape-finie')
})

test('qui ne travaille que dans un territoire n’entre pas dans un autre par le menu', async () => {
  const { cookie, visiteur } = await unCompteLaBas()
  const { status, json } = await visiteur.avec(cookie).brut('POST /session/territoire', { territoire: '59' })
  expect([status, json.code]).toEqual([404, 'territoire-ferme'])
  expect((await visiteur.session(cookie)).status).toBe(200)
})

test('ce qui laisse choisir n’est pas une session, dure cinq minutes, sert une fois, et tombe avec le mot de passe', async () => {
  const { courriel, visiteur, ici } = await desDeuxCotes()
  const { etape } = await visiteur.entrer(courriel)
  const refus = { status: 401, json: { code: 'etape-finie' }, cookie: '' }
  const jeton = etape.split('=')[1]
  expect((await visiteur.session(`filrouge_session=${jeton}`)).status).toBe(401)
  for (const faux of ['', 'filrouge_etape=x', `${etape.slice(0, -3)}AAA`])
    expect(await visiteur.choisir(faux, '59')).toMatchObject(refus)
  const avant = essai.now
  const apres = (secondes: number) => {
    essai.now = Temporal.Instant.from(avant).add({ seconds: secondes }).toString()
    return visiteur.choisir(etape, '59')
  }
  expect(await apres(300)).toMatchObject(refus)
  expect((await apres(299)).status).toBe(200)
  expect(await apres(299)).toMatchObject(refus)
  essai.now = avant
  const autre = (await visiteur.entrer(courriel)).etape
  const change = { ancien: CHOISI, nouveau: AUTRE }
  expect((await visiteur.avec(ici).brut('POST /mot-de-passe', change)).status).toBe(200)
  expect(await visiteur.choisir(autre, '59')).toMatchObject(refus)
})

test.each(['POST /agents/:agentId/lien', 'POST /agents/:agentId/desactivation'])(
  '%s ici laisse entier ce qui est ouvert ailleurs : sessions, mot de passe, compte',
  async route => {
    const { courriel, visiteur, agentIci, ici, la } = await desDeuxCotes()
    const { status, json } = await admin.brut(route, { agentId: agentIci })
    expect(status).toBe(200)
    expect((await visiteur.session(ici)).status).toBe(401)
    expect((await visiteur.session(la.cookie)).json).toMatchObject({ territoire: { code: '00' }, ailleurs: [] })
    expect((await visiteur.entrer(courriel)).json).toMatchObject({ territoire: { code: '00' } })
    if (!json.lien) return
    // The link gives the administrator of 59 no way into 00: it asks for the password of its owner, who then chooses another.
    const jeton = jetonDe(json.lien)
    expect((await visiteur.activer(jeton, AUTRE)).json.code).toBe('compte-existant')
    for (const nouveau of [undefined, CHOISI])
      expect((await visiteur.rejoindre(jeton, CHOISI, nouveau)).json.code).toMatch(
        /^mot-de-passe-(a-changer|inchange)$/,
      )
    const revenu = await visiteur.rejoindre(jeton, CHOISI, AUTRE)
    expect(revenu.json).toMatchObject({ agent: { id: agentIci } })
    expect((await visiteur.session(la.cookie)).status).toBe(401)
    expect((await visiteur.entrer(courriel)).status).toBe(401)
    const { json: avis } = await visiteur.avec(revenu.cookie).brut('GET /avis')
    expect(JSON.stringify(avis)).toContain('Votre mot de passe a été changé')
  },
)

test('les sessions d’un territoire ne se ferment ni ne se lisent sous l’identifiant de l’autre', async () => {
  const { agentIci, agentLaBas, la, ici, visiteur } = await desDeuxCotes()
  for (const agentId of [agentLaBas, agentIci])
    for (const [route, par] of [
      ['POST /agents/:agentId/lien', agentId === agentLaBas ? admin.brut : laBas],
      ['POST /agents/:agentId/desactivation', agentId === agentLaBas ? admin.brut : laBas],
    ] as const)
      expect((await par(route, { agentId })).status).toBe(404)
  expect((await visiteur.session(la.cookie)).status).toBe(200)
  expect((await visiteur.session(ici)).status).toBe(200)
})

test('changer soi-même son mot de passe ferme ses sessions partout, et garde celle qui sert', async () => {
  const { courriel, visiteur, ici, la } = await desDeuxCotes()
  const { entetes } = await visiteur.avec(ici).brut('POST /mot-de-passe', { ancien: CHOISI, nouveau: AUTRE })
  expect(String(entetes['set-cookie'])).toContain('filrouge_session=')
  for (const cookie of [ici, la.cookie]) expect((await visiteur.session(cookie)).status).toBe(401)
  expect((await visiteur.entrer(courriel, AUTRE)).json.choix).toBeDefined()
})

test('fermé partout, le compte n’existe plus : l’adresse en ouvre un autre', async () => {
  const { courriel, visiteur, agentIci, agentLaBas } = await desDeuxCotes()
  await admin.brut('POST /agents/:agentId/desactivation', { agentId: agentIci })
  await laBas('POST /agents/:agentId/desactivation', { agentId: agentLaBas })
  expect(await acces(courriel)).toEqual([])
  expect((await visiteur.entrer(courriel)).status).toBe(401)
  const { json } = await admin.brut('POST /agents', demandeAgent(courriel))
  expect(json.id).toBe(agentIci)
  expect((await visiteur.activer(jetonDe(json.lien), AUTRE)).json).toMatchObject({ agent: { id: agentIci } })
})

test('un agent demandé sous l’identifiant d’un autre du territoire est refusé, et ne le renomme pas', async () => {
  const demande = { ...demandeAgent(uneAdresse()), id: admin.id }
  expect(await admin.brut('POST /agents', demande)).toMatchObject({ status: 409, json: { code: 'identifiant-pris' } })
  expect((await admin.brut('GET /agents/:agentId', { agentId: admin.id })).json.nom).toBe('ESSAI')
})
