import { type RawBuilder, sql } from 'kysely'
import { MOTIFS_CLOTURE } from '../droit/motifs-cloture.ts'
import { avis } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enSuite, minuscule, mot, NBSP } from '../socle/ui/phrases.ts'
import { coIntervenantsDe, colleguesDe, responsablesDAvant, responsablesDe } from './a-prevenir.queries.ts'
import { recitDossierClos, recitDossierRouvert } from './cloture.recits.ts'
import { direLettreDeCloture } from './cloture.ts'

const direMotif = (motif: string | undefined) => {
  const dit = mot(MOTIFS_CLOTURE, motif)
  return dit ? `Motif${NBSP}: ${minuscule(dit)}` : null
}

/** SQL of who follows the person: told by a notice of their own, and by that one only. */
const quiSuit = ({ apres }: { apres: (cle: 'referentId' | 'coReferentId') => RawBuilder<unknown> }) =>
  sql`select unnest(array[${apres('referentId')}::uuid, ${apres('coReferentId')}::uuid])`

/**
 * Whoever had to do with the person is told that the file is closed, though it may leave their scope, then that it is opened again: each
 * once, by the nearest of what ties them. Who was to receive them is told by the appointment called off.
 */
export const AVIS_CLOTURE = [
  avis('dossier-clos', recitDossierClos, {
    sansNom: true,
    qui: quiSuit,
    dire: (_, apres) => ({
      titre: 'Le dossier d’une personne que vous suiviez est clos',
      detail: direMotif(apres?.motif),
    }),
    plusieurs: {
      dire: n => `${pluriel(n, 'dossier que vous suiviez est clos', 'dossiers que vous suiviez sont clos')}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  avis('dossier-clos-equipe', recitDossierClos, {
    sansNom: true,
    permission: 'dossier.rouvrir',
    // Of a closing that comes back they were told, and of nothing else since: nobody was following.
    qui: (faits, ctx) => sql`select a.agent_id from (${responsablesDAvant(ctx, faits.apres('clotureId'))}
      except ${quiSuit(faits)}) a where ${faits.apres('retour')} is null`,
    dire: (_, apres) => ({ titre: 'Un dossier de votre équipe est clos', detail: direMotif(apres?.motif) }),
    plusieurs: {
      dire: n => `${pluriel(n, 'dossier de votre équipe est clos', 'dossiers de votre équipe sont clos')}`,
      ou: '/personnes',
    },
    ou: '?onglet=parcours',
  }),
  avis('dossier-clos-confie', recitDossierClos, {
    sansNom: true,
    // Of two files that part, what was due isn't drawn again yet, and may be the other's.
    qui: (faits, ctx) => sql`select a.agent_id from (${colleguesDe(faits.sujet)}
      except (${quiSuit(faits)} union ${responsablesDAvant(ctx, faits.apres('clotureId'))})) a (agent_id)
      where ${faits.apres('retour')} is distinct from 'separation'`,
    dire: () => ({ titre: `Un dossier est clos${NBSP}: ce qui vous y était confié n’est plus à faire`, detail: null }),
    plusieurs: {
      dire: n => `${pluriel(n, 'dossier où vous aviez à faire est clos', 'dossiers où vous aviez à faire sont clos')}`,
      ou: '/aujourdhui',
    },
    ou: '?onglet=parcours',
  }),
  avis('dossier-clos-champ', recitDossierClos, {
    sansNom: true,
    permission: 'champ.lire',
    qui: (faits, ctx) => coIntervenantsDe(ctx, faits.sujet),
    dire: () => ({ titre: 'Le dossier d’une personne que vous aidiez est clos', detail: 'Plus rien n’y est à faire' }),
    plusieurs: {
      dire: n => `${pluriel(n, 'dossier que vous aidiez est clos', 'dossiers que vous aidiez sont clos')}`,
      ou: '/mes-co-interventions',
    },
    ou: '',
  }),
  avis('dossier-rouvert', recitDossierRouvert, {
    qui: quiSuit,
    dire: (_, apres) => ({
      titre: 'Dossier rouvert, vous suivez de nouveau cette personne',
      detail: enSuite(apres?.motif, direLettreDeCloture(apres)),
    }),
    plusieurs: {
      dire: n => `${pluriel(n, 'dossier rouvert vous revient', 'dossiers rouverts vous reviennent')}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  avis('dossier-rouvert-equipe', recitDossierRouvert, {
    permission: 'dossier.rouvrir',
    qui: (faits, ctx) => sql`${responsablesDe(ctx, faits.sujet)} except ${quiSuit(faits)}`,
    dire: (_, apres) => ({
      titre: apres?.referentId
        ? 'Un dossier de votre équipe est rouvert'
        : 'Dossier rouvert, votre équipe a un référent à désigner',
      detail: enSuite(apres?.motif, direLettreDeCloture(apres)),
    }),
    plusieurs: {
      dire: n => `${pluriel(n, 'dossier de votre équipe est rouvert', 'dossiers de votre équipe sont rouverts')}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  avis('dossier-rouvert-champ', recitDossierRouvert, {
    permission: 'champ.lire',
    qui: (faits, ctx) => coIntervenantsDe(ctx, faits.sujet),
    dire: () => ({ titre: 'Dossier rouvert, votre aide est de nouveau demandée', detail: null }),
    plusieurs: {
      dire: n => `${pluriel(n, 'dossier rouvert', 'dossiers rouverts')}, où votre aide est de nouveau demandée`,
      ou: '/mes-co-interventions',
    },
    ou: '',
  }),
]
