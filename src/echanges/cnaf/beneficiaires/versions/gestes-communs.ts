import { centimes, cite, vrai } from '../../../../lecture/xml/valeurs.ts'
import { lireNirEcrit } from '../../../../personne/nir.ts'
import { type Activite, type Brouillon, uneAdresse, unePersonne } from '../lire/brouillon.ts'
import type { FoyerFlux, PersonneFlux } from '../lire/foyer-flux.ts'
import type { Geste } from './schema.ts'

export const ou = (valeur: string) => (valeur === '' ? null : valeur)
/** The day of a checked xsd:date, its time zone dropped. */
export const jour = (valeur: string) => valeur.slice(0, 10)

export const estRole = (code: string): code is PersonneFlux['role'] =>
  code === 'DEM' || code === 'CJT' || code === 'ENF' || code === 'AUT' || code === 'RDO'
const estEtat = (code: string): code is FoyerFlux['etatDossier'] => code.length === 1 && code >= '0' && code <= '6'

/** The activity to keep of two: the running one (no last day), else the one begun last. */
export function plusRecente(gardee: Activite | null, lue: Activite): Activite {
  if (!gardee) return lue
  const [enCoursGardee, enCoursLue] = [gardee.fin === null, lue.fin === null]
  if (enCoursGardee !== enCoursLue) return enCoursLue ? lue : gardee
  return lue.debut >= gardee.debut ? lue : gardee
}

/**
 * What the elements that every version has fill in a household, with the checks that an XSD cannot express (interop.md §A2, A6).
 * What needs two leaves is done when their block closes: VRSD flows give them in any order.
 */
export const COMMUNS: Readonly<Record<string, Geste<Brouillon>>> = {
  'Organisme/FONORG': (b, v) => {
    if (v !== 'CAF' && v !== 'MSA') return `CAF ou MSA attendu${cite(v, 'lu')}`
    b.foyer.organisme = v
  },
  'Organisme/NUMORG': (b, v) => {
    b.foyer.numeroOrganisme = v
  },
  'Organisme/MATRICULE': (b, v) => {
    b.foyer.matricule = v
  },
  'DemandeRSA/DTDEMRSA': (b, v) => {
    b.foyer.dateDemande = jour(v)
  },
  'DemandeRSA/NUMDEMRSA': (b, v) => {
    if (v === '') return 'numéro de demande RSA attendu, valeur vide'
    b.foyer.numeroDemandeRsa = v
  },
  'OrganismeCedant/FONORGCEDMUT': (b, v) => {
    b.organisme = v
  },
  'OrganismeCedant/NUMORGCEDMUT': (b, v) => {
    b.numero = v
  },
  'OrganismeCedant/DDARRMUT': (b, v) => {
    b.jour = jour(v)
  },
  '/OrganismeCedant': b => {
    b.foyer.cedant = { organisme: b.organisme, numero: b.numero, date: b.jour }
  },
  'OrganismePrenant/FONORGPRENMUT': (b, v) => {
    b.organisme = v
  },
  'OrganismePrenant/NUMORGPRENMUT': (b, v) => {
    b.numero = v
  },
  'OrganismePrenant/DDDEPAMUT': (b, v) => {
    b.jour = jour(v)
  },
  '/OrganismePrenant': b => {
    b.foyer.prenant = { organisme: b.organisme, numero: b.numero, date: b.jour }
  },

  Personne: b => {
    b.personne = unePersonne()
    b.roleRsa = ''
    b.rolePfa = ''
    b.foyer.personnes.push(b.personne)
  },
  'Identification/QUAL': (b, v) => {
    b.personne.qualite = ou(v)
  },
  'Identification/NOM': (b, v) => {
    if (v === '') return 'nom attendu, valeur vide'
    b.personne.nom = v
  },
  'Identification/NOMNAI': (b, v) => {
    b.personne.nomNaissance = v
  },
  'Identification/PRENOM': (b, v) => {
    if (v === '') return 'prénom attendu, valeur vide'
    b.personne.prenom = v
  },
  'Identification/DTNAI': (b, v) => {
    b.personne.dateNaissance = jour(v)
  },
  'Identification/TYPEDTNAI': (b, v) => {
    b.personne.precisionNaissance = ou(v)
  },
  'Identification/NIR': (b, v) => {
    const lu = lireNirEcrit(v)
    if ('nir' in lu) b.personne.nir = lu.nir
    else if (v !== '') b.personne.nirRefus = lu.refus
  },
  'Identification/TOPVALIEC': (b, v) => {
    b.personne.nirCertifie = vrai(v)
  },
  'Identification/SEXE': (b, v) => {
    if (v !== '1' && v !== '2') return `1 ou 2 attendu${cite(v, 'lu')}`
    b.personne.sexe = v
  },

  'SituationFamille/SITFAM': (b, v) => {
    b.foyer.situationFamiliale = v
  },
  'SituationFamille/DDSITFAM': (b, v) => {
    b.foyer.situationFamilialeDepuis = jour(v)
  },
  Adresse: b => {
    b.adresse = uneAdresse()
    b.enFrance = false
  },
  'TroncCommunAdresse/RGADR': (b, v) => {
    b.rangAdresse = Number(v)
  },
  'TroncCommunAdresse/DTEMM': (b, v) => {
    b.adresse.depuis = jour(v)
  },
  'TroncCommunAdresse/TYPEADR': (b, v) => {
    b.adresse.type = v
  },
  AdresseDetailleeFrance: b => {
    b.enFrance = true
  },
  'AdresseDetailleeFrance/COMPLIDEADR': (b, v) => {
    b.adresse.complementIdentification = ou(v)
  },
  'AdresseDetailleeFrance/COMPLADR': (b, v) => {
    b.adresse.complement = ou(v)
  },
  'AdresseDetailleeFrance/NUMVOIE': (b, v) => {
    b.adresse.numeroVoie = ou(v)
  },
  'AdresseDetailleeFrance/LIBTYPEVOIE': (b, v) => {
    b.adresse.typeVoie = ou(v)
  },
  'AdresseDetailleeFrance/NOMVOIE': (b, v) => {
    b.adresse.voie = ou(v)
  },
  'AdresseDetailleeFrance/LIEUDIST': (b, v) => {
    b.adresse.lieuDit = ou(v)
  },
  'AdresseDetailleeFrance/NUMCOM': (b, v) => {
    b.adresse.codeInsee = ou(v)
  },
  // Typed as an integer by the XSD: a sender may drop the leading zero of départements 01 to 09.
  'AdresseDetailleeFrance/CODEPOS': (b, v) => {
    b.adresse.codePostal = v.padStart(5, '0')
  },
  'AdresseDetailleeFrance/NOMCOM': (b, v) => {
    b.adresse.commune = ou(v)
  },
  '/Adresse': b => {
    if (b.rangAdresse === 1 && b.enFrance) b.foyer.adresse ??= b.adresse
  },

  'EtatDossierRSA/ETATDOSRSA': (b, v) => {
    if (!estEtat(v)) return `état du dossier de 0 à 6 attendu${cite(v, 'lu')}`
    b.foyer.etatDossier = v
    b.etatLu = true
  },
  'Refus/DTREFURSA': (b, v) => {
    b.jour = jour(v)
  },
  'Refus/MOTIREFURSA': (b, v) => {
    b.motif = v
  },
  '/Refus': b => {
    b.foyer.refus = { motif: b.motif, date: b.jour }
  },
  'SuspensionDroit/MOTISUSDRORSA': (b, v) => {
    b.motif = v
  },
  'SuspensionDroit/DDSUSDRORSA': (b, v) => {
    b.jour = jour(v)
  },
  '/SuspensionDroit': b => {
    b.foyer.suspensions.push({ nature: 'droit', motif: b.motif, debut: b.jour })
  },
  'FinDroit/MOTICLORSA': (b, v) => {
    b.motif = v
  },
  'FinDroit/DTCLORSA': (b, v) => {
    b.jour = jour(v)
  },
  '/FinDroit': b => {
    b.foyer.fin = { motif: b.motif, date: b.jour }
  },
  'TroncCommunDroitRSA/TOPSANSDOMFIXE': (b, v) => {
    b.foyer.sansDomicileFixe = vrai(v)
  },
  'MontantsCalculDroitRSA/MTTOTDRORSA': (b, v) => {
    b.foyer.montantCentimes = centimes(v)
  },
}
