import { type AcompteDit, foyersInconnusDesAcomptes, garderAcomptes } from '../../../droit/caisse/acompte.queries.ts'
import type { Adaptateur } from '../../../import/adaptateur.ts'
import { blocs } from '../../../lecture/xml/bloc.ts'
import { parcourir } from '../../../lecture/xml/parcourir.ts'
import { dateChiffres, montant } from '../../../socle/ui/dates.ts'
import { releverClos } from '../../dossiers-clos.queries.ts'
import { enteteFlux, jourDuFlux } from '../entete-flux.ts'
import { FINANCIER } from './description.ts'
import { lireAcomptes } from './lire-acomptes.ts'
import { uneTotalisation } from './totaux.ts'

/** The monthly advance invoiced to the département (VRSF0501), kept by household, its totals checked against its lines. */
export const adaptateurFinancier: Adaptateur = {
  genre: 'financier',
  reconnaitre: debut => {
    const { suivant } = enteteFlux(debut)
    return suivant === FINANCIER.enregistrement || suivant === 'TotalisationAcompte' ? 'VRSF0501' : null
  },
  appliquer: async (ctx, _client, demande) => {
    let lues = 0
    let nouvelles = 0
    const clos = releverClos(ctx)
    const totalisation = uneTotalisation()
    const { entete, annexes, lus, ecartes, releve } = await parcourir<{ mouvements: AcompteDit[] }>(
      demande,
      FINANCIER,
      {
        nomme: 'foyer',
        numero: 'IdentificationRSA/DemandeRSA/NUMDEMRSA',
        lire: (bloc, noter, e) => {
          const lu = lireAcomptes(bloc, noter, jourDuFlux(e, demande.recuLe))
          if ('mouvements' in lu) for (const mouvement of lu.mouvements) totalisation.ajouter(mouvement)
          if (blocs(bloc, 'Anomalie').length) noter('Anomalie', 'anomalie signalée par l’émetteur')
          return lu
        },
        ecrire: async foyers => {
          const mouvements = foyers.flatMap(f => f.mouvements)
          lues += mouvements.length
          nouvelles += await garderAcomptes(ctx, mouvements, demande.numero)
          await clos.voirFoyers(mouvements.map(m => m.numeroDemandeRsa))
        },
      },
    )
    const [annonces] = blocs(annexes, 'TotalisationAcompte')
    if (annonces) for (const { champ, motif } of totalisation.ecarts(annonces)) releve.noter(null, champ, motif)
    else releve.noter(null, 'TotalisationAcompte', 'le fichier ne porte pas ses totaux : ils n’ont pu être vérifiés')
    const jour = dateChiffres(jourDuFlux(entete, demande.recuLe))
    clos.noter(releve)
    return {
      rapport: {
        resume: `Flux financier arrêté au ${jour} : acompte de ${montant(totalisation.total())} selon ses lignes.`,
        comptes: [
          { libelle: 'Foyers lus', nombre: lus },
          { libelle: 'Foyers écartés', nombre: ecartes },
          { libelle: 'Mouvements repris', nombre: nouvelles },
          { libelle: 'Mouvements déjà connus', nombre: lues - nouvelles },
          { libelle: 'Foyers pas encore connus', nombre: await foyersInconnusDesAcomptes(ctx, demande.numero) },
        ],
        ...releve.bilan(),
      },
    }
  },
}
