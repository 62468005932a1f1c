import { HORLOGES } from '../echeances.ts'
import type { Echeance, EcheanceLue } from './echeance.ts'

const CONNUES = new Map(HORLOGES.map(h => [h.genre, h]))

/** The clock of a kind of échéance; none for what this version doesn't know. */
export const horlogeDe = (genre: string): (typeof HORLOGES)[number] | undefined => CONNUES.get(genre)

/** What is due, with the words of its clock; what no clock of this version tells is left out. */
export const direEcheances = (lues: readonly EcheanceLue[]): Echeance[] =>
  lues.flatMap(lue => {
    const horloge = CONNUES.get(lue.genre)
    if (!horloge) return []
    const { acte, ou, prise = null, reportable, permission } = horloge
    return [{ ...lue, acte, ou, prise, reportable, permission }]
  })

/** What a clock asks, as a verb. */
export const acteDe = (genre: string): string => CONNUES.get(genre)?.acte ?? ''
