import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { pageDe } from '../socle/coupe.ts'
import type { Context } from '../socle/use-case.ts'
import { importIntrouvable, importTenu, voitTout } from './depot/contenu.ts'
import { recitImportDemande } from './import.recits.ts'
import { Genre, RapportImport, StatutImport, Voie } from './import.ts'
import { rang } from './imports.queries.ts'

/** An import as the screens show it. `fait`/`total` of `etape` tell how far a running one is. */
export const FicheImport = z.object({
  id: z.uuid(),
  numero: z.number(),
  genre: Genre.nullable(),
  version: z.string().nullable(),
  fichier: z.string(),
  taille: z.number(),
  recu: z.number(),
  sha256: z.string().nullable(),
  creeLe: z.string().nullable(),
  voie: Voie,
  recuLe: z.iso.date(),
  deposeLe: z.string(),
  deposeNom: z.string(),
  statut: StatutImport,
  simulation: z.boolean(),
  etape: z.string().nullable(),
  fait: z.number().nullable(),
  total: z.number().nullable(),
  debutLe: z.string().nullable(),
  finLe: z.string().nullable(),
  refus: z.object({ code: z.string(), message: z.string() }).nullable(),
  annuleLe: z.string().nullable(),
  annuleNom: z.string().nullable(),
  contenuEffaceLe: z.string().nullable(),
  resume: z.string().nullable(),
  /** The figures of its report, in the order to show them; null without one. */
  comptes: z.array(z.object({ libelle: z.string(), nombre: z.number() })).nullable(),
  /** Imports before it in the line, itself excluded; 0 for one that runs or is done. */
  devant: z.number(),
  /** Lines of a list by what they did, or would do. */
  lignes: z.record(z.string(), z.number()),
  /** May who asks read the file, apply it, undo it, take it away? */
  tenu: z.boolean(),
  /** May who asks confirm a flow that is held? */
  confirmable: z.boolean(),
})
export type FicheImport = z.infer<typeof FicheImport>

export const DetailImport = FicheImport.extend({
  rapport: RapportImport.nullable(),
  /** Held, then confirmed: by whom, when (ISO instant), and the figures they saw; null when nobody had to. */
  confirme: z.object({ par: z.string(), le: z.string(), pourquoi: z.string().nullable() }).nullable(),
})

/** Who confirmed an import that was held, as its last demand says. */
export async function confirmation(ctx: Context, importId: string): Promise<z.infer<typeof DetailImport>['confirme']> {
  const { rows } = await sql<{ par: string; le: string; pourquoi: string | null; confirme: boolean }>`
    select acteur_nom as par, le, apres ->> 'pourquoi' as pourquoi,
      (apres ->> 'confirme')::boolean and not (apres ->> 'simulation')::boolean as confirme
    from evenement where objet = 'import' and objet_id = ${importId} and type = ${recitImportDemande.nom}
    order by le desc, id desc limit 1`.execute(ctx.db)
  const [derniere] = rows
  if (!derniere?.confirme) return null
  const { par, le, pourquoi } = derniere
  return { par, le, pourquoi }
}

const colonnes = (
  ctx: Context,
) => sql`i.id, i.numero, i.genre, i.version, i.fichier, i.taille, i.recu, i.sha256, i.cree_le, i.voie, i.recu_le, i.depose_le,
  i.depose_nom, i.statut, i.simulation, i.etape, i.fait, i.total, i.debut_le, i.fin_le, i.refus, i.annule_le, i.annule_nom,
  i.contenu_efface_le, i.rapport ->> 'resume' as resume, i.rapport -> 'comptes' as comptes,
  case when i.statut = 'en-attente' then (select count(*) from import d where d.statut in ('en-attente', 'en-cours')
    and (d.statut = 'en-cours' or ${rang('d')} < ${rang('i')})) else 0 end as devant,
  (select coalesce(jsonb_object_agg(l.resultat, l.n), '{}') from
    (select resultat, count(*) as n from import_ligne where import_id = i.id group by resultat) l) as lignes, ${importTenu(ctx)} as tenu,
  ${voitTout(ctx)}::boolean as confirmable`

/** A page of imports that meet a condition over `i`, the last deposited first, and how many there are. */
export async function pageImports(
  ctx: Context,
  condition: RawBuilder<unknown>,
  { page, taille }: { page: number; taille: number },
): Promise<{ total: number; pages: number; imports: FicheImport[] }> {
  const { lignes, ...combien } = await pageDe({ page, taille }, async limite => {
    const { rows } = await sql<FicheImport & { enTout: number }>`
      select ${colonnes(ctx)}, count(*) over () as en_tout from import i where ${condition}
      order by i.depose_le desc, i.numero desc ${limite}`.execute(ctx.db)
    return rows
  })
  return { ...combien, imports: lignes }
}

/** One import with its report; refuses (not-found) one that doesn't exist, or isn't the software's that asks. */
export async function detail(ctx: Context, importId: string): Promise<z.infer<typeof DetailImport>> {
  // An agent sees that it is there; a software knows nothing of the others.
  const vu = ctx.agent.genre === 'logiciel' ? importTenu(ctx) : sql`true`
  const { rows } = await sql<Omit<z.infer<typeof DetailImport>, 'confirme'>>`
    select ${colonnes(ctx)}, i.rapport from import i where i.id = ${importId} and ${vu}`.execute(ctx.db)
  const [lue] = rows
  if (!lue) throw importIntrouvable()
  const fiche = { ...lue, confirme: lue.refus ? null : await confirmation(ctx, importId) }
  // What the sender wrote wrong names households of everywhere.
  return fiche.tenu || !fiche.rapport ? fiche : { ...fiche, rapport: { ...fiche.rapport, anomalies: [] } }
}
