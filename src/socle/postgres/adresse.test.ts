import { mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { uneLigneDeCommande } from '../../essai-cli.ts'
import { verifierAdresse } from './adresse.ts'

const MOT = 'sesame'
test.each([
  ['postgres//x', /ne commence pas par postgres/],
  ['host=localhost dbname=x', /ne commence pas par postgres/],
  [`mysql://a:${MOT}@c/d`, /ne commence pas par postgres/],
  [`postgres://x:${MOT}@h:99999/z`, /ce n’est pas une adresse/],
  [`postgres://x:${MOT}@ss/w@127.0.0.1:1/z`, /un signe qui la coupe/],
  [`postgres://x:${MOT}#w@127.0.0.1:1/z`, /un signe qui la coupe|ce n’est pas une adresse/],
  [`postgres://x:${MOT}%@127.0.0.1:1/z`, /un signe %/],
  [`postgres://x:${MOT}@127.0.0.1:1/z?sslmode=verify-full&sslrootcert=/n/existe/pas.pem`, /pas\.pem.*code ENOENT/],
])('une adresse de base qui ne se lit pas est dite, sans son mot de passe : %s', (adresse, phrase) => {
  expect(() => verifierAdresse(adresse)).toThrow(phrase)
  expect(() => verifierAdresse(adresse)).not.toThrow(MOT)
})

test.each([
  'postgres://x:y@h/z',
  'postgresql://x@h',
  'postgres:///filrouge?host=/var/run/postgresql',
  'postgres://x:p%40ss%2Fw@h:5433/z\n',
])('une adresse qui va : %s', adresse => {
  expect(() => verifierAdresse(adresse)).not.toThrow()
})

// A key of nobody, and two certificates that it signs itself: of base.example.org until 2099, of localhost until 2020.
const pem = (quoi: string, lignes: string[]) => `-----BEGIN ${quoi}-----\n${lignes.join('\n')}\n-----END ${quoi}-----\n`
const CLE = pem('PRIVATE KEY', [
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgoKHuqhL5fTq8S8HUHcGX7zipokRcWYdjKVRz6Nk0htqhRANCAARG5PAl+UDVqzvJLnIqVyJ+',
  'FkU+No929zOBEwewoY96BFaTQ7wTjcEh4j558qQJGw78Q9UsJCTHBC34wvjw5fPE',
])
const D_AILLEURS = pem('CERTIFICATE', [
  'MIIBdDCCARmgAwIBAgIBAjAKBggqhkjOPQQDAjAbMRkwFwYDVQQDDBBiYXNlLmV4YW1wbGUub3JnMCAXDTIwMDEwMTAwMDAwMFoYDzIwOTkxMjMxMDAwMDAw',
  'WjAbMRkwFwYDVQQDDBBiYXNlLmV4YW1wbGUub3JnMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAERuTwJflA1as7yS5yKlcifhZFPjaPdvczgRMHsKGPegRW',
  'k0O8E43BIeI+efKkCRsO/EPVLCQkxwQt+ML48OXzxKNMMEowDAYDVR0TBAUwAwEB/zAbBgNVHREEFDASghBiYXNlLmV4YW1wbGUub3JnMB0GA1UdDgQWBBSZ',
  'cR70kRVniTHULStrMPbeyPTfWzAKBggqhkjOPQQDAgNJADBGAiEAsyGQZJfBQj62a19rMNcUTd5FASgNE9d4VmFfr0389hMCIQCn717Ssqx9mAQlKFbkiJ7k',
  '0DlTFuRJ/fwlb/C7eZSQxQ==',
])
const EXPIRE = pem('CERTIFICATE', [
  'MIIBXTCCAQKgAwIBAgIBATAKBggqhkjOPQQDAjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwHhcNMjAwMTAxMDAwMDAwWhcNMjAwMTAyMDAwMDAwWjAUMRIwEAYD',
  'VQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAARG5PAl+UDVqzvJLnIqVyJ+FkU+No929zOBEwewoY96BFaTQ7wTjcEh4j558qQJGw78',
  'Q9UsJCTHBC34wvjw5fPEo0UwQzAMBgNVHRMEBTADAQH/MBQGA1UdEQQNMAuCCWxvY2FsaG9zdDAdBgNVHQ4EFgQUmXEe9JEVZ4kx1C0razD23sj031swCgYI',
  'KoZIzj0EAwIDSQAwRgIhAJjAcuHbMudC1e7iWgLQIr3WR6tt8enRTsFOQUHYtDOvAiEA5kv2IVhf/xfw6BuB7fibLB3IdvqlyRA1fbcRH4tRAHY=',
])

const { filrougeAvec } = uneLigneDeCommande(unEssai())
const dossier = mkdtempSync(join(tmpdir(), 'filrouge-certificats-'))
let serveur: Server
let montre = D_AILLEURS
let chiffre = true
beforeAll(async () => {
  // As PostgreSQL answers who asks for TLS (protocol 3.0, SSLRequest), and no further.
  serveur = createServer(prise => {
    prise.on('error', () => {})
    prise.once('data', () => {
      prise.write(chiffre ? 'S' : 'N')
      if (chiffre) new TLSSocket(prise, { isServer: true, key: CLE, cert: montre }).on('error', () => {})
    })
  })
  await new Promise<void>(pret => serveur.listen(0, 'localhost', pret))
  writeFileSync(join(dossier, 'ailleurs.pem'), D_AILLEURS)
  writeFileSync(join(dossier, 'expire.pem'), EXPIRE)
})
afterAll(() => serveur.close())

test.each([
  ['d’une autorité inconnue', D_AILLEURS, '', /n’est signé par aucune autorité connue.*sslrootcert/],
  ['signé par une autre que celle qui est donnée', D_AILLEURS, 'expire.pem', /n’est signé par aucune autorité connue/],
  ['d’une autre machine', D_AILLEURS, 'ailleurs.pem', /n’est pas au nom de la machine/],
  ['expiré', EXPIRE, 'expire.pem', /a expiré/],
  ['absent', null, '', /ne chiffre pas ses échanges/],
])(
  'le certificat de la base, %s, est dit en une phrase, au démarrage aussi',
  async (_, certificat, racine, phrase) => {
    chiffre = certificat !== null
    montre = certificat ?? ''
    const { port } = serveur.address() as { port: number }
    const url = `postgres://x:${MOT}@localhost:${port}/z?sslmode=verify-full${racine && `&sslrootcert=${join(dossier, racine)}`}`
    for (const args of [['migrer'], ['demarrer', '--sans-demo', '--port', '0']]) {
      const { code, erreurs } = await filrougeAvec({ DATABASE_URL: url }, ...args)
      expect([code, erreurs.replaceAll('\u00a0', ' ')]).toEqual([1, expect.stringMatching(phrase)])
      expect(erreurs).not.toMatch(/ at |sesame/)
    }
  },
  60_000,
)
