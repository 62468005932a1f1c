import type { Dominante } from '../../offre/dominante.ts'
import type { Reponse, Situation } from '../diagnostic.ts'
import { NOMS_SITUATIONS, SITUATIONS } from '../diagnostic.ts'

/** How much an answer weighs: 0 nothing against employment, 1 a constraint, 2 enough alone for the remobilisation. */
export type Poids = 0 | 1 | 2

/** One cell of the matrix: where an answer pushes, its weight, and how to say « si … » when the engine tries it. */
export type Cellule = { libelle: string; vers: Dominante | null; poids: Poids; si: string }

export type Critere = { cle: Reponse; libelle: string; valeurs: Record<string, Cellule> }

/** What a rule looks at; several conditions must all hold. */
export type Condition =
  | { critere: Reponse; parmi: string[] }
  | { freins: 'leger' | 'lourd'; auMoins: number }
  | { freins: 'leger'; plusQue: 'orientation.freins-legers-max' }
  | { contraintes: number; hors?: Reponse }

export type Regle = { code: string; vers: Dominante | null; phrase: string; si: Condition[] }

/** A version of the orientation rules (rule O4): plain data, so that another version can be tried on the same cases. */
export type Referentiel = {
  version: number
  du: string
  source: string
  criteres: Critere[]
  /** In order: the first whose conditions all hold decides. */
  regles: Regle[]
}

const SI_LEVE: Record<Situation, string> = {
  logement: 'si le logement était stable',
  sante: 'si la santé ne gênait plus la reprise d’emploi',
  mobilite: 'si la mobilité était réglée',
  famille: 'si la garde d’enfant ou l’aide à un proche était réglée',
  langue: 'si le français n’était plus un obstacle',
  budget: 'si les difficultés de budget étaient réglées',
}

const frein = (cle: Situation): Critere => {
  const nom = SITUATIONS[cle].libelle
  return {
    cle,
    libelle: nom,
    valeurs: {
      aucun: { libelle: 'aucun frein', vers: 'emploi', poids: 0, si: SI_LEVE[cle] },
      leger: { libelle: 'frein léger', vers: 'equilibre', poids: 1, si: `si le frein « ${nom} » était léger` },
      lourd: { libelle: 'frein lourd', vers: 'remobilisation', poids: 2, si: `si le frein « ${nom} » était lourd` },
    },
  }
}

/**
 * The default rules: matrix retained by the Nord (S3 annexe 4, « matrice d'orientation » and « modalités d'orientation »).
 * The matrix leaves three things open, decided here: a far last job sends to the remobilisation only together with another
 * constraint (« loin de l'emploi et présentant un cumul »), else to the équilibre; one motivation of the two missing is a
 * constraint, both missing is « pas de motivation »; a job that leaves no room for an intensive support is in no column,
 * so nothing is proposed.
 */
export const REFERENTIEL: Referentiel = {
  version: 1,
  du: '2023-03-15',
  source: 'Référentiel territorial d’orientation partagé, Nord, annexe 4',
  criteres: [
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
      libelle: 'Motivation à être accompagné',
      valeurs: {
        true: { libelle: 'oui', vers: 'emploi', poids: 0, si: 'si la personne souhaitait être accompagnée' },
        false: { libelle: 'non', vers: 'equilibre', poids: 1, si: 'si la personne ne souhaitait pas être accompagnée' },
      },
    },
    ...NOMS_SITUATIONS.map(frein),
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
          vers: 'remobilisation',
          poids: 1,
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
  ],
  regles: [
    {
      code: 'emploi-occupe',
      vers: null,
      phrase: 'L’emploi occupé ne laisse pas le temps d’un accompagnement intensif : la matrice ne prévoit pas ce cas.',
      si: [{ critere: 'situationPro', parmi: ['partiel-non-compatible', 'temps-plein'] }],
    },
    {
      code: 'pas-disponible',
      vers: 'remobilisation',
      phrase: 'La personne n’est pas disponible pour un emploi.',
      si: [{ critere: 'disponibilite', parmi: ['aucune'] }],
    },
    {
      code: 'sans-motivation',
      vers: 'remobilisation',
      phrase: 'La personne ne souhaite ni travailler ni être accompagnée pour l’instant.',
      si: [
        { critere: 'motivationTravail', parmi: ['false'] },
        { critere: 'motivationAccompagnement', parmi: ['false'] },
      ],
    },
    {
      code: 'sans-autonomie',
      vers: 'remobilisation',
      phrase: 'La personne n’a pas d’autonomie dans ses démarches.',
      si: [{ critere: 'autonomie', parmi: ['aucune'] }],
    },
    {
      code: 'frein-lourd',
      vers: 'remobilisation',
      phrase: 'Un frein lourd au moins est à lever avant l’emploi.',
      si: [{ freins: 'lourd', auMoins: 1 }],
    },
    {
      code: 'freins-cumules',
      vers: 'remobilisation',
      phrase: 'Les freins légers sont trop nombreux pour être levés en cherchant un emploi.',
      si: [{ freins: 'leger', plusQue: 'orientation.freins-legers-max' }],
    },
    {
      code: 'loin-de-l-emploi',
      vers: 'remobilisation',
      phrase: 'La dernière expérience est éloignée, et une autre contrainte s’y ajoute.',
      si: [
        { critere: 'experience', parmi: ['eloignee'] },
        { contraintes: 1, hors: 'experience' },
      ],
    },
    {
      code: 'quelques-contraintes',
      vers: 'equilibre',
      phrase: 'Quelques contraintes légères sont à lever, sans empêcher la reprise d’emploi.',
      si: [{ contraintes: 1 }],
    },
    { code: 'sans-contrainte', vers: 'emploi', phrase: 'Aucun frein n’empêche la reprise d’emploi.', si: [] },
  ],
}
