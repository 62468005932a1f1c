import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

const SOURCE = 'Accompagnement rénové, Nord 2023, annexe 4'

const duree = (libelle: string, aide: string, defaut: number) => ({
  libelle,
  aide,
  unite: 'mois',
  defaut,
  min: 1,
  max: 24,
  source: SOURCE,
})
const PREMIERE = 'Au terme, un bilan est dû. Les périodes en cours gardent leur durée.'
const SUIVANTE = 'Après un bilan, jusqu’au suivant. Les périodes en cours gardent leur durée.'

/** First period of each dominante, and its renewal (rule A3). */
const DUREES = {
  'accompagnement.emploi-mois': duree('Emploi : première période', PREMIERE, 3),
  'accompagnement.emploi-renouvellement': duree('Emploi : renouvellement', SUIVANTE, 3),
  'accompagnement.equilibre-mois': duree('Équilibre : première période', PREMIERE, 6),
  'accompagnement.equilibre-renouvellement': duree('Équilibre : renouvellement', SUIVANTE, 3),
  'accompagnement.remobilisation-mois': duree('Remobilisation : première période', PREMIERE, 6),
  'accompagnement.remobilisation-renouvellement': duree('Remobilisation : renouvellement', SUIVANTE, 6),
}

export const PARAMETRES_ACCOMPAGNEMENT = {
  'portefeuille.plafond': {
    libelle: 'Personnes par référent',
    aide: 'Le plafond propre à un agent ou à une structure l’emporte.',
    unite: 'personnes',
    defaut: 50,
    min: 1,
    max: 500,
    source: SOURCE,
  },
  'accompagnement.premier-contact-jours': {
    libelle: 'Premier contact',
    aide: 'Après la désignation du référent.',
    unite: 'jours',
    defaut: 7,
    min: 1,
    max: 60,
    source: `${SOURCE} (un entretien par semaine)`,
  },
  'accompagnement.sans-contact-jours': {
    libelle: 'Sans contact',
    aide: 'Passé ce délai depuis le dernier contact, le référent doit le reprendre.',
    unite: 'jours',
    defaut: 30,
    min: 7,
    max: 180,
    source: `${SOURCE} (un entretien par semaine : un mois est trop long)`,
  },
  'accompagnement.bilan-annonce-jours': {
    libelle: 'Annonce du bilan',
    aide: 'Le bilan est à préparer à partir de ce nombre de jours avant son terme.',
    unite: 'jours',
    defaut: 14,
    min: 1,
    max: 28,
    source: SOURCE,
  },
  ...DUREES,
} as const satisfies Record<string, DefinitionParametre>
