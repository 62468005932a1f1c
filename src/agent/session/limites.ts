import { reseauDe } from '../../socle/auth/reseau.ts'
import {
  type Compteur,
  cleTentative,
  compterTentative,
  estConnu,
  type Regle,
  retenirConnu,
} from '../../socle/auth/tentatives.ts'
import type { Visite } from '../../socle/route.ts'
import { appareilConnu, connaitreAppareil } from './appareil.ts'

// A password of twelve characters asks for a door that slows who guesses (CNIL, délibération 2022-100): from where they never signed in,
// a stranger guesses 25 times a day. Whoever knows the address of an agent may fail as they like: their failures are never those of a
// device, nor of another network, where the agent signed in before.

/** What is guessed: each is counted apart, since who has the password must not begin again with it the count of the codes. */
export type Devine = 'mots de passe' | 'codes'

/** An account on one device, or from one network. */
const soiDe = (quoi: Devine): Regle => ({
  permis: 5,
  heures: 24,
  suivis: true,
  code: 'trop-de-mots-de-passe-faux',
  phrase: attente => `Trop de ${quoi} faux. Attendez ${attente}, puis réessayez.`,
})
/** An account from everywhere it never signed in. */
const compteDe = (quoi: Devine): Regle => ({
  permis: 8,
  heures: 24,
  code: 'compte-essaye-ailleurs',
  phrase: attente =>
    `Trop de ${quoi} faux pour cette adresse électronique. Attendez ${attente}, ou connectez-vous depuis un appareil ou un lieu où vous l’avez déjà fait.`,
})
/** An account from all its devices, or all its networks: who once held it may have made many of them. */
const connusDe = (quoi: Devine): Regle => ({ ...soiDe(quoi), permis: 25, suivis: undefined })
/** All accounts from a network where they never signed in. A network holds many agents: what they know of it doesn't count here. */
const reseauEntier = (quoi: Devine): Regle => ({
  permis: 60,
  heures: 1,
  code: 'trop-d-essais-ici',
  phrase: attente => `Trop de ${quoi} faux depuis ce réseau. Attendez ${attente}, puis réessayez.`,
})

/** How long a network stays known after a sign-in, then a device: the time of a leave. */
const RESEAU_CONNU_JOURS = 30
export const DUREE_APPAREIL_SECONDES = 180 * 86_400

type Qui = Pick<Visite, 'base' | 'now' | 'adresse' | 'appareil'>

const lieuConnu = (courriel: string, adresse: string) => cleTentative('lieu', courriel, reseauDe(adresse))

type Essaye = { courriel: string; empreinte: string | null; connecte?: true; quoi?: Devine }

/**
 * To be asked before any password is checked; the act it gives, called once it was right, takes back what was counted. `empreinte`: of
 * the password in force, since a new one begins a new count; null without an account, counted the same. `quoi`: what is tried, if it
 * isn't a password. `connecte`: they hold an open session of the account. Refuses (too-many).
 */
export async function avantMotDePasse(
  { base, now, adresse, appareil }: Qui,
  { courriel, empreinte, connecte, quoi = 'mots de passe' }: Essaye,
): Promise<{ rendre: () => Promise<void> }> {
  const reseau = reseauDe(adresse)
  const compteur = (regle: Regle, ...cle: string[]): Compteur => ({ cle: cleTentative(...cle), regle })
  const genre = quoi === 'mots de passe' ? [] : [quoi]
  const duCompte = (regle: Regle, ...cle: string[]) => compteur(regle, ...cle, courriel, empreinte ?? '', ...genre)
  const SOI = soiDe(quoi)
  const ici = appareilConnu(appareil, courriel)
  const lieu = await estConnu(base.commun, lieuConnu(courriel, adresse), now)
  const soi = ici ? duCompte(SOI, 'appareil', ici) : duCompte(SOI, 'reseau', reseau)
  if (ici) return compterTentative(base.commun, now, [soi, duCompte(connusDe(quoi), 'appareils')])
  if (lieu || connecte) return compterTentative(base.commun, now, [soi, duCompte(connusDe(quoi), 'lieux')])
  return compterTentative(base.commun, now, [
    soi,
    duCompte(compteDe(quoi), 'compte'),
    compteur(reseauEntier(quoi), 'tous', reseau, ...genre),
  ])
}

/** After a sign-in: neither this device nor this network is slowed by what others fail elsewhere. */
export async function reconnaitre(visite: Qui & Pick<Visite, 'poserAppareil'>, courriel: string): Promise<void> {
  const { base, now, adresse, appareil } = visite
  const jusqua = Temporal.Instant.from(now).add({ hours: 24 * RESEAU_CONNU_JOURS })
  await retenirConnu(base.commun, lieuConnu(courriel, adresse), jusqua.toString())
  visite.poserAppareil(connaitreAppareil(appareil, courriel), DUREE_APPAREIL_SECONDES)
}
