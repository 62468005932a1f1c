import { sql } from 'kysely'
import { z } from 'zod'
import { dossiersLisibles } from '../../import/differences/lisibles.queries.ts'
import { compterLignes } from '../../import/doutes/recompter.queries.ts'
import { LISTES } from '../../import/genres.ts'
import { Changement, type LigneImport, ResultatLigne, StatutImport } from '../../import/import.ts'
import { celluleMontree } from '../../personne/matricule/matricule.ts'
import { consulter } from '../../socle/lectures/consultation.ts'
import { LIGNES_PAR_PAGE } from '../../socle/ui/liste/lignes-par-page.ts'
import { type Context, useCase } from '../../socle/use-case.ts'
import { relireLignes } from '../doutes/relire-lignes.ts'
import { sansAdressesCouvertes } from './adresses-couvertes.queries.ts'
import { CandidatDeLigne, candidatsDesLignes, ressemblances } from './candidats-lignes.queries.ts'
import { correspondanceDe, importDeListe } from './import-de-liste.queries.ts'

const Comptes = z.object({
  creee: z.number(),
  modifiee: z.number(),
  inchangee: z.number(),
  'a-decider': z.number(),
  refusee: z.number(),
})

/**
 * What each line of a list did, or would do, with its values read again from the file: reasons never hold them. While the import
 * runs, where it is. Lines about known persons are recorded as readings of their files.
 */
export const lignesImport = useCase(
  {
    route: 'GET /imports/:importId/lignes',
    summary: 'Lignes d’une liste, avec ce que chacune fait et pourquoi',
    permission: 'import.gerer',
    input: z.object({
      importId: z.uuid(),
      resultat: ResultatLigne.optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
    }),
    output: z.object({
      etat: z.object({
        genre: z.enum(LISTES).nullable(),
        statut: StatutImport,
        simulation: z.boolean(),
        etape: z.string().nullable(),
        fait: z.number().nullable(),
        total: z.number().nullable(),
        refus: z.string().nullable(),
      }),
      comptes: Comptes,
      /** Lines still in doubt that somebody has decided since. */
      decidees: z.number(),
      pages: z.number(),
      entetes: z.array(z.string()),
      lignes: z.array(
        z.object({
          ligne: z.number(),
          resultat: ResultatLigne,
          personneId: z.string().nullable(),
          motifs: z.array(z.object({ champ: z.string(), motif: z.string() })),
          /** What it changes on a known person; without values for who may not read their file, or has first to say why. */
          changements: z.array(Changement),
          raisonADire: z.boolean(),
          /** In the order of `entetes`; NIRs are masked. */
          cellules: z.array(z.string()),
          /** What a human decided of it: a file, or a new person. */
          decision: z.union([z.uuid(), z.literal('nouvelle')]).nullable(),
          /** Doubtful lines only: the files it may be about, best first; who they are, when in the agent's scope. */
          candidats: z.array(CandidatDeLigne),
        }),
      ),
    }),
  },
  async (ctx, { importId, resultat, page }) => {
    const recu = await importDeListe(ctx, importId)
    const comptes = await compterLignes(ctx, importId)
    const lignes = await lirePage(ctx, importId, resultat ?? null, page)
    const { entetes, cellules } = lignes.length
      ? await relireLignes(
          ctx,
          importId,
          correspondanceDe(recu)?.feuille ?? null,
          lignes.map(l => l.ligne),
        )
      : { entetes: [], cellules: new Map<number, string[]>() }
    const connues = lignes.flatMap(l => (l.personneId ? [l.personneId] : []))
    await consulter(ctx, [...new Set(connues)], 'import')
    const { lisibles, aDire } = await dossiersLisibles(ctx, connues)
    const decisions = (recu.options.decisions ?? {}) as Record<number, string>
    const correspondance = correspondanceDe(recu)
    const douteuses = lignes
      .filter(l => l.resultat === 'a-decider')
      .map(l => ({ ligne: l.ligne, cellules: cellules.get(l.ligne) ?? [] }))
    const liste = recu.genre && correspondance && { genre: recu.genre, correspondance, entetes }
    const pareils = liste ? await ressemblances(ctx, liste, douteuses) : null
    const candidats =
      pareils && recu.statut === 'a-verifier'
        ? await candidatsDesLignes(ctx, pareils)
        : new Map<number, CandidatDeLigne[]>()
    const total = resultat ? comptes[resultat] : Object.values(comptes).reduce((a, b) => a + b, 0)
    const montrees = await sansAdressesCouvertes(
      ctx,
      { entetes, correspondance },
      lignes.map(l => ({
        cellules: cellules.get(l.ligne) ?? [],
        personnes: [...(l.personneId ? [l.personneId] : []), ...(pareils?.get(l.ligne) ?? []).map(c => c.personneId)],
      })),
      'Adresse confidentielle',
    )
    const { genre, statut, simulation, etape, fait, total: aFaire, refus } = recu
    return {
      etat: { genre, statut, simulation, etape, fait, total: aFaire, refus: refus?.message ?? null },
      comptes,
      decidees: await compterDecidees(ctx, importId),
      pages: Math.max(1, Math.ceil(total / LIGNES_PAR_PAGE)),
      entetes: [...entetes],
      lignes: lignes.map((l, i) => ({
        ...l,
        changements: (l.changements ?? []).map(c =>
          l.personneId && lisibles.has(l.personneId) ? c : { libelle: c.libelle, avant: null, apres: null },
        ),
        cellules: (montrees[i] ?? []).map(celluleMontree),
        decision: decisions[l.ligne] ?? null,
        raisonADire: l.personneId !== null && (l.changements ?? []).length > 0 && aDire.has(l.personneId),
        candidats: candidats.get(l.ligne) ?? [],
      })),
    }
  },
)

async function compterDecidees(ctx: Context, importId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from import i, jsonb_object_keys(i.options -> 'decisions') d
      join import_ligne l on l.ligne = d::int and l.resultat = 'a-decider'
    where i.id = ${importId} and l.import_id = ${importId}`.execute(ctx.db)
  return rows[0]?.n ?? 0
}

/** A person that a simulation would create doesn't exist: their line has none. */
async function lirePage(
  ctx: Context,
  importId: string,
  resultat: ResultatLigne | null,
  page: number,
): Promise<LigneImport[]> {
  const { rows } = await sql<LigneImport>`
    select ligne, resultat, (select p.id from personne p where p.id = import_ligne.personne_id) as personne_id, motifs, changements
    from import_ligne where import_id = ${importId} ${resultat ? sql`and resultat = ${resultat}` : sql``}
    order by ligne limit ${LIGNES_PAR_PAGE} offset ${(page - 1) * LIGNES_PAR_PAGE}`.execute(ctx.db)
  return rows
}
