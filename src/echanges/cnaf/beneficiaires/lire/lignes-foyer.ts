import { garderMatricule } from '../../../../personne/matricule/garder-matricule.ts'
import { chiffrerNir, empreinteNir } from '../../../../socle/auth/nir.ts'
import { sceller } from '../../../../socle/auth/texte.ts'
import { ligneCopie } from '../../../../socle/copie.ts'
import { uuidv7 } from '../../../../socle/uuid.ts'
import type { Anomalie } from '../rapport.ts'
import type { PersonneCitee } from './cites.ts'
import type { FoyerFlux, PersonneFlux, SanctionFlux } from './foyer-flux.ts'
import { separerHomonymes } from './homonymes.ts'

/** Columns of the staging tables, in the order of the lines written here. `change` stands between the key and the rest. */
const CLE = ['numero_demande_rsa', 'organisme', 'numero_organisme', 'empreinte', 'tranche'] as const
const RESTE = [
  'foyer_id',
  'matricule',
  'date_demande',
  'situation_familiale',
  'situation_familiale_depuis',
  'sans_domicile_fixe',
  'autres_personnes_a_charge',
  'complement',
  'voie',
  'lieu_dit',
  'code_insee',
  'code_postal',
  'commune',
  'adresse_depuis',
  'arrive_le',
  'montant_centimes',
  'etat',
  'motif',
  'depuis',
] as const
export const FOYER = [...CLE, 'change', ...RESTE] as const
export const PERSONNE = [
  'numero_demande_rsa',
  'rang',
  'personne_id',
  'role',
  'a_charge',
  'activite',
  'activite_depuis',
  'soumis',
  'entrant',
  'nir_empreinte',
  'nir_chiffre',
  'nir_certifie',
  'qualite',
  'nom',
  'nom_naissance',
  'prenom',
  'date_naissance',
  'precision_naissance',
  'commune_naissance',
  'sexe',
  'identifiant_france_travail',
  'deces_le',
] as const
export const CAF = [
  'numero_demande_rsa',
  'rang',
  'genre',
  'debut',
  'fin',
  'code',
  'niveau',
  'taux_points',
  'montant_demande_centimes',
  'reference_le',
  'montant_reference_centimes',
  'composition',
  'montant_avant_plafond_centimes',
  'montant_applique_centimes',
  'levee_le',
  'levee_motif',
] as const

export const CITE = ['nir_empreinte', 'nom', 'nom_naissance', 'prenom', 'date_naissance'] as const

/** What follows the key of a household without change: it is told by its key alone. */
const SANS_CHANGEMENT = `\tf${'\t\\N'.repeat(RESTE.length)}\n`

/** A household ready to be staged: text of COPY, and what the import counts and says of it. */
export type FoyerPret = {
  numero: string
  empreinte: string
  /** Persons the flow tells, those set aside included. */
  nombre: number
  cle: string
  reste: string
  personnes: string
  caf: string
  anomalies: Anomalie[]
}

export const ligneChangee = ({ cle, reste }: Pick<FoyerPret, 'cle' | 'reste'>): string => `${cle}\tt\t${reste}`
export const ligneInchangee = (cle: string): string => cle + SANS_CHANGEMENT
/** A household known by its bytes, or set aside: it is in the file all the same, and must not pass for gone. */
export const ligneCitee = (numero: string): string => ligneInchangee(cleCopie([numero, '', '', null, null]))

/** Somebody told in a household set aside. */
export const lignePersonneCitee = (p: PersonneCitee, territoire: string): string =>
  ligneCopie([
    p.nir && empreinteNir(territoire, p.nir),
    p.nom || null,
    p.nomNaissance || null,
    p.prenom || null,
    p.dateNaissance || null,
  ])

const cleCopie = (valeurs: Parameters<typeof ligneCopie>[0]) => ligneCopie(valeurs).slice(0, -1)

export const cleDe = (foyer: FoyerFlux): string =>
  cleCopie([
    foyer.numeroDemandeRsa,
    foyer.organisme,
    foyer.numeroOrganisme,
    Buffer.from(foyer.empreinte, 'base64'),
    foyer.tranche && Buffer.from(foyer.tranche, 'base64'),
  ])

/** Writes a household's lines: identifiers drawn, NIRs encrypted. Two persons that can't both be kept become one. */
export function preparer(foyer: FoyerFlux, territoire: string): FoyerPret {
  const nombre = foyer.personnes.length
  const anomalies = separerHomonymes(foyer)
  let personnes = ''
  let caf = ''
  foyer.personnes.forEach((p, rang) => {
    personnes += lignePersonne(foyer, p, rang, territoire)
    if (p.caf !== null) caf += lignesCaf(foyer, p, rang, anomalies)
  })
  return {
    numero: foyer.numeroDemandeRsa,
    empreinte: foyer.empreinte,
    nombre,
    cle: cleDe(foyer),
    reste: resteDe(foyer, territoire),
    personnes,
    caf,
    anomalies,
  }
}

function resteDe(foyer: FoyerFlux, territoire: string): string {
  const { motif, depuis } = motifEtDate(foyer)
  return ligneCopie([
    uuidv7(),
    garderMatricule(territoire, foyer.matricule),
    foyer.dateDemande,
    foyer.situationFamiliale,
    foyer.situationFamilialeDepuis,
    foyer.sansDomicileFixe,
    foyer.autresPersonnesACharge,
    sceller(territoire, complement(foyer)),
    sceller(territoire, voie(foyer)),
    sceller(territoire, foyer.adresse?.lieuDit),
    foyer.adresse?.codeInsee,
    foyer.adresse?.codePostal,
    foyer.adresse?.commune,
    foyer.adresse?.depuis,
    foyer.cedant?.date,
    foyer.montantCentimes,
    foyer.etatDossier,
    motif,
    depuis,
  ])
}

/**
 * Told an entrant by name; else by the household's event « entrant en droits et devoirs » (FG ENTDED), which speaks of whoever is
 * soumis in it.
 */
const entrant = ({ evenements }: FoyerFlux, p: PersonneFlux) =>
  p.entrantDroitsDevoirs ?? (evenements.some(e => e.fait === 'ENTDED') && p.soumisDroitsDevoirs === true ? true : null)

function lignePersonne(foyer: FoyerFlux, p: PersonneFlux, rang: number, territoire: string): string {
  return ligneCopie([
    foyer.numeroDemandeRsa,
    rang,
    uuidv7(),
    p.role,
    p.aCharge,
    p.activite?.code,
    p.activite?.debut,
    p.soumisDroitsDevoirs,
    entrant(foyer, p),
    p.nir && empreinteNir(territoire, p.nir),
    p.nir && chiffrerNir(territoire, p.nir),
    p.nirCertifie,
    p.qualite,
    p.nom,
    p.nomNaissance || p.nom,
    p.prenom,
    p.dateNaissance,
    p.precisionNaissance,
    p.communeNaissance,
    p.sexe,
    p.identifiantFranceTravail,
    p.deces,
  ])
}

/** A sanction is known by its first day: without it, it is said and left out. */
function lignesCaf(foyer: FoyerFlux, { caf }: PersonneFlux, rang: number, anomalies: Anomalie[]): string {
  const cle = [foyer.numeroDemandeRsa, rang]
  const vides = (n: number) => Array.from({ length: n }, () => null)
  let lignes = ''
  if (caf?.protection) lignes += ligneCopie([...cle, 'protection', null, null, caf.protection, ...vides(10)])
  if (caf?.contrat) {
    const { type, debut, fin } = caf.contrat
    lignes += ligneCopie([...cle, 'contrat', debut, fin, type, ...vides(10)])
  }
  for (const s of caf?.sanctions ?? []) {
    if (s.debut) lignes += ligneCopie([...cle, ...ligneSanction(s)])
    else
      anomalies.push({
        foyer: foyer.numeroDemandeRsa,
        champ: s.genre === 'sanction' ? 'DDSANRSA' : 'DDSUSRSAFRAU',
        motif: 'Une sanction ou une suspension pour fraude n’a pas de premier jour : elle n’est pas gardée.',
      })
  }
  return lignes
}

const ligneSanction = (s: SanctionFlux) => [
  s.genre,
  s.debut,
  s.fin,
  s.motif,
  s.niveau,
  s.tauxPoints,
  s.montantDemandeCentimes,
  s.referenceLe,
  s.montantReferenceCentimes,
  s.composition,
  s.montantAvantPlafondCentimes,
  s.montantAppliqueCentimes,
  s.leveeLe,
  s.leveeMotif,
]

/** What the right is worth in its state: why and since when (waiting, suspension, closure or refusal). */
function motifEtDate(foyer: FoyerFlux): { motif: string | null; depuis: string | null } {
  const { etatDossier, suspensions, fin, refus, attente } = foyer
  if (etatDossier === '0') return { motif: attente?.motif ?? null, depuis: attente?.date ?? null }
  if (etatDossier === '1') return { motif: refus?.motif ?? null, depuis: refus?.date ?? null }
  if (etatDossier === '5' || etatDossier === '6') return { motif: fin?.motif ?? null, depuis: fin?.date ?? null }
  if (etatDossier !== '3' && etatDossier !== '4') return { motif: null, depuis: null }
  const nature = etatDossier === '3' ? 'droit' : 'versement'
  const utiles = suspensions.some(s => s.nature === nature) ? suspensions.filter(s => s.nature === nature) : suspensions
  const [premiere] = utiles.toSorted((a, b) => a.debut.localeCompare(b.debut))
  return { motif: premiere?.motif ?? null, depuis: premiere?.debut || null }
}

const voie = ({ adresse: a }: FoyerFlux) =>
  a ? [a.numeroVoie, a.typeVoie, a.voie].filter(Boolean).join(' ') || null : null
const complement = ({ adresse: a }: FoyerFlux) =>
  a ? [a.complementIdentification, a.complement].filter(Boolean).join(', ') || null : null
