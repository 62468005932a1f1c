import { expect, test } from 'vitest'
import { reunir, reunirParParties } from './reunir.ts'

const RIEN = new Map<string, unknown>()
type Saisie = { telephone: string; courriel: string | null; domiciliee: boolean; chez: string | null }
const AVANT: Saisie = { telephone: '06 39 98 10 10', courriel: null, domiciliee: true, chez: 'CCAS' }

test('un champ que l’auteur n’a pas touché prend ce qui est là maintenant', () => {
  const { valeurs, autres } = reunir(
    AVANT,
    { ...AVANT, telephone: '06 39 98 30 30' },
    { ...AVANT, courriel: 'a@example.org' },
    RIEN,
    {},
  )
  expect(valeurs).toEqual({ ...AVANT, telephone: '06 39 98 30 30', courriel: 'a@example.org' })
  expect([...autres]).toEqual([])
})

test('un champ que les deux ont changé garde ce que l’auteur a écrit, et dit ce que l’autre a mis', () => {
  const present = { ...AVANT, telephone: '06 39 98 20 20' }
  const saisies = { ...AVANT, telephone: '06 39 98 30 30' }
  const une = reunir(AVANT, saisies, present, RIEN, {})
  expect(une.valeurs).toEqual(saisies)
  expect([...une.autres]).toEqual([['telephone', '06 39 98 20 20']])
  // Read again, nothing more: it is still said; the other puts what the author wrote: nothing is left to say.
  expect([...reunir(present, saisies, present, une.autres, {}).autres]).toEqual([...une.autres])
  expect([...reunir(present, saisies, saisies, une.autres, {}).autres]).toEqual([])
})

test('un texte vidé puis laissé vide n’est pas touché', () => {
  const { valeurs } = reunir(AVANT, { ...AVANT, courriel: '' }, { ...AVANT, courriel: 'a@example.org' }, RIEN, {})
  expect(valeurs.courriel).toBe('a@example.org')
})

test('ce que l’auteur a écrit reste montré quand l’autre a ôté ce qui le montre, et l’autre est dit', () => {
  const saisies = { ...AVANT, chez: 'Association Exemple' }
  const present = { ...AVANT, domiciliee: false, chez: null }
  const { valeurs, autres } = reunir(AVANT, saisies, present, RIEN, { chez: 'domiciliee' })
  expect(valeurs).toEqual(saisies)
  expect(Object.fromEntries(autres)).toEqual({ domiciliee: false, chez: null })
})

test('d’un champ qui en contient d’autres, chaque réponse se réunit à part', () => {
  const avant = { reponses: { logement: 'aucun', sante: 'aucun', budget: null as string | null }, synthese: '' }
  const saisies = { ...avant, reponses: { ...avant.reponses, logement: 'lourd', sante: 'leger' } }
  const present = { ...avant, reponses: { logement: 'aucun', sante: 'lourd', budget: 'leger' }, synthese: 'Lu' }
  const { valeurs, autres } = reunirParParties(['reponses'], [avant, saisies, present], RIEN, {})
  expect(valeurs).toEqual({ reponses: { logement: 'lourd', sante: 'leger', budget: 'leger' }, synthese: 'Lu' })
  expect([...autres]).toEqual([['reponses.sante', 'lourd']])
})
