/** Who is asked at the customers. People, mail hosts and numbers are fictional or reserved for such use. */
export const contactRows = [
  { customer: 'HAV', name: 'Charlotte Vale', title: 'Practice manager', email: 'c.vale@harbourvale.example', phone: '+44 117 496 0102', decides: true },
  { customer: 'PEN', name: 'Graham Holt', title: 'Head of IT', email: 'g.holt@penninefreight.example', phone: '+44 113 496 0143', technical: true, decides: true },
  { customer: 'MIL', name: 'Nadia Farrow', title: 'Trust finance officer', email: 'n.farrow@milllane.example', phone: '+44 161 496 0178', decides: true },
  { customer: 'FJO', name: 'Ingrid Solheim', title: 'Chief operating officer', email: 'ingrid@fjordanalytics.example', phone: '+47 22 00 01 24', decides: true },
  { customer: 'RMK', name: 'Dr. Sabine Kolb', title: 'Leiterin IT', email: 's.kolb@rm-klinikverbund.example', phone: '+49 69 90000124', technical: true, decides: true },
  { customer: 'BAY', name: 'Josef Lindner', title: 'Einkauf', email: 'j.lindner@bayern-werkzeug.example', phone: '+49 89 90000146', decides: true },
  { customer: 'ALP', name: 'Katharina Moser', title: 'Kaufmännische Leitung', email: 'k.moser@alpenhandel.example', phone: '+43 1 900 0124', decides: true },
  { customer: 'KAV', name: 'Raghav Iyer', title: 'General manager, IT', email: 'r.iyer@kaveritextiles.example', phone: '+91 821 555 0146', technical: true },
  { customer: 'BEN', name: 'Anjali Bose', title: 'Operations manager', email: 'a.bose@bengalbay.example', phone: '+91 44 5550 0183', decides: true },
  { customer: 'ORB', name: 'Thomas Ackroyd', title: 'Group procurement', email: 't.ackroyd@orbisretail.example', phone: '+44 20 7946 0189', decides: true },
  { customer: 'QUA', name: 'Ruth Penhale', title: 'Practice manager', email: 'r.penhale@quaysurgery.example', phone: '+44 117 496 0191', technical: true, decides: true },
  { customer: 'ZEN', name: 'Oliver Strand', title: 'Partner', email: 'o.strand@zenithlegal.example', phone: '+44 20 7946 0122', decides: true },
] as const // prettier-ignore
