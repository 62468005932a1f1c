import type { DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_PERSONNE = {
  'rapprochement.certain': {
    libelle: 'Même personne, à coup sûr',
    aide: 'Ressemblance à partir de laquelle une ligne d’une liste rejoint un dossier sans qu’un agent le décide. Jamais atteinte sans numéro de sécurité sociale ou date de naissance.',
    unite: 'sur 100',
    defaut: 90,
    min: 86,
    max: 100,
    source: 'Usage : même NIR, sinon mêmes nom, prénom et date de naissance',
  },
  'rapprochement.douteux': {
    libelle: 'Peut-être la même personne',
    aide: 'Ressemblance à partir de laquelle deux dossiers sont montrés à un agent, qui décide.',
    unite: 'sur 100',
    defaut: 60,
    min: 40,
    max: 85,
    source: 'Usage : un rapprochement douteux est décidé par un humain',
  },
} as const satisfies Record<string, DefinitionParametre>
