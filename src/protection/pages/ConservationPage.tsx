import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateEtHeure, moisAnnee, nombre, pluriel } from '../../socle/ui/dates.ts'
import { Fiche, Reperes } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { type Colonne, Liste } from '../../socle/ui/liste/Liste.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import { Onglets } from '../../territoire/pages/Onglets.tsx'
import { direValeur } from '../../territoire/parametre.ts'
import type { conservation } from '../conservation.ts'
import { REGLES } from '../protection.ts'
import { ArchivesFiche } from './ArchivesFiche.tsx'

type Donnees = Output<typeof conservation>
type Mois = Donnees['mois'][number]
type Preuve = Donnees['preuves'][number]

/** What is kept and until when: who is about to go, the delays in force, what went and by which rule. */
export function ConservationPage() {
  const peut = usePeut()
  const requete = useQuery({
    queryKey: ['conservation'],
    queryFn: () => call<typeof conservation>('GET /conservation', {}),
  })
  return (
    <Page
      titre="Conservation des données"
      phrase="Sans contact, ni droit ni suivi en cours, un dossier passe aux archives, puis il est effacé partout, copies comprises. Cela se fait seul, chaque nuit."
      entete={<Onglets ici="/parametres/conservation" />}
    >
      <Charge requete={requete} attente="fiche">
        {donnees => (
          <>
            <Apercu donnees={donnees} />
            {peut('archive.ouvrir') && <ArchivesFiche archivees={donnees.archivees} />}
            <Fiche titre="Durées en vigueur" actions={<Lien vers="/parametres">Changer une durée</Lien>}>
              <Reperes liste={donnees.durees.map(d => ({ terme: d.libelle, valeur: direValeur(d.valeur, d.unite) }))} />
            </Fiche>
            <Preuves preuves={donnees.preuves} tronquees={donnees.preuvesTronquees} />
          </>
        )}
      </Charge>
    </Page>
  )
}

function Apercu({ donnees: { actives, archivees, mois } }: { donnees: Donnees }) {
  const peut = usePeut()
  const qui = (quoi: 'archiver' | 'effacer', m: Mois) => {
    if (m[quoi] === 0) return '0'
    if (!peut('archive.ouvrir')) return nombre(m[quoi])
    const verbe = quoi === 'archiver' ? 'passent aux archives' : 'sont effacées'
    return (
      <Lien
        vers="/parametres/conservation/personnes"
        recherche={{ quoi, mois: m.mois }}
        aria-label={`Voir qui : ${pluriel(m[quoi], 'personne')} ${verbe} en ${moisAnnee(`${m.mois}-01`)}`}
      >
        {nombre(m[quoi])}
      </Lien>
    )
  }
  const colonnes: [Colonne<Mois>, ...Colonne<Mois>[]] = [
    { cle: 'mois', titre: 'Mois', cellule: m => moisAnnee(`${m.mois}-01`) },
    { cle: 'archiver', titre: 'Vers les archives', nombre: true, cellule: m => qui('archiver', m) },
    { cle: 'effacer', titre: 'Effacées', nombre: true, cellule: m => qui('effacer', m) },
    ...['courrier', 'consultation'].map(table => ({
      cle: table,
      titre: REGLES[table] ?? table,
      nombre: true,
      cellule: (m: Mois) => nombre(m.lignes[table] ?? 0),
    })),
  ]
  return (
    <Fiche titre="Ce qui partira">
      <Text component="p" mt={0} mb="sm">
        {pluriel(actives, 'dossier')} dans la base active, {nombre(archivees)} aux archives. Voici ce que les règles
        d’aujourd’hui feront dans les douze mois, si rien n’arrive d’ici là.
      </Text>
      <Liste
        titre="Ce qui partira, mois par mois"
        lignes={mois.filter(m => m.archiver + m.effacer + Object.keys(m.lignes).length > 0)}
        cle={m => m.mois}
        colonnes={colonnes}
        vide={<Vide titre="Rien ne partira dans les douze mois" niveau={3} />}
      />
    </Fiche>
  )
}

function Preuves({ preuves, tronquees }: { preuves: Preuve[]; tronquees: boolean }) {
  const colonnes: [Colonne<Preuve>, ...Colonne<Preuve>[]] = [
    { cle: 'le', titre: 'Le', cellule: p => dateEtHeure(p.le) },
    { cle: 'regle', titre: 'Quoi', cellule: p => REGLES[p.regle] ?? p.regle },
    { cle: 'personnes', titre: 'Personnes', nombre: true, cellule: p => nombre(p.personnes) },
    { cle: 'foyers', titre: 'Foyers', nombre: true, cellule: p => nombre(p.foyers) },
    { cle: 'lignes', titre: 'Lignes', nombre: true, cellule: p => nombre(p.lignes) },
    { cle: 'durees', titre: 'Durées appliquées', cellule: p => direDurees(p.parametres) },
  ]
  return (
    <Fiche titre="Ce qui a été effacé">
      <Text component="p" mt={0} mb="sm">
        Chaque preuve dit combien et par quelle règle. Elle ne dit rien de personne.
        {tronquees && ` Les ${preuves.length} dernières sont ici, les autres sont gardées.`}
      </Text>
      <Liste
        titre="Preuves d’effacement"
        lignes={preuves}
        cle={p => p.id}
        colonnes={colonnes}
        vide={<Vide titre="Rien n’a encore été effacé" niveau={3} />}
      />
    </Fiche>
  )
}

function direDurees(parametres: Preuve['parametres']): string {
  return Object.entries(parametres)
    .map(([cle, valeur]) => `${nombre(valeur)}\u00a0${cle.endsWith('mois') ? 'mois' : valeur > 1 ? 'ans' : 'an'}`)
    .join(' + ')
}
