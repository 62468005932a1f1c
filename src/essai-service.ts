import { ouvrirBase } from './base.ts'
import { servir } from './demarrer.ts'
import { CLE_ESSAI } from './essai.ts'
import { poserCle } from './socle/auth/cles.ts'

// The service alone in its process, as `demarrer` runs it, on a base that is there: `essai-service.ts URL PORT`. SIGTERM stops it.
const [url = '', port = '0'] = process.argv.slice(2)
poserCle(CLE_ESSAI)
const base = ouvrirBase(url)
await servir(base, Number(port), '127.0.0.1', new Promise(arreter => process.once('SIGTERM', () => arreter())))
await base.fermer()
