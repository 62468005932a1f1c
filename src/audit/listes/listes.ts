import { URGENCES } from '../../accompagnement/accompagnement.ts'
import { SITUATIONS } from '../../personne/recherche/situations.ts'

/** Lists with names, as `lecture_liste.liste` says them, in the words of the screens. Tests hold them against what the product keeps. */
export const LISTES = {
  aujourdhui: 'Les entrées du jour',
  recherche: 'Une recherche',
  agenda: 'L’agenda',
  attendues: 'Les personnes attendues à l’accueil',
  'co-interventions': 'Les personnes aidées dans un champ',
  portefeuille: 'Le portefeuille',
  remontees: 'Les échéances remontées',
  'sans-referent': 'Les personnes sans référent',
  echeances: 'Ce qu’un agent a à faire',
  indicateur: 'Les personnes derrière un indicateur',
  avis: 'Les avis d’un agent',
  ouvertures: 'Les dossiers ouverts pour une raison dite',
  precautions: 'Les précautions dites dans une liste',
} as const

export const laListe = (liste: string): string =>
  Object.hasOwn(LISTES, liste) ? LISTES[liste as keyof typeof LISTES] : `Autre (${liste})`

/** What may be asked of a list. Null: it says nothing of whom was looked for. */
export const CRITERES: Readonly<Record<string, string | null>> = {
  q: 'Cherché',
  situation: 'Situation',
  etat: 'État',
  communes: 'Communes',
  commune: 'Commune',
  epci: 'Intercommunalité',
  agents: 'Agents',
  agent: 'Agent',
  referentId: 'Référent',
  equipeId: null,
  motifs: 'Motifs d’entrée',
  urgence: 'Urgence',
  dominante: 'Dominante',
  indicateur: 'Indicateur',
  sexe: 'Sexe',
  du: 'Du',
  au: 'Au',
  jour: 'Jour',
  page: 'Page',
  parmi: null,
  depuis: null,
  asOf: null,
  confiees: null,
}

const MOTS: Readonly<Record<string, string>> = { ...SITUATIONS, ...URGENCES, tous: 'tous' }
const UN_JOUR = /^(\d{4})-(\d\d)-(\d\d)$/

/** « Cherché : martin · Page : 2 »; `noms`: those of the agents it names by their id. Empty when nothing was asked. */
export function direCriteres(criteres: Record<string, unknown>, noms: ReadonlyMap<string, string>): string {
  return Object.entries(criteres)
    .flatMap(([cle, valeur]) => {
      const titre = CRITERES[cle]
      if (!titre || valeur === null || valeur === undefined || valeur === '' || (cle === 'page' && valeur === 1))
        return []
      const dite = String(valeur)
        .split(',')
        .map(v => noms.get(v) ?? MOTS[v] ?? v.replace(UN_JOUR, '$3/$2/$1'))
      return [`${titre}\u00a0: ${dite.join(', ')}`]
    })
    .join(' · ')
}
