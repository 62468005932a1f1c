import { dateCourte, moisAnnee, pluriel } from '../../socle/ui/dates.ts'
import type { Genre } from '../import.ts'
import {
  type FluxAttendu,
  limiteDuMois,
  type Manque,
  type Mensuel,
  plusMois,
  type Quotidien,
  type Regles,
} from './calendrier.ts'

// What the calendar says of a flow, on the screen and in a mail: never anything of a person.

const NOMS: Partial<Record<Genre, (rythme: string) => string>> = {
  beneficiaires: rythme => `flux ${rythme}`,
  instruction: rythme => `flux instruction ${rythme}`,
  dsp: rythme => `recueil socio-professionnel ${rythme}`,
  creances: () => 'flux créances',
  financier: () => 'flux financier',
  pecg: () => 'fichier mensuel de France Travail (PECG)',
}

/** « flux mensuel de la CAF 591 ». */
export function nomDuFlux({ genre, organisme, rythme }: FluxAttendu): string {
  const de = organisme?.split(', ').map(o => `de la ${o}`)
  return [NOMS[genre]?.(rythme) ?? `fichier ${rythme}`, de?.join(' et ')].filter(Boolean).join(' ')
}

/** « de février », « d’avril 2024 »: the year when it isn't that of `aujourdhui`. */
function deMois(mois: string, aujourdhui: string): string {
  const dit = moisAnnee(mois)
  const court = mois.slice(0, 4) === aujourdhui.slice(0, 4) ? dit.replace(/\s\d{4}$/, '') : dit
  return `${/^[aéiouy]/.test(court) ? 'd’' : 'de '}${court}`
}

/** What is missing, in a sentence, without its point. */
export function direManque(manque: Manque, regles: Regles, aujourdhui: string): string {
  const nom = nomDuFlux(manque)
  if (manque.rythme === 'quotidien')
    return `Le ${nom} n’est pas arrivé depuis ${pluriel(manque.jours, 'jour ouvré', 'jours ouvrés')}`
  const mois = manque.occurrence.slice(0, 7)
  const limite = dateCourte(limiteDuMois(mois, regles), aujourdhui)
  return manque.etat === 'manquant'
    ? `Le ${nom} ${deMois(mois, aujourdhui)} n’est jamais arrivé, alors que le suivant est là`
    : `Le ${nom} ${deMois(mois, aujourdhui)} n’est pas arrivé : attendu le ${limite} au plus tard`
}

/** How the monthly flow of a month stands, in a sentence. */
export function direMensuel(flux: FluxAttendu, lu: Mensuel, regles: Regles, aujourdhui: string): string {
  const court = (jour: string) => dateCourte(jour, aujourdhui)
  if (lu.etat === 'recu')
    return `Celui ${deMois(lu.mois, aujourdhui)} est arrivé le ${court(lu.arrivee?.recuLe ?? '')}.`
  if (lu.etat === 'refuse')
    return `Celui ${deMois(lu.mois, aujourdhui)} est arrivé le ${court(lu.arrivee?.recuLe ?? '')}, mais il a été refusé : ouvrez-le pour savoir pourquoi.`
  if (lu.etat === 'attendu')
    return `Celui ${deMois(lu.mois, aujourdhui)} est attendu le ${court(lu.limite)} au plus tard.`
  const manque = { ...flux, occurrence: `${lu.mois}-01`, depuis: lu.limite, etat: lu.etat, jours: 0 }
  return `${direManque(manque, regles, aujourdhui)}.`
}

/** How the daily flow of a month stands, in sentences: days without it, then how many came. */
export function direQuotidiens(flux: FluxAttendu, jours: readonly Quotidien[], aujourdhui: string): string {
  const sans = (etat: string) => jours.filter(j => j.etat === etat)
  const nom = nomDuFlux(flux)
  const [manquants, retards] = [sans('manquant'), sans('en-retard')]
  const recus = jours.reduce((n, j) => n + j.arrivees.filter(a => a.statut === 'recu').length, 0)
  const refuses = jours.reduce((n, j) => n + j.arrivees.filter(a => a.statut === 'refuse').length, 0)
  return [
    retards[0] &&
      `Le ${nom} n’est pas arrivé depuis le ${dateCourte(retards[0].jour, aujourdhui)} (${pluriel(retards.length, 'jour ouvré', 'jours ouvrés')}).`,
    manquants.length > 0 &&
      `${pluriel(manquants.length, 'jour ouvré est resté', 'jours ouvrés sont restés')} sans fichier, le dernier le ${dateCourte(manquants.at(-1)?.jour ?? '', aujourdhui)}.`,
    `${pluriel(recus, 'fichier reçu', 'fichiers reçus')}${refuses ? `, ${pluriel(refuses, 'refusé', 'refusés')}` : ''}.`,
  ]
    .filter(Boolean)
    .join(' ')
}

/** The month of the monthly flow that is to come in a month of the calendar. */
export const moisAttenduEn = (mois: string) => plusMois(mois, -1)
