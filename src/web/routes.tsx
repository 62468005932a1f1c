import {
  type Icon,
  IconAddressBook,
  IconAdjustments,
  IconBriefcase,
  IconCalendarEvent,
  IconChartBar,
  IconFileImport,
  IconSunrise,
} from '@tabler/icons-react'
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'
import type { Role } from '../agent/agent.ts'

export type Ecran = {
  /** Path, `$nom` for a parameter. */
  chemin: string
  page: RouteComponent
  /** Roles that may open it; 'tous' for any agent, 'public' without a session. */
  pour: 'public' | 'tous' | readonly Role[]
  /** Its entry in the rail, in the order of the day. */
  rail?: { libelle: string; icone: Icon; ordre: number }
}

/**
 * Every page, one line each. To add one: export the page from `<domain>/pages/XPage.tsx` and write its line here; the rail,
 * the search box, the guard by role and the loading in its own chunk follow. Entries of the rail waiting for their page:
 * { libelle: 'Aujourd’hui', icone: IconSunrise, ordre: 1 } and so on, in ENTREES below.
 */
export const ENTREES = {
  aujourdhui: { libelle: 'Aujourd’hui', icone: IconSunrise, ordre: 1 },
  portefeuille: { libelle: 'Portefeuille', icone: IconBriefcase, ordre: 2 },
  personnes: { libelle: 'Personnes', icone: IconAddressBook, ordre: 3 },
  rendezVous: { libelle: 'Rendez-vous', icone: IconCalendarEvent, ordre: 4 },
  pilotage: { libelle: 'Pilotage', icone: IconChartBar, ordre: 8 },
  imports: { libelle: 'Imports', icone: IconFileImport, ordre: 9 },
  parametres: { libelle: 'Paramètres', icone: IconAdjustments, ordre: 10 },
} as const satisfies Record<string, Ecran['rail']>

export const ECRANS: readonly Ecran[] = [
  {
    chemin: '/connexion',
    page: lazyRouteComponent(() => import('./pages/ConnexionPage.tsx'), 'ConnexionPage'),
    pour: 'public',
  },
  {
    chemin: '/aujourdhui',
    page: lazyRouteComponent(() => import('../orientation/pages/AujourdhuiPage.tsx'), 'AujourdhuiPage'),
    pour: ['charge-orientation', 'responsable-equipe'],
    rail: ENTREES.aujourdhui,
  },
  {
    chemin: '/personnes',
    page: lazyRouteComponent(() => import('../personne/pages/PersonnesPage.tsx'), 'PersonnesPage'),
    pour: ['charge-orientation', 'referent', 'responsable-equipe'],
    rail: ENTREES.personnes,
  },
  {
    chemin: '/rendez-vous',
    page: lazyRouteComponent(() => import('../rendez-vous/pages/RendezVousPage.tsx'), 'RendezVousPage'),
    pour: ['charge-orientation', 'referent', 'responsable-equipe'],
    rail: ENTREES.rendezVous,
  },
  { chemin: '/aide', page: lazyRouteComponent(() => import('./pages/AidePage.tsx'), 'AidePage'), pour: 'public' },
  {
    chemin: '/accessibilite',
    page: lazyRouteComponent(() => import('./pages/AccessibilitePage.tsx'), 'AccessibilitePage'),
    pour: 'public',
  },
  {
    chemin: '/mentions-legales',
    page: lazyRouteComponent(() => import('./pages/MentionsLegalesPage.tsx'), 'MentionsLegalesPage'),
    pour: 'public',
  },
  {
    chemin: '/donnees-personnelles',
    page: lazyRouteComponent(() => import('./pages/DonneesPersonnellesPage.tsx'), 'DonneesPersonnellesPage'),
    pour: 'public',
  },
  {
    chemin: '/personnes/$personneId',
    page: lazyRouteComponent(() => import('../personne/pages/DossierPage.tsx'), 'DossierPage'),
    pour: ['charge-orientation', 'referent', 'responsable-equipe'],
  },
  {
    chemin: '/doublons',
    page: lazyRouteComponent(() => import('../personne/pages/DoublonsPage.tsx'), 'DoublonsPage'),
    pour: ['charge-orientation'],
  },
  {
    chemin: '/conflits',
    page: lazyRouteComponent(() => import('../personne/pages/ConflitsPage.tsx'), 'ConflitsPage'),
    pour: ['charge-orientation'],
  },
  {
    chemin: '/personnes/$personneId/diagnostic',
    page: lazyRouteComponent(() => import('../diagnostic/pages/DiagnosticPage.tsx'), 'DiagnosticPage'),
    pour: ['charge-orientation', 'referent'],
  },
  {
    chemin: '/personnes/$personneId/orienter',
    page: lazyRouteComponent(() => import('../orientation/pages/OrienterPage.tsx'), 'OrienterPage'),
    pour: ['charge-orientation'],
  },
  {
    chemin: '/portefeuille',
    page: lazyRouteComponent(() => import('../accompagnement/pages/PortefeuillePage.tsx'), 'PortefeuillePage'),
    pour: ['referent', 'responsable-equipe'],
    rail: ENTREES.portefeuille,
  },
  {
    chemin: '/pilotage',
    page: lazyRouteComponent(() => import('../pilotage/pages/PilotagePage.tsx'), 'PilotagePage'),
    pour: ['charge-orientation', 'responsable-equipe', 'pilote'],
    rail: ENTREES.pilotage,
  },
  {
    chemin: '/pilotage/$indicateur/personnes',
    page: lazyRouteComponent(() => import('../pilotage/pages/PersonnesIndicateurPage.tsx'), 'PersonnesIndicateurPage'),
    pour: ['charge-orientation', 'responsable-equipe'],
  },
  {
    chemin: '/imports/$importId/colonnes',
    page: lazyRouteComponent(() => import('../echanges/listes/pages/ColonnesPage.tsx'), 'ColonnesPage'),
    pour: ['charge-orientation', 'administrateur'],
  },
  {
    chemin: '/pilotage/definitions',
    page: lazyRouteComponent(() => import('../droit/pages/DefinitionsPage.tsx'), 'DefinitionsPage'),
    pour: ['charge-orientation', 'responsable-equipe', 'pilote', 'administrateur'],
  },
  {
    chemin: '/imports',
    page: lazyRouteComponent(() => import('../import/pages/ImportsPage.tsx'), 'ImportsPage'),
    pour: ['administrateur', 'charge-orientation'],
    rail: ENTREES.imports,
  },
  {
    chemin: '/imports/$importId',
    page: lazyRouteComponent(() => import('../import/pages/ImportPage.tsx'), 'ImportPage'),
    pour: ['administrateur', 'charge-orientation'],
  },
  {
    chemin: '/parametres',
    page: lazyRouteComponent(() => import('../territoire/pages/ParametresPage.tsx'), 'ParametresPage'),
    pour: ['administrateur'],
    rail: ENTREES.parametres,
  },
  {
    chemin: '/parametres/agents',
    page: lazyRouteComponent(() => import('../agent/pages/AgentsPage.tsx'), 'AgentsPage'),
    pour: ['administrateur'],
  },
  {
    chemin: '/parametres/agents/nouveau',
    page: lazyRouteComponent(() => import('../agent/pages/NouvelAgentPage.tsx'), 'NouvelAgentPage'),
    pour: ['administrateur'],
  },
  {
    chemin: '/parametres/agents/$agentId',
    page: lazyRouteComponent(() => import('../agent/pages/AgentPage.tsx'), 'AgentPage'),
    pour: ['administrateur'],
  },
  {
    chemin: '/parametres/structures',
    page: lazyRouteComponent(() => import('../offre/pages/StructuresPage.tsx'), 'StructuresPage'),
    pour: ['administrateur'],
  },
  {
    chemin: '/parametres/structures/nouvelle',
    page: lazyRouteComponent(() => import('../offre/pages/StructurePage.tsx'), 'NouvelleStructurePage'),
    pour: ['administrateur'],
  },
  {
    chemin: '/parametres/structures/$structureId',
    page: lazyRouteComponent(() => import('../offre/pages/StructurePage.tsx'), 'StructurePage'),
    pour: ['administrateur'],
  },
  {
    chemin: '/parametres/acces',
    page: lazyRouteComponent(() => import('../partenaire/pages/AccesPage.tsx'), 'AccesPage'),
    pour: ['administrateur'],
  },
  {
    chemin: '/parametres/conservation',
    page: lazyRouteComponent(() => import('../protection/pages/ConservationPage.tsx'), 'ConservationPage'),
    pour: ['administrateur'],
  },
  {
    chemin: '/parametres/conservation/personnes',
    page: lazyRouteComponent(() => import('../protection/pages/PersonnesAuTermePage.tsx'), 'PersonnesAuTermePage'),
    pour: ['administrateur'],
  },
  {
    chemin: '/imports/calendrier',
    page: lazyRouteComponent(() => import('../import/pages/CalendrierPage.tsx'), 'CalendrierPage'),
    pour: ['administrateur', 'charge-orientation'],
  },
  {
    chemin: '/mon-compte',
    page: lazyRouteComponent(() => import('../agent/pages/MonComptePage.tsx'), 'MonComptePage'),
    pour: 'tous',
  },
]

/** The rail of a role, in the order of its day. */
export function rail(role: string): (NonNullable<Ecran['rail']> & { chemin: string })[] {
  return ECRANS.filter(e => e.rail && ouvertA(e, role))
    .map(e => ({ ...e.rail!, chemin: e.chemin }))
    .sort((a, b) => a.ordre - b.ordre)
}

export function ouvertA(ecran: Ecran, role: string): boolean {
  return ecran.pour === 'public' || ecran.pour === 'tous' || (ecran.pour as readonly string[]).includes(role)
}

/** Where a role starts its day. */
export function accueilDuRole(role: string): string {
  return rail(role)[0]?.chemin ?? '/aide'
}
