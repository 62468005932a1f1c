import { expect, test } from 'vitest'
import { ADAPTATEURS } from '../adaptateurs.ts'
import { fluxFinancier, unFoyerAcompte, unFoyerCreances } from '../demo/fichiers/financier.ts'
import { fichierActions, fichierPecg, fichierPrincipal } from '../demo/fichiers/france-travail.ts'
import { fluxInstruction, uneInstruction, unRecueil } from '../demo/fichiers/instruction.ts'
import { fichierFlux } from '../echanges/cnaf/beneficiaires/essai-flux.ts'

const FICHIERS: [string, string | Buffer][] = [
  ['instruction', fluxInstruction([uneInstruction({})])],
  ['dsp', fluxInstruction([unRecueil({})], { nature: 'R' })],
  ['creances', fluxFinancier([unFoyerCreances('05900000001', [{}])])],
  ['financier', fluxFinancier([unFoyerAcompte('05900000001', [])])],
  ['pecg', fichierPecg([{}])],
  ['ft-principal', fichierPrincipal([])],
  ['ft-principal', fichierActions([])],
]
const reconnaissent = (contenu: string | Buffer) =>
  ADAPTATEURS.filter(a => a.reconnaitre(Buffer.from(contenu).subarray(0, 16 * 1024), 'fichier') !== null).map(
    a => a.genre,
  )

test.each(FICHIERS)('un fichier %s n’est reconnu que pour ce qu’il est', (genre, contenu) => {
  expect(reconnaissent(contenu)).toEqual([genre])
})

test('un flux bénéficiaires, un tableau quelconque, rien : aucun de ces lecteurs ne les prend', () => {
  const NOS_GENRES = FICHIERS.map(([genre]) => genre)
  for (const contenu of [fichierFlux({ foyers: [{}] }), 'nom;prenom\nA;B', '', '<Racine/>'])
    expect(reconnaissent(contenu).filter(genre => NOS_GENRES.includes(genre))).toEqual([])
})
