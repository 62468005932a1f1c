import type { Fait, Foyer, Monde } from './foyer.ts'
import { adultes, conjoint, demandeur, entrer, fermer, ouvrir, programmer, SEUIL_REVENU, toucher } from './foyer.ts'
import type { Hasard } from './hasard.ts'
import { creerAdulte, creerFoyer, creerPersonne } from './population.ts'
import { SUITES } from './taux.ts'

export function demenager(monde: Monde, _h: Hasard, jour: number, foyer: Foyer, fait: Fait): void {
  foyer.adresse++
  foyer.adresseDepuis = jour
  if (fait !== 'demenagement') foyer.sansDomicile = fait === 'perte-du-logement'
  toucher(monde, foyer, jour, 'ADR')
}

export function naitre(monde: Monde, h: Hasard, jour: number, foyer: Foyer): void {
  const pere = adultes(foyer).find(p => p.sexe === 1)
  const enfant = creerPersonne(
    monde,
    'ENF',
    h.chance(0.51) ? 1 : 2,
    jour,
    (pere ?? demandeur(foyer)).nomNaissance,
    jour,
  )
  enfant.duCouple = true
  foyer.personnes.push(enfant)
  toucher(monde, foyer, jour, 'SITENFAUT')
}

/** A couple forms: with someone who had no RSA, or with the holder of another file, which is then closed (RGD) and joined to this one. */
export function unir(monde: Monde, h: Hasard, jour: number, foyer: Foyer): void {
  const dem = demandeur(foyer)
  const autre = h.chance(SUITES.unionEntreDeuxFoyers) ? h.choix(monde.foyers) : foyer
  const libre =
    autre !== foyer && autre.etat === '2' && autre.echeance === 0 && autre.personnes.length === 1 && !autre.scripte
  const venu = creerOuReprendre()
  foyer.personnes.splice(1, 0, venu)
  foyer.situation = h.pondere([
    ['VIM', 0.65],
    ['MAR', 0.2],
    ['PAC', 0.15],
  ] as const)
  foyer.situationDepuis = jour
  toucher(monde, foyer, jour, 'SITFAM', ...(venu.entrante ? ['ENTDED'] : []))

  function creerOuReprendre() {
    if (libre) {
      const copie = {
        ...demandeur(autre),
        role: 'CJT' as const,
        precedente: autre.demande,
        rattacheeLe: jour,
        entrante: false,
      }
      fermer(autre, '5', 'RGD', jour)
      toucher(monde, autre, jour, 'RAD')
      return copie
    }
    const inconnu = creerAdulte(monde, h, 'CJT', dem.sexe === 1 ? 2 : 1, dem.naissance + h.entre(-1800, 1800), jour)
    inconnu.sdd = inconnu.entrante = inconnu.revenu < SEUIL_REVENU
    return inconnu
  }
}

/** The CJT leaves; more often than not, claims alone some weeks later, with NUMDEMRSAPRECE. */
export function separer(monde: Monde, h: Hasard, jour: number, foyer: Foyer): void {
  const parti = conjoint(foyer)
  if (!parti) return
  quitter(foyer, parti.id)
  foyer.situation = foyer.situation === 'MAR' ? 'SEF' : 'ISO'
  foyer.situationDepuis = jour
  toucher(monde, foyer, jour, 'SITFAM')
  if (h.chance(0.35)) return
  const le = jour + h.entre(5, 40)
  const seul = creerFoyer(
    monde,
    [{ ...parti, role: 'DEM', precedente: foyer.demande, rattacheeLe: le, entrante: false }],
    le,
    foyer.organisme,
  )
  Object.assign(seul, { situation: foyer.situation, situationDepuis: jour, adresseDepuis: jour })
  programmer(monde, le, seul, 'demande')
}

/** One of the couple dies. Without its DEM the file closes, and the survivor holds a new one from the same day. */
export function veuvage(monde: Monde, h: Hasard, jour: number, foyer: Foyer): void {
  const autre = conjoint(foyer)
  if (!autre) return
  if (h.chance(0.5)) {
    quitter(foyer, autre.id)
    foyer.situation = 'VEU'
    foyer.situationDepuis = jour
    toucher(monde, foyer, jour, 'SITFAM', 'ETACIV')
    return
  }
  const enfants = foyer.personnes.filter(p => p.role === 'ENF' || p.role === 'AUT')
  const survivants = [{ ...autre, role: 'DEM' as const }, ...enfants.map(p => ({ ...p, duCouple: false }))]
  for (const p of survivants) Object.assign(p, { precedente: foyer.demande, rattacheeLe: jour })
  const nouveau = creerFoyer(monde, survivants, jour, foyer.organisme)
  const { sansDomicile, adresseCle, adresse, adresseDepuis } = foyer
  Object.assign(nouveau, { situation: 'VEU', situationDepuis: jour, sansDomicile, adresseCle, adresse, adresseDepuis })
  fermer(foyer, '5', 'RAU', jour)
  toucher(monde, foyer, jour, 'ETACIV', 'RAD')
  entrer(monde, nouveau)
  ouvrir(nouveau)
  toucher(monde, nouveau, jour, 'DEMRSA', 'SITFAM')
}

function quitter(foyer: Foyer, id: number): void {
  foyer.personnes = foyer.personnes.filter(p => p.id !== id)
  for (const p of foyer.personnes) p.duCouple = false
}
