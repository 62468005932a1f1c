import { z } from 'zod'
import { DOMINANTES } from '../offre/dominante.ts'
import { AAppeler } from '../rendez-vous/releve/releve.ts'
import { recit } from '../socle/recit.ts'
import { enSuite, leJour, majuscule, minuscule, mot, NBSP, Nomme, nomDe } from '../socle/ui/phrases.ts'
import { LIBELLES_REORIENTATION } from './reorientation/reorientation.ts'

const MOYENS: Record<string, string> = {
  courrier: 'par courrier',
  courriel: 'par courriel',
  'remise-en-main-propre': 'en main propre',
}

export const recitOrientation = recit(
  'orientation',
  z.object({
    orientationId: z.string().optional(),
    dominante: z.string(),
    structureId: z.string().optional(),
    structure: Nomme,
    proposition: z.string().nullish(),
    /** Rule of the référentiel that proposed it. */
    regle: z.string().nullish(),
    accompagnementGlobal: z.boolean().optional(),
    motif: z.string().nullish(),
    /** Why a réorientation. */
    reorientation: z.string().nullish(),
    reorientationPrecision: z.string().nullish(),
    /** « reprise-de-suivi »: decided elsewhere, before Filrouge. */
    origine: z.string().optional(),
    debut: z.string().optional(),
    referentId: z.string().nullish(),
    referent: Nomme,
    /** Without a référent yet: appointments that changed too soon for a letter. */
    aAppeler: z.array(AAppeler).optional(),
    coReferentId: z.string().nullish(),
    /** The structure is to name who follows the person; who did does no more. */
    sansReferent: z.boolean().optional(),
  }),
  (avant, apres) => {
    const dominante = mot(DOMINANTES, apres?.dominante)
    const proposition = mot(DOMINANTES, apres?.proposition)
    const reprise = apres?.origine === 'reprise-de-suivi'
    const quoi = reprise ? 'Orientation reprise d’un suivi déjà en cours' : 'Orientation'
    return {
      titre: `${avant ? 'Réorientation' : quoi}${dominante ? `${NBSP}: ${minuscule(dominante)}` : ''}`,
      detail: enSuite(
        nomDe(apres?.structure),
        proposition && proposition !== dominante && `proposition du référentiel${NBSP}: ${minuscule(proposition)}`,
        apres?.motif,
        mot(LIBELLES_REORIENTATION, apres?.reorientation),
        apres?.reorientationPrecision,
      ),
    }
  },
  {
    libres: ['motif', 'reorientationPrecision'],
    fait: (avant, apres) => {
      const structure = nomDe(apres?.structure)
      const oriente = `a ${avant ? 'ré' : ''}orienté la personne`
      return structure ? `${oriente} vers «${NBSP}${structure}${NBSP}»` : oriente
    },
  },
)

export const recitNotification = recit(
  'notification',
  z.object({
    orientationId: z.string().optional(),
    mode: z.string(),
    le: z.string(),
    courrierId: z.string().nullish(),
    structure: Nomme,
  }),
  (_, apres, { aujourdhui }) => {
    const moyen = mot(MOYENS, apres?.mode)
    const quand = leJour(apres?.le, aujourdhui)
    return {
      titre: `Orientation notifiée${moyen ? ` ${moyen}` : ''}`,
      detail: enSuite(nomDe(apres?.structure), quand && majuscule(quand)),
    }
  },
)

/** The person asked how the computation went (CRPA L311-3-1), and got it. */
export const recitExplicationCalcul = recit(
  'explication-calcul',
  z.object({ orientationId: z.string().optional(), courrierId: z.string().optional(), mode: z.string() }),
  (_, apres) => {
    const moyen = mot(MOYENS, apres?.mode)
    return { titre: 'Détail du calcul d’orientation remis, à sa demande', detail: moyen ? majuscule(moyen) : null }
  },
)

/** An orientation taken back: `avant` the mistake, `apres` what holds again, and why. */
export const recitOrientationAnnulee = recit(
  'orientation-annulee',
  z.object({
    orientationId: z.string().optional(),
    dominante: z.string().nullable(),
    structureId: z.string().optional(),
    structure: Nomme,
    motif: z.string().optional(),
  }),
  (avant, apres) => {
    const dominante = mot(DOMINANTES, avant?.dominante)
    const rendue = mot(DOMINANTES, apres?.dominante)
    return {
      titre: `Orientation annulée, décidée par erreur${dominante ? `${NBSP}: ${minuscule(dominante)}` : ''}`,
      detail: enSuite(
        nomDe(avant?.structure),
        rendue && `celle d’avant court de nouveau${NBSP}: ${minuscule(rendue)}`,
        apres?.motif && `Motif${NBSP}: ${apres.motif}`,
      ),
    }
  },
  { libres: ['motif'] },
)
