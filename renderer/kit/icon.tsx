/** Line icons on a 24-pixel field, drawn in the text's colour. */
const paths = {
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM16 16l4.5 4.5',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  down: 'M6 9l6 6 6-6',
  up: 'M6 15l6-6 6 6',
  right: 'M9 6l6 6-6 6',
  left: 'M15 6l-6 6 6 6',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  star: 'M12 4l2.5 5.2 5.7.7-4.2 3.9 1.1 5.6L12 16.6 6.9 19.4 8 13.8 3.8 9.9l5.7-.7L12 4Z',
  pin: 'M9 4h6M10 4v6l-3 4h10l-3-4V4M12 14v6',
  filter: 'M4 6h16M7 12h10M10 18h4',
  columns: 'M4 5h16v14H4zM10 5v14M15 5v14',
  download: 'M12 4v11M7 11l5 5 5-5M5 20h14',
  upload: 'M12 20V9M7 13l5-5 5 5M5 4h14',
  calendar: 'M5 6h14v14H5zM5 10h14M9 3v4M15 3v4',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 8v4.5l3 2',
  phone:
    'M6.5 4h3l1.500 4-2 1.500a11 11 0 0 0 5.500 5.500l1.500-2 4 1.500v3a1.800 1.800 0 0 1-1.900 1.800C11.200 18.900 5.100 12.800 4.700 5.900A1.800 1.800 0 0 1 6.500 4Z',
  mail: 'M3.500 6h17v12h-17zM3.500 7l8.500 6 8.500-6',
  user: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM4.5 20c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5',
  people:
    'M9 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM2.5 19c.8-3.4 3.3-4.8 6.5-4.8s5.700 1.400 6.500 4.800M16 5.500a3.200 3.200 0 0 1 0 6.200M18 14.600c1.900.700 3.100 2.200 3.500 4.400',
  building: 'M5 20V5h9v15M14 9h5v11M3 20h18M8 8.500h3M8 12h3M8 15.500h3',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6',
  invoice: 'M6 3h12v18l-3-2-3 2-3-2-3 2zM9 8h6M9 12h6',
  contract: 'M6 3h9l3 3v15H6zM9 9h6M9 13h6M9 17h3',
  chart: 'M5 20V11M10 20V5M15 20v-7M20 20V8M3 20h18',
  ledger: 'M5 4h14v16H5zM9 4v16M12 8h4M12 12h4M12 16h4',
  money: 'M3 7h18v10H3zM12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5ZM6 12h.01M18 12h.01',
  box: 'M12 3l8 4.500v9L12 21l-8-4.500v-9zM4 7.500l8 4.500 8-4.500M12 12v9',
  percent: 'M6 18 18 6M7.500 5.500a2 2 0 1 1 0 4 2 2 0 0 1 0-4ZM16.500 14.500a2 2 0 1 1 0 4 2 2 0 0 1 0-4Z',
  exchange: 'M4 9h15l-4-4M20 15H5l4 4',
  play: 'M8 5l11 7-11 7z',
  shield: 'M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6zM9 12l2.200 2.200L15.500 10',
  inbox: 'M4 13h4.500l1.500 3h4l1.500-3H20M4 13l3-8h10l3 8v6H4z',
  home: 'M4 11l8-7 8 7v9h-5.500v-6h-5v6H4z',
  settings: 'M4 8h9M17 8h3M4 16h3M11 16h9M13 6v4M7 14v4',
  keyboard: 'M3 7h18v11H3zM7 11h.01M11 11h.01M15 11h.01M8 14.500h8',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.500v2M12 19.500v2M2.500 12h2M19.500 12h2M5 5l1.500 1.500M17.500 17.500 19 19M19 5l-1.500 1.500M6.500 17.500 5 19',
  globe: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM4 12h16M12 4c-4.500 5-4.500 11 0 16M12 4c4.500 5 4.500 11 0 16',
  signOut: 'M10 4H5v16h5M14 8l4 4-4 4M9 12h9',
  panel: 'M4 5h16v14H4zM15 5v14',
  narrow: 'M4 5h16v14H4zM9 5v14M15 9l-3 3 3 3',
  wide: 'M4 5h16v14H4zM9 5v14M13 9l3 3-3 3',
  warn: 'M12 4 2.500 20h19zM12 10v4.500M12 17.300v.2',
  danger: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 8v5M12 16v.2',
  info: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 11v5M12 8v.2',
  pause: 'M9 6v12M15 6v12',
  dot: 'M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  draft: 'M5 19l1-4L16 5l3 3L9 18z',
  eye: 'M2.500 12c2.500-4.500 6-6.500 9.500-6.500s7 2 9.500 6.500c-2.500 4.500-6 6.500-9.500 6.500S5 16.500 2.500 12ZM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  link: 'M10 14a4 4 0 0 0 5.700 0l3-3a4 4 0 0 0-5.700-5.700l-1 1M14 10a4 4 0 0 0-5.700 0l-3 3a4 4 0 0 0 5.700 5.700l1-1',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  help: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM9.500 10a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700M12 16.500v.2',
  refresh: 'M5 12a7 7 0 0 1 12-5l2 2M19 4v5h-5M19 12a7 7 0 0 1-12 5l-2-2M5 20v-5h5',
} as const
export type IconName = keyof typeof paths
export const isIcon = (name: string): name is IconName => Object.hasOwn(paths, name)

export function Icon({ name, size = 16, filled }: { name: IconName; size?: number; filled?: boolean }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill={filled ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  )
}
