import { AxeBuilder } from '@axe-core/playwright'
import { test as base, expect, type Locator, type Page } from '@playwright/test'
import { MOT_DE_PASSE_DEMO } from '../src/agent/demo.ts'
import { MAINTENANT } from './monde.ts'

/** What the browser writes for an answer that refuses: the journeys provoke some. */
const REFUS = /the server responded with a status of (400|401|403|404|409|422|429)/

/**
 * A test of a journey: the page believes it is the demo's day, and at the end nothing was written in the console: no error,
 * no breach of the security policy. `tolere`: what a journey provokes on purpose besides refusals.
 */
export const test = base.extend<{ tolere: RegExp; sansErreur: undefined }>({
  tolere: [/^$/, { option: true }],
  sansErreur: [
    async ({ context, tolere }, use) => {
      const erreurs: string[] = []
      context.on('console', m => void (m.type() === 'error' && erreurs.push(`${m.text()} (${m.location().url})`)))
      context.on('weberror', e => void erreurs.push(String(e.error())))
      await use(undefined)
      expect(erreurs.filter(e => !REFUS.test(e) && !tolere.test(e))).toEqual([])
    },
    { auto: true },
  ],
  page: async ({ page }, use) => {
    await figerLeTemps(page)
    await use(page)
  },
})

/** The browser believes it is the demo's day; its timers run. */
export async function figerLeTemps(page: Page): Promise<void> {
  await page.clock.install({ time: new Date(MAINTENANT) })
  await page.clock.resume()
}

/**
 * What axe holds against the page as it stands, one line a rule: empty when nothing. Our pages hold no frame, and only faults
 * are gathered: the same rules as by default, five times sooner on a long list. `regles`: only these.
 */
export async function fautesAxe(page: Page, regles: string[] | null = null): Promise<string[]> {
  // Colours on their way are nobody's: what moves is waited for, but what turns without end.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(a => a.playState !== 'running' || a.effect?.getComputedTiming().iterations === Number.POSITIVE_INFINITY),
  )
  const seules = regles && { runOnly: { type: 'rule' as const, values: regles } }
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'], ...seules })
  const { violations } = await axe.analyze()
  return violations.map(v => `${v.id} : ${v.nodes.map(n => n.target.join(' ')).join(' | ')}`)
}

/** Words that stand on two lines, cut inside; what isn't a word (an address, the name of a file) may be. */
export const motsCoupes = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const coupes: string[] = []
    const textes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let noeud = textes.nextNode(); noeud; noeud = textes.nextNode()) {
      if (!noeud.parentElement?.checkVisibility()) continue
      for (const { 0: suite, index: debut } of (noeud.textContent ?? '').matchAll(/[^\s\u00a0]+/gu))
        for (const { 0: mot, index } of /[@_/\d]|\.\S/.test(suite) ? [] : suite.matchAll(/\p{L}{2,}/gu)) {
          const plage = document.createRange()
          plage.setStart(noeud, debut + index)
          plage.setEnd(noeud, debut + index + mot.length)
          const lignes = new Set([...plage.getClientRects()].filter(r => r.width > 0).map(r => Math.round(r.top)))
          if (lignes.size > 1) coupes.push(mot)
        }
    }
    return coupes
  })

/** By how much the page is wider than its window. */
export const debordement = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

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

/** Signs out by the menu, as people do. */
export async function sortir(page: Page): Promise<void> {
  await page.locator('[popovertarget="menu-agent"]').click()
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Connexion' })).toBeVisible()
}

/** The heading of a page, once it is the one expected. */
export const titre = (page: Page, nom: string | RegExp): Locator => page.getByRole('heading', { level: 1, name: nom })

/** Chooses the answer of a question asked with cards. Clicked where people click: the card, not its hidden circle. */
export async function repondre(page: Page, question: string | RegExp, reponse: string | RegExp): Promise<void> {
  await page.getByRole('group', { name: question }).getByRole('radio', { name: reponse }).check({ force: true })
}

/** Opens a PDF behind a link: answered 200, as application/pdf, beginning as one. */
export async function verifierPdf(page: Page, lien: Locator): Promise<void> {
  const adresse = await lien.getAttribute('href')
  const reponse = await page.request.get(adresse ?? '')
  expect(reponse.status()).toBe(200)
  expect(reponse.headers()['content-type']).toBe('application/pdf')
  expect((await reponse.body()).subarray(0, 5).toString()).toBe('%PDF-')
}

/**
 * Walks with Tab until `cible` has the focus. Every stop on the way must show where the focus is, on the element itself or on
 * what stands for it (the track of a switch, the card of an answer), and be on screen.
 */
export async function tabulerJusqua(page: Page, cible: Locator, touche = 'Tab'): Promise<void> {
  await cible.first().waitFor({ state: 'attached' })
  for (let pas = 0; pas < 150; pas++) {
    await page.keyboard.press(touche)
    await expect.poll(() => page.evaluate(focusInvisible), { timeout: 2000 }).toBeNull()
    if (await cible.first().evaluate(e => e === document.activeElement)) return
  }
  throw new Error(`${cible} ne reçoit jamais le focus`)
}

/** The focused element that doesn't show it, described; null when all is well. */
function focusInvisible(): string | null {
  const e = document.activeElement
  if (!e || e === document.body || e === document.documentElement) return null
  const montre = (x: Element | null) => {
    if (!x) return false
    const { outlineStyle, outlineWidth } = getComputedStyle(x)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  }
  const visible = [e, e.nextElementSibling, e.closest('label'), e.parentElement].some(montre)
  const { top, bottom } = e.getBoundingClientRect()
  const aLEcran = bottom > 0 && top < window.innerHeight
  return visible && aLEcran
    ? null
    : `${visible ? 'hors de l’écran' : 'sans focus visible'} : ${e.outerHTML.slice(0, 200)}`
}

/** Why the first flow of a fund is held, among others'. */
export const PREMIER_MSA = 'Ce flux est le premier de MSA'

/** A held flow, once somebody has looked at why it is: applied. */
export async function confirmerFluxTenu(endroit: Locator, pourquoi: string | RegExp): Promise<void> {
  await expect(endroit).toContainText(pourquoi, { timeout: 60_000 })
  await endroit.getByRole('button', { name: 'Confirmer et appliquer' }).click()
  const question = endroit.page().getByRole('dialog', { name: 'Confirmer et appliquer ce flux ?' })
  await expect(question).toContainText(pourquoi)
  await question.getByRole('button', { name: 'Confirmer et appliquer' }).click()
}
