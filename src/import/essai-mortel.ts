import { appendFileSync } from 'node:fs'
import { ouvrirBase } from '../base.ts'
import { contexte, SYSTEME } from '../socle/contexte.ts'
import type { Consigne } from './appliquer-a-part.ts'
import { commencer, prochain } from './imports.queries.ts'

// A process that begins the import that waits, then dies as FILROUGE_ESSAI_ARRET says; or before, with a mark in
// FILROUGE_ESSAI_MARQUE.
const ARRETS: Record<string, () => void> = {
  memoire: () => {
    const tas: object[] = []
    for (;;) tas.push({ rempli: [tas.length] })
  },
  silence: () => {
    for (;;);
  },
  arret: () => process.kill(process.pid, 'SIGKILL'),
}

const marque = process.env.FILROUGE_ESSAI_MARQUE
if (marque) {
  appendFileSync(marque, 'x')
  process.kill(process.pid, 'SIGKILL')
}

process.once('message', async ({ url, territoire, now }: Consigne) => {
  const base = ouvrirBase(url, 2)
  const db = base.territoire(territoire.code)
  const suivant = await prochain(db)
  if (suivant) {
    await commencer(contexte(db, base, { agent: SYSTEME, territoire, now }), suivant.id)
    ARRETS[process.env.FILROUGE_ESSAI_ARRET ?? '']?.()
  }
  process.send?.({ fini: true })
  await base.fermer()
  process.disconnect?.()
})
