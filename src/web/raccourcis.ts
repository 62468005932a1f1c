import { garderSurLePoste, lireSurLePoste } from '../socle/ui/poste/poste.ts'

const CLE = 'filrouge.raccourcis'

/** Shortcuts made of one character can be turned off (WCAG 2.1.4): they get in the way of voice control. */
export function raccourcisActifs(): boolean {
  return lireSurLePoste(CLE) !== 'non'
}

export function reglerRaccourcis(actifs: boolean): void {
  garderSurLePoste(CLE, actifs ? 'oui' : 'non')
}

export const RACCOURCIS = [
  ['Ctrl K', 'Ouvrir la recherche'],
  ['/', 'Aller à la recherche de la page'],
  ['r', 'Aujourd’hui : prendre rendez-vous pour la ligne'],
  ['?', 'Afficher ces raccourcis'],
  ['↑ ↓', 'Dans une liste : ligne précédente, ligne suivante'],
  ['Début, Fin', 'Dans une liste : première ligne, dernière ligne'],
  ['Entrée', 'Ouvrir la ligne'],
  ['Espace', 'Sélectionner la ligne, là où plusieurs peuvent l’être'],
  ['Échap', 'Fermer une fenêtre'],
] as const
