import { matrice } from './matrice.ts'
import type { Proposition } from './moteur.ts'
import type { Referentiel, Regle } from './regle.ts'

const AUTRES_DEMARCHES = 'D’autres démarches passent avant l’emploi. Un professionnel vous aide à les faire.'

/** What decides alone, whatever the freins: the cells of the matrix that no other column has. */
const SEULES: Regle[] = [
  {
    code: 'emploi-occupe',
    vers: null,
    phrase: 'L’emploi occupé ne laisse pas le temps d’un accompagnement intensif : la matrice ne prévoit pas ce cas.',
    dite: 'Vous travaillez déjà.',
    si: [{ critere: 'situationPro', parmi: ['partiel-non-compatible', 'temps-plein'] }],
  },
  {
    code: 'pas-disponible',
    vers: 'remobilisation',
    phrase: 'La personne n’est pas disponible pour un emploi.',
    dite: 'Ce n’est pas encore le moment de chercher un emploi.',
    si: [{ critere: 'disponibilite', parmi: ['aucune'] }],
  },
  {
    code: 'sans-motivation',
    vers: 'remobilisation',
    phrase: 'La personne ne souhaite ni travailler ni être accompagnée pour l’instant.',
    dite: 'Vous avez besoin de temps pour choisir votre projet.',
    si: [
      { critere: 'motivationTravail', parmi: ['false'] },
      { critere: 'motivationAccompagnement', parmi: ['false'] },
    ],
  },
  {
    code: 'sans-autonomie',
    vers: 'remobilisation',
    phrase: 'La personne n’a pas d’autonomie dans ses démarches.',
    dite: 'Un professionnel va vous aider dans vos démarches.',
    si: [{ critere: 'autonomie', parmi: ['aucune'] }],
  },
]

const SANS_CONTRAINTE: Regle = {
  code: 'sans-contrainte',
  vers: 'emploi',
  phrase: 'Aucun frein n’empêche la reprise d’emploi.',
  dite: 'Vous pouvez chercher un emploi dès maintenant.',
  si: [],
}

const MATRICE_DU_NORD = { du: '2023-03-15', source: 'Référentiel territorial d’orientation partagé, Nord, annexe 4' }

/**
 * The first reading of the matrix retained by the Nord (S3 annexe 4), kept for the decisions it explained: a heavy frein sent to the
 * remobilisation by itself, and a far last job only together with another constraint.
 */
const PREMIER: Referentiel = {
  version: 1,
  ...MATRICE_DU_NORD,
  criteres: matrice({ lourd: { vers: 'remobilisation', poids: 2 }, eloignee: { vers: 'remobilisation', poids: 1 } }),
  regles: [
    ...SEULES,
    {
      code: 'frein-lourd',
      vers: 'remobilisation',
      phrase: 'Un frein lourd au moins est à lever avant l’emploi.',
      dite: AUTRES_DEMARCHES,
      si: [{ freins: 'lourd', auMoins: 1 }],
    },
    {
      code: 'freins-cumules',
      vers: 'remobilisation',
      phrase: 'Les freins légers sont trop nombreux pour être levés en cherchant un emploi.',
      dite: AUTRES_DEMARCHES,
      si: [{ freins: 'leger', plusQue: 'orientation.freins-legers-max' }],
    },
    {
      code: 'loin-de-l-emploi',
      vers: 'remobilisation',
      phrase: 'La dernière expérience est éloignée, et une autre contrainte s’y ajoute.',
      dite: 'Votre retour à l’emploi se prépare pas à pas.',
      si: [
        { critere: 'experience', parmi: ['eloignee'] },
        { contraintes: 1, hors: 'experience' },
      ],
    },
    {
      code: 'quelques-contraintes',
      vers: 'equilibre',
      phrase: 'Quelques contraintes légères sont à lever, sans empêcher la reprise d’emploi.',
      dite: 'Vous pouvez avancer vers un emploi, et faire d’autres démarches en même temps.',
      si: [{ contraintes: 1 }],
    },
    SANS_CONTRAINTE,
  ],
}

/**
 * The rules in force (rule O1): one heavy frein alone is still « équilibre », as long as the freins, light and heavy, aren't more than
 * the territory says; a far last job is in one column only, that of the remobilisation. What the matrix leaves open is decided here:
 * one motivation of the two missing is a constraint, both missing is « pas de motivation »; a job that leaves no room for an intensive
 * support is in no column, so nothing is proposed.
 */
export const REFERENTIEL: Referentiel = {
  version: 2,
  ...MATRICE_DU_NORD,
  criteres: matrice({ lourd: { vers: 'equilibre', poids: 1 }, eloignee: { vers: 'remobilisation', poids: 2 } }),
  regles: [
    ...SEULES,
    {
      code: 'freins-lourds',
      vers: 'remobilisation',
      phrase: 'Les freins lourds sont trop nombreux pour être levés en cherchant un emploi.',
      dite: AUTRES_DEMARCHES,
      si: [{ freins: 'lourd', plusQue: 'orientation.freins-lourds-max' }],
    },
    {
      code: 'freins-cumules',
      vers: 'remobilisation',
      phrase: 'Les freins sont trop nombreux pour être levés en cherchant un emploi.',
      dite: AUTRES_DEMARCHES,
      si: [{ freins: 'tous', plusQue: 'orientation.freins-legers-max' }],
    },
    {
      code: 'loin-de-l-emploi',
      vers: 'remobilisation',
      phrase: 'La dernière expérience est éloignée : il faut d’abord préparer le retour à l’emploi.',
      dite: 'Votre retour à l’emploi se prépare pas à pas.',
      si: [{ critere: 'experience', parmi: ['eloignee'] }],
    },
    {
      code: 'quelques-contraintes',
      vers: 'equilibre',
      phrase: 'Des contraintes sont à lever, sans être trop nombreuses pour avancer aussi vers l’emploi.',
      dite: 'Vous pouvez avancer vers un emploi, et faire d’autres démarches en même temps.',
      si: [{ contraintes: 1 }],
    },
    SANS_CONTRAINTE,
  ],
}

/** Every version, the one in force last (rule O4): a decision is explained by the one that helped it. */
export const REFERENTIELS: readonly Referentiel[] = [PREMIER, REFERENTIEL]

/** The version by which a proposal was made. */
export const referentielDe = (proposition: Pick<Proposition, 'referentiel'>): Referentiel | undefined =>
  REFERENTIELS.find(r => r.version === proposition.referentiel.version)
