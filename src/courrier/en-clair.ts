import { dateLongue, telephone } from '../socle/ui/dates.ts'
import type { DonneesExplication } from './modeles.ts'

/** The three ways, to the person: an envelope is opened by anybody, nothing in it says what is hard for them. */
export const DOMINANTES_EN_CLAIR = {
  emploi: {
    nom: 'un accompagnement vers l’emploi',
    sens: 'Vous cherchez un emploi avec un professionnel. Il vous voit souvent.',
  },
  equilibre: {
    nom: 'un accompagnement social et professionnel',
    sens: 'Un professionnel vous aide dans vos démarches. En même temps, vous avancez vers un emploi.',
  },
  remobilisation: {
    nom: 'un accompagnement social',
    sens: 'Un professionnel vous aide dans vos démarches, à votre rythme. L’emploi viendra ensuite.',
  },
} as const

export const numero = (tel: string | null) => (tel ? telephone(tel) : null)

export function direExplication({ ceQuiChangerait, dominante, ...d }: DonneesExplication) {
  return {
    ...d,
    decideeLe: dateLongue(d.decideeLe),
    proposition: DOMINANTES_EN_CLAIR[d.proposition].nom,
    decision: DOMINANTES_EN_CLAIR[dominante].nom,
    suivie: d.proposition === dominante,
    regles: d.regles.map(r => ({ ...r, vers: r.vers && DOMINANTES_EN_CLAIR[r.vers].nom })),
    changerait: ceQuiChangerait,
    mots: Object.values(DOMINANTES_EN_CLAIR)
      .map(d => d.nom)
      .join(', '),
  }
}
