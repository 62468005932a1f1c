import { sql } from 'kysely'
import { z } from 'zod'
import { perimetre } from '../agent/perimetre.ts'
import { adresseCouverte, refusAdresse } from '../precaution/lire-adresse.ts'
import { fluxDuFichier } from '../socle/fichier/fichier.ts'
import { consulter } from '../socle/lectures/consultation.ts'
import { Refusal } from '../socle/refusal.ts'
import { rawRoute } from '../socle/route.ts'

/**
 * The letter that called a person in scope to an appointment, printed again at the desk; the reading is recorded. Refused (conflict): one
 * that shows an address kept confidential, which the desk isn't shown either.
 */
export const convocationPdf = rawRoute(
  {
    route: 'GET /accueil/rendez-vous/:rendezVousId/convocation',
    summary: 'La convocation d’un rendez-vous, en PDF',
    permission: 'accueil.recevoir',
    enFlux: true,
    input: z.object({ rendezVousId: z.uuid() }),
  },
  async (ctx, { rendezVousId }) => {
    const { rows } = await sql<{ personneId: string; fichierId: string; montreAdresse: boolean }>`
      select p.id as personne_id, c.fichier_id, c.montre_adresse
      from rendez_vous r join personne p on p.id = r.personne_id and p.fusionnee_dans is null
        join courrier c on c.personne_id = p.id and c.rendez_vous_id = r.id
      where r.id = ${rendezVousId} and ${perimetre(ctx, sql.ref('p.id'))} order by c.edite_le desc limit 1`.execute(
      ctx.db,
    )
    const lettre = rows[0]
    if (!lettre) {
      throw new Refusal(
        'not-found',
        'convocation-introuvable',
        'Ce rendez-vous n’a pas de lettre, ou il n’est pas dans votre périmètre. Ouvrez le dossier depuis l’agenda.',
      )
    }
    if (lettre.montreAdresse && (await adresseCouverte(ctx, lettre.personneId))) throw refusAdresse('adresse-couverte')
    await consulter(ctx, lettre.personneId, 'convocation')
    return { type: 'application/pdf', nom: 'convocation.pdf', contenu: await fluxDuFichier(ctx, lettre.fichierId) }
  },
)
