import { cleNir } from '../../personne/nir.ts'
import { communeTiree } from './communes.ts'
import type { AdresseFixe, Foyer, Monde, Personne, Sexe } from './foyer.ts'
import { pioche, tirage } from './hasard.ts'
import { texteDe } from './jours.ts'
import { majusculesCnaf, NOMS, PRENOMS, VILLES_NAISSANCE, VOIES, VOIES_NON_CONTROLEES } from './noms.ts'
import { STOCK } from './taux.ts'

export type Identite = {
  nom: string
  nomNaissance: string
  prenom: string
  communeNaissance: string
  naissance: string
  precision: 'N' | 'J'
  nir: string | null
  certifiee: boolean
}
export type Adresse = AdresseFixe & { controlee: boolean }

/** Keys of the draws, so that two of them about the same person never share their bits. */
const CLE = {
  prenom: 1,
  lieu: 2,
  ville: 3,
  nir: 4,
  certifie: 5,
  precision: 6,
  commune: 10,
  voie: 11,
  numero: 12,
  controle: 13,
  complement: 14,
}

/** A NIR of 13 characters, well formed and belonging to nobody: commune codes from 990 on don't exist. */
export function nirFictif(sexe: Sexe, naissance: string, departement: string, ordre: number): string {
  const commune = String(990 + Math.floor(ordre / 999))
  const lieu = departement + commune.slice(departement.length - 2)
  return `${sexe}${naissance.slice(2, 4)}${naissance.slice(5, 7)}${lieu}${String(1 + (ordre % 999)).padStart(3, '0')}`
}

/** Next rank among people of this sex born that month. 9,990 fit in ten fictitious communes. */
export function ordreNir(monde: Monde, sexe: Sexe, naissance: string): number {
  const rang = (sexe - 1) * 1200 + Number(naissance.slice(2, 4)) * 12 + Number(naissance.slice(5, 7)) - 1
  const ordre = monde.ordresNir[rang]!
  if (ordre >= 9990) throw new RangeError('Trop de personnes nées le même mois : plus de NIR fictif disponible.')
  monde.ordresNir[rang] = ordre + 1
  return ordre
}

const AUTRES_DEPARTEMENTS = ['62', '75', '02', '80', '13', '93', '2A', '99', '99', '99']

export function identite(monde: Monde, p: Personne): Identite {
  const { graine, departement, territoire } = monde
  const naissance = texteDe(p.naissance)
  if (p.fixe) return { ...p.fixe, naissance, precision: 'N', certifiee: p.fixe.nir !== null }
  const lieu = tirage(graine, p.id, CLE.lieu)
  const ici = lieu < 0.65
  const ville = tirage(graine, p.id, CLE.ville)
  const qualite = tirage(graine, p.id, CLE.nir)
  let nir: string | null = null
  if (qualite >= STOCK.nirAbsent) {
    nir = nirFictif(
      p.sexe,
      naissance,
      ici ? departement : pioche(AUTRES_DEPARTEMENTS, (lieu - 0.65) / 0.35),
      p.ordreNir,
    )
    if (qualite < STOCK.nirAbsent + STOCK.nirDe15Caracteres) nir += cleNir(nir)
  }
  return {
    nom: NOMS[p.nom]!,
    nomNaissance: NOMS[p.nomNaissance]!,
    prenom: pioche(PRENOMS[p.sexe], tirage(graine, p.id, CLE.prenom)),
    communeNaissance: ici
      ? majusculesCnaf(communeTiree(territoire, ville).nom).slice(0, 26)
      : pioche(VILLES_NAISSANCE, ville),
    naissance,
    precision: tirage(graine, p.id, CLE.precision) < STOCK.jourDeNaissanceInconnu ? 'J' : 'N',
    nir,
    certifiee: nir !== null && tirage(graine, p.id, CLE.certifie) >= STOCK.nirNonCertifie,
  }
}

/** The address after `rang` moves; homeless people are registered at the commune's CCAS (CASF L264-1). */
export function adresseDe(monde: Monde, foyer: Foyer, rang: number, sansDomicile: boolean): Adresse {
  if (foyer.adresseFixe) return { ...foyer.adresseFixe, controlee: true }
  const { graine, territoire } = monde
  const commune = communeTiree(territoire, tirage(graine, foyer.adresseCle, CLE.commune, rang))
  const controlee = tirage(graine, foyer.adresseCle, CLE.controle, rang) >= STOCK.adresseNonControlee
  const voie = tirage(graine, foyer.adresseCle, CLE.voie, rang)
  const [typeVoie, nomVoie] = pioche(controlee ? VOIES : VOIES_NON_CONTROLEES, voie)
  const complement = tirage(graine, foyer.adresseCle, CLE.complement, rang)
  return {
    complementIdentification: sansDomicile
      ? 'CCAS'
      : complement < 0.15
        ? `APPT ${1 + Math.floor(complement * 400)}`
        : '',
    complement: !sansDomicile && complement > 0.94 ? 'CHEZ UN PARENT' : '',
    numeroVoie: String(1 + Math.floor(tirage(graine, foyer.adresseCle, CLE.numero, rang) * 180)),
    typeVoie,
    voie: nomVoie,
    lieuDit: '',
    codeInsee: commune.code,
    codePostal: pioche(commune.codesPostaux, voie),
    commune: (controlee ? majusculesCnaf(commune.nom) : commune.nom).slice(0, 32),
    controlee,
  }
}
