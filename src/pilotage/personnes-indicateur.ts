import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../agent/perimetre.ts'
import { MOTIFS_ENTREE, type MotifEntree } from '../droit/entree.ts'
import { parNom } from '../lecture/par-nom.ts'
import { DOMINANTES, Dominante } from '../offre/dominante.ts'
import { pageDe } from '../socle/coupe.ts'
import { LIGNES_PAR_PAGE } from '../socle/ui/liste/lignes-par-page.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import { entreesMesurees } from './delai-orientation.indicateur.ts'
import { jourDeMesure } from './filtre.queries.ts'
import { CodeIndicateur, DemandeIndicateur } from './pilotage.ts'
import { personnesOrientees } from './repartition.indicateur.ts'
import { exigerPeriode } from './tableau-pilotage.ts'

/** The parts of the new entrants that I02 tells apart. */
export const PARTIES_DELAI = { 'a-temps': 'À temps', 'hors-delai': 'Hors délai', 'en-cours': 'Délai en cours' } as const

export const DemandePersonnes = DemandeIndicateur.extend({
  indicateur: CodeIndicateur,
  parmi: z.enum(Object.keys(PARTIES_DELAI) as [keyof typeof PARTIES_DELAI]).optional(),
  dominante: Dominante.optional(),
})
type DemandePersonnes = z.infer<typeof DemandePersonnes>

/** A person counted in a figure, in words. */
export const PersonneComptee = z.object({
  cle: z.string(),
  personneId: z.uuid(),
  nom: z.string(),
  prenom: z.string(),
  commune: z.string().nullable(),
  recuLe: z.string().nullable(),
  motif: z.string().nullable(),
  echeance: z.string().nullable(),
  orienteLe: z.string().nullable(),
  /** Which part of the new entrants; null for who left before being oriented, and where it isn't asked. */
  delai: z.enum(Object.keys(PARTIES_DELAI) as [keyof typeof PARTIES_DELAI]).nullable(),
  dominante: z.string().nullable(),
  structure: z.string().nullable(),
  enVeille: z.boolean(),
})
export type PersonneComptee = z.infer<typeof PersonneComptee>
type Lue = Omit<PersonneComptee, 'motif' | 'dominante'> & { motif: MotifEntree | null; dominante: Dominante | null }

/** SQL query: the persons in scope behind a figure, in order, each saying how many there are; `limite`: its `limit`, or nothing. */
export function personnesDerriere(
  ctx: Context,
  { indicateur, parmi, dominante, ...demande }: DemandePersonnes,
  limite: RawBuilder<unknown>,
): RawBuilder<Lue & { enTout: number }> {
  exigerPeriode(demande)
  const jour = jourDeMesure(ctx, demande)
  const partie = {
    'a-temps': sql`e.oriente_le <= e.echeance`,
    'hors-delai': sql`coalesce(e.oriente_le > e.echeance, e.close_le is null and e.echeance < ${jour}::date)`,
    'en-cours': sql`e.oriente_le is null and e.close_le is null and e.echeance >= ${jour}::date`,
  }
  const population =
    indicateur === 'I05'
      ? sql`select o.personne_id::text as cle, o.personne_id, null::uuid as foyer_id, null::date as recu_le, null as motif,
          null::date as echeance, null::date as oriente_le, null as delai, o.dominante, o.structure, o.en_veille
          from (${personnesOrientees(ctx, demande)}) o
          where not o.en_veille and ${dominante ? sql`o.dominante = ${dominante}` : sql`true`}`
      : sql`select e.id::text as cle, e.personne_id, e.foyer_id, e.recu_le, e.motif, e.echeance, e.oriente_le,
          case when ${partie['a-temps']} then 'a-temps' when ${partie['hors-delai']} then 'hors-delai'
            when ${partie['en-cours']} then 'en-cours' end as delai,
          null as dominante, null as structure, false as en_veille from (${entreesMesurees(ctx, demande)}) e
          where ${indicateur === 'I02' && parmi ? partie[parmi] : sql`true`}`
  // The page is cut before the communes are looked up: only its persons are read whole.
  return sql<Lue & { enTout: number }>`
    with page as (
      select x.*, p.nom, p.prenom, count(*) over () as en_tout
      from (${population}) x join personne p on p.id = x.personne_id
      where ${perimetre(ctx, sql.ref('p.id'))}
      order by x.recu_le desc nulls last, ${parNom()}, x.cle ${limite})
    select page.*, (select ${COMMUNE_DITE} from foyer f where f.id = coalesce(page.foyer_id,
      (select c.foyer_id from foyer_courant c where c.personne_id = page.personne_id))) as commune
    from page order by page.recu_le desc nulls last, ${parNom('page')}, page.cle`
}

export const enMots = (ligne: Lue): PersonneComptee => ({
  ...ligne,
  motif: ligne.motif && MOTIFS_ENTREE[ligne.motif],
  dominante: ligne.dominante && DOMINANTES[ligne.dominante],
})

/**
 * The list behind a figure, for who may see names, within their perimeter: it can be shorter than the figure.
 * `parmi` (I02): which part of the new entrants; `dominante` (I05).
 */
export const personnesIndicateur = useCase(
  {
    route: 'GET /pilotage/:indicateur/personnes',
    summary: 'Les personnes derrière un indicateur',
    permission: 'pilotage.nommer',
    montre: 'indicateur',
    input: DemandePersonnes.extend({ depuis: z.coerce.number().int().min(0).default(0) }),
    output: z.object({ total: z.number().int(), lignes: z.array(PersonneComptee) }),
  },
  async (ctx, { depuis, ...demande }) => {
    const { total, lignes } = await pageDe({ depuis, taille: LIGNES_PAR_PAGE }, async limite => {
      const { rows } = await personnesDerriere(ctx, demande, limite).execute(ctx.db)
      return rows
    })
    return { total, lignes: lignes.map(enMots) }
  },
)
