import { sql } from 'kysely'
import sharp from 'sharp'
import { deposer } from '../document/deposer.ts'
import type { Confidentialite, TypeDocument } from '../document/document.ts'
import type { Acteur } from '../socle/acteur.ts'
import { rendrePdf } from '../socle/pdf/typst.ts'
import type { Context } from '../socle/use-case.ts'
import { type Journal, jourOuvre } from './journal.ts'

/** Weeks before today over which documents were brought. */
const SEMAINES = 6

type Modele = { type: TypeDocument; titre: string; confidentialite: Confidentialite; lignes: string[] | 'photo' }
const MODELES: readonly Modele[] = [
  {
    ...{ type: 'cv', titre: 'CV à jour', confidentialite: 'partage' },
    lignes: ['Employée de rayon, trois ans.', 'Aide à domicile, deux ans.', 'Permis B, véhicule à réparer.'],
  },
  { type: 'identite', titre: 'Carte d’identité', confidentialite: 'structure', lignes: 'photo' },
  {
    ...{ type: 'sante', titre: 'Notification RQTH', confidentialite: 'reserve' },
    lignes: ['Reconnaissance accordée pour cinq ans.', 'Poste adapté : pas de port de charges.'],
  },
  {
    ...{ type: 'diplome', titre: 'Attestation de formation', confidentialite: 'partage' },
    lignes: ['Module « Remise à niveau », soixante heures.', 'Assiduité : complète.'],
  },
  { type: 'domicile', titre: 'Justificatif de domicile', confidentialite: 'partage', lignes: 'photo' },
  {
    ...{ type: 'contrat', titre: 'Promesse d’embauche', confidentialite: 'partage' },
    lignes: ['Agent d’entretien, vingt-quatre heures par semaine.', 'Début dans trois semaines.'],
  },
]

/** What a référent was brought by the persons they follow, over some weeks. */
export function prevoirLesDocuments(journal: Journal, referent: Acteur, aujourdhui: string): void {
  const premier = Temporal.PlainDate.from(aujourdhui).subtract({ weeks: SEMAINES })
  for (const [rang, modele] of MODELES.entries()) {
    const jour = jourOuvre(premier.add({ weeks: rang }).toString())
    if (jour < aujourdhui) journal.prevoir(`${jour}T11:2${rang}`, referent, ctx => deposerPourTrois(ctx, modele, rang))
  }
}

async function deposerPourTrois(ctx: Context, { lignes, ...modele }: Modele, rang: number): Promise<void> {
  const { rows } = await sql<{ personneId: string }>`
    select personne_id from accompagnement where referent_id = ${ctx.agent.id} and fin is null
    order by debut desc, personne_id limit 3 offset ${rang % 2}`.execute(ctx.db)
  for (const [i, { personneId }] of rows.entries()) {
    const octets = lignes === 'photo' ? await unePhoto(rang * 10 + i) : unPdf(modele.titre, lignes, rang * 10 + i)
    const nom = lignes === 'photo' ? 'photo.jpg' : 'document.pdf'
    await deposer(ctx, { ...modele, sujet: { personne: personneId }, nom, octets })
  }
}

const unPdf = (titre: string, lignes: string[], numero: number) =>
  rendrePdf('document-fictif', { titre, lignes: [...lignes, `Exemplaire de démonstration n° ${numero}.`] })

/** A card on a table, as a phone sees it: held upright, its pixels lying on the side. */
function unePhoto(numero: number): Promise<Buffer> {
  const lignes = [0, 1, 2, 3].map(
    n => `<rect x="560" y="${300 + n * 90}" width="${500 - n * 70}" height="34" fill="#3b4a5a"/>`,
  )
  const carte = `<svg xmlns="http://www.w3.org/2000/svg" width="1400" height="1000">
    <rect width="1400" height="1000" fill="#b89878"/>
    <rect x="150" y="170" width="1100" height="680" rx="36" fill="#eef3f6"/>
    <rect x="220" y="290" width="260" height="340" fill="hsl(${numero * 37}, 35%, 70%)"/>${lignes.join('')}
    <path d="M150 850 L1250 170" stroke="#a61b1b" stroke-width="14"/></svg>`
  return sharp(Buffer.from(carte)).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer()
}
