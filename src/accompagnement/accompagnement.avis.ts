import { sql } from 'kysely'
import { responsablesDe } from '../agent/en-cours.queries.ts'
import { recitSortie } from '../droit/droit.recits.ts'
import { FINS_DE_DROIT } from '../droit/entree.ts'
import { direFluxDe, FLUX_DE } from '../droit/flux-dit.ts'
import { LUS_D_APPEL } from '../rendez-vous/releve/appels.queries.ts'
import { type AAppeler, type ADecider, direAppels } from '../rendez-vous/releve/releve.ts'
import { avis, type LecteurAvis } from '../socle/recit.ts'
import { pluriel } from '../socle/ui/dates.ts'
import { enSuite, leJour, mot, nomDe } from '../socle/ui/phrases.ts'
import { recitReferent, recitReferentAnnule } from './accompagnement.recits.ts'
import { relaisRecu } from './relais/relais.queries.ts'

/** What they are told of the appointments that come with a person, whom to call first. */
function direRendezVous(
  apres: { aAppeler?: AAppeler[]; passes?: string[]; aDecider?: ADecider[] } | null,
  lecteur: Pick<LecteurAvis, 'aujourdhui' | 'fuseau' | 'lus'>,
): string[] {
  const { aAppeler = [], passes = [], aDecider = [] } = apres ?? {}
  const le = (debut: string) => leJour(debut, lecteur.aujourdhui, lecteur.fuseau)
  return [
    ...direAppels(aAppeler, lecteur),
    ...aDecider.map(
      ({ debut, agent, proche }) =>
        `À décider${proche ? ' sans attendre' : ''}\u00a0: rendez-vous ${le(debut)} avec ${agent}`,
    ),
    ...passes
      .filter(debut => !aAppeler.some(r => r.debut === debut))
      .map(debut => `Rendez-vous ${le(debut)}, à la même heure, avec vous`),
  ]
}

/** The note left with the follow-up that this act ended, not with another that ended the same day. */
const RELAIS = { relais: relaisRecu(sql`(e.apres ->> 'accompagnementId')::uuid`) }
const direRelais = ({ lus }: Pick<LecteurAvis, 'lus'>) =>
  typeof lus.relais === 'string' && lus.relais && `«\u00a0${lus.relais}\u00a0»`

/** A person given to an agent: their référent now, or the second half of the pair. */
export const AVIS_ACCOMPAGNEMENT = [
  avis('referent', recitReferent, {
    qui: ({ avant, apres }) => sql`select ${apres('referentId')}::uuid
      where ${apres('referentId')} is distinct from ${avant('referentId')}`,
    lus: { ...RELAIS, ...LUS_D_APPEL },
    dire: (avant, apres, lecteur) => {
      const ancien = nomDe(avant?.referent)
      return {
        titre: ancien ? 'Vous prenez le relais' : 'Vous êtes son référent',
        detail: enSuite(
          ...direRendezVous(apres, lecteur),
          apres?.lettresAPoster &&
            `${apres.lettresAPoster > 1 ? `${apres.lettresAPoster} lettres` : 'Lettre'} à poster ou à remettre, dans ses documents`,
          ancien && `Après ${ancien}`,
          direRelais(lecteur),
        ),
      }
    },
    plusieurs: {
      dire: n => `${pluriel(n, 'personne vous est confiée', 'personnes vous sont confiées')}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  avis('second-referent', recitReferent, {
    qui: ({ avant, apres }) => sql`select ${apres('coReferentId')}::uuid
      where ${apres('coReferentId')} is distinct from ${avant('coReferentId')}`,
    lus: RELAIS,
    dire: (_, apres, lecteur) => ({
      titre: 'Vous êtes son second référent',
      detail: enSuite(nomDe(apres?.referent) && `Avec ${nomDe(apres?.referent)}`, direRelais(lecteur)),
    }),
    plusieurs: { dire: n => `Vous êtes le second référent de ${pluriel(n, 'personne')}`, ou: '/portefeuille' },
    ou: '?onglet=parcours',
  }),
  // Whoever loses the person by somebody else's act; nothing of where she goes, which they read no more.
  avis('suivi-quitte', recitReferent, {
    sansNom: true,
    qui: ({ avant, apres }) => sql`
      select x.qui from unnest(array[${avant('referentId')}::uuid, ${avant('coReferentId')}::uuid]) as x (qui)
      where x.qui is distinct from ${apres('referentId')}::uuid and x.qui is distinct from ${apres('coReferentId')}::uuid`,
    dire: (_, apres) => ({
      titre: `Vous ne suivez plus une personne${apres?.referent ? '\u00a0: elle a un autre référent' : ''}`,
      detail: null,
    }),
    plusieurs: {
      dire: n => `Vous ne suivez plus ${pluriel(n, 'personne')}`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  // Whoever loses the person by a flow: she has left their scope, and their list of ended follow-ups names her as long as they read her.
  avis('suivi-fini', recitSortie, {
    sansNom: true,
    qui: ({ apres }) => sql`
      select x.qui from accompagnement k cross join lateral unnest(array[k.referent_id, k.co_referent_id]) as x (qui)
      where k.personne_id = e.personne_id and k.fin_par is null and k.fin_motif = ${apres('motif')}
        and k.fin = greatest(k.debut, e.le::date)`,
    lus: { flux: FLUX_DE },
    dire: (_, apres, { lus }) => ({
      titre: `Vous ne suivez plus une personne${direFluxDe(lus.flux)}`,
      detail: mot(FINS_DE_DROIT, apres?.motif),
    }),
    plusieurs: {
      dire: (n, { lus }) => `Vous ne suivez plus ${pluriel(n, 'personne')}${direFluxDe(lus.flux)}`,
      ou: '/portefeuille?suivis=finis',
    },
    ou: '?onglet=parcours',
  }),
  // Whoever was told of a mistake is told that it is undone (rule A10). Who loses the person is told without her name: she has left
  // their scope.
  avis('suivi-annule', recitReferentAnnule, {
    sansNom: true,
    qui: ({ avant, apres }) => sql`
      select x.qui from unnest(array[${avant('referentId')}::uuid, ${avant('coReferentId')}::uuid]) as x (qui)
      where x.qui is distinct from ${apres('referentId')}::uuid and x.qui is distinct from ${apres('coReferentId')}::uuid`,
    dire: (avant, apres) => ({
      titre: 'Vous n’êtes plus référent d’une personne : désignation faite par erreur',
      detail: enSuite(nomDe(avant?.structure), apres?.motif && `Motif\u00a0: ${apres.motif}`),
    }),
    plusieurs: {
      dire: n => `Vous n’êtes plus référent de ${pluriel(n, 'personne')}, par des annulations d’erreurs`,
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  avis('suivi-rendu', recitReferentAnnule, {
    qui: ({ avant, apres }) => sql`
      select x.qui from unnest(array[${apres('referentId')}::uuid, ${apres('coReferentId')}::uuid]) as x (qui)
      where x.qui is distinct from ${avant('referentId')}::uuid and x.qui is distinct from ${avant('coReferentId')}::uuid`,
    lus: LUS_D_APPEL,
    dire: (avant, apres, lecteur) => ({
      titre: 'Cette personne vous revient : une erreur est annulée',
      detail: enSuite(
        ...direAppels(apres?.aAppeler, lecteur),
        nomDe(avant?.referent) && `À la place de ${nomDe(avant?.referent)}`,
        apres?.motif && `Motif\u00a0: ${apres.motif}`,
      ),
    }),
    plusieurs: {
      dire: n =>
        pluriel(
          n,
          'personne vous revient, une erreur est annulée',
          'personnes vous reviennent, des erreurs sont annulées',
        ),
      ou: '/portefeuille',
    },
    ou: '?onglet=parcours',
  }),
  // Nobody follows her any more: who is to find her a référent calls her.
  avis('suivi-annule-a-appeler', recitReferentAnnule, {
    qui: ({ apres }, ctx) => sql`
      select r.agent_id from accompagnement_annule k join (${responsablesDe(ctx)}) r on r.structure_id = k.structure_id
      where k.id::text = (e.avant ->> 'accompagnementId') and ${apres('referentId')} is null
        and jsonb_array_length(coalesce(e.apres -> 'aAppeler', '[]')) > 0`,
    lus: LUS_D_APPEL,
    dire: (_, apres, lecteur) => ({
      titre: 'Désignation annulée, sans référent à la suite',
      detail: enSuite(...direAppels(apres?.aAppeler, lecteur)),
    }),
    ou: '?onglet=parcours',
  }),
]
