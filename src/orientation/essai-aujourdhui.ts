import { ouvrirBase } from '../base.ts'
import type { Essai, Navigateur } from '../essai.ts'
import type { Acteur } from '../socle/acteur.ts'
import { contexte } from '../socle/contexte.ts'
import { aujourdhui } from './aujourdhui.ts'

/** The day of a chargé d'orientation of the whole territory, as the server gives it, and as who kept nothing reads it. */
export async function leJourEtLeVrai(essai: Essai, agent: Navigateur): Promise<[unknown, unknown]> {
  const garde = (await agent.appeler<typeof aujourdhui>('GET /aujourdhui', {})).json
  const base = ouvrirBase(essai.url, 2)
  try {
    const acteur: Acteur = {
      genre: 'agent',
      id: agent.id,
      nom: 'ESSAI',
      role: 'charge-orientation',
      structureId: null,
      equipeId: null,
      secteur: null,
    }
    const ctx = contexte(base.territoire('59'), base, {
      agent: acteur,
      territoire: { code: '59', nom: 'Nord', demo: false },
      now: essai.now,
    })
    return [garde, JSON.parse(JSON.stringify(await aujourdhui(ctx, { page: 1 })))]
  } finally {
    await base.fermer()
  }
}
