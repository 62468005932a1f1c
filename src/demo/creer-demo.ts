import type { Base } from '../socle/db.ts'
import { creerTerritoire } from '../socle/migrer.ts'

export async function creerDemo(base: Base, _dire: (message: string) => void): Promise<boolean> {
  return creerTerritoire(base.url, { code: '99', nom: 'Val-de-Trame', demo: true })
}
