import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_PILOTAGE = {
  'pilotage.cible-emploi': {
    libelle: 'Part visée, emploi',
    aide: 'Repère affiché dans le pilotage.',
    unite: '%',
    defaut: 50,
    min: 0,
    max: 100,
    source: 'Accompagnement rénové, Nord 2023, annexe 3',
  },
  'pilotage.cible-equilibre': {
    libelle: 'Part visée, équilibre',
    aide: 'Repère affiché dans le pilotage.',
    unite: '%',
    defaut: 20,
    min: 0,
    max: 100,
    source: 'Accompagnement rénové, Nord 2023, annexe 3',
  },
  'pilotage.cible-remobilisation': {
    libelle: 'Part visée, remobilisation',
    aide: 'Repère affiché dans le pilotage.',
    unite: '%',
    defaut: 30,
    min: 0,
    max: 100,
    source: 'Accompagnement rénové, Nord 2023, annexe 3',
  },
  'pilotage.seuil-secret': {
    libelle: 'Effectif masqué',
    aide: 'En dessous, un effectif n’est pas montré à qui ne voit pas les noms.',
    unite: 'personnes',
    defaut: 5,
    min: 0,
    max: 20,
    source: 'Protection des données : k-anonymat',
  },
} as const satisfies Record<string, DefinitionParametre>
