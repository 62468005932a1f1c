import { inscrireProfessionnels } from '../../agent/par-liste/inscrire-professionnels.queries.ts'
import { porteeDuDepot } from '../../agent/portee-depot.queries.ts'
import { ROLE_D_EQUIPE } from '../../agent/roles.ts'
import { inscrireStructures } from '../../offre/inscrire-structures.queries.ts'
import { villeOfficielle } from '../../territoire/ville-officielle.queries.ts'
import { type Atelier, issue, type TraiterLot } from './appliquer-liste.ts'

const STRUCTURE_LAISSEE =
  'cette structure existe déjà : qui apporte la liste n’a que quelques communes, l’administrateur peut la changer'

/** Creates and updates structures; several lines of one structure bring its several responsables. */
export function listeStructures({ ctx, colonne, demande }: Atelier): TraiterLot {
  const decisions = (demande.options.decisions ?? {}) as Record<number, string>
  return async lignes => {
    const partout = (await porteeDuDepot(ctx)) === null
    const inscrites = await inscrireStructures(
      ctx,
      lignes.map(({ ligne, valeurs: v }) => {
        const adresse = [
          v.adresse,
          v.complementAdresse,
          [v.codePostal, villeOfficielle(v.codePostal, v.ville)].filter(Boolean).join(' '),
        ]
        return {
          nom: v.nom ?? '',
          siret: v.siret ?? null,
          telephone: v.telephone ?? null,
          courriel: v.courriel ?? null,
          adresse: adresse.filter(Boolean).join(', ') || null,
          autre: decisions[ligne] === 'nouvelle',
          meme: decisions[ligne] === 'connue',
        }
      }),
      { changer: partout },
    )
    const responsables = await inscrireProfessionnels(
      ctx,
      lignes.flatMap(({ ligne, valeurs: v }, i) =>
        v.responsableCourriel && !inscrites[i]?.ressembleA
          ? [
              {
                ligne,
                courriel: v.responsableCourriel,
                nom: v.responsableNom ?? null,
                prenom: v.responsablePrenom ?? null,
                telephone: v.responsableTelephone ?? null,
                role: ROLE_D_EQUIPE,
                structureId: inscrites[i]?.id ?? null,
              },
            ]
          : [],
      ),
    )
    return lignes.map((ligne, i) => {
      const { ressembleA } = inscrites[i] ?? {}
      if (ressembleA) {
        const motif = `même nom que « ${ressembleA} », à un trait d’union, un accent ou un signe près : écrivez ce nom si c’est elle, ou dites que c’en est une autre`
        return issue(ligne, 'a-decider', null, [{ champ: colonne('nom'), motif }])
      }
      const resultat = inscrites[i]?.resultat ?? 'inchangee'
      const responsable = responsables.get(ligne.ligne)
      const enrichie = responsable?.resultat === 'creee' || responsable?.resultat === 'modifiee'
      const motifs = responsable?.motif ? [{ champ: colonne('responsableCourriel'), motif: responsable.motif }] : []
      if (inscrites[i]?.laissee) motifs.push({ champ: colonne('nom'), motif: STRUCTURE_LAISSEE })
      return issue(ligne, resultat === 'inchangee' && enrichie ? 'modifiee' : resultat, null, motifs)
    })
  }
}
