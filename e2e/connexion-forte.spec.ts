import { expect, type Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { MOT_DE_PASSE_DEMO } from '../src/agent/demo.ts'
import { connecter, fautesAxe, sortir, test, titre } from './outils.ts'

// A second factor: set up, asked for, lost, taken away. On an account of the demo, given back as it was.
const COMPTE = 'paul.navette'

/** What time the server believes it is. */
async function heureDuServeur(page: Page): Promise<number> {
  const ailleurs = await page.context().browser()?.newContext()
  const porte = await ailleurs?.newPage()
  if (!porte) throw new Error('no browser')
  const url = new URL('/', page.url()).href
  await porte.request.post(`${url}api/connexion`, {
    data: { courriel: 'dora.bobine@example.org', motDePasse: MOT_DE_PASSE_DEMO },
  })
  const { sessions } = await (await porte.request.get(`${url}api/compte/securite`)).json()
  await ailleurs?.close()
  return Date.parse(sessions.find((s: { celleCi: boolean }) => s.celleCi).ouverteLe)
}

/** What the phone shows, now or so many milliseconds from now. */
const codeDe = async (page: Page, secret: string, dans = 0): Promise<string> =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: (await heureDuServeur(page)) + dans })

async function donnerMotDePasse(page: Page) {
  await page.goto('/connexion')
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(`${COMPTE}@example.org`)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(MOT_DE_PASSE_DEMO)
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
}

/** Adds an application of codes by the screens. Returns its secret, and the recovery codes. */
async function ajouterApplication(page: Page) {
  await page.getByRole('button', { name: 'Ajouter une application de codes' }).click()
  const fenetre = page.getByRole('dialog', { name: 'Ajouter une application de codes' })
  await fenetre.getByLabel('Votre mot de passe, ou un code').fill(MOT_DE_PASSE_DEMO)
  await fenetre.getByRole('button', { name: 'Suivant' }).click()
  await expect(fenetre.getByRole('img', { name: 'Carré à photographier' })).toBeVisible()
  // The first half of the window went with the button that was pressed.
  await expect.poll(() => fenetre.evaluate(f => f.contains(document.activeElement))).toBe(true)
  expect(await fautesAxe(page)).toEqual([])
  const secret = ((await fenetre.locator('code').textContent()) ?? '').replaceAll(' ', '')
  await fenetre.getByRole('textbox', { name: 'Code à six chiffres que montre l’application' }).fill('000000')
  await fenetre.getByRole('button', { name: 'Confirmer' }).click()
  await expect(fenetre.getByRole('alert')).toContainText('Ce code n’est pas le bon')
  await fenetre
    .getByRole('textbox', { name: 'Code à six chiffres que montre l’application' })
    .fill(await codeDe(page, secret))
  await fenetre.getByRole('button', { name: 'Confirmer' }).click()
  const codes = page.getByRole('status').filter({ hasText: 'Vos codes de secours' }).getByRole('listitem')
  await expect(codes).toHaveCount(10)
  return { secret, codes: await codes.allTextContents() }
}

test.afterEach(async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  const { agents } = await (await page.request.get('/api/agents')).json()
  const { id } = agents.find((a: { courriel: string }) => a.courriel === `${COMPTE}@example.org`)
  const retrait = await page.request.post(`/api/agents/${id}/connexion-forte/retrait`, { data: {} })
  expect(retrait.status()).toBe(200)
})

test('une application de codes : ajoutée, demandée à la connexion, remplacée par un code de secours', async ({
  page,
}) => {
  await donnerMotDePasse(page)
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
  await page.goto('/mon-compte')
  await expect(page.getByText('Votre mot de passe ouvre seul votre compte.')).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
  const { secret, codes } = await ajouterApplication(page)
  await expect(page.getByText('10 codes à garder')).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
  await sortir(page)

  await donnerMotDePasse(page)
  await expect(page.getByRole('heading', { name: 'Encore une preuve' })).toBeVisible()
  expect(await fautesAxe(page)).toEqual([])
  const code = page.getByRole('textbox', { name: 'Code à six chiffres' })
  await expect(code).toBeFocused()
  await code.fill('000000')
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Ce code n’est pas le bon')
  // The one of the next half-minute: that of this one has served.
  await code.fill(await codeDe(page, secret, 30_000))
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
  await sortir(page)

  await donnerMotDePasse(page)
  await code.fill('000000')
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await page.getByRole('button', { name: 'Je n’ai pas mon téléphone' }).click()
  const secours = page.getByRole('textbox', { name: 'Un de vos codes de secours' })
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(secours).toHaveValue('')
  await secours.fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
  await page.goto('/mon-compte')
  await expect(page.getByText('9 codes à garder')).toBeVisible()
  await page.goto('/avis')
  await expect(page.getByText('Un code de secours a servi')).toBeVisible()
})

test('exigée, elle passe avant tout le reste : aucun autre écran, puis on continue', async ({ page }) => {
  // The rule itself is kept by the server (totp.test.ts); here, the screens that follow it.
  let exigee = true
  await page.route('**/api/session', async route => {
    const reponse = await route.fetch()
    const dit = await reponse.json()
    await route.fulfill({ response: reponse, json: { ...dit, connexionForte: exigee ? 'exigee' : null } })
  })
  await connecter(page, COMPTE)
  await page.goto('/pilotage')
  await expect(titre(page, 'Avant de commencer')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toHaveCount(0)
  await expect(page.getByRole('link', { name: /^Avis/ })).toHaveCount(0)
  expect(await fautesAxe(page)).toEqual([])
  exigee = false
  await ajouterApplication(page)
  await page.getByRole('link', { name: 'Continuer' }).click()
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
})

test('une session ouverte ailleurs se voit et se ferme', async ({ page, browser }) => {
  await connecter(page, COMPTE)
  const ailleurs = await browser.newContext()
  const autre = await ailleurs.newPage()
  await autre.request.post(`${new URL('/', test.info().project.use.baseURL).href}api/connexion`, {
    data: { courriel: `${COMPTE}@example.org`, motDePasse: MOT_DE_PASSE_DEMO },
    headers: { 'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile' },
  })
  await page.goto('/mon-compte')
  await page.getByRole('button', { name: /^Fermer : Chrome, Android/ }).click()
  await expect(page.getByText('Session fermée')).toBeVisible()
  await expect(page.getByText('Chrome, Android')).toHaveCount(0)
  const apres = await autre.request.get(`${new URL('/', test.info().project.use.baseURL).href}api/session`)
  expect(apres.status()).toBe(401)
  await ailleurs.close()
})

test('une clé d’accès ouvre sans mot de passe, et se refuse une fois retirée', async ({ page }) => {
  // WebAuthn wants a name: not an address.
  const ici = new URL('/', test.info().project.use.baseURL)
  ici.hostname = 'localhost'
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  })
  await page.goto(`${ici.href}connexion`)
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(`${COMPTE}@example.org`)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(MOT_DE_PASSE_DEMO)
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
  await page.goto(`${ici.href}mon-compte`)
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  const fenetre = page.getByRole('dialog', { name: 'Ajouter une clé d’accès' })
  await fenetre.getByLabel('Votre mot de passe, ou un code').fill(MOT_DE_PASSE_DEMO)
  expect(await fautesAxe(page)).toEqual([])
  await fenetre.getByRole('button', { name: 'Créer la clé' }).click()
  await expect(page.getByText('Vos codes de secours')).toBeVisible()
  await sortir(page)

  // Its holder isn't recognised, or gives up.
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click()
  await expect(page.getByRole('alert')).toContainText('La clé d’accès n’a pas servi')
  await expect(page.getByRole('alert')).toContainText('réessayez, ou passez par votre mot de passe')
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
  await page.getByRole('checkbox', { name: 'D’autres personnes se servent de cet ordinateur' }).check()
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click()
  await expect(titre(page, 'Aujourd’hui')).toBeVisible()
  await expect(page.locator('#menu-agent')).toContainText('Ordinateur partagé')
  await page.goto(`${ici.href}mon-compte`)
  await expect(page.getByText(/par clé d’accès/)).toBeVisible()
  await page.getByRole('button', { name: 'Retirer : Mon ordinateur' }).click()
  const retrait = page.getByRole('dialog', { name: 'Retirer ce moyen de connexion' })
  await expect(retrait).toContainText('votre mot de passe suffira de nouveau')
  await retrait.getByLabel('Votre mot de passe, ou un code').fill(MOT_DE_PASSE_DEMO)
  await retrait.getByRole('button', { name: 'Retirer' }).click()
  await expect(page.getByText('Votre mot de passe ouvre seul votre compte.')).toBeVisible()
  await sortir(page)
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click()
  await expect(page.getByRole('alert')).toContainText('Cette clé d’accès n’ouvre aucun compte ici')
})
