import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

const source = 'CNIL, journalisation : analyser les traces pour repérer les usages anormaux'

export const PARAMETRES_AUDIT = {
  'audit.facteur-volume': {
    libelle: 'Lectures : fois la médiane du rôle',
    aide: 'Un agent qui lit autant de fois plus de personnes que la médiane de son rôle est signalé au délégué.',
    unite: 'fois',
    defaut: 3,
    min: 2,
    max: 20,
    source,
  },
  'audit.minimum-jour': {
    libelle: 'Lectures : minimum d’un jour',
    aide: 'En dessous, un jour n’est jamais signalé.',
    unite: 'personnes',
    defaut: 30,
    min: 1,
    max: 1000,
    source,
  },
  'audit.minimum-semaine': {
    libelle: 'Lectures : minimum d’une semaine',
    aide: 'En dessous, une semaine n’est jamais signalée.',
    unite: 'personnes',
    defaut: 100,
    min: 1,
    max: 5000,
    source,
  },
  'audit.heure-debut': {
    libelle: 'Lectures : début de la journée',
    aide: 'Avant cette heure, une lecture est hors des heures de travail ; le dimanche, elle l’est toujours.',
    unite: 'heures',
    defaut: 7,
    min: 0,
    max: 12,
    source,
  },
  'audit.heure-fin': {
    libelle: 'Lectures : fin de la journée',
    aide: 'À partir de cette heure, une lecture est hors des heures de travail.',
    unite: 'heures',
    defaut: 20,
    min: 13,
    max: 24,
    source,
  },
  'audit.minimum-hors-horaires': {
    libelle: 'Lectures hors des heures de travail',
    aide: 'À partir de ce nombre de personnes lues hors des heures de travail, l’agent est signalé.',
    unite: 'personnes',
    defaut: 1,
    min: 1,
    max: 100,
    source,
  },
  'audit.minimum-nir': {
    libelle: 'Numéros de sécurité sociale lus',
    aide: 'Un agent qui a lu dans la journée le numéro d’autant de personnes est signalé.',
    unite: 'personnes',
    defaut: 10,
    min: 1,
    max: 500,
    source,
  },
} as const satisfies Record<string, DefinitionParametre>
