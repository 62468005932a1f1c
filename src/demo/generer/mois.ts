import { appliquer } from './evenements.ts'
import {
  adultes,
  conjoint,
  type Evenement,
  type Fait,
  type Foyer,
  type Monde,
  programmer,
  SEUIL_REVENU,
} from './foyer.ts'
import { hasard, tirage } from './hasard.ts'
import { ageLe, dernierJour, estOuvre, premierJour } from './jours.ts'
import { foyerNouveau } from './population.ts'
import { MENSUEL, SUITES } from './taux.ts'

/** Opens a month: nobody is a newcomer any more, and what will happen to each household is put in the diary. */
export function ouvrirMois(monde: Monde, mois: number): void {
  const premier = premierJour(mois)
  const jours = dernierJour(mois) - premier + 1
  for (const foyer of monde.foyers) {
    if (foyer.scripte) continue
    for (const p of foyer.personnes) p.entrante = false
    if (foyer.etat !== '2' || foyer.echeance !== 0) continue
    const fait = faitDuMois(foyer, mois, premier, tirage(monde.graine, foyer.id, mois, 8))
    if (fait) programmer(monde, premier + Math.floor(tirage(monde.graine, foyer.id, mois, 9) * jours), foyer, fait)
  }
  annoncer(monde, mois, premier, jours)
}

/** At most one thing a month happens to a household, besides what was already planned for it. */
function faitDuMois(foyer: Foyer, mois: number, jour: number, part: number): Fait | null {
  let reste = part
  for (const [fait, taux] of chances(foyer, mois, jour)) {
    reste -= taux
    if (reste < 0) return fait
  }
  return null
}

function chances(foyer: Foyer, mois: number, jour: number): readonly (readonly [Fait, number])[] {
  const grands = adultes(foyer)
  const couple = conjoint(foyer) !== undefined
  const feconde = grands.some(p => p.sexe === 2 && ageLe(p.naissance, jour) >= 18 && ageLe(p.naissance, jour) <= 42)
  const declare = (mois + foyer.id) % 3 === 0
  const auDessus = grands.filter(p => p.revenu >= SEUIL_REVENU).length
  return [
    ['radiation', MENSUEL.radiation],
    ['suspension', MENSUEL.suspension],
    ['depart', MENSUEL.depart],
    ['demenagement', foyer.sansDomicile ? 0 : MENSUEL.demenagement],
    ['perte-du-logement', foyer.sansDomicile ? 0 : MENSUEL.perteDuLogement],
    ['relogement', foyer.sansDomicile ? MENSUEL.relogement : 0],
    ['changement-de-caisse', MENSUEL.changementDeCaisse],
    ['naissance', feconde ? MENSUEL.naissance : 0],
    ['union', couple ? 0 : MENSUEL.union],
    ['separation', couple ? MENSUEL.separation : 0],
    ['deces', couple ? MENSUEL.deces : 0],
    [
      'declaration',
      declare ? auDessus * MENSUEL.passageAuDessous + (grands.length - auDessus) * MENSUEL.passageAuDessus : 0,
    ],
  ]
}

/** Puts first claims and arrivals from elsewhere in the diary, in proportion to the stock. */
function annoncer(monde: Monde, mois: number, premier: number, jours: number): void {
  const stock = monde.foyers.length
  const demandes = Math.floor(stock * MENSUEL.premiereDemande + tirage(monde.graine, mois, 1, 10))
  const arrivees = Math.floor(stock * MENSUEL.arrivee + tirage(monde.graine, mois, 2, 10))
  for (let rang = 0; rang < demandes + arrivees; rang++) {
    const h = hasard(monde.graine, mois, rang, 11)
    const jour = premier + h.entre(0, jours - 1)
    const foyer = foyerNouveau(monde, h, jour)
    if (rang >= demandes) {
      foyer.dateDemande = jour - h.entre(90, 1500)
      foyer.adresseDepuis = jour
      foyer.cedant = {
        organisme: foyer.organisme,
        numero: h.choix(['621', '021', '801', '751', '931', '761'] as const),
        le: jour,
      }
    }
    programmer(monde, jour, foyer, 'demande')
  }
}

/** Lives one day. Events planned that same day for that same day happen too. */
export function vivreJour(monde: Monde, jour: number): void {
  const agenda: Evenement[] = monde.agenda.get(jour) ?? []
  for (const evenement of agenda) appliquer(monde, jour, evenement)
  monde.agenda.delete(jour)
  for (const etape of monde.etapes.get(jour) ?? []) etape()
}

/** Closes a month: files closed or refused leave the flow; a few come back once more, in state 6. */
export function cloreMois(monde: Monde, mois: number): void {
  let reste = 0
  for (const foyer of monde.foyers) {
    const clos = foyer.etat === '1' || foyer.etat === '5' || foyer.etat === '6'
    const definitif = foyer.scripte || foyer.etat !== '5' || foyer.motif === 'MUT' || foyer.motif === 'RGD'
    const regularise =
      clos && !definitif && tirage(monde.graine, foyer.id, mois, 12) < SUITES.regularisationApresCloture
    if (regularise) foyer.etat = '6'
    foyer.present = !clos || regularise
    if (foyer.present) monde.foyers[reste++] = foyer
  }
  monde.foyers.length = reste
}

/** Working days of a month from the 4th on: the monthly file comes on the 3rd. */
export function joursOuvresDeFlux(mois: number): number[] {
  const ouvres: number[] = []
  for (let jour = premierJour(mois) + 3; jour <= dernierJour(mois); jour++) if (estOuvre(jour)) ouvres.push(jour)
  return ouvres
}

/** The 4 to 8 working days on which a daily file is sent, between the 4th (the last month's file has come) and the month's end. */
export function joursDeFluxQuotidien(graine: number, mois: number): number[] {
  const ouvres = joursOuvresDeFlux(mois)
  const nombre = 4 + Math.floor(tirage(graine, mois, 13) * 5)
  const pas = ouvres.length / nombre
  return Array.from({ length: nombre }, (_, i) => ouvres[Math.floor((i + tirage(graine, mois, 14, i)) * pas)]!)
}
