import { z } from 'zod'
import { dechiffrer } from '../../socle/auth/cles.ts'
import { lienParCourriel } from '../../socle/mail/adresse-publique.ts'
import { publicRoute } from '../../socle/route.ts'
import { COMPTES_DEMO } from '../demo.ts'
import { adresseDeDeconnexion, reglageProconnect } from '../proconnect/fournisseur.ts'
import { ROLES } from '../roles.ts'
import { choisirIci, Entrant, Entree, entrerParMotDePasse, prouverMotDePasse } from './entree.ts'
import { Identifiants } from './mot-de-passe.ts'
import { CodeTerritoire } from './session.ts'
import { fermerSession, venueDuJeton } from './sessions-ouvertes.queries.ts'

/** What the sign-in page shows before anybody is known. The demo accounts are only told where a demo territory exists. */
export const accueil = publicRoute(
  {
    route: 'GET /connexion',
    summary: 'Ce que montre la page de connexion',
    input: z.object({}),
    output: z.object({
      territoires: z.array(z.string()),
      /** Who forgot their password may ask for a link by mail. */
      oubli: z.boolean(),
      proconnect: z.boolean(),
      demo: z
        .object({
          territoire: z.string(),
          comptes: z.array(
            z.object({ courriel: z.string(), motDePasse: z.string(), role: z.string(), qui: z.string() }),
          ),
        })
        .nullable(),
    }),
  },
  async ({ base }) => {
    const territoires = await base.commun.selectFrom('territoire').select(['nom', 'demo']).orderBy('nom').execute()
    const demo = territoires.find(t => t.demo)
    return {
      territoires: territoires.map(t => t.nom),
      oubli: lienParCourriel(),
      proconnect: reglageProconnect() !== null,
      demo: demo
        ? {
            territoire: demo.nom,
            comptes: COMPTES_DEMO.map(c => ({
              courriel: c.courriel,
              motDePasse: c.motDePasse,
              role: ROLES[c.role].libelle,
              qui: c.qui,
            })),
          }
        : null,
    }
  },
)

/**
 * Opens a session on the agent's first role, or asks for the second factor of who has one; who works in several territories is asked
 * which, and answers by `choisirTerritoire`. One sentence for every failure, counted alike: nothing tells whether the account exists.
 * Refuses 429 after too many.
 */
export const connexion = publicRoute(
  { route: 'POST /connexion', summary: 'Se connecter', input: Identifiants, output: Entree },
  async (visite, identifiants) => entrerParMotDePasse(visite, await prouverMotDePasse(visite, identifiants)),
)

/** Says in which territory one works now, after the password. Refuses 401 what `connexion` gave too long ago. */
export const choisirTerritoire = publicRoute(
  {
    route: 'POST /connexion/territoire',
    summary: 'Choisir son territoire, à la connexion',
    input: z.object({ territoire: CodeTerritoire }),
    output: Entrant,
  },
  async (visite, { territoire }) => choisirIci(visite, territoire),
)

export const deconnexion = publicRoute(
  {
    route: 'POST /deconnexion',
    summary: 'Se déconnecter',
    input: z.object({}),
    output: z.object({
      ferme: z.literal(true),
      /** Where the browser goes on to end the session of ProConnect too. */
      suite: z.string().nullable(),
    }),
  },
  async visite => {
    const { base, jeton } = visite
    const venue = jeton ? await venueDuJeton(base, jeton) : undefined
    if (jeton) await fermerSession(base, jeton)
    visite.oterSession()
    const chiffre = venue?.jetonIdentite
    const jetonIdentite = chiffre && dechiffrer('commun', 'jeton-identite', chiffre).toString()
    return { ferme: true as const, suite: jetonIdentite ? await adresseDeDeconnexion(visite, jetonIdentite) : null }
  },
)
