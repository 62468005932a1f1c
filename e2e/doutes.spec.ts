import { expect, type Page } from '@playwright/test'
import { connecter, fautesAxe, sortir, test, titre } from './outils.ts'

// Who may read no names brings a list in and hands its doubts over; who may decides one from their day, and the line is applied at once.

/** Somebody of the demo whose first name a list may write with a letter too few, and whose number no agent noted. */
async function quelquUn(page: Page): Promise<{ id: string; nom: string; prenom: string; dateNaissance: string }> {
  const reponse = await page.request.post('/api/personnes/recherche', { data: { q: 'NAVETTE' } })
  const { personnes } = await reponse.json()
  for (const p of personnes.filter(
    (p: { prenom: string; nom: string; nomNaissance: string }) => p.prenom.length > 5 && p.nom === p.nomNaissance,
  )) {
    const dossier = await page.request.get(`/api/personnes/${p.id}`)
    // Of some she would have to say why: others will do.
    if (dossier.ok() && (await dossier.json()).contact.telephone === null) return p
  }
  throw new Error('personne sans téléphone')
}

const enFrancais = (jour: string) => jour.split('-').toReversed().join('/')

test('Rita importe une liste sans pouvoir lire les noms et confie ses doutes ; Awa en décide depuis Aujourd’hui', async ({
  page,
}) => {
  test.slow()
  await connecter(page, 'awa.diallo')
  await page.goto('/aujourdhui')
  const { id, nom, prenom, dateNaissance } = await quelquUn(page)
  const faute = prenom.slice(0, 2) + prenom.slice(3)
  const texte = `Nom;Prénom;Date de naissance;Téléphone\n${nom};${faute};${enFrancais(dateNaissance)};06 39 98 47 11\n`
  await sortir(page)

  await connecter(page, 'rita.lisiere')
  await page.goto('/imports')
  const attente = page.waitForEvent('filechooser')
  await page
    .getByRole('region', { name: 'Déposer des fichiers' })
    .getByRole('button', { name: 'Choisir un fichier' })
    .click()
  await (await attente).setFiles([{ name: 'permanence.csv', mimeType: 'text/csv', buffer: Buffer.from(texte) }])
  await page
    .getByRole('article', { name: 'permanence.csv' })
    .getByRole('link', { name: 'Choisir les colonnes' })
    .click()
  await page.getByRole('button', { name: 'Simuler' }).first().click()
  await expect(titre(page, 'Ce que ferait cette liste')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByRole('main')).toContainText('1 ligne attend que l’on dise de qui elle parle')
  await expect(page.getByRole('button', { name: /C’est elle/ })).toHaveCount(0)
  await page.getByRole('button', { name: 'Importer, et décider ensuite' }).click()
  await expect(titre(page, 'Liste importée')).toBeVisible({ timeout: 20_000 })
  const aDecider = page.getByRole('region', { name: '1 ligne à décider' })
  await expect(aDecider).toContainText('demande de lire le nom des personnes')
  expect(await fautesAxe(page)).toEqual([])
  await aDecider.getByRole('button', { name: 'Confier aux chargés d’orientation' }).click()
  await expect(page.getByText(/1 ligne confiée à/)).toBeVisible()
  await expect(aDecider).toContainText('Confiée aux chargés d’orientation')
  await page.goto(page.url().replace(/\/colonnes.*/, ''))
  await expect(aDecider).toContainText('Confiée aux chargés d’orientation')
  const numero =
    (
      await page
        .getByText(/^Import n°/)
        .first()
        .textContent()
    )?.match(/\d+/)?.[0] ?? ''
  await sortir(page)

  await connecter(page, 'awa.diallo')
  await page.goto('/aujourdhui')
  const liste = page.getByRole('region', { name: /^Lignes à décider/ })
  await liste.getByRole('button', { name: new RegExp(`import n° ${numero}$`) }).click()
  const fenetre = page.getByRole('dialog', { name: /De qui parle la ligne/ })
  await expect(fenetre).toContainText('06 39 98 47 11')
  expect(await fautesAxe(page)).toEqual([])
  const conflits: string[] = []
  page.on('response', r => void (r.status() === 409 && conflits.push(r.url())))
  await fenetre
    .getByRole('button', { name: /^C’est elle/ })
    .first()
    .press('Enter')
  await expect(page.getByText('Le dossier est complété par la ligne.')).toBeVisible()
  await expect(liste.getByRole('button', { name: new RegExp(`import n° ${numero}$`) })).toHaveCount(0)
  expect(conflits, 'what is decided isn’t read again').toEqual([])
  await page.goto(`/personnes/${id}`)
  await expect(page.getByRole('main')).toContainText('Ligne d’un fichier reconnue')
  await expect(page.getByRole('main')).toContainText(/06\s39\s98\s47\s11/)
})
