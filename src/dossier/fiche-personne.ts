import { z } from 'zod'
import { direEnBref } from '../accompagnement/france-travail/france-travail.ts'
import { direSanction } from '../droit/caisse/sanction.ts'
import { frise } from '../droit/frise.ts'
import { direEcheances } from '../echeance/dire-echeances.ts'
import { telephoneAConfirmer } from '../personne/contact.ts'
import { empechementAccompagnement } from '../personne/foyer.ts'
import { useCase } from '../socle/use-case.ts'
import { aFaire } from './a-faire.ts'
import { type DossierBrut, dossierBrut } from './dossier.queries.ts'
import { Dossier } from './dossier.ts'
import { filDuParcours } from './fil.ts'
import { enLigne } from './fil-evenements.ts'

/** What is kept as it is now, and not as a former référent left it: they see none of it, and have nothing to do. */
const APRES_LE_SUIVI = {
  aFaire: [],
  contact: { telephone: null, telephoneAccord: null, courriel: null, courrielAccord: null, source: null, le: null },
  autresContacts: [],
  donnees: [],
  foyers: [],
  droit: null,
  sanction: null,
  franceTravail: null,
} satisfies Partial<z.input<typeof Dossier>>

/**
 * The first screen of a person's file: who they are, where they stand, what is due, what changed since the reader last came, what was
 * agreed. Its tabs are read apart, each by its domain. The reading is recorded before it is shown (domaine.md §8).
 */
export const fichePersonne = useCase(
  {
    route: 'GET /personnes/:personneId',
    summary: 'Ouvrir le dossier d’une personne',
    permission: 'dossier.lire',
    input: z.object({ personneId: z.uuid() }),
    output: Dossier,
  },
  async (ctx, { personneId }) => {
    const brut = await dossierBrut(ctx, personneId)
    const { droits, contactsFusionnes, sanctions, echeances, faits, closLu, entree, depuis, ...autres } = brut
    const { convoqueLe, diagnosticLe, derniereOrientation, ...lu } = autres
    const lecteur = { sexe: lu.identite.sexe, aujourdhui: ctx.today, fuseau: ctx.fuseau }
    return {
      ...lu,
      nonAccompagnee: empechementAccompagnement(faits, ctx.today),
      aujourdhui: ctx.today,
      maintenant: ctx.now,
      autresContacts: contactsFusionnes.filter(
        c =>
          (c.telephone && c.telephone !== lu.contact.telephone) || (c.courriel && c.courriel !== lu.contact.courriel),
      ),
      droit: frise(droits, ctx.today, lecteur.sexe).lignes[0]?.bandes[0] ?? null,
      sanction: sanctions.map(s => direSanction(s, ctx.today))[0] ?? null,
      franceTravail: direEnBref(brut.franceTravail, ctx.today),
      fil: fil(brut),
      // Nothing is to be done in a closed file (rule A10).
      aFaire: faits.clos
        ? []
        : aFaire({
            echeances: direEcheances(echeances),
            telephone: telephoneAConfirmer(lu.contact, contactsFusionnes),
            desaccords: lu.donnees.filter(d => d.conflit).map(d => d.champ),
            visite: depuis.visite,
          }),
      relaisALire: faits.clos ? [] : lu.relaisALire,
      ...(lu.lectureApres ? APRES_LE_SUIVI : {}),
      depuis: { ...depuis, lignes: depuis.evenements.map(e => enLigne(e, lecteur)) },
    }
  },
)

/** Where the person stands since their latest entry: the red thread. */
function fil(brut: DossierBrut) {
  const { entree, identite, convoqueLe, diagnosticLe, orientation, derniereOrientation, droits, closLu, lectureApres } =
    brut
  // A former référent isn't told that the person left the scheme since.
  const concernee = entree?.enCours || lectureApres !== null || droits.some(d => d.concerne)
  const sortie = closLu || (!concernee && (entree !== null || droits.length > 0))
  // Closed or left: what ended that day was done all the same.
  const decidee = orientation ?? (sortie ? derniereOrientation : null)
  return filDuParcours({
    sexe: identite.sexe,
    entree,
    sortie,
    convoqueLe,
    diagnosticLe,
    orienteLe: decidee?.debut ?? null,
    notifieLe: decidee?.notifieeLe ?? null,
    // By the clock that commands (rule C1).
    echeanceConvocation:
      entree && (entree.departConvocation === 'ouverture' ? entree.convocationOuverture : entree.convocationReception),
    echeanceOrientation: entree?.echeanceJours ?? null,
  })
}
