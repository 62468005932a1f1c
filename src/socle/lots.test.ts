import { expect, test } from 'vitest'
import { parLots } from './lots.ts'

test('ce qui est demandé pendant une passe attend la suivante, qui sert tout le monde à la fois', async () => {
  const passes: string[][] = []
  const portes: (() => void)[] = []
  const demander = parLots(async (demandes: string[]) => {
    passes.push(demandes)
    await new Promise<void>(ouvrir => portes.push(ouvrir))
    return demandes.join('')
  })
  const premier = demander('a')
  await expect.poll(() => passes).toEqual([['a']])
  const suivants = [demander('b'), demander('c')]
  expect(passes).toEqual([['a']])
  portes[0]?.()
  expect(await premier).toBe('a')
  await expect.poll(() => portes.length).toBe(2)
  portes[1]?.()
  expect(await Promise.all(suivants)).toEqual(['bc', 'bc'])
})

test('une passe qui échoue fait échouer ceux qu’elle servait, et eux seuls', async () => {
  const demander = parLots(async (demandes: number[]) => {
    if (demandes.includes(0)) throw new Error('passe ratée')
    return demandes.length
  })
  const premiers = [demander(0), demander(1)]
  expect((await Promise.allSettled(premiers)).map(r => r.status)).toEqual(['rejected', 'rejected'])
  expect(await demander(2)).toBe(1)
})
