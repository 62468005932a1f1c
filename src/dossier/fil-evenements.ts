import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { recitRelais } from '../accompagnement/accompagnement.recits.ts'
import { lirePartie } from '../personne/lire-partie.queries.ts'
import { FAMILLES, RECITS } from '../recits.ts'
import { type Lecteur, raconter } from '../socle/recit.ts'
import { useCase } from '../socle/use-case.ts'
import { LigneDuFil } from './dossier.ts'

/** Entries a page of the timeline holds. */
export const PAR_PAGE = 30

const NOMS_FAMILLES = Object.keys(FAMILLES) as [keyof typeof FAMILLES, ...(keyof typeof FAMILLES)[]]
/** Who wrote what no agent did: flows, jobs, software. */
const SANS_AGENT = 'filrouge'

const Choix = z.array(z.object({ valeur: z.string(), libelle: z.string(), nombre: z.int() }))

/** Newest first; `suite` asks for the next page, null at the end. With the first page, how many there are, and by what to filter. */
const PageDuFil = z.object({
  lignes: z.array(LigneDuFil),
  suite: z.number().nullable(),
  total: z.int().nullable(),
  choix: z.object({ familles: Choix, auteurs: Choix }).nullable(),
})

const jour = (error: string) => z.iso.date({ error }).optional()
/** Several values in one parameter: `parcours,droits`. */
const plusieurs = <S extends z.ZodType<string, string>>(un: S) =>
  z
    .string()
    .transform(ecrits => ecrits.split(','))
    .pipe(z.array(un))
    .optional()
const Filtres = z.object({
  familles: plusieurs(z.enum(NOMS_FAMILLES)),
  auteurs: plusieurs(z.union([z.uuid(), z.literal(SANS_AGENT)])),
  du: jour('Écrivez le premier jour, par exemple 3/3/2025.'),
  au: jour('Écrivez le dernier jour, par exemple 31/3/2025.'),
})

/** What an event is, before it is told. */
export type EvenementBrut = {
  id: number
  le: string
  saisiLe: string
  type: string
  avant: unknown
  apres: unknown
  par: string
  /** Its words, when they are kept elsewhere: taken back, they are told no more. */
  mot: string | null
}
/** How many events of a kind by one author; `retenus`: of them, those that the filters keep. */
type Compte = { type: string; auteur: string; nom: string; n: number; retenus: number }
type Lu = { sexe: string; comptes: Compte[]; evenements: EvenementBrut[] }

/** SQL (text) of who wrote an event `e`. */
const AUTEUR = sql`coalesce(e.acteur_id::text, ${SANS_AGENT})`

/** SQL, for a `with` after `reunies` (personne-lue.queries.ts): what the reader may see of what happened. */
export const EVENEMENTS_LUS = sql`
  lus as not materialized (select e.* from evenement e join reunies u on u.id = e.personne_id
    where e.saisi_le < (select (jusqua + 1)::timestamptz from cible))`

/** SQL (JSON) of events `e`, the last first. */
export const evenementsEnJson = (evenements: RawBuilder<unknown>) => sql`
  (select coalesce(json_agg(json_build_object('id', e.id, 'le', e.le, 'saisiLe', e.saisi_le, 'type', e.type, 'avant', e.avant,
    'apres', e.apres, 'par', e.acteur_nom, 'mot', case when e.type = ${recitRelais.nom}
      then (select k.relais from accompagnement k where k.id = (e.apres ->> 'suiviId')::uuid) end)
    order by e.le desc, e.id desc), '[]') from (${evenements}) e)`

/** What happened to a person, newest first, by kind, author and period; a page at a time. */
export const evenementsPersonne = useCase(
  {
    route: 'GET /personnes/:personneId/evenements',
    summary: 'Lire le fil d’une personne',
    permission: 'dossier.lire',
    input: z.object({
      personneId: z.uuid(),
      avant: z.coerce.number().int().positive().optional(),
      ...Filtres.shape,
    }),
    output: PageDuFil,
  },
  async (ctx, { personneId, avant, ...filtres }) => {
    const suivants = avant ? sql`and (e.le, e.id) < (select v.le, v.id from evenement v where v.id = ${avant})` : sql``
    const lu = await lirePartie<Lu>(ctx, personneId, 'fil', {
      avec: [EVENEMENTS_LUS],
      partie: sql`json_build_object('sexe', c.sexe, 'comptes', ${avant ? sql`'[]'::json` : comptes(filtres)},
        'evenements', ${evenementsEnJson(sql`
          select e.* from lus e where ${retenu(filtres)} ${suivants} order by e.le desc, e.id desc limit ${PAR_PAGE + 1}`)})`,
    })
    const lignes = lu.evenements
      .slice(0, PAR_PAGE)
      .map(e => enLigne(e, { sexe: lu.sexe, aujourdhui: ctx.today, fuseau: ctx.fuseau }))
    return {
      lignes,
      suite: lu.evenements.length > PAR_PAGE ? (lignes.at(-1)?.id ?? null) : null,
      choix: avant ? null : { familles: famillesDe(lu.comptes), auteurs: auteursDe(lu.comptes) },
      total: avant ? null : somme(lu.comptes, c => c.retenus),
    }
  },
)

/** SQL condition over an event `e`. */
function retenu({ familles, auteurs, du, au }: z.output<typeof Filtres>): RawBuilder<unknown> {
  const types = familles?.flatMap(f => FAMILLES[f].recits.map(r => r.nom))
  return sql`${types ? sql`e.type = any(${types})` : sql`true`} and ${auteurs ? sql`${AUTEUR} = any(${auteurs})` : sql`true`}
    and ${du ? sql`e.le::date >= ${du}::date` : sql`true`} and ${au ? sql`e.le::date <= ${au}::date` : sql`true`}`
}

/** SQL (JSON): the events read, counted in one pass over their index; an author goes by the name of their last. */
const comptes = (filtres: z.output<typeof Filtres>) => sql`
  (select coalesce(json_agg(json_build_object('type', t.type, 'auteur', t.auteur, 'n', t.n, 'retenus', t.retenus,
      'nom', (select d.acteur_nom from evenement d where d.id = t.dernier))), '[]')
    from (select e.type, ${AUTEUR} as auteur, max(e.id) as dernier, count(*) as n, count(*) filter (where ${retenu(filtres)}) as retenus
      from lus e group by 1, 2) t)`

const somme = (liste: readonly Compte[], nombre: (c: Compte) => number) => liste.reduce((n, c) => n + nombre(c), 0)

const famillesDe = (liste: readonly Compte[]) =>
  NOMS_FAMILLES.flatMap(valeur => {
    const { libelle, recits } = FAMILLES[valeur]
    const nombre = somme(liste, c => (recits.some(r => r.nom === c.type) ? c.n : 0))
    return nombre ? [{ valeur, libelle, nombre }] : []
  })

const auteursDe = (liste: readonly Compte[]) =>
  [...Map.groupBy(liste, c => c.auteur)]
    .map(([valeur, siens]) => ({ valeur, libelle: siens[0]?.nom ?? valeur, nombre: somme(siens, c => c.n) }))
    .toSorted((a, b) => b.nombre - a.nombre || a.libelle.localeCompare(b.libelle, 'fr'))

/** What took effect on a day, not at an instant, keeps its day only: flows say days. */
const auJour = (instant: string) => (/T00:00:00(\+|-)/.test(instant) ? instant.slice(0, 10) : instant)

/** An event as it is read, in words. */
export function enLigne(
  { type, avant, apres, mot, ...e }: EvenementBrut,
  lecteur: Lecteur,
): z.input<typeof LigneDuFil> {
  const { titre, detail } = raconter(RECITS, { type, avant, apres }, lecteur)
  return { ...e, le: auJour(e.le), titre, detail: mot ?? detail }
}
