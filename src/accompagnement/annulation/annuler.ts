import type { z } from 'zod'
import { editerAnnulation } from '../../courrier/lettre-annulation.ts'
import { recalculerDelai } from '../../droit/delai-repris.queries.ts'
import { verrouillerPersonne } from '../../personne/verrou.queries.ts'
import { annulerRendezVous } from '../../rendez-vous/a-venir.queries.ts'
import type { AAppeler } from '../../rendez-vous/releve/releve.ts'
import { appelsDuRetour, laisser, rendreReleves } from '../../rendez-vous/releve/retours.queries.ts'
import { Refusal } from '../../socle/refusal.ts'
import type { Context } from '../../socle/use-case.ts'
import { type DemandeAnnulation, type FaitsDesignation, fautesAnnulation, type SuiviRendable } from './annulation.ts'
import { exigerEtatLu } from './etat-lu.ts'

/** What is cancelled, and the letter that says so to who was told of it, when there is one. */
export type Annulee = { id: string; courrierId: string | null }

type Lettre = Parameters<typeof editerAnnulation>[1]
/** What the decision that is cancelled has of its own. */
type Decision<F> = {
  /** By which appointments that are kept are left open to who receives. */
  par: string
  /** What the same request did when it was sent before; asked again under lock. */
  deja: () => Promise<Annulee | null>
  faits: () => Promise<F>
  /** All that goes with it, itself included. */
  actes: (faits: F) => string[]
  /** The follow-up that comes back. */
  rendu: (faits: F) => SuiviRendable | null
  oter: (faits: F) => Promise<void>
  raconter: (faits: F, aAppeler: AAppeler[]) => Promise<void>
  lettre: (
    faits: F,
  ) => Omit<Lettre, 'personneId' | 'donnees'> & { donnees: Omit<Lettre['donnees'], 'rendezVousAnnules'> }
}

/**
 * Cancels a decision entered by mistake (rule A10) on the consequences that were read: what it opened goes, what it ended comes back,
 * appointments are kept or cancelled as asked, the delay runs again when only it had stopped it (rule E4). Refused (conflict): they
 * aren't those of now; (invalid) nothing is said of the appointments.
 */
export async function annuler<F extends Pick<FaitsDesignation, 'rendezVous' | 'retours'>>(
  ctx: Context,
  { personneId, id, etat, rendezVous }: z.output<typeof DemandeAnnulation> & { personneId: string },
  { par, deja, ...decision }: Decision<F>,
): Promise<Annulee> {
  // Before the scope, that cancelling may have taken away; again once the same request, sent at the same moment, is done.
  const avant = await deja()
  if (avant) return avant
  await verrouillerPersonne(ctx, personneId)
  const entreTemps = await deja()
  if (entreTemps) return entreTemps
  const faits = await decision.faits()
  exigerEtatLu(faits, etat)
  const [faute] = fautesAnnulation({ rendezVous }, faits.rendezVous)
  if (faute) throw new Refusal('invalid', 'rendez-vous-a-choisir', faute.message, [faute])

  const annules = rendezVous === 'annuler' ? faits.rendezVous : []
  await rendreReleves(ctx, { personneId, actes: decision.actes(faits) }, faits.retours)
  await decision.oter(faits)
  await recalculerDelai(ctx, personneId)
  await decision.raconter(faits, appelsDuRetour(ctx, faits.retours, annules))
  const numeros = (liste: F['rendezVous']) => liste.map(r => r.id)
  await annulerRendezVous(ctx, numeros(annules))
  if (rendezVous === 'garder')
    await laisser(ctx, numeros(faits.rendezVous), { par, referentId: decision.rendu(faits)?.referentId ?? null })
  const { donnees, ...qui } = decision.lettre(faits)
  const rendezVousAnnules = annules.map(r => r.debut)
  return {
    id,
    courrierId: await editerAnnulation(ctx, { personneId, ...qui, donnees: { ...donnees, rendezVousAnnules } }),
  }
}

type Perdu = FaitsDesignation['suivi']
/** What the timeline keeps of a follow-up that is cancelled, and of the one that comes back. */
export const changementDeReferent = (perdu: Perdu | null, rendu: SuiviRendable | null, aAppeler: AAppeler[]) => ({
  avant: perdu && {
    accompagnementId: perdu.id,
    referentId: perdu.referentId,
    referent: perdu.referent,
    coReferentId: perdu.coReferentId,
    structure: perdu.structure,
  },
  apres: {
    referentId: rendu?.referentId ?? null,
    referent: rendu?.referent ?? null,
    coReferentId: rendu?.coEnPoste ? rendu.coReferentId : null,
    aAppeler,
  },
})
