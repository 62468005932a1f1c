import type { Context } from '../socle/use-case.ts'
import { parametre } from './parametre.queries.ts'

/** Days during which a message waits for a mail server that doesn't take it. */
export const patienceDuCourriel = (ctx: Context): Promise<number> => parametre(ctx, 'courriel.attente-jours')
