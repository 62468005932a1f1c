import classes from './Entete.module.css'

/** The red thread: it comes from afar, makes its loop, and reaches the point. */
export function Logo() {
  return (
    <svg viewBox="0 0 34 32" width="34" height="32" className={classes.logo} aria-hidden="true">
      <path
        d="M2 25c9 0 11-3.500 11-10 0-6 2.500-9 6-9s5 3.500 2.500 7S15 16.500 12 16.500"
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <circle cx="27" cy="24" r="3.500" fill="currentColor" />
    </svg>
  )
}
