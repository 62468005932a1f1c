import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../../agent/perimetre.ts'
import { pageDe } from '../../socle/coupe.ts'
import { consulter } from '../../socle/lectures/consultation.ts'
import { useCase } from '../../socle/use-case.ts'
import { communeDe } from '../../territoire/commune.queries.ts'
import { Champ, DonneesDuChamp, SourceDonnee } from './donnee.ts'
import { donneesEnJson } from './donnees-dites.queries.ts'

const PAR_PAGE = 20

/** SQL over `d` (donnee): a disagreement to settle; nobody chooses between addresses that they aren't shown. */
const OUVERT = sql`d.conflit and (d.champ <> 'adresse' or not adresse_confidentielle(d.personne_id))`

const Disputee = z.object({
  id: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  sexe: z.string(),
  dateNaissance: z.string(),
  commune: z.string().nullable(),
  /** None before it is said why, of somebody out of the reader's usual persons. */
  conflits: z.array(DonneesDuChamp),
  raisonADire: z.boolean(),
})

type Conflits = {
  champs: { champ: Champ; personnes: number }[]
  sources: { source: SourceDonnee; personnes: number }[]
}

/** Persons of whom two sources say different things (E6), the newest disagreement first. Reading them is recorded. */
export const conflits = useCase(
  {
    route: 'GET /conflits',
    summary: 'Lister les personnes dont deux sources disent autre chose',
    permission: 'conflit.lire',
    input: z.object({
      champ: Champ.optional(),
      source: SourceDonnee.optional(),
      page: z.coerce.number().int().min(1).default(1),
    }),
    output: z.object({
      total: z.number(),
      pages: z.number(),
      aujourdhui: z.string(),
      personnes: z.array(Disputee),
      /** How many persons each field, and each source that is contradicted, would leave. */
      champs: z.array(z.object({ champ: Champ, personnes: z.number() })),
      sources: z.array(z.object({ source: SourceDonnee, personnes: z.number() })),
    }),
  },
  async (ctx, { champ, source, page }) => {
    const choix = sql`${champ ? sql`and d.champ = ${champ}` : sql``} ${source ? sql`and d.source = ${source}` : sql``}`
    const { lignes, ...combien } = await pageDe({ page, taille: PAR_PAGE }, async limite => {
      const { rows } = await sql<Omit<z.infer<typeof Disputee>, 'raisonADire'> & { enTout: number }>`
      with disputees as materialized (
        select d.personne_id, max(d.le) as le, count(*) over () as en_tout from donnee d join personne p on p.id = d.personne_id
        where ${OUVERT} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('d.personne_id'))} ${choix}
        group by d.personne_id order by max(d.le) desc, d.personne_id ${limite}
      )
      select p.id, p.nom, p.prenom, p.sexe, p.date_naissance, t.en_tout,
        ${communeDe(sql.ref('p.id'))} as commune,
        ${donneesEnJson(sql.ref('p.id'), sql`n.conflit`)} as conflits
      from disputees t join personne p on p.id = t.personne_id order by t.le desc, p.id`.execute(ctx.db)
      return rows
    })
    const compter = (colonne: 'champ' | 'source') => sql`
      (select coalesce(jsonb_agg(jsonb_build_object(${sql.lit(colonne)}, c.nom, 'personnes', c.personnes)
        order by c.personnes desc, c.nom), '[]')
      from (select ${sql.ref(colonne)} as nom, count(distinct personne_id)::int as personnes from ouvertes group by 1) c)`
    const { rows: comptes } = await sql<Pick<Conflits, 'champs' | 'sources'>>`
      with ouvertes as materialized (
        select d.personne_id, d.champ, d.source from donnee d join personne p on p.id = d.personne_id
        where ${OUVERT} and p.fusionnee_dans is null and ${perimetre(ctx, sql.ref('d.personne_id'))}
      )
      select ${compter('champ')} as champs, ${compter('source')} as sources`.execute(ctx.db)
    const ids = lignes.map(p => p.id)
    await consulter(ctx, ids, 'conflits')
    const aDire = await ctx.garde?.aDire(ctx, ids)
    return {
      ...combien,
      aujourdhui: ctx.today,
      champs: comptes[0]?.champs ?? [],
      sources: comptes[0]?.sources ?? [],
      personnes: lignes.map(p => ({
        ...p,
        ...(aDire?.has(p.id) && { conflits: [] }),
        raisonADire: aDire?.has(p.id) ?? false,
      })),
    }
  },
)
