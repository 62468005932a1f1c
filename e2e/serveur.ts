import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { creerAgentEnLigne } from '../src/agent/agent-en-ligne.ts'
import { ouvrirBase } from '../src/base.ts'
import { postgresAvecDemo } from '../src/demo/essai-demo.ts'
import { importerSuivis } from '../src/echanges/listes/importer-suivis.ts'
import { unTravailEnEchec } from '../src/essai-travaux.ts'
import { serveur } from '../src/serveur.ts'
import { poserCle } from '../src/socle/auth/cles.ts'
import { dansTransaction, type Origine, SYSTEME } from '../src/socle/contexte.ts'
import { ecrireCsv } from '../src/socle/export/csv.ts'
import { creerTerritoire } from '../src/socle/migrer.ts'
import { travailleur } from '../src/travailleur.ts'
import { ELIE, MAINTENANT, OLGA, PORT } from './monde.ts'
import { unProconnect } from './proconnect.ts'

// The product, whole, on a throwaway PostgreSQL, with the demo territory as it is on one fixed day: pictures don't change.
poserCle('une clé d’essai assez longue pour servir')
const postgres = await postgresAvecDemo(MAINTENANT.slice(0, 10), message => process.stderr.write(`${message}\n`))
const base = ouvrirBase(postgres.url)
const origine: Origine = {
  agent: SYSTEME,
  territoire: { code: '99', nom: 'Val-de-Trame', demo: true },
  now: MAINTENANT,
}
// A follow-up taken up from a structure nobody has described yet: what the administrator finds to complete.
const { rows } = await sql<{ numero: string; role: string }>`
  select f.numero_demande_rsa as numero, d.role from droit d join foyer f on f.id = d.foyer_id
  where d.flux_fin is null and d.etat = '2' and d.soumis
    and not exists (select 1 from orientation o where o.personne_id = d.personne_id)
    and not exists (select 1 from entree e where e.personne_id = d.personne_id)
    and not exists (select 1 from doublon x where d.personne_id in (x.personne_id, x.autre_id))
  order by 1, 2 limit 1`.execute(base.territoire('99'))
const dossier = mkdtempSync(join(tmpdir(), 'filrouge-e2e-'))
const chemin = join(dossier, 'suivis.csv')
writeFileSync(
  chemin,
  ecrireCsv([
    ['numeroDemandeRsa', 'role', 'dateOrientation', 'dominante', 'structure', 'referentCourriel'],
    ...rows.map(({ numero, role }) => [
      ...[numero, role, '2026-06-15', 'equilibre', 'Régie de quartier du Métier', 'referent.metier@example.org'],
    ]),
  ]),
)
await importerSuivis(base, origine, { chemin, recuLe: MAINTENANT.slice(0, 10) })
rmSync(dossier, { recursive: true })
// A message that didn't leave: what the administrator finds among the background jobs.
await unTravailEnEchec({
  url: postgres.url,
  now: MAINTENANT,
  enTransaction: agir => dansTransaction(base, origine, agir),
})
// Another territory of the same server, and who administers it: somebody who may come to work here too.
await creerTerritoire(postgres.url, { code: '98', nom: 'Val-d’en-Face' })
const enFace = { ...origine, territoire: { code: '98', nom: 'Val-d’en-Face', demo: false } }
for (const compte of [ELIE, OLGA])
  await dansTransaction(base, enFace, ctx => creerAgentEnLigne(ctx, { ...compte, role: 'administrateur' }))
const proconnect = await unProconnect(`http://127.0.0.1:${PORT}`)
const depart = performance.now()
const debut = Temporal.Instant.from(MAINTENANT)
const now = () => debut.add({ milliseconds: Math.round(performance.now() - depart) }).toString()
const app = await serveur(base, {
  retardMaxMs: 0,
  now,
  // Screens built elsewhere, while somebody else rebuilds dist/.
  ...(process.env.ECRANS ? { ecrans: process.env.ECRANS } : {}),
})
const ouvrier = await travailleur(base, message => process.stderr.write(`${message}\n`), now)
await app.listen({ port: PORT, host: '127.0.0.1' })

let arrete = false
async function arreter(): Promise<void> {
  if (arrete) return
  arrete = true
  await app.close()
  await ouvrier.arreter(5000)
  await base.fermer()
  await proconnect.fermer()
  await postgres.arreter()
  process.exit(0)
}
process.on('SIGTERM', arreter)
process.on('SIGINT', arreter)
