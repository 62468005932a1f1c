import { expect } from '@playwright/test'
import { MOT_DE_PASSE_DEMO } from '../src/agent/demo.ts'
import { uuidv7 } from '../src/socle/uuid.ts'
import { OLGA } from './monde.ts'
import { connecter, debordement, fautesAxe, test, titre } from './outils.ts'

// Somebody who works in both territories is reset in one: what each screen says of it, until they are back.
const MDP = 'neuf baleines en costume'
const NOUVEAU = 'onze pingouins sous la pluie'

test('réinitialisée ici, elle apprend où c’est fermé, et revient sans rien retaper', async ({ page, browser }) => {
  const courriel = `rose.revient-${uuidv7()}@example.org`
  const inviter = async (id: string) => {
    const demande = { id, courriel, nom: 'REVIENT', prenom: 'Rose', habilitations: [{ id: uuidv7(), role: 'pilote' }] }
    const reponse = await page.request.post('/api/agents', { data: demande })
    return ((await reponse.json()).lien as string).split('#')[1]
  }
  const [ici, enFace] = [uuidv7(), uuidv7()]
  await page.request.post('/api/connexion', { data: OLGA })
  const deuxieme = await inviter(enFace)
  await connecter(page, 'rita.lisiere')
  const premier = await inviter(ici)
  const rose = await (await browser.newContext({ locale: 'fr-FR', viewport: { width: 360, height: 780 } })).newPage()
  await page.goto('/')
  const adresse = new URL('/', page.url()).href
  await rose.request.post(`${adresse}api/activation`, { data: { jeton: premier, nouveau: MDP } })
  const joindre = { jeton: deuxieme, motDePasse: MDP, nouveau: `${MDP} bleu` }
  expect((await rose.request.post(`${adresse}api/activation/rejoindre`, { data: joindre })).status()).toBe(200)

  await page.goto(`/parametres/agents/${ici}`)
  await page.getByRole('button', { name: 'Réinitialiser l’accès' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Réinitialiser l’accès' }).press('Enter')
  const remis = page.getByRole('status').filter({ hasText: 'Lien à remettre à Rose REVIENT' })
  // The keyboard is on the link, not on what would end it.
  await expect(remis).toBeFocused()
  const lien = (await remis.locator('code').textContent()) ?? ''
  expect(await fautesAxe(page)).toEqual([])
  await page.screenshot({ path: 'test-results/revenir-lien-1280.png' })
  await page.reload()
  await expect(
    page.getByText('Réinitialisé. Il ne peut pas se connecter ici avant d’avoir ouvert son lien'),
  ).toBeVisible()
  await page.goto('/parametres/agents?q=rose.revient')
  await expect(page.getByText('Réinitialisé', { exact: true }).first()).toBeVisible()

  // By her password of before: in the other territory, and told why.
  await rose.context().clearCookies()
  await rose.goto(`${adresse}connexion?retour=%2Fparametres%2Fagents`)
  await rose.getByRole('textbox', { name: 'Adresse électronique' }).fill(courriel)
  await rose.getByRole('textbox', { name: 'Mot de passe' }).fill(`${MDP} bleu`)
  await rose.getByRole('button', { name: 'Se connecter', exact: true }).click()
  await expect(titre(rose, 'Votre accès a été réinitialisé')).toBeVisible()
  await expect(rose.getByRole('heading', { name: 'Val-de-Trame' })).toBeVisible()
  expect(await fautesAxe(rose)).toEqual([])
  expect(await debordement(rose)).toBeLessThanOrEqual(0)
  await rose.screenshot({ path: 'test-results/revenir-ferme-360.png', fullPage: true })
  await rose.getByRole('button', { name: 'Continuer dans Val-d’en-Face' }).click()
  await expect(rose).not.toHaveURL(/connexion|agents/)
  await expect(rose.getByText('Page réservée')).toHaveCount(0)

  // By the link: the new password first, as it is asked, then what it lacked.
  await rose.context().clearCookies()
  await rose.goto(lien)
  await rose.getByRole('textbox', { name: 'Nouveau mot de passe' }).fill(NOUVEAU)
  await rose.getByRole('textbox', { name: 'Le même, encore une fois' }).fill(NOUVEAU)
  await rose.getByRole('button', { name: 'Changer mon mot de passe' }).click()
  await expect(rose.getByText('Dites d’abord votre mot de passe actuel')).toBeVisible()
  await expect(rose.getByRole('textbox', { name: 'Nouveau mot de passe' })).toHaveValue(NOUVEAU)
  expect(await fautesAxe(rose)).toEqual([])
  expect(await debordement(rose)).toBeLessThanOrEqual(0)
  await rose.screenshot({ path: 'test-results/revenir-garde-360.png', fullPage: true })
  await rose.getByRole('textbox', { name: 'Mot de passe actuel' }).fill(`${MDP} bleu`)
  await rose.getByRole('button', { name: 'Revenir dans Val-de-Trame' }).click()
  await expect(rose.getByText('Val-de-Trame').first()).toBeVisible()
  await expect(rose).not.toHaveURL(/activation/)
  for (const [id, motDePasse, compte] of [
    [ici, MOT_DE_PASSE_DEMO, 'rita.lisiere@example.org'],
    [enFace, OLGA.motDePasse, OLGA.courriel],
  ]) {
    await page.request.post('/api/connexion', { data: { courriel: compte, motDePasse } })
    expect((await page.request.post(`/api/agents/${id}/desactivation`, { data: {} })).status()).toBe(200)
  }
})
