import pg from 'pg'
import { ouvrirBase } from '../base.ts'
import { poserCle } from '../socle/auth/cles.ts'
import { traiterImports } from './executer-import.ts'

// A worker alone in its process, that applies the imports that wait: `essai-travailleur.ts URL NOW MORT`. At its statement number
// MORT (1 or more) it dies as by kill -9, the statement sent and its answer not read; when MORT is words, just before it sends the first
// statement that holds them. It tells its parent how many it sent.
const [url = '', now = '', mort = '0'] = process.argv.slice(2)
poserCle('une clé d’essai assez longue pour servir')

let requetes = 0
const envoyer = pg.Client.prototype.query as (...arguments_: unknown[]) => unknown
pg.Client.prototype.query = function query(this: pg.Client, ...arguments_: unknown[]) {
  const [demande] = arguments_ as [string | { text: string }]
  const texte = typeof demande === 'string' ? demande : demande.text
  if (Number.isNaN(Number(mort)) && texte.includes(mort)) process.kill(process.pid, 'SIGKILL')
  const reponse = envoyer.apply(this, arguments_)
  if (++requetes === Number(mort)) process.kill(process.pid, 'SIGKILL')
  return reponse
} as typeof pg.Client.prototype.query

const base = ouvrirBase(url, 4)
await traiterImports(base, { code: '59', nom: 'Nord', demo: false }, () => now)
await base.fermer()
process.send?.(requetes)
