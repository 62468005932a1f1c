import { z } from 'zod'
import { personneIntrouvable } from '../agent/perimetre.ts'
import { frise } from '../droit/frise.ts'
import { direEcheances } from '../echeance/dire-echeances.ts'
import type { Echeance } from '../echeance/echeance.ts'
import { telephoneAConfirmer } from '../personne/contact.ts'
import { empechementAccompagnement } from '../personne/foyer.ts'
import { RECITS } from '../recits.ts'
import { raconter } from '../socle/recit.ts'
import { useCase } from '../socle/use-case.ts'
import { aFaire } from './a-faire.ts'
import { type DossierBrut, dossierBrut, type EvenementBrut, PAR_PAGE, pageDuFil } from './dossier.queries.ts'
import { Dossier, type LigneDuFil, PageDuFil } from './dossier.ts'
import { filDuParcours } from './fil.ts'

/** What is kept as it is now, and not as a former référent left it: they see none of it, and have nothing to do. */
const APRES_LE_SUIVI = {
  aFaire: [],
  contact: { telephone: null, telephoneAccord: null, courriel: null, courrielAccord: null, source: null, le: null },
  autresContacts: [],
  donnees: [],
  foyers: [],
  frise: { mois: [], lignes: [] },
} satisfies Partial<z.input<typeof Dossier>>

/** The whole file of a person, as the screen shows it. The reading is recorded before it is shown (domaine.md §8). */
export const fichePersonne = useCase(
  {
    route: 'GET /personnes/:personneId',
    summary: 'Lire le dossier d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: Dossier,
  },
  async (ctx, { personneId }) => {
    const brut = await dossierBrut(ctx, personneId)
    if (!brut) throw personneIntrouvable()
    const { droits, contactsFusionnes, echeances, faits, evenements, ...lu } = brut
    const { sexe } = lu.identite
    return {
      ...lu,
      nonAccompagnee: empechementAccompagnement(faits, ctx.today),
      aujourdhui: ctx.today,
      maintenant: ctx.now,
      autresContacts: contactsFusionnes.filter(
        c =>
          (c.telephone && c.telephone !== lu.contact.telephone) || (c.courriel && c.courriel !== lu.contact.courriel),
      ),
      frise: frise(droits, ctx.today, sexe),
      ...parcours(brut, direEcheances(echeances)),
      ...(brut.lectureApres ? APRES_LE_SUIVI : {}),
      evenements: enPage(evenements, sexe, ctx.today),
    }
  },
)

/** Older entries of the timeline: those before `avant`, the `suite` of the page that came before. */
export const evenementsPersonne = useCase(
  {
    route: 'GET /personnes/:personneId/evenements',
    summary: 'Lire la suite du fil d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid(), avant: z.coerce.number().int().positive() }),
    output: PageDuFil,
  },
  async (ctx, { personneId, avant }) => {
    const page = await pageDuFil(ctx, personneId, avant)
    if (!page) throw personneIntrouvable()
    return enPage(page.evenements, page.sexe, ctx.today)
  },
)

/** Last day of the convocation, by the clock that commands (rule C1). */
const convocationAvant = (entree: NonNullable<Dossier['entree']>) =>
  entree.departConvocation === 'ouverture' ? entree.convocationOuverture : entree.convocationReception

/** Where the person stands since their latest entry: the red thread and what is due. */
function parcours(brut: DossierBrut, echeances: readonly Echeance[]) {
  const { entree } = brut
  const enCours = entree !== null && entree.orienteLe === null && entree.closeLe === null
  const depuis = entree?.recuLe ?? ''
  const rendezVous = brut.rendezVous.filter(
    r => r.objet === 'diagnostic' && (r.convoqueLe >= depuis || r.issue === null),
  )
  const diagnostic = brut.diagnostics.find(d => d.etabliLe >= depuis)
  const orientation = brut.orientations.find(o => o.fin === null)
  // A former référent isn't told that the person left the scheme since.
  const concernee = enCours || brut.lectureApres !== null || brut.droits.some(d => d.concerne)
  return {
    fil: filDuParcours({
      sexe: brut.identite.sexe,
      entree: entree && { recuLe: entree.recuLe, enCours },
      sortie:
        (!concernee || (brut.faits.clos && brut.lectureApres === null)) && (entree !== null || brut.droits.length > 0),
      convoqueLe: rendezVous.map(r => r.convoqueLe).sort()[0] ?? null,
      diagnosticLe: diagnostic?.etabliLe ?? null,
      orienteLe: orientation?.debut ?? null,
      notifieLe: orientation?.notifieeLe ?? null,
      echeanceConvocation: entree && convocationAvant(entree),
      echeanceOrientation: entree?.echeanceJours ?? null,
    }),
    // Nothing is to be done in a closed file (rule A10).
    aFaire: brut.faits.clos
      ? []
      : aFaire({
          echeances,
          bilans: new Set(brut.rendezVous.filter(r => r.objet === 'bilan').map(r => r.id)),
          telephone: telephoneAConfirmer(brut.contact, brut.contactsFusionnes),
          desaccords: brut.donnees.filter(d => d.conflit).map(d => d.champ),
        }),
  }
}

/** What took effect on a day, not at an instant, keeps its day only: flows say days. */
const auJour = (instant: string) => (/T00:00:00(\+|-)/.test(instant) ? instant.slice(0, 10) : instant)

function enPage(bruts: EvenementBrut[], sexe: string, aujourdhui: string): z.input<typeof PageDuFil> {
  const lignes: z.input<typeof LigneDuFil>[] = bruts.slice(0, PAR_PAGE).map(({ type, avant, apres, ...e }) => ({
    ...e,
    le: auJour(e.le),
    ...raconter(RECITS, { type, avant, apres }, { sexe, aujourdhui }),
  }))
  return { lignes, suite: bruts.length > PAR_PAGE ? (lignes.at(-1)?.id ?? null) : null }
}
