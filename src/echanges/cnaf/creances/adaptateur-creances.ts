import { type CreanceDite, foyersInconnusDesCreances, garderCreances } from '../../../droit/caisse/creance.queries.ts'
import type { Adaptateur } from '../../../import/adaptateur.ts'
import { blocs } from '../../../lecture/xml/bloc.ts'
import { parcourir } from '../../../lecture/xml/parcourir.ts'
import { dateChiffres } from '../../../socle/ui/dates.ts'
import { releverClos } from '../../dossiers-clos.queries.ts'
import { enteteFlux, jourDuFlux } from '../entete-flux.ts'
import { VRSC0201 } from './description.ts'
import { lireCreances } from './lire-creances.ts'

/** Debts transferred to the département (VRSC0201), kept by household: one unknown yet is linked by its claim number when it comes. */
export const adaptateurCreances: Adaptateur = {
  genre: 'creances',
  reconnaitre: debut => (enteteFlux(debut).suivant === VRSC0201.enregistrement ? 'VRSC0201' : null),
  appliquer: async (ctx, _client, demande) => {
    let lues = 0
    let nouvelles = 0
    const clos = releverClos(ctx)
    const { entete, annexes, lus, ecartes, releve } = await parcourir<{ creances: CreanceDite[] }>(demande, VRSC0201, {
      nomme: 'foyer',
      numero: 'IdentificationRSA/DemandeRSA/NUMDEMRSA',
      lire: (bloc, noter, e) => lireCreances(bloc, noter, jourDuFlux(e, demande.recuLe)),
      ecrire: async foyers => {
        const creances = foyers.flatMap(f => f.creances)
        lues += creances.length
        nouvelles += await garderCreances(ctx, creances, demande.numero)
        await clos.voirFoyers(creances.map(c => c.numeroDemandeRsa))
      },
    })
    const signalees = blocs(annexes, 'Anomalie').length
    if (signalees) releve.noter(null, 'Anomalie', `${signalees} anomalie(s) signalée(s) par l’émetteur dans le fichier`)
    clos.noter(releve)
    return {
      rapport: {
        resume: `Flux créances arrêté au ${dateChiffres(jourDuFlux(entete, demande.recuLe))}.`,
        comptes: [
          { libelle: 'Foyers lus', nombre: lus },
          { libelle: 'Foyers écartés', nombre: ecartes },
          { libelle: 'Créances reprises', nombre: nouvelles },
          { libelle: 'Créances déjà connues', nombre: lues - nouvelles },
          { libelle: 'Foyers pas encore connus', nombre: await foyersInconnusDesCreances(ctx, demande.numero) },
        ],
        ...releve.bilan(),
      },
    }
  },
}
