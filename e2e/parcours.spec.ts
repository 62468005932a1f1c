import { expect, type Page } from '@playwright/test'
import { connecter, dossierDe, repondre, sortir, test, titre, verifierPdf } from './outils.ts'

// The main job, from somebody's entry to their notified orientation, by those who do it.
test.describe.configure({ mode: 'serial' })

const NOM = 'Simone LACET'
const enPeu = { exact: true } as const

/** « 42 sur 99 personnes »: the numerator of I02 for this month. */
async function orientesATemps(page: Page): Promise<number> {
  const chiffre = page.getByRole('region', { name: 'Orientés en 15 jours et moins' })
  const phrase = await chiffre.getByText(/ sur [\d\s]+personnes\./).textContent()
  return Number(phrase?.split(' sur ')[0]?.replace(/\s/g, ''))
}

async function entrerComme(page: Page, qui: string): Promise<void> {
  await page.getByRole('button', { name: qui }).click()
}

test('de l’entrée à l’orientation notifiée, et l’indicateur bouge', async ({ page }) => {
  test.slow()
  const avant = await test.step('Paul lit I02 du mois', async () => {
    await page.goto('/')
    await entrerComme(page, 'Paul, pilote')
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Pilotage' }).click()
    await expect(titre(page, 'Pilotage')).toBeVisible()
    const lu = await orientesATemps(page)
    await sortir(page)
    return lu
  })

  await test.step('Awa trouve Simone, que personne n’a convoquée', async () => {
    await entrerComme(page, 'Awa, chargée d’orientation')
    await expect(titre(page, 'Aujourd’hui')).toBeVisible()
    await page.getByRole('button', { name: /^À convoquer/ }).click()
    await expect(page).toHaveURL(/etat=a-convoquer/)
    const ligne = page.getByRole('row', { name: /LACET/ })
    await expect(ligne).toContainText('à convoquer')
    await ligne.getByRole('link').click()
    await expect(titre(page, /Mme Simone LACET/)).toBeVisible()
    await expect(page.getByRole('list', { name: 'Étapes du parcours' })).toContainText('Convocation (prochaine étape)')
  })

  await test.step('elle prend un rendez-vous dans un créneau libre, la convocation est un PDF', async () => {
    await page.getByRole('button', { name: 'Rendez-vous', ...enPeu }).click()
    const fenetre = page.getByRole('dialog', { name: `Rendez-vous avec ${NOM}` })
    const libres = fenetre.getByRole('region', { name: 'Créneaux libres' }).getByRole('button')
    await expect(libres.first()).toBeVisible()
    await expect(fenetre).toContainText('aucune adresse n’est connue pour qui reçoit')
    await fenetre.getByRole('textbox', { name: 'Lieu' }).fill('27 quai des Tisseuses, Trame-sur-Lys')
    await libres.first().click()
    await expect(fenetre.getByRole('textbox', { name: 'Lieu' })).toHaveValue('27 quai des Tisseuses, Trame-sur-Lys')
    await fenetre.getByRole('button', { name: /^Prendre le/ }).click()
    await expect(page.getByText(/^Rendez-vous pris\s: Simone\sLACET/)).toBeVisible()
    await expect(fenetre).toBeHidden()
    await page.getByRole('tab', { name: 'Documents' }).click()
    await page.getByRole('tabpanel', { name: 'Documents' }).getByRole('button', { name: 'Convocation' }).click()
    await verifierPdf(page, page.getByRole('dialog').getByRole('link', { name: /Imprimer/ }))
    await page.keyboard.press('Escape')
    await page.getByRole('tab', { name: 'Fil', ...enPeu }).click()
    await expect(page.getByRole('tabpanel', { name: 'Fil', ...enPeu })).toContainText('Rendez-vous')
  })

  await test.step('le diagnostic propose à mesure, et survit à un rechargement', async () => {
    await page.getByRole('link', { name: 'Diagnostic', ...enPeu }).click()
    await expect(titre(page, `Diagnostic de ${NOM}`)).toBeVisible()
    // The message of the step before goes by itself: an answer forced under it would touch the message.
    await expect(page.getByText(/^Rendez-vous pris\s:/)).toBeHidden({ timeout: 20_000 })
    const proposition = page.getByRole('region', { name: 'Proposition' })
    await expect(proposition).toContainText('ne propose rien pour l’instant')
    await repondre(page, 'La personne est-elle disponible pour un emploi ?', /tout de suite/)
    await repondre(page, 'Souhaite-t-elle travailler ?', 'Oui')
    await repondre(page, 'Souhaite-t-elle être accompagnée ?', 'Oui')
    await page.getByRole('button', { name: 'Questions suivantes' }).click()
    await expect(page.getByRole('heading', { level: 2, name: 'Situation personnelle' })).toBeFocused()
    for (const question of ['Logement', 'Santé', 'Mobilité', 'Famille', 'Langue', 'Budget'])
      await repondre(page, new RegExp(question, 'i'), /Aucun/)
    await page.getByRole('button', { name: 'Questions suivantes' }).click()
    await page
      .getByRole('group', { name: 'Autonomie dans les démarches' })
      .getByRole('radio')
      .first()
      .check({ force: true })
    await page.getByRole('group', { name: 'Dernière expérience' }).getByRole('radio').first().check({ force: true })
    await repondre(page, /^Situation professionnelle/, 'Sans emploi')
    await expect(proposition).toContainText('Le référentiel propose')
    const proposee = await proposition.getByText(/^Le référentiel propose/).textContent()
    await page.getByRole('button', { name: '5. Conclure' }).click()
    const synthese = page.getByRole('textbox', { name: 'Synthèse partagée' })
    await synthese.fill('Couturière, prête à reprendre. Se déplace à vélo.')
    await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible()

    await page.reload()
    await expect(proposition).toContainText(proposee ?? '')
    await page.getByRole('button', { name: '5. Conclure' }).click()
    await expect(synthese).toHaveValue('Couturière, prête à reprendre. Se déplace à vélo.')
    await page.getByRole('button', { name: 'Enregistrer le diagnostic' }).click()
  })

  await test.step('elle s’écarte de la proposition, y revient, confirme', async () => {
    await expect(titre(page, /^Orienter/)).toBeVisible()
    const dominantes = page.getByRole('group', { name: 'Dominante de l’accompagnement' })
    const proposee = dominantes.getByRole('radio', { name: /proposée/ })
    await expect(proposee).toBeChecked()
    await dominantes.getByRole('radio', { checked: false }).first().check({ force: true })
    const confirmer = page.getByRole('button', { name: 'Confirmer l’orientation' })
    await expect(page.getByRole('textbox', { name: 'Pourquoi cette décision ?' })).toBeVisible()
    await confirmer.click()
    await expect(page.getByRole('textbox', { name: 'Pourquoi cette décision ?' })).toHaveAccessibleDescription(
      /dites pourquoi, en une phrase au moins/,
    )
    await proposee.check({ force: true })
    await expect(page.getByRole('textbox', { name: 'Pourquoi cette décision ?' })).toBeHidden()
    // Where and with whom are hers to choose: nothing is chosen before.
    for (const question of ['Structure', 'Référent unique']) {
      const reponses = page.getByRole('group', { name: question, exact: true }).getByRole('radio')
      await expect(reponses.and(page.locator(':checked'))).toHaveCount(0)
      await reponses.first().check({ force: true })
    }
    await expect(page.getByRole('region', { name: 'Ce qui va se passer' })).toContainText('délai')
    await confirmer.click()
    await expect(titre(page, /^Orientation décidée pour/)).toBeFocused()
    const fait = page.getByRole('region', { name: 'C’est fait' })
    await expect(fait).toContainText(/Orientation\s: /)
    await verifierPdf(page, fait.getByRole('link', { name: /Ouvrir la lettre/ }))
    await fait.getByRole('link', { name: 'Retour au dossier' }).click()
  })

  await test.step('le fil du dossier le montre, la liste du jour ne l’attend plus', async () => {
    const etapes = page.getByRole('list', { name: 'Étapes du parcours' })
    await expect(etapes).toContainText('Orientée (fait)')
    await expect(etapes).toContainText('Prévenue (fait)')
    const fil = page.getByRole('tabpanel', { name: 'Fil', ...enPeu })
    for (const titre of [/Orientation/, /Diagnostic/, /Rendez-vous/])
      await expect(fil.getByText(titre).first()).toBeVisible()
    await page.getByRole('link', { name: 'Aujourd’hui' }).click()
    await expect(titre(page, 'Aujourd’hui')).toBeVisible()
    await expect(page.getByRole('table').first()).toBeVisible()
    await expect(page.getByRole('row', { name: /LACET/ })).toHaveCount(0)
    await sortir(page)
  })

  await test.step('Paul voit un orienté à temps de plus', async () => {
    await entrerComme(page, 'Paul, pilote')
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Pilotage' }).click()
    await expect(titre(page, 'Pilotage')).toBeVisible()
    expect(await orientesATemps(page)).toBe(avant + 1)
    await sortir(page)
  })

  await test.step('Marc ouvre son portefeuille', async () => {
    await entrerComme(page, 'Marc, référent unique')
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Portefeuille' }).click()
    await expect(titre(page, 'Mon portefeuille')).toBeVisible()
    await expect(page.getByRole('table', { name: 'Personnes suivies' }).getByRole('row')).not.toHaveCount(0)
  })
})

test('un diagnostic recommencé ailleurs ne se perd pas : chaque agent retrouve son brouillon', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  const chemin = `/personnes/${await dossierDe(page, 'MAILLE')}/diagnostic`
  await page.goto(chemin)
  await repondre(page, 'Souhaite-t-elle travailler ?', 'Oui')
  await page.goto('/aujourdhui')
  await page.goto(chemin)
  await expect(
    page.getByRole('group', { name: 'Souhaite-t-elle travailler ?' }).getByRole('radio', { name: 'Oui' }),
  ).toBeChecked()
})
