import { sql } from 'kysely'
import { responsablesDe } from '../agent/en-cours.queries.ts'
import { LUS_D_APPEL } from '../rendez-vous/releve/appels.queries.ts'
import { direAppels } from '../rendez-vous/releve/releve.ts'
import { avis } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enSuite, nomDe } from '../socle/ui/phrases.ts'
import { recitOrientation } from './orientation.recits.ts'

/** A follow-up taken up from elsewhere brings its référent with it; a decision tells of the one it designates by another event. */
export const AVIS_ORIENTATION = [
  avis('suivi-quitte-orientation', recitOrientation, {
    sansNom: true,
    qui: ({ avant, apres }) => sql`
      select x.qui from unnest(array[${avant('referentId')}::uuid, ${avant('coReferentId')}::uuid]) as x (qui)
      where ${apres('sansReferent')} = 'true'`,
    dire: () => ({ titre: 'Vous ne suivez plus une personne\u00a0: elle est réorientée', detail: null }),
    plusieurs: {
      dire: n =>
        `Vous ne suivez plus ${pluriel(n, 'personne')}\u00a0: ${n > 1 ? 'elles sont réorientées' : 'elle est réorientée'}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  avis('suivi-repris', recitOrientation, {
    qui: ({ apres }) => sql`select ${apres('referentId')}::uuid`,
    dire: (_, apres) => ({
      titre: 'Vous êtes son référent, par une reprise de suivi',
      detail: nomDe(apres?.structure),
    }),
    plusieurs: {
      dire: n => `${pluriel(n, 'suivi repris vous est confié', 'suivis repris vous sont confiés')}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  avis('orientation-a-appeler', recitOrientation, {
    qui: ({ apres }, ctx) => sql`
      select r.agent_id from (${responsablesDe(ctx)}) r where r.structure_id = ${apres('structureId')}::uuid
        and jsonb_array_length(coalesce(e.apres -> 'aAppeler', '[]')) > 0`,
    lus: LUS_D_APPEL,
    dire: (_, apres, lecteur) => ({
      titre: 'Orientation vers votre structure, sans référent encore',
      detail: enSuite(...direAppels(apres?.aAppeler, lecteur)),
    }),
    ou: '?onglet=parcours',
  }),
]
