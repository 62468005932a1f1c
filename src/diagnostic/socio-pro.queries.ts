import { sql } from 'kysely'
import { enregistrerTous } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { recitDonneesSocioPro } from './diagnostic.recits.ts'
import type { ParcoursCaf } from './parcours-caf.ts'
import type { ReponsesSocioPro } from './socio-pro.ts'

/** Something a source said of a person on a day; `import`: the file, `rattacheePar`: the later import that found the person. */
type Dit<T> = {
  personneId: string
  source: string
  le: string
  contenu: T
  import: number
  rattacheePar: number | null
}
export type SocioProDit = Dit<ReponsesSocioPro>
export type ParcoursDit = Dit<ParcoursCaf>

const enRecords = (dits: readonly Dit<unknown>[]) => sql`
  jsonb_to_recordset(${JSON.stringify(dits.map(d => ({ ...d, id: uuidv7() })))}::jsonb) as n (id uuid, "personneId" uuid,
    source text, le date, contenu jsonb, import int, "rattacheePar" int)`

/**
 * Keeps what persons declared, one version per source and day: nothing is added when the source's last word, or its word of that
 * day, was the same. Tells it in the timelines. Returns how many were kept.
 */
export async function garderSocioPro(ctx: Context, dits: readonly SocioProDit[]): Promise<number> {
  if (!dits.length) return 0
  const { rows } = await sql<{ id: string }>`
    insert into donnee_socio_pro (id, personne_id, source, le, reponses, import, rattachee_par)
    select distinct on (n."personneId", n.source, n.le, n.contenu) n.id, n."personneId", n.source, n.le, n.contenu, n.import,
      n."rattacheePar"
    from ${enRecords(dits)}
    where not exists (select 1 from donnee_socio_pro d
      where d.personne_id = n."personneId" and d.source = n.source and d.le = n.le and d.reponses = n.contenu)
    and n.contenu is distinct from (select d.reponses from donnee_socio_pro d
      where d.personne_id = n."personneId" and d.source = n.source order by d.le desc, d.import desc limit 1)
    returning id`.execute(ctx.db)
  const ids = rows.map(r => r.id)
  await enregistrerTous(
    ctx,
    recitDonneesSocioPro,
    {
      de: sql`donnee_socio_pro d where d.id = any(${ids}::uuid[])`,
      id: sql`d.personne_id`,
      apres: { source: sql`d.source`, le: sql`d.le` },
    },
    ctx.now,
  )
  return ids.length
}

/** Keeps the journeys worked out at the claim, in the same way. Returns how many were kept. */
export async function garderParcoursCaf(ctx: Context, dits: readonly ParcoursDit[]): Promise<number> {
  if (!dits.length) return 0
  const { rows } = await sql<{ id: string }>`
    insert into parcours_caf (id, personne_id, source, le, parcours, import, rattachee_par)
    select distinct on (n."personneId", n.source, n.le, n.contenu) n.id, n."personneId", n.source, n.le, n.contenu, n.import,
      n."rattacheePar"
    from ${enRecords(dits)}
    where not exists (select 1 from parcours_caf d
      where d.personne_id = n."personneId" and d.source = n.source and d.le = n.le and d.parcours = n.contenu)
    and n.contenu is distinct from (select d.parcours from parcours_caf d
      where d.personne_id = n."personneId" and d.source = n.source order by d.le desc, d.import desc limit 1)
    returning id`.execute(ctx.db)
  return rows.length
}
