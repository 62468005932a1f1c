import { cite, vrai } from '../../../../lecture/xml/valeurs.ts'
import { type Brouillon, uneActivite } from '../lire/brouillon.ts'
import { COMMUNS, estRole, jour, ou, plusRecente } from './gestes-communs.ts'
import type { Geste } from './schema.ts'

/** What each element of VRSB0801 fills in a household. */
export const GESTES_VRSB: Readonly<Record<string, Geste<Brouillon>>> = {
  ...COMMUNS,
  'Identification/NOMCOMNAI': (b, v) => {
    b.personne.communeNaissance = ou(v)
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
  'SuspensionVersement/MOTISUSVERSRSA': (b, v) => {
    b.motif = v
  },
  'SuspensionVersement/DDSUSVERSRSA': (b, v) => {
    b.foyer.suspensions.push({ nature: 'versement', motif: b.motif, debut: jour(v) })
  },
  'FinDroitMoisAnterieur/MOTICLORSA': (b, v) => {
    b.motif = v
  },
  'FinDroitMoisAnterieur/DTCLORSA': (b, v) => {
    b.foyer.fin ??= { motif: b.motif, date: jour(v) }
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
export function empechementVrsb(b: Brouillon): { champ: string; motif: string } | null {
  if (b.personnesRsa === 0)
    return { champ: 'NATPREST', motif: 'au moins une personne avec une prestation RSA attendue' }
  if (b.adultesRsa === 0)
    return { champ: 'ROLEPERS', motif: 'un demandeur (DEM) ou un conjoint (CJT) du RSA attendu, aucun lu' }
  if (b.demandeurs > 1) return { champ: 'ROLEPERS', motif: `un seul demandeur (DEM) attendu, ${b.demandeurs} lus` }
  return null
}
