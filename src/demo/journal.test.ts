import { expect, test } from 'vitest'
import { veilleOuvree } from './journal.ts'

test.each([1, 2, 3, 5])(
  'ce qui s’est fait il y a %i jours l’est un jour ouvré d’avant, quel que soit le jour',
  jours => {
    for (let rang = 0; rang < 14; rang++) {
      const jour = Temporal.PlainDate.from('2026-11-23').add({ days: rang })
      const veille = Temporal.PlainDate.from(veilleOuvree(jour.toString(), jours))
      expect(veille.dayOfWeek).toBeLessThan(6)
      expect(veille.until(jour).days).toBeGreaterThanOrEqual(jours)
      expect(veille.until(jour).days).toBeLessThan(jours + 3)
    }
  },
)
