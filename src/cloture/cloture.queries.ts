import { sql } from 'kysely'
import { suiviRendable } from '../accompagnement/annulation/annulation.queries.ts'
import { delaiARouvrir } from '../droit/delai-repris.queries.ts'
import { structureOuverte } from '../orientation/cloture.queries.ts'
import { APPEL } from '../precaution/partage.queries.ts'
import { rendezVousAVenir } from '../rendez-vous/a-venir.queries.ts'
import { clore } from '../socle/auth/texte.ts'
import { enregistrerTous } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { recitDossierClos, recitDossierRouvert } from './cloture.recits.ts'
import type { ClotureLue, FaitsCloture, FaitsReouverture } from './cloture.ts'

/** The closing that holds for a person, on `jusqua` at the latest when only what was there then may be read; null when none does. */
export async function clotureEnCours(
  ctx: Context,
  personneId: string,
  jusqua: string | null = null,
): Promise<ClotureLue | null> {
  const { rows } = await sql<ClotureLue>`
    select c.id, c.le, c.motif, c.precision, a.nom as par from cloture c left join agent_nom a on a.id = c.close_par
    where c.personne_id = ${personneId} and c.rouverte_le is null ${jusqua ? sql`and c.le <= ${jusqua}::date` : sql``}`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

/** What closing the file of a person would end. */
export async function faitsCloture(ctx: Context, personneId: string): Promise<FaitsCloture> {
  const { rows } = await sql<Omit<FaitsCloture, 'rendezVous'>>`
    select e.recu_le as entree_le, ${APPEL} as appel, greatest(e.recu_le, o.debut, k.debut) as plancher,
      case when o.id is not null then jsonb_build_object('dominante', o.dominante, 'structure', s.nom) end as orientation,
      case when k.id is not null then jsonb_build_object('referentId', k.referent_id, 'referent', k.referent,
        'coReferentId', k.co_referent_id, 'coReferent', k.co_referent) end as suivi
    from personne p
    left join entree e on e.personne_id = p.id and e.oriente_le is null and e.close_le is null
    left join orientation o on o.personne_id = p.id and o.fin is null left join structure s on s.id = o.structure_id
    left join suivi_courant k on k.personne_id = p.id
    where p.id = ${personneId}`.execute(ctx.db)
  return { ...(rows[0] as Omit<FaitsCloture, 'rendezVous'>), rendezVous: await rendezVousAVenir(ctx, personneId) }
}

/** What undoing this closing would give back. */
export async function faitsReouverture(
  ctx: Context,
  personneId: string,
  { id, le }: Pick<ClotureLue, 'id' | 'le'>,
): Promise<FaitsReouverture> {
  const { rows } = await sql<Omit<FaitsReouverture, 'delai'>>`
    select (select jsonb_build_object('dominante', v.dominante, 'structure', s.nom, 'rendable', ${structureOuverte(ctx, 'v')})
        from orientation v join structure s on s.id = v.structure_id
        where v.fin_par = ${id} and v.personne_id = ${personneId} order by v.debut desc limit 1) as orientation,
      ${suiviRendable(ctx, sql`${id}::uuid`, sql`${personneId}::uuid`)} as ancien,
      (select count(*)::int from rendez_vous r join cloture c on c.id = ${id} and r.issue_le = c.close_le
        where r.personne_id = ${personneId} and r.issue = 'annule-service') as annules,
      (select l.edite_le::date from courrier l where l.cloture_id = ${id}) as lettre_le`.execute(ctx.db)
  return {
    ...(rows[0] as Omit<FaitsReouverture, 'delai'>),
    delai: await delaiARouvrir(ctx, personneId, le),
  }
}

/**
 * Opens again, by themselves, the files of who enters anew by this flow (import_mouvement 'entree'); a flow that repeats what it said
 * makes nobody enter, and droit/mouvements.queries.ts lets in nobody who is said to be dead. `recuLe`: YYYY-MM-DD.
 */
export async function rouvrirLesEntrants(
  ctx: Context,
  { numero, recuLe }: { numero: number; recuLe: string },
): Promise<void> {
  const motif = 'Nouvelle entrée dans les droits et devoirs'
  await sql`
    update cloture c set rouverte_le = greatest(c.le, ${recuLe}::date), rouverte_motif = ${clore(ctx.territoire.code, motif)}
    from import_mouvement m where m.genre = 'entree' and m.personne_id = c.personne_id and c.rouverte_le is null`.execute(
    ctx.db,
  )
  await enregistrerTous(
    ctx,
    recitDossierRouvert,
    {
      de: sql`import_mouvement m join cloture c on c.personne_id = m.personne_id and c.rouverte_par is null
        and c.rouverte_le = greatest(c.le, ${recuLe}::date) where m.genre = 'entree'`,
      id: sql`m.personne_id`,
      apres: {
        clotureId: sql`c.id`,
        motif: sql`c.rouverte_motif`,
        flux: sql`${numero}::int`,
        lettre: sql`exists (select 1 from courrier l where l.cloture_id = c.id)`,
      },
    },
    recuLe,
  )
}

/** Tells of the files that import `numero` had opened again, now that it is undone: they are closed, as before it. */
export const direReclos = (ctx: Context, numero: number): Promise<void> =>
  enregistrerTous(
    ctx,
    recitDossierClos,
    {
      de: sql`cloture c join import_difference d on d.import = ${numero} and d.table_nom = 'cloture' and d.cle ->> 'id' = c.id::text
        where c.rouverte_le is null`,
      id: sql`c.personne_id`,
      apres: {
        clotureId: sql`c.id`,
        le: sql`c.le`,
        motif: sql`c.motif`,
        precision: sql`c.precision`,
        retour: sql`'import'::text`,
      },
    },
    ctx.now,
  )
