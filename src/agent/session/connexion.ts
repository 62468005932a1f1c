import { z } from 'zod'
import { dechiffrer } from '../../socle/auth/cles.ts'
import { motDePasseJuste } from '../../socle/auth/mot-de-passe.ts'
import { jourDe } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute, type Visite } from '../../socle/route.ts'
import { COMPTES_DEMO } from '../demo.ts'
import { direAppareil, direReseau } from '../double-facteur/appareil-dit.ts'
import { demanderFacteur, FacteurDemande } from '../double-facteur/demander-facteur.queries.ts'
import { habilitationEnCours } from '../en-cours.queries.ts'
import { adresseDeDeconnexion, reglageProconnect } from '../proconnect/fournisseur.ts'
import { NOMS_ROLES, ROLES, type Role } from '../roles.ts'
import { avantMotDePasse, reconnaitre } from './limites.ts'
import { Identifiants } from './mot-de-passe.ts'
import { DUREE_SESSION_SECONDES, fermerSession, ouvrirSession, type Venue, venueDuJeton } from './session.queries.ts'
import { lireSession, Session } from './session.ts'

/** What the sign-in page shows before anybody is known. The demo accounts are only told where a demo territory exists. */
export const accueil = publicRoute(
  {
    route: 'GET /connexion',
    summary: 'Ce que montre la page de connexion',
    input: z.object({}),
    output: z.object({
      territoires: z.array(z.string()),
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
 * Opens a session on the agent's first habilitation, or asks for the second factor of who has one. One sentence for every
 * failure, counted alike: nothing tells whether the account exists. Refuses 429 after too many.
 */
export const connexion = publicRoute(
  {
    route: 'POST /connexion',
    summary: 'Se connecter',
    input: Identifiants,
    output: z.union([Session, FacteurDemande]),
  },
  async (visite, { courriel, motDePasse }) => {
    const { base } = visite
    const identite = await base.commun
      .selectFrom('identite')
      .select(['id', 'motDePasse'])
      .where('courriel', '=', courriel)
      .executeTakeFirst()
    const empreinte = identite?.motDePasse ?? null
    const { rendre } = await avantMotDePasse(visite, { courriel, empreinte })
    const juste = await motDePasseJuste(empreinte, motDePasse)
    if (!identite || !juste) throw connexionRefusee()
    await rendre()
    return (
      (await demanderFacteur(visite, identite.id)) ??
      (await entrer(visite, { id: identite.id, courriel }, { moyen: 'mot-de-passe', forte: false })).dite
    )
  },
)

/**
 * Opens the session of who has proved who they are, by what `preuve` says: the cookie, and what the screens are told. Refuses
 * (forbidden) who has no role any more.
 */
export async function entrer(
  visite: Visite,
  identite: { id: string; courriel: string },
  preuve: Pick<Venue, 'moyen' | 'forte' | 'jetonIdentite'>,
): Promise<{ jeton: string; dite: Session }> {
  const { base, now } = visite
  const place = await premiereHabilitation(base, identite.id, now)
  if (!place)
    throw new Refusal(
      'forbidden',
      'sans-habilitation',
      'Votre compte n’a plus d’habilitation. Demandez à l’administrateur de votre territoire.',
    )
  const jeton = await ouvrirSession(base, now, identite.id, place.territoire, place.habilitationId, {
    ...preuve,
    appareil: direAppareil(visite.navigateur),
    reseau: direReseau(visite.adresse),
  })
  await reconnaitre(visite, identite.courriel)
  visite.poserSession(jeton, DUREE_SESSION_SECONDES)
  return { jeton, dite: await lireSession(base, jeton, now) }
}

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

async function premiereHabilitation(
  base: Base,
  identiteId: string,
  now: string,
): Promise<{ territoire: string; habilitationId: string } | null> {
  const acces = await base.commun
    .selectFrom('acces')
    .select('territoire')
    .where('identiteId', '=', identiteId)
    .orderBy('territoire')
    .execute()
  for (const { territoire } of acces) {
    const habilitations = await base
      .territoire(territoire)
      .selectFrom('habilitation as h')
      .innerJoin('agent as a', 'a.id', 'h.agentId')
      .select(['h.id', 'h.role'])
      .where('h.agentId', '=', identiteId)
      .where(habilitationEnCours(jourDe(now, base.fuseau(territoire))))
      .where('a.desactiveLe', 'is', null)
      .execute()
    const [premiere] = habilitations.sort(
      (a, b) => NOMS_ROLES.indexOf(a.role as Role) - NOMS_ROLES.indexOf(b.role as Role),
    )
    if (premiere) return { territoire, habilitationId: premiere.id }
  }
  return null
}

function connexionRefusee(): Refusal {
  return new Refusal(
    'unauthenticated',
    'connexion-refusee',
    'L’adresse ou le mot de passe ne correspond pas. Vérifiez les deux, puis réessayez.',
  )
}
