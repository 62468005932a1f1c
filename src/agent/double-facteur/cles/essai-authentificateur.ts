import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

type Options = { challenge: string; rp?: { id?: string }; rpId?: string; user?: { id: string } }
type Ecarts = { origine?: string; verifiee?: boolean; compteur?: number }

const b64 = (octets: Uint8Array) => Buffer.from(octets).toString('base64url')
const sha = (texte: string | Buffer) => createHash('sha256').update(texte).digest()
/** CBOR (RFC 8949): a byte string. */
const chaine = (octets: Buffer) =>
  Buffer.concat([
    octets.length < 256
      ? Buffer.from([0x58, octets.length])
      : Buffer.from([0x59, octets.length >> 8, octets.length & 255]),
    octets,
  ])

/** A device that keeps one key of access, ES256, without attestation. */
export function unAuthentificateur(origine: () => string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const identifiant = randomBytes(32)
  let utilisateur = ''
  let compteur = 0

  const donnees = (domaine: string, ecarts: Ecarts, cle = false) => {
    const compte = Buffer.alloc(4)
    compte.writeUInt32BE(ecarts.compteur ?? compteur)
    const drapeaux = 1 | (ecarts.verifiee === false ? 0 : 4) | (cle ? 0x40 : 0)
    return Buffer.concat([sha(domaine), Buffer.from([drapeaux]), compte])
  }
  const client = (type: string, challenge: string, ecarts: Ecarts) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: ecarts.origine ?? origine(), crossOrigin: false }))
  const id = b64(identifiant)

  return {
    creer: (dit: unknown, ecarts: Ecarts = {}) => {
      const options = dit as Options
      utilisateur = options.user?.id ?? ''
      const cose = Buffer.concat([
        Buffer.from('a5010203262001215820', 'hex'),
        Buffer.from(x, 'base64url'),
        Buffer.from('225820', 'hex'),
        Buffer.from(y, 'base64url'),
      ])
      const authData = Buffer.concat([
        donnees(options.rp?.id ?? '', ecarts, true),
        Buffer.alloc(16),
        Buffer.from([0, identifiant.length]),
        identifiant,
        cose,
      ])
      const attestationObject = Buffer.concat([
        // CBOR (RFC 8949): { fmt: 'none', attStmt: {}, authData }.
        Buffer.from('\xa3cfmtdnonegattStmt\xa0hauthData', 'latin1'),
        chaine(authData),
      ])
      return {
        ...{ id, rawId: id, type: 'public-key' },
        response: {
          clientDataJSON: b64(client('webauthn.create', options.challenge, ecarts)),
          attestationObject: b64(attestationObject),
          transports: ['internal'],
        },
        clientExtensionResults: {},
      }
    },
    montrer: (dit: unknown, ecarts: Ecarts = {}) => {
      const options = dit as Options
      compteur++
      const authData = donnees(options.rpId ?? '', ecarts)
      const clientData = client('webauthn.get', options.challenge, ecarts)
      const signature = sign('sha256', Buffer.concat([authData, sha(clientData)]), privateKey)
      return {
        ...{ id, rawId: id, type: 'public-key' },
        response: {
          clientDataJSON: b64(clientData),
          authenticatorData: b64(authData),
          signature: b64(signature),
          userHandle: utilisateur,
        },
        clientExtensionResults: {},
      }
    },
  }
}
