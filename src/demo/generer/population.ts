import { cleNir } from '../../personne/nir.ts'
import type { Etat, Foyer, Monde, Personne, Role, Sexe } from './foyer.ts'
import { adultes, attendre, demandeur, programmer, SEUIL_REVENU } from './foyer.ts'
import { type Hasard, hasard } from './hasard.ts'
import { identite, ordreNir } from './identite.ts'
import { jourDe, texteDe } from './jours.ts'
import { NOMS } from './noms.ts'
import { STOCK, SUITES } from './taux.ts'

const AN = 365.25
/** RSA replaced RMI and API on 2009-06-01: older files are conversions. */
const CREATION_RSA = jourDe('2009-06-01')

/** Age classes of adults in RSA: ours, near DREES' yearly tables. */
const AGES: readonly (readonly [readonly [number, number], number])[] = [
  [[25, 29], 0.18],
  [[30, 39], 0.3],
  [[40, 49], 0.24],
  [[50, 59], 0.2],
  [[60, 63], 0.08],
] as const

export const numeroDemande = (monde: Monde): string =>
  monde.departement.replace(/\D/g, '0').padStart(3, '0') + String(monde.prochaineDemande++).padStart(8, '0')

export function creerPersonne(
  monde: Monde,
  role: Role,
  sexe: Sexe,
  naissance: number,
  nom: number,
  le: number,
): Personne {
  const id = monde.prochainePersonne++
  const ordre = ordreNir(monde, sexe, texteDe(naissance))
  return {
    id,
    role,
    sexe,
    naissance,
    nom,
    nomNaissance: nom,
    ordreNir: ordre,
    rattacheeLe: le,
    precedente: '',
    sdd: false,
    entrante: false,
    revenu: 0,
    activiteDepuis: 0,
    activiteFin: 0,
    duCouple: false,
    fixe: null,
  }
}

/** Earned income: half of those above the threshold sit just above it, so that a small change crosses it. */
export const revenuAuDessus = (h: Hasard): number => (h.chance(0.5) ? h.entre(500, 620) : h.entre(620, 1100))
export const revenuAuDessous = (h: Hasard): number => (h.chance(0.5) ? h.entre(380, 499) : h.entre(80, 380))

function poserRevenu(h: Hasard, p: Personne, jour: number): void {
  const tire = h.reel()
  if (tire < STOCK.revenuAuDessusDuSeuil) p.revenu = revenuAuDessus(h)
  else if (tire < STOCK.revenuAuDessusDuSeuil + STOCK.revenuSousLeSeuil) p.revenu = revenuAuDessous(h)
  if (p.revenu > 0) p.activiteDepuis = jour - h.entre(20, 400)
}

export function creerAdulte(monde: Monde, h: Hasard, role: Role, sexe: Sexe, naissance: number, le: number): Personne {
  const p = creerPersonne(monde, role, sexe, naissance, h.entre(0, NOMS.length - 1), le)
  poserRevenu(h, p, le)
  return p
}

/** A CAF's number has 7 digits and is padded to 15; the MSA's has the length of a NIR, and is that of who asks, for one in two. */
function matriculeMsa(monde: Monde, [demandeur]: readonly Personne[], id: number): string {
  const nir = demandeur && identite(monde, demandeur).nir?.slice(0, 13)
  return nir && id % 2 === 0 && /^\d+$/.test(nir) ? nir + cleNir(nir) : `${990_000_000_000_000 + id}`
}

export function creerFoyer(monde: Monde, personnes: Personne[], dateDemande: number, organisme: 'CAF' | 'MSA'): Foyer {
  const id = monde.prochainFoyer++
  return {
    id,
    demande: numeroDemande(monde),
    dateDemande,
    organisme,
    matricule: organisme === 'CAF' ? `${1_000_000 + id}00000000` : matriculeMsa(monde, personnes, id),
    cedant: null,
    prenant: null,
    etat: '0',
    motif: '',
    depuis: 0,
    situation: 'CEL',
    situationDepuis: dateDemande,
    adresseCle: id,
    adresse: 0,
    adresseDepuis: dateDemande,
    adresseFixe: null,
    sansDomicile: false,
    conversionRmi: false,
    personnes,
    echeance: 0,
    present: false,
    scripte: false,
  }
}

/** A household that claims on `jour`, with no state yet. */
export function foyerNouveau(monde: Monde, h: Hasard, jour: number): Foyer {
  const composition = h.pondere(STOCK.composition)
  const [ageMin, ageMax] = h.pondere(AGES)
  const age = composition === 'monoparent' && h.chance(0.25) ? h.entre(19, 26) : h.entre(ageMin, ageMax)
  const naissance = jour - Math.floor(age * AN) - h.entre(0, 364)
  const femmes =
    composition === 'monoparent' ? STOCK.femmesMonoparents : composition === 'seul' ? STOCK.femmesSeules : 0.5
  const sexe: Sexe = h.chance(femmes) ? 2 : 1
  const personnes = [creerAdulte(monde, h, 'DEM', sexe, naissance, jour)]
  const foyer = creerFoyer(monde, personnes, jour, h.chance(STOCK.msa) ? 'MSA' : 'CAF')
  foyer.sansDomicile = h.chance(STOCK.sansDomicile)
  foyer.adresseDepuis = jour - h.entre(0, 2500)
  const adulteDepuis = naissance + Math.floor(18 * AN)
  foyer.situationDepuis = adulteDepuis + Math.floor(h.reel() * Math.max(1, jour - adulteDepuis))
  if (composition === 'couple') {
    const autre = creerAdulte(monde, h, 'CJT', sexe === 1 ? 2 : 1, naissance + h.entre(-1500, 1500), jour)
    foyer.situation = h.pondere([
      ['MAR', 0.5],
      ['VIM', 0.35],
      ['PAC', 0.15],
    ] as const)
    if (foyer.situation === 'MAR') autre.nom = demandeur(foyer).nomNaissance
    personnes.push(autre)
  } else {
    foyer.situation = h.pondere(
      composition === 'seul'
        ? ([
            ['CEL', 0.72],
            ['DIV', 0.13],
            ['SEF', 0.08],
            ['ISO', 0.05],
            ['VEU', 0.02],
          ] as const)
        : ([
            ['ISO', 0.35],
            ['CEL', 0.25],
            ['SEF', 0.22],
            ['DIV', 0.16],
            ['VEU', 0.02],
          ] as const),
    )
    // Married names outlive the marriage.
    const dem = demandeur(foyer)
    if (sexe === 2 && /DIV|VEU/.test(foyer.situation) && h.chance(0.6)) dem.nom = h.entre(0, NOMS.length - 1)
  }
  if (composition === 'monoparent' || (composition === 'couple' && h.chance(0.65)))
    ajouterEnfants(monde, h, foyer, jour, age)
  if (h.chance(STOCK.autrePersonneACharge))
    personnes.push(
      creerPersonne(
        monde,
        'AUT',
        h.chance(0.5) ? 1 : 2,
        naissance + h.entre(-4000, 4000),
        demandeur(foyer).nomNaissance,
        jour,
      ),
    )
  if (h.chance(SUITES.dossierPrecedentInconnu))
    demandeur(foyer).precedente = `0${h.entre(1_000_000_000, 8_999_999_999)}`
  return foyer
}

/** Siblings at least fifteen months apart, minors, born after their parent came of age. */
function ajouterEnfants(monde: Monde, h: Hasard, foyer: Foyer, jour: number, age: number): void {
  const nombre = h.pondere([
    [1, 0.42],
    [2, 0.33],
    [3, 0.17],
    [4, 0.08],
  ] as const)
  const limite = Math.min(18, Math.max(1.5, age - 17))
  const nom = (foyer.personnes.find(p => p.sexe === 1) ?? demandeur(foyer)).nomNaissance
  let ans = h.reel() * limite * 0.85
  for (let i = 0; i < nombre && ans < limite; i++) {
    const enfant = creerPersonne(monde, 'ENF', h.chance(0.51) ? 1 : 2, jour - Math.floor(ans * AN) - 1, nom, jour)
    enfant.duCouple = true
    foyer.personnes.push(enfant)
    ans += 1.25 + 3 * h.reel()
  }
}

/** A household of the first file: with an age in RSA and already in one of the seven states, on the last day of month 0. */
export function foyerDuStock(monde: Monde, rang: number, jour: number): Foyer {
  const h = hasard(monde.graine, rang, 1)
  const foyer = foyerNouveau(monde, h, jour)
  const etat = h.pondere(STOCK.etats)
  vieillir(h, foyer, jour, etat)
  poserEtat(monde, h, foyer, etat, jour)
  return foyer
}

/** Sets the claim back in time: for one adult in four, four years or more (S3); for the others mostly recent. */
function vieillir(h: Hasard, foyer: Foyer, jour: number, etat: Etat): void {
  const ancien = h.chance(STOCK.anciennete4AnsOuPlus)
  const jours =
    etat === '0' || etat === '1'
      ? h.entre(3, 60)
      : ancien
        ? (4 + 13 * h.reel() ** 2) * AN
        : 20 + (4 * AN - 25) * h.reel() ** 1.6
  const majorite = demandeur(foyer).naissance + Math.floor(18.5 * AN)
  const demande = Math.min(jour, Math.max(CREATION_RSA, majorite, Math.floor(jour - jours)))
  foyer.conversionRmi = demande === CREATION_RSA
  foyer.dateDemande = demande
  foyer.situationDepuis = Math.min(foyer.situationDepuis, demande)
  for (const p of foyer.personnes) p.rattacheeLe = Math.max(demande, p.naissance)
}

/** Puts a household of the first file in its state, and in the diary what ends that state. */
function poserEtat(monde: Monde, h: Hasard, foyer: Foyer, etat: Etat, jour: number): void {
  foyer.etat = etat
  const ouvert = etat === '2' || etat === '3' || etat === '4'
  for (const p of adultes(foyer)) p.sdd = ouvert && p.revenu < SEUIL_REVENU
  if (etat === '0') attendre(monde, jour + h.entre(1, 30), foyer, h.chance(0.9) ? 'ouverture' : 'refus')
  else if (etat === '3' || etat === '4') suspendre(monde, h, foyer, jour)
  else if (etat !== '2') {
    foyer.motif = etat === '1' ? h.choix(MOTIFS_REFUS) : h.choix(MOTIFS_CLOTURE)
    foyer.depuis = jour - h.entre(0, 24) - (etat === '6' ? 31 : 0)
    if (etat === '5' && h.chance(SUITES.retourApresRadiation))
      programmer(monde, jour + h.entre(62, 400), foyer, 'retour')
  }
}

function suspendre(monde: Monde, h: Hasard, foyer: Foyer, jour: number): void {
  foyer.motif = h.choix(foyer.etat === '3' ? MOTIFS_SUSPENSION_DROIT : MOTIFS_SUSPENSION_VERSEMENT)
  const anciennete = jour - foyer.dateDemande
  if (anciennete > 200 && h.chance(STOCK.suspendusDeLongueDate / 0.85)) {
    foyer.depuis = jour - h.entre(120, Math.min(anciennete, 520))
    for (const p of adultes(foyer)) p.sdd &&= h.chance(0.5)
    attendre(
      monde,
      Math.max(jour + h.entre(1, 90), foyer.depuis + h.entre(372, 560)),
      foyer,
      h.chance(0.6) ? 'reprise' : 'radiation',
    )
  } else {
    foyer.depuis = jour - h.entre(0, Math.min(80, anciennete))
    attendre(monde, jour + h.entre(1, 60), foyer, h.chance(0.7) ? 'reprise' : 'radiation')
  }
}

export const MOTIFS_REFUS = ['FDD', 'DSD', 'F02', 'F09', 'PCG', 'FDB']
export const MOTIFS_CLOTURE = ['RFD', 'RFD', 'RFD', 'RAU', 'RAU', 'ECH', 'PCG'] as const
export const MOTIFS_SUSPENSION_DROIT = ['GC', 'GA', 'GR', 'GK', 'DL', 'DM', 'DC'] as const
export const MOTIFS_SUSPENSION_VERSEMENT = [
  '06',
  '06',
  '06',
  '06',
  '01',
  '01',
  '05',
  '09',
  '36',
  '44',
  'AB',
  'CG',
  'CV',
] as const
