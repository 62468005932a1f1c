import { createTransport } from 'nodemailer'

export type Courriel = {
  /** Names the message for ever: sent twice, mail software shows it once (RFC 5322 §3.6.4, Message-ID). */
  id: string
  a: readonly string[]
  sujet: string
  /** Plain text, without anything about a person: a mail is a postcard. */
  texte: string
}

/**
 * Whether mail can be sent: `FILROUGE_SMTP` (smtp://user:password@host:587, smtps:// for TLS at once) and `FILROUGE_EXPEDITEUR` are
 * given.
 */
export const courrielPossible = (): boolean => Boolean(process.env.FILROUGE_SMTP && process.env.FILROUGE_EXPEDITEUR)

/** What it is given to be found, to take the line and to say who it is; then for each answer, which it may ponder. */
const ABORD_MS = 5000
const REPONSE_MS = 20_000

/**
 * Hands a message to the mail server. Throws when it doesn't take it: the job that asked tries again later. Returns the addresses that it
 * didn't take while it took others: to be written to apart, since those have the message.
 */
export async function envoyer({ id, a, sujet, texte }: Courriel): Promise<string[]> {
  const { FILROUGE_SMTP: url = '', FILROUGE_EXPEDITEUR: from = '' } = process.env
  const transport = createTransport({
    url,
    dnsTimeout: ABORD_MS,
    connectionTimeout: ABORD_MS,
    greetingTimeout: ABORD_MS,
    socketTimeout: REPONSE_MS,
    // A message is made of what is written here, never of a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const { rejected } = await transport.sendMail({
      from,
      to: [...a],
      subject: sujet,
      text: texte,
      messageId: `<${id}@filrouge>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    const refusees = new Set<unknown>(rejected)
    return a.filter(adresse => refusees.has(adresse))
  } finally {
    transport.close()
  }
}
