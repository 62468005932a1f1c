import { expect, type Page } from '@playwright/test'
import { ELIE } from './monde.ts'
import { connecter, sortir, test, titre } from './outils.ts'

// What the administrator of the territory does: who may come in, where one may be oriented, by which rules.

const NOUVELLE = { courriel: 'nadege.bobine@example.org', nom: 'Nadège BOBINE-ESSAI' }

const MOT_DE_PASSE = 'sept chats dans un wagon'

async function seConnecter(page: Page, courriel: string, motDePasse: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(courriel)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(motDePasse)
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

/** Creates an agent as Rita does, then signs her out; the link that she was shown. */
async function creerAgent(page: Page, qui: { courriel: string; prenom: string; nom: string }): Promise<string> {
  await page.goto('/parametres/agents/nouveau')
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(qui.courriel)
  await page.getByRole('textbox', { name: 'Prénom' }).fill(qui.prenom)
  await page.getByRole('textbox', { name: 'Nom', exact: true }).fill(qui.nom)
  await page.getByRole('button', { name: 'Créer l’agent' }).click()
  await expect(page.getByRole('alert')).toContainText('Choisissez un rôle.')
  await page.getByRole('combobox', { name: 'Rôle' }).click()
  await page.getByRole('option', { name: 'Chargé d’orientation' }).click()
  await page.getByRole('button', { name: 'Créer l’agent' }).click()
  await expect(page.getByText(/Ce lien ne sera plus montré/)).toBeVisible()
  const lien = (await page.locator('code').textContent()) ?? ''
  await page.reload()
  await expect(titre(page, 'Créer un agent')).toBeVisible()
  await expect(page.locator('code')).toHaveCount(0)
  await sortir(page)
  return lien
}

const nouveau = (page: Page) => page.getByRole('textbox', { name: 'Nouveau mot de passe' })
const encore = (page: Page) => page.getByRole('textbox', { name: 'Le même, encore une fois' })

test('un agent créé ouvre son compte par un lien montré une fois, choisit son mot de passe, puis son compte est désactivé', async ({
  page,
}) => {
  test.slow()
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/agents')
  await page.getByRole('searchbox', { name: 'Agent' }).fill('diallo')
  await expect(page.getByRole('table', { name: 'Agents' }).getByRole('rowheader')).toHaveText(['Awa DIALLO-TISSERAND'])
  const lien = await creerAgent(page, { courriel: NOUVELLE.courriel, prenom: 'Nadège', nom: 'BOBINE-ESSAI' })

  await test.step('le lien, lu d’abord par un logiciel qui suit les liens, sert encore', async () => {
    expect((await page.request.get(lien, { headers: { accept: 'text/html' } })).status()).toBe(200)
    await page.goto(lien)
    await expect(titre(page, 'Ouvrir mon compte')).toBeVisible()
    await nouveau(page).fill('court')
    await encore(page).fill('court')
    await page.getByRole('button', { name: 'Ouvrir mon compte' }).click()
    await expect(nouveau(page)).toHaveAccessibleDescription(/trop court/)
    await nouveau(page).fill(MOT_DE_PASSE)
    await encore(page).fill(MOT_DE_PASSE)
    await page.getByRole('checkbox', { name: 'D’autres personnes se servent de cet ordinateur' }).check()
    const demandes: string[] = []
    page.on('response', r => void (r.status() >= 400 && demandes.push(`${r.status()} ${r.url()}`)))
    await page.getByRole('button', { name: 'Ouvrir mon compte' }).click()
    await expect(titre(page, 'Aujourd’hui')).toBeVisible()
    await expect(page.locator('#menu-agent')).toContainText('Ordinateur partagé')
    // What the link opened isn't asked again once it has served.
    expect(demandes).toEqual([])
    await sortir(page)
    await page.goto(lien)
    await expect(titre(page, 'Ce lien n’ouvre rien')).toBeVisible()
    await expect(page.getByRole('alert')).toContainText('Ce lien a déjà servi')
    await page.getByRole('link', { name: 'Aller à la connexion' }).click()
    await seConnecter(page, NOUVELLE.courriel, MOT_DE_PASSE)
    await expect(titre(page, 'Aujourd’hui')).toBeVisible()
    await sortir(page)
  })

  await test.step('désactivation', async () => {
    await connecter(page, 'rita.lisiere')
    await page.goto('/parametres/agents')
    await page.getByRole('link', { name: NOUVELLE.nom }).click()
    await expect(titre(page, NOUVELLE.nom)).toBeVisible()
    await page.getByRole('button', { name: 'Désactiver le compte' }).click()
    const question = page.getByRole('dialog', { name: `Désactiver le compte de ${NOUVELLE.nom} ?` })
    await question.getByRole('button', { name: 'Désactiver le compte' }).click()
    await expect(page.getByText('Compte désactivé le vendredi 20 novembre 2026')).toBeVisible()
    await sortir(page)
    await seConnecter(page, NOUVELLE.courriel, MOT_DE_PASSE)
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(titre(page, 'Connexion')).toBeVisible()
  })
})

test('qui travaille déjà ailleurs rejoint ce territoire avec son mot de passe, en choisit un autre, puis son territoire à chaque fois', async ({
  page,
}) => {
  test.slow()
  await connecter(page, 'rita.lisiere')
  const lien = await creerAgent(page, { courriel: ELIE.courriel, prenom: 'Élie', nom: 'PASSERELLE-ESSAI' })

  await test.step('rejoindre', async () => {
    await page.goto(lien)
    await page.getByRole('button', { name: 'J’ai déjà un compte Filrouge ailleurs' }).click()
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill(ELIE.motDePasse)
    await page.getByRole('button', { name: 'Rejoindre Val-de-Trame' }).click()
    await expect(nouveau(page)).toHaveAccessibleDescription(/Quelqu’un d’autre a pu connaître ce mot de passe/)
    await expect(nouveau(page)).toHaveAttribute('required')
    await expect(encore(page)).toHaveAttribute('required')
    await nouveau(page).fill(MOT_DE_PASSE)
    await encore(page).fill(MOT_DE_PASSE)
    await page.getByRole('button', { name: 'Rejoindre Val-de-Trame' }).click()
    await expect(titre(page, 'Aujourd’hui')).toBeVisible()
    await sortir(page)
  })

  await test.step('choisir son territoire, puis en changer par le menu', async () => {
    await seConnecter(page, ELIE.courriel, MOT_DE_PASSE)
    await expect(titre(page, 'Choisir un territoire')).toBeFocused()
    await page.getByRole('button', { name: 'Val-d’en-Face' }).click()
    await expect(page.getByRole('banner')).toContainText('Val-d’en-Face')
    await page.setViewportSize({ width: 360, height: 780 })
    await expect(page.locator('[popovertarget="menu-agent"]').getByText('Val-d’en-Face')).toBeVisible()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.locator('[popovertarget="menu-agent"]').click()
    await page.getByRole('button', { name: /^Changer de territoire.*Val-de-Trame/ }).click()
    await expect(page.getByText('Vous êtes maintenant dans le territoire Val-de-Trame.')).toBeVisible()
    await expect(page.getByRole('banner')).toContainText('Val-de-Trame')
    await expect(titre(page, 'Aujourd’hui')).toBeVisible()
    await sortir(page)
  })
})

test('une structure venue d’un import est à compléter, et ne l’est plus une fois remplie', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/structures')
  await page.getByRole('button', { name: /^À compléter/ }).click()
  const lignes = page.getByRole('table', { name: 'Structures' }).getByRole('row')
  await expect(lignes.filter({ hasText: 'Régie de quartier du Métier' })).toContainText('À compléter')
  await page.getByRole('link', { name: 'Régie de quartier du Métier' }).click()
  await expect(titre(page, 'Régie de quartier du Métier')).toBeVisible()
  await expect(page.getByText(/^Il manque/)).toBeVisible()
  await page.getByRole('combobox', { name: 'Organisme' }).click()
  await page.getByRole('option', { name: 'Délégataire' }).click()
  await page.getByRole('textbox', { name: 'Adresse', exact: true }).fill('4 rue du Métier, 99000 Trame-sur-Lys')
  await page.getByRole('textbox', { name: 'Téléphone' }).fill('01 99 00 30 40')
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill('accueil.metier@example.org')
  await page.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByText('Structure enregistrée')).toBeVisible()
  await expect(titre(page, 'Structures')).toBeVisible()
  await page.getByRole('button', { name: 'Effacer les filtres' }).click()
  await expect(lignes.filter({ hasText: 'Régie de quartier du Métier' })).toContainText('Complète')
})

test('l’agent venu du même import attend son compte', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/agents?voir=a-completer')
  const ligne = page.getByRole('row', { name: /referent\.metier@example\.org/ })
  await expect(ligne).toContainText('À compléter')
  await ligne.getByRole('link').click()
  await page.getByRole('link', { name: 'Ouvrir son compte' }).click()
  await expect(page.getByRole('textbox', { name: 'Adresse électronique' })).toHaveValue('referent.metier@example.org')
})

test('une règle garde l’histoire de ses valeurs, et refuse une date passée', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres')
  await page.getByRole('button', { name: 'Changer : Personnes par référent' }).click()
  const fenetre = page.getByRole('dialog', { name: 'Personnes par référent' })
  await fenetre.getByRole('textbox', { name: 'Nouvelle valeur' }).fill('60')
  await fenetre.getByRole('textbox', { name: 'À partir du' }).fill('3/3/2026')
  await fenetre.getByRole('textbox', { name: 'Pourquoi' }).fill('Renfort des équipes.')
  await fenetre.getByRole('button', { name: 'Enregistrer le changement' }).click()
  await expect(fenetre.getByRole('alert')).toContainText('À partir du')
  await fenetre.getByRole('textbox', { name: 'À partir du' }).fill('20/11/2026')
  await fenetre.getByRole('button', { name: 'Enregistrer le changement' }).click()
  await expect(fenetre).toBeHidden()
  const regle = page.getByRole('region', { name: 'Personnes par référent' })
  await expect(regle).toContainText(/60\s+personnes/)
  await regle.getByRole('button', { name: 'Historique : Personnes par référent' }).click()
  await expect(regle.getByRole('list', { name: 'Historique : Personnes par référent' })).toContainText(
    /Nouvelle valeur\s: 60\s+personnes, à partir du 20\s+novembre.*Renfort des équipes\..*Rita\s+LISIÈRE/,
  )
})

test('un travail de fond en échec se lit le matin, dit sa raison, ne s’abandonne pas sans le confirmer, et relancé il réussit', async ({
  page,
}) => {
  await connecter(page, 'rita.lisiere')
  // Its list of the day, and no other journey's: relaunched below, it is gone.
  await page.goto('/aujourdhui')
  const duMatin = page.getByRole('region', { name: /^Travaux en échec \(1\)/ })
  await expect(duMatin.getByRole('rowheader')).toHaveCount(1)
  await expect(page.getByText('Tout est à jour')).toBeHidden()
  await page.goto('/parametres')
  await page.getByRole('link', { name: 'Travaux de fond' }).click()
  const echecs = page.getByRole('table', { name: 'Travaux en échec' }).getByRole('row')
  const ligne = echecs.filter({ hasText: 'Courriel aux administrateurs' })
  await expect(ligne).toContainText(
    'Le serveur de courriel courriel.example.org:587, réglé par FILROUGE_SMTP, n’a pas répondu',
  )
  await expect(ligne).toContainText('N’est plus essayé')
  await ligne.getByRole('button', { name: /^Abandonner/ }).click()
  await page
    .getByRole('dialog', { name: /^Abandonner/ })
    .getByRole('button', { name: 'Ne rien changer' })
    .click()
  await ligne.getByRole('button', { name: /^Relancer/ }).click()
  await expect(page.getByText('Travail relancé')).toBeVisible()
  await expect(titre(page, 'Travaux de fond')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Aucun travail en échec' })).toBeVisible({ timeout: 20_000 })
})
