import { sql } from 'kysely'
import type { z } from 'zod'
import { avis, type Lecteur } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enSuite, leJour, minuscule, mot, NBSP, type Nomme, nomDe } from '../socle/ui/phrases.ts'
import { recitRendezVousGarde, recitRendezVousIssue, recitRendezVousPris } from './rendez-vous.recits.ts'
import { MODALITES, OBJETS } from './rendez-vous.ts'

type Dit = { objet?: string; debut?: string } | null

/** « Entretien de suivi le 11 mars à 9 h 30 ». */
const quoi = (dit: Dit, { aujourdhui, fuseau }: Lecteur): string =>
  [minuscule(mot(OBJETS, dit?.objet) ?? 'rendez-vous'), leJour(dit?.debut, aujourdhui, fuseau)]
    .filter(Boolean)
    .join(' ')

type Place = (Dit & { remplace?: string | null; confie?: boolean; agent?: z.infer<typeof Nomme> }) | null

const direPlace = (place: Place): string =>
  place?.confie ? 'Un rendez-vous vous est confié' : place?.remplace ? 'Rendez-vous déplacé' : 'Nouveau rendez-vous'

/** To who held it: moved, or only handed over. */
function direDepart(place: Place, lecteur: Lecteur): (string | null)[] {
  const agent = nomDe(place?.agent)
  if (place?.confie)
    return [`${agent ? `Passe à ${agent}` : 'Passe à un autre'}, à la même heure${NBSP}: ${quoi(place, lecteur)}`]
  return [place && `Reporté${NBSP}: ${quoi(place, lecteur)}`, agent && `avec ${agent}`]
}

const DEHORS = { permission: 'rendez-vous.gerer', sansNom: true, ou: '?onglet=rendez-vous' } as const

/** What others do of one's diary. */
export const AVIS_RENDEZ_VOUS = [
  avis('rendez-vous-place', recitRendezVousPris, {
    ...DEHORS,
    qui: ({ apres }) => sql`select ${apres('agentId')}::uuid where ${apres('avecElle')} is distinct from 'true'`,
    dire: (_, apres, lecteur) => ({
      titre: `${direPlace(apres)}${NBSP}: ${quoi(apres, lecteur)}`,
      // What was told couldn’t be covered later (rule A9): the place of a visit is where they live.
      detail: enSuite(mot(MODALITES, apres?.modalite), apres?.modalite !== 'domicile' && apres?.lieu),
    }),
    plusieurs: {
      dire: n => `${pluriel(n, 'rendez-vous placé dans votre agenda', 'rendez-vous placés dans votre agenda')}`,
      ou: '/rendez-vous',
    },
  }),
  // Moved to somebody else's diary: who held it is told once, by the appointment that replaces it.
  avis('rendez-vous-pris-par-un-autre', recitRendezVousPris, {
    ...DEHORS,
    qui: ({ apres }) => sql`select r.agent_id from rendez_vous r where r.id = ${apres('remplace')}::uuid
      and r.agent_id <> ${apres('agentId')}::uuid`,
    dire: (_, apres, lecteur) => ({
      titre: 'Un rendez-vous quitte votre agenda',
      detail: enSuite(...direDepart(apres, lecteur)),
    }),
    plusieurs: {
      dire: n => `${pluriel(n, 'rendez-vous quitte votre agenda', 'rendez-vous quittent votre agenda')}`,
      ou: '/rendez-vous',
      moments: true,
    },
  }),
  avis('rendez-vous-garde', recitRendezVousGarde, {
    ...DEHORS,
    qui: ({ apres }) => sql`select ${apres('agentId')}::uuid`,
    dire: (_, apres, lecteur) => ({
      titre: `Vous gardez un rendez-vous${NBSP}: ${quoi(apres, lecteur)}`,
      detail: 'Vous ne suivez plus la personne. Son dossier vous reste ouvert jusqu’à ce jour-là.',
    }),
    plusieurs: { dire: n => `Vous gardez ${pluriel(n, 'rendez-vous', 'rendez-vous')}`, ou: '/rendez-vous' },
  }),
  avis('rendez-vous-garde-par-l-ancien', recitRendezVousGarde, {
    ...DEHORS,
    qui: ({ apres }) =>
      sql`select ${apres('referentId')}::uuid where ${apres('referentId')} is distinct from ${apres('agentId')}`,
    dire: (_, apres, lecteur) => ({
      titre: `Le référent précédent garde un rendez-vous${NBSP}: ${quoi(apres, lecteur)}`,
      detail: enSuite(nomDe(apres?.agent) && `Avec ${nomDe(apres?.agent)}`),
    }),
    plusieurs: {
      dire: n => `Des référents précédents gardent ${pluriel(n, 'rendez-vous', 'rendez-vous')}`,
      ou: '/rendez-vous',
    },
  }),
  avis('rendez-vous-annule', recitRendezVousIssue, {
    ...DEHORS,
    qui: ({ apres }) => sql`select ${apres('agentId')}::uuid where ${apres('issue')} = 'annule-service'`,
    // To come again, the hour is taken: the notice that says so takes the place of this one.
    encore: sql`exists (select 1 from evenement v join rendez_vous r on r.id = (v.apres ->> 'rendezVousId')::uuid
      where v.id = a.evenement_id and r.issue is not null)`,
    dire: (_, apres, lecteur) => ({
      titre: `Rendez-vous annulé${NBSP}: ${quoi(apres, lecteur)}`,
      detail: 'Le créneau est libre.',
    }),
    plusieurs: {
      dire: n => `${pluriel(n, 'rendez-vous annulé', 'rendez-vous annulés')} dans votre agenda`,
      ou: '/rendez-vous',
      moments: true,
    },
  }),
  avis('rendez-vous-retabli', recitRendezVousIssue, {
    ...DEHORS,
    qui: ({ avant, apres }) => sql`select ${apres('agentId')}::uuid
      where ${avant('issue')} = 'annule-service' and ${apres('issue')} is null`,
    dire: (_, apres, lecteur) => ({
      titre: `Rendez-vous rétabli${NBSP}: ${quoi(apres, lecteur)}`,
      detail: 'Il avait été annulé. Il a lieu, à la même heure.',
    }),
    plusieurs: {
      dire: n => `${pluriel(n, 'rendez-vous rétabli', 'rendez-vous rétablis')} dans votre agenda`,
      ou: '/rendez-vous',
      moments: true,
    },
  }),
]
