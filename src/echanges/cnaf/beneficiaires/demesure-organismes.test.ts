import { describe, expect, test } from 'vitest'
import { unEssai } from '../../../essai.ts'
import { cliche } from '../../../import/differences/essai-cliche.ts'
import { CLOS, desApports, foyers, MSA, mensuel, quotidien } from './essai-demesure.ts'
import type { UnFoyer } from './essai-flux.ts'

const essai = unEssai()
const { apporter, confirmer } = desApports(essai)
const INVENTE: UnFoyer = { organisme: 'MSA', numeroOrganisme: '999' }

describe('un flux de plusieurs caisses', () => {
  const depart = async (msa = 0) => {
    const admin = await essai.unAgent('administrateur')
    const janvier = mensuel('2024-01-31', '2024-02-03', [...foyers(200), ...foyers(msa, 1000, MSA)])
    expect((await apporter(admin, janvier)).statut).toBe('applique')
    return admin
  }

  test('dont une que nul n’a jamais dite attend, comme si elle était seule', async () => {
    const admin = await depart()
    const avant = await cliche(essai)
    const mele = [...foyers(1), ...foyers(19, 3000, INVENTE), ...foyers(15, 20, { ...INVENTE, ...CLOS })]
    const tenu = await apporter(admin, quotidien('2024-02-11', mele))
    expect(tenu).toMatchObject({ statut: 'a-verifier', refus: { code: 'flux-a-confirmer' } })
    expect(tenu.refus?.message).toMatch(/^Ce flux est le premier de MSA 999, et d’autres/)
    expect(await cliche(essai)).toEqual(avant)
    // What it does to those known is said with it; confirmed, its stock teaches nothing of what is usual.
    const pris = foyers(30, 20, { ...INVENTE, ...CLOS })
    const plus = await apporter(admin, quotidien('2024-02-12', [...foyers(1), ...foyers(19, 3000, INVENTE), ...pris]))
    expect(plus.refus?.message).toMatch(
      /de MSA 999, .* CAF 591.: 30.de ses foyers seraient pris par une autre caisse sur 200 \(15.%/,
    )
    expect((await confirmer(admin, plus.importId)).statut).toBe('applique')
    const suite = await apporter(admin, quotidien('2024-02-13', foyers(10, 60, INVENTE)))
    expect(suite.refus?.message).toMatch(/^[^:]*MSA 999.: 10.foyers seraient pris à une autre caisse/)
    expect((await apporter(admin, quotidien('2024-02-14', foyers(5, 60, INVENTE)))).statut).toBe('applique')
  })

  test.each([
    ['ferme', CLOS, /MSA 592.: 7.personnes perdraient leur droit sur 60 \(12.%/],
    ['change', { montant: '0000222.00' }, null],
  ] as const)('qui %s sept foyers de la petite se mesure à ceux de celle-ci', async (_, suite, dit) => {
    const admin = await depart(60)
    const flux = quotidien('2024-02-10', [...foyers(3), ...foyers(7, 1000, { ...MSA, ...suite })])
    const { statut, refus } = await apporter(admin, flux)
    if (dit) expect(refus?.message).toMatch(dit)
    else expect(statut).toBe('applique')
  })

  test('dont la petite perd les siens du fichier attend ; l’une et l’autre sous la part, il passe', async () => {
    const admin = await depart(60)
    const sans = (caf: number, msa: number, creation: string) =>
      mensuel('2024-02-29', creation, [...foyers(caf), ...foyers(msa, 1000, MSA)])
    const tenu = await apporter(admin, sans(200, 53, '2024-03-03'))
    expect(tenu.refus?.message).toMatch(/^[^:]*MSA 592.: 7.foyers ne sont plus dans le fichier sur 60/)
    expect(tenu.refus?.message).not.toContain('CAF 591')
    expect((await apporter(admin, sans(180, 54, '2024-03-04'))).statut).toBe('applique')
  })

  test('qui prend à une petite le quart des siens pour une grande attend, même écrit par la grande seule', async () => {
    const admin = await depart(60)
    const tenu = await apporter(admin, quotidien('2024-02-10', foyers(15, 1000)))
    expect(tenu.refus?.message).toMatch(/^[^:]*MSA 592.: 15.de ses foyers seraient pris par une autre caisse sur 60/)
    // Some at a time add up all the same.
    expect((await apporter(admin, quotidien('2024-02-11', foyers(6, 1000)))).statut).toBe('applique')
    const suite = await apporter(admin, quotidien('2024-02-12', foyers(6, 1006)))
    expect(suite.refus?.message).toMatch(/avec 1.autre en 30.jours.*MSA 592.: 12.de ses foyers/)
  })
})
