import { beforeAll, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { unFournisseur } from '../proconnect/essai-fournisseur.ts'
import { ouvrirSession } from '../session/sessions-ouvertes.queries.ts'
import { unAuthentificateur } from './cles/essai-authentificateur.ts'
import { BON, desVisiteurs } from './essai-visiteur.ts'

/** Who proved the account before its sessions were closed, or its factors taken away, writes nothing on it afterwards. */
const essai = unEssai({ vider: false })
const { visiteur, unCompte, ajouterTotp, avancer, origine } = desVisiteurs(essai)
const fournisseur = unFournisseur(origine)
let admin: Navigateur
beforeAll(async () => {
  admin = await essai.unAgent('administrateur')
})

type Visiteur = ReturnType<typeof visiteur>
type Voleur = { qui: Visiteur; courriel: string; rang: string }
const attendre = (ms: number) => new Promise(ok => setTimeout(ok, ms))

/** What somebody has ready to write on an account whose password they have; each returns the act that writes. */
const ECRITS = {
  'une clé': async ({ qui }: Voleur) => {
    const { json } = await qui.demander('POST /compte/cles/demande', { preuve: BON })
    const ajout = { id: uuidv7(), nom: 'Voleur', cle: unAuthentificateur(origine).creer(json) }
    return () => qui.demander('POST /compte/cles', ajout)
  },
  'une application': async ({ qui }: Voleur) => {
    return () => ajouterTotp(qui).catch(() => undefined)
  },
  'des codes de secours': async ({ qui }: Voleur) => {
    const totp = await ajouterTotp(qui)
    avancer(60)
    return () => qui.demander('POST /compte/codes-secours', { preuve: totp.code() })
  },
  'un compte ProConnect': async ({ courriel, rang }: Voleur) => {
    fournisseur.compte = { sub: rang, email: courriel, acr: 'eidas1', email_verified: true }
    const qui = visiteur({ adresse: '198.51.100.8' })
    const { json } = await qui.demander('POST /connexion/proconnect')
    let ou = String(json.adresse)
    for (const laBas = visiteur(); !ou.startsWith(`${origine()}/`); ) {
      const { headers } = await laBas.brute(ou)
      ou = new URL(headers.get('location') ?? '', ou).href
    }
    await qui.demander('POST /connexion/proconnect/retour', Object.fromEntries(new URL(ou).searchParams))
    return () => qui.demander('POST /connexion/proconnect/rattachement', { preuve: BON })
  },
}
type Ecrit = keyof typeof ECRITS
const ecrits = Object.keys(ECRITS) as Ecrit[]

/** All that an account is entered by, besides its password. */
async function surLeCompte(identiteId: string): Promise<string[]> {
  const lire = (table: 'totp' | 'cleAcces' | 'codeSecours' | 'identiteFederee') =>
    essai.base.commun.selectFrom(table).selectAll().where('identiteId', '=', identiteId).execute()
  const tout = await Promise.all([lire('totp'), lire('cleAcces'), lire('codeSecours'), lire('identiteFederee')])
  return tout
    .flat()
    .map(ligne => JSON.stringify({ ...ligne, dernierPas: 0, dernierUsageLe: 0 }))
    .sort()
}

async function unVoleur(rang: string) {
  const { agent, courriel } = await unCompte()
  const qui = visiteur({ adresse: '198.51.100.9' })
  await qui.entrer(courriel)
  return { id: agent.id, role: agent.habilitationId, qui, courriel, rang }
}

test.each(ecrits)(
  '%s, écrit pendant la réinitialisation : il n’en reste rien',
  async quoi => {
    for (let i = 0; i < 20; i++) {
      const voleur = await unVoleur(`r-${i}`)
      const ecrire = await ECRITS[quoi](voleur)
      const saisie = { agentId: voleur.id, retirerConnexionForte: true }
      const [, { status }] = await Promise.all([
        attendre(i % 10).then<unknown>(ecrire),
        attendre(quoi === 'une application' ? i * 6 : i).then(() => admin.brut('POST /agents/:agentId/lien', saisie)),
      ])
      expect(status).toBe(200)
      expect(await surLeCompte(voleur.id)).toEqual([])
    }
  },
  120_000,
)

test.each(ecrits)(
  '%s, écrit pendant que le titulaire ferme ses autres sessions : rien ne vient après',
  async quoi => {
    let fermees = 0
    for (let i = 0; i < 20; i++) {
      const voleur = await unVoleur(`f-${i}`)
      const ecrire = await ECRITS[quoi](voleur)
      const titulaire = visiteur()
      titulaire.cookies.set(
        'filrouge_session',
        await ouvrirSession(essai.base, essai.now, voleur.id, '59', voleur.role),
      )
      const fermer = async () => {
        const { status } = await titulaire.demander('POST /compte/sessions/fermeture')
        return { status, alors: await surLeCompte(voleur.id) }
      }
      const [, { status, alors }] = await Promise.all([
        attendre(i % 7).then<unknown>(ecrire),
        attendre(i % 10).then(fermer),
      ])
      // A first factor closes the other sessions: who comes after it is told that theirs is closed.
      if (status !== 200) continue
      fermees++
      expect(await surLeCompte(voleur.id)).toEqual(alors)
    }
    expect(fermees).toBeGreaterThan(0)
  },
  120_000,
)

test('une étape ouvre une session : ni plusieurs codes ensemble, ni une clé demandée à sa place n’en ouvrent deux', async () => {
  const { agent, courriel } = await unCompte()
  const chezSoi = visiteur()
  await chezSoi.entrer(courriel)
  const totp = await ajouterTotp(chezSoi)
  const cle = unAuthentificateur(origine)
  const { json } = await chezSoi.demander('POST /compte/cles/demande', { preuve: BON })
  const ajout = { id: uuidv7(), nom: 'Clé', cle: cle.creer(json) }
  expect((await chezSoi.demander('POST /compte/cles', ajout)).status).toBe(200)
  const sessions = async () =>
    (await essai.base.commun.selectFrom('session').select('id').where('identiteId', '=', agent.id).execute()).length
  const restants = async () => (await chezSoi.demander('GET /compte/securite')).json.codesRestants
  const copier = (de: Visiteur) => {
    const copie = visiteur()
    for (const [nom, valeur] of de.cookies) copie.cookies.set(nom, valeur)
    return copie
  }
  const avant = await sessions()
  const qui = visiteur()
  await qui.entrer(courriel)
  const codes = totp.codes.slice(0, 4)
  const essais = codes.map(code => [copier(qui), code] as const)
  const reponses = await Promise.all(essais.map(([ou, code]) => ou.demander('POST /connexion/facteur', { code })))
  expect(reponses.map(r => r.code).sort()).toEqual(['', 'etape-finie', 'etape-finie', 'etape-finie'])
  // A code that opened nothing isn't used up.
  expect([(await sessions()) - avant, await restants()]).toEqual([1, 9])

  await qui.entrer(courriel)
  const vieille = copier(qui)
  const demandes = [copier(qui), copier(qui)]
  const options = await Promise.all(demandes.map(ou => ou.demander('POST /connexion/cle/demande', { second: true })))
  expect(options.map(o => o.status).sort()).toEqual([200, 401])
  expect(await vieille.demander('POST /connexion/facteur', { code: totp.codes[5] })).toMatchObject({
    code: 'etape-finie',
  })
  const gagnante = options.findIndex(o => o.status === 200)
  const montree = { cle: cle.montrer(options[gagnante]?.json) }
  expect((await demandes[gagnante]?.demander('POST /connexion/cle', montree))?.status).toBe(200)
  expect([(await sessions()) - avant, await restants()]).toEqual([2, 9])
})
