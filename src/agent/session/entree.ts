import { z } from 'zod'
import { motDePasseJuste } from '../../socle/auth/mot-de-passe.ts'
import { jourDe } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Visite } from '../../socle/route.ts'
import { recitProconnectLie } from '../agent.recits.ts'
import { direAppareil, direReseau } from '../double-facteur/appareil-dit.ts'
import { demanderFacteur, FacteurDemande } from '../double-facteur/demander-facteur.queries.ts'
import { commencerEtape, etapeEnCours, finirEtape } from '../double-facteur/etape.queries.ts'
import {
  type Compte as CompteConnecte,
  compteConnecte,
  noterCodeEmploye,
  noterSurLeCompte,
} from '../double-facteur/preuve.queries.ts'
import { habilitationEnCours } from '../en-cours.queries.ts'
import { NOMS_ROLES, type Role } from '../roles.ts'
import { DUREE_SESSION_SECONDES } from './duree.queries.ts'
import { avantMotDePasse, reconnaitre } from './limites.ts'
import type { Identifiants } from './mot-de-passe.ts'
import { lireSession, Session } from './session.ts'
import { connexionARefaire, ouvrirSession, type Venue } from './sessions-ouvertes.queries.ts'

// The way in, step by step: the password is proved, then a second factor where there is one, the places where one works are read, one
// is chosen, a session opens there.

/** A session; or the second factor that is asked; or the territories among which to choose, on this device and within five minutes. */
export const Entree = z.union([
  Session,
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

/** Whose password this is. One refusal (401) for a wrong one and an unknown account; 429 after too many. */
export async function prouverMotDePasse(visite: Visite, { courriel, motDePasse }: Identifiants): Promise<Compte> {
  const compte = await compteAvec(visite.base, 'courriel', courriel)
  const empreinte = compte?.motDePasse ?? null
  const { rendre } = await avantMotDePasse(visite, { courriel, empreinte })
  const juste = await motDePasseJuste(empreinte, motDePasse)
  if (!compte || !juste)
    throw new Refusal(
      'unauthenticated',
      'connexion-refusee',
      'L’adresse ou le mot de passe ne correspond pas. Vérifiez les deux, puis réessayez.',
    )
  await rendre()
  return compte
}

/** What somebody did on the way in that their account keeps. */
const Fait = z.enum(['code-secours', 'proconnect-lie'])
/** How it was proved; strong with more than a password. */
export type Preuve = Pick<Venue, 'moyen' | 'forte' | 'jetonIdentite'> & { faits?: z.infer<typeof Fait>[] }
const MOT_DE_PASSE: Preuve = { moyen: 'mot-de-passe', forte: false }

type Ou = { territoire?: string; parLien?: boolean }

/**
 * Goes on after a password was proved, or chosen (`parLien`): to the second factor of who has one, else in (in the territory said, if one
 * is).
 */
export const entrerParMotDePasse = async (
  visite: Visite,
  compte: Compte,
  { territoire, parLien }: Ou = {},
): Promise<Entree> =>
  (await demanderFacteur(visite, compte, { parLien })) ?? entrer(visite, compte, MOT_DE_PASSE, territoire)

/**
 * Opens a session where the account works (in the territory said, if one is); asks where when it is in several. Refuses who has no role
 * left there, or anywhere.
 */
export async function entrer(visite: Visite, compte: Compte, preuve: Preuve, territoire?: string): Promise<Entree> {
  const places = await placesDe(visite.base, compte.id, visite.now, territoire)
  const [seule, autre] = places
  if (!seule) throw sansHabilitation()
  if (!autre) return ouvrirIci(visite, compte, preuve, seule)
  await reconnaitre(visite, compte.courriel)
  const territoires = places.map(({ territoire: code, nom }) => ({ code, nom }))
  await commencerEtape(visite, 'territoire', { identite: compte, contenu: ecrirePreuve(preuve) })
  return { choix: { territoires } }
}

/** The same after the choice, once. Refuses (401) what was begun elsewhere or too long ago, and a territory where there is no role. */
export async function choisirIci(visite: Visite, territoire: string): Promise<Session> {
  const etape = await etapeEnCours(visite, 'territoire')
  const compte = await compteProuve(visite, etape)
  const place = (await placesDe(visite.base, compte.id, visite.now, territoire))[0]
  if (!place) throw sansHabilitation()
  if (!(await finirEtape(visite, etape))) throw connexionARefaire()
  return ouvrirIci(visite, compte, lirePreuve(etape.contenu), place)
}

async function ouvrirIci(visite: Visite, compte: Compte, preuve: Preuve, place: Place): Promise<Session> {
  const { base, now, poserSession } = visite
  const { faits = [], ...venue } = preuve
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
    compte.generation,
  )
  await reconnaitre(visite, compte.courriel)
  for (const fait of faits) await NOTER[fait](visite, await compteConnecte({ base, now, jeton }))
  poserSession(jeton, DUREE_SESSION_SECONDES)
  return lireSession(base, jeton, now)
}

const NOTER: Record<z.infer<typeof Fait>, (visite: Visite, compte: CompteConnecte) => Promise<void>> = {
  'code-secours': noterCodeEmploye,
  'proconnect-lie': (visite, compte) =>
    noterSurLeCompte(visite, compte, (ctx, sujet) => ctx.record(sujet, recitProconnectLie, { apres: {} })),
}

type Place = { territoire: string; nom: string; habilitationId: string }

/** Where an account works today, by name of territory (in the one said), with its first role there. */
export async function placesDe(base: Base, identiteId: string, now: string, seul?: string): Promise<Place[]> {
  const acces = await base.commun
    .selectFrom('acces as a')
    .innerJoin('territoire as t', 't.code', 'a.territoire')
    .select(['a.territoire', 't.nom', 'a.agentId'])
    .where('a.identiteId', '=', identiteId)
    .$if(seul !== undefined, q => q.where('a.territoire', '=', seul ?? ''))
    .orderBy('t.nom')
    .execute()
  const places = await Promise.all(
    acces.map(async ({ territoire, nom, agentId }) => {
      const habilitationId = await premierRole(base, { territoire, agentId }, now)
      return habilitationId ? [{ territoire, nom, habilitationId }] : []
    }),
  )
  return places.flat()
}

/** The role that an agent works with first, null without any today. */
export async function premierRole(
  base: Base,
  { territoire, agentId }: { territoire: string; agentId: string },
  now: string,
): Promise<string | null> {
  const roles = await base
    .territoire(territoire)
    .selectFrom('habilitation as h')
    .innerJoin('agent as a', 'a.id', 'h.agentId')
    .select(['h.id', 'h.role'])
    .where('h.agentId', '=', agentId)
    .where(habilitationEnCours(jourDe(now, base.fuseau(territoire))))
    .where('a.desactiveLe', 'is', null)
    .execute()
  const rang = (role: string) => NOMS_ROLES.indexOf(role as Role)
  return roles.sort((a, b) => rang(a.role) - rang(b.role))[0]?.id ?? null
}

export const sansHabilitation = (): Refusal =>
  new Refusal(
    'forbidden',
    'sans-habilitation',
    'Votre compte n’a plus d’habilitation. Demandez à l’administrateur de votre territoire.',
  )

const Gardee = z.object({
  moyen: z.enum(['mot-de-passe', 'totp', 'secours', 'cle', 'proconnect']),
  forte: z.boolean(),
  jetonIdentite: z.string().nullable(),
  faits: z.array(Fait),
})
const ecrirePreuve = ({ jetonIdentite, ...preuve }: Preuve): string =>
  JSON.stringify({ faits: [], ...preuve, jetonIdentite: jetonIdentite?.toString('base64url') ?? null })

function lirePreuve(contenu: string | null): Preuve {
  const { jetonIdentite, ...preuve } = Gardee.parse(JSON.parse(contenu ?? ''))
  return { ...preuve, jetonIdentite: jetonIdentite === null ? null : Buffer.from(jetonIdentite, 'base64url') }
}
