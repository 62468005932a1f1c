import { hash, verify } from '@node-rs/argon2'

// OWASP's floor for argon2id: 19 MiB, 2 passes, 1 lane.
const reglage = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** argon2id, encoded with its salt and its cost. */
export async function chiffrerMotDePasse(motDePasse: string): Promise<string> {
  return hash(motDePasse, reglage)
}

let leurre: Promise<string> | undefined

/** Same time whether the account exists or not: without a hash, a decoy is verified. */
export async function motDePasseJuste(empreinte: string | null, motDePasse: string): Promise<boolean> {
  leurre ??= chiffrerMotDePasse('leurre')
  const juste = await verify(empreinte ?? (await leurre), motDePasse)
  return juste && empreinte !== null
}
