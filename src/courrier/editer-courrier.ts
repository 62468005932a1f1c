import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { adresseEstConnue, adressePostale } from '../precaution/adresse-postale.queries.ts'
import type { AdressePostale } from '../precaution/adresse-postale.ts'
import { lirePrecautions } from '../precaution/precaution.queries.ts'
import type { Precautions } from '../precaution/precaution.ts'
import { garderOctets } from '../socle/fichier/fichier.ts'
import { rendrePdf } from '../socle/pdf/typst.ts'
import { Refusal } from '../socle/refusal.ts'
import { dateEtHeure, dateLongue, jourDe } from '../socle/ui/dates.ts'
import type { Context } from '../socle/use-case.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { recitCourrier } from './courrier.recits.ts'
import { DOMINANTES_EN_CLAIR, direExplication, numero } from './en-clair.ts'
import {
  civilite,
  copieA,
  type Destinataire,
  empechementCourrier,
  exemplaires,
  MESSAGES_COURRIER,
  montreAdresse,
  type Voie,
} from './envoi.ts'
import {
  type Courrier,
  type DonneesAnnulation,
  type DonneesCloture,
  type DonneesConvocation,
  type DonneesNotification,
  type DonneesNouveauReferent,
  type DonneesReouverture,
  titreDeLettre,
} from './modeles.ts'

/**
 * Makes a letter, keeps it as it leaves (PDF and its SHA-256) and says so in the person's timeline. Answers the letter's id,
 * to open at `GET /courriers/:courrierId/pdf`. The caller has checked the scope and holds the transaction. Refuses to post to an
 * address where the person asked not to be written to, or to none; who protects them gets their copy in the same file (rule A9).
 */
export async function editerCourrier(ctx: Context, courrier: Courrier): Promise<string> {
  const precautions = await lirePrecautions(ctx, courrier.personneId)
  const connue = await adresseEstConnue(ctx, courrier.personneId)
  const motif = courrier.voie === 'courrier' ? empechementCourrier(precautions, connue) : null
  if (motif) throw new Refusal('conflict', motif, MESSAGES_COURRIER[motif])
  const a = await destinataire(ctx, courrier.personneId)
  const tete = enTete(ctx, a, precautions, courrier.voie)
  const pdf = rendrePdf(courrier.modele, {
    ...tete,
    ...dire(courrier, ctx.fuseau),
  })
  const id = courrier.modele === 'explication-calcul' ? courrier.id : uuidv7(Date.parse(ctx.now))
  await garderOctets(ctx, id, pdf)
  await ctx.db
    .insertInto('courrier')
    .values({
      id,
      fichierId: id,
      modele: courrier.modele,
      personneId: courrier.personneId,
      orientationId: courrier.modele === 'notification-orientation' ? courrier.orientationId : null,
      accompagnementId: courrier.modele === 'nouveau-referent' ? courrier.accompagnementId : null,
      rendezVousId: courrier.modele === 'convocation' ? courrier.rendezVousId : null,
      orientationAnnuleeId: courrier.modele === 'annulation' ? courrier.orientationAnnuleeId : null,
      accompagnementAnnuleId: courrier.modele === 'annulation' ? courrier.accompagnementAnnuleId : null,
      clotureId: courrier.modele === 'cloture' ? courrier.clotureId : null,
      editeLe: ctx.now,
      editePar: ctx.agent.genre === 'systeme' ? null : ctx.agent.id,
      exemplaires: tete.exemplaires.length,
      montreAdresse: montreAdresse(a, precautions, courrier.voie) || chezElle(courrier),
      sha256: createHash('sha256').update(pdf).digest('hex'),
    })
    .execute()
  await ctx.record({ personne: courrier.personneId }, recitCourrier, {
    apres: {
      courrierId: id,
      modele: courrier.modele,
      titre: titreDeLettre(courrier.modele, annuleUneDecision(courrier)),
    },
  })
  return id
}

const annuleUneDecision = (courrier: Courrier): boolean =>
  courrier.modele === 'annulation' && Boolean(courrier.orientationAnnuleeId ?? courrier.accompagnementAnnuleId)

/** An appointment at home: its place is where the person lives. */
const chezElle = (courrier: Courrier): boolean =>
  courrier.modele === 'convocation' && courrier.donnees.modalite === 'domicile' && courrier.donnees.lieu !== null

function dire(courrier: Courrier, fuseau: string) {
  if (courrier.modele === 'convocation') return direConvocation(courrier.donnees, fuseau)
  if (courrier.modele === 'cloture') return direCloture(courrier.donnees, fuseau)
  if (courrier.modele === 'explication-calcul') return direExplication(courrier.donnees)
  if (courrier.modele === 'reouverture') return direReouverture(courrier.donnees)
  if (courrier.modele === 'nouveau-referent') return direNouveauReferent(courrier.donnees, fuseau)
  return courrier.modele === 'annulation'
    ? direAnnulation(courrier.donnees, fuseau)
    : direNotification(courrier.donnees, fuseau)
}

async function destinataire(ctx: Context, personneId: string): Promise<Destinataire> {
  const { rows } = await sql<Omit<Destinataire, keyof AdressePostale>>`
    select p.qualite, p.sexe, p.nom, p.prenom, adresse_confidentielle(p.id) as adresse_confidentielle
    from personne p where p.id = ${personneId}`.execute(ctx.db)
  return { ...(rows[0] as Destinataire), ...(await adressePostale(ctx, personneId)) }
}

function enTete(ctx: Context, d: Destinataire, precautions: Precautions, voie: Voie) {
  return {
    territoire: ctx.territoire.nom,
    jour: dateLongue(ctx.today),
    appel: civilite(d) ?? 'Madame, Monsieur',
    exemplaires: exemplaires(d, precautions, voie),
    copieA: copieA(precautions),
  }
}

function direNotification(d: DonneesNotification, fuseau: string) {
  return {
    ...d,
    parcours: DOMINANTES_EN_CLAIR[d.dominante],
    calcul: d.calcul && { ...d.calcul, proposition: DOMINANTES_EN_CLAIR[d.calcul.proposition].nom },
    decideeLe: dateLongue(jourDe(d.decideeLe, fuseau)),
    rendezVousAnnules: d.rendezVousAnnules.map(debut => dateEtHeure(debut, fuseau)),
    rendezVousPasses: d.rendezVousPasses.map(r => ({ ...r, quand: dateEtHeure(r.debut, fuseau) })),
    depuis: dateLongue(d.depuis),
    structure: { ...d.structure, telephone: numero(d.structure.telephone) },
    referent: d.referent && { ...d.referent, telephone: numero(d.referent.telephone) },
  }
}

function direNouveauReferent(d: DonneesNouveauReferent, fuseau: string) {
  return {
    ...d,
    rendezVousGardes: d.rendezVousGardes.map(debut => dateEtHeure(debut, fuseau)),
    rendezVousAnnules: d.rendezVousAnnules.map(debut => dateEtHeure(debut, fuseau)),
    rendezVousPasses: d.rendezVousPasses.map(r => ({ ...r, quand: dateEtHeure(r.debut, fuseau) })),
    depuis: dateLongue(d.depuis),
    parcours: DOMINANTES_EN_CLAIR[d.dominante].nom,
    structure: { ...d.structure, telephone: numero(d.structure.telephone) },
    referent: { ...d.referent, telephone: numero(d.referent.telephone) },
  }
}

function direAnnulation(d: DonneesAnnulation, fuseau: string) {
  return {
    ...d,
    prevenueLe: d.prevenueLe && dateLongue(d.prevenueLe),
    rendezVousAnnules: d.rendezVousAnnules.map(debut => dateEtHeure(debut, fuseau)),
    ...direCeQuiVaut(d),
  }
}

/** What holds from now on, and whom to call. */
function direCeQuiVaut(d: Pick<DonneesAnnulation, 'dominante' | 'structure' | 'referent' | 'appeler'>) {
  return {
    parcours: d.dominante && DOMINANTES_EN_CLAIR[d.dominante].nom,
    structure: d.structure && { ...d.structure, telephone: numero(d.structure.telephone) },
    referent: d.referent && { ...d.referent, telephone: numero(d.referent.telephone) },
    appeler: d.appeler && { ...d.appeler, telephone: numero(d.appeler.telephone) },
  }
}

function direReouverture(d: DonneesReouverture) {
  return { prevenueLe: dateLongue(d.prevenueLe), annules: d.annules, ...direCeQuiVaut(d) }
}

function direCloture(d: DonneesCloture, fuseau: string) {
  return {
    le: dateLongue(d.le),
    rendezVousAnnules: d.rendezVousAnnules.map(debut => dateEtHeure(debut, fuseau)),
    appeler: d.appeler && { ...d.appeler, telephone: numero(d.appeler.telephone) },
  }
}

const OBJETS = {
  diagnostic: 'faire le point sur votre situation',
  suivi: 'suivre votre parcours',
  bilan: 'faire le bilan de votre accompagnement',
} as const
const A_QUOI = {
  diagnostic: 'Un professionnel vous écoute. Il vous aide à trouver l’accompagnement qui vous convient.',
  suivi: 'Vous faites le point sur vos démarches avec la personne qui vous accompagne, et préparez ensemble la suite.',
  bilan: 'Vous regardez ensemble ce qui a été fait, et l’accompagnement qui vous convient maintenant.',
} as const
const MODALITES = {
  individuel: 'Un professionnel vous reçoit.',
  conjoint: 'Deux professionnels vous recevront ensemble.',
  collectif: 'C’est une réunion avec d’autres personnes.',
  telephone: 'C’est un rendez-vous par téléphone : nous vous appelons.',
  visio: 'C’est un rendez-vous en visio : vous recevrez un lien.',
  domicile: 'Le rendez-vous a lieu chez vous.',
} as const

function direConvocation(d: DonneesConvocation, fuseau: string) {
  return {
    quand: dateEtHeure(d.debut, fuseau),
    pourquoi: OBJETS[d.objet],
    aQuoi: A_QUOI[d.objet],
    comment: MODALITES[d.modalite],
    duree: d.dureeMinutes,
    lieu: d.lieu,
    agent: d.agent,
    telephone: numero(d.telephone),
    interpretes: d.interpretes,
  }
}
