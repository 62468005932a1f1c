import { expect, type Page } from '@playwright/test'
import { rendrePdf } from '../src/socle/pdf/typst.ts'
import { connecter, fautesAxe, test } from './outils.ts'

const fenetre = (page: Page) => page.getByRole('dialog')

/** What the foot of the window offers, from the left: as every form does. */
const boutons = (page: Page) => fenetre(page).locator('form > div:has(> [type=submit]) > button').allInnerTexts()

/** A person that the demo's référent follows, on the tab of documents. */
async function dossier(page: Page): Promise<void> {
  await connecter(page, 'marc.leblanc')
  const portefeuille = JSON.stringify(await (await page.request.get('/api/portefeuille')).json())
  const [, personneId] = /"personneId":"([^"]+)"/.exec(portefeuille) ?? []
  await page.goto(`/personnes/${personneId}?onglet=documents`)
  await expect(page.getByRole('heading', { name: 'Documents' })).toBeVisible()
}

const unPdf = (numero: string) =>
  rendrePdf('document-fictif', { titre: 'Attestation d’essai', lignes: ['Une ligne.', numero] })

async function choisir(page: Page, bouton: string, fichiers: { name: string; mimeType: string; buffer: Buffer }[]) {
  const attendu = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: bouton, exact: true }).click()
  await (await attendu).setFiles(fichiers)
  await expect(fenetre(page)).toBeVisible()
}

for (const [largeur, hauteur] of [
  [360, 780],
  [1280, 900],
] as const)
  test(`à ${largeur} px, un document se dépose, s’ouvre dans la page, se retire et se remet`, async ({ page }) => {
    await page.setViewportSize({ width: largeur, height: hauteur })
    await dossier(page)
    expect(await fautesAxe(page)).toEqual([])
    const titre = `Attestation ${largeur}`
    await choisir(page, 'Déposer', [
      { name: `${titre}.pdf`, mimeType: 'application/pdf', buffer: unPdf(titre) },
      { name: 'lettre.docx', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004word') },
    ])
    await expect(fenetre(page).getByRole('alert')).toContainText('Enregistrez-le en PDF')
    expect(await boutons(page)).toEqual(['Déposer', 'Ne rien changer'])
    await fenetre(page).getByRole('button', { name: 'Déposer' }).click()
    await fenetre(page).getByRole('link', { name: 'Type de document' }).click()
    await expect(fenetre(page).getByLabel('Type de document')).toBeFocused()
    expect(await fautesAxe(page)).toEqual([])
    await fenetre(page).getByLabel('Type de document').selectOption('diplome')
    await fenetre(page).getByRole('button', { name: 'Déposer' }).click()
    await expect(fenetre(page)).toContainText('Envoyé')
    await fenetre(page).getByRole('button', { name: 'Fermer', exact: true }).last().click()

    // Looked into by the job, then it opens, without the page being asked for again.
    const ligne = page.getByRole('listitem').filter({ hasText: titre })
    const lien = ligne.getByRole('button', { name: titre, exact: true })
    await expect(lien).toBeVisible({ timeout: 30_000 })
    await lien.click()
    await expect(fenetre(page).getByRole('region', { name: 'Page 1 sur 1' })).toContainText('Attestation d’essai')
    expect(await fautesAxe(page)).toEqual([])
    await page.keyboard.press('Escape')
    await expect(lien).toBeFocused()

    await ligne.getByRole('button', { name: `Autres actions sur ${titre}` }).click()
    await page.getByRole('menuitem', { name: 'Qui l’a ouvert' }).click()
    await expect(fenetre(page)).toContainText('LEBLANC')
    await page.keyboard.press('Escape')
    await ligne.getByRole('button', { name: `Autres actions sur ${titre}` }).click()
    await page.getByRole('menuitem', { name: 'Retirer du dossier' }).click()
    await expect(page.getByRole('menu')).toHaveCount(0)
    await expect(fenetre(page).getByLabel('Périmé ou remplacé')).toBeVisible()
    expect(await fautesAxe(page)).toEqual([])
    expect(await boutons(page)).toEqual(['Retirer', 'Ne rien changer'])
    await fenetre(page).getByRole('button', { name: 'Retirer' }).click()
    await expect(fenetre(page).getByRole('alert')).toContainText('Dites pourquoi il est retiré.')
    await fenetre(page).getByLabel('Périmé ou remplacé').check()
    await fenetre(page).getByRole('button', { name: 'Retirer' }).click()
    await expect(ligne).toContainText('périmé ou remplacé')
    await ligne.getByRole('button', { name: 'Remettre' }).click()
    await expect(lien).toBeVisible()
  })

test('fermer la fenêtre avant l’envoi demande, et ne perd rien à qui continue', async ({ page }) => {
  await dossier(page)
  await choisir(page, 'Déposer', [{ name: 'bail.pdf', mimeType: 'application/pdf', buffer: unPdf('bail') }])
  const question = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
  for (const geste of [
    () => page.keyboard.press('Escape'),
    () => page.getByRole('button', { name: 'Ne rien changer' }).click(),
  ]) {
    await geste()
    await expect(question).toContainText('Rien de ce que vous avez choisi')
    await question.getByRole('button', { name: 'Continuer la saisie' }).click()
    await expect(question).toBeHidden()
    await expect(page.getByLabel('Type de document')).toBeVisible()
  }
  await page.keyboard.press('Escape')
  await question.getByRole('button', { name: 'Quitter sans enregistrer' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('tout est arrivé pendant que la question est posée : elle tombe, il n’y a plus rien à perdre', async ({
  page,
}) => {
  await dossier(page)
  await choisir(page, 'Déposer', [
    { name: 'essai-question.pdf', mimeType: 'application/pdf', buffer: unPdf('question') },
    { name: 'lettre.docx', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004word') },
  ])
  await fenetre(page).getByLabel('Type de document').selectOption('diplome')
  const { promise: retenu, resolve: laisser } = Promise.withResolvers<void>()
  await page.route('**/api/personnes/*/documents', async route => {
    if (route.request().method() === 'POST') await retenu
    await route.continue()
  })
  await fenetre(page).getByRole('button', { name: 'Déposer' }).click()
  await page.keyboard.press('Escape')
  const question = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
  await expect(question).toContainText('L’envoi s’arrête')
  laisser()
  await expect(question).toBeHidden()
  await expect(fenetre(page)).toContainText('Envoyé')
})

test('un document sensible n’est ouvert à personne par défaut, et la fenêtre ne compte que ce qui part', async ({
  page,
}) => {
  await dossier(page)
  await choisir(page, 'Déposer', [
    { name: 'rqth.pdf', mimeType: 'application/pdf', buffer: unPdf('rqth') },
    { name: 'lettre.docx', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004word') },
  ])
  await expect(page.getByRole('dialog', { name: 'Déposer un document' })).toBeVisible()
  await expect(fenetre(page).getByLabel('Partagé')).toBeChecked()
  await fenetre(page).getByLabel('Type de document').selectOption('sante')
  await expect(fenetre(page).getByRole('radio', { checked: true })).toHaveCount(0)
  await fenetre(page).getByRole('button', { name: 'Déposer' }).click()
  await expect(fenetre(page)).toContainText('Dites qui peut l’ouvrir.')
  await fenetre(page).getByRole('link', { name: 'Qui peut l’ouvrir' }).click()
  await expect(fenetre(page).getByLabel('Partagé')).toBeFocused()
  expect(await fautesAxe(page)).toEqual([])
  await fenetre(page).getByLabel('Moi et le référent seulement').check()
  await fenetre(page).getByRole('button', { name: 'Déposer' }).click()
  await expect(fenetre(page)).toContainText('Envoyé')
  await fenetre(page).getByRole('button', { name: 'Fermer', exact: true }).last().click()

  // What is corrected of it isn't lost by a key.
  await page.getByRole('button', { name: 'Autres actions sur rqth' }).click({ timeout: 30_000 })
  await page.getByRole('menuitem', { name: 'Corriger' }).click()
  const corriger = page.getByRole('dialog', { name: 'Corriger le document' })
  expect(await boutons(page)).toEqual(['Enregistrer', 'Ne rien changer'])
  await corriger.getByLabel('Titre').fill('RQTH de 2026')
  await page.keyboard.press('Escape')
  const question = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
  await question.getByRole('button', { name: 'Continuer la saisie' }).click()
  await corriger.getByRole('button', { name: 'Enregistrer' }).click()
  await expect(page.getByRole('button', { name: 'RQTH de 2026', exact: true })).toBeVisible()
})

test('sur un téléphone, la photo est à un geste', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 })
  await dossier(page)
  const photo = page.getByRole('button', { name: 'Photographier' })
  await expect(photo).toBeVisible()
  const [choix] = await Promise.all([page.waitForEvent('filechooser'), photo.click()])
  expect(await choix.element().getAttribute('capture')).toBe('environment')
  await page.setViewportSize({ width: 1280, height: 900 })
  await expect(photo).toBeHidden()
})
