import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { use } from 'react'
import { Attente } from '../socle/ui/Attente.tsx'
import { pageInterrompue, SessionCourante } from '../socle/ui/session.ts'
import { Coquille } from './Coquille.tsx'
import { InterditPage } from './pages/InterditPage.tsx'
import { IntrouvablePage } from './pages/IntrouvablePage.tsx'
import { PannePage } from './pages/PannePage.tsx'
import { accueilDuRole, ECRANS, type Ecran, ouvertA } from './routes.tsx'
import { session } from './session.ts'

/** All that opens before a strong sign-in, where the role requires one. */
const MON_COMPTE = '/mon-compte'
type Contexte = { cache: QueryClient }

const racine = createRootRouteWithContext<Contexte>()({
  component: Coquille,
  notFoundComponent: IntrouvablePage,
  errorComponent: PannePage,
})

const depart = createRoute({
  getParentRoute: () => racine,
  path: '/',
  beforeLoad: async ({ context }) => {
    const qui = await context.cache.ensureQueryData(session)
    throw redirect({ to: qui ? accueilDuRole(qui.agent.role) : '/connexion', replace: true })
  },
})

/** Sends to sign-in who isn't known, and back afterwards. */
async function garder(ecran: Ecran, cache: QueryClient, adresse: string): Promise<void> {
  const qui = await cache.ensureQueryData(session)
  if (ecran.permission === 'public') return
  if (!qui) {
    const retour = pageInterrompue() ?? adresse
    throw redirect({ to: '/connexion', search: retour === '/' ? {} : ({ retour } as never) })
  }
  if (qui.connexionForte === 'exigee' && ecran.chemin !== MON_COMPTE) throw redirect({ to: MON_COMPTE, replace: true })
}

/** The page, or for a role that hasn't it, the reason why; nothing once signed out, while the guard moves on. */
function PageReservee({ ecran }: { ecran: Ecran }) {
  const qui = use(SessionCourante)
  const Contenu = ecran.page
  if (!qui && ecran.permission !== 'public') return <Attente />
  return ouvertA(ecran, qui?.agent.role ?? '') ? <Contenu /> : <InterditPage />
}

const pages = ECRANS.map(ecran =>
  createRoute({
    getParentRoute: () => racine,
    path: ecran.chemin,
    component: Object.assign(() => <PageReservee ecran={ecran} />, { preload: ecran.page.preload }),
    beforeLoad: ({ context, location }) => garder(ecran, context.cache, location.href),
    errorComponent: PannePage,
  }),
)

/** Search parameters are plain text, as people read and copy them: `?etat=a-orienter&communes=59350,59599`. */
const lireRecherche = (texte: string): Record<string, string> => Object.fromEntries(new URLSearchParams(texte))
function ecrireRecherche(valeurs: Record<string, unknown>): string {
  const presentes = Object.entries(valeurs).filter(
    ([, valeur]) => valeur !== undefined && valeur !== null && valeur !== '',
  )
  const texte = new URLSearchParams(presentes.map(([nom, valeur]) => [nom, String(valeur)])).toString()
  return texte ? `?${texte.replaceAll('%2C', ',')}` : ''
}

export function creerRouteur(cache: QueryClient) {
  return createRouter({
    routeTree: racine.addChildren([depart, ...pages]),
    context: { cache },
    parseSearch: lireRecherche,
    stringifySearch: ecrireRecherche,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingComponent: Attente,
    defaultPendingMs: 100,
    scrollRestoration: true,
  })
}
