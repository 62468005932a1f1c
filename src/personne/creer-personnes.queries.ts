import { chiffrerNir, empreinteNir } from '../socle/auth/nir.ts'
import type { Context } from '../socle/use-case.ts'

export type NouvellePersonne = {
  id: string
  /** 13 characters, or null. */
  nir: string | null
  nom: string
  nomNaissance: string
  prenom: string
  /** YYYY-MM-DD. */
  dateNaissance: string
  /** '0' when nobody said it. */
  sexe: '0' | '1' | '2'
  source: string
}

/** Creates the files of persons that nobody knew yet; they carry the number of the import under way. */
export async function creerPersonnes(ctx: Context, personnes: readonly NouvellePersonne[]): Promise<void> {
  if (!personnes.length) return
  await ctx.db
    .insertInto('personne')
    .values(
      personnes.map(({ nir, source, ...p }) => ({
        ...p,
        nirEmpreinte: nir ? empreinteNir(ctx.territoire.code, nir) : null,
        nirChiffre: nir ? chiffrerNir(ctx.territoire.code, nir) : null,
        identiteSource: source,
        identiteLe: ctx.today,
        creePar: ctx.import,
      })),
    )
    .execute()
}
