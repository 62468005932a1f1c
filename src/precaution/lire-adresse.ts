import { sql } from 'kysely'
import { z } from 'zod'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { SourceDonnee } from '../personne/donnees/donnee.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { COMMUNE_DITE } from '../territoire/commune.queries.ts'
import { recitAdresseLue } from './precaution.recits.ts'
import { LectureAdresse, type MotifLecture } from './precaution.ts'

/** Of a household, or as another source (`SOURCES`) says it. */
const Adresse = z.object({
  foyerId: z.uuid().nullable(),
  source: SourceDonnee.nullable(),
  lignes: z.array(z.string()),
})
type Adresse = z.infer<typeof Adresse>

/** Longer after, the same request is another reading. */
const APRES_UNE_COUPURE = sql`interval '10 minutes'`

/**
 * Where somebody lives whose address is confidential, asked for on purpose. The reading is kept apart, as 'adresse', and told in the
 * timeline with its reason, as that of a document that shows it or of data handed over (`garderLectureAdresse`). `id` is made by the
 * caller: asked again by them after a cut, it is read once; it covers neither somebody else nor another time.
 */
export const lireAdresse = useCase(
  {
    route: 'POST /personnes/:personneId/adresse',
    summary: 'Lire l’adresse confidentielle d’une personne',
    permission: 'dossier.lire',
    input: LectureAdresse.extend({ personneId: z.uuid(), id: z.uuid() }),
    output: z.object({ adresses: z.array(Adresse) }),
  },
  async (ctx, { personneId, id, motif }) => {
    await exigerPerimetre(ctx, personneId)
    const { rows: adresses } = await sql<Adresse>`
      select f.id as foyer_id, null as source, array_remove(array[nullif(f.complement, ''), nullif(f.voie, ''), nullif(f.lieu_dit, ''),
        nullif(concat_ws(' ', f.code_postal, ${COMMUNE_DITE}), '')], null) as lignes
      from membre m join foyer f on f.id = m.foyer_id
      where m.personne_id = ${personneId} and m.fin is null and foyer_confidentiel(f.id)
      union all select null, d.source, array[d.valeur] from donnee d
      where d.personne_id = ${personneId} and d.champ = 'adresse' and d.valeur is not null and adresse_confidentielle(d.personne_id)
      order by source nulls first`.execute(ctx.db)
    if (!adresses.length) {
      throw new Refusal(
        'not-found',
        'adresse-non-confidentielle',
        'Aucune adresse confidentielle n’est connue pour cette personne : celle de son foyer, si la CAF ou la MSA l’a transmise, est dans son dossier, partie Situation.',
      )
    }
    const { rows: deja } = await sql`
      select 1 from consultation where personne_id = ${personneId} and quoi = 'adresse' and objet_id = ${id}
        and acteur_id = ${ctx.agent.id} and le > ${ctx.now}::timestamptz - ${APRES_UNE_COUPURE} limit 1`.execute(ctx.db)
    if (!deja.length) await garderLectureAdresse(ctx, personneId, { motif, id })
    return { adresses }
  },
)

const MESSAGES_ADRESSE = {
  'adresse-a-demander':
    'Ce document montre une adresse confidentielle : dites pourquoi vous en avez besoin, et il s’ouvrira.',
  'adresse-couverte':
    'Cette lettre montre une adresse confidentielle : elle ne s’ouvre pas d’ici. Demandez-la à qui suit la personne.',
} as const

/** What shows a confidential address isn't opened so. */
export const refusAdresse = (code: keyof typeof MESSAGES_ADRESSE): Refusal =>
  new Refusal('conflict', code, MESSAGES_ADRESSE[code])

/** Keeps that a confidential address was read, and tells why, whatever showed it: this answer, a document, data to hand over. */
export async function garderLectureAdresse(
  ctx: Context,
  personneId: string,
  { motif, id = null }: { motif: MotifLecture; id?: string | null },
): Promise<void> {
  await consulter(ctx, personneId, 'adresse', id)
  await ctx.record({ personne: personneId }, recitAdresseLue, { apres: { motif } })
}

/** Is the address of this person one that is asked for, with a reason? `sauf`: those whose asking that it be covered doesn't count. */
export async function adresseCouverte(
  ctx: Context,
  personneId: string,
  sauf: readonly string[] = [],
): Promise<boolean> {
  const { rows } = await sql<{ couverte: boolean }>`
    select adresse_confidentielle(${personneId}::uuid, ${[...sauf]}::uuid[]) as couverte`.execute(ctx.db)
  return rows[0]?.couverte === true
}
