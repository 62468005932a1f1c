import { afterAll, beforeAll, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { unVoisin } from '../../maison/essai-voisin.ts'
import { CHOISI, demandeAgent, jetonDe, pendantQuOnTient } from '../compte/essai-compte.ts'
import { BON, desVisiteurs } from '../double-facteur/essai-visiteur.ts'
import { changerDeGeneration } from '../session/sessions-ouvertes.queries.ts'
import { unFournisseur } from './essai-fournisseur.ts'

/** An account of ProConnect is bound by the sign-in that it opens, or not at all; wherever the account works, that is told. */
const essai = unEssai({ vider: false })
const { visiteur, unCompte, ajouterTotp, avancer, origine } = desVisiteurs(essai)
const fournisseur = unFournisseur(origine)
let voisin: Awaited<ReturnType<typeof unVoisin>>
beforeAll(async () => {
  voisin = await unVoisin(essai)
})
afterAll(() => voisin.fermer())

async function revenirDe(courriel: string, sub: string) {
  fournisseur.compte = { sub, email: courriel, acr: 'eidas1', email_verified: true }
  const qui = visiteur({ adresse: '198.51.100.8' })
  const { json } = await qui.demander('POST /connexion/proconnect')
  let ou = String(json.adresse)
  for (const laBas = visiteur(); !ou.startsWith(`${origine()}/`); ) {
    const { headers } = await laBas.brute(ou)
    ou = new URL(headers.get('location') ?? '', ou).href
  }
  const retour = await qui.demander('POST /connexion/proconnect/retour', Object.fromEntries(new URL(ou).searchParams))
  const confirmer = (preuve = BON) => qui.demander('POST /connexion/proconnect/rattachement', { preuve })
  return { qui, retour, confirmer }
}
const lies = async (identiteId: string) =>
  (await essai.base.commun.selectFrom('identiteFederee').select('sujet').where('identiteId', '=', identiteId).execute())
    .length
const racontes = async (territoire: string, agentId: string) => {
  const ecrits = essai.base.territoire(territoire).selectFrom('evenement').select('type').where('objetId', '=', agentId)
  return (await ecrits.where('type', '=', 'proconnect-lie').execute()).length
}

async function deDeuxTerritoires() {
  const compte = await unCompte()
  const la = demandeAgent(compte.courriel)
  const jeton = jetonDe((await voisin.demander('administrateur', 'POST /agents', la)).texte)
  const joint = await visiteur().demander('POST /activation/rejoindre', { jeton, motDePasse: BON })
  expect(joint.status).toBe(200)
  return { ...compte, la }
}

test('de deux territoires : rien n’est lié avant le choix ; lié, c’est dit dans les deux', async () => {
  const { agent, courriel, la } = await deDeuxTerritoires()
  const dits = async () => [await lies(agent.id), await racontes('59', agent.id), await racontes('00', la.id)]
  const { qui, confirmer } = await revenirDe(courriel, 'deux-1')
  expect((await confirmer()).json.choix).toBeDefined()
  expect(await dits()).toEqual([0, 0, 0])
  expect((await qui.demander('POST /connexion/territoire', { territoire: '59' })).status).toBe(200)
  expect(await dits()).toEqual([1, 1, 1])
  expect(JSON.stringify((await qui.demander('GET /avis')).json)).toContain('Compte ProConnect lié')
  await qui.demander('POST /session/territoire', { territoire: '00' })
  expect(JSON.stringify((await qui.demander('GET /avis')).json)).toContain('Compte ProConnect lié')
  const encore = await revenirDe(courriel, 'deux-1')
  expect((await encore.qui.demander('POST /connexion/territoire', { territoire: '59' })).status).toBe(200)
  expect(await dits()).toEqual([1, 1, 1])
})

test('le compte qui change pendant qu’on lie : refusé, et rien n’est lié', async () => {
  const { agent, courriel } = await unCompte()
  const { confirmer } = await revenirDe(courriel, 'course-1')
  const reponse = await pendantQuOnTient(essai.base.commun, courriel, confirmer, changerDeGeneration)
  expect(reponse).toMatchObject({ status: 401, code: 'connexion-a-refaire' })
  expect([await lies(agent.id), await racontes('59', agent.id)]).toEqual([0, 0])
})

test.each(['pendant', 'avant'])(
  'un compte réinitialisé qui attend son lien ne se lie pas, commencé %s : ni alors, ni une fois rouvert',
  async quand => {
    const { agent, courriel } = await unCompte()
    const admin = await essai.unAgent('administrateur')
    const voleur = visiteur({ adresse: '198.51.100.9' })
    await voleur.entrer(courriel)
    const totp = await ajouterTotp(voleur)
    avancer(90)
    const avant = quand === 'avant' ? await revenirDe(courriel, `attente-${quand}`) : null
    const { json } = await admin.brut('POST /agents/:agentId/lien', { agentId: agent.id })
    const { confirmer } = avant ?? (await revenirDe(courriel, `attente-${quand}`))
    const refus = await confirmer(totp.code())
    expect([refus.status, refus.code]).toEqual(avant ? [401, 'etape-finie'] : [403, 'sans-habilitation'])
    expect(await lies(agent.id)).toBe(0)
    // Begun while it waits, proved once its holder is back.
    const apres = await revenirDe(courriel, `apres-${quand}`)
    const rouvert = await visiteur().demander('POST /activation', { jeton: jetonDe(json.lien), nouveau: CHOISI })
    expect(rouvert.json.facteur).toBeDefined()
    avancer(90)
    expect(await apres.confirmer(totp.code())).toMatchObject({ status: 401, code: 'etape-finie' })
    expect([await lies(agent.id), await racontes('59', agent.id)]).toEqual([0, 0])
  },
)
