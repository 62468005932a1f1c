import { z } from 'zod'
import { MOTIFS_OUVERTURE, type MotifOuverture } from './motifs.ts'

const Motif = z.enum(Object.keys(MOTIFS_OUVERTURE) as [MotifOuverture, ...MotifOuverture[]], {
  error: 'Choisissez une raison.',
})

const UnePhrase = (error: string) => z.string().trim().min(5, { error }).max(500)

/** What is said before the file opens; another reason is told in words. */
export const RaisonDite = z.object({
  id: z.uuid(),
  personneId: z.uuid(),
  motif: Motif,
  precision: UnePhrase('Dites-en un peu plus, en une phrase.').nullable().default(null),
})
export type RaisonDite = z.infer<typeof RaisonDite>

export const Revue = z.object({
  ouvertureId: z.uuid(),
  revue: z.enum(['normal', 'a-expliquer']),
  mot: UnePhrase('Écrivez votre question, en une phrase.').nullable().default(null),
})
export const Explication = z.object({
  ouvertureId: z.uuid(),
  explication: UnePhrase('Répondez en une phrase.'),
})

export const MESSAGES = {
  'raison-a-dire':
    'Cette personne n’est pas de celles que vous suivez d’habitude\u00a0: dites pourquoi vous ouvrez son dossier, puis il s’ouvre.',
  'autre-a-dire': 'Dites en une phrase quelle est cette autre raison.',
  'raison-d-une-autre': 'Cette demande a déjà servi pour une autre raison. Rechargez la page, puis dites pourquoi.',
  'raison-finie':
    'Cette raison, dite il y a plusieurs jours, n’ouvre plus le dossier. Rechargez la page, puis dites pourquoi vous l’ouvrez de nouveau.',
  'question-a-dire': 'Écrivez ce que vous demandez à l’agent, en une phrase.',
  'ouverture-introuvable': 'Cette ouverture n’existe plus, ou elle n’est pas la vôtre.',
  'rien-a-expliquer': 'Aucune explication n’est demandée pour cette ouverture. Rechargez la page.',
} as const
