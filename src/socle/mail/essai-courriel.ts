import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach } from 'vitest'

export type CourrielRecu = { de: string; a: string[]; brut: string }

/**
 * A real mail server of this machine for the tests of a file, the one the program is told of; emptied before each. It keeps what it
 * receives. `pannes`: how many messages it refuses first; `boites`: the mailboxes that it doesn't take, with the code it answers.
 */
export function unServeurDeCourriel() {
  const recus: CourrielRecu[] = []
  const etat = { pannes: 0, boites: new Map<string, number>() }
  const lancer = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      onRcptTo({ address }, _session, fini) {
        const responseCode = etat.boites.get(address)
        fini(responseCode ? Object.assign(new Error('pas cette boîte'), { responseCode }) : null)
      },
      onData(flux, session, fini) {
        const morceaux: Buffer[] = []
        flux.on('data', (m: Buffer) => morceaux.push(m))
        flux.on('end', () => {
          if (etat.pannes > 0) {
            etat.pannes--
            return fini(Object.assign(new Error('essayez plus tard'), { responseCode: 451 }))
          }
          const { mailFrom, rcptTo } = session.envelope
          recus.push({
            de: mailFrom ? mailFrom.address : '',
            a: rcptTo.map(r => r.address).sort(),
            brut: Buffer.concat(morceaux).toString('utf8'),
          })
          fini()
        })
      },
    })
  let serveur = lancer()
  let port = 0
  const ecouter = async () => {
    await new Promise<void>(pret => serveur.listen(port, '127.0.0.1', pret))
    port = (serveur.server.address() as AddressInfo).port
  }
  const arreter = () => new Promise<void>(ferme => serveur.close(ferme))
  /** Nobody listens any more at its address, then somebody does again. */
  const repartir = () => {
    serveur = lancer()
    return ecouter()
  }
  const courriel = { recus, etat, url: '', arreter, repartir }
  beforeAll(async () => {
    await ecouter()
    courriel.url = `smtp://127.0.0.1:${port}`
  })
  beforeEach(() => {
    recus.length = 0
    etat.boites.clear()
    process.env.FILROUGE_SMTP = courriel.url
    process.env.FILROUGE_EXPEDITEUR = 'Filrouge <filrouge@example.org>'
  })
  afterAll(async () => {
    delete process.env.FILROUGE_SMTP
    delete process.env.FILROUGE_EXPEDITEUR
    await arreter()
  })
  return courriel
}

/** The text of a message of one part, decoded (quoted-printable or base64, UTF-8). */
export function texteDe({ brut }: CourrielRecu): string {
  const [entetes = '', ...corps] = brut.split('\r\n\r\n')
  const texte = corps.join('\r\n\r\n')
  if (/^content-transfer-encoding: base64/im.test(entetes)) return Buffer.from(texte, 'base64').toString('utf8')
  const octets = texte
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(octets, 'latin1').toString('utf8')
}
