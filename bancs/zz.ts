import { sql } from 'kysely'
import { serveurDuBanc } from './import.ts'
import { peuplerTerritoire } from './territoire-http.ts'
import { ouvrirBase } from '../src/base.ts'
import { accorder, desaccords } from '../src/echeance/accorder.queries.ts'
import { SYSTEME, dansTransaction } from '../src/socle/contexte.ts'

const t0 = performance.now()
const dire = (m: string) => console.log(`${((performance.now() - t0) / 1000).toFixed(1)} s  ${m}`)
const serveur = await serveurDuBanc()
const url = await serveur.neuve()
const monde = await peuplerTerritoire(url)
dire(`peuple ${monde.personnes} ${monde.suivis} ${monde.entrants}`)
const base = ouvrirBase(url, 2)
const origine = { agent: SYSTEME, territoire: { code: '59', nom: 'Nord', demo: false }, now: '2025-03-10T08:00:00Z' }
const chrono = async (nom: string, f: () => Promise<unknown>) => { const t = performance.now(); const r = await f(); dire(`${nom}: ${(performance.now() - t).toFixed(0)} ms`); return r }
const t = (agir: any) => dansTransaction(base, origine, agir)
dire(JSON.stringify((await sql`select genre, count(*) from echeance group by 1`.execute(base.territoire('59'))).rows))
await chrono('accorder tout, rien à changer', () => t((ctx: any) => accorder(ctx, sql`select id from personne`)))
await chrono('vider', () => t((ctx: any) => sql`delete from echeance`.execute(ctx.db)))
await chrono('accorder tout, tout à écrire', () => t((ctx: any) => accorder(ctx, sql`select id from personne`)))
await sql`analyze echeance`.execute(base.territoire('59')).catch(() => {})
for (let i = 0; i < 8; i++) await chrono('accorder une personne', () => t((ctx: any) => accorder(ctx, sql`select ${monde.dossiers[i]!.personneId}::uuid as id`)))
dire(String(((await t((ctx: any) => desaccords(ctx))) as unknown[]).length))
console.log(url)
await new Promise(r => setTimeout(r, Number(process.argv[2] ?? 0) * 1000))
await base.fermer(); await serveur.arreter()
