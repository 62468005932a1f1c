import { demenager, naitre, separer, unir, veuvage } from './famille.ts'
import type { Evenement, Fait, Foyer, Monde } from './foyer.ts'
import {
  adultes,
  attendre,
  entrer,
  fermer,
  numeroOrganisme,
  ouvrir,
  programmer,
  SEUIL_REVENU,
  toucher,
} from './foyer.ts'
import { type Hasard, hasard } from './hasard.ts'
import * as population from './population.ts'
import { SUITES } from './taux.ts'

/** Makes one planned event happen; one that no longer fits the household (closed meanwhile, say) does nothing. */
export function appliquer(monde: Monde, jour: number, { foyer, fait }: Evenement): void {
  const h = hasard(monde.graine, foyer.id, jour, 6)
  if (fait === 'demande') demander(monde, h, jour, foyer)
  else if (fait === 'retour') revenir(monde, h, jour, foyer)
  else if (foyer.present && foyer.echeance === jour) denouer(monde, h, jour, foyer, fait)
  else if (foyer.present && foyer.etat === '2' && foyer.echeance === 0) ACTES[fait]?.(monde, h, jour, foyer, fait)
}

/** The planned end of a state. */
function denouer(monde: Monde, h: Hasard, jour: number, foyer: Foyer, fait: Fait): void {
  foyer.echeance = 0
  if (fait === 'ouverture') {
    ouvrir(foyer)
    toucher(monde, foyer, jour, 'DEMRSA', ...(adultes(foyer).some(p => p.entrante) ? ['ENTDED'] : []))
  } else if (fait === 'refus') {
    fermer(foyer, '1', h.choix(population.MOTIFS_REFUS), jour)
    toucher(monde, foyer, jour, 'DEMRSA')
  } else if (fait === 'radiation') radier(monde, h, jour, foyer, 'ECH')
  else reprendre(monde, jour, foyer)
}

/** After more than twelve months the person enters again; before, rights and duties go on as they were (S1 annexe 4). */
function reprendre(monde: Monde, jour: number, foyer: Foyer): void {
  const longue = jour - foyer.depuis > 365
  foyer.etat = '2'
  foyer.motif = ''
  foyer.depuis = 0
  for (const p of adultes(foyer)) {
    const avant = p.sdd
    p.sdd = p.revenu < SEUIL_REVENU
    p.entrante = p.sdd && (longue || !avant)
  }
  toucher(monde, foyer, jour, 'SUS', ...(adultes(foyer).some(p => p.entrante) ? ['ENTDED'] : []))
}

function demander(monde: Monde, h: Hasard, jour: number, foyer: Foyer): void {
  entrer(monde, foyer)
  toucher(monde, foyer, jour, foyer.cedant ? 'MUT' : 'DEMRSA')
  const suite = foyer.cedant ? 'ouverte' : h.pondere(SUITES.demande)
  if (suite === 'ouverte') {
    ouvrir(foyer)
    if (adultes(foyer).some(p => p.entrante)) toucher(monde, foyer, jour, 'ENTDED')
  } else if (suite === 'sans-declaration') {
    foyer.etat = '4'
    foyer.motif = '06'
    foyer.depuis = jour
    attendre(monde, jour + h.entre(8, 60), foyer, 'ouverture')
  } else {
    foyer.etat = '0'
    attendre(monde, jour + h.entre(5, 45), foyer, suite === 'attente' ? 'ouverture' : 'refus')
  }
}

/** A radiated household comes back, under its number or under a new one that points to the old. */
function revenir(monde: Monde, h: Hasard, jour: number, foyer: Foyer): void {
  if (foyer.etat === '2') return
  if (!h.chance(SUITES.memeNumeroAuRetour)) {
    for (const p of adultes(foyer)) p.precedente = foyer.demande
    foyer.demande = population.numeroDemande(monde)
    foyer.dateDemande = jour
    for (const p of foyer.personnes) p.rattacheeLe = jour
  }
  for (const p of adultes(foyer)) {
    if (p.revenu >= SEUIL_REVENU && h.chance(0.7)) p.revenu = 0
    if (p.revenu === 0 && p.activiteDepuis > 0 && p.activiteFin === 0) p.activiteFin = jour - h.entre(5, 60)
  }
  entrer(monde, foyer)
  ouvrir(foyer)
  toucher(monde, foyer, jour, 'REA', ...(adultes(foyer).some(p => p.entrante) ? ['ENTDED'] : []))
}

function radier(monde: Monde, h: Hasard, jour: number, foyer: Foyer, motif: string): void {
  fermer(foyer, '5', motif, jour)
  toucher(monde, foyer, jour, 'RAD')
  if (!h.chance(SUITES.retourApresRadiation)) return
  // Two months at least: the file may still be sent once in state 6 the month after.
  programmer(monde, jour + 62 + Math.floor(h.reel() ** 2 * 500), foyer, 'retour')
}

function suspendre(monde: Monde, h: Hasard, jour: number, foyer: Foyer): void {
  foyer.etat = h.chance(0.25) ? '3' : '4'
  foyer.motif = h.choix(
    foyer.etat === '3' ? population.MOTIFS_SUSPENSION_DROIT : population.MOTIFS_SUSPENSION_VERSEMENT,
  )
  foyer.depuis = jour
  toucher(monde, foyer, jour, 'SUS')
  const suite = h.pondere(SUITES.suspension)
  if (suite === 'courte') attendre(monde, jour + h.entre(12, 115), foyer, 'reprise')
  else if (suite === 'radiation') attendre(monde, jour + h.entre(120, 155), foyer, 'radiation')
  else {
    for (const p of adultes(foyer)) p.sdd &&= h.chance(0.5)
    attendre(monde, jour + h.entre(370, 560), foyer, h.chance(0.65) ? 'reprise' : 'radiation')
  }
}

function partir(monde: Monde, h: Hasard, jour: number, foyer: Foyer): void {
  fermer(foyer, '5', 'MUT', jour)
  foyer.prenant = {
    organisme: foyer.organisme,
    numero: h.choix(['621', '021', '801', '751', '131', '691'] as const),
    le: jour,
  }
  toucher(monde, foyer, jour, 'MUT')
}

/** CAF → MSA inside the département: the same people under a new number and a new matricule, the same day. */
function changerDeCaisse(monde: Monde, _h: Hasard, jour: number, foyer: Foyer): void {
  if (foyer.organisme !== 'CAF') return
  const personnes = foyer.personnes.map(p => ({ ...p, precedente: foyer.demande, rattacheeLe: jour }))
  const nouveau = population.creerFoyer(monde, personnes, jour, 'MSA')
  const { situation, situationDepuis, sansDomicile, adresseCle, adresse, adresseDepuis } = foyer
  Object.assign(nouveau, { situation, situationDepuis, sansDomicile, adresseCle, adresse, adresseDepuis })
  nouveau.cedant = { organisme: 'CAF', numero: numeroOrganisme(monde.departement, 'CAF'), le: jour }
  fermer(foyer, '5', 'MUT', jour)
  foyer.prenant = { organisme: 'MSA', numero: numeroOrganisme(monde.departement, 'MSA'), le: jour }
  entrer(monde, nouveau)
  ouvrir(nouveau)
  toucher(monde, foyer, jour, 'MUT')
  toucher(monde, nouveau, jour, 'MUT')
}

/** The quarterly declaration takes an adult over the threshold or brings one back under it (CASF L262-28, D262-65). */
function declarer(monde: Monde, h: Hasard, jour: number, foyer: Foyer): void {
  const p = h.choix(adultes(foyer))
  const avant = p.sdd
  if (p.revenu < SEUIL_REVENU) {
    if (p.revenu === 0) p.activiteDepuis = jour - h.entre(20, 80)
    p.activiteFin = 0
    p.revenu = population.revenuAuDessus(h)
  } else {
    p.revenu = h.chance(0.5) ? 0 : population.revenuAuDessous(h)
    if (p.revenu === 0) p.activiteFin = Math.max(p.activiteDepuis, jour - h.entre(5, 40))
  }
  p.sdd = p.revenu < SEUIL_REVENU
  p.entrante = p.sdd && !avant
  toucher(monde, foyer, jour, 'RESTRIRSA', ...(p.entrante ? ['ENTDED'] : []))
}

type Acte = (monde: Monde, h: Hasard, jour: number, foyer: Foyer, fait: Fait) => void

/** What can happen to a household whose right is open. */
const ACTES: Partial<Record<Fait, Acte>> = {
  suspension: suspendre,
  radiation: (monde, h, jour, foyer) => radier(monde, h, jour, foyer, h.choix(population.MOTIFS_CLOTURE)),
  depart: partir,
  'changement-de-caisse': changerDeCaisse,
  declaration: declarer,
  naissance: naitre,
  union: unir,
  separation: separer,
  deces: veuvage,
  demenagement: demenager,
  'perte-du-logement': demenager,
  relogement: demenager,
}
