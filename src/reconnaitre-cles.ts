import { ouvrirBase } from './base.ts'
import { desNirsFermes } from './personne/cles-nir.queries.ts'
import { dechiffrer, numeroCourant, numeroDe } from './socle/auth/cles.ts'
import { lireNir } from './socle/auth/nir.ts'
import { comparerCles, poserTemoins, reprendreBaseVide, temoins } from './socle/auth/temoins.ts'
import { lieuxFermes, ouvrirUnTexte } from './socle/auth/textes.queries.ts'
import { contexte, SYSTEME } from './socle/contexte.ts'
import type { Base } from './socle/db.ts'
import { unMorceauFerme } from './socle/fichier/cles.queries.ts'
import type { Context } from './socle/use-case.ts'
import { territoires } from './territoire/territoires.queries.ts'

/**
 * Refuses (conflict) keys that aren't those of the base, before anything of it is served or written. A base that knows none keeps what its
 * own give, for the next time: those that something of each kind opens with, or else the current one. Another is kept by `engagerCle`.
 */
export async function reconnaitreCles(base: Base): Promise<void> {
  const connus = await territoires(base)
  if (connus.length === 0) await reprendreBaseVide(base)
  const gardes = await temoins(base)
  comparerCles(gardes)
  if (gardes.length > 0) return
  const siennes = new Set<number>()
  const now = Temporal.Now.instant().toString()
  for (const territoire of connus) {
    const ctx = contexte(base.territoire(territoire.code), base, { agent: SYSTEME, territoire, now })
    for (const numero of await clesDontOnOuvre(ctx)) siennes.add(numero)
  }
  await poserTemoins(base, siennes.size > 0 ? [...siennes] : [numeroCourant()])
  comparerCles(await temoins(base))
}

/** The numbers of the keys by which something of this territory opens. Refused (conflict): something doesn't. */
async function clesDontOnOuvre(ctx: Context): Promise<number[]> {
  const { code } = ctx.territoire
  const numeros: number[] = []
  for (const nir of await desNirsFermes(ctx)) {
    lireNir(code, nir)
    numeros.push(numeroDe(nir))
  }
  const morceau = await unMorceauFerme(ctx)
  if (morceau) {
    dechiffrer(code, 'fichier', morceau)
    numeros.push(numeroDe(morceau))
  }
  const texte = await ouvrirUnTexte(ctx, await lieuxFermes(ctx))
  return texte === null ? numeros : [...numeros, texte]
}

/** The database as a command opens it, its keys known to be those given. */
export async function ouvrirAvecSesCles(url: string, max?: number): Promise<Base> {
  const base = ouvrirBase(url, max)
  try {
    await reconnaitreCles(base)
    return base
  } catch (erreur) {
    await base.fermer()
    throw erreur
  }
}
