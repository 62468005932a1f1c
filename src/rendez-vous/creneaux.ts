import { sql } from 'kysely'
import { z } from 'zod'
import { exigerPerimetre } from '../agent/lecture-apres.queries.ts'
import { horizon } from '../agent/relations.queries.ts'
import { CONVOCATION, DEPART_CONVOCATION } from '../droit/delai.queries.ts'
import { dernierJour } from '../echeance/horloge.ts'
import { adresseConnue } from '../precaution/adresse-postale.queries.ts'
import { Appel, EnBref } from '../precaution/lues.ts'
import { APPEL } from '../precaution/partage.queries.ts'
import { enBrefEnJson, precautionsEnJson } from '../precaution/precaution.queries.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { creneauxLibres } from './creneaux-libres.ts'
import { enLocal, lireDebut } from './instants.ts'
import { arriveeDuCourrier } from './lettre-a-temps.ts'
import { Debut } from './prise.ts'
import { agentsRecevant, occupations } from './rendez-vous.queries.ts'
import { accordsDe, jourLocal, Modalite, plusTard, surPlace } from './rendez-vous.ts'

/** Nobody comes within the hour of being called. */
const PREAVIS_MINUTES = 60
const HORIZON_JOURS = 120

/**
 * The next free slots of an agent (oneself by default), in working hours, and the last day to convoke a person in time (rule C1):
 * the day of reception is day 1. Hours are hours of the territory. Refuses 404 a person out of scope.
 */
export const creneaux = useCase(
  {
    route: 'GET /creneaux',
    summary: 'Les prochains créneaux libres d’un agent',
    permission: 'rendez-vous.prendre',
    input: z.object({
      agentId: z.uuid().optional(),
      personneId: z.uuid().optional(),
      depuis: Debut.optional(),
      dureeMinutes: z.coerce.number().int().min(10).max(210).default(45),
      nombre: z.coerce.number().int().min(1).max(60).default(24),
      /** How the person is received: who is called or visited may be so at any hour. */
      modalite: Modalite.default('individuel'),
    }),
    output: z.object({
      aujourdhui: z.string(),
      /** Last day to receive the person in time; null when no delay runs. */
      limite: z.string().nullable(),
      creneaux: z.array(z.object({ debut: z.string(), dansLeDelai: z.boolean() })),
      accords: z
        .object({
          sms: z.boolean(),
          courriel: z.boolean(),
          /** Why nothing may be posted, or null. */
          sansCourrier: z.enum(['ne-pas-ecrire', 'adresse-inconnue']).nullable(),
        })
        .nullable(),
      /** What must be known of the person; null when nothing is noted, or without a person. */
      precautions: EnBref.nullable(),
      /** How they are called, when no letter comes in time; null without a number. */
      appel: Appel.nullable(),
      /** One enters without a step where the agent receives; null when nobody said. */
      acces: z.boolean().nullable(),
    }),
  },
  async (ctx, { agentId = ctx.agent.id, personneId, depuis: saisie, dureeMinutes, nombre, modalite }) => {
    if (personneId) await exigerPerimetre(ctx, personneId)
    const personne = personneId ? await aConvoquer(ctx, personneId) : null
    const limite = personne?.limite ?? null
    const preavis = plusTard(enLocal(ctx, ctx.now), PREAVIS_MINUTES)
    const demande = saisie ? lireDebut(ctx, saisie) : null
    let depuis = demande ?? premierMoment(ctx.today, preavis, limite)
    if (depuis < preavis) depuis = preavis
    const jour = jourLocal(depuis)
    const fin = Temporal.PlainDate.from(jour).add({ days: HORIZON_JOURS }).toString()
    const prises = await occupations(ctx, agentId, jour, fin)
    const { rows } = await sql<{ auPlusTard: string }>`
      select ${horizon(ctx, sql`${ctx.today}::date`)}::text as au_plus_tard`.execute(ctx.db)
    const auPlusTard = rows[0]?.auPlusTard ?? ctx.today
    const libres = creneauxLibres({
      depuis,
      dureeMinutes,
      nombre,
      occupations: prises,
      territoire: ctx.territoire.code,
      heures: surPlace(modalite) ? (personne?.precautions ?? null) : null,
    })
    return {
      aujourdhui: ctx.today,
      limite,
      creneaux: libres
        .filter(debut => jourLocal(debut) <= auPlusTard)
        .map(debut => ({ debut, dansLeDelai: limite === null || jourLocal(debut) <= limite })),
      accords: personne && accordsDe(personne),
      precautions: personne?.montrees ?? null,
      appel: personne?.appel ?? null,
      acces: (await agentsRecevant(ctx, agentId))[0]?.acces ?? null,
    }
  },
)

/** The running delay of a person and how they agreed to be called. */
async function aConvoquer(ctx: Context, id: string) {
  const p = await ctx.db
    .selectFrom('personne as p')
    .leftJoin('entree as e', join =>
      join.onRef('e.personneId', '=', 'p.id').on('e.orienteLe', 'is', null).on('e.closeLe', 'is', null),
    )
    .select(dernierJour(ctx, DEPART_CONVOCATION, CONVOCATION).as('limite'))
    .select(['p.telephone', 'p.telephoneAccord', 'p.courriel', 'p.courrielAccord'])
    .select(adresseConnue(sql.ref('p.id')).as('adresseConnue'))
    .select(precautionsEnJson(sql.ref('p.id')).as('precautions'))
    .select(enBrefEnJson(ctx, sql.ref('p.id')).as('montrees'))
    .select(APPEL.as('appel'))
    .where('p.id', '=', id)
    .executeTakeFirst()
  return {
    limite: p?.limite ?? null,
    accordSms: Boolean(p?.telephone && p.telephoneAccord),
    accordCourriel: Boolean(p?.courriel && p.courrielAccord),
    adresseConnue: p?.adresseConnue ?? false,
    precautions: p?.precautions ?? null,
    montrees: p?.montrees ?? null,
    appel: p?.appel ?? null,
  }
}

/** When slots begin if nobody asked for a day: after a letter's way, unless the delay ends before; then as soon as one can be called. */
function premierMoment(aujourdhui: string, preavis: string, limite: string | null): string {
  const parCourrier = arriveeDuCourrier(aujourdhui)
  return limite !== null && limite >= aujourdhui && limite < parCourrier ? preavis : `${parCourrier}T00:00`
}
