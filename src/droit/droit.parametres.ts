import type { DefinitionChoix, DefinitionParametre } from '../territoire/definition-parametre.ts'
import { CodeDefinition, DEFINITION_PAR_DEFAUT, DEFINITIONS_ENTREE } from './definition-entree.ts'

export const PARAMETRES_DROIT = {
  'orientation.delai-jours': {
    libelle: 'Délai d’orientation',
    aide: 'Le jour de réception du flux compte pour le jour 1.',
    unite: 'jours',
    defaut: 15,
    min: 1,
    max: 60,
    source: 'Convention État-département 2024, annexe 4 §4',
  },
  'orientation.delai-mois': {
    libelle: 'Délai d’orientation de repli',
    aide: 'Toujours calculé à côté du premier, pour les territoires qui ne peuvent pas suivre quinze jours.',
    unite: 'mois',
    defaut: 1,
    min: 1,
    max: 6,
    source: 'Convention État-département 2024, annexe 4 §4',
  },
  'orientation.relais-semaines': {
    libelle: 'Relais à France Travail',
    aide: 'Passé ce délai sans orientation, France Travail oriente la personne.',
    unite: 'semaines',
    defaut: 6,
    min: 1,
    max: 12,
    source: 'CASF, article D262-65-2',
  },
  'suivi.suspension-mois': {
    libelle: 'Suspension qui clôt le suivi',
    aide: 'Au-delà, le suivi est clos ; en deçà, il est en veille et reprend avec le même référent.',
    unite: 'mois',
    defaut: 12,
    min: 1,
    max: 36,
    source: 'Convention État-département 2024, annexe 4 §4',
  },
} as const satisfies Record<string, DefinitionParametre>

export const CHOIX_DROIT = {
  'entree.definition': {
    libelle: 'Définition du nouvel entrant',
    aide: 'Qui entre, et voit s’ouvrir un délai d’orientation. Les entrées déjà reçues gardent leur définition.',
    defaut: DEFINITION_PAR_DEFAUT,
    source: DEFINITIONS_ENTREE[DEFINITION_PAR_DEFAUT].source,
    options: CodeDefinition.options.map(valeur => {
      const { nom, compte, ecarte, source } = DEFINITIONS_ENTREE[valeur]
      return {
        valeur,
        libelle: nom,
        phrase: `${compte} Sont écartées ${ecarte.charAt(0).toLowerCase()}${ecarte.slice(1)}`,
        source,
      }
    }),
  },
} as const satisfies Record<string, DefinitionChoix>
