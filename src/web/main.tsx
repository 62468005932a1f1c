import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@fontsource-variable/atkinson-hyperlegible-next/index.css'
import './application.css'
import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { ApiRefusal } from '../socle/api.ts'
import { fermerBrouillons } from '../socle/ui/poste/brouillons.ts'
import { suivreLaPresence } from '../socle/ui/poste/presence.ts'
import { resoudreVariables, theme } from '../socle/ui/theme.ts'
import { creerRouteur } from './router.tsx'
import { CLE_SESSION, noterFin } from './session.ts'

/** The session has ended (too long away, closed elsewhere): back to sign-in, then to the same page. */
function revenirALaConnexion(erreur: Error): void {
  if (!(erreur instanceof ApiRefusal) || erreur.status !== 401 || !cache.getQueryData(CLE_SESSION)) return
  fermerBrouillons()
  noterFin()
  cache.setQueryData(CLE_SESSION, null)
  routeur.invalidate()
}

const cache = new QueryClient({
  queryCache: new QueryCache({ onError: revenirALaConnexion }),
  mutationCache: new MutationCache({ onError: revenirALaConnexion }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 10_000,
      // A refusal stays a refusal; a cut or a fault may be over in a second.
      retry: (essais, erreur) =>
        essais < 2 && !(erreur instanceof ApiRefusal && erreur.status > 0 && erreur.status < 500),
    },
    mutations: { networkMode: 'always' },
  },
})
const routeur = creerRouteur(cache)
suivreLaPresence()

createRoot(document.getElementById('application')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={resoudreVariables} defaultColorScheme="auto">
      <QueryClientProvider client={cache}>
        <RouterProvider router={routeur} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
