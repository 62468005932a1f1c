import { sql } from 'kysely'
import { chiffrerNir, empreinteNir, lireNir } from '../socle/auth/nir.ts'
import type { Context } from '../socle/use-case.ts'
import { nirDit, nirProvisoire } from './nir.ts'

/** The NIR (13 characters) that a source says of a person known already. */
export type NirDit = { personneId: string; nir: string }
type Sort = 'pris' | 'naissance' | 'autre' | 'ailleurs'

const MOTIFS = {
  naissance: 'non repris : il ne porte pas le mois et l’année de naissance du dossier',
  autre: 'non repris : le dossier a déjà un autre NIR',
  ailleurs: 'non repris : un autre dossier a ce NIR. Comparez les deux',
} as const satisfies Record<Exclude<Sort, 'pris'>, string>

/**
 * Gives these persons the NIR that is said of them, where their file has none or one to wait for it, nobody else bears it and it says
 * their birth; never another in the place of one. `refus`: why not, in words that don't say it; null where it is theirs already or now.
 */
export async function donnerNirs(
  ctx: Context,
  dits: readonly NirDit[],
): Promise<{ donnes: ReadonlySet<string>; refus: (personneId: string) => string | null }> {
  const { rows } = await sql<{
    id: string
    rang: number
    naissance: string
    sien: 'absent' | 'meme' | 'autre'
    chiffre: Buffer | null
    libre: boolean
  }>`
    select p.id, v.rang::int, p.date_naissance as naissance, p.nir_chiffre as chiffre, not exists (
        select 1 from personne a where a.nir_empreinte = v.nir and a.id <> p.id) as libre,
      case when p.nir_empreinte is null then 'absent' when p.nir_empreinte = v.nir then 'meme' else 'autre' end as sien
    from unnest(${dits.map(d => d.personneId)}::uuid[], ${dits.map(d => empreinteNir(ctx.territoire.code, d.nir))}::bytea[])
      with ordinality as v (id, nir, rang) join personne p on p.id = v.id order by v.rang`.execute(ctx.db)
  const sorts = new Map<string, Sort>()
  const aDonner = new Map<string, string>()
  for (const { id, rang, naissance, sien, chiffre, libre } of rows) {
    const nir = dits[rang - 1]?.nir ?? ''
    if (sien === 'meme' || aDonner.get(nir) === id) continue
    const sort =
      (sien === 'autre' && !attendait(ctx, chiffre, nir)) || sorts.get(id) === 'pris'
        ? 'autre'
        : !libre || aDonner.has(nir)
          ? 'ailleurs'
          : nirDit(nir, naissance)
            ? 'pris'
            : 'naissance'
    sorts.set(id, sort)
    if (sort === 'pris') aDonner.set(nir, id)
  }
  const donnes = new Set(aDonner.values())
  const nirs = [...aDonner.keys()]
  if (nirs.length > 0)
    await sql`
      update personne p set nir_empreinte = v.empreinte, nir_chiffre = v.chiffre
      from unnest(${[...donnes]}::uuid[], ${nirs.map(n => empreinteNir(ctx.territoire.code, n))}::bytea[],
        ${nirs.map(n => chiffrerNir(ctx.territoire.code, n))}::bytea[]) as v (id, empreinte, chiffre)
      where p.id = v.id`.execute(ctx.db)
  return {
    donnes,
    refus: personneId => {
      const sort = sorts.get(personneId)
      return sort === undefined || sort === 'pris' ? null : MOTIFS[sort]
    },
  }
}

/** Whether the number of a file was given to wait for this one. */
const attendait = (ctx: Context, chiffre: Buffer | null, nir: string): boolean =>
  chiffre !== null && nirProvisoire(lireNir(ctx.territoire.code, chiffre)) && !nirProvisoire(nir)
