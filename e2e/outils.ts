import { expect, type Page } from '@playwright/test'
import { MOT_DE_PASSE_DEMO } from '../src/agent/demo.ts'
import { MAINTENANT } from './monde.ts'

/** The browser believes it is the demo's day; its timers run. */
export async function figerLeTemps(page: Page): Promise<void> {
  await page.clock.install({ time: new Date(MAINTENANT) })
  await page.clock.resume()
}

/** Opens a session without the form, for what isn't about signing in. `compte`: before the @. */
export async function connecter(page: Page, compte: string): Promise<void> {
  const reponse = await page.request.post('/api/connexion', {
    data: { courriel: `${compte}@example.org`, motDePasse: MOT_DE_PASSE_DEMO },
  })
  expect(reponse.status()).toBe(200)
}

/** The id of the person of this name, as the search finds it. */
export async function dossierDe(page: Page, nom: string): Promise<string> {
  const reponse = await page.request.post('/api/recherche', { data: { q: nom } })
  const { personnes } = await reponse.json()
  expect(personnes.length).toBeGreaterThan(0)
  return personnes[0].id
}
