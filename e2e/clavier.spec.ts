import { expect, type Page } from '@playwright/test'
import { tabulerJusqua, test, titre } from './outils.ts'

// Everything an agent does in a day, with the keyboard alone: nothing here may use the mouse.

async function entrer(page: Page, qui: string, accueil: string): Promise<void> {
  await page.goto('/connexion')
  await tabulerJusqua(page, page.getByRole('button', { name: qui }))
  await page.keyboard.press('Enter')
  await expect(titre(page, accueil)).toBeFocused()
  // What is still to come would push the focus away.
  await page.waitForLoadState('networkidle')
}

/** Walks to what can be operated, and operates it. */
async function actionner(page: Page, role: 'button' | 'link', nom: string | RegExp, dans = page.locator('body')) {
  await tabulerJusqua(page, dans.getByRole(role, { name: nom }))
  await page.keyboard.press('Enter')
}

/** Walks to a field and types over what it holds. */
async function ecrire(page: Page, libelle: string, texte: string): Promise<void> {
  await tabulerJusqua(page, page.getByRole('textbox', { name: libelle, exact: true }))
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(texte)
}

/** Walks to a list of choices, opens it, goes down to the choice. */
async function choisir(page: Page, libelle: string, choix: string): Promise<void> {
  const liste = page.getByRole('combobox', { name: libelle }).or(page.getByRole('textbox', { name: libelle }))
  await tabulerJusqua(page, liste)
  await page.keyboard.press('ArrowDown')
  const option = page.getByRole('option', { name: choix })
  await expect(option).toBeVisible()
  for (let pas = 0; pas < 60 && (await option.getAttribute('data-combobox-selected')) === null; pas++)
    await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(option).toBeHidden()
}

test('le lien d’évitement est le premier, se montre et mène au contenu', async ({ page }) => {
  await page.goto('/aide')
  await expect(titre(page, 'Aide')).toBeVisible()
  await page.keyboard.press('Tab')
  const lien = page.getByRole('link', { name: 'Aller au contenu' })
  await expect(lien).toBeFocused()
  await expect(lien).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
})

test('Awa cherche, parcourt sa liste, prend un rendez-vous et oriente', async ({ page }) => {
  test.slow()
  await entrer(page, 'Awa, chargée d’orientation', 'Aujourd’hui')

  await test.step('« / » mène à la recherche, Entrée ouvre la ligne', async () => {
    await expect(page.getByRole('searchbox', { name: 'Chercher une personne' })).toBeVisible()
    await page.keyboard.press('/')
    await expect(page.getByRole('searchbox', { name: 'Chercher une personne' })).toBeFocused()
    await page.keyboard.type('noeud')
    await tabulerJusqua(page, page.getByRole('link', { name: /NOEUD-MARIN/ }))
    await page.keyboard.press('Enter')
    await expect(titre(page, /NOEUD-MARIN/)).toBeFocused()
  })

  await test.step('les onglets du dossier se parcourent par les flèches', async () => {
    await tabulerJusqua(page, page.getByRole('tab', { name: 'Fil', exact: true }))
    await page.keyboard.press('ArrowRight')
    await expect(page.getByRole('tab', { name: 'Situation' })).toBeFocused()
    await expect(page.getByRole('tabpanel', { name: 'Situation' })).toBeVisible()
  })

  await test.step('Ctrl K trouve une personne et une page', async () => {
    await page.keyboard.press('Control+k')
    const recherche = page.getByRole('dialog', { name: 'Recherche' })
    const champ = recherche.getByRole('textbox', { name: 'Chercher' }).or(recherche.getByRole('searchbox'))
    await expect(champ).toBeFocused()
    await page.keyboard.type('pelote')
    await expect(recherche.getByText(/PELOTE/)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(titre(page, /PELOTE/)).toBeFocused()
    await page.keyboard.press('Control+k')
    await expect(champ).toBeFocused()
    await page.keyboard.type("aujourd'hui")
    await expect(recherche.getByRole('button', { name: 'Aujourd’hui' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(titre(page, 'Aujourd’hui')).toBeFocused()
  })

  await test.step('« ? » montre les raccourcis, Échap les ferme et rend le focus', async () => {
    await page.keyboard.press('?')
    const aide = page.getByRole('dialog', { name: 'Raccourcis du clavier' })
    await expect(aide).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(aide).toBeHidden()
    await expect(titre(page, 'Aujourd’hui')).toBeFocused()
  })

  await test.step('flèches dans la liste, « r » prend rendez-vous, Échap ferme et rend le focus', async () => {
    const liens = page.getByRole('table', { name: 'À convoquer' }).locator('[data-ligne]')
    await tabulerJusqua(page, liens.first())
    await page.keyboard.press('ArrowDown')
    await expect(liens.nth(1)).toBeFocused()
    await page.keyboard.press('End')
    await expect(liens.last()).toBeFocused()
    await page.keyboard.press('Home')
    await page.keyboard.press('r')
    const fenetre = page.getByRole('dialog', { name: /^Rendez-vous avec/ })
    await expect(fenetre).toBeVisible()
    await expect(fenetre.locator(':focus')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(fenetre).toBeHidden()
    await expect(liens.first()).toBeFocused()
    await page.keyboard.press('r')
    await tabulerJusqua(page, fenetre.getByRole('textbox', { name: /^Lieu/ }))
    await page.keyboard.type('27 quai des Tisseuses, Trame-sur-Lys')
    await tabulerJusqua(page, fenetre.getByRole('region', { name: 'Créneaux libres' }).getByRole('button'))
    await page.keyboard.press('Space')
    await actionner(page, 'button', /^Prendre le/, fenetre)
    await expect(page.getByText(/^Rendez-vous pris/)).toBeVisible()
    await expect(fenetre).toBeHidden()
    await expect(page.locator('main :focus'), 'le focus reste dans la page').toHaveCount(1)
  })

  await test.step('elle oriente Romain FILIN', async () => {
    await tabulerJusqua(page, page.getByRole('button', { name: /^À orienter/ }))
    await page.keyboard.press('Space')
    await actionner(page, 'link', /^Orienter.*FILIN/)
    await expect(titre(page, /^Orienter.*FILIN/i)).toBeFocused()
    for (const question of ['Structure', 'Référent unique']) {
      await tabulerJusqua(page, page.getByRole('group', { name: question, exact: true }).getByRole('radio').first())
      await page.keyboard.press('Space')
    }
    await actionner(page, 'button', 'Confirmer l’orientation')
    await expect(titre(page, /^Orientation décidée/)).toBeFocused()
    await actionner(page, 'link', 'Retour au dossier')
    await expect(titre(page, /FILIN/)).toBeFocused()
  })
})

test('Marc ouvre le dossier le plus urgent', async ({ page }) => {
  await entrer(page, 'Marc, référent unique', 'Aujourd’hui')
  const premier = page.getByRole('table', { name: 'En retard' }).locator('[data-ligne]').first()
  await tabulerJusqua(page, premier)
  const ligne = (await premier.textContent()) ?? ''
  await page.keyboard.press('Enter')
  const tete = page.getByRole('heading', { level: 1, name: / · \d+ ans/ })
  await expect(tete).toBeFocused()
  const [nom = ''] = ((await tete.textContent()) ?? '').replace(/^(M\.|Mme)\s/, '').split(/\s·/)
  expect(ligne.replaceAll(/\s/g, ' ')).toContain(nom.replaceAll(/\s/g, ' '))
})

test('Inès confie une personne à un autre référent', async ({ page }) => {
  await entrer(page, 'Inès, responsable d’équipe', 'Aujourd’hui')
  await actionner(page, 'link', 'Portefeuille', page.getByRole('navigation', { name: 'Pages' }))
  await expect(titre(page, 'Portefeuilles de l’équipe')).toBeFocused()
  const premier = page.getByRole('table', { name: 'Personnes suivies' }).locator('[data-ligne]').first()
  await tabulerJusqua(page, premier)
  const actuel = (await premier.locator('xpath=ancestor::tr/td[last()]').textContent()) ?? ''
  const dossier = (await premier.getAttribute('href')) ?? ''
  await page.keyboard.press('Space')
  const barre = page.getByRole('region', { name: 'Sélection' })
  await expect(barre).toContainText('1 personne choisie')
  await actionner(page, 'button', 'Changer de référent', barre)
  const fenetre = page.getByRole('dialog', { name: /^Changer de référent/ })
  const choix = fenetre.getByRole('radio')
  await tabulerJusqua(page, choix)
  await page.keyboard.press('Space')
  const suivi =
    (await fenetre
      .getByRole('group', { name: 'Nouveau référent unique' })
      .locator('label', { has: page.locator('input:checked') })
      .textContent()) ?? ''
  const nom = actuel.replace('Référent', '').trim()
  if (suivi.includes(nom)) await page.keyboard.press('ArrowDown')
  await ecrire(page, 'Note de relais', 'À rappeler la semaine prochaine.')
  await actionner(page, 'button', 'Changer de référent', fenetre)
  await expect(page.getByText(/^1\s+personne confiée à/)).toBeVisible()
  await expect(fenetre).toBeHidden()
  await expect(page.locator('main :focus'), 'le focus reste dans la page').toHaveCount(1)
  // Inès wrote the note: the file says whose follow-up it comes after, not that they wrote it.
  await page.goto(dossier)
  const convenu = page.getByRole('region', { name: 'Convenu' })
  await expect(convenu).toContainText('À rappeler la semaine prochaine.')
  await expect(convenu).toContainText(`après ${nom}`)
  await expect(convenu).not.toContainText('laissé par')
})

test('Paul change de période et lit comment un chiffre est calculé', async ({ page }) => {
  await entrer(page, 'Paul, pilote', 'Aujourd’hui')
  await actionner(page, 'link', 'Pilotage', page.getByRole('navigation', { name: 'Pages' }))
  await expect(titre(page, 'Pilotage')).toBeFocused()
  await tabulerJusqua(page, page.getByRole('radio', { name: 'Mois' }))
  await page.keyboard.press('ArrowRight')
  await expect(page).toHaveURL(/periode=trimestre/)
  await expect(page.getByRole('radio', { name: 'Trimestre' })).toBeFocused()
  await actionner(page, 'button', 'Période précédente')
  await expect(page.locator('[aria-live="polite"]').first()).toContainText('3e trimestre 2026')
  const chiffre = page.getByRole('region', { name: /^Orientés en/ }).first()
  await actionner(page, 'button', 'Comment est-il calculé ?', chiffre)
  await expect(chiffre.getByRole('button', { name: 'Comment est-il calculé ?' })).toHaveAttribute(
    'aria-expanded',
    'true',
  )
  await expect(chiffre.getByText('Rapporté à')).toBeVisible()
})

test('Rita crée une structure, un agent, prévoit un changement de règle et l’annule', async ({ page }) => {
  test.slow()
  await entrer(page, 'Rita, administratrice', 'Aujourd’hui')
  await actionner(page, 'link', 'Paramètres', page.getByRole('navigation', { name: 'Pages' }))
  await expect(titre(page, 'Règles et seuils')).toBeFocused()

  await test.step('une structure : les erreurs d’abord, le focus y va', async () => {
    await actionner(page, 'link', 'Structures')
    await expect(titre(page, 'Structures')).toBeFocused()
    await actionner(page, 'link', 'Créer une structure')
    await expect(titre(page, 'Créer une structure')).toBeFocused()
    await actionner(page, 'button', 'Créer la structure')
    await expect(page.locator(':focus')).toContainText('réponses sont à revoir')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('textbox', { name: 'Nom', exact: true })).toBeFocused()
    await page.keyboard.type('Les Ateliers du Clavier')
    await choisir(page, 'Organisme', 'Délégataire')
    await tabulerJusqua(page, page.getByRole('group', { name: 'Parcours accompagnés' }).getByRole('checkbox'))
    await page.keyboard.press('Space')
    await actionner(page, 'button', 'Créer la structure')
    await expect(page.getByText('Structure créée')).toBeVisible()
    await expect(titre(page, 'Structures')).toBeFocused()
    await expect(page.getByRole('row', { name: /Les Ateliers du Clavier/ })).toBeVisible()
  })

  await test.step('un agent qui y travaille', async () => {
    await actionner(page, 'link', 'Agents')
    await actionner(page, 'link', 'Créer un agent')
    await expect(titre(page, 'Créer un agent')).toBeFocused()
    await ecrire(page, 'Adresse électronique', 'clara.touche@example.org')
    await ecrire(page, 'Prénom', 'Clara')
    await ecrire(page, 'Nom', 'TOUCHE-CLAVIER')
    await choisir(page, 'Rôle', 'Référent unique')
    await choisir(page, 'Structure', 'Les Ateliers du Clavier')
    await actionner(page, 'button', 'Créer l’agent')
    await expect(titre(page, 'Agent créé')).toBeFocused()
    await expect(page.getByText('Lien à remettre à Clara TOUCHE-CLAVIER')).toBeVisible()
  })

  await test.step('une règle qui changera, puis non', async () => {
    await actionner(page, 'link', 'Paramètres', page.getByRole('navigation', { name: 'Pages' }))
    const changer = page.getByRole('button', { name: 'Changer : Délai de convocation' })
    await tabulerJusqua(page, changer)
    await page.keyboard.press('Enter')
    const fenetre = page.getByRole('dialog', { name: 'Délai de convocation' })
    await expect(fenetre).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(fenetre).toBeHidden()
    await expect(changer).toBeFocused()
    // Escape the instant the window shows, before it took the focus.
    await changer.evaluate(bouton => {
      const guet = new MutationObserver(() => {
        if (!document.querySelector('[role=dialog]')) return
        guet.disconnect()
        bouton.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
      })
      guet.observe(document.body, { childList: true, subtree: true })
    })
    await page.keyboard.press('Enter')
    await expect(fenetre).toBeHidden()
    await expect(changer).toBeFocused()
    await page.keyboard.press('Enter')
    await ecrire(page, 'Nouvelle valeur', '10')
    await ecrire(page, 'À partir du', '1/1/2027')
    await ecrire(page, 'Pourquoi', 'Essai de convocation plus rapide.')
    await actionner(page, 'button', 'Enregistrer le changement', fenetre)
    await expect(fenetre).toBeHidden()
    await expect(changer).toBeFocused()
    const histoire = page.getByRole('list', { name: 'À venir : Délai de convocation' })
    await expect(histoire).toContainText('10 jours à partir du 1er janvier 2027')
    await expect(histoire).toContainText('À venir')
    await actionner(page, 'button', 'Annuler', histoire)
    const question = page.getByRole('dialog', { name: 'Annuler ce changement ?' })
    await expect(question.getByRole('button', { name: 'Ne rien changer' })).toBeFocused()
    await actionner(page, 'button', 'Annuler le changement', question)
    await expect(histoire).toBeHidden()
    await expect(page.locator('main :focus'), 'le focus reste dans la page').toHaveCount(1)
  })
})
