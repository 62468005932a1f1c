import { sql } from 'kysely'
import type { Context } from '../../socle/use-case.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { FluxAttendu, Manque } from './calendrier.ts'

/**
 * Notes what is missing, and that what isn't any more has come. Returns the ids of the alerts nobody was told of before; one that
 * comes back (its import was undone) is the same.
 */
export async function noterManques(ctx: Context, manques: readonly Manque[]): Promise<string[]> {
  const lignes = manques.map(({ genre, organisme, rythme, occurrence, depuis }) => ({
    id: uuidv7(),
    genre,
    organisme,
    rythme,
    occurrence,
    depuis,
  }))
  const { rows } = await sql<{ id: string; nouvelle: boolean }>`
    insert into alerte_flux as a (id, genre, organisme, rythme, occurrence, depuis, constatee_le)
    select l.id, l.genre, l.organisme, l.rythme, l.occurrence, l.depuis, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(lignes)}::jsonb)
      as l (id uuid, genre text, organisme text, rythme text, occurrence date, depuis date)
    on conflict on constraint alerte_flux_unique do update set resolue_le = null
    returning a.id, a.courriel_le is null as nouvelle`.execute(ctx.db)
  await ctx.db
    .updateTable('alerteFlux')
    .set({ resolueLe: ctx.now })
    .where('resolueLe', 'is', null)
    .$if(rows.length > 0, q =>
      q.where(
        'id',
        'not in',
        rows.map(r => r.id),
      ),
    )
    .execute()
  return rows.filter(r => r.nouvelle).map(r => r.id)
}

export type Alerte = FluxAttendu & { occurrence: string; depuis: string }

/** An alert still open that nobody was told of (`dite`: that others were), locked until the end of the transaction; null otherwise. */
export async function alerteADire(ctx: Context, id: string, dite: boolean): Promise<Alerte | null> {
  const { rows } = await sql<Alerte>`
    select genre, organisme, rythme, occurrence, depuis from alerte_flux
    where id = ${id} and resolue_le is null and (courriel_le is not null) = ${dite} for update`.execute(ctx.db)
  return rows[0] ?? null
}

export async function noterCourriel(ctx: Context, id: string): Promise<void> {
  await ctx.db.updateTable('alerteFlux').set({ courrielLe: ctx.now }).where('id', '=', id).execute()
}
