import { expect, type Page } from '@playwright/test'
import { MOT_DE_PASSE_DEMO } from '../src/agent/demo.ts'
import { connecter, dossierDe, figerLeTemps, repondre, sortir, test, titre } from './outils.ts'

// What is typed and not saved, for who sits down next at the same computer.

const SECRET = 'Dialysée, ne veut pas que sa sœur le sache'
const MOTS = ['Dialys', 'sœur', 'travailler', 'reponses', 'MAILLE', 'Maille']

/** All that the browser keeps for the site, wherever that is. */
const gardes = (page: Page) =>
  page.evaluate(async () => {
    const tout: string[] = []
    for (const lieu of [localStorage, sessionStorage])
      for (const [cle, valeur] of Object.entries(lieu)) tout.push(cle, String(valeur))
    for (const { name = '' } of await indexedDB.databases()) {
      tout.push(name)
      const base = await new Promise<IDBDatabase>((oui, non) => {
        const ouverture = indexedDB.open(name)
        ouverture.onsuccess = () => oui(ouverture.result)
        ouverture.onerror = () => non(ouverture.error)
      })
      for (const table of base.objectStoreNames) {
        const contenu = await new Promise(oui => {
          const lecture = base.transaction(table).objectStore(table).getAll()
          lecture.onsuccess = () => oui(lecture.result)
        })
        tout.push(table, JSON.stringify(contenu))
      }
    }
    for (const nom of await caches.keys()) {
      const cache = await caches.open(nom)
      for (const demande of await cache.keys())
        tout.push(demande.url, (await (await cache.match(demande))?.text()) ?? '')
    }
    return tout
  })

const lisibles = async (page: Page) => (await gardes(page)).filter(texte => MOTS.some(mot => texte.includes(mot)))
const brouillons = async (page: Page) => (await gardes(page)).filter(texte => texte.startsWith('filrouge.brouillon.'))

async function allerConclure(page: Page, chemin: string) {
  await page.goto(chemin)
  await page.getByRole('button', { name: '5. Conclure' }).click()
  return page.getByRole('textbox', { name: 'Note privée' })
}

async function commencer(page: Page): Promise<string> {
  const chemin = `/personnes/${await dossierDe(page, 'MAILLE')}/diagnostic`
  await page.goto(chemin)
  await repondre(page, 'Souhaite-t-elle travailler ?', 'Oui')
  await page.getByRole('button', { name: '5. Conclure' }).click()
  await page.getByRole('textbox', { name: 'Note privée' }).fill(SECRET)
  return chemin
}

/** Signs in by the form, as people do. */
async function entrer(page: Page, compte: string, partage = false) {
  await page.goto('/connexion')
  await page.getByRole('textbox', { name: 'Adresse électronique' }).fill(`${compte}@example.org`)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(MOT_DE_PASSE_DEMO)
  await page.getByRole('checkbox', { name: 'D’autres personnes se servent de cet ordinateur' }).setChecked(partage)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await expect(page.locator('[popovertarget="menu-agent"]')).toBeVisible()
}

test('l’onglet fermé sans se déconnecter, l’agent suivant ne lit rien du brouillon, et le sien seul reste', async ({
  context,
  page,
}) => {
  await connecter(page, 'awa.diallo')
  const chemin = await commencer(page)
  await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible()
  await expect(await allerConclure(page, chemin)).toHaveValue(SECRET)
  expect(await brouillons(page)).toHaveLength(1)
  expect(await lisibles(page)).toEqual([])
  await page.close()

  // The session ended meanwhile: the draft waits, closed, for who has its key.
  await context.clearCookies()
  const suivante = await context.newPage()
  await figerLeTemps(suivante)
  await suivante.goto('/connexion')
  expect([await brouillons(suivante), await lisibles(suivante)]).toEqual([[expect.anything()], []])
  await connecter(suivante, 'awa.diallo')
  await expect(await allerConclure(suivante, chemin)).toHaveValue(SECRET)
  await suivante.close()

  await context.clearCookies()
  const autre = await context.newPage()
  await figerLeTemps(autre)
  await entrer(autre, 'marc.leblanc')
  expect([await brouillons(autre), await lisibles(autre)]).toEqual([[], []])
})

test('la connexion coupée pendant la saisie, rien n’est perdu', async ({ context, page }) => {
  await connecter(page, 'awa.diallo')
  const chemin = `/personnes/${await dossierDe(page, 'MAILLE')}/diagnostic`
  const note = await allerConclure(page, chemin)
  await context.setOffline(true)
  await note.fill(SECRET)
  await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible()
  await context.setOffline(false)
  await expect(await allerConclure(page, chemin)).toHaveValue(SECRET)
})

test('se déconnecter dit ce qui s’efface, puis l’efface', async ({ page }) => {
  await connecter(page, 'awa.diallo')
  const chemin = await commencer(page)
  await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible()
  await page.locator('[popovertarget="menu-agent"]').click()
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  const question = page.getByRole('dialog', { name: 'Se déconnecter et effacer vos brouillons ?' })
  await expect(question).toContainText(/diagnostic de \S+ MAILLE/)
  await question.getByRole('button', { name: 'Rester connecté' }).click()
  await expect(page.getByRole('textbox', { name: 'Note privée' })).toHaveValue(SECRET)
  await page.locator('[popovertarget="menu-agent"]').click()
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await question.getByRole('button', { name: 'Effacer et se déconnecter' }).click()
  await expect(titre(page, 'Connexion')).toBeVisible()
  expect([await brouillons(page), await lisibles(page)]).toEqual([[], []])
  await connecter(page, 'awa.diallo')
  await expect(await allerConclure(page, chemin)).toHaveValue('')
})

test('sur un poste partagé, rien n’est gardé : c’est dit, et quitter la page demande', async ({ page }) => {
  await entrer(page, 'awa.diallo', true)
  const chemin = await commencer(page)
  await expect(page.getByText('Rien n’est gardé sur cet ordinateur', { exact: false })).toBeVisible()
  await page.getByRole('link', { name: 'Aujourd’hui' }).first().click()
  const question = page.getByRole('dialog', { name: 'Quitter sans enregistrer ?' })
  await expect(question).toContainText('sera perdu')
  await question.getByRole('button', { name: 'Continuer la saisie' }).click()
  await expect(page.getByRole('textbox', { name: 'Note privée' })).toHaveValue(SECRET)
  expect((await gardes(page)).filter(texte => texte.startsWith('filrouge.'))).toEqual(['filrouge.poste'])
  expect(await lisibles(page)).toEqual([])
  page.on('dialog', d => void d.accept())
  await expect(await allerConclure(page, chemin)).toHaveValue('')
  await sortir(page)
  // It is remembered of this machine, until somebody says otherwise.
  await expect(page.getByRole('checkbox', { name: 'D’autres personnes se servent de cet ordinateur' })).toBeChecked()
})

test('changer de territoire dit aussi ce qui s’efface', async ({ page }) => {
  await page.route('**/api/session', async route => {
    const reponse = await route.fetch()
    const ailleurs = [{ code: '98', nom: 'Val-d’en-Face' }]
    await route.fulfill({ response: reponse, json: { ...(await reponse.json()), ailleurs } })
  })
  await connecter(page, 'awa.diallo')
  await commencer(page)
  await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible()
  const partir = async () => {
    await page.locator('[popovertarget="menu-agent"]').click()
    await page.getByRole('button', { name: /^Changer de territoire/ }).click()
  }
  await partir()
  const question = page.getByRole('dialog', { name: 'Changer de territoire et effacer vos brouillons ?' })
  await expect(question).toContainText(/diagnostic de [A-Z][a-zé]+ MAILLE/)
  await question.getByRole('button', { name: 'Rester ici' }).click()
  await expect(page.getByRole('textbox', { name: 'Note privée' })).toHaveValue(SECRET)
  expect(await brouillons(page)).toHaveLength(1)
  await partir()
  await question.getByRole('button', { name: 'Effacer et changer de territoire' }).click()
  await expect(question.getByRole('alert')).toContainText('Vous n’avez pas, ou plus, de rôle dans ce territoire')
})

test('« poste partagé » tient aussi par un compte de la démonstration, et se retire de même', async ({ page }) => {
  const coche = page.getByRole('checkbox', { name: 'D’autres personnes se servent de cet ordinateur' })
  const parLaDemo = async (partage: boolean) => {
    await page.goto('/connexion')
    await coche.setChecked(partage)
    await page.getByRole('button', { name: 'Awa, chargée d’orientation' }).click()
    await expect(page.locator('[popovertarget="menu-agent"]')).toBeVisible()
    return page.locator('#menu-agent').getByText('Ordinateur partagé')
  }
  await expect(await parLaDemo(true)).toHaveCount(1)
  expect((await gardes(page)).filter(texte => texte.startsWith('filrouge.'))).toEqual(['filrouge.poste'])
  await sortir(page)
  await expect(await parLaDemo(false)).toHaveCount(0)
})

for (const partage of [false, true])
  test(`la session finie pendant la saisie, l’erreur mène à la connexion et en ramène${partage ? ', sur un poste partagé' : ''}`, async ({
    context,
    page,
  }) => {
    await entrer(page, 'awa.diallo', partage)
    const chemin = await commencer(page)
    const dit = partage ? /^Rien n’est gardé sur cet ordinateur/ : /^Brouillon enregistré à/
    await expect(page.getByText(dit)).toBeVisible()
    await context.clearCookies()
    await page.getByRole('button', { name: 'Enregistrer le diagnostic' }).click()
    const alerte = page.getByRole('alert').filter({ hasText: 'Votre session est fermée' })
    await expect(alerte).toContainText(
      partage ? 'ce qui n’est pas enregistré sera perdu' : 'vous le retrouverez sur cette page',
    )
    const retour = `/connexion?${new URLSearchParams({ retour: chemin })}`
    await expect(alerte.getByRole('link', { name: 'Se connecter' })).toHaveAttribute('href', retour)
    if (partage) {
      await alerte.getByRole('link', { name: 'Se connecter' }).click()
      await page.getByRole('button', { name: 'Quitter sans enregistrer' }).click()
    } else {
      // Another page clicked instead leads to the same door, and back to the form.
      await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Aujourd’hui' }).click()
    }
    await expect(titre(page, 'Connexion')).toBeVisible()
    expect(new URL(page.url()).searchParams.get('retour')).toBe(chemin)
    await page.getByRole('textbox', { name: 'Adresse électronique' }).fill('awa.diallo@example.org')
    await page.getByRole('textbox', { name: 'Mot de passe' }).fill(MOT_DE_PASSE_DEMO)
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await expect(page).toHaveURL(new RegExp(`${chemin}$`))
    await page.getByRole('button', { name: '5. Conclure' }).click()
    await expect(page.getByRole('textbox', { name: 'Note privée' })).toHaveValue(partage ? '' : SECRET)
  })
