import { ActionIcon, Anchor, Button, Menu, Text } from '@mantine/core'
import {
  IconArchiveOff,
  IconArrowBackUp,
  IconDots,
  IconDownload,
  IconEye,
  IconLock,
  IconPencil,
} from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../socle/api.ts'
import { dateCourte, jourDe, pluriel } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import { minuscule } from '../../socle/ui/phrases.ts'
import { usePeut } from '../../socle/ui/session.ts'
import type { Output } from '../../socle/use-case.ts'
import { CONFIDENTIALITES, enMo, MOTIFS_RETRAIT, TYPES } from '../document.ts'
import type { documentsDe } from '../documents-de.ts'
import type { remettreDocument } from '../remettre-document.ts'
import classes from './Documents.module.css'
import { LecteursDocument } from './LecteursDocument.tsx'
import { ModifierDocument } from './ModifierDocument.tsx'
import { RetirerDocument } from './RetirerDocument.tsx'

export type UnDocument = Output<typeof documentsDe>['documents'][number]

type Props = { document: UnDocument; aujourdhui: string; ouvrir: () => void }

/** A document: what it is, from whom, where it stands, and what can be done of it. */
export function LigneDocument({ document: d, aujourdhui, ouvrir }: Props) {
  const libelle = TYPES[d.type].libelle
  const titre = d.titre || libelle
  const precision = [
    titre === libelle ? null : libelle,
    `déposé le ${dateCourte(jourDe(d.recuLe), aujourdhui)} par ${d.aMoi ? 'vous' : d.deposePar}`,
    d.etat === 'garde' && d.pages ? pluriel(d.pages, 'page') : null,
    d.etat === 'garde' ? enMo(d.taille) : null,
    d.etat === 'garde' && d.antivirus === 'non-analyse' ? 'non analysé par un antivirus' : null,
  ]
  return (
    <li>
      <div className={classes.dit}>
        {d.etat === 'garde' ? (
          <Anchor component="button" type="button" className={classes.titre} onClick={ouvrir}>
            {titre}
          </Anchor>
        ) : (
          <span className={classes.titre}>{titre}</span>
        )}
        <Text component="p" m={0} c="dimmed">
          {precision.filter(Boolean).join(' · ')}
        </Text>
        <OuIlEnEst document={d} aujourdhui={aujourdhui} />
      </div>
      {(d.etat === 'garde' || d.etat === 'retire') && <Actes document={d} titre={titre} />}
    </li>
  )
}

function OuIlEnEst({ document: d, aujourdhui }: { document: UnDocument; aujourdhui: string }) {
  const jour = (instant: string) => dateCourte(jourDe(instant), aujourdhui)
  return (
    <>
      <span className={classes.etats}>
        {d.etat === 'examen' && <Etat ton="waiting">Vérification en cours : il s’ouvrira ensuite</Etat>}
        {d.etat === 'refuse' && <Etat ton="late">Refusé</Etat>}
        {d.etat === 'efface' && d.effaceLe && (
          <Etat ton="waiting">Effacé le {jour(d.effaceLe)} : sa durée de conservation est passée</Etat>
        )}
        {d.retrait && d.etat === 'retire' && (
          <Etat ton="waiting">
            Retiré le {jour(d.retrait.le)} par {d.retrait.par} : {minuscule(MOTIFS_RETRAIT[d.retrait.motif])}
          </Etat>
        )}
        {d.confidentialite !== 'partage' && (
          <Etat ton="info" icone={IconLock}>
            {CONFIDENTIALITES[d.confidentialite].dit}
          </Etat>
        )}
      </span>
      {d.refus && <p className={classes.refus}>{d.refus.message}</p>}
    </>
  )
}

function Actes({ document: d, titre }: { document: UnDocument; titre: string }) {
  const peut = usePeut()
  const cache = useQueryClient()
  const [fenetre, setFenetre] = useState<'lecteurs' | 'retrait' | 'correction' | null>(null)
  const remettre = useMutation({
    mutationFn: () => call<typeof remettreDocument>('POST /documents/:documentId/remise', { documentId: d.id }),
    onSuccess: async () => {
      await cache.invalidateQueries()
      notifier('Le document est remis au dossier.')
    },
    onError: notifierErreur,
  })
  return (
    <>
      {d.etat === 'retire' && peut('document.deposer') && (
        <Button
          variant="default"
          className={classes.acte}
          leftSection={<IconArrowBackUp {...ICONE} />}
          loading={remettre.isPending}
          onClick={() => remettre.mutate()}
        >
          Remettre
        </Button>
      )}
      {d.etat === 'garde' && (
        <Menu position="bottom-end" withinPortal={false}>
          <Menu.Target>
            <ActionIcon variant="default" size="lg" className={classes.acte} aria-label={`Autres actions sur ${titre}`}>
              <IconDots {...ICONE} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {!d.adresseADemander && (
              <Menu.Item
                component="a"
                href={`/api/documents/${d.id}/contenu?telecharger=true`}
                leftSection={<IconDownload {...ICONE} />}
              >
                Télécharger (PDF)
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconEye {...ICONE} />} onClick={() => setFenetre('lecteurs')}>
              Qui l’a ouvert
            </Menu.Item>
            {peut('document.deposer') && d.aMoi && (
              <Menu.Item leftSection={<IconPencil {...ICONE} />} onClick={() => setFenetre('correction')}>
                Corriger
              </Menu.Item>
            )}
            {peut('document.deposer') && (
              <Menu.Item leftSection={<IconArchiveOff {...ICONE} />} onClick={() => setFenetre('retrait')}>
                Retirer du dossier
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {fenetre === 'lecteurs' && (
        <LecteursDocument
          documentId={d.id}
          titre={titre}
          ouvert={CONFIDENTIALITES[d.confidentialite].aide}
          onFermer={() => setFenetre(null)}
        />
      )}
      {fenetre === 'correction' && <ModifierDocument document={d} onFermer={() => setFenetre(null)} />}
      {fenetre === 'retrait' && <RetirerDocument documentId={d.id} titre={titre} onFermer={() => setFenetre(null)} />}
    </>
  )
}
