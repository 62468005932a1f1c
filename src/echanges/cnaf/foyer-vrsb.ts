import { type Activite, type Brouillon, uneActivite, uneAdresse, unePersonne } from './brouillon.ts'
import type { FoyerFlux, PersonneFlux } from './foyer-flux.ts'
import type { Geste } from './schema.ts'
import { centimes, cite, vrai } from './valeurs.ts'

const ou = (valeur: string) => (valeur === '' ? null : valeur)
/** The day of a checked xsd:date, its time zone dropped. */
const jour = (valeur: string) => valeur.slice(0, 10)

const estRole = (code: string): code is PersonneFlux['role'] =>
  code === 'DEM' || code === 'CJT' || code === 'ENF' || code === 'AUT' || code === 'RDO'
const estEtat = (code: string): code is FoyerFlux['etatDossier'] => code.length === 1 && code >= '0' && code <= '6'

/** Thirteen characters without the key, or null: an unusable NIR is no reason to refuse a household. */
function nir(lu: string): string | null {
  const serre = lu.replaceAll(' ', '').toUpperCase()
  if (serre.length === 13) return serre
  return serre.length === 15 ? serre.slice(0, 13) : null
}

/** The activity to keep of two: the running one (no DFACT), else the one begun last. */
function plusRecente(gardee: Activite | null, lue: Activite): Activite {
  if (!gardee) return lue
  const [enCoursGardee, enCoursLue] = [gardee.fin === null, lue.fin === null]
  if (enCoursGardee !== enCoursLue) return enCoursLue ? lue : gardee
  return lue.debut >= gardee.debut ? lue : gardee
}

/** What each element of VRSB0801 fills in a household, with the checks that its XSD cannot express (interop.md §A2, A6). */
export const GESTES: Readonly<Record<string, Geste<Brouillon>>> = {
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
    b.foyer.cedant = { organisme: b.organisme, numero: b.numero, date: jour(v) }
  },
  'OrganismePrenant/FONORGPRENMUT': (b, v) => {
    b.organisme = v
  },
  'OrganismePrenant/NUMORGPRENMUT': (b, v) => {
    b.numero = v
  },
  'OrganismePrenant/DDDEPAMUT': (b, v) => {
    b.foyer.prenant = { organisme: b.organisme, numero: b.numero, date: jour(v) }
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
  'Identification/NOMCOMNAI': (b, v) => {
    b.personne.communeNaissance = ou(v)
  },
  'Identification/DTNAI': (b, v) => {
    b.personne.dateNaissance = jour(v)
  },
  'Identification/TYPEDTNAI': (b, v) => {
    b.personne.precisionNaissance = ou(v)
  },
  'Identification/NIR': (b, v) => {
    b.personne.nir = nir(v)
  },
  'Identification/TOPVALIEC': (b, v) => {
    b.personne.nirCertifie = vrai(v)
  },
  'Identification/SEXE': (b, v) => {
    if (v !== '1' && v !== '2') return `1 ou 2 attendu${cite(v, 'lu')}`
    b.personne.sexe = v
  },
  'DossierCAF/TOPRESPDOS': (b, v) => {
    b.personne.responsableDossier = vrai(v)
  },
  'DossierCAF/DDRATDOS': (b, v) => {
    b.personne.debutRattachement = jour(v)
  },
  'DossierCAF/NUMDEMRSAPRECE': (b, v) => {
    b.personne.numeroDemandePrecedente = ou(v)
  },
  'Prestations/NATPREST': (b, v) => {
    b.prestation = v
  },
  'Prestations/ROLEPERS': (b, v) => {
    if (b.prestation === 'PFA') b.rolePfa = v
    if (b.prestation !== 'RSA') return
    b.personnesRsa++
    b.roleRsa = v
    if (v !== '' && !estRole(v)) return `rôle DEM, CJT, ENF, AUT ou RDO attendu${cite(v, 'lu')}`
  },
  'Prestations/TOPCHAPERS': (b, v) => {
    if (b.prestation === 'RSA' && b.roleRsa !== '') b.personne.aCharge = vrai(v)
  },
  'DossierPoleEmploi/IDASSEDIC': (b, v) => {
    b.personne.identifiantFranceTravail = ou(v)
  },
  'MontantCalculDroitRSAPersonne/TOPPERSDRODEVORSA': (b, v) => {
    b.personne.soumisDroitsDevoirs = vrai(v)
  },
  'MontantCalculDroitRSAPersonne/TOPPERSENTDRODEVORSA': (b, v) => {
    b.personne.entrantDroitsDevoirs = vrai(v)
  },
  Activite: b => {
    b.activite = uneActivite()
  },
  'Activite/REG': (b, v) => {
    b.activite.regime = ou(v)
  },
  'Activite/ACT': (b, v) => {
    b.activite.code = v
  },
  'Activite/DDACT': (b, v) => {
    b.activite.debut = jour(v)
  },
  'Activite/DFACT': (b, v) => {
    b.activite.fin = jour(v)
  },
  'Activite/NATCONTRTRA': (b, v) => {
    b.activite.contrat = ou(v)
  },
  '/Activite': b => {
    b.personne.activite = plusRecente(b.personne.activite, b.activite)
  },

  '/Personne': b => {
    // A blank RSA role says that the person counts for family benefits only: her role is then told by that block.
    const role = b.roleRsa === '' ? b.rolePfa : b.roleRsa
    if (!estRole(role)) return `rôle (ROLEPERS) DEM, CJT, ENF, AUT ou RDO attendu${cite(role, 'lu')}`
    b.personne.role = role
    if (role === 'DEM') b.demandeurs++
    if (b.roleRsa === 'DEM' || b.roleRsa === 'CJT') b.adultesRsa++
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
  },
  'Refus/DTREFURSA': (b, v) => {
    b.jour = jour(v)
  },
  'Refus/MOTIREFURSA': (b, v) => {
    b.foyer.refus = { motif: v, date: b.jour }
  },
  'SuspensionDroit/MOTISUSDRORSA': (b, v) => {
    b.motif = v
  },
  'SuspensionDroit/DDSUSDRORSA': (b, v) => {
    b.foyer.suspensions.push({ nature: 'droit', motif: b.motif, debut: jour(v) })
  },
  'SuspensionVersement/MOTISUSVERSRSA': (b, v) => {
    b.motif = v
  },
  'SuspensionVersement/DDSUSVERSRSA': (b, v) => {
    b.foyer.suspensions.push({ nature: 'versement', motif: b.motif, debut: jour(v) })
  },
  'FinDroit/MOTICLORSA': (b, v) => {
    b.motif = v
  },
  'FinDroit/DTCLORSA': (b, v) => {
    b.foyer.fin = { motif: b.motif, date: jour(v) }
  },
  'FinDroitMoisAnterieur/MOTICLORSA': (b, v) => {
    b.motif = v
  },
  'FinDroitMoisAnterieur/DTCLORSA': (b, v) => {
    b.foyer.fin ??= { motif: b.motif, date: jour(v) }
  },
  'TroncCommunDroitRSA/TOPSANSDOMFIXE': (b, v) => {
    b.foyer.sansDomicileFixe = vrai(v)
  },
  'TroncCommunDroitRSA/NBENFAUTCHA': (b, v) => {
    b.foyer.autresPersonnesACharge = Number(v)
  },
  'TroncCommunDroitRSA/ORIDEMRSA': (b, v) => {
    b.foyer.origineDemande = v
  },
  'TroncCommunDroitRSA/DTORIDEMRSA': (b, v) => {
    b.foyer.dateOrigineDemande = jour(v)
  },
  'MontantsCalculDroitRSA/MTTOTDRORSA': (b, v) => {
    b.foyer.montantCentimes = centimes(v)
  },

  'Evenement/DTLIQ': (b, v) => {
    b.jour = jour(v)
  },
  'Evenement/HEULIQ': (b, v) => {
    b.heure = v.slice(0, 8)
  },
  'Evenement/FG': (b, v) => {
    b.foyer.evenements.push({ date: b.jour, heure: b.heure, fait: v })
  },
}

/**
 * Why the household, whole and conforming to the XSD, still cannot be used, or null.
 * A household told by its spouse alone (no DEM) is taken: the published sample of a real monthly file is one.
 */
export function empechement(b: Brouillon): { champ: string; motif: string } | null {
  if (b.personnesRsa === 0)
    return { champ: 'NATPREST', motif: 'au moins une personne avec une prestation RSA attendue' }
  if (b.adultesRsa === 0)
    return { champ: 'ROLEPERS', motif: 'un demandeur (DEM) ou un conjoint (CJT) du RSA attendu, aucun lu' }
  if (b.demandeurs > 1) return { champ: 'ROLEPERS', motif: `un seul demandeur (DEM) attendu, ${b.demandeurs} lus` }
  return null
}
