import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { autorise } from '../../agent/autorise.ts'
import { perimetre } from '../../agent/perimetre.ts'
import { importTenu } from '../../import/depot/contenu.ts'
import type { GenreADoutes, LigneImport, ResultatLigne } from '../../import/import.ts'
import { jourDe } from '../../socle/contexte.ts'
import { Refusal } from '../../socle/refusal.ts'
import { dateLongue } from '../../socle/ui/dates.ts'
import type { Context } from '../../socle/use-case.ts'
import { parleDePersonnes, QUI_DECIDE } from './doute.ts'

/** May who acts tell persons apart? */
export const decideDesPersonnes = (ctx: Context): boolean => autorise(ctx.agent, 'doublon.decider')

/**
 * SQL condition over a doubt `d` and its import `i`: every file that the line resembles is in the scope of who acts. A line that
 * resembles none is for who sees the whole territory, or brought it.
 */
export function dansPerimetre(ctx: Context): RawBuilder<SqlBool> {
  if (ctx.agent.secteur === null) return sql`true`
  const siens = sql`c.import_id = d.import_id and c.ligne = d.ligne`
  // Nobody is joined where any candidate will do: all persons would be read for it.
  return sql`((i.depose_par is not distinct from ${ctx.agent.id}::uuid or exists (select 1 from import_candidat c where ${siens}))
    and not exists (select 1 from import_candidat c join personne p on p.id = c.personne_id
      where ${siens} and not ${perimetre(ctx, sql`coalesce(p.fusionnee_dans, p.id)`)}))`
}

/**
 * SQL condition over `d` and `i`: the line waits, and who acts may decide of it, about persons: entrusted, or of a list they brought;
 * `tenues`: or of any list they hold, as when they look at it.
 */
export function aDecider(ctx: Context, { tenues }: { tenues: boolean }): RawBuilder<SqlBool> {
  if (!decideDesPersonnes(ctx)) return sql`false`
  const sienne = tenues ? importTenu(ctx) : sql`i.depose_par is not distinct from ${ctx.agent.id}::uuid`
  return sql`(d.decide_le is null and i.statut = 'applique' and i.genre <> 'structures'
    and (d.confie_le is not null or ${sienne}) and ${dansPerimetre(ctx)})`
}

export type Doute = {
  importId: string
  numero: number
  fichier: string
  genre: GenreADoutes
  recuLe: string
  finLe: string
  options: Record<string, unknown>
  ligne: number
  avec: number[]
  /** What a line of France Travail says, encrypted (`ouvrirDit`); null of a list, whose file is read again. */
  dit: Buffer | null
  motifs: LigneImport['motifs']
  resultat: ResultatLigne
  personneId: string | null
}
type Lu = Doute & {
  decideLe: string | null
  decidePar: string | null
  decideNom: string | null
  decision: string | null
  /** Number of the import that took it up. */
  par: number | null
  visible: boolean
  dedans: boolean
}

/**
 * A line that waits, for who may decide of it. Refuses (not-found) what doesn't wait any more, or isn't theirs to see; (forbidden) who
 * can't read names, or whose scope doesn't hold all the files it resembles; (conflict) what somebody decided meanwhile: who is said.
 * `rejoue`: what the same agent decided already is answered, not refused.
 */
export async function douteADecider(ctx: Context, importId: string, ligne: number): Promise<Doute>
export async function douteADecider(
  ctx: Context,
  importId: string,
  ligne: number,
  rejoue: (decision: string, personneId: string | null) => boolean,
): Promise<Doute & { deja: boolean }>
export async function douteADecider(
  ctx: Context,
  importId: string,
  ligne: number,
  rejoue: (decision: string, personneId: string | null) => boolean = () => false,
): Promise<Doute & { deja: boolean }> {
  const { rows } = await sql<Lu>`
    select i.id as import_id, i.numero, i.fichier, i.genre, i.recu_le, i.fin_le, i.options, d.ligne, d.avec, d.dit, l.motifs, l.resultat,
      l.personne_id, d.decide_le, d.decide_par, d.decide_nom, d.decision,
      (select n.numero from import n where n.id = d.decide_par and d.decision = 'reprise') as par,
      (${importTenu(ctx)} or d.confie_le is not null) as visible, ${dansPerimetre(ctx)} as dedans
    from import_doute d join import i on i.id = d.import_id join import_ligne l on l.import_id = d.import_id and l.ligne = d.ligne
    where d.import_id = ${importId} and d.ligne = ${ligne} and i.statut = 'applique'`.execute(ctx.db)
  const [lu] = rows
  if (lu && parleDePersonnes(lu.genre) && !decideDesPersonnes(ctx))
    throw new Refusal('forbidden', 'decision-sur-personnes', QUI_DECIDE)
  if (!lu?.visible)
    throw new Refusal(
      'not-found',
      'doute-introuvable',
      'Cette ligne n’attend pas de décision : son import a été annulé ou repris, ou elle ne vous est pas confiée.',
    )
  if (!lu.dedans)
    throw new Refusal(
      'forbidden',
      'doute-hors-perimetre',
      'Un des dossiers auxquels cette ligne ressemble n’est pas dans vos communes : un chargé d’orientation qui voit tout le territoire la décide.',
    )
  const { decideLe, decidePar, decideNom, decision, par, visible: _, dedans: __, ...doute } = lu
  if (decideLe === null) return { ...doute, deja: false }
  if (decidePar === ctx.agent.id && decision !== null && rejoue(decision, doute.personneId))
    return { ...doute, deja: true }
  if (decision === 'reprise')
    throw new Refusal(
      'conflict',
      'ligne-deja-decidee',
      `Cette ligne est reprise par l’import n°\u00a0${par}, plus récent : c’est là qu’elle se décide.`,
    )
  throw new Refusal(
    'conflict',
    'ligne-deja-decidee',
    `Cette ligne a été décidée par ${decideNom} le ${dateLongue(jourDe(decideLe, ctx.fuseau))} : il n’y a plus rien à faire.`,
  )
}
