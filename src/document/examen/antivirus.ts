import { createConnection, type Socket } from 'node:net'

/** Bytes of a chunk; clamd refuses those above its StreamMaxLength, of the whole as of each. */
const PAQUET = 64 * 1024
const ATTENTE_MS = 60_000

/**
 * The antivirus that the server was given (`FILROUGE_ANTIVIRUS`): clamd by TCP (`tcp://127.0.0.1:3310`) or by its socket
 * (`unix:/run/clamav/clamd.ctl`).
 */
function prise(adresse: string): Socket {
  if (adresse.startsWith('unix:')) return createConnection({ path: adresse.slice('unix:'.length) })
  const { hostname, port } = new URL(adresse)
  return createConnection({ host: hostname, port: Number(port || 3310) })
}

/**
 * What the antivirus says of bytes, sent as they come (clamd's INSTREAM): nothing wrong, something found, or that there is none to
 * ask. Throws when there is one and it can't tell, or doesn't answer within a minute: nothing may be said of the bytes then.
 */
export async function analyser(octets: AsyncIterable<Uint8Array>): Promise<'sain' | 'infecte' | 'non-analyse'> {
  const adresse = process.env.FILROUGE_ANTIVIRUS
  if (!adresse) return 'non-analyse'
  const reponse = await demander(prise(adresse), octets)
  if (/\bFOUND\b/.test(reponse)) return 'infecte'
  if (/^stream: OK$/.test(reponse)) return 'sain'
  throw Object.assign(new Error('the antivirus could not tell'), { code: 'EANTIVIRUS' })
}

async function demander(socket: Socket, octets: AsyncIterable<Uint8Array>): Promise<string> {
  const recu: Buffer[] = []
  const fin = new Promise<void>((finir, echouer) => {
    socket.setTimeout(ATTENTE_MS, () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    socket.on('data', morceau => void recu.push(Buffer.from(morceau)))
    socket.once('end', finir)
    socket.once('error', echouer)
    socket.once('close', () => finir())
  })
  // Told below; it must not be an unhandled rejection meanwhile.
  fin.catch(() => {})
  try {
    await ecrire(socket, fin, Buffer.from('zINSTREAM\0'))
    for await (const morceau of octets)
      for (let i = 0; i < morceau.length; i += PAQUET) {
        const paquet = morceau.subarray(i, i + PAQUET)
        await ecrire(socket, fin, taille(paquet.length))
        await ecrire(socket, fin, paquet)
      }
    await ecrire(socket, fin, taille(0))
    await fin
    return Buffer.concat(recu).toString('latin1').replaceAll('\0', '').trim()
  } finally {
    socket.destroy()
  }
}

function taille(n: number): Buffer {
  const entier = Buffer.alloc(4)
  entier.writeUInt32BE(n)
  return entier
}

/** Waits for the line to take what it is given; ends with it when clamd hangs up, as it does above its limit. */
async function ecrire(socket: Socket, fin: Promise<void>, octets: Uint8Array): Promise<void> {
  if (socket.writable && socket.write(octets)) return
  await Promise.race([new Promise<void>(suite => socket.once('drain', suite)), fin])
}
