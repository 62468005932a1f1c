import { garderPpae } from '../../accompagnement/france-travail/france-travail.queries.ts'
import type { Adaptateur, DemandeApplication } from '../../import/adaptateur.ts'
import type { LigneImport } from '../../import/import.ts'
import { type Bloc, valeur } from '../../lecture/xml/bloc.ts'
import { parcourir } from '../../lecture/xml/parcourir.ts'
import { personnesDe } from '../../personne/doublons/reconnaitre-identites.queries.ts'
import { dateChiffres } from '../../socle/ui/dates.ts'
import type { Context } from '../../socle/use-case.ts'
import { lireJour } from '../cnaf/valeurs-lues.ts'
import { releverClos } from '../dossiers-clos.queries.ts'
import { type DossierPecg, lireDossier, PECG } from './pecg.ts'
import { compterDoutes, recompter, retenirDoutes } from './retenir-doutes.queries.ts'
import { type Connue, type Nommee, trierLignes } from './trier-lignes.queries.ts'

const RACINE = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<fichier-PE-CG[\s>]/
const VERSION = /<version>\s*([\d.,]{1,10})\s*<\/version>/

const aUnPpae = ({ dite: d }: { dite: Pick<DossierPecg, 'signeLe' | 'dernierEntretienLe'> }): boolean =>
  d.signeLe !== null || d.dernierEntretienLe !== null

/** What a dossier says, of somebody it names. `reference`: day of its file. */
export type DossierDit = Omit<DossierPecg, 'identite'> & { identite: Nommee; reference: string }

/** Writes the PPAE of these persons; returns how many are new. */
export async function ecrirePecg(
  ctx: Context,
  { numero, photographier }: Pick<DemandeApplication, 'numero' | 'photographier'>,
  connues: readonly Connue<DossierDit>[],
): Promise<number> {
  if (connues.length === 0) return 0
  await photographier(personnesDe(connues.map(c => c.personneId)))
  const dits = connues.map(({ personneId, dite: { signeLe, dernierEntretienLe, reference } }) => ({
    ...{ personneId, signeLe, dernierEntretienLe, reference },
  }))
  return garderPpae(ctx, dits, numero)
}

/** The monthly file of France Travail (PECG): the date of the PPAE and of the last interview of each person it names. */
export const adaptateurPecg: Adaptateur = {
  genre: 'pecg',
  recompter,
  reconnaitre: debut => {
    const texte = debut.toString('latin1')
    return RACINE.test(texte) ? `PECG ${VERSION.exec(texte)?.[1] ?? ''}`.trim() : null
  },
  appliquer: async (ctx, _client, demande) => {
    const comptes = { anonymes: 0, inconnus: 0, ppae: 0, sansPpae: 0, deCote: 0 }
    const lignes: LigneImport[] = []
    const clos = releverClos(ctx)
    const reference = (entete: Bloc) => lireJour(valeur(entete, 'date-reference')) ?? demande.recuLe
    const ecrire = async (dossiers: (DossierPecg & { reference: string; ligne: number })[]) => {
      const nommes = dossiers.flatMap(d => (d.identite ? [{ ...d, identite: d.identite }] : []))
      comptes.anonymes += dossiers.length - nommes.length
      const triees = await trierLignes(ctx, nommes)
      const doutes = triees.douteuses.filter(aUnPpae)
      const retenues = await retenirDoutes(ctx, demande, doutes)
      lignes.push(...retenues.lignes)
      const dits = [...triees.connues.filter(aUnPpae), ...retenues.connues]
      comptes.inconnus += triees.inconnues
      comptes.deCote += retenues.deCote
      comptes.sansPpae += triees.connues.filter(c => !aUnPpae(c)).length + triees.douteuses.length - doutes.length
      await clos.voir(dits.map(d => d.personneId))
      comptes.ppae += await ecrirePecg(ctx, demande, dits)
    }
    const { entete, lus, ecartes, releve } = await parcourir(demande, PECG, {
      nomme: 'dossier',
      numero: null,
      lire: (bloc, noter, e, rang) => ({ ...lireDossier(bloc, noter), reference: reference(e), ligne: rang }),
      ecrire,
    })
    if (comptes.anonymes)
      releve.noter(
        null,
        'dossier',
        `${comptes.anonymes} dossier(s) sans aucune identité : rien ne dit à qui les rattacher`,
      )
    clos.noter(releve)
    return {
      lignes,
      rapport: {
        resume: `Fichier mensuel de France Travail arrêté au ${dateChiffres(reference(entete))}.`,
        comptes: [
          { libelle: 'Dossiers lus', nombre: lus },
          { libelle: 'Dossiers écartés', nombre: ecartes },
          { libelle: 'Dossiers sans identité', nombre: comptes.anonymes },
          { libelle: 'Dossiers d’une personne inconnue', nombre: comptes.inconnus },
          ...compterDoutes(lignes.length, comptes.deCote),
          { libelle: 'Dossiers sans PPAE', nombre: comptes.sansPpae },
          { libelle: 'PPAE nouveaux ou mis à jour', nombre: comptes.ppae },
        ],
        ...releve.bilan(),
      },
    }
  },
}
