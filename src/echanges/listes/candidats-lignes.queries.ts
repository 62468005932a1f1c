import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../../agent/perimetre.ts'
import { rapprocherIdentites } from '../../personne/doublons/rapprocher-identites.queries.ts'
import { consulter } from '../../socle/lectures/consultation.ts'
import type { Context } from '../../socle/use-case.ts'
import { communeDe } from '../../territoire/commune.queries.ts'
import { DEFINITIONS } from './champs/champs.ts'
import { type Correspondance, comprendreLigne, estParPlace, type GenreListe } from './champs/liste.ts'
import { identiteDe } from './reconnaitre-personnes.queries.ts'

const Dossier = z.object({
  nom: z.string(),
  prenom: z.string(),
  dateNaissance: z.string(),
  commune: z.string().nullable(),
  /** What tells two of the same name and birth apart: their claim, who follows them. */
  demande: z.string().nullable(),
  referent: z.string().nullable(),
})
type Dossier = z.infer<typeof Dossier>
/** A file that a doubtful line may be about; `dossier` null: out of the agent's scope, who isn't told whose it is. */
export const CandidatDeLigne = z.object({
  personneId: z.uuid(),
  raisons: z.array(z.string()),
  dossier: Dossier.nullable(),
})
export type CandidatDeLigne = z.infer<typeof CandidatDeLigne>

type Liste = { genre: GenreListe; correspondance: Correspondance; entetes: readonly string[] }
type Lignes = readonly { ligne: number; cellules: readonly string[] }[]

/**
 * The files that each of these doubtful lines resembles, best first, and why: nothing of them is read. Matched again from the values of
 * the file, which are kept nowhere else.
 */
export async function ressemblances(ctx: Context, { genre, correspondance, entetes }: Liste, lignes: Lignes) {
  const parPlace = estParPlace(genre)
  const lecture = { entetes, correspondance, aujourdhui: ctx.today }
  const lues = lignes.map(l => ({ ...comprendreLigne(DEFINITIONS[genre], lecture, l.cellules), ligne: l.ligne }))
  const verdicts = await rapprocherIdentites(
    ctx,
    lues.map(l => identiteDe(l, parPlace)),
    { parPlace },
  )
  return new Map([...verdicts].flatMap(([ligne, v]) => (v.genre === 'douteux' ? [[ligne, v.candidats] as const] : [])))
}

/** Who the files that these doubtful lines resemble are about; reading it is recorded. */
export async function candidatsDesLignes(
  ctx: Context,
  candidats: ReadonlyMap<number, readonly { personneId: string; raisons: string[] }[]>,
): Promise<Map<number, CandidatDeLigne[]>> {
  const dossiers = await lireDossiers(
    ctx,
    [...candidats.values()].flatMap(cs => cs.map(c => c.personneId)),
  )
  return new Map(
    [...candidats].map(([ligne, siens]) => [
      ligne,
      siens.map(({ personneId, raisons }) => ({ personneId, raisons, dossier: dossiers.get(personneId) ?? null })),
    ]),
  )
}

async function lireDossiers(ctx: Context, ids: readonly string[]): Promise<Map<string, Dossier>> {
  const { rows } = await sql<Dossier & { id: string }>`
    select p.id, p.nom, p.prenom, p.date_naissance,
      ${communeDe(sql.ref('p.id'))} as commune,
      (select f.numero_demande_rsa from foyer_courant f where f.personne_id = p.id limit 1) as demande,
      (select concat_ws(' ', a.prenom, a.nom) from accompagnement k join agent a on a.id = k.referent_id
        where k.personne_id = p.id and k.fin is null limit 1) as referent
    from personne p where p.id = any(${[...new Set(ids)]}::uuid[]) and ${perimetre(ctx, sql.ref('p.id'))}`.execute(
    ctx.db,
  )
  await consulter(
    ctx,
    rows.map(r => r.id),
    'import',
  )
  return new Map(rows.map(({ id, ...dossier }) => [id, dossier]))
}
