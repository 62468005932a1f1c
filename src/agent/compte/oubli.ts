import { z } from 'zod'
import { Courriel } from '../../lecture/courriel.ts'
import { reseauDe } from '../../socle/auth/reseau.ts'
import { cleTentative, compterTentative, type Regle } from '../../socle/auth/tentatives.ts'
import { lienParCourriel } from '../../socle/mail/adresse-publique.ts'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute } from '../../socle/route.ts'
import { ecrireLien } from './lien-compte.queries.ts'
import { DUREE_OUBLI_MINUTES } from './lien-compte.ts'

/** Demands for one address, and from one network. */
const ADRESSE: Regle = {
  permis: 3,
  heures: 1,
  code: 'trop-d-oublis',
  phrase: attente =>
    `Plusieurs liens viennent d’être demandés pour cette adresse. Attendez ${attente}, et regardez vos courriels.`,
}
const RESEAU: Regle = {
  permis: 20,
  heures: 1,
  code: 'trop-d-oublis-ici',
  phrase: attente =>
    `Beaucoup de liens viennent d’être demandés depuis ce réseau. Attendez ${attente}, puis réessayez.`,
}

/**
 * Asks for a link to choose another password, sent within a minute to the address if it has an account. The same is written, and
 * answered, of any address: a job looks later whose it is. Refuses (conflict) where no mail can be sent, 429 after too many.
 */
export const demanderOubli = publicRoute(
  {
    route: 'POST /oubli',
    summary: 'Demander un lien pour choisir un autre mot de passe',
    input: z.object({ courriel: Courriel }),
    output: z.object({ note: z.literal(true) }),
  },
  async ({ base, now, adresse }, { courriel }) => {
    if (!lienParCourriel())
      throw new Refusal(
        'conflict',
        'courriel-sans-serveur',
        'Filrouge ne peut pas envoyer de courriel ici. Demandez un lien à l’administrateur de votre territoire.',
      )
    await compterTentative(base.commun, now, [
      { cle: cleTentative('oubli', courriel), regle: ADRESSE },
      { cle: cleTentative('oublis', reseauDe(adresse)), regle: RESEAU },
    ])
    await ecrireLien(base.commun, { genre: 'oubli', courriel, now, minutes: DUREE_OUBLI_MINUTES })
    return { note: true as const }
  },
)
