import { sql } from 'kysely'
import { designerReferent } from '../accompagnement/designer-referent.ts'
import { donnerRole } from '../agent/agents-habilitations.ts'
import { lireTousAvis } from '../avis/lire-avis.ts'
import { confierEcheance } from '../echeance/confier-echeance.ts'
import { rappelerEcheances } from '../echeance/rappeler-echeances.job.ts'
import { deplacerRendezVous } from '../rendez-vous/deplacer-rendez-vous.ts'
import { prendreRendezVous } from '../rendez-vous/prendre-rendez-vous.ts'
import type { Acteur } from '../socle/acteur.ts'
import { SYSTEME } from '../socle/contexte.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { changerParametre } from '../territoire/changer-parametre.ts'
import type { Equipe } from './equipe.ts'
import { type Journal, jourOuvre, veilleOuvree } from './journal.ts'

/** Days before today since when nobody of the demo opened their notices. */
const LUS_JUSQUA = 3
const RELAIS_RECU = 'Trois rendez-vous depuis janvier : cherche un temps partiel, rappelle toujours le jour même.'

/** What the agents of the demo are told: reminders every morning, what colleagues do of a diary, somebody handed over; the oldest read. */
export function prevoirLesAvis(
  journal: Journal,
  { comptes, orientation: charges }: Equipe,
  { ouverture, aujourdhui }: { ouverture: string; aujourdhui: string },
): void {
  const veille = veilleOuvree(aujourdhui)
  for (
    let jour = jourOuvre(ouverture, 5);
    jour < aujourdhui;
    jour = jourOuvre(jour, jour < ilYA(aujourdhui, 14) ? 5 : 1)
  )
    journal.prevoir(`${jour}T05:00`, SYSTEME, ctx => rappelerEcheances(ctx, {}))
  for (const agent of comptes.values())
    journal.prevoir(`${jourOuvre(ilYA(veille, LUS_JUSQUA))}T08:30`, agent, async ctx => {
      const { jusqua } = await ctx.db
        .selectFrom('avis')
        .select(eb => eb.fn.max('id').as('jusqua'))
        .where('agentId', '=', agent.id)
        .executeTakeFirstOrThrow()
      if (jusqua) await lireTousAvis(ctx, { jusqua })
    })
  const [orientation, accueil, referent, responsable, admin] = (
    ['charge-orientation', 'accueil', 'referent', 'responsable-equipe', 'administrateur'] as const
  ).map(role => comptes.get(role))
  const collegue = charges[1]
  if (admin && collegue) prevoirUnSecondAdministrateur(journal, admin, collegue, veille)
  if (orientation && collegue) journal.prevoir(`${veille}T17:05`, collegue, ctx => confierUne(ctx, orientation))
  if (accueil && orientation) journal.prevoir(`${veille}T10:15`, accueil, ctx => deplacerUn(ctx, orientation))
  if (!responsable || !referent) return
  journal.prevoir(`${veille}T14:20`, responsable, ctx => deplacerUn(ctx, referent))
  journal.prevoir(`${veille}T16:40`, responsable, ctx => passerLeRelaisA(ctx, referent))
}

const ilYA = (jour: string, jours: number) => Temporal.PlainDate.from(jour).subtract({ days: jours }).toString()

/** The agent's next appointment goes to the first day, at the same hour, where it fits. */
async function deplacerUn(ctx: Context, agent: Acteur): Promise<void> {
  const { rows } = await sql<{ id: string; debut: string }>`
    select r.id, to_char(r.debut, 'YYYY-MM-DD"T"HH24:MI') as debut from rendez_vous r
    where r.agent_id = ${agent.id} and r.issue is null and r.debut > ${ctx.now}::timestamptz + interval '20 hours'
    order by r.debut, r.id limit 1`.execute(ctx.db)
  const [suivant] = rows
  if (!suivant) return
  const [jour = '', heure = ''] = suivant.debut.split('T')
  for (let plus = 1; plus <= 10; plus++) {
    const debut = `${jourOuvre(jour, plus)}T${heure}`
    const report = {
      ...{ rendezVousId: suivant.id, nouveauId: uuidv7(), debut },
      ...{ interpretePrevu: false, horairesConfirmes: false },
    }
    const deplace = await deplacerRendezVous(ctx, report).catch((erreur: unknown) => {
      if (erreur instanceof Refusal) return null
      throw erreur
    })
    if (deplace) return
  }
}

/** What a colleague away tomorrow leaves to an agent: the first orientation to decide. */
async function confierUne(ctx: Context, agent: Acteur): Promise<void> {
  const due = await ctx.db
    .selectFrom('echeance')
    .select(['personneId', 'genre', 'objetId as faitId'])
    .where('genre', '=', 'orientation')
    .where('commande', '=', true)
    .where('des', '<=', ctx.now)
    .where('confieeA', 'is', null)
    // What was decided since is only drawn once the demo is told.
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('orientation as o').select('o.id').whereRef('o.personneId', '=', 'echeance.personneId'))),
    )
    .orderBy('pour')
    .orderBy('objetId')
    .executeTakeFirst()
  if (due) await confierEcheance(ctx, { ...due, agentId: agent.id })
}

/** A colleague takes a turn at administering the territory, and decides of a rule. */
function prevoirUnSecondAdministrateur(journal: Journal, admin: Acteur, collegue: Acteur, jour: string): void {
  journal.prevoir(`${jour}T09:30`, admin, async ctx => {
    await donnerRole(ctx, {
      ...{ id: uuidv7(), agentId: collegue.id, role: 'administrateur', remplace: null },
      ...{ structureId: null, equipeId: null, secteur: null, plafond: null },
    })
  })
  journal.prevoir(`${jour}T11:45`, { ...collegue, role: 'administrateur' }, async ctx => {
    await changerParametre(ctx, {
      cle: 'avis.conservation-jours',
      valeur: 120,
      effetLe: jour,
      motif: 'Un trimestre ne couvre pas les congés d’été.',
    })
  })
}

/** Somebody that a colleague of the same team follows. */
async function passerLeRelaisA(ctx: Context, referent: Acteur): Promise<void> {
  const { rows } = await sql<{ personneId: string; agentId: string }>`
    select a.personne_id, a.referent_id as agent_id
    from accompagnement a join habilitation h on h.agent_id = a.referent_id and h.fin is null
    where a.structure_id = ${referent.structureId} and h.equipe_id = ${referent.equipeId} and a.referent_id <> ${referent.id}
      and a.fin is null and a.veille_depuis is null and a.debut < ${ctx.today}::date - 60
    order by a.debut, a.personne_id limit 1`.execute(ctx.db)
  const [suivie] = rows
  if (!suivie) return
  // Given before the hand-over, in two weeks: who takes over decides what becomes of it.
  await prendreRendezVous(ctx, {
    ...{
      id: uuidv7(),
      ...suivie,
      objet: 'suivi',
      modalite: 'telephone',
      lieu: null,
      convocation: 'remise-en-main-propre',
    },
    ...{
      debut: `${jourOuvre(ctx.today, 14)}T08:15`,
      dureeMinutes: 30,
      interpretePrevu: false,
      horairesConfirmes: true,
    },
  })
  await designerReferent(ctx, {
    ...{ id: uuidv7(), personneId: suivie.personneId, referentId: referent.id, coReferentId: null },
    relais: RELAIS_RECU,
    lettre: 'au-mieux',
    rendezVous: {},
    malgrePlafond: true,
  })
}
