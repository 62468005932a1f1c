import {
  type AdresseFixe,
  type Etat,
  entrer,
  type Foyer,
  type Monde,
  type Personne,
  type Role,
  type Sexe,
  toucher,
} from './foyer.ts'
import { dernierJour, jourDe, premierJour } from './jours.ts'
import { creerPersonne } from './population.ts'

export type PersonneHistoire = {
  /** Name of the person inside the story, for the steps to call. */
  cle: string
  nom: string
  nomNaissance?: string
  prenom: string
  sexe: Sexe
  dateNaissance: string
  communeNaissance?: string
  /** 13 or 15 characters, or null; must be fictitious (commune code 990 or more). */
  nir: string | null
}

/** What changes on a day of a month; what a step doesn't say stays as it was. */
export type EtapeHistoire = {
  /** 0 is the month of the first monthly file. */
  mois: number
  /** Day of the month, 15 by default, brought back to the month's last day. */
  jour?: number
  /** FG code of the daily flow, CARRSA by default. */
  fait?: string
  /** '1', '5' and '6' make the household leave the flow after that month, until another step. */
  etat?: Etat
  /** Reason code of the state (MOTIREFURSA, MOTISUSDRORSA, MOTISUSVERSRSA, MOTICLORSA) and its day, the step's own by default. */
  motif?: string
  depuis?: string
  numeroDemandeRsa?: string
  situationFamiliale?: string
  sansDomicileFixe?: boolean
  adresse?: AdresseFixe
  cedant?: { organisme: 'CAF' | 'MSA'; numero: string } | null
  prenant?: { organisme: 'CAF' | 'MSA'; numero: string } | null
  /** Everyone in the household from this step on, the DEM first. */
  personnes?: {
    cle: string
    role: Role
    soumisDroitsDevoirs?: boolean
    entrant?: boolean
    revenuMensuel?: number
    numeroDemandePrecedente?: string
  }[]
}

/**
 * A household whose life is written in advance, for a demonstration. Absent from the flow before its first step; nothing else
 * happens to it.
 */
export type HistoireFoyer = {
  /** 11 characters; begin with 9, which no drawn number does. */
  numeroDemandeRsa: string
  matricule: string
  organisme?: 'CAF' | 'MSA'
  dateDemande: string
  personnes: PersonneHistoire[]
  /** In the order of time; the first gives etat, adresse and personnes. */
  etapes: EtapeHistoire[]
}

/** Puts a story in the diary. Refuses a story without step, or a step naming someone unknown or giving nobody (RangeError). */
export function inscrireHistoire(monde: Monde, histoire: HistoireFoyer, premierMois: number): void {
  const premiere = histoire.etapes[0]
  if (!premiere?.personnes?.length || !premiere.adresse || !premiere.etat)
    throw new RangeError(`Histoire ${histoire.numeroDemandeRsa} : la première étape donne état, adresse et personnes.`)
  const gens = new Map(histoire.personnes.map(p => [p.cle, personneDe(monde, p, histoire)]))
  const foyer = foyerDe(monde, histoire)
  for (const etape of histoire.etapes) {
    for (const p of etape.personnes ?? [])
      if (!gens.has(p.cle))
        throw new RangeError(`Histoire ${histoire.numeroDemandeRsa} : personne inconnue « ${p.cle} ».`)
    const mois = premierMois + etape.mois
    const jour = Math.min(premierJour(mois) + (etape.jour ?? 15) - 1, dernierJour(mois))
    const duJour = monde.etapes.get(jour) ?? []
    duJour.push(() => franchir(monde, foyer, etape, gens, jour))
    monde.etapes.set(jour, duJour)
  }
}

function franchir(monde: Monde, foyer: Foyer, etape: EtapeHistoire, gens: Map<string, Personne>, jour: number): void {
  if (etape.etat) {
    foyer.etat = etape.etat
    foyer.motif = etape.motif ?? ''
    foyer.depuis = etape.depuis ? jourDe(etape.depuis) : jour
  }
  if (etape.numeroDemandeRsa) {
    foyer.demande = etape.numeroDemandeRsa
    foyer.dateDemande = jour
  }
  if (etape.situationFamiliale) {
    foyer.situation = etape.situationFamiliale
    foyer.situationDepuis = jour
  }
  if (etape.adresse) {
    foyer.adresseFixe = etape.adresse
    foyer.adresseDepuis = jour
  }
  foyer.sansDomicile = etape.sansDomicileFixe ?? foyer.sansDomicile
  if (etape.cedant !== undefined) foyer.cedant = etape.cedant && { ...etape.cedant, le: jour }
  if (etape.prenant !== undefined) foyer.prenant = etape.prenant && { ...etape.prenant, le: jour }
  for (const p of foyer.personnes) p.entrante = false
  if (etape.personnes) {
    const deja = new Set(foyer.personnes)
    foyer.personnes = etape.personnes.map(e => {
      const p = gens.get(e.cle)!
      if (!deja.has(p) && deja.size > 0) p.rattacheeLe = Math.max(jour, p.naissance)
      p.role = e.role
      p.sdd = e.soumisDroitsDevoirs ?? false
      p.entrante = e.entrant ?? false
      p.revenu = e.revenuMensuel ?? 0
      p.precedente = e.numeroDemandePrecedente ?? ''
      if (p.revenu > 0 && p.activiteDepuis === 0) p.activiteDepuis = jour
      return p
    })
  }
  entrer(monde, foyer)
  toucher(monde, foyer, jour, etape.fait ?? 'CARRSA')
}

function personneDe(monde: Monde, p: PersonneHistoire, histoire: HistoireFoyer): Personne {
  const naissance = jourDe(p.dateNaissance)
  const rattachee = Math.max(naissance, jourDe(histoire.dateDemande))
  const personne = creerPersonne(monde, 'DEM', p.sexe, naissance, 0, rattachee)
  personne.duCouple = true
  personne.fixe = {
    nom: p.nom,
    nomNaissance: p.nomNaissance ?? p.nom,
    prenom: p.prenom,
    communeNaissance: p.communeNaissance ?? '',
    nir: p.nir,
  }
  return personne
}

function foyerDe(monde: Monde, histoire: HistoireFoyer): Foyer {
  const demande = jourDe(histoire.dateDemande)
  const id = monde.prochainFoyer++
  return {
    id,
    demande: histoire.numeroDemandeRsa,
    dateDemande: demande,
    organisme: histoire.organisme ?? 'CAF',
    matricule: histoire.matricule,
    cedant: null,
    prenant: null,
    etat: '0',
    motif: '',
    depuis: 0,
    situation: 'CEL',
    situationDepuis: demande,
    adresseCle: id,
    adresse: 0,
    adresseDepuis: demande,
    adresseFixe: null,
    sansDomicile: false,
    conversionRmi: false,
    personnes: [],
    echeance: 0,
    present: false,
    scripte: true,
  }
}
