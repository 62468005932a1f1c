import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../agent/perimetre.ts'
import { exigerAccompagnable } from '../droit/accompagnable.queries.ts'
import { exigerPasClosDepuis } from '../droit/clos-depuis.queries.ts'
import { arreterDelai } from '../droit/delai.queries.ts'
import { verrouillerPersonne } from '../personne/verrou.queries.ts'
import { direAnnules } from '../rendez-vous/releve/decider-releve.ts'
import { relever } from '../rendez-vous/releve/releve.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { type Context, useCase } from '../socle/use-case.ts'
import { exigerVu } from '../territoire/vu.queries.ts'
import { ouvrirAccompagnement } from './accompagnement.queries.ts'
import { recitReferent, recitReferentAnnule } from './accompagnement.recits.ts'
import { Designation, estPlein, fautesReferent, MESSAGES_REFERENT } from './accompagnement.ts'
import { exigerPasAnnule } from './annulation/annulation.queries.ts'
import { estReferentEnPoste, type ReferentEnPoste, trouverReferent } from './referent.queries.ts'
import { editerNouveauReferent, lettreDe, lettresDe } from './relais/lettre-nouveau-referent.ts'
import { laisserLeRelais } from './relais/relais.queries.ts'
import { cloreSuivis, uneFin } from './suivi.queries.ts'

const input = Designation.extend({
  id: z.uuid(),
  personneId: z.uuid(),
  coReferentId: z.uuid().nullable().default(null),
  /** Who the author saw following her, whom this one replaces; null: nobody. */
  vu: z.object({ referentId: z.uuid().nullable() }).optional(),
})

/**
 * Designates the référent unique of the running orientation, or hands over to another one (rules A1, A2): the former period
 * is closed and kept, with a note for who takes over, and a letter tells the person.
 * The appointments to come with who leaves are decided upon at once, or by the new référent later. Stops the orientation delay when it
 * still runs (rule E4).
 */
export const designerReferent = useCase(
  {
    route: 'POST /personnes/:personneId/referents',
    summary: 'Désigner ou changer le référent unique',
    permission: 'referent.designer',
    input,
    output: z.object({
      id: z.uuid(),
      referentId: z.uuid(),
      /** The letter that tells the person, to be posted or handed over; null when none was asked for, and nothing called off. */
      courrierId: z.uuid().nullable(),
      /** How many this made, with the convocations of the appointments passed on. */
      lettres: z.int(),
      /** Who designates still opens the file; else the letter is for who follows the person now. */
      ouvert: z.boolean(),
    }),
  },
  async (ctx, demande) => {
    const { id, personneId, referentId, coReferentId } = demande
    await verrouillerPersonne(ctx, personneId)
    const rejoue = await ctx.db
      .selectFrom('accompagnement')
      .select(['id', 'personneId', 'referentId'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (rejoue && rejoue.personneId !== personneId) throw refus('identifiant-pris')
    if (rejoue)
      return {
        id,
        referentId: rejoue.referentId,
        courrierId: await lettreDe(ctx, personneId, id),
        lettres: await lettresDe(ctx, personneId, id),
        ouvert: await estOuvert(ctx, personneId),
      }
    await exigerPasAnnule(ctx, id)
    if (demande.vu) await exigerPasClosDepuis(ctx, personneId)
    await exigerAccompagnable(ctx, personneId)

    const { orientation, enCours } = await situation(ctx, personneId)
    if (!orientation) throw refus('sans-orientation')
    const etat = { sujet: { personne: personneId }, recits: [recitReferent, recitReferentAnnule] }
    await exigerVu(ctx, demande.vu, { referentId: enCours?.referentId ?? null }, etat)
    const referent = await trouverReferent(ctx, referentId, orientation.structureId)
    const motif = empechementReferent(demande, { enCours, referent, global: orientation.accompagnementGlobal })
    if (motif) throw refus(motif)
    if (coReferentId && !(await estReferentEnPoste(ctx, coReferentId))) throw refus('binome-impossible')

    const debut = [ctx.today, orientation.debut, enCours?.debut ?? ''].sort().at(-1) ?? ctx.today
    const { annules, gardes, passes, aAppeler, aDecider, convocations } = await relever(ctx, { ...demande, par: id })
    await cloreSuivis(ctx, uneFin({ personneId, le: debut, motif: 'passage-de-relais', par: id }))
    await ouvrirAccompagnement(ctx, {
      id,
      personneId,
      orientationId: orientation.id,
      structureId: orientation.structureId,
      referentId,
      coReferentId,
      debut,
      veilleDepuis: enCours?.veilleDepuis ?? null,
    })
    await arreterDelai(ctx, personneId, ctx.today)
    await laisserLeRelais(ctx, { personneId, par: id, texte: demande.relais })
    const lettre = demande.lettre !== null && enCours?.referentId !== referentId
    const lettres = convocations + (lettre || annules.length > 0 ? 1 : 0)
    const ouvert = await estOuvert(ctx, personneId)
    await ctx.record({ personne: personneId }, recitReferent, {
      avant: enCours && {
        referentId: enCours.referentId,
        referent: enCours.referent,
        coReferentId: enCours.coReferentId,
      },
      apres: {
        accompagnementId: id,
        referentId,
        referent: referent?.nom,
        structure: orientation.structure,
        coReferentId,
        aAppeler,
        aDecider,
        passes: passes.map(r => r.debut),
        lettresAPoster: ouvert ? 0 : lettres,
      },
    })
    const rendezVous = { rendezVousGardes: gardes, rendezVousAnnules: annules, rendezVousPasses: passes }
    const courrierId =
      lettre && demande.lettre
        ? await editerNouveauReferent(ctx, { personneId, id, voie: demande.lettre, rendezVous })
        : await direAnnules(ctx, { personneId, annules })
    return { id, referentId, courrierId, lettres, ouvert }
  },
)

async function estOuvert(ctx: Context, personneId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from personne p where p.id = ${personneId} and ${perimetre(ctx, sql.ref('p.id'))}`.execute(ctx.db)
  return rows.length > 0
}

type Demande = Pick<z.output<typeof input>, 'referentId' | 'coReferentId' | 'malgrePlafond'>
type Faits = {
  enCours: { referentId: string; coReferentId: string | null } | null
  referent: ReferentEnPoste | null
  global: boolean
}

function empechementReferent(
  demande: Demande,
  { enCours, referent, global }: Faits,
): keyof typeof MESSAGES_REFERENT | null {
  const { referentId, coReferentId } = demande
  if (!referent) return 'referent-hors-structure'
  const memeReferent = enCours?.referentId === referentId
  if (memeReferent && enCours.coReferentId === coReferentId) return 'deja-referent'
  if (coReferentId && !global) return 'binome-sans-global'
  if (coReferentId === referentId) return 'binome-impossible'
  if (!memeReferent && estPlein(referent) && !demande.malgrePlafond) return 'plafond-atteint'
  return null
}

async function situation(ctx: Context, personneId: string) {
  const orientation = await ctx.db
    .selectFrom('orientation as o')
    .innerJoin('structure as s', 's.id', 'o.structureId')
    .select(['o.id', 'o.structureId', 'o.accompagnementGlobal', 'o.debut', 's.nom as structure'])
    .where('o.personneId', '=', personneId)
    .where('o.fin', 'is', null)
    .executeTakeFirst()
  const enCours = await ctx.db
    .selectFrom('accompagnement as ac')
    .innerJoin('agent as a', 'a.id', 'ac.referentId')
    .select(['ac.referentId', 'ac.coReferentId', 'ac.debut', 'ac.veilleDepuis'])
    .select(eb => eb.fn<string>('concat_ws', [eb.val(' '), 'a.prenom', 'a.nom']).as('referent'))
    .where('ac.personneId', '=', personneId)
    .where('ac.fin', 'is', null)
    .executeTakeFirst()
  return { orientation, enCours: enCours ?? null }
}

const refus = (code: keyof typeof MESSAGES_REFERENT) =>
  new Refusal('conflict', code, MESSAGES_REFERENT[code], fautesReferent(code))
