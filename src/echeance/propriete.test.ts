import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { echeancesFausses } from '../essai-echeances.ts'
import { faire, NOMS_ACTES, type NomActe, type Pas, unMondeDeVies } from './essai-vies.ts'

const essai = unEssai()
/** Long enough to find what is forgotten over the builds, short enough to be run at each one. */
const DUREE_MS = 15_000

/** Lives these steps in a world of their own; after each, what is due is what the facts say. Returns the acts that were done. */
async function vivre(pas: readonly Pas[]): Promise<Set<NomActe>> {
  await essai.vider()
  const monde = await unMondeDeVies(essai)
  expect(await echeancesFausses(essai)).toEqual([])
  const faits = new Set<NomActe>()
  for (const un of pas) {
    if (await faire(monde, un)) faits.add(un.quoi)
    expect(await echeancesFausses(essai), `après ${un.quoi}`).toEqual([])
  }
  return faits
}

const pas = (quoi: NomActe, qui = 0, n = 0): Pas => ({ quoi, qui, n })

test('une vie où tout arrive : après chaque acte, ce qui est dû suit les faits', async () => {
  const faits = await vivre([
    pas('importer', 0, 4),
    pas('importer', 0, 1),
    pas('defaire'),
    pas('importer', 0, 3),
    pas('changerRegle', 0, 0),
    pas('changerDepart', 0, 0),
    pas('convoquer', 2, 0),
    pas('convoquer', 3, 4),
    pas('changerRegle', 0, 4),
    pas('changerRegle', 0, 9),
    pas('renoncerARegle'),
    pas('deplacer', 2, 1),
    pas('attendre', 0, 2),
    pas('conclure', 2, 0),
    pas('reprendreIssue', 2),
    pas('conclure', 2, 1),
    pas('diagnostiquer', 2),
    pas('orienter', 2, 0),
    pas('notifier', 2),
    pas('designer', 2, 0),
    pas('annulerReferent', 2),
    pas('designer', 2, 0),
    pas('changerRegle', 0, 7),
    pas('convoquer', 2, 1),
    pas('changerRegle', 0, 6),
    pas('attendre', 0, 2),
    pas('conclure', 2, 0),
    pas('orienter', 3, 1),
    pas('annulerOrientation', 3, 1),
    pas('orienter', 3, 1),
    pas('clore', 3),
    pas('rouvrir', 3),
    pas('designer', 3, 0),
    pas('retirerRole', 0, 1),
    pas('reunir', 0),
    pas('separer'),
    pas('orienter', 2, 2),
    pas('attendre', 0, 5),
  ])
  expect(NOMS_ACTES.filter(nom => !faits.has(nom))).toEqual([])
})

test('des vies au hasard : après chaque acte, ce qui est dû suit les faits', async () => {
  // What the others build on comes more often.
  const souvent: NomActe[] = [
    'attendre',
    'convoquer',
    'convoquer',
    'conclure',
    'conclure',
    'orienter',
    'designer',
    'importer',
  ]
  const unPas = fc.record({ quoi: fc.constantFrom(...NOMS_ACTES, ...souvent), qui: fc.nat(5), n: fc.nat(9) })
  await fc.assert(
    fc.asyncProperty(fc.array(unPas, { minLength: 10, maxLength: 30 }), async liste => {
      await vivre(liste)
    }),
    { numRuns: 6, interruptAfterTimeLimit: DUREE_MS, endOnFailure: true },
  )
})
