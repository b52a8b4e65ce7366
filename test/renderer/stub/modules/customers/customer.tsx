import { useParam, useTitle } from '../../../../../renderer/app/go.tsx'
import { Card, Facts, Figure, Figures, Page, PageHead, Table } from '../../../../../renderer/kit/page.tsx'
import { Chip } from '../../../../../renderer/kit/chip.tsx'

export default function Customer() {
  const id = useParam('id')
  useTitle('Acme GmbH 1')
  return (
    <Page>
      <PageHead title="Acme GmbH 1" chip={<Chip tone="ok">Active</Chip>} lead={id} />
      <Figures>
        <Figure word="Monthly" value="8.420,00 EUR" lead="+2,6 %" />
        <Figure word="Overdue" value="1.310,00 EUR" tone="danger" />
      </Figures>
      <Card title="Facts">
        <Facts
          facts={[
            { name: 'Country', value: 'DE' },
            { name: 'Currency', value: 'EUR' },
          ]}
        />
      </Card>
      <Card title="Lines">
        <Table
          caption="Lines"
          columns={[{ name: 'Product' }, { name: 'Net', figures: true }]}
          rows={[
            ['Devices', '6.206,00'],
            ['Backup', '960,00'],
          ]}
        />
      </Card>
    </Page>
  )
}
