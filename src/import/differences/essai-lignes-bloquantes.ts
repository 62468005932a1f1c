import type { Essai, Navigateur } from '../../essai.ts'
import { clore } from '../../socle/auth/texte.ts'
import { unFichier } from '../../socle/fichier/essai-fichier.ts'

/** By table, what a row of it holds at least: work done with a person, that the undoing of an import may not take away. */
export async function lesLignesBloquantes(
  essai: Essai,
  agent: Navigateur,
  id: string,
): Promise<Record<string, Record<string, unknown>>> {
  const le = essai.now
  return {
    rendez_vous: {
      ...{ agent_id: agent.id, objet: 'suivi', modalite: 'individuel', debut: le, duree_minutes: 45 },
      ...{ convocation: 'courrier', convoque_le: '2025-03-01', pris_par: agent.id, pris_le: le },
    },
    diagnostic: { version: 1, etabli_le: '2025-03-01', etabli_par: agent.id, reponses: {}, saisi_le: le },
    courrier: { modele: 'convocation', edite_le: le, sha256: id, fichier_id: await unFichier(essai) },
    prise_de_contact: { le: '2025-03-05', moyen: 'telephone', par: agent.id, saisi_le: le },
    document: { type: 'cv', titre: '', confidentialite: 'partage', taille: 9, depose_par: agent.id, depose_le: le },
    orientation_annulee: {
      ...{ dominante: 'emploi', structure_id: agent.structureId, accompagnement_global: false, decidee_le: le },
      ...{ debut: '2025-03-05', annulation_id: id, annulee_le: le, annulation_motif: clore('59', 'Essai') },
    },
    accompagnement_annule: {
      ...{ orientation_id: id, referent_id: agent.id, structure_id: agent.structureId, debut: '2025-03-05' },
      ...{ annulation_id: id, annule_le: le, annulation_motif: clore('59', 'Essai') },
    },
    precaution: { maj_le: le },
    membre_suivi: { agent_id: agent.id, champ: 'sante', debut: '2025-03-01', ajoute_par: agent.id, ajoute_le: le },
  }
}
