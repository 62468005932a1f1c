import { z } from 'zod'
import { motDePasseJuste } from '../../socle/auth/mot-de-passe.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Visite } from '../../socle/route.ts'
import { direAppareil, direReseau } from '../double-facteur/appareil-dit.ts'
import { demanderFacteur, FacteurDemande } from '../double-facteur/demander-facteur.queries.ts'
import { commencerEtape, etapeEnCours, finirEtape } from '../double-facteur/etape.queries.ts'
import { compteConnecte, noterCodeEmploye } from '../double-facteur/preuve.queries.ts'
import { DUREE_SESSION_SECONDES } from './duree.queries.ts'
import { AEcrire, enEntrant } from './en-entrant.ts'
import { avantMotDePasse, reconnaitre } from './limites.ts'
import type { Identifiants } from './mot-de-passe.ts'
import { fermesDepuis, type Place, placesDe, sansHabilitation } from './places.queries.ts'
import { lireSession, Session } from './session.ts'
import { ouvrirSession, type Venue } from './sessions-ouvertes.queries.ts'

// The way in, step by step: the password is proved, then a second factor where there is one, the places where one works are read, one
// is chosen, a session opens there.

/** A session, as it opens. */
export const Entrant = Session.extend({
  /** Territories where a link waits for them since a reset: closed to them until then. */
  fermes: z.array(z.string()).optional(),
})
export type Entrant = z.infer<typeof Entrant>

/** A session; or the second factor that is asked; or the territories among which to choose, on this device and within five minutes. */
export const Entree = z.union([
  Entrant,
  FacteurDemande,
  z.object({
    choix: z.object({ territoires: z.array(z.object({ code: z.string(), nom: z.string() })) }),
  }),
])
export type Entree = z.infer<typeof Entree>

/** Who proved that the account is theirs. */
export type Compte = {
  id: string
  courriel: string
  motDePasse: string | null
  motDePasseSu: boolean
  generation: number
}

/** An account by its identity, as it is now. Refuses (401) one that was closed meanwhile. */
export async function compteDeLIdentite({ base }: Pick<Visite, 'base'>, id: string | null): Promise<Compte> {
  const compte = id && (await compteAvec(base, 'id', id))
  if (!compte)
    throw new Refusal(
      'unauthenticated',
      'connexion-a-refaire',
      'Ce compte n’est plus ouvert. Connectez-vous de nouveau.',
    )
  return compte
}

/** The same by what proved it, as it was then: what changed meanwhile is refused where the session opens. */
export const compteProuve = async (
  visite: Pick<Visite, 'base'>,
  { identiteId, generation }: { identiteId: string | null; generation: number },
): Promise<Compte> => ({ ...(await compteDeLIdentite(visite, identiteId)), generation })

const compteAvec = (base: Base, champ: 'id' | 'courriel', valeur: string): Promise<Compte | undefined> =>
  base.commun
    .selectFrom('identite')
    .select(['id', 'courriel', 'motDePasse', 'motDePasseSu', 'generation'])
    .where(champ, '=', valeur)
    .executeTakeFirst()

const NI_L_UN_NI_L_AUTRE =
  'L’adresse ou le mot de passe ne correspond pas. Vérifiez les deux, puis réessayez. Si votre accès vient d’être réinitialisé, ouvrez le lien reçu.'

/**
 * Whose password this is. One refusal (401) for a wrong one and an unknown account; 429 after too many. `faux`: what a wrong one is told
 * where the address isn't typed.
 */
export async function prouverMotDePasse(
  visite: Visite,
  { courriel, motDePasse }: Identifiants,
  faux?: string,
): Promise<Compte> {
  const compte = await compteAvec(visite.base, 'courriel', courriel)
  const empreinte = compte?.motDePasse ?? null
  const { rendre } = await avantMotDePasse(visite, { courriel, empreinte })
  const juste = await motDePasseJuste(empreinte, motDePasse)
  if (!compte || !juste)
    throw new Refusal(
      'unauthenticated',
      'connexion-refusee',
      faux ?? NI_L_UN_NI_L_AUTRE,
      faux ? [{ champ: 'motDePasse', message: faux }] : [],
    )
  await rendre()
  return compte
}

/** How it was proved, strong with more than a password; what was used up for it, that the account keeps; what is to be written with it. */
export type Preuve = Pick<Venue, 'moyen' | 'forte' | 'jetonIdentite'> & { secours?: boolean; aEcrire?: AEcrire | null }

type Ou = { territoire?: string; parLien?: boolean }

/**
 * Goes on after a password was proved, or chosen (`parLien`): to the second factor of who has one, else in (in the territory said, if one
 * is). `aEcrire`: what they ask for by this sign-in.
 */
export const entrerParMotDePasse = (
  visite: Visite,
  compte: Compte,
  { aEcrire = null, ...ou }: Ou & { aEcrire?: AEcrire | null } = {},
): Promise<Entree> => entrerParUnFacteur(visite, compte, { moyen: 'mot-de-passe', forte: false, aEcrire }, ou)

/** The same after any proof that a second factor may follow. */
export const entrerParUnFacteur = async (
  visite: Visite,
  compte: Compte,
  preuve: Preuve,
  { territoire, parLien }: Ou = {},
): Promise<Entree> =>
  (await demanderFacteur(visite, compte, { contenu: ecrirePreuve(preuve), parLien })) ??
  entrer(visite, compte, preuve, territoire)

/** Goes on after the second factor: with what the first proof gave, and was for. */
export const entrerParDeux = (
  visite: Visite,
  compte: Compte,
  { contenu }: { contenu: string | null },
  preuve: Preuve,
): Promise<Entree> => {
  const { jetonIdentite, aEcrire } = lirePreuve(contenu)
  return entrer(visite, compte, { jetonIdentite, aEcrire, ...preuve })
}

/**
 * Opens a session where the account works (in the territory said, or joined, if one is); asks where when it is in several. Refuses who
 * has no role left there, or anywhere.
 */
export async function entrer(visite: Visite, compte: Compte, preuve: Preuve, territoire?: string): Promise<Entree> {
  const suite = preuve.aEcrire ? await enEntrant(visite, compte, preuve.aEcrire) : null
  const places = suite?.place ? [suite.place] : await placesDe(visite.base, compte.id, visite.now, territoire)
  const [seule, autre] = places
  if (!seule) throw sansHabilitation()
  if (!autre) return ouvrirIci(visite, compte, preuve, seule)
  await reconnaitre(visite, compte.courriel)
  const territoires = places.map(({ territoire: code, nom }) => ({ code, nom }))
  await commencerEtape(visite, 'territoire', { identite: compte, contenu: ecrirePreuve(preuve) })
  return { choix: { territoires } }
}

/** The same after the choice, once. Refuses (401) what was begun elsewhere or too long ago, and a territory where there is no role. */
export async function choisirIci(visite: Visite, territoire: string): Promise<Entrant> {
  const etape = await etapeEnCours(visite, 'territoire')
  const compte = await compteProuve(visite, etape)
  const place = (await placesDe(visite.base, compte.id, visite.now, territoire))[0]
  if (!place) throw sansHabilitation()
  await finirEtape(visite, etape)
  return ouvrirIci(visite, compte, lirePreuve(etape.contenu), place)
}

async function ouvrirIci(visite: Visite, compte: Compte, preuve: Preuve, place: Place): Promise<Entrant> {
  const { base, now, poserSession } = visite
  const { secours = false, aEcrire, ...venue } = preuve
  const suite = aEcrire ? await enEntrant(visite, compte, aEcrire) : null
  const jeton = await ouvrirSession(
    base,
    now,
    compte.id,
    place.territoire,
    place.habilitationId,
    {
      ...venue,
      appareil: direAppareil(visite.navigateur),
      reseau: direReseau(visite.adresse),
    },
    { generation: compte.generation, ecrire: suite?.ecrire },
  )
  await reconnaitre(visite, compte.courriel)
  await suite?.noter()
  if (secours) await noterCodeEmploye(visite, await compteConnecte({ base, now, jeton }))
  poserSession(jeton, DUREE_SESSION_SECONDES)
  const fermes = await fermesDepuis(base.commun, compte.id)
  return { ...(await lireSession(base, jeton, now)), ...(fermes.length > 0 ? { fermes } : {}) }
}

const Gardee = z.object({
  moyen: z.enum(['mot-de-passe', 'totp', 'secours', 'cle', 'proconnect']),
  forte: z.boolean(),
  jetonIdentite: z.string().nullable(),
  secours: z.boolean(),
  aEcrire: AEcrire.nullable(),
})
const ecrirePreuve = ({ jetonIdentite, ...preuve }: Preuve): string =>
  JSON.stringify({
    ...{ secours: false, aEcrire: null, ...preuve },
    jetonIdentite: jetonIdentite?.toString('base64url') ?? null,
  })

function lirePreuve(contenu: string | null): Preuve {
  const { jetonIdentite, ...preuve } = Gardee.parse(JSON.parse(contenu ?? ''))
  return { ...preuve, jetonIdentite: jetonIdentite === null ? null : Buffer.from(jetonIdentite, 'base64url') }
}
