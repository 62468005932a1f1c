import { sql } from 'kysely'
import { z } from 'zod'
import { enMots, type FusionPropre, lien, porter } from '../socle/lien.ts'
import { MOTIFS_CLOTURE } from './cloture.ts'

/**
 * Of two files that become one, what an agent closed stays closed, unless the other is worked on: its closing then waits under the
 * absorbed file, whose own closings never leave it.
 */
const FUSION: FusionPropre = {
  reunir: async (ctx, { de, vers }) => {
    const { rows } = await sql<{ id: string }>`
      update cloture c set personne_id = ${de} where c.personne_id = ${vers} and c.rouverte_le is null
        and not exists (select 1 from cloture x where x.personne_id = ${de} and x.rouverte_le is null)
        and (exists (select 1 from orientation o where o.personne_id = ${de} and o.fin is null)
          or exists (select 1 from accompagnement k where k.personne_id = ${de} and k.fin is null)
          or exists (select 1 from entree e where e.personne_id = ${de} and e.oriente_le is null and e.close_le is null))
      returning c.id`.execute(ctx.db)
    return rows.map(r => r.id)
  },
  separer: async (ctx, { vers }, fait) => {
    const ids = z.array(z.string()).parse(fait)
    await sql`update cloture set personne_id = ${vers} where id = any(${ids}::uuid[])`.execute(ctx.db)
  },
}

export const LIENS_CLOTURE = [
  lien({
    table: 'cloture',
    vers: 'personne',
    fusion: FUSION,
    annulation: { suivre: { cle: ['id'] } },
    effacement: 'effacer',
    portabilite: porter(
      'Clôtures du dossier',
      ids => sql`
        select c.le as "Le", ${enMots(MOTIFS_CLOTURE, 'c.motif')} as "Raison", c.precision as "Précision", c.rouverte_le as "Rouvert le",
          c.rouverte_motif as "Raison de la réouverture"
        from cloture c where c.personne_id = any(${ids}) order by c.le desc`,
    ),
  }),
]
