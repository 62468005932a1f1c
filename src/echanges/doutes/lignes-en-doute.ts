import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../../agent/perimetre.ts'
import { A_DOUTES } from '../../import/import.ts'
import { pageDe } from '../../socle/coupe.ts'
import { consulter } from '../../socle/lectures/consultation.ts'
import { useCase } from '../../socle/use-case.ts'
import { parametre } from '../../territoire/parametre.queries.ts'
import { aDecider } from './doute.queries.ts'

/** Lines of a page, at most. */
const TAILLE = 25

const LigneEnDoute = z.object({
  importId: z.uuid(),
  /** Number of the import, and of the line in its file. */
  numero: z.number(),
  ligne: z.number(),
  fichier: z.string(),
  genre: z.enum(A_DOUTES),
  depuis: z.string(),
  /** Who entrusted it; null for one's own list. */
  confieNom: z.string().nullable(),
  /** Last day (YYYY-MM-DD) before what it says is erased. */
  jusquau: z.iso.date(),
  motifs: z.array(z.object({ champ: z.string(), motif: z.string() })),
  /** The files it resembles; one archived since isn't named. */
  candidats: z.array(z.object({ personneId: z.uuid(), nom: z.string(), prenom: z.string() })),
})

/**
 * The lines of applied files that wait for who asks to tell whom they speak of, the oldest first: entrusted to them, or of their own
 * lists, all their candidates in scope. Naming these is recorded as a reading.
 */
export const lignesEnDoute = useCase(
  {
    route: 'GET /lignes-en-doute',
    summary: 'Lister les lignes de fichiers appliqués qui attendent votre décision',
    permission: 'doublon.decider',
    input: z.object({
      importId: z.uuid().optional(),
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      /** Only how many: nobody is named, nothing is read. */
      nombreSeul: z.literal('oui').optional(),
    }),
    output: z.object({
      total: z.number(),
      pages: z.number(),
      aujourdhui: z.iso.date(),
      lignes: z.array(LigneEnDoute),
    }),
  },
  async (ctx, { importId, page, nombreSeul }) => {
    if (nombreSeul) {
      const { rows } = await sql<{ total: number }>`
        select count(*)::int as total from import_doute d join import i on i.id = d.import_id
        where ${aDecider(ctx, { tenues: false })}`.execute(ctx.db)
      return { total: rows[0]?.total ?? 0, pages: 0, aujourdhui: ctx.today, lignes: [] }
    }
    const jours = await parametre(ctx, 'import.conservation-jours')
    const seul = importId ? sql`and d.import_id = ${importId}` : sql``
    const { lignes, ...combien } = await pageDe({ page, taille: TAILLE }, async limite => {
      const { rows } = await sql<z.infer<typeof LigneEnDoute> & { enTout: number }>`
        select q.*, l.motifs, (select coalesce(jsonb_agg(jsonb_build_object('personneId', p.id, 'nom', p.nom, 'prenom', p.prenom)
              order by p.nom, p.prenom, p.id), '[]')
            from (select distinct coalesce(p.fusionnee_dans, p.id) as id from import_candidat c join personne p on p.id = c.personne_id
              where c.import_id = q.import_id and c.ligne = q.ligne) c join personne p on p.id = c.id
            where ${perimetre(ctx, sql.ref('p.id'))}) as candidats
        from (
          select d.import_id, i.numero, d.ligne, i.fichier, i.genre, d.depuis, d.confie_nom,
            (i.fin_le::date + ${jours}::int) as jusquau, count(*) over () as en_tout
          from import_doute d join import i on i.id = d.import_id where ${aDecider(ctx, { tenues: importId !== undefined })} ${seul}
          order by d.depuis, d.import_id, d.ligne ${limite}) q
          join import_ligne l on l.import_id = q.import_id and l.ligne = q.ligne
        order by q.depuis, q.import_id, q.ligne`.execute(ctx.db)
      return rows
    })
    await consulter(ctx, [...new Set(lignes.flatMap(l => l.candidats.map(c => c.personneId)))], 'import')
    return { ...combien, aujourdhui: ctx.today, lignes }
  },
)
