import { sql } from 'kysely'
import { cloreDossier, clotureDuDossier } from '../cloture/clore-dossier.ts'
import type { Cloture } from '../cloture/cloture.ts'
import { rouvrirDossier } from '../cloture/rouvrir-dossier.ts'
import { annulerOrientation, consequencesAnnulation } from '../orientation/annuler-orientation.ts'
import { DemandeOrientation } from '../orientation/orientation.ts'
import { orienter } from '../orientation/orienter.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import type { Equipe } from './equipe.ts'
import { type Journal, veilleOuvree } from './journal.ts'

/** What goes wrong in a house and is mended: an orientation cancelled and decided again, a file closed, one closed and opened again. */
export function prevoirLesErreurs(
  journal: Journal,
  { comptes, orientation: [charge] }: Pick<Equipe, 'comptes' | 'orientation'>,
  aujourdhui: string,
): void {
  const [referent, responsable] = [comptes.get('referent'), comptes.get('responsable-equipe')]
  if (!charge || !referent || !responsable) return
  const ilYA = (jours: number) => veilleOuvree(aujourdhui, jours)
  journal.prevoir(`${ilYA(5)}T17:40`, charge, reprendreUneDecision)
  let rouvrir: string | null = null
  journal.prevoir(`${ilYA(9)}T16:50`, referent, async ctx => {
    rouvrir = await cloreUn(ctx, {
      motif: 'demenagement',
      precision: 'Part vivre chez sa sœur, dans un autre département.',
    })
  })
  journal.prevoir(`${ilYA(6)}T09:20`, responsable, async ctx => {
    if (!rouvrir) return
    const { cloture, rouvrir: lu } = await clotureDuDossier(ctx, { personneId: rouvrir })
    if (!cloture || !lu) return
    const motif = 'Le déménagement n’a pas eu lieu : la personne a rappelé, et veut continuer.'
    await rouvrirDossier(ctx, { personneId: rouvrir, clotureId: cloture.id, etat: lu.etat, motif })
  })
  journal.prevoir(`${ilYA(4)}T17:10`, referent, async ctx => {
    await cloreUn(ctx, {
      motif: 'emploi',
      precision: 'Contrat à durée indéterminée signé, la période d’essai est passée.',
    })
  })
}

/** Closes the file of somebody whom who acts has followed for long, and who is in nobody else's story. Answers who. */
async function cloreUn(ctx: Context, clore: Omit<(typeof Cloture)['_output'], 'le'>): Promise<string | null> {
  const { rows } = await sql<{ personneId: string }>`
    select k.personne_id from accompagnement k where k.referent_id = ${ctx.agent.id} and k.fin is null and k.veille_depuis is null
      and not exists (select 1 from membre_suivi m where m.personne_id = k.personne_id)
      and not exists (select 1 from document d where d.personne_id = k.personne_id)
      and not exists (select 1 from cloture c where c.personne_id = k.personne_id)
    order by k.debut, k.personne_id offset 6 limit 1`.execute(ctx.db)
  const [choisie] = rows
  if (!choisie) return null
  const { clore: lu } = await clotureDuDossier(ctx, choisie)
  if (!lu) return null
  await cloreDossier(ctx, { ...choisie, ...clore, id: uuidv7(), le: ctx.today, etat: lu.etat })
  return choisie.personneId
}

/** The last orientation that was told to somebody was meant for another file: cancelled, then the right one decided. */
async function reprendreUneDecision(ctx: Context): Promise<void> {
  const { rows } = await sql<{
    id: string
    personneId: string
    dominante: string
    structureId: string
    referentId: string | null
  }>`
    select o.id, o.personne_id, o.dominante, o.structure_id, k.referent_id
    from orientation o left join accompagnement k on k.orientation_id = o.id and k.fin is null
    where o.fin is null and o.origine = 'decision' and o.notifiee_le is not null and o.decidee_par = ${ctx.agent.id}
    order by o.decidee_le desc, o.id limit 1`.execute(ctx.db)
  const [derniere] = rows
  if (!derniere) return
  const { id: orientationId, personneId, ...decision } = derniere
  const { etat, faits } = await consequencesAnnulation(ctx, { personneId, orientationId })
  await annulerOrientation(ctx, {
    ...{ personneId, orientationId, id: uuidv7(), etat },
    motif: 'Décision saisie dans le mauvais dossier : elle concernait une personne du même nom.',
    rendezVous: faits.rendezVous.length > 0 ? 'annuler' : null,
  })
  await orienter(
    ctx,
    DemandeOrientation.parse({
      ...{
        id: uuidv7(),
        personneId,
        ...decision,
        motif: 'Décision reprise avec la personne, après l’erreur de saisie.',
      },
      ...{ notification: { mode: 'courrier' }, malgrePlafond: true },
    }),
  )
}
