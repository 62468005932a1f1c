import { garderPpae } from '../../accompagnement/france-travail/france-travail.queries.ts'
import type { PpaeDit } from '../../accompagnement/france-travail/france-travail.ts'
import type { Adaptateur } from '../../import/adaptateur.ts'
import { type Bloc, valeur } from '../../lecture/xml/bloc.ts'
import { parcourir } from '../../lecture/xml/parcourir.ts'
import { enLignes, personnesDe, reconnaitre } from '../../personne/doublons/reconnaitre-identites.queries.ts'
import { empreinteNir } from '../../socle/auth/nir.ts'
import { dateChiffres } from '../../socle/ui/dates.ts'
import { lireJour } from '../cnaf/valeurs-lues.ts'
import { releverClos } from '../dossiers-clos.queries.ts'
import { type DossierPecg, lireDossier, PECG } from './pecg.ts'

const RACINE = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<fichier-PE-CG[\s>]/
const VERSION = /<version>\s*([\d.,]{1,10})\s*<\/version>/

/** The monthly file of France Travail (PECG): the date of the PPAE and of the last interview of each person it names. */
export const adaptateurPecg: Adaptateur = {
  genre: 'pecg',
  reconnaitre: debut => {
    const texte = debut.toString('latin1')
    return RACINE.test(texte) ? `PECG ${VERSION.exec(texte)?.[1] ?? ''}`.trim() : null
  },
  appliquer: async (ctx, _client, demande) => {
    const comptes = { anonymes: 0, inconnus: 0, ppae: 0, sansPpae: 0 }
    const clos = releverClos(ctx)
    const reference = (entete: Bloc) => lireJour(valeur(entete, 'date-reference')) ?? demande.recuLe
    const ecrire = async (dossiers: (DossierPecg & { reference: string })[]) => {
      const nommes = dossiers.flatMap(d => (d.identite ? [{ ...d, identite: d.identite }] : []))
      comptes.anonymes += dossiers.length - nommes.length
      const connues = await reconnaitre(
        ctx,
        enLignes(
          nommes.map(({ identite: i }, rang) => ({
            cle: String(rang),
            nirEmpreinte: i.nir && empreinteNir(ctx.territoire.code, i.nir).toString('hex'),
            identifiantFranceTravail: i.identifiant,
            nom: i.nom,
            nomNaissance: i.nomNaissance,
            prenom: i.prenom,
            dateNaissance: i.dateNaissance,
            organisme: null,
            numeroOrganisme: null,
            matricule: null,
            numeroDemandeRsa: i.numeroDemandeRsa,
          })),
        ),
        'france-travail',
      )
      comptes.inconnus += nommes.length - connues.size
      const dits = nommes.flatMap(({ signeLe, dernierEntretienLe, reference }, rang): PpaeDit[] => {
        const personneId = connues.get(String(rang))
        if (!personneId) return []
        if (signeLe === null && dernierEntretienLe === null) {
          comptes.sansPpae++
          return []
        }
        return [{ personneId, signeLe, dernierEntretienLe, reference }]
      })
      if (dits.length) await demande.photographier(personnesDe(dits.map(d => d.personneId)))
      await clos.voir(dits.map(d => d.personneId))
      comptes.ppae += await garderPpae(ctx, dits, demande.numero)
    }
    const { entete, lus, ecartes, releve } = await parcourir(demande, PECG, {
      nomme: 'dossier',
      numero: null,
      lire: (bloc, noter, e) => ({ ...lireDossier(bloc, noter), reference: reference(e) }),
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
      rapport: {
        resume: `Fichier mensuel de France Travail arrêté au ${dateChiffres(reference(entete))}.`,
        comptes: [
          { libelle: 'Dossiers lus', nombre: lus },
          { libelle: 'Dossiers écartés', nombre: ecartes },
          { libelle: 'Dossiers sans identité', nombre: comptes.anonymes },
          { libelle: 'Dossiers d’une personne inconnue', nombre: comptes.inconnus },
          { libelle: 'Dossiers sans PPAE', nombre: comptes.sansPpae },
          { libelle: 'PPAE nouveaux ou mis à jour', nombre: comptes.ppae },
        ],
        ...releve.bilan(),
      },
    }
  },
}
