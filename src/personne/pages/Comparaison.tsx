import { Radio } from '@mantine/core'
import { IconEqualNot } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { phraseDroit } from '../../droit/frise.ts'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { dateChiffres, dateCourte, pluriel, telephone } from '../../socle/ui/dates.ts'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { A_CHOISIR } from '../doublons/doublon.ts'
import { ROLES_FOYER } from '../foyer.ts'
import { lieuLisible, prenomLisible } from '../noms.ts'
import classes from './Comparaison.module.css'
import type { Paire } from './DoublonsPage.tsx'

type Cote = Paire['dossiers'][number]

const NIR = { certifie: 'connu et certifié', connu: 'connu, non certifié', inconnu: 'inconnu' } as const

/** Rows that the pair is compared on; `cle` is the name of the difference that marks it. */
const LIGNES: { cle: string; titre: string; dire: (d: Cote, aujourdhui: string) => ReactNode }[] = [
  { cle: 'nomNaissance', titre: 'Nom de naissance', dire: d => d.nomNaissance },
  { cle: 'nom', titre: 'Nom', dire: d => d.nom },
  { cle: 'prenom', titre: 'Prénom', dire: d => prenomLisible(d.prenom) },
  { cle: 'sexe', titre: 'Sexe', dire: d => (d.sexe === '0' ? null : d.sexe === '2' ? 'femme' : 'homme') },
  { cle: 'dateNaissance', titre: 'Naissance', dire: d => dateChiffres(d.dateNaissance) },
  {
    cle: 'communeNaissance',
    titre: 'Née ou né à',
    dire: d => d.communeNaissance && lieuLisible(d.communeNaissance),
  },
  { cle: 'nir', titre: 'Sécurité sociale', dire: d => NIR[d.nir] },
  { cle: 'telephone', titre: 'Téléphone', dire: d => d.telephone && telephone(d.telephone) },
  { cle: 'courriel', titre: 'Courriel', dire: d => d.courriel },
  {
    cle: 'foyer',
    titre: 'Foyer',
    dire: d =>
      d.foyers.length
        ? d.foyers.map(f => (
            <span key={f.id} className={classes.foyer}>
              {f.organisme}, matricule {f.matricule}
              <br />
              demande n° {f.numeroDemandeRsa}, {ROLES_FOYER[f.role] ?? f.role}
              <br />
              {f.adresse}
            </span>
          ))
        : null,
  },
  { cle: 'droit', titre: 'Droit', dire: d => d.droit && phraseDroit(d.droit, d.sexe) },
  {
    cle: 'suivi',
    titre: 'Suivi',
    dire: (d, aujourdhui) =>
      [
        d.structure,
        d.referent && `référent ${d.referent}`,
        ...d.accompagnements.flatMap(k =>
          k.fin ? [`suivi du ${dateCourte(k.debut, aujourdhui)} au ${dateCourte(k.fin, aujourdhui)}`] : [],
        ),
        d.delaiDepuis && `délai en cours depuis le ${dateCourte(d.delaiDepuis, aujourdhui)}`,
        d.rendezVous > 0 && pluriel(d.rendezVous, 'rendez-vous', 'rendez-vous'),
        d.diagnostics > 0 && pluriel(d.diagnostics, 'diagnostic'),
      ]
        .filter(Boolean)
        .join(', ') || 'aucun',
  },
]

/** Whose value stays, field by field, by the name of the difference; the proposed file's unless said. */
type Choix = { gardees: Record<string, string>; garder: (cle: string, dossierId: string) => void }

/** Two files side by side; under 640 px each row says both sides, one under the other. */
export function Comparaison({ paire, aujourdhui, choix }: { paire: Paire; aujourdhui: string; choix?: Choix }) {
  const [a, b] = paire.dossiers
  const aSavoir = usePrecautionsDe([a.id, b.id])
  return (
    <table className={classes.table}>
      <caption className={classes.legende}>Comparaison des deux dossiers</caption>
      <thead>
        <tr>
          <td />
          {[a, b].map((dossier, rang) => (
            <th key={dossier.id} scope="col">
              {dossier.fusionnee ? (
                `Dossier ${rang ? 'B' : 'A'} (réuni à l’autre)`
              ) : (
                <Lien vers={`/personnes/${dossier.id}`}>Dossier {rang ? 'B' : 'A'}</Lien>
              )}
              <PucesBreves {...aSavoir(dossier.id)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {LIGNES.map(({ cle, titre, dire }) => {
          const differe = paire.differences.includes(cle)
          return (
            <tr key={cle} data-differe={differe || undefined}>
              <th scope="row">
                {titre}
                {differe && (
                  <span className={classes.marque}>
                    <IconEqualNot {...PETITE_ICONE} /> différent
                  </span>
                )}
              </th>
              {[a, b].map((dossier, rang) => (
                <td key={dossier.id} data-cote={rang ? 'B' : 'A'}>
                  {choix && differe && cle in A_CHOISIR ? (
                    <Radio
                      name={`${paire.id}-${cle}`}
                      label={dire(dossier, aujourdhui)}
                      aria-label={`${titre} : garder celui du dossier ${rang ? 'B' : 'A'}`}
                      checked={(choix.gardees[cle] ?? paire.garder) === dossier.id}
                      onChange={() => choix.garder(cle, dossier.id)}
                    />
                  ) : (
                    dire(dossier, aujourdhui) || <span className={classes.absent}>non renseigné</span>
                  )}
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
