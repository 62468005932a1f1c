import { sql } from 'kysely'
import { z } from 'zod'
import { personneIntrouvable } from '../../agent/perimetre.ts'
import { empreinteNir } from '../../socle/auth/nir.ts'
import { consulter } from '../../socle/lectures/consultation.ts'
import { useCase } from '../../socle/use-case.ts'
import { personneLue } from '../personne-lue.queries.ts'
import { nirGarde } from './garder-matricule.ts'
import { SCELLE } from './matricule.ts'

type Lu = { id: string; foyers: { foyerId: string; matricule: string }[] }

/**
 * The matricules of a person's households that are NIRs, in full, asked for on purpose: it is reading a NIR, recorded as such in the file
 * where it is read, and in that of whose number it is.
 */
export const lireMatricules = useCase(
  {
    route: 'GET /personnes/:personneId/matricules',
    summary: 'Lire les numéros d’allocataire d’une personne qui sont des numéros de sécurité sociale',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: z.object({ matricules: z.array(z.object({ foyerId: z.uuid(), nir: z.string() })) }),
  },
  async (ctx, { personneId }) => {
    const { rows } = await sql<Lu>`
      with ${personneLue(ctx, personneId)}
      select c.id, (select coalesce(json_agg(json_build_object('foyerId', f.id, 'matricule', f.matricule)), '[]')
        from membre m join foyer f on f.id = m.foyer_id
        where m.personne_id = c.id and m.fin is null and f.matricule like ${`${SCELLE}%`}) as foyers
      from cible c where c.jusqua = 'infinity'`.execute(ctx.db)
    const [lu] = rows
    if (!lu) throw personneIntrouvable()
    const { code } = ctx.territoire
    const matricules = lu.foyers.flatMap(({ foyerId, matricule }) => {
      const nir = nirGarde(code, matricule)
      return nir === null ? [] : [{ foyerId, nir }]
    })
    const titulaires = await ctx.db
      .selectFrom('personne')
      .select(sql<string>`coalesce(fusionnee_dans, id)`.as('id'))
      .where('nirEmpreinte', '=', sql<Buffer>`any(${matricules.map(m => empreinteNir(code, m.nir))}::bytea[])`)
      .execute()
    await ctx.garde?.exiger(ctx, [lu.id])
    await consulter(ctx, [...new Set([lu.id, ...titulaires.map(t => t.id)])], 'nir')
    return { matricules }
  },
)
