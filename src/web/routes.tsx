import {
  type Icon,
  IconAddressBook,
  IconAdjustments,
  IconBriefcase,
  IconCalendarEvent,
  IconChartBar,
  IconDoorEnter,
  IconEye,
  IconFileImport,
  IconSunrise,
  IconUsersGroup,
} from '@tabler/icons-react'
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import type { Permission } from '../agent/permissions.ts'
import { traits } from '../agent/roles.ts'

export type Ecran = {
  /** Path, `$nom` for a parameter. */
  chemin: string
  page: RouteComponent
  /** Who may open it: a key of the table of permissions, 'connecte' for any agent, 'public' without a session. */
  permission: Permission | 'connecte' | 'public'
}

/** What the rail says of the screens that a role may have in it (`rail` in agent/roles.ts). */
export const ENTREES = {
  '/aujourdhui': { libelle: 'Aujourd’hui', icone: IconSunrise },
  '/portefeuille': { libelle: 'Portefeuille', icone: IconBriefcase },
  '/accueil': { libelle: 'Accueil', icone: IconDoorEnter },
  '/mes-co-interventions': { libelle: 'Mes suivis', icone: IconUsersGroup },
  '/personnes': { libelle: 'Personnes', icone: IconAddressBook },
  '/rendez-vous': { libelle: 'Rendez-vous', icone: IconCalendarEvent },
  '/pilotage': { libelle: 'Pilotage', icone: IconChartBar },
  '/imports': { libelle: 'Imports', icone: IconFileImport },
  '/parametres': { libelle: 'Paramètres', icone: IconAdjustments },
  '/audit': { libelle: 'Lectures', icone: IconEye },
} as const satisfies Record<string, { libelle: string; icone: Icon }>

/**
 * Every page, one line each. To add one: export the page from `<domain>/pages/XPage.tsx` and write its line here; the search box,
 * the guard by permission and the loading in its own chunk follow. In a rail: its word above, its place in agent/roles.ts.
 */
export const ECRANS: readonly Ecran[] = [
  {
    chemin: '/connexion',
    page: lazyRouteComponent(() => import('./pages/ConnexionPage.tsx'), 'ConnexionPage'),
    permission: 'public',
  },
  {
    chemin: '/activation',
    page: lazyRouteComponent(() => import('./pages/ActivationPage.tsx'), 'ActivationPage'),
    permission: 'public',
  },
  {
    chemin: '/mot-de-passe-oublie',
    page: lazyRouteComponent(() => import('./pages/OubliPage.tsx'), 'OubliPage'),
    permission: 'public',
  },
  {
    chemin: '/connexion/proconnect',
    page: lazyRouteComponent(() => import('./pages/ProconnectPage.tsx'), 'ProconnectPage'),
    permission: 'public',
  },
  {
    chemin: '/aujourdhui',
    page: lazyRouteComponent(() => import('../jour/pages/JourPage.tsx'), 'JourPage'),
    permission: 'connecte',
  },
  {
    chemin: '/accueil',
    page: lazyRouteComponent(() => import('../accueil/pages/AccueilPage.tsx'), 'AccueilPage'),
    permission: 'accueil.recevoir',
  },
  {
    chemin: '/mes-co-interventions',
    page: lazyRouteComponent(() => import('../groupe-suivi/pages/CoInterventionsPage.tsx'), 'CoInterventionsPage'),
    permission: 'champ.lire',
  },
  {
    chemin: '/mes-co-interventions/$personneId',
    page: lazyRouteComponent(() => import('../groupe-suivi/pages/CoInterventionPage.tsx'), 'CoInterventionPage'),
    permission: 'champ.lire',
  },
  {
    chemin: '/personnes',
    page: lazyRouteComponent(() => import('../personne/pages/PersonnesPage.tsx'), 'PersonnesPage'),
    permission: 'personne.chercher',
  },
  {
    chemin: '/rendez-vous',
    page: lazyRouteComponent(() => import('../rendez-vous/pages/RendezVousPage.tsx'), 'RendezVousPage'),
    permission: 'rendez-vous.gerer',
  },
  { chemin: '/aide', page: lazyRouteComponent(() => import('./pages/AidePage.tsx'), 'AidePage'), permission: 'public' },
  {
    chemin: '/aide/$guide',
    page: lazyRouteComponent(() => import('./pages/GuidePage.tsx'), 'GuidePage'),
    permission: 'public',
  },
  {
    chemin: '/accessibilite',
    page: lazyRouteComponent(() => import('./pages/AccessibilitePage.tsx'), 'AccessibilitePage'),
    permission: 'public',
  },
  {
    chemin: '/mentions-legales',
    page: lazyRouteComponent(() => import('./pages/MentionsLegalesPage.tsx'), 'MentionsLegalesPage'),
    permission: 'public',
  },
  {
    chemin: '/donnees-personnelles',
    page: lazyRouteComponent(() => import('./pages/DonneesPersonnellesPage.tsx'), 'DonneesPersonnellesPage'),
    permission: 'public',
  },
  {
    chemin: '/personnes/$personneId',
    page: lazyRouteComponent(() => import('../dossier/pages/DossierPage.tsx'), 'DossierPage'),
    permission: 'dossier.lire',
  },
  {
    chemin: '/doublons',
    page: lazyRouteComponent(() => import('../personne/pages/DoublonsPage.tsx'), 'DoublonsPage'),
    permission: 'doublon.decider',
  },
  {
    chemin: '/conflits',
    page: lazyRouteComponent(() => import('../personne/pages/ConflitsPage.tsx'), 'ConflitsPage'),
    permission: 'conflit.lire',
  },
  {
    chemin: '/personnes/$personneId/diagnostic',
    page: lazyRouteComponent(() => import('../diagnostic/pages/DiagnosticPage.tsx'), 'DiagnosticPage'),
    permission: 'diagnostic.etablir',
  },
  {
    chemin: '/personnes/$personneId/orienter',
    page: lazyRouteComponent(() => import('../orientation/pages/OrienterPage.tsx'), 'OrienterPage'),
    permission: 'orientation.decider',
  },
  {
    chemin: '/portefeuille',
    page: lazyRouteComponent(() => import('../accompagnement/pages/PortefeuillePage.tsx'), 'PortefeuillePage'),
    permission: 'portefeuille.lire',
  },
  {
    chemin: '/pilotage',
    page: lazyRouteComponent(() => import('../pilotage/pages/PilotagePage.tsx'), 'PilotagePage'),
    permission: 'pilotage.lire',
  },
  {
    chemin: '/pilotage/$indicateur/personnes',
    page: lazyRouteComponent(() => import('../pilotage/pages/PersonnesIndicateurPage.tsx'), 'PersonnesIndicateurPage'),
    permission: 'pilotage.nommer',
  },
  {
    chemin: '/imports/$importId/colonnes',
    page: lazyRouteComponent(() => import('../echanges/listes/pages/ColonnesPage.tsx'), 'ColonnesPage'),
    permission: 'import.gerer',
  },
  {
    chemin: '/pilotage/definitions',
    page: lazyRouteComponent(() => import('../droit/pages/DefinitionsPage.tsx'), 'DefinitionsPage'),
    permission: 'definition.comparer',
  },
  {
    chemin: '/imports',
    page: lazyRouteComponent(() => import('../import/pages/ImportsPage.tsx'), 'ImportsPage'),
    permission: 'import.gerer',
  },
  {
    chemin: '/imports/$importId',
    page: lazyRouteComponent(() => import('../import/pages/ImportPage.tsx'), 'ImportPage'),
    permission: 'import.gerer',
  },
  {
    chemin: '/parametres',
    page: lazyRouteComponent(() => import('../territoire/pages/ParametresPage.tsx'), 'ParametresPage'),
    permission: 'territoire.administrer',
  },
  {
    chemin: '/parametres/agents',
    page: lazyRouteComponent(() => import('../agent/pages/AgentsPage.tsx'), 'AgentsPage'),
    permission: 'territoire.administrer',
  },
  {
    chemin: '/parametres/agents/nouveau',
    page: lazyRouteComponent(() => import('../agent/pages/NouvelAgentPage.tsx'), 'NouvelAgentPage'),
    permission: 'territoire.administrer',
  },
  {
    chemin: '/parametres/agents/$agentId',
    page: lazyRouteComponent(() => import('../agent/pages/AgentPage.tsx'), 'AgentPage'),
    permission: 'territoire.administrer',
  },
  {
    chemin: '/parametres/structures',
    page: lazyRouteComponent(() => import('../offre/pages/StructuresPage.tsx'), 'StructuresPage'),
    permission: 'territoire.administrer',
  },
  {
    chemin: '/parametres/structures/nouvelle',
    page: lazyRouteComponent(() => import('../offre/pages/StructurePage.tsx'), 'NouvelleStructurePage'),
    permission: 'territoire.administrer',
  },
  {
    chemin: '/parametres/structures/$structureId',
    page: lazyRouteComponent(() => import('../offre/pages/StructurePage.tsx'), 'StructurePage'),
    permission: 'territoire.administrer',
  },
  {
    chemin: '/parametres/acces',
    page: lazyRouteComponent(() => import('../partenaire/pages/AccesPage.tsx'), 'AccesPage'),
    permission: 'territoire.administrer',
  },
  {
    chemin: '/parametres/travaux',
    page: lazyRouteComponent(() => import('../travaux/pages/TravauxPage.tsx'), 'TravauxPage'),
    permission: 'territoire.administrer',
  },
  {
    chemin: '/parametres/conservation',
    page: lazyRouteComponent(() => import('../protection/pages/ConservationPage.tsx'), 'ConservationPage'),
    permission: 'conservation.lire',
  },
  {
    chemin: '/parametres/conservation/personnes',
    page: lazyRouteComponent(() => import('../protection/pages/PersonnesAuTermePage.tsx'), 'PersonnesAuTermePage'),
    permission: 'conservation.lire',
  },
  {
    chemin: '/imports/calendrier',
    page: lazyRouteComponent(() => import('../import/pages/CalendrierPage.tsx'), 'CalendrierPage'),
    permission: 'import.gerer',
  },
  {
    chemin: '/audit',
    page: lazyRouteComponent(() => import('../audit/pages/LecturesPage.tsx'), 'LecturesPage'),
    permission: 'lecture.auditer',
  },
  {
    chemin: '/audit/listes',
    page: lazyRouteComponent(() => import('../audit/listes/pages/ListesPage.tsx'), 'ListesPage'),
    permission: 'lecture.auditer',
  },
  {
    chemin: '/audit/ouvertures',
    page: lazyRouteComponent(() => import('../agent/habitude/pages/OuverturesPage.tsx'), 'OuverturesPage'),
    permission: 'lecture.auditer',
  },
  {
    chemin: '/ouvertures',
    page: lazyRouteComponent(() => import('../agent/habitude/pages/MesOuverturesPage.tsx'), 'MesOuverturesPage'),
    permission: 'dossier.lire',
  },
  {
    chemin: '/audit/volumes',
    page: lazyRouteComponent(() => import('../audit/pages/VolumesPage.tsx'), 'VolumesPage'),
    permission: 'lecture.auditer',
  },
  {
    chemin: '/audit/sorties',
    page: lazyRouteComponent(() => import('../audit/pages/SortiesPage.tsx'), 'SortiesPage'),
    permission: 'lecture.auditer',
  },
  {
    chemin: '/audit/reponse',
    page: lazyRouteComponent(() => import('../audit/pages/ReponsePage.tsx'), 'ReponsePage'),
    permission: 'lecture.auditer',
  },
  {
    chemin: '/avis',
    page: lazyRouteComponent(() => import('../avis/pages/AvisPage.tsx'), 'AvisPage'),
    permission: 'connecte',
  },
  {
    chemin: '/mon-compte',
    page: lazyRouteComponent(() => import('../agent/pages/MonComptePage.tsx'), 'MonComptePage'),
    permission: 'connecte',
  },
]

/** The rail of a role, in the order of its day. */
export const rail = (role: string): { chemin: string; libelle: string; icone: Icon }[] =>
  (traits(role)?.rail ?? []).flatMap(chemin =>
    Object.hasOwn(ENTREES, chemin) ? [{ chemin, ...ENTREES[chemin as keyof typeof ENTREES] }] : [],
  )

/** May this agent open this page? `role` is empty without a session. */
export function ouvertA({ permission }: Ecran, role: string): boolean {
  if (permission === 'public') return true
  return permission === 'connecte' ? role !== '' : traits(role)?.permissions.includes(permission) === true
}

/** Where a role starts its day. */
export const accueilDuRole = (role: string): string => rail(role)[0]?.chemin ?? '/mon-compte'
