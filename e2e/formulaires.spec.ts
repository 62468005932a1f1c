import { expect, type Locator, type Page } from '@playwright/test'
import { connecter, dossierDe, fautesAxe, tabulerJusqua, test, titre } from './outils.ts'

// One mechanism for every form: what is wrong, where, what to do; and nothing typed is lost without a question.

const fenetre = (page: Page): Locator => page.getByRole('dialog').first()
const question = (page: Page): Locator => page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
const recapitulatif = (page: Page): Locator => page.getByRole('alert').filter({ hasText: 'à revoir' })

test('ce qui manque est résumé avec des liens, le focus y va, chaque champ dit quoi faire', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/structures')
  await page.getByRole('link', { name: 'Créer une structure' }).click()
  await page.getByRole('button', { name: 'Créer la structure' }).click()
  await expect(recapitulatif(page)).toContainText('3 réponses sont à revoir')
  await expect(page.locator(':focus')).toContainText('3 réponses sont à revoir')
  await expect(recapitulatif(page).getByRole('link')).toHaveText([/^Nom/, /^Organisme/, /^Parcours accompagnés/])

  const nom = page.getByRole('textbox', { name: 'Nom', exact: true })
  await expect(nom).toHaveAttribute('aria-invalid', 'true')
  await expect(nom).toHaveAccessibleDescription('Écrivez le nom de la structure.')
  await expect(nom).toHaveAttribute('maxlength', '200')
  await expect(page.getByRole('group', { name: /^Parcours accompagnés/ })).toHaveAccessibleDescription(
    /Choisissez au moins un parcours/,
  )
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    expect(await fautesAxe(page)).toEqual([])
  }
  await recapitulatif(page).getByRole('link', { name: /^Nom/ }).click()
  await expect(nom).toBeFocused()
  await nom.fill('Régie de quartier du Métier')
  await expect(recapitulatif(page)).toContainText('2 réponses')
  await recapitulatif(page)
    .getByRole('link', { name: /^Parcours/ })
    .click()
  await expect(page.getByRole('checkbox', { name: 'Emploi' })).toBeFocused()
  await page.keyboard.press('Space')
  await page.getByRole('combobox', { name: 'Organisme' }).click()
  await page.getByRole('option', { name: 'Délégataire' }).click()

  await test.step('le refus du serveur tombe sous le champ, par le même chemin', async () => {
    await page.getByRole('button', { name: 'Créer la structure' }).click()
    await expect(recapitulatif(page)).toContainText('Une réponse est à revoir')
    await expect(page.locator(':focus')).toContainText('Une réponse est à revoir')
    await expect(nom).toHaveAccessibleDescription(/porte déjà ce nom/)
    await recapitulatif(page).getByRole('link', { name: /^Nom/ }).click()
    await expect(nom).toBeFocused()
  })
})

test('une règle entre les réponses d’un rôle se dit sous le bon champ, dans une partie du formulaire', async ({
  page,
}) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/agents/nouveau')
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill('awa.diallo@example.org')
  await page.getByRole('textbox', { name: 'Prénom' }).fill('Essai')
  await page.getByRole('combobox', { name: 'Rôle' }).click()
  await page.getByRole('option', { name: /^Référent/ }).click()
  await page.getByRole('button', { name: 'Créer l’agent' }).click()
  // Beside what is missing, at once: nobody comes back twice.
  await expect(recapitulatif(page).getByRole('link')).toHaveText([/^Nom/, /^Structure.*s’exerce dans une structure/])
  await page.getByRole('textbox', { name: 'Nom', exact: true }).fill('DOUBLON')

  await test.step('le serveur nomme un champ du rôle sans dire lequel des rôles : c’est le sien', async () => {
    const structure = page.getByRole('combobox', { name: 'Structure' })
    await structure.click()
    await page.getByRole('option').first().click()
    const champs = [{ champ: 'structureId', message: 'Cette structure vient de fermer.' }]
    await page.route(
      '**/api/agents',
      route =>
        route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 409, code: 'essai', detail: 'Fermée.', champs, requete: '1f2e3d4c' }),
        }),
      { times: 1 },
    )
    await page.getByRole('button', { name: 'Créer l’agent' }).click()
    await expect(recapitulatif(page).getByRole('link')).toHaveText([/^Structure.*vient de fermer/])
    await expect(structure).toHaveAccessibleDescription(/vient de fermer/)
  })
  await page.getByRole('combobox', { name: 'Rôle' }).click()
  await page.getByRole('option', { name: 'Pilote' }).click()
  await page.getByRole('button', { name: 'Créer l’agent' }).click()
  await expect(page.getByRole('textbox', { name: 'Adresse électronique' })).toHaveAccessibleDescription(
    /a déjà cette adresse/,
  )
})

test('un refus qui ne nomme aucun champ se dit en haut : rien n’est perdu, partir demande, une faute prend sa place', async ({
  page,
}) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/structures')
  await page.getByRole('link', { name: 'Créer une structure' }).click()
  const nom = page.getByRole('textbox', { name: 'Nom', exact: true })
  await nom.fill('Régie ESSAI')
  await page.getByRole('combobox', { name: 'Organisme' }).click()
  await page.getByRole('option', { name: 'Délégataire' }).click()
  const choisi = page
    .getByRole('group', { name: /^Parcours accompagnés/ })
    .getByRole('checkbox')
    .last()
  await choisi.check()
  /** What the server answers to the next sending. */
  const refuser = (detail: string, champs: { champ: string; message: string }[]) =>
    page.route(
      '**/api/structures',
      route =>
        route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 409, code: 'essai', detail, champs, requete: '1f2e3d4c' }),
        }),
      { times: 1 },
    )
  const creer = page.getByRole('button', { name: 'Créer la structure' })
  const refus = page.getByRole('alert').filter({ hasText: 'Quelqu’un vient de la créer' })
  await refuser('Quelqu’un vient de la créer.', [])
  await creer.click()
  await expect(refus).toBeVisible()
  await expect(page.locator(':focus')).toContainText('Quelqu’un vient de la créer')
  await page.getByRole('link', { name: 'Imports' }).click()
  await question(page).getByRole('button', { name: 'Continuer la saisie' }).click()
  await expect(nom).toHaveValue('Régie ESSAI')

  await test.step('corrigé de travers, la faute se dit à la place du refus', async () => {
    await nom.fill('')
    await creer.click()
    await expect(recapitulatif(page)).toContainText('Une réponse est à revoir')
    await expect(refus).toBeHidden()
    await nom.fill('Régie ESSAI')
  })
  await test.step('d’un choix refusé, le lien mène à ce qui est choisi, et on le voit', async () => {
    await page.setViewportSize({ width: 360, height: 480 })
    await refuser('À revoir.', [{ champ: 'dominantes', message: 'Cet organisme ne l’accompagne pas.' }])
    await creer.click()
    await recapitulatif(page)
      .getByRole('link', { name: /^Parcours/ })
      .click()
    await expect(choisi).toBeFocused()
    await expect(choisi).toBeInViewport()
  })
})

test('une fenêtre fermée de n’importe quelle façon demande, si quelque chose y est écrit', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres')
  const ouvrir = page.getByRole('button', { name: 'Changer : Délai de convocation' })
  const motif = page.getByRole('textbox', { name: 'Pourquoi' })
  const facons = {
    'la touche Échap': () => page.keyboard.press('Escape'),
    'un clic au-dehors': () => page.mouse.click(4, 400),
    'la croix': () => fenetre(page).getByRole('button', { name: 'Fermer' }).click(),
  }

  await test.step('rien d’écrit : elle se ferme', async () => {
    for (const fermer of Object.values(facons)) {
      await ouvrir.click()
      await expect(motif).toBeVisible()
      await fermer()
      await expect(motif).toBeHidden()
    }
  })

  await ouvrir.click()
  await motif.fill('Délibération du conseil')
  for (const [facon, fermer] of Object.entries(facons))
    await test.step(`${facon} : la question, et la saisie reste`, async () => {
      await fermer()
      await expect(question(page)).toContainText('ce que vous avez écrit sera perdu')
      await expect(question(page).getByRole('button', { name: 'Continuer la saisie' })).toBeFocused()
      await page.keyboard.press('Escape')
      await expect(question(page)).toBeHidden()
      await expect(motif).toHaveValue('Délibération du conseil')
    })
  await page.keyboard.press('Escape')
  expect(await fautesAxe(page)).toEqual([])
  await question(page).getByRole('button', { name: 'Quitter sans enregistrer' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(ouvrir).toBeFocused()
  await ouvrir.click()
  await expect(motif).toHaveValue('')
})

test('quitter la page demande ; pas sans changement, ni après l’enregistrement', async ({ page }) => {
  await connecter(page, 'rita.lisiere')
  await page.goto('/parametres/agents')
  await page.getByRole('searchbox', { name: 'Agent' }).fill('leblanc')
  await page.locator('[data-ligne]', { hasText: 'LEBLANC' }).click()
  const telephone = page.getByRole('textbox', { name: 'Téléphone' })
  const avant = await telephone.inputValue()
  const fiche = page.url()
  const partir = () => page.getByRole('link', { name: 'Imports' }).click()

  await test.step('rien de changé, ou remis comme c’était : rien n’est demandé', async () => {
    await telephone.fill('01 99 00 20 99')
    await telephone.fill(avant)
    await partir()
    await expect(titre(page, 'Imports')).toBeVisible()
    await page.goBack()
  })

  await telephone.fill('01 99 00 20 99')
  await test.step('un lien, puis le retour du navigateur : la question, et la saisie reste', async () => {
    for (const quitter of [partir, () => page.evaluate(() => history.back())]) {
      await quitter()
      await expect(question(page)).toContainText('Les corrections de l’identité de cet agent seront perdues.')
      await question(page).getByRole('button', { name: 'Continuer la saisie' }).click()
      await expect(question(page)).toBeHidden()
      await expect(telephone).toHaveValue('01 99 00 20 99')
      expect(page.url()).toBe(fiche)
    }
  })
  await test.step('l’onglet rechargé : le navigateur demande', async () => {
    const demande = page.waitForEvent('dialog')
    await Promise.all([
      page.evaluate(() => setTimeout(() => location.reload())),
      demande.then(async d => {
        expect(d.type()).toBe('beforeunload')
        await d.dismiss()
      }),
    ])
    await expect(telephone).toHaveValue('01 99 00 20 99')
  })
  const seDeconnecter = async () => {
    await page.locator('[popovertarget="menu-agent"]').click()
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
  }
  await test.step('la déconnexion : la question aussi, et la session reste', async () => {
    await seDeconnecter()
    await question(page).getByRole('button', { name: 'Continuer la saisie' }).click()
    await expect(question(page)).toBeHidden()
    await expect(telephone).toHaveValue('01 99 00 20 99')
  })
  await test.step('enregistré : on part sans question', async () => {
    const enregistrer = page.getByRole('button', { name: 'Enregistrer', exact: true })
    await enregistrer.click()
    await expect(page.getByText('Agent enregistré')).toBeVisible()
    await telephone.fill(avant)
    await enregistrer.click()
    await expect(page.getByText('Agent enregistré').nth(1)).toBeVisible()
    await partir()
    await expect(titre(page, 'Imports')).toBeVisible()
    await page.goBack()
  })
  await test.step('qui veut quitter quitte', async () => {
    await telephone.fill('01 99 00 20 99')
    await partir()
    await question(page).getByRole('button', { name: 'Quitter sans enregistrer' }).click()
    await expect(titre(page, 'Imports')).toBeVisible()
    await page.goBack()
    await expect(telephone).toHaveValue(avant)
    await telephone.fill('01 99 00 20 99')
    await seDeconnecter()
    await question(page).getByRole('button', { name: 'Quitter sans enregistrer' }).click()
    await expect(titre(page, 'Connexion')).toBeVisible()
  })
})

test('au clavier seul : se tromper, aller du résumé au champ, corriger, renoncer', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  await page.goto(`/personnes/${await dossierDe(page, 'pelote')}?onglet=situation`)
  const corriger = page.getByRole('button', { name: 'Corriger ou confirmer' })
  await tabulerJusqua(page, corriger)
  await page.keyboard.press('Enter')
  const telephone = page.getByRole('textbox', { name: 'Téléphone' })
  await expect(telephone).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('06 39 98')
  await page.keyboard.press('Enter')
  await expect(page.locator(':focus')).toContainText('Une réponse est à revoir')
  await tabulerJusqua(page, recapitulatif(page).getByRole('link', { name: /^Téléphone.*trop court/ }))
  await page.keyboard.press('Enter')
  await expect(telephone).toBeFocused()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('06 39 98 00 99')
  await expect(recapitulatif(page)).toBeHidden()
  await tabulerJusqua(page, page.getByRole('button', { name: 'Ne rien changer' }))
  await page.keyboard.press('Enter')
  await expect(question(page)).toContainText('vos corrections seront perdues')
  await tabulerJusqua(page, question(page).getByRole('button', { name: 'Quitter sans enregistrer' }))
  await page.keyboard.press('Enter')
  await expect(corriger).toBeVisible()
})

test('un jour passé ou refusé par le serveur se dit sur le champ d’un rendez-vous', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  await page.goto(`/personnes/${await dossierDe(page, 'pelote')}`)
  await page.getByRole('button', { name: 'Rendez-vous', exact: true }).click()
  await fenetre(page).getByRole('button', { name: 'Un autre jour, une autre heure' }).click()
  const jour = fenetre(page).getByRole('textbox', { name: 'Jour' })
  await fenetre(page)
    .getByRole('button', { name: /^Prendre/ })
    .click()
  await expect(jour).toHaveAccessibleDescription(/Choisissez un créneau, ou un jour et une heure/)
  await fenetre(page).getByRole('combobox', { name: 'Avec qui' }).click()
  await page.getByRole('option', { name: /\(moi\)/ }).click()
  await jour.fill('demain')
  await fenetre(page).getByRole('textbox', { name: 'Heure' }).fill('22h')
  await fenetre(page)
    .getByRole('button', { name: /^Prendre le .* à 22/ })
    .click()
  await expect(jour).toHaveAccessibleDescription(/sort des heures d’accueil/)
  await recapitulatif(page).getByRole('link', { name: /^Jour/ }).click()
  await expect(jour).toBeFocused()
})

test('une date qui n’en est pas une ne se reproche pas avant d’être finie, et n’est pas prise pour rien d’écrit', async ({
  page,
}) => {
  await connecter(page, 'dora.bobine')
  await page.goto('/audit/reponse')
  const naissance = page.getByRole('textbox', { name: 'Date de naissance' })
  await naissance.pressSequentially('bient')
  await expect(naissance).not.toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('textbox', { name: 'Nom de famille' }).fill('ESSAI')
  await expect(naissance).toHaveAccessibleDescription(/n’est pas comprise/)
  await page.getByRole('button', { name: 'Chercher', exact: true }).click()
  await expect(recapitulatif(page).getByRole('link')).toHaveText([/^Date de naissance.*n’est pas comprise/])
  await expect(naissance).toHaveValue('bient')
  await naissance.fill('12/4/85')
  await page.getByRole('textbox', { name: 'Nom de famille' }).focus()
  await expect(naissance).toHaveValue(/avril.1985$/)
})

test('un dossier qui demande une raison n’en dit rien avant, et ce qui est à écrire porte son étoile', async ({
  page,
}) => {
  await connecter(page, 'awa.diallo')
  const id = await dossierDe(page, 'MAILLE')
  await page.route('**/api/personnes/*/diagnostics', route =>
    route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      json: { code: 'raison-a-dire', detail: 'Dites pourquoi.', champs: [], personneId: id },
    }),
  )
  await page.goto(`/personnes/${id}/diagnostic`)
  await page.getByRole('radio', { name: 'Autre raison' }).check()
  await expect(page.getByRole('textbox', { name: 'Laquelle' })).toHaveAttribute('required')
  await expect(page.getByText('Premier diagnostic')).toHaveCount(0)
})

test('la question du délégué à la protection des données porte son étoile', async ({ page }) => {
  await connecter(page, 'dora.bobine')
  await page.goto('/audit/ouvertures')
  await page
    .getByRole('button', { name: /^À expliquer/ })
    .first()
    .click()
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Votre question' })).toHaveAttribute('required')
})
