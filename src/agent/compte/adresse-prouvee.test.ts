import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { enMaitre, type Navigateur, unEssai } from '../../essai.ts'
import { sonner, travaillerUneFois } from '../../essai-travaux.ts'
import { unVoisin } from '../../maison/essai-voisin.ts'
import { texteDe, unServeurDeCourriel } from '../../socle/mail/essai-courriel.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { BON, desVisiteurs } from '../double-facteur/essai-visiteur.ts'
import { retirerFacteursEnLigne } from '../double-facteur/retirer-facteurs-en-ligne.ts'
import { envoyerActivation } from './envoyer-activation.job.ts'
import { envoyerChangement } from './envoyer-changement.job.ts'
import { envoyerOublis } from './envoyer-oublis.job.ts'
import { CHOISI, demandeAgent, jetonDe } from './essai-compte.ts'

/** Who is shown a link hasn't proved the address that it is for: what they open keeps nobody from their account. */
const essai = unEssai({ vider: false })
const { visiteur, unCompte, ajouterTotp, avancer } = desVisiteurs(essai)
const courriel = unServeurDeCourriel()
let voisin: Awaited<ReturnType<typeof unVoisin>>
let admin: Navigateur
beforeAll(async () => {
  voisin = await unVoisin(essai)
  admin = await essai.unAgent('administrateur')
})
afterAll(() => voisin.fermer())

type Visiteur = ReturnType<typeof visiteur>
const DU_VOLEUR = 'onze pingouins sous la pluie'
const uneAdresse = () => `nina.trame-${uuidv7()}@departement.fr`
const laBas = async (route: string, saisie: Record<string, unknown>) => {
  const { status, texte, code } = await voisin.demander('administrateur', route, saisie)
  return { status, code, jeton: jetonDe(texte), texte }
}
const ici = async (agentId: string) => jetonDe((await admin.brut('POST /agents/:agentId/lien', { agentId })).json.lien)
const activer = (jeton: string, nouveau = CHOISI, suite: object = {}, qui: Visiteur = visiteur()) =>
  qui.demander('POST /activation', { jeton, nouveau, ...suite })
const rejoindre = (jeton: string, motDePasse: string, nouveau?: string) =>
  visiteur().demander('POST /activation/rejoindre', { jeton, motDePasse, nouveau })
const lire = async (jeton: string) => (await visiteur().demander('POST /activation/lien', { jeton })).json
const leVoleur = () => visiteur({ adresse: '198.51.100.9' })
/** What it is to have the account in hand, with a second factor of one's own. */
async function seMunir(qui: Visiteur, preuve: string) {
  const id = uuidv7()
  expect((await qui.demander('POST /compte/totp', { id, nom: 'Le mien', preuve })).status).toBe(200)
  await essai.base.commun.updateTable('totp').set({ confirmeLe: essai.now }).where('id', '=', id).execute()
}

describe('le courriel est réglé', () => {
  beforeEach(() => {
    process.env.FILROUGE_ADRESSE = 'https://filrouge.example.org/'
  })
  afterEach(() => {
    delete process.env.FILROUGE_ADRESSE
  })
  const partis = async () => {
    courriel.recus.length = 0
    await sonner(essai, envoyerOublis)
    expect(await travaillerUneFois(essai, [envoyerActivation, envoyerChangement, envoyerOublis])).toEqual([])
    return courriel.recus.map(texteDe)
  }
  /** A link that 00 shows, as where mail wasn't set yet. */
  const montre = async (adresse: string) => {
    delete process.env.FILROUGE_ADRESSE
    const { id, ...demande } = demandeAgent(adresse)
    const { jeton } = await laBas('POST /agents', { id, ...demande })
    process.env.FILROUGE_ADRESSE = 'https://filrouge.example.org/'
    return { jeton, id }
  }

  test('la démonstration, que chacun administre, n’invite que des adresses inventées', async () => {
    const { jeton: avant } = await montre(uneAdresse())
    await enMaitre(essai, `update commun.territoire set demo = true where code = '00'`)
    const demande = demandeAgent(uneAdresse())
    const { status, code, texte } = await laBas('POST /agents', demande)
    expect([status, code, JSON.parse(texte).champs[0].champ]).toEqual([400, 'adresse-reelle', 'courriel'])
    expect(await laBas('GET /agents/:agentId', { agentId: demande.id })).toMatchObject({ status: 404 })
    // Nor does one that it had made before.
    expect(await activer(avant)).toMatchObject({ status: 409, code: 'lien-revoque' })
    const inventee = await laBas('POST /agents', demandeAgent(`lise.trame-${uuidv7()}@example.org`))
    expect((await activer(inventee.jeton)).status).toBe(200)
    await enMaitre(essai, `update commun.territoire set demo = false where code = '00'`)
  })

  test('un lien montré ailleurs ne prend pas l’adresse de qui un courriel invite ici', async () => {
    const adresse = uneAdresse()
    const { jeton: volee } = await montre(adresse)
    await admin.brut('POST /agents', demandeAgent(adresse))
    const [texte] = await partis()
    expect(await activer(volee, DU_VOLEUR)).toMatchObject({ status: 409, code: 'compte-existant' })
    expect((await activer(jetonDe(texte))).json).toMatchObject({ territoire: { code: '59' } })
    // The one who was handed it, and has it still, joins with the password they chose.
    expect((await rejoindre(volee, CHOISI)).json).toMatchObject({ territoire: { code: '00' } })
  })

  test('ouvert avant par un lien montré, il cède à qui a l’adresse : rien du voleur ne reste, rien d’ailleurs ne passe', async () => {
    const adresse = uneAdresse()
    const voleur = leVoleur()
    const { jeton: montreLaBas, id } = await montre(adresse)
    expect((await activer(montreLaBas, DU_VOLEUR, {}, voleur)).status).toBe(200)
    await seMunir(voleur, DU_VOLEUR)
    const demande = demandeAgent(adresse)
    await admin.brut('POST /agents', demande)
    const jeton = jetonDe((await partis())[0])
    expect(await lire(jeton)).toMatchObject({ compte: 'existant', cede: true })
    expect(await activer(jeton)).toMatchObject({ status: 409, code: 'compte-existant' })
    // A mailbox alone doesn't take away a second factor: who runs the server may.
    const fort = await activer(jeton, CHOISI, { jamaisOuvert: true })
    expect(fort).toMatchObject({ status: 409, code: 'compte-fort' })
    expect((await leVoleur().entrer(adresse, DU_VOLEUR)).status).toBe(200)
    await retirerFacteursEnLigne(essai.base, adresse, essai.now)
    await partis()
    const titulaire = visiteur()
    const entre = await activer(jeton, CHOISI, { jamaisOuvert: true }, titulaire)
    expect(entre.json).toMatchObject({ agent: { id: demande.id }, territoire: { code: '59' }, ailleurs: [] })
    expect((await voleur.demander('GET /session')).status).toBe(401)
    expect((await leVoleur().entrer(adresse, DU_VOLEUR)).status).toBe(401)
    const faits = essai.base.territoire('00').selectFrom('evenement').select('type').where('type', '=', 'compte-cede')
    expect(await faits.execute()).toHaveLength(1)
    // Proved now, it gives way no more.
    await laBas('POST /agents/:agentId/lien', { agentId: id })
    const [encore] = await partis()
    expect(await lire(jetonDe(encore))).toMatchObject({ compte: 'existant', cede: false })
    const refus = await activer(jetonDe(encore), DU_VOLEUR, { jamaisOuvert: true })
    expect(refus).toMatchObject({ status: 409, code: 'compte-existant' })
  })

  test('réinitialisé par courriel, un compte ne cède pas : son second facteur est encore demandé', async () => {
    const { agent, courriel: adresse } = await unCompte()
    const qui = visiteur()
    await qui.entrer(adresse)
    await ajouterTotp(qui)
    avancer(60)
    await laBas('POST /agents', demandeAgent(adresse))
    const [invitation] = await partis()
    await admin.brut('POST /agents/:agentId/lien', { agentId: agent.id })
    const [reset] = await partis()
    for (const texte of [invitation, reset]) {
      expect(await lire(jetonDe(texte))).toMatchObject({ cede: false })
      const entre = await activer(jetonDe(texte), CHOISI, { jamaisOuvert: true })
      if (entre.status === 200) expect(entre.json.facteur).toMatchObject({ totp: true })
      else expect(entre.code).toBe('compte-existant')
    }
  })

  test('ouvert par un lien montré, puis repris par « mot de passe oublié » : l’adresse est prouvée, il ne cède plus', async () => {
    const adresse = uneAdresse()
    expect((await activer((await montre(adresse)).jeton, DU_VOLEUR)).status).toBe(200)
    expect((await visiteur().demander('POST /oubli', { courriel: adresse })).status).toBe(200)
    const [oubli] = await partis()
    expect((await activer(jetonDe(oubli))).status).toBe(200)
    // They are told that their password changed.
    await partis()
    await admin.brut('POST /agents', demandeAgent(adresse))
    const jeton = jetonDe((await partis())[0])
    expect(await lire(jeton)).toMatchObject({ compte: 'existant', cede: false })
    expect(await activer(jeton, DU_VOLEUR, { jamaisOuvert: true })).toMatchObject({ code: 'compte-existant' })
  })

  test('qui a ouvert lui-même ce compte y entre avec son mot de passe, et le prouve', async () => {
    const adresse = uneAdresse()
    expect((await activer((await montre(adresse)).jeton, DU_VOLEUR)).status).toBe(200)
    await admin.brut('POST /agents', demandeAgent(adresse))
    const jeton = jetonDe((await partis())[0])
    expect((await rejoindre(jeton, DU_VOLEUR, CHOISI)).json).toMatchObject({ territoire: { code: '59' } })
    const lu = essai.base.commun.selectFrom('identite').select('adresseProuvee').where('courriel', '=', adresse)
    expect(await lu.execute()).toEqual([{ adresseProuvee: true }])
  })
})

describe('aucun courriel n’est réglé', () => {
  test.each([false, true])(
    'une invitation gardée ne prend pas le compte qu’une réinitialisation fait attendre (facteur %s)',
    async facteur => {
      const { agent, courriel: adresse } = await unCompte()
      if (facteur) {
        const qui = visiteur()
        await qui.entrer(adresse)
        await ajouterTotp(qui, 'Téléphone de Paul Durand')
        avancer(60)
      }
      const { jeton: gardee } = await laBas('POST /agents', demandeAgent(adresse))
      const jeton = await ici(agent.id)
      const vole = await activer(gardee, DU_VOLEUR, { jamaisOuvert: true })
      expect(vole).toMatchObject({ status: 409, code: 'compte-existant' })
      expect(await rejoindre(gardee, BON)).toMatchObject({ status: 401 })
      const repris = await activer(jeton)
      expect(repris.status).toBe(200)
      // Who holds a shown link has proved nothing yet: nothing is named.
      if (facteur) expect(repris.json).toEqual({ facteur: { totp: true, cle: false } })
      else expect((await rejoindre(gardee, CHOISI, DU_VOLEUR)).json).toMatchObject({ territoire: { code: '00' } })
    },
  )

  test('attendu des deux côtés, il s’ouvre par le premier lien', async () => {
    const { agent, courriel: adresse } = await unCompte()
    const la = demandeAgent(adresse)
    const { jeton: invitation } = await laBas('POST /agents', la)
    expect((await rejoindre(invitation, BON)).status).toBe(200)
    await ici(agent.id)
    const { jeton } = await laBas('POST /agents/:agentId/lien', { agentId: la.id })
    expect((await activer(jeton)).json).toMatchObject({ territoire: { code: '00' } })
  })
})
