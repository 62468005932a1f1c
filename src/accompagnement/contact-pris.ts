import { z } from 'zod'

/** How a person was reached without an appointment. */
export const MOYENS = {
  telephone: 'Au téléphone',
  message: 'Par message',
  courriel: 'Par courriel',
  rencontre: 'De vive voix',
} as const
export const Moyen = z.enum(Object.keys(MOYENS) as [keyof typeof MOYENS, ...(keyof typeof MOYENS)[]])
