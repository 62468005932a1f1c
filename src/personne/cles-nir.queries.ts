import { sql } from 'kysely'
import { autreCle, numeroCourant } from '../socle/auth/cles.ts'
import { chiffrerNir, empreinteNir, lireNir } from '../socle/auth/nir.ts'
import { Refusal } from '../socle/refusal.ts'
import type { Context } from '../socle/use-case.ts'

/** NIRs given the current key: a ciphertext and its fingerprint, in hexadecimal as they were, to what they become. */
export type NirsRenouveles = {
  nir: (chiffre: Buffer) => { chiffre: Buffer; empreinte: Buffer }
  /** Fingerprints of before, to those of now. */
  empreintes: Map<string, Buffer>
}

/** A ciphertext always becomes the same one: what was equal stays equal, wherever it was copied (undoing an import compares). */
export function desNirs(territoire: string): NirsRenouveles {
  const connus = new Map<string, { chiffre: Buffer; empreinte: Buffer }>()
  return {
    empreintes: new Map(),
    nir: chiffre => {
      const avant = chiffre.toString('hex')
      let nouveau = connus.get(avant)
      if (!nouveau) {
        const nir = lireNir(territoire, chiffre)
        nouveau = { chiffre: chiffrerNir(territoire, nir), empreinte: empreinteNir(territoire, nir) }
        connus.set(avant, nouveau)
      }
      return nouveau
    },
  }
}

/** Some NIRs were encrypted by another key than the current one. */
export async function nirsSousAutreCle(ctx: Context): Promise<boolean> {
  const { rows } = await sql`
    select 1 from personne where nir_chiffre is not null and ${autreCle(sql.ref('nir_chiffre'))} limit 1`.execute(
    ctx.db,
  )
  return rows.length > 0
}

/** One NIR closed by the current key and one closed by another, of those that there are. */
export async function desNirsFermes(ctx: Context): Promise<Buffer[]> {
  const { rows } = await sql<{ chiffre: Buffer }>`
    (select nir_chiffre as chiffre from personne where nir_chiffre is not null and ${autreCle(sql.ref('nir_chiffre'))} limit 1)
    union all
    (select nir_chiffre from personne where nir_chiffre is not null and not ${autreCle(sql.ref('nir_chiffre'))} limit 1)`.execute(
    ctx.db,
  )
  return rows.map(r => r.chiffre)
}

/** Rows written at once. */
const LOT = 5000

/** Encrypts with the current key, and fingerprints again, the NIRs of the persons that another key closed. Returns how many. */
export async function renouvelerNirs(ctx: Context, { nir, empreintes }: NirsRenouveles): Promise<number> {
  const { rows } = await sql<{ id: string; chiffre: Buffer; empreinte: Buffer }>`
    select id, nir_chiffre as chiffre, nir_empreinte as empreinte from personne
    where nir_chiffre is not null and ${autreCle(sql.ref('nir_chiffre'))}`.execute(ctx.db)
  for (let debut = 0; debut < rows.length; debut += LOT) {
    const lot = rows.slice(debut, debut + LOT).map(r => ({ ...r, ...nir(r.chiffre), avant: r.empreinte }))
    for (const { avant, empreinte } of lot) empreintes.set(avant.toString('hex'), empreinte)
    await sql`
      update personne p set nir_chiffre = n.chiffre, nir_empreinte = n.empreinte
      from unnest(${lot.map(l => l.id)}::uuid[], ${lot.map(l => l.chiffre)}::bytea[], ${lot.map(l => l.empreinte)}::bytea[])
        as n (id, chiffre, empreinte)
      where p.id = n.id`.execute(ctx.db)
  }
  return rows.length
}

/**
 * Refuses (conflict) to go on with keys that aren't those of this territory's NIRs: nobody would be recognised by their NIR, and the
 * next flow would make each person a second time.
 */
export async function verifierCles(ctx: Context): Promise<void> {
  const { rows } = await sql<{ chiffre: Buffer; empreinte: Buffer; autre: boolean }>`
    (select nir_chiffre as chiffre, nir_empreinte as empreinte, true as autre from personne
      where nir_chiffre is not null and ${autreCle(sql.ref('nir_chiffre'))} limit 1)
    union all
    (select nir_chiffre, nir_empreinte, false from personne where nir_chiffre is not null limit 1)`.execute(ctx.db)
  if (rows.some(r => r.autre))
    throw new Refusal(
      'conflict',
      'cles-a-renouveler',
      `Des numéros de sécurité sociale du territoire ${ctx.territoire.code} ne sont pas encore chiffrés avec la clé n° ${numeroCourant()}. Arrêtez tout serveur qui sert avec une autre clé, puis lancez bin/filrouge cles renouveler avec celles-ci.`,
    )
  const [temoin] = rows
  if (
    temoin &&
    !empreinteNir(ctx.territoire.code, lireNir(ctx.territoire.code, temoin.chiffre)).equals(temoin.empreinte)
  )
    throw new Refusal(
      'conflict',
      'empreintes-autres',
      `Les empreintes des numéros de sécurité sociale du territoire ${ctx.territoire.code} ne sont pas celles de la clé n° ${numeroCourant()}. Vérifiez FILROUGE_CLE.`,
    )
}
