import { sql } from 'kysely'
import type { LignePortee, Portee } from '../socle/lien.ts'
import type { Context } from '../socle/use-case.ts'
import {
  AUTONOMIES,
  DISPONIBILITES,
  EXPERIENCES,
  NOMS_SITUATIONS,
  Reponses,
  SEVERITES,
  SITUATIONS,
  SITUATIONS_PRO,
} from './diagnostic.ts'
import { direSocioPro, type ReponsesSocioPro } from './socio-pro.ts'

/** The diagnoses with their answers in words; never the private note, which is its author's (D3). */
export async function diagnosticsPortes(ctx: Context, { ids }: Portee): Promise<LignePortee[]> {
  const versions = await ctx.db
    .selectFrom('diagnostic')
    .select(['etabliLe', 'conjoint', 'synthese', 'reponses'])
    .where('personneId', 'in', [...ids])
    .orderBy('etabliLe', 'desc')
    .orderBy('version', 'desc')
    .execute()
  return versions.map(({ etabliLe, conjoint, synthese, reponses }) => ({
    Le: etabliLe,
    'À deux professionnels': conjoint,
    ...enMots(reponses),
    Synthèse: synthese,
  }))
}

function enMots(lues: unknown): LignePortee {
  const reponses = Reponses.safeParse(lues)
  if (!reponses.success) return {}
  const r = reponses.data
  const mot = <C extends string>(libelles: Readonly<Record<C, string>>, code: C | null) =>
    code ? libelles[code] : null
  return {
    Disponibilité: mot(DISPONIBILITES, r.disponibilite),
    ...Object.fromEntries(NOMS_SITUATIONS.map(s => [SITUATIONS[s].libelle, mot(SEVERITES, r[s].severite)])),
    Autonomie: mot(AUTONOMIES, r.autonomie),
    Expérience: mot(EXPERIENCES, r.experience),
    'Situation professionnelle': mot(SITUATIONS_PRO, r.situationPro),
    'Reconnaissance de la qualité de travailleur handicapé': r.rqth,
    'Travail indépendant': r.independant,
    'Activité artistique': r.artiste,
  }
}

export async function socioProPortees(ctx: Context, { ids }: Portee): Promise<LignePortee[]> {
  const { rows } = await sql<{ le: string; source: string; reponses: ReponsesSocioPro }>`
    select le, source, reponses from donnee_socio_pro where personne_id = any(${[...ids]}::uuid[]) order by le desc, import desc`.execute(
    ctx.db,
  )
  return rows.map(({ le, source, reponses }) => ({
    Le: le,
    Source: source,
    ...Object.fromEntries(direSocioPro(reponses).map(({ libelle, valeur }) => [libelle, valeur])),
  }))
}
