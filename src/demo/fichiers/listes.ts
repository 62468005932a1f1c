import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Genre } from '../../import/import.ts'
import { importerFichier } from '../../import/importer-fichier.ts'
import type { Acteur } from '../../socle/acteur.ts'
import { dansTransaction, type Origine } from '../../socle/contexte.ts'
import type { Base } from '../../socle/db.ts'
import { ecrireCsv } from '../../socle/export/csv.ts'
import type { Context } from '../../socle/use-case.ts'

type Ligne = { nom: string; prenom: string; dateNaissance: string }

/** The lists an administrator brings: a new partner's structures, persons it knows, phone numbers, persons who change référent. */
export async function apporterLesListes(base: Base, origine: Origine, admin: Acteur, dossier: string): Promise<void> {
  const parLui = { ...origine, agent: admin }
  const { ailleurs, relais } = await dansTransaction(base, origine, async ctx => ({
    ailleurs: await sansTelephone(ctx),
    relais: await aConfier(ctx),
  }))
  const listes: [Genre, string[][]][] = [
    [
      'structures',
      [
        ['Nom', 'Adresse', 'Code postal', 'Ville', 'Téléphones', 'Courriel'],
        [
          'Atelier du Point de croix',
          '5 rue du Canevas',
          '99100',
          'Fuseau',
          '01 99 00 10 21',
          'point-de-croix@example.org',
        ],
      ],
    ],
    [
      'personnes',
      [
        ['Nom', 'Prénom', 'Date de naissance', 'Téléphone', 'Niveau de formation'],
        ...ailleurs.slice(0, 3).map((p, i) => [p.nom, p.prenom, p.dateNaissance, telephone(i), 'CAP']),
        ['DENTELLE', 'Lise', '1990-04-18', telephone(9), 'Bac'],
      ],
    ],
    [
      'contacts',
      [
        ['Numéro de demande RSA', 'Nom', 'Prénom', 'Téléphone'],
        ...ailleurs.slice(3).map((p, i) => [p.numero, p.nom, p.prenom, telephone(20 + i)]),
      ],
    ],
    [
      'reorientations',
      [
        ['Prénom', 'Nom', 'Date de naissance', 'Accompagnateurs à ajouter', 'Accompagnateurs à supprimer'],
        ...relais.map(r => [r.prenom, r.nom, r.dateNaissance, r.suivant, r.referent]),
      ],
    ],
  ]
  for (const [genre, lignes] of listes) {
    const chemin = join(dossier, `${genre}-du-metier.csv`)
    await writeFile(chemin, ecrireCsv(lignes))
    await importerFichier(base, parLui, { chemin, recuLe: origine.now.slice(0, 10), genre }, 'ecran')
  }
}

const telephone = (n: number) => `06 39 98 70 ${String(n).padStart(2, '0')}`

/** Names that one person only has, of those whom no agent of the demo follows: nothing of what the guide tells changes. */
const SEULE_DE_SON_NOM = sql`
  p.fusionnee_dans is null and not exists (select 1 from personne q where q.identite = p.identite and q.id <> p.id)`

async function sansTelephone(ctx: Context): Promise<(Ligne & { numero: string })[]> {
  const { rows } = await sql<Ligne & { numero: string }>`
    select p.nom_naissance as nom, p.prenom, p.date_naissance, f.numero_demande_rsa as numero
    from personne p join accompagnement k on k.personne_id = p.id and k.fin is null join structure s on s.id = k.structure_id
      join membre m on m.personne_id = p.id and m.fin is null and m.role = 'DEM' join foyer f on f.id = m.foyer_id
    where p.telephone is null and s.organisme = 'delegataire' and ${SEULE_DE_SON_NOM}
    order by p.nom_naissance, p.prenom, p.date_naissance limit 8`.execute(ctx.db)
  return rows
}

/** Two persons of a référent of the association, and a colleague of theirs. */
async function aConfier(ctx: Context): Promise<(Ligne & { referent: string; suivant: string })[]> {
  const { rows } = await sql<Ligne & { referent: string; suivant: string }>`
    select p.nom_naissance as nom, p.prenom, p.date_naissance, a.courriel as referent,
      (select b.courriel from habilitation h join agent b on b.id = h.agent_id where h.structure_id = k.structure_id and h.fin is null
        and h.role = 'referent' and b.id <> a.id order by b.courriel limit 1) as suivant
    from accompagnement k join personne p on p.id = k.personne_id join agent a on a.id = k.referent_id
      join structure s on s.id = k.structure_id
    where k.fin is null and s.organisme = 'delegataire' and ${SEULE_DE_SON_NOM}
    order by p.nom_naissance desc, p.prenom, p.date_naissance limit 2`.execute(ctx.db)
  return rows.filter(r => r.suivant !== null)
}
