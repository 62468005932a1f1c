import { z } from 'zod'

const code = (max: number) => z.string().min(1).max(max)
const commun = { id: code(1400), rawId: code(1400), type: z.literal('public-key') }
const attachement = z.enum(['platform', 'cross-platform']).optional()
const extensions = z.looseObject({}).default({})

/** What a browser gives of a key it made (W3C WebAuthn, RegistrationResponseJSON). */
export const CleFaite = z.object({
  ...commun,
  response: z.object({
    clientDataJSON: code(4000),
    attestationObject: code(20_000),
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
  clientExtensionResults: extensions,
  authenticatorAttachment: attachement,
})

/** What a browser gives of a key that signed (AuthenticationResponseJSON). */
export const CleMontree = z.object({
  ...commun,
  response: z.object({
    clientDataJSON: code(4000),
    authenticatorData: code(4000),
    signature: code(2000),
    userHandle: z.string().max(200).nullish(),
  }),
  clientExtensionResults: extensions,
  authenticatorAttachment: attachement,
})

/** What is handed to the browser as it is: its own words, that no screen reads. */
export const OptionsDuNavigateur = z.looseObject({ challenge: z.string() })
