import { sql } from 'kysely'
import type { NirsRenouveles } from '../../personne/cles-nir.queries.ts'
import { autreCle } from '../../socle/auth/cles.ts'
import type { Context } from '../../socle/use-case.ts'

/** A NIR in a difference: PostgreSQL's own text of its bytes. */
const enOctets = (texte: string | null) => (texte === null ? null : Buffer.from(texte.slice(2), 'hex'))
const enTexte = (octets: Buffer) => `\\x${octets.toString('hex')}`

/** Gives the NIRs kept by what imports changed the current key, so that undoing one puts back what can be read and found. */
export async function renouvelerDifferences(ctx: Context, { nir, empreintes }: NirsRenouveles): Promise<number> {
  const autre = (cote: 'avant' | 'apres') => autreCle(sql`(${sql.ref(cote)} ->> 'nir_chiffre')::bytea`)
  const { rows } = await sql<{
    ligne: string
    avant: string | null
    apres: string | null
    empreintes: (string | null)[]
  }>`
    select ctid::text as ligne, avant ->> 'nir_chiffre' as avant, apres ->> 'nir_chiffre' as apres,
      array[avant ->> 'nir_empreinte', apres ->> 'nir_empreinte'] as empreintes
    from import_difference
    where table_nom = 'personne' and (${autre('avant')} or ${autre('apres')})`.execute(ctx.db)
  const renouveler = (chiffre: string | null, empreinte: string | null | undefined) => {
    const octets = enOctets(chiffre)
    if (!octets) return {}
    const nouveau = nir(octets)
    const ancienne = enOctets(empreinte ?? null)
    if (ancienne) empreintes.set(ancienne.toString('hex'), nouveau.empreinte)
    return { nir_chiffre: enTexte(nouveau.chiffre), nir_empreinte: enTexte(nouveau.empreinte) }
  }
  const lignes = rows.map(r => ({
    ligne: r.ligne,
    avant: renouveler(r.avant, r.empreintes[0]),
    apres: renouveler(r.apres, r.empreintes[1]),
  }))
  // Nobody else writes there: the lock of imports is held, so a row stays where it was read.
  for (let debut = 0; debut < lignes.length; debut += LOT)
    await sql`
      update import_difference d set avant = d.avant || n.avant, apres = d.apres || n.apres
      from jsonb_to_recordset(${JSON.stringify(lignes.slice(debut, debut + LOT))}::jsonb) as n (ligne text, avant jsonb, apres jsonb)
      where d.ctid = n.ligne::tid`.execute(ctx.db)
  return rows.length
}

/** Rows written at once. */
const LOT = 5000
