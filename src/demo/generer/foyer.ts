import type { Version } from '../../echanges/cnaf/beneficiaires/lire/foyer-flux.ts'
import type { Territoire } from './communes.ts'
import { hasard } from './hasard.ts'

export type Etat = '0' | '1' | '2' | '3' | '4' | '5' | '6'
export type Role = 'DEM' | 'CJT' | 'ENF' | 'AUT'
export type Sexe = 1 | 2

/** What a scripted person is, instead of what would be drawn from its id. */
export type IdentiteFixe = {
  nom: string
  nomNaissance: string
  prenom: string
  communeNaissance: string
  nir: string | null
}

export type AdresseFixe = {
  complementIdentification?: string
  complement?: string
  numeroVoie?: string
  typeVoie?: string
  voie?: string
  lieuDit?: string
  codeInsee: string
  codePostal: string
  commune: string
}

/** Numbers only (names are indexes, days and months see jours.ts): the rest of a person is drawn again from its id when it is written. */
export type Personne = {
  id: number
  role: Role
  sexe: Sexe
  naissance: number
  nom: number
  nomNaissance: number
  /** Rank among the people of the same sex born the same month: makes the NIR unique. */
  ordreNir: number
  rattacheeLe: number
  /** NUMDEMRSAPRECE, '' when none. */
  precedente: string
  sdd: boolean
  entrante: boolean
  /** Mean monthly earned income of the quarter, in euros: 500 and more takes out of rights and duties. */
  revenu: number
  activiteDepuis: number
  activiteFin: number
  /** For a child: also the child of the CJT. */
  duCouple: boolean
  fixe: IdentiteFixe | null
}

export type Mutation = { organisme: 'CAF' | 'MSA'; numero: string; le: number }

export type Foyer = {
  id: number
  demande: string
  dateDemande: number
  organisme: 'CAF' | 'MSA'
  matricule: string
  cedant: Mutation | null
  prenant: Mutation | null
  etat: Etat
  /** Reason of a refusal, a suspension or a closure, with its day. */
  motif: string
  depuis: number
  situation: string
  situationDepuis: number
  /** The household whose id draws the addresses (its own, or the one it had at the other fund), and the count of moves. */
  adresseCle: number
  adresse: number
  adresseDepuis: number
  adresseFixe: AdresseFixe | null
  sansDomicile: boolean
  conversionRmi: boolean
  personnes: Personne[]
  /** The one event already planned for this file (day, 0 when none); an older one still in the diary is void. */
  echeance: number
  present: boolean
  scripte: boolean
}

export type Fait =
  | 'demande'
  | 'ouverture'
  | 'refus'
  | 'suspension'
  | 'reprise'
  | 'radiation'
  | 'depart'
  | 'retour'
  | 'demenagement'
  | 'naissance'
  | 'union'
  | 'separation'
  | 'deces'
  | 'perte-du-logement'
  | 'relogement'
  | 'changement-de-caisse'
  | 'declaration'

export type Evenement = { foyer: Foyer; fait: Fait }
export type FaitGenerateur = { jour: number; heure: string; code: string }

export type Monde = {
  version: Version
  graine: number
  departement: string
  territoire: Territoire
  foyers: Foyer[]
  /** What happens on each day to come. */
  agenda: Map<number, Evenement[]>
  /** Scripted changes, by day. */
  etapes: Map<number, (() => void)[]>
  /** Households changed since the last file, in the order of their first change. */
  touches: Map<Foyer, FaitGenerateur[]>
  dernierJour: number
  prochaineDemande: number
  prochainFoyer: number
  prochainePersonne: number
  ordresNir: Uint16Array
  /** Sanctions to tell of households (by `demande`), in VRSD0101; without any, some are drawn. */
  sanctions: ReadonlyMap<string, readonly SanctionEcrite[]> | null
}

/** Days YYYY-MM-DD; `taux`: percent of the RSA taken; `montant`: euros. */
export type SanctionEcrite = {
  debut: string
  fin: string
  taux: number
  montant: number
  niveau: 1 | 2
  leveeLe?: string
}

export const adultes = (foyer: Foyer): Personne[] => foyer.personnes.filter(p => p.role === 'DEM' || p.role === 'CJT')
export const demandeur = (foyer: Foyer): Personne => foyer.personnes[0]!
export const conjoint = (foyer: Foyer): Personne | undefined => foyer.personnes.find(p => p.role === 'CJT')

/** Decree threshold of the average monthly earned income (CASF D262-65). */
export const SEUIL_REVENU = 500

/** Opens (or reopens) the file: who is under the threshold is subject to rights and duties, and enters them. */
export function ouvrir(foyer: Foyer): void {
  foyer.etat = '2'
  foyer.motif = ''
  foyer.depuis = 0
  foyer.echeance = 0
  for (const p of adultes(foyer)) {
    p.sdd = p.revenu < SEUIL_REVENU
    p.entrante = p.sdd
  }
}

/** Closes or refuses: nobody is subject to rights and duties any more. */
export function fermer(foyer: Foyer, etat: '1' | '5' | '6', motif: string, jour: number): void {
  foyer.etat = etat
  foyer.motif = motif
  foyer.depuis = jour
  foyer.echeance = 0
  for (const p of foyer.personnes) p.sdd = p.entrante = false
}

export function entrer(monde: Monde, foyer: Foyer): void {
  if (!foyer.present) monde.foyers.push(foyer)
  foyer.present = true
}

export function programmer(monde: Monde, jour: number, foyer: Foyer, fait: Fait): void {
  if (jour > monde.dernierJour) return
  const duJour = monde.agenda.get(jour)
  if (duJour) duJour.push({ foyer, fait })
  else monde.agenda.set(jour, [{ foyer, fait }])
}

/** Plans the event that will end the present state. */
export function attendre(monde: Monde, jour: number, foyer: Foyer, fait: Fait): void {
  foyer.echeance = jour
  programmer(monde, jour, foyer, fait)
}

/** Notes what happened to whom, for the daily flow (FG codes). */
export function toucher(monde: Monde, foyer: Foyer, jour: number, ...codes: string[]): void {
  const h = hasard(monde.graine, foyer.id, jour, 5)
  const faits = monde.touches.get(foyer) ?? []
  const deuxChiffres = (maximum: number) => String(h.entre(0, maximum)).padStart(2, '0')
  for (const code of codes)
    faits.push({ jour, heure: `${deuxChiffres(23)}:${deuxChiffres(59)}:${deuxChiffres(59)}.0000`, code })
  monde.touches.set(foyer, faits)
}

/** NUMORG: a département's CAF is its code and 1; the digit for the MSA is ours. */
export const numeroOrganisme = (departement: string, organisme: 'CAF' | 'MSA'): string =>
  departement.length > 2 ? departement : `${departement}${organisme === 'CAF' ? 1 : 9}`
