import { z } from 'zod'
import { job } from '../socle/job.ts'
import { tenirCommunes } from './commune.queries.ts'

/** Names, every night, the communes of the territory as the referential of this version does: without waiting for the next flow. */
export const nommerCommunes = job('nommer-communes', z.object({}), tenirCommunes, {
  titre: 'Noms officiels des communes',
  chaque: '45 3 * * *',
  parTerritoire: true,
})
