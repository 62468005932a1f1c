import { sql } from 'kysely'
import { z } from 'zod'
import { enregistrerTous } from '../../socle/evenement.ts'
import { Refusal } from '../../socle/refusal.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { importIntrouvable, importTenu } from '../depot/contenu.ts'
import { rendreDoutes } from '../doutes/doutes.queries.ts'
import { recompter } from '../doutes/recompter.queries.ts'
import { recitImportAnnule, recitImportDefait } from '../import.recits.ts'
import { StatutImport } from '../import.ts'
import { tenirImports } from '../verrou.ts'
import {
  autresEngagees,
  personnesEngagees,
  personnesTravaillees,
  retablir,
  suivisRepris,
} from './annulation.queries.ts'
import { personnesTouchees } from './differences.queries.ts'

/** PostgreSQL's code for a row that others refer to. */
const CLE_ETRANGERE = '23503'
const ENGAGEES = (n: number) =>
  `Depuis cet import, ${n > 1 ? `${n} dossiers qu’il a changés ont été travaillés` : 'un dossier qu’il a changé a été travaillé'} : l’annuler défairait ce travail. Corrigez plutôt les dossiers un par un.`
const AUTRES_ENGAGEES =
  'Des structures ou des professionnels que cet import a apportés servent depuis, ou ont été modifiés : l’annuler les reprendrait à ceux qui s’en servent. Corrigez-les plutôt un par un, dans « Structures » et « Agents ».'

/**
 * Undoes an import: every row is as it was before, and the file is kept, to be looked at or applied again. Refused (conflict) when
 * something later depends on it: a flow applied since, or work done with a person it brought or made enter.
 */
export const annulerImport = useCase(
  {
    route: 'POST /imports/:importId/annulation',
    summary: 'Annuler un import',
    permission: 'import.gerer',
    input: z.object({ importId: z.uuid() }),
    output: z.object({ statut: StatutImport }),
  },
  async (ctx, { importId }) => {
    const demande = await importAAnnuler(ctx, importId)
    if (demande.statut === 'annule') return { statut: 'annule' as const }
    if (demande.statut !== 'applique')
      throw new Refusal(
        'conflict',
        'import-non-applique',
        'Cet import n’a rien changé : il n’y a rien à annuler. Vous pouvez le retirer de la liste.',
      )
    if (demande.contenuEffaceLe)
      throw new Refusal(
        'conflict',
        'import-trop-ancien',
        'Cet import est trop ancien : ce qu’il avait remplacé a été effacé à la fin de sa durée de conservation.',
      )
    await refuserSiSuivi(ctx, demande.numero)
    await retablir(ctx, demande.numero).catch(refuserSiReference)
    for (const id of await rendreDoutes(ctx, importId)) await recompter(ctx, id, [])
    await ctx.db
      .updateTable('import')
      .set({ statut: 'annule', annuleLe: ctx.now, annuleNom: ctx.agent.nom })
      .where('id', '=', importId)
      .execute()
    await enregistrerTous(
      ctx,
      recitImportAnnule,
      {
        de: sql`(${personnesTouchees(demande.numero)}) p`,
        id: sql`p.id`,
        apres: { import: sql`${demande.numero}::int`, fichier: sql`${demande.fichier}::text` },
      },
      ctx.now,
    )
    await ctx.record({ objet: 'import', id: importId }, recitImportDefait, {
      apres: { import: demande.numero, fichier: demande.fichier },
    })
    return { statut: 'annule' as const }
  },
)

/** Something written since refers to what it created: PostgreSQL says so, whoever wrote it. */
function refuserSiReference(erreur: unknown): never {
  const { code, constraint = '' } = erreur as { code?: string; constraint?: string }
  if (code !== CLE_ETRANGERE) throw erreur
  if (/_(structure|agent|referent|co_referent)_id_fkey$/.test(constraint))
    throw new Refusal('conflict', 'structures-engagees', AUTRES_ENGAGEES)
  throw new Refusal('conflict', 'personnes-engagees', ENGAGEES(0))
}

async function importAAnnuler(ctx: Context, importId: string) {
  await tenirImports(ctx, 'annulez celui-ci')
  const demande = await ctx.db
    .selectFrom('import')
    .select(['numero', 'fichier', 'statut', 'contenuEffaceLe'])
    .where('id', '=', importId)
    .where(importTenu(ctx))
    .forUpdate()
    .executeTakeFirst()
  if (!demande) throw importIntrouvable()
  return demande
}

const NOMMES = 10
function direNumeros(imports: readonly { numero: number }[]): string {
  const dits = imports.slice(0, NOMMES).map(i => `n°\u00a0${i.numero}`)
  return `${dits.join(', ')}${imports.length > NOMMES ? '…' : ''}`
}

async function refuserSiSuivi(ctx: Context, numero: number): Promise<void> {
  // What nothing lifts is said first: nobody undoes other imports for nothing.
  const travaillees = await personnesTravaillees(ctx, numero)
  if (travaillees) throw new Refusal('conflict', 'personnes-engagees', ENGAGEES(travaillees))
  const { rows } = await sql<{ numero: number; fichier: string }>`
    select i.numero, i.fichier from flux f join import i on i.numero = f.import
    where f.numero > (select numero from flux where import = ${numero}) and i.statut = 'applique' order by f.numero desc`.execute(
    ctx.db,
  )
  const [apres] = rows
  if (apres)
    throw new Refusal(
      'conflict',
      'flux-plus-recent',
      rows.length === 1
        ? `Un flux plus récent s’appuie sur celui-ci\u00a0: l’import n°\u00a0${apres.numero} (${apres.fichier}). Annulez-le d’abord.`
        : `${rows.length} flux plus récents s’appuient sur celui-ci. Annulez-les d’abord, dans cet ordre\u00a0: ${direNumeros(rows)}.`,
    )
  const liste = await suivisRepris(ctx, numero)
  if (liste)
    throw new Refusal(
      'conflict',
      'liste-plus-recente',
      `Une liste plus récente a repris des suivis d’après les droits que dit ce flux : l’import n° ${liste.numero} (${liste.fichier}). Annulez-la d’abord.`,
    )
  const engagees = await personnesEngagees(ctx, numero)
  if (await autresEngagees(ctx, numero)) throw new Refusal('conflict', 'structures-engagees', AUTRES_ENGAGEES)
  if (engagees.length) throw new Refusal('conflict', 'personnes-engagees', ENGAGEES(engagees.length))
}
