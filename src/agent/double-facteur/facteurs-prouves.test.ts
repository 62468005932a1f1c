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
