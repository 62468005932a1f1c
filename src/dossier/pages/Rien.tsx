import { IconCircleCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './Dossier.module.css'

/** What a part of the first screen says when it has nothing to show: one quiet line in place of its card. `fait`: all is done. */
export function Rien({ children, fait }: { children: ReactNode; fait?: boolean }) {
  return (
    <p className={classes.rien} data-fait={fait || undefined}>
      {fait && <IconCircleCheck size={20} stroke={1.5} aria-hidden />} {children}
    </p>
  )
}
