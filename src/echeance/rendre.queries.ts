import { type RawBuilder, sql } from 'kysely'
import { SYSTEME } from '../socle/contexte.ts'
import { enregistrerChacun } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { colleguesPour } from './collegues.queries.ts'
import { acteDe, horlogeDe } from './dire-echeances.ts'
import { recitEcheanceConfiee } from './echeance.recits.ts'

type Confiee = { personneId: string; genre: string; objetId: string; confieeA: string }

/** What was given is for who it was before, who is reminded of it in their turn; the file tells it. `quand`: SQL over a row `e`. */
export async function rendre(ctx: Context, quand: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<{
    personneId: string
    genre: string
    objetId: string
    versId: string
    vers: string
    renduA: string | null
  }>`
    update echeance e set confiee_a = null, confiee_par = null, rappelee_le = null
    from agent_nom n, echeance v
    where n.id = e.confiee_a and v.genre = e.genre and v.objet_id = e.objet_id and ${quand}
    returning e.personne_id, e.genre, e.objet_id, n.id as vers_id, n.nom as vers, coalesce(e.agent_id, v.confiee_par) as rendu_a`.execute(
    ctx.db,
  )
  await enregistrerChacun(
    ctx,
    recitEcheanceConfiee,
    rows.map(({ personneId, ...r }) => ({ id: personneId, avant: { ...r, acte: acteDe(r.genre) } })),
  )
}

/**
 * What was given about these persons to who may no more open their file, or do it: nobody would be asked for it. `personnes`: a query
 * of ids.
 */
export async function rendreHorsPortee(ctx: Context, personnes: RawBuilder<unknown>): Promise<void> {
  const { rows } = await sql<Confiee>`
    select e.personne_id, e.genre, e.objet_id, e.confiee_a from echeance e
    where e.confiee_a is not null and e.personne_id in (${personnes})`.execute(ctx.db)
  for (const { personneId, genre, objetId, confieeA } of rows) {
    const permission = horlogeDe(genre)?.permission
    const peuvent = permission ? await colleguesPour({ ...ctx, agent: SYSTEME }, personneId, permission) : []
    if (!peuvent.some(c => c.id === confieeA)) await rendre(ctx, sql`e.genre = ${genre} and e.objet_id = ${objetId}`)
  }
}
