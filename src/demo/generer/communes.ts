import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'

export type Commune = { code: string; nom: string; codesPostaux: string[]; population: number }

/** Communes with the running total of their inhabitants, so that one draw picks one in proportion. */
export type Territoire = { communes: readonly Commune[]; cumul: Float64Array }

const CommuneEtalab = z.object({
  code: z.string(),
  nom: z.string(),
  type: z.string(),
  codesPostaux: z.array(z.string()).optional(),
  population: z.number().optional(),
})

/** The inhabited communes of a département (source: @etalab/decoupage-administratif, that is INSEE's COG and legal populations). */
export async function communesDuDepartement(departement: string): Promise<Commune[]> {
  const fichier = fileURLToPath(import.meta.resolve('@etalab/decoupage-administratif/data/communes.json'))
  const toutes = z
    .array(z.looseObject({ departement: z.string().optional() }))
    .parse(JSON.parse(await readFile(fichier, 'utf8')))
  return z
    .array(CommuneEtalab)
    .parse(toutes.filter(c => c.departement === departement))
    .filter(c => c.type === 'commune-actuelle' && c.codesPostaux?.length)
    .map(({ code, nom, codesPostaux = [], population = 1 }) => ({ code, nom, codesPostaux, population }))
}

/** Refuses an empty list: no household could live anywhere. */
export function territoireDe(communes: readonly Commune[], departement: string): Territoire {
  if (communes.length === 0) throw new RangeError(`Aucune commune connue pour le département ${departement}.`)
  let total = 0
  return { communes, cumul: Float64Array.from(communes, c => (total += Math.max(1, c.population))) }
}

export function communeTiree({ communes, cumul }: Territoire, part: number): Commune {
  const cible = part * cumul[cumul.length - 1]!
  let bas = 0
  let haut = cumul.length - 1
  while (bas < haut) {
    const milieu = (bas + haut) >> 1
    if (cumul[milieu]! > cible) haut = milieu
    else bas = milieu + 1
  }
  return communes[bas]!
}
