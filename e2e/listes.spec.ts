import { expect } from '@playwright/test'
import { connecter, debordement, motsCoupes, test } from './outils.ts'

for (const [compte, chemin] of [
  ['ines.fileuse', '/portefeuille'],
  ['rita.lisiere', '/parametres/agents'],
  ['dora.bobine', '/audit/ouvertures'],
] as const)
  test(`une liste plus large que sa place se montre en cartes, et redevient un tableau : ${chemin}`, async ({
    page,
  }) => {
    await connecter(page, compte)
    await page.goto(chemin)
    const entete = page.getByRole('table').last().getByRole('columnheader').last()
    for (const [largeur, tableau] of [
      [1280, true],
      [960, false],
      [1280, true],
    ] as const) {
      await page.setViewportSize({ width: largeur, height: 900 })
      const largeurDeLEntete = () => entete.evaluate(e => e.getBoundingClientRect().width)
      if (tableau) await expect.poll(largeurDeLEntete).toBeGreaterThan(20)
      else {
        await expect.poll(largeurDeLEntete).toBeLessThan(20)
        // A wide card holds its fields side by side.
        const lignes = page.getByRole('table').last().getByRole('row')
        const gauches = await lignes
          .nth(1)
          .evaluate(l => [...l.querySelectorAll('td:not([data-sans-carte])')].map(c => c.getBoundingClientRect().left))
        expect(new Set(gauches.map(Math.round)).size).toBeGreaterThan(1)
      }
      expect([largeur, await debordement(page), await motsCoupes(page)]).toEqual([largeur, 0, []])
    }
  })
