import { z } from 'zod'
import { horsPerimetre } from '../agent/lecture-apres.queries.ts'
import { Refusal } from '../socle/refusal.ts'
import { useCase } from '../socle/use-case.ts'
import { convoquerParLettre } from './convoquer.ts'
import { lireDebut } from './instants.ts'
import { Modele } from './prise.ts'
import {
  agentAOccuper,
  exigerPossible,
  inscrire,
  occupations,
  personnesAConvoquer,
  situationDe,
  trouverRendezVous,
} from './rendez-vous.queries.ts'
import { jourLocal, lieuDe, MESSAGES, RendezVous } from './rendez-vous.ts'

/**
 * Books an appointment and convokes the person (rule C1). `id` is made by the caller: sent twice, booked once.
 * Refuses the past, hours outside 7 h to 20 h, an agent already taken, a second appointment the same day, nowhere to come to, an SMS
 * or e-mail without the person's agreement, a letter without an address; 404 out of scope.
 */
export const prendreRendezVous = useCase(
  {
    route: 'POST /personnes/:personneId/rendez-vous',
    summary: 'Prendre un rendez-vous avec une personne',
    permission: 'rendez-vous.prendre',
    input: z.object({ id: z.uuid(), personneId: z.uuid(), ...Modele.shape }),
    output: RendezVous,
  },
  async (ctx, demande) => {
    const personne = (await personnesAConvoquer(ctx, [demande.personneId])).get(demande.personneId)
    if (!personne) throw await horsPerimetre(ctx, demande.personneId)
    const dejaPris = await trouverRendezVous(ctx, demande.id)
    if (dejaPris) {
      if (dejaPris.personneId === demande.personneId) return dejaPris
      throw new Refusal('conflict', 'identifiant-pris', MESSAGES['identifiant-pris'])
    }
    const agent = await agentAOccuper(ctx, demande.agentId)
    const debut = lireDebut(ctx, demande.debut)
    const lieu = lieuDe(demande, agent)
    const prises = await occupations(ctx, agent.id, jourLocal(debut), jourLocal(debut))
    exigerPossible({ ...demande, debut, lieu }, situationDe(ctx, personne, prises))
    const { horairesConfirmes: _, ...prise } = demande
    const [pris] = await inscrire(ctx, [{ ...prise, debut, lieu, structureId: agent.structureId }], agent.nom)
    if (!pris) throw new Error('appointment not written')
    await convoquerParLettre(ctx, pris)
    return pris
  },
)
