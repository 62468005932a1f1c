import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unVoisin } from '../../maison/essai-voisin.ts'
import { motDePasseJuste } from '../../socle/auth/mot-de-passe.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { unAuthentificateur } from '../double-facteur/cles/essai-authentificateur.ts'
import { BON, desVisiteurs } from '../double-facteur/essai-visiteur.ts'
import { changerDeGeneration } from '../session/sessions-ouvertes.queries.ts'
import { CHOISI, demandeAgent, jetonDe, pendantQuOnTient } from './essai-compte.ts'
import { ecrireLien, jetonDuLien } from './lien-compte.queries.ts'

/** Joining a territory, and what takes a link's turn: one after the other for an identity, nothing written by what is proved no more. */
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
const SU = 'vingt zèbres sous la pluie'

/** An agent of 59 invited in 00; `su`: somebody else may know their password. */
async function invite(su = false) {
  const { agent, courriel } = await unCompte()
  await essai.base.commun.updateTable('identite').set({ motDePasseSu: su }).where('courriel', '=', courriel).execute()
  const titulaire = visiteur()
  expect((await titulaire.entrer(courriel)).status).toBe(200)
  const la = demandeAgent(courriel)
  const jeton = jetonDe((await voisin.demander('administrateur', 'POST /agents', la)).texte)
  const rejoindre = (qui: Visiteur = visiteur(), nouveau: string | undefined = su ? CHOISI : undefined) =>
    qui.demander('POST /activation/rejoindre', { jeton, motDePasse: BON, nouveau })
  const oubli = async () =>
    jetonDuLien((await ecrireLien(essai.base.commun, { genre: 'oubli', courriel, now: essai.now, minutes: 60 })).id)
  return { agent, courriel, titulaire, la, jeton, rejoindre, oubli }
}
type Invite = Awaited<ReturnType<typeof invite>>

async function etat({ courriel, jeton, titulaire }: Pick<Invite, 'courriel' | 'jeton' | 'titulaire'>) {
  const i = await essai.base.commun
    .selectFrom('identite')
    .selectAll()
    .where('courriel', '=', courriel)
    .executeTakeFirstOrThrow()
  const acces = await essai.base.commun
    .selectFrom('acces')
    .select('territoire')
    .where('identiteId', '=', i.id)
    .execute()
  const passes = [BON, CHOISI, SU]
  const justes = await Promise.all(passes.map(p => motDePasseJuste(i.motDePasse, p)))
  return {
    motDePasse: passes.find((_, n) => justes[n]) ?? null,
    acces: acces.map(a => a.territoire).sort(),
    lien: (await visiteur().demander('POST /activation/lien', { jeton })).code || 'attend',
    titulaire: (await titulaire.demander('GET /session')).status,
  }
}
const AVANT = { motDePasse: BON, acces: ['59'], lien: 'attend', titulaire: 200 }

test.each([true, false])(
  'rejoindre pendant que le compte change n’écrit rien (mot de passe à changer : %s)',
  async su => {
    const qui = await invite(su)
    const reponse = await pendantQuOnTient(essai.base.commun, qui.courriel, qui.rejoindre, changerDeGeneration)
    expect(reponse).toMatchObject({ status: 401, code: 'connexion-a-refaire' })
    expect(await etat(qui)).toEqual(AVANT)
  },
)

test('avec un second facteur, rejoindre n’écrit rien avant le code ; puis tout ensemble, et on entre là', async () => {
  const qui = await invite(true)
  const totp = await ajouterTotp(qui.titulaire)
  avancer(60)
  const voleur = visiteur({ adresse: '198.51.100.9' })
  expect((await qui.rejoindre(voleur)).json).toEqual({ facteur: { totp: true, cle: false } })
  expect(await etat(qui)).toEqual(AVANT)
  const encore = visiteur()
  expect((await qui.rejoindre(encore)).json.facteur).toBeDefined()
  const entree = await encore.demander('POST /connexion/facteur', { code: totp.code() })
  expect(entree.json).toMatchObject({ agent: { id: qui.la.id }, territoire: { code: '00' } })
  expect(await etat(qui)).toEqual({ motDePasse: CHOISI, acces: ['00', '59'], lien: 'lien-servi', titulaire: 401 })
  avancer(60)
  expect(await voleur.demander('POST /connexion/facteur', { code: totp.code() })).toMatchObject({ code: 'etape-finie' })
  for (const { territoire, id } of [
    { territoire: '59', id: qui.agent.id },
    { territoire: '00', id: qui.la.id },
  ]) {
    const dits = essai.base.territoire(territoire).selectFrom('evenement').select('type').where('objetId', '=', id)
    const types = (await dits.execute()).map(e => e.type)
    expect(types).toContain('mot-de-passe-change')
    expect(types.includes('compte-ouvert')).toBe(territoire === '00')
  }
})

test('l’invitation retirée pendant qu’on cherche son code ne se rejoint plus, et ne change pas le mot de passe', async () => {
  const qui = await invite(true)
  const totp = await ajouterTotp(qui.titulaire)
  avancer(60)
  const moi = visiteur()
  await qui.rejoindre(moi)
  await voisin.demander('administrateur', 'POST /agents/:agentId/desactivation', { agentId: qui.la.id })
  const refus = await moi.demander('POST /connexion/facteur', { code: totp.code() })
  expect(refus).toMatchObject({ status: 409, code: 'lien-revoque' })
  expect(await etat(qui)).toEqual({ ...AVANT, lien: 'lien-revoque' })
})

test('le second facteur peut être une clé d’accès : celle de ce compte, et d’aucun autre', async () => {
  const avecCle = async (qui: Visiteur) => {
    const cle = unAuthentificateur(origine)
    const { json } = await qui.demander('POST /compte/cles/demande', { preuve: BON })
    expect((await qui.demander('POST /compte/cles', { id: uuidv7(), nom: 'Clé', cle: cle.creer(json) })).status).toBe(
      200,
    )
    return async (ou: Visiteur) => {
      const { json: options } = await ou.demander('POST /connexion/cle/demande', { second: true })
      return ou.demander('POST /connexion/cle', { cle: cle.montrer(options) })
    }
  }
  const qui = await invite()
  const [sienne, autre] = [await avecCle(qui.titulaire), await avecCle((await invite()).titulaire)]
  const moi = visiteur()
  expect((await qui.rejoindre(moi)).json).toEqual({ facteur: { totp: false, cle: true } })
  expect(await autre(moi)).toMatchObject({ status: 401, code: 'cle-acces-refusee' })
  expect(await etat(qui)).toEqual(AVANT)
  await qui.rejoindre(moi)
  expect((await sienne(moi)).json).toMatchObject({ agent: { id: qui.la.id }, territoire: { code: '00' } })
  expect(await etat(qui)).toMatchObject({ acces: ['00', '59'], lien: 'lien-servi' })
})

const changer =
  ({ titulaire }: Invite) =>
  () =>
    titulaire.demander('POST /mot-de-passe', { ancien: BON, nouveau: SU })
const lienNeuf = (retirerConnexionForte: boolean) => (qui: Invite) => () =>
  admin.brut('POST /agents/:agentId/lien', { agentId: qui.agent.id, retirerConnexionForte })
/** What writes on an identity and on its links. */
const ACTES = {
  'changer son mot de passe': changer,
  'choisir le sien par un lien d’oubli': async (qui: Invite) => {
    const jeton = await qui.oubli()
    return () => visiteur().demander('POST /activation', { jeton, nouveau: SU })
  },
  'rejoindre un territoire': (qui: Invite) => () => qui.rejoindre(),
  'rouvrir un compte réinitialisé': async (qui: Invite) => {
    const jeton = jetonDe((await lienNeuf(false)(qui)()).json.lien)
    return () => visiteur().demander('POST /activation', { jeton, nouveau: SU })
  },
  'réinitialiser ce qui attend déjà un lien': async (qui: Invite) => {
    await lienNeuf(false)(qui)()
    return lienNeuf(false)(qui)
  },
  réinitialiser: lienNeuf(false),
  'réinitialiser en retirant la connexion forte': lienNeuf(true),
  désactiver: (qui: Invite) => () => admin.brut('POST /agents/:agentId/desactivation', { agentId: qui.agent.id }),
  'désactiver où l’invitation attend': (qui: Invite) => async () => ({
    ...(await voisin.demander('administrateur', 'POST /agents/:agentId/desactivation', { agentId: qui.la.id })),
  }),
}
test.each(Object.entries(ACTES))('l’identité d’abord, ses liens ensuite : %s', async (_, acte) => {
  const qui = await invite()
  await qui.oubli()
  const faire = await acte(qui)
  const { status } = await pendantQuOnTient<{ status: number }>(essai.base.commun, qui.courriel, faire, async trx => {
    const liens = trx.selectFrom('lienCompte').select('id').where('courriel', '=', qui.courriel)
    expect((await liens.forUpdate().noWait().execute()).length).toBeGreaterThan(1)
  })
  expect(status).toBe(200)
})

test('choisir par un lien pendant qu’un autre mot de passe est choisi : le premier reste, l’autre lien dit pourquoi', async () => {
  const qui = await invite()
  const jeton = await qui.oubli()
  const parLien = () => visiteur().demander('POST /activation', { jeton, nouveau: SU })
  const reponse = await pendantQuOnTient(essai.base.commun, qui.courriel, parLien, trx =>
    trx.updateTable('lienCompte').set({ fin: 'remplace', finLe: essai.now }).where('genre', '=', 'oubli').execute(),
  )
  expect(reponse).toMatchObject({ status: 409, code: 'lien-remplace' })
  expect(await etat(qui)).toEqual(AVANT)
})

test('un mot de passe faux se dit sur son champ, sans parler d’une adresse que personne n’a tapée', async () => {
  const { jeton } = await invite()
  const refus = await visiteur().demander('POST /activation/rejoindre', { jeton, motDePasse: SU })
  expect(refus).toMatchObject({ status: 401, code: 'connexion-refusee' })
  expect(refus.json.champs).toEqual([
    { champ: 'motDePasse', message: expect.stringMatching(/pas le mot de passe que vous avez déjà/) },
  ])
  expect(JSON.stringify(refus.json)).not.toContain('adresse')
})
