import { z } from 'zod'
import { texteFacultatif } from '../socle/saisie/faute.ts'

/** How a person was reached without an appointment. */
export const MOYENS = {
  telephone: 'Au téléphone',
  message: 'Par message',
  courriel: 'Par courriel',
  rencontre: 'De vive voix',
} as const
export const Moyen = z.enum(Object.keys(MOYENS) as [keyof typeof MOYENS, ...(keyof typeof MOYENS)[]], {
  error: 'Dites comment la personne a été jointe.',
})

/** How long after one may still write it down, in days. */
export const JOURS_POUR_NOTER = 31

export const ContactPris = z.object({
  id: z.uuid(),
  /** Day the person was reached. */
  le: z.iso.date({ error: 'Indiquez le jour du contact.' }),
  moyen: Moyen,
  note: texteFacultatif(500).default(null),
})

export const MESSAGES_CONTACT = {
  'contact-a-venir': 'Ce jour n’est pas encore venu : notez le contact quand il a eu lieu, ou prenez un rendez-vous.',
  'contact-trop-ancien': `Un contact se note dans les ${JOURS_POUR_NOTER} jours : vérifiez la date.`,
  'identifiant-pris': 'Cet identifiant sert déjà à un autre dossier : rechargez la page, puis recommencez.',
  'contact-introuvable':
    'Ce contact n’existe pas, ou il n’est pas dans votre périmètre. Ouvrez le dossier de la personne.',
} as const

/** Why this contact can't be written, or null. `aujourdhui`: YYYY-MM-DD. */
export function empechementContact(le: string, aujourdhui: string): 'contact-a-venir' | 'contact-trop-ancien' | null {
  if (le > aujourdhui) return 'contact-a-venir'
  const premier = Temporal.PlainDate.from(aujourdhui).subtract({ days: JOURS_POUR_NOTER }).toString()
  return le < premier ? 'contact-trop-ancien' : null
}
