import { createContext } from 'react'

/** What opens inside a popover must be drawn inside it: elsewhere on the page, a click on it would count as a click outside. */
export const InsidePopover = createContext(false)
