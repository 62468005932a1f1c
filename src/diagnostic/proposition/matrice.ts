import type { Situation } from '../diagnostic.ts'
import { NOMS_SITUATIONS, SITUATIONS } from '../diagnostic.ts'
import type { Cellule, Critere } from './regle.ts'

type Pese = Pick<Cellule, 'vers' | 'poids'>

const SI_LEVE: Record<Situation, string> = {
  logement: 'si le logement était stable',
  sante: 'si la santé ne gênait plus la reprise d’emploi',
  mobilite: 'si la mobilité était réglée',
  famille: 'si la garde d’enfant ou l’aide à un proche était réglée',
  langue: 'si le français n’était plus un obstacle',
  budget: 'si les difficultés de budget étaient réglées',
}

const frein = (cle: Situation, lourd: Pese): Critere => {
  const nom = SITUATIONS[cle].libelle
  return {
    cle,
    libelle: nom,
    valeurs: {
      aucun: { libelle: 'aucun frein', vers: 'emploi', poids: 0, si: SI_LEVE[cle] },
      leger: { libelle: 'frein léger', vers: 'equilibre', poids: 1, si: `si le frein « ${nom} » était léger` },
      lourd: { libelle: 'frein lourd', ...lourd, si: `si le frein « ${nom} » était lourd` },
    },
  }
}

/** The matrix of the Nord (S3 annexe 4), but for the two cells its versions weigh otherwise: a heavy frein, a far last job. */
export const matrice = ({ lourd, eloignee }: { lourd: Pese; eloignee: Pese }): Critere[] => [
  {
    cle: 'disponibilite',
    libelle: 'Disponibilité',
    valeurs: {
      immediate: {
        libelle: 'immédiate',
        vers: 'emploi',
        poids: 0,
        si: 'si la personne était disponible tout de suite',
      },
      proche: { libelle: 'proche', vers: 'equilibre', poids: 1, si: 'si la personne était bientôt disponible' },
      aucune: {
        libelle: 'pas disponible',
        vers: 'remobilisation',
        poids: 2,
        si: 'si la personne n’était pas disponible',
      },
    },
  },
  {
    cle: 'motivationTravail',
    libelle: 'Motivation à travailler',
    valeurs: {
      true: { libelle: 'oui', vers: 'emploi', poids: 0, si: 'si la personne souhaitait travailler' },
      false: { libelle: 'non', vers: 'equilibre', poids: 1, si: 'si la personne ne souhaitait pas travailler' },
    },
  },
  {
    cle: 'motivationAccompagnement',
    libelle: 'Motivation pour l’accompagnement',
    valeurs: {
      true: { libelle: 'oui', vers: 'emploi', poids: 0, si: 'si la personne souhaitait être accompagnée' },
      false: { libelle: 'non', vers: 'equilibre', poids: 1, si: 'si la personne ne souhaitait pas être accompagnée' },
    },
  },
  ...NOMS_SITUATIONS.map(cle => frein(cle, lourd)),
  {
    cle: 'autonomie',
    libelle: 'Autonomie dans les démarches',
    valeurs: {
      complete: {
        libelle: 'complète',
        vers: 'emploi',
        poids: 0,
        si: 'si l’autonomie dans les démarches était complète',
      },
      moyenne: {
        libelle: 'moyenne',
        vers: 'equilibre',
        poids: 1,
        si: 'si l’autonomie dans les démarches était moyenne',
      },
      aucune: { libelle: 'aucune', vers: 'remobilisation', poids: 2, si: 'si la personne n’avait aucune autonomie' },
    },
  },
  {
    cle: 'experience',
    libelle: 'Dernière expérience professionnelle',
    valeurs: {
      proche: {
        libelle: 'proche',
        vers: 'emploi',
        poids: 0,
        si: 'si la dernière expérience datait de moins d’un an',
      },
      moyenne: {
        libelle: 'moyenne',
        vers: 'equilibre',
        poids: 1,
        si: 'si la dernière expérience datait de un à trois ans',
      },
      eloignee: {
        libelle: 'éloignée',
        ...eloignee,
        si: 'si la dernière expérience datait de plus de trois ans',
      },
    },
  },
  {
    cle: 'situationPro',
    libelle: 'Situation professionnelle',
    valeurs: {
      'sans-emploi': { libelle: 'sans emploi', vers: null, poids: 0, si: 'si la personne était sans emploi' },
      'partiel-compatible': {
        libelle: 'temps partiel compatible',
        vers: null,
        poids: 0,
        si: 'si l’emploi laissait le temps d’un accompagnement intensif',
      },
      'partiel-non-compatible': {
        libelle: 'temps partiel non compatible',
        vers: null,
        poids: 2,
        si: 'si l’emploi ne laissait pas le temps d’un accompagnement intensif',
      },
      'temps-plein': { libelle: 'temps plein', vers: null, poids: 2, si: 'si la personne travaillait à temps plein' },
    },
  },
]
