import { cite, vrai } from '../../../../lecture/xml/valeurs.ts'
import { type Brouillon, RIEN_DE_PLUS, uneActivite } from '../lire/brouillon.ts'
import type { PersonneFlux } from '../lire/foyer-flux.ts'
import { COMMUNS, jour, ou, plusRecente } from './gestes-communs.ts'
import { SANCTIONS } from './sanctions-vrsd.ts'
import type { Geste } from './schema.ts'

type Gestes = Readonly<Record<string, Geste<Brouillon>>>

/**
 * Reasons of closure that have exactly one equal in VRSB0801 (HadoDokis/WebRSA, patch 3.3.0): said by it, since the domain knows
 * those. The other VRSD reasons gather several of VRSB and stay as they are (droit/motifs.ts says which).
 */
const CLOTURES: Readonly<Record<string, string>> = { CMU: 'MUT', CCG: 'PCG', CMD: 'ECH' }

/** What each element of VRSD0301 fills in a household. Nothing counts on the order of elements. */
export const GESTES_VRSD0301: Gestes = {
  ...COMMUNS,
  'DemandeRSA/ORIDEMRSA': (b, v) => {
    b.foyer.origineDemande = v
  },
  'DemandeRSA/DTORIDEMRSA': (b, v) => {
    b.foyer.dateOrigineDemande = jour(v)
  },
  Personne: b => {
    COMMUNS.Personne?.(b, '')
    b.caf = RIEN_DE_PLUS
  },
  // First of the first names, for want of PRENOM: up to a comma, else to a space.
  'Identification/LISPRENOMS': (b, v) => {
    if (b.personne.prenom === '') b.personne.prenom = v.split(v.includes(',') ? ',' : ' ')[0]?.trim() ?? ''
  },
  'Identification/LOCANAI': (b, v) => {
    b.personne.communeNaissance = ou(v)
  },
  'Identification/DTDC': (b, v) => {
    b.personne.deces = jour(v)
  },
  'DossierCafMsa/TOPRESPDOS': (b, v) => {
    b.personne.responsableDossier = vrai(v)
  },
  'FonctionPersonnePFA/ROLEPERS': (b, v) => {
    b.rolePfa = v
  },
  'FonctionPersonneRSA/ROLEPERS': (b, v) => {
    b.roleRsa = v
    if (!/^(BEN|DEM|CJT|ENF|AUT|RDO)$/.test(v)) return `rôle BEN, ENF, AUT ou RDO attendu${cite(v, 'lu')}`
  },
  'FonctionPersonneRSA/TOPCHAPERS': (b, v) => {
    b.personne.aCharge = vrai(v)
  },
  CaracteristiquesEmployabilite: b => {
    b.activite = uneActivite()
  },
  'CaracteristiquesEmployabilite/REG': (b, v) => {
    b.activite.regime = ou(v)
  },
  'CaracteristiquesEmployabilite/STATUEMPL': (b, v) => {
    b.activite.code = v
  },
  'CaracteristiquesEmployabilite/DDSTATUEMPL': (b, v) => {
    b.activite.debut = jour(v)
  },
  'CaracteristiquesEmployabilite/DFSTATUEMPL': (b, v) => {
    b.activite.fin = jour(v)
  },
  '/CaracteristiquesEmployabilite': b => {
    // Without its code or its first day, it says nothing that can be kept.
    if (b.activite.code !== '' && b.activite.debut !== '')
      b.personne.activite = plusRecente(b.personne.activite, b.activite)
  },
  'MesureProtectionCommun/TYPEMESUPROT': (b, v) => {
    b.caf = { ...b.caf, protection: v }
  },
  ContratPCGPersonneRSA: b => {
    b.caf = { ...b.caf, contrat: { type: null, debut: null, fin: null } }
  },
  'ContratPCGPersonneRSA/TYPECONTRRSA': (b, v) => {
    if (b.caf.contrat) b.caf.contrat.type = v
  },
  'ContratPCGPersonneRSA/DDCONTRRSA': (b, v) => {
    if (b.caf.contrat) b.caf.contrat.debut = jour(v)
  },
  'ContratPCGPersonneRSA/DFCONTRRSA': (b, v) => {
    if (b.caf.contrat) b.caf.contrat.fin = jour(v)
  },
  'CalculDroitRSAPersonne/TOPPERSDRODEVORSA': (b, v) => {
    b.personne.soumisDroitsDevoirs = vrai(v)
  },
  'CalculDroitRSAPersonne/TOPPERSENTDRODEVORSA': (b, v) => {
    b.personne.entrantDroitsDevoirs = vrai(v)
  },
  'CalculDroitRSAPersonne/DDSOUDRODEV': (b, v) => {
    b.caf = { ...b.caf, soumisDu: jour(v) }
  },
  'CalculDroitRSAPersonne/DFSOUDRODEV': (b, v) => {
    b.caf = { ...b.caf, soumisAu: jour(v) }
  },
  '/Personne': b => {
    if (b.personne.nom === '') return 'nom (NOM) attendu, absent ou vide'
    if (b.personne.prenom === '') return 'prénom (PRENOM ou LISPRENOMS) attendu, absent ou vide'
    if (b.caf !== RIEN_DE_PLUS) b.personne.caf = b.caf
    b.codesRsa.push(b.roleRsa)
    if (b.roleRsa !== '') b.personnesRsa++
    const role = roleDe(b.roleRsa, b.rolePfa)
    if (role === null) return `rôle (ROLEPERS) de la personne attendu${cite(b.rolePfa, 'lu')}`
    b.personne.role = role
  },

  'DroitOuvert/DTODRSA': (b, v) => {
    b.foyer.ouverture = { motif: b.foyer.ouverture?.motif ?? null, date: jour(v) }
  },
  'DroitOuvert/MOTIODRSA': (b, v) => {
    b.foyer.ouverture = { motif: v, date: b.foyer.ouverture?.date ?? null }
  },
  // VRSB0801 tells it as a suspension of payment of reason 05; here no first day comes with it.
  'DroitOuvert/TOPMTINFSEUIRSA': (b, v) => {
    b.sousLeSeuil = vrai(v)
  },
  'RessourcesTropElevees/MOTISUSVERSRSA': (b, v) => {
    b.motif = v
  },
  'RessourcesTropElevees/DDSUSVERSRSA': (b, v) => {
    b.jour = jour(v)
  },
  '/RessourcesTropElevees': b => {
    b.foyer.suspensions.push({ nature: 'versement', motif: b.motif, debut: b.jour })
  },
  '/FinDroit': b => {
    b.foyer.fin = { motif: CLOTURES[b.motif] ?? b.motif, date: b.jour }
  },
  'MontantsCalculDroitRSA/NBENFAUTCHA': (b, v) => {
    b.foyer.autresPersonnesACharge = Number(v)
  },
  Evenement: b => {
    b.motifs = []
    b.jour = b.heure = ''
  },
  'SessionEvenement/DTLIQ': (b, v) => {
    b.jour = jour(v)
  },
  'SessionEvenement/HEULIQ': (b, v) => {
    b.heure = v.slice(0, 8)
  },
  'ListeMotifsEvenement/MOTITRANSFLUX': (b, v) => {
    b.motifs.push(v)
  },
  '/Evenement': b => {
    for (const fait of b.motifs) b.foyer.evenements.push({ date: b.jour, heure: b.heure, fait })
  },
}

/** What VRSD0101 adds: the return of sanctions, why a claim waits, the address told flat. */
export const GESTES_VRSD0101: Gestes = {
  ...GESTES_VRSD0301,
  'DossierCafMsa/DDRATDOS': (b, v) => {
    b.personne.debutRattachement = jour(v)
  },
  ...SANCTIONS,
  'EnAttente/DTATTEDEMRSA': (b, v) => {
    b.foyer.attente = { motif: b.foyer.attente?.motif ?? null, date: jour(v) }
  },
  'EnAttente/MOTIATTEDEMRSA': (b, v) => {
    b.foyer.attente = { motif: v, date: b.foyer.attente?.date ?? null }
  },
  ...Object.fromEntries(
    (
      [
        ['RGADR', COMMUNS['TroncCommunAdresse/RGADR']],
        ['DTEMM', COMMUNS['TroncCommunAdresse/DTEMM']],
        ['TYPEADR', COMMUNS['TroncCommunAdresse/TYPEADR']],
        ['NUMVOIE', COMMUNS['AdresseDetailleeFrance/NUMVOIE']],
        ['TYPEVOIE', COMMUNS['AdresseDetailleeFrance/LIBTYPEVOIE']],
        ['NOMVOIE', COMMUNS['AdresseDetailleeFrance/NOMVOIE']],
        ['COMPLIDEADR', COMMUNS['AdresseDetailleeFrance/COMPLIDEADR']],
        ['COMPLADR', COMMUNS['AdresseDetailleeFrance/COMPLADR']],
        ['LIEUDIST', COMMUNS['AdresseDetailleeFrance/LIEUDIST']],
        ['CODEPOS', COMMUNS['AdresseDetailleeFrance/CODEPOS']],
        ['LOCAADR', COMMUNS['AdresseDetailleeFrance/NOMCOM']],
      ] as [string, Geste<Brouillon>][]
    ).map(([feuille, geste]) => [`Adresse/${feuille}`, geste]),
  ),
  // Told flat, an address is French when it has a code of commune: no other sign says so.
  'Adresse/NUMCOM': (b, v) => {
    b.adresse.codeInsee = v
    b.enFrance = true
  },
}

/** The role the codes give, beneficiaries being told apart at the end of the household; null when they give none. */
function roleDe(rsa: string, pfa: string): PersonneFlux['role'] | null {
  const code = rsa === '' ? pfa : rsa
  if (code === 'ENF' || code === 'AUT' || code === 'RDO' || code === 'DEM' || code === 'CJT') return code
  return code === 'BEN' ? 'AUT' : null
}

/**
 * Tells claimant from spouse among the beneficiaries (VRSD has BEN for both), then why the household can't be used, or null. The
 * claimant is the one responsible for the file (TOPRESPDOS), the first when none is: the claim is held by who answers for it, and
 * flows have always given the claimant first. The other is the spouse. A household has two beneficiaries at most.
 */
export function empechementVrsd(b: Brouillon): { champ: string; motif: string } | null {
  const { personnes } = b.foyer
  if (b.foyer.numeroDemandeRsa === '') return { champ: 'NUMDEMRSA', motif: 'numéro de demande RSA attendu, absent' }
  if (b.foyer.matricule === '') return { champ: 'Organisme', motif: 'organisme et matricule attendus, absents' }
  if (b.foyer.situationFamiliale === '')
    return { champ: 'SituationFamille', motif: 'situation de famille attendue, absente' }
  if (!b.etatLu) return { champ: 'ETATDOSRSA', motif: 'état du dossier attendu, absent' }
  if (b.personnesRsa === 0)
    return { champ: 'FonctionPersonneRSA', motif: 'au moins une personne avec une fonction RSA attendue' }
  const beneficiaires = personnes.filter((_, rang) => b.codesRsa[rang] === 'BEN')
  const demandeurs = personnes.filter((_, rang) => b.codesRsa[rang] === 'DEM')
  const conjoints = personnes.filter((_, rang) => b.codesRsa[rang] === 'CJT')
  if (beneficiaires.length + demandeurs.length + conjoints.length === 0)
    return { champ: 'ROLEPERS', motif: 'un bénéficiaire (BEN) du RSA attendu, aucun lu' }
  if (beneficiaires.length + demandeurs.length + conjoints.length > 2)
    return { champ: 'ROLEPERS', motif: 'deux bénéficiaires (BEN) au plus attendus dans un foyer' }
  if (demandeurs.length > 1)
    return { champ: 'ROLEPERS', motif: `un seul demandeur (DEM) attendu, ${demandeurs.length} lus` }
  const demandeur = beneficiaires.find(p => p.responsableDossier) ?? beneficiaires[0]
  for (const p of beneficiaires) p.role = demandeurs.length === 0 && p === demandeur ? 'DEM' : 'CJT'
  if (b.foyer.etatDossier === '4' && b.sousLeSeuil && b.foyer.suspensions.length === 0)
    b.foyer.suspensions.push({ nature: 'versement', motif: '05', debut: '' })
  return null
}
