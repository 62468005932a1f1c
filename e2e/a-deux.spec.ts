import { expect, type Page } from '@playwright/test'
import { aSaisir } from '../src/precaution/precaution.ts'
import { connecter, debordement, fautesAxe, figerLeTemps, repondre, test, titre } from './outils.ts'

// Two pages open on the same person: the second is told who changed what, sees it, and neither loses anything of what they typed.

const AVANT = {
  adresseConfidentielle: false,
  lsf: false,
  domiciliee: true,
  domiciliationOrganisme: 'CCAS de la commune',
  domiciliationAdresse: '1 place Exemple, 59200 Tourcoing',
  arriveeDes: '09:30',
  departAvant: null,
}

test('deux orientent la même personne : la seconde lit qui l’a fait, et reprend', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  const { listes } = await (await page.request.get('/api/aujourdhui?etat=a-orienter')).json()
  // Other journeys want these as they stand before any orientation.
  const { personneId } = listes[0].lignes.findLast((l: { nom: string }) => !['CASTRAME', 'FILIN'].includes(l.nom))
  const autre = await page.context().newPage()
  await figerLeTemps(autre)

  for (const ici of [page, autre]) {
    await ici.goto(`/personnes/${personneId}/orienter`)
    await expect(titre(ici, /^Orienter/)).toBeVisible()
    await ici
      .getByRole('group', { name: 'Dominante de l’accompagnement' })
      .getByText('Emploi', { exact: false })
      .first()
      .click()
    await ici.getByRole('group', { name: 'Structure' }).getByRole('radio').first().check({ force: true })
    await ici.getByRole('group', { name: 'Référent unique' }).getByRole('radio').first().check({ force: true })
    const motif = ici.getByRole('textbox', { name: /^Pourquoi cette décision/ })
    if (await motif.isVisible()) await motif.fill('Vous avez un projet de travail.')
  }
  await page.getByRole('button', { name: 'Confirmer l’orientation' }).click()
  await expect(titre(page, /^Orientation décidée/)).toBeFocused()

  await autre.getByRole('button', { name: 'Confirmer l’orientation' }).click()
  const dit = autre.getByRole('alert').filter({ hasText: 'avez orienté la personne vers' })
  await expect(dit).toContainText(/Vous avez orienté la personne vers «\s.+\s», aujourd’hui à\s/)
  await expect(dit).toContainText('ce que vous avez saisi est resté')
  await expect(titre(autre, /^Réorienter/)).toBeVisible()
  await expect(autre.getByText('Une orientation est en cours')).toBeVisible()
  await expect(autre.getByRole('group', { name: 'Structure' }).getByRole('radio', { checked: true })).toHaveCount(1)
  expect(await fautesAxe(autre)).toEqual([])
  for (const [width, height] of [
    [1280, 900],
    [360, 780],
  ] as const) {
    await autre.setViewportSize({ width, height })
    expect(await debordement(autre)).toBeLessThanOrEqual(0)
    await autre.screenshot({ path: `captures/a-deux-${width}.png`, fullPage: true })
  }
  // It is still hers to decide: she says why, and it is done with what she had chosen.
  await repondre(autre, 'Pourquoi changer d’orientation ?', 'La personne le demande')
  await autre.getByRole('button', { name: 'Réorienter' }).click()
  await expect(titre(autre, /^Orientation décidée/)).toBeFocused()
  await autre.close()
})

test('deux notent des précautions : la seconde garde ce que la première a noté, et lit ce qu’elles disent autrement', async ({
  page,
}) => {
  await connecter(page, 'marc.leblanc')
  const { lignes } = await (await page.request.get('/api/portefeuille?urgence=suivi')).json()
  const { personneId } = lignes.at(-1)
  const lues = () => page.request.get(`/api/personnes/${personneId}/precautions`).then(r => r.json())
  const { precautions: avant } = await lues()
  const base = { ...aSaisir(avant), ...AVANT }
  expect((await page.request.put(`/api/personnes/${personneId}/precautions`, { data: base })).status()).toBe(200)
  const autre = await page.context().newPage()
  await figerLeTemps(autre)
  const fenetre = (ici: Page) => ici.getByRole('dialog', { name: 'Précautions à prendre' })
  const enregistrer = (ici: Page) => fenetre(ici).getByRole('button', { name: 'Enregistrer' }).click()
  for (const ici of [page, autre]) {
    await ici.goto(`/personnes/${personneId}?onglet=situation`)
    await ici.getByRole('region', { name: 'Précautions' }).getByRole('button', { name: 'Noter' }).click()
    await expect(fenetre(ici)).toBeVisible()
  }
  await fenetre(page).getByLabel('Adresse confidentielle').check()
  await fenetre(page).getByLabel('Peut venir à partir de').fill('10h')
  await fenetre(page)
    .getByRole('checkbox', { name: /^Domiciliation/ })
    .uncheck()
  await enregistrer(page)
  await expect(fenetre(page)).toBeHidden()

  const arrivee = fenetre(autre).getByLabel('Peut venir à partir de')
  await fenetre(autre).getByLabel('Langue des signes').check()
  await arrivee.fill('11h')
  await fenetre(autre).getByLabel('Chez').fill('Association Exemple')
  await enregistrer(autre)
  await expect(fenetre(autre).getByRole('alert')).toContainText('ce que vous avez saisi est resté')
  await expect(fenetre(autre).getByLabel('Adresse confidentielle')).toBeChecked()
  await expect(fenetre(autre).getByLabel('Langue des signes')).toBeChecked()
  await expect(arrivee).toHaveValue(/^11\sh$/)
  await expect(arrivee).toHaveAccessibleDescription(/Entre-temps\s: 10\sh/)
  // She wrote where the mail goes: it doesn't leave with the box that the other unticked.
  await expect(fenetre(autre).getByLabel(/^Domiciliation.+\(entre-temps\s: non\)/)).toBeChecked()
  await expect(fenetre(autre).getByLabel('Chez')).toHaveAccessibleDescription(/Entre-temps\s: effacé/)
  expect(await fautesAxe(autre)).toEqual([])
  for (const [width, height] of [
    [1280, 900],
    [360, 780],
  ] as const) {
    await autre.setViewportSize({ width, height })
    expect(await debordement(autre)).toBeLessThanOrEqual(0)
    for (const [quoi, champ] of Object.entries({ haut: fenetre(autre).getByLabel('Chez'), bas: arrivee })) {
      await champ.scrollIntoViewIfNeeded()
      await autre.screenshot({ path: `captures/a-deux-precautions-${quoi}-${width}.png` })
    }
  }
  await fenetre(autre).getByLabel('Adresse de la domiciliation').fill('2 place Exemple, 59200 Tourcoing')
  await enregistrer(autre)
  await expect(fenetre(autre)).toBeHidden()
  expect((await lues()).precautions).toMatchObject({
    adresseConfidentielle: true,
    lsf: true,
    arriveeDes: '11:00',
    domiciliationOrganisme: 'Association Exemple',
  })
  expect((await page.request.put(`/api/personnes/${personneId}/precautions`, { data: aSaisir(avant) })).status()).toBe(
    200,
  )
  await autre.close()
})

test('deux établissent le diagnostic de la même personne : la seconde lit qui l’a fait, garde ce qu’elle écrit et reçoit le reste', async ({
  page,
}) => {
  await connecter(page, 'marc.leblanc')
  const { lignes } = await (await page.request.get('/api/portefeuille?urgence=suivi')).json()
  const { personneId } = lignes.at(-2)
  const autre = await page.context().newPage()
  await figerLeTemps(autre)
  const carte = (ici: Page, question: string, reponse: string) =>
    ici.getByRole('group', { name: question }).getByRole('radio', { name: reponse, exact: true })
  const aller = (ici: Page, groupe: RegExp) => ici.getByRole('button', { name: groupe }).click()
  for (const ici of [page, autre]) {
    await ici.goto(`/personnes/${personneId}/diagnostic`)
    await expect(titre(ici, /^Diagnostic de/)).toBeVisible()
    await aller(ici, /^2\. Situation personnelle/)
  }
  await carte(page, 'Logement', 'Frein léger').check({ force: true })
  await carte(page, 'Budget', 'Frein lourd').check({ force: true })
  await carte(autre, 'Logement', 'Frein lourd').check({ force: true })
  await aller(autre, /^5\. Conclure/)
  await autre.getByLabel('Synthèse partagée').fill('Une longue synthèse, écrite en entretien.')
  await page.getByRole('button', { name: 'Enregistrer le diagnostic' }).click()
  await expect(page).not.toHaveURL(/diagnostic$/)
  await autre.getByRole('button', { name: 'Enregistrer le diagnostic' }).click()
  const dit = autre.getByRole('alert').filter({ hasText: 'ce que vous avez saisi est resté' })
  await expect(dit).toContainText(/Diagnostic .+, aujourd’hui à/)
  await expect(autre.getByLabel('Synthèse partagée')).toHaveValue('Une longue synthèse, écrite en entretien.')
  await aller(autre, /^2\. Situation personnelle/)
  await expect(carte(autre, 'Budget', 'Frein lourd')).toBeChecked()
  await expect(carte(autre, 'Logement', 'Frein lourd')).toBeChecked()
  await expect(autre.getByRole('group', { name: 'Logement' })).toContainText(/Entre-temps\s: Frein léger/)
  await expect(autre.getByText('Un brouillon plus ancien est affiché')).toBeHidden()
  expect(await fautesAxe(autre)).toEqual([])
  for (const [width, height] of [
    [1280, 900],
    [360, 780],
  ] as const) {
    await autre.setViewportSize({ width, height })
    expect(await debordement(autre)).toBeLessThanOrEqual(0)
    await autre.screenshot({ path: `captures/a-deux-diagnostic-${width}.png`, fullPage: true })
  }
  await autre.getByRole('button', { name: 'Enregistrer le diagnostic' }).click()
  await expect(autre).not.toHaveURL(/diagnostic$/)
  const { versions } = await (await page.request.get(`/api/personnes/${personneId}/diagnostics`)).json()
  expect(versions[0]).toMatchObject({
    synthese: 'Une longue synthèse, écrite en entretien.',
    reponses: { logement: { severite: 'lourd' }, budget: { severite: 'lourd' } },
  })
  await autre.close()
})

test('deux déplacent le même rendez-vous : la seconde lit où il est, et c’est le nouveau qu’elle déplace', async ({
  page,
}) => {
  await connecter(page, 'marc.leblanc')
  const { lignes } = await (await page.request.get('/api/portefeuille?urgence=suivi')).json()
  const { personneId } = lignes.at(-1)
  const { id: agentId } = (await (await page.request.get('/api/session')).json()).agent
  const id = crypto.randomUUID()
  const pris = await page.request.post(`/api/personnes/${personneId}/rendez-vous`, {
    data: {
      ...{ id, agentId, objet: 'suivi', debut: '2027-01-19T18:00', dureeMinutes: 30, modalite: 'telephone' },
      ...{ convocation: 'remise-en-main-propre', interpretePrevu: true, horairesConfirmes: true },
    },
  })
  expect([pris.status(), (await pris.json()).detail]).toEqual([200, undefined])
  await page.goto(`/personnes/${personneId}?onglet=rendez-vous`)
  const ligne = (quand: RegExp) => page.getByRole('listitem').filter({ hasText: quand })
  await ligne(/19\sjanvier/)
    .getByRole('button', { name: /^Déplacer/ })
    .click()
  const fenetre = page.getByRole('dialog', { name: /^Déplacer le rendez-vous/ })
  const choisir = async (jour: string, heure: string) => {
    const [autreJour, champJour] = [
      fenetre.getByRole('button', { name: 'Un autre jour, une autre heure' }),
      fenetre.getByRole('textbox', { name: 'Jour' }),
    ]
    await expect(autreJour.or(champJour).first()).toBeVisible()
    if (await autreJour.isVisible()) await autreJour.click()
    await champJour.fill(jour)
    await fenetre.getByLabel('Heure').fill(heure)
    for (const nom of [/[Ii]nterprète/, /vu avec|vous l’avez vue/]) {
      const coche = fenetre.getByRole('checkbox', { name: nom })
      if ((await coche.isVisible()) && !(await coche.isChecked())) await coche.check()
    }
  }
  await choisir('20/01/2027', '18h')
  const ailleurs = await page.request.post(`/api/rendez-vous/${id}/report`, {
    data: {
      ...{ nouveauId: crypto.randomUUID(), debut: '2027-01-21T17:00' },
      ...{ convocation: 'remise-en-main-propre', interpretePrevu: true, horairesConfirmes: true },
    },
  })
  expect(ailleurs.status()).toBe(200)
  await fenetre.getByRole('button', { name: /^Déplacer au/ }).click()
  const dit = fenetre.getByRole('alert').filter({ hasText: 'déplacé au' })
  await expect(dit).toContainText(/déplacé au jeudi\s21\sjanvier\s2027 à\s17\sh, aujourd’hui à/)
  expect(await fautesAxe(page)).toEqual([])
  for (const [width, height] of [
    [1280, 900],
    [360, 780],
  ] as const) {
    await page.setViewportSize({ width, height })
    await dit.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `captures/a-deux-rendez-vous-${width}.png` })
  }
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: /^Quitter sans enregistrer/ })).toContainText('il y resterait')
  await page.screenshot({ path: 'captures/a-deux-rendez-vous-quitter.png' })
  await page.getByRole('button', { name: 'Quitter sans enregistrer' }).click()
  // Once it is left, the file shows where it is.
  await expect(ligne(/21\sjanvier/).getByRole('button', { name: /^Déplacer/ })).toBeVisible()
  await ligne(/21\sjanvier/)
    .getByRole('button', { name: /^Déplacer/ })
    .click()
  await choisir('22/01/2027', '17h')
  await fenetre.getByRole('button', { name: /^Déplacer au/ }).click()
  await expect(fenetre).toBeHidden()
  const deplacer = ligne(/22\sjanvier/).getByRole('button', { name: /^Déplacer/ })
  await expect(deplacer).toBeVisible()

  // Called off meanwhile, it is given again only to who reads that it was.
  await page.setViewportSize({ width: 360, height: 780 })
  await deplacer.click()
  await choisir('26/01/2027', '17h')
  const tous = await (await page.request.get(`/api/personnes/${personneId}/rendez-vous`)).json()
  const { id: tenu } = tous.find((r: { debut: string }) => r.debut.startsWith('2027-01-22'))
  const annule = await page.request.put(`/api/rendez-vous/${tenu}/issue`, { data: { issue: 'annule-service' } })
  expect(annule.status()).toBe(200)
  await fenetre.getByRole('button', { name: /^Déplacer au/ }).click()
  const refus = fenetre.getByRole('alert').filter({ hasText: 'le redonnerait' })
  await expect(refus).toBeInViewport({ ratio: 1 })
  const titreFenetre = await fenetre.getByRole('heading').first().boundingBox()
  const haut = (await refus.boundingBox())?.y ?? 0
  expect(haut, 'rien du refus n’est sous le titre').toBeGreaterThan(
    (titreFenetre?.y ?? 0) + (titreFenetre?.height ?? 0),
  )
  await fenetre.getByRole('button', { name: /^Redonner au/ }).click()
  await expect(page.getByText(/^Rendez-vous redonné/)).toBeVisible()
})

test('sur un petit écran, la carte d’un rendez-vous donne le numéro à appeler', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await connecter(page, 'marc.leblanc')
  await page.goto('/rendez-vous')
  await expect(page.locator('main a[href^="tel:"]').first()).toBeVisible()
})
