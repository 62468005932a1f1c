import { type RawBuilder, sql } from 'kysely'
import { DOMINANTES } from '../offre/dominante.ts'
import { communeLisible, prenomLisible } from '../personne/noms.ts'
import type { Colonne } from '../socle/export/colonnes.ts'
import { parCurseur } from '../socle/export/lignes.ts'
import { routeExport, type Tableau } from '../socle/export/tableau.ts'
import type { Context } from '../socle/use-case.ts'
import { communeDe } from '../territoire/commune.queries.ts'
import { FILTRES_URGENCE, URGENCES } from './accompagnement.ts'
import { FiltresPortefeuille, ORDRE_PORTEFEUILLE, suiviRetenu, urgenceRetenue } from './portefeuille.ts'
import { contactsDe, type SuiviJuge, suivisJuges } from './urgence.queries.ts'

type Ligne = SuiviJuge & { commune: string | null; dernier: string | null; prochain: string | null }

/** The portfolio as it is filtered, most urgent first, all its pages. */
export const exporterPortefeuille = routeExport(
  {
    route: 'POST /portefeuille/export',
    summary: 'Exporter le portefeuille du référent ou de l’équipe',
    permission: 'export.portefeuille',
    input: FiltresPortefeuille,
  },
  async (ctx, demande): Promise<Tableau<Ligne>> => ({
    nom: 'portefeuille',
    titre: 'Portefeuille',
    filtres: await enMots(ctx, demande),
    lignes: parCurseur(ctx, suivis(ctx, demande)),
    personne: l => l.personneId,
    colonnes: COLONNES,
  }),
)

const suivis = (ctx: Context, demande: FiltresPortefeuille): RawBuilder<Ligne & { enTout: number }> => sql`
  select v.*, contact.dernier, contact.prochain, ${communeDe(sql.ref('v.personne_id'))} as commune
  from (select *, count(*) over () as en_tout from (${suivisJuges(ctx, suiviRetenu(ctx, demande))}) j
    where ${urgenceRetenue(demande.urgence)}) v cross join lateral (${contactsDe(ctx, 'v')}) contact
  order by ${ORDRE_PORTEFEUILLE}`

const COLONNES: Colonne<Ligne>[] = [
  { titre: 'Nom', genre: 'texte', valeur: l => l.nom },
  { titre: 'Prénom', genre: 'texte', valeur: l => prenomLisible(l.prenom) },
  { titre: 'Commune', genre: 'texte', valeur: l => l.commune && communeLisible(l.commune) },
  { titre: 'Dominante', genre: 'texte', valeur: l => DOMINANTES[l.dominante] },
  { titre: 'Suivi depuis le', genre: 'jour', valeur: l => l.debut },
  { titre: 'En veille depuis le', genre: 'jour', valeur: l => l.veilleDepuis },
  { titre: 'Référent', genre: 'texte', valeur: l => l.referent },
  { titre: 'Dernier contact', genre: 'instant', valeur: l => l.dernier },
  { titre: 'Prochain rendez-vous', genre: 'instant', valeur: l => l.prochain },
  { titre: 'Bilan attendu le', genre: 'jour', valeur: l => l.bilanLe },
  { titre: 'À faire', genre: 'texte', valeur: l => URGENCES[l.urgence] },
  { titre: 'À faire jusqu’au', genre: 'jour', valeur: l => l.pour },
  { titre: 'Remis à plus tard jusqu’au', genre: 'jour', valeur: l => l.remisAu },
]

async function enMots(ctx: Context, demande: FiltresPortefeuille): Promise<[string, string][]> {
  const { urgence, dominante, referentId = null, equipeId = null } = demande
  const { rows } = await sql<{ referent: string | null; equipe: string | null }>`
    select (select nom from agent_nom where id = ${referentId}::uuid) as referent,
      (select nom from equipe where id = ${equipeId}::uuid) as equipe`.execute(ctx.db)
  const filtres: [string, string | null | undefined][] = [
    ['Urgence', urgence && FILTRES_URGENCE[urgence]],
    ['Dominante', dominante && DOMINANTES[dominante]],
    ['Équipe', rows[0]?.equipe],
    ['Référent', rows[0]?.referent],
  ]
  return filtres.flatMap(([quoi, valeur]): [string, string][] => (valeur ? [[quoi, valeur]] : []))
}
