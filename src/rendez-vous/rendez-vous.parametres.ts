import type { DefinitionChoix, DefinitionParametre } from '../territoire/definition-parametre.ts'

export const PARAMETRES_RENDEZ_VOUS = {
  'convocation.delai-jours': {
    libelle: 'Délai de convocation',
    aide: 'Premier rendez-vous, depuis la réception du flux ou l’ouverture du droit.',
    unite: 'jours',
    defaut: 15,
    min: 1,
    max: 60,
    source: 'Accompagnement rénové, Nord 2023, article 1',
  },
  'rendez-vous.horizon-mois': {
    libelle: 'Rendez-vous pris à l’avance, au plus',
    aide: 'Un rendez-vous donné par un collègue ouvre le dossier à qui reçoit : au-delà de cette durée, il ne se prend pas, et n’ouvre rien.',
    unite: 'mois',
    defaut: 6,
    min: 1,
    max: 12,
    source: 'Usage : un dossier ne s’ouvre que pour un rendez-vous proche',
  },
  'rendez-vous.issue-jours': {
    libelle: 'Issue d’un rendez-vous',
    aide: 'Pour noter qui est venu, après le jour du rendez-vous.',
    unite: 'jours ouvrés',
    defaut: 2,
    min: 1,
    max: 30,
    source: 'Accompagnement rénové, Nord 2023, annexe 4',
  },
} as const satisfies Record<string, DefinitionParametre>

export const CHOIX_RENDEZ_VOUS = {
  'convocation.depart': {
    libelle: 'Départ du délai de convocation',
    aide: 'L’autre date est calculée aussi, et montrée à côté.',
    defaut: 'reception',
    source: 'Convention État-département 2024, annexe 4 §4',
    options: [
      {
        valeur: 'reception',
        libelle: 'La réception du flux',
        phrase: 'Le délai court du jour où le département reçoit l’annonce de la CAF ou de la MSA.',
        source: 'Convention État-département 2024, annexe 4 §4',
      },
      {
        valeur: 'ouverture',
        libelle: 'L’ouverture du droit',
        phrase: 'Le délai court du premier jour du droit, même si l’annonce arrive plus tard.',
        source: 'Accompagnement rénové, Nord 2023, article 1',
      },
    ],
  },
} as const satisfies Record<string, DefinitionChoix>
