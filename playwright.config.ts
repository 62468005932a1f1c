import { defineConfig } from '@playwright/test'
import { PORT, PORTS } from './e2e/monde.ts'

// npm test says which (outils/programmes.mjs).
const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell'
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export default defineConfig({
  testDir: 'e2e',
  timeout: 90_000,
  // A busy machine answers later, not otherwise.
  expect: { timeout: 10_000 },
  // One worker for each world: pages are looked at first, then journeys go file by file to who is free.
  workers: PORTS.length,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  reporter: process.env.CI ? 'line' : 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // What moves is waited for at each step: fenetres.spec.ts looks at it moving.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: { executablePath: EXECUTABLE, args: ARGS },
  },
  projects: [
    // Each looks four times at a page, whole, and takes its picture.
    { name: 'captures', testMatch: 'captures.spec.ts', timeout: 180_000, fullyParallel: true },
    { name: 'parcours', testIgnore: 'captures.spec.ts' },
  ],
  webServer: PORTS.map(port => ({
    command: 'node e2e/serveur.ts',
    env: { E2E_PORT: String(port) },
    url: `http://127.0.0.1:${port}/sante`,
    timeout: 300_000,
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 10_000 },
  })),
})
