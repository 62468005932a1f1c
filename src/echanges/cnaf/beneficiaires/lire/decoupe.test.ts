import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fichierFlux, morceaux, type UnFoyer } from '../essai-flux.ts'
import { empreinteTranche } from './decoupe.ts'
import { type Lot, lireFlux } from './lire-flux.ts'

const numero = (i: number) => `0590000${String(i).padStart(4, '0')}`
const foyers = (n: number): UnFoyer[] =>
  Array.from({ length: n }, (_, i) => ({ numero: numero(i), personnes: [{ nom: `NOM${i}` }, { role: 'ENF' }] }))

/** Reads a file with some households known by their bytes, cut anywhere. */
async function lire(octets: Buffer, connues: ReadonlyMap<string, string> = new Map(), taille?: number) {
  const lecture = await lireFlux(morceaux(octets, taille), { connu: tranche => connues.get(tranche) })
  const tout: Lot = { foyers: [], prets: [], rejets: [], connus: [] }
  for await (const lot of lecture.lots) {
    tout.foyers.push(...lot.foyers)
    tout.rejets.push(...lot.rejets)
    tout.connus.push(...lot.connus)
  }
  return { ...tout, bilan: lecture.bilan() }
}

/** The fingerprints a first reading gives, as the next import will know them. */
const tranches = (lot: Lot) =>
  new Map(lot.foyers.flatMap(f => (f.tranche ? [[f.tranche, f.numeroDemandeRsa] as const] : [])))

test('un foyer dont les octets sont connus est compté sans être relu, où que le fichier soit coupé', async () => {
  const octets = fichierFlux({ foyers: foyers(6) })
  const connues = tranches(await lire(octets))
  expect(connues.size).toBe(6)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), fc.subarray([...connues]), async (taille, choisies) => {
      const lu = await lire(octets, new Map(choisies), taille)
      expect(lu.bilan).toMatchObject({ lus: 6, rejetes: 0 })
      expect([...lu.connus.map(c => c.numero), ...lu.foyers.map(f => f.numeroDemandeRsa)].sort()).toEqual(
        foyers(6).map(f => f.numero),
      )
      // Small pieces of the beginning may keep it from cutting: it then reads, and loses nothing.
      if (taille > 400) expect(lu.connus).toHaveLength(choisies.length)
      expect(lu.connus.every(c => c.personnes === 2)).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('un seul octet changé fait relire le foyer', async () => {
  const connues = tranches(await lire(fichierFlux({ foyers: foyers(3) })))
  const lu = await lire(
    fichierFlux({ foyers: foyers(3).map((f, i) => (i === 1 ? { ...f, montant: '0000001.00' } : f)) }),
    connues,
  )
  expect(lu.foyers.map(f => f.numeroDemandeRsa)).toEqual([numero(1)])
  expect(lu.connus).toHaveLength(2)
})

test('après un foyer passé, les fautes disent encore leur ligne dans le fichier', async () => {
  const mauvais = foyers(4).map((f, i) => (i === 3 ? { ...f, etat: '9' } : f))
  const sansRien = await lire(fichierFlux({ foyers: mauvais }))
  const connues = tranches(await lire(fichierFlux({ foyers: foyers(4) })))
  const lu = await lire(fichierFlux({ foyers: mauvais }), connues)
  expect(lu.connus).toHaveLength(3)
  expect(lu.rejets).toEqual(sansRien.rejets)
})

test('le même numéro deux fois est refusé la seconde fois, connu ou non', async () => {
  const connues = tranches(await lire(fichierFlux({ foyers: foyers(3) })))
  const lu = await lire(fichierFlux({ foyers: [...foyers(3), ...foyers(1)] }), connues)
  expect(lu.bilan).toMatchObject({ lus: 4, rejetes: 1 })
  expect(lu.rejets[0]?.motif).toMatch(/déjà lu/)
})

describe('rien n’est passé quand la découpe peut se tromper', () => {
  const octets = fichierFlux({ foyers: foyers(3) })
  const avec = (avant: string, ajout: string) =>
    Buffer.from(octets.toString('latin1').replace(avant, `${ajout}${avant}`), 'latin1')

  test.each([
    [
      'un commentaire qui cache un foyer',
      avec('<InfosFoyerRSA>', '<!-- ').toString('latin1').replace('</InfosFoyerRSA>', '</InfosFoyerRSA> -->'),
    ],
    ['une section CDATA', avec('<InfosFoyerRSA>', '<![CDATA[ ]]>').toString('latin1')],
    ['une balise restée ouverte', avec('<InfosFoyerRSA>', '<Foo ').toString('latin1')],
    [
      'un foyer après la fin',
      octets
        .toString('latin1')
        .replace(
          '</TransmissionFlux>',
          (octets.toString('latin1').match(/<InfosFoyerRSA>[\s\S]*?<\/InfosFoyerRSA>/)?.[0] ?? '').replace(
            /^/,
            '</TransmissionFlux>',
          ),
        ),
    ],
  ])('%s', async (_, texte) => {
    const connues = tranches(await lire(octets))
    const resultat = async (c: ReadonlyMap<string, string>) =>
      lire(Buffer.from(texte, 'latin1'), c).then(
        l => ({
          lus: l.bilan.lus,
          numeros: [...l.foyers.map(f => f.numeroDemandeRsa), ...l.connus.map(k => k.numero)].sort(),
        }),
        (e: Error) => e.message.replace(/ligne \d+/, 'ligne'),
      )
    expect(await resultat(connues)).toEqual(await resultat(new Map()))
  })
})

test('l’empreinte est celle des octets', () => {
  expect(empreinteTranche(Buffer.from('a'))).not.toBe(empreinteTranche(Buffer.from('b')))
  expect(empreinteTranche(Buffer.from('a'))).toHaveLength(24)
})
