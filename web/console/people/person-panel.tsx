import { peopleRoutes, type StaffItem } from '#core/people/people.contract.ts'
import { peopleTexts } from '#core/people/people.text.ts'
import { useReveal } from '#web/console/access/reveal.queries.ts'
import { useCompanyNames, useRegionNames } from '#web/console/organisation/organisation.queries.ts'
import { Facts } from '#web/ui/card.tsx'
import { Dialog } from '#web/ui/dialog.tsx'
import { Masked } from '#web/ui/masked.tsx'
import { useAnswer } from '#web/ui/query.ts'
import { Loaded } from '#web/ui/states.tsx'
import { useText } from '#web/ui/text.ts'
import { DayOf } from '#web/ui/when.tsx'
import { Certificates } from './certificates.tsx'
import { Leaves } from './leaves.tsx'
import { peopleScreenTexts } from './people-screen.text.ts'
import { PersonActs } from './person-acts.tsx'

/** One person: employment, and certificates with how long they hold. */
export const PersonPanel = ({ number, onClose }: { readonly number: string; readonly onClose: () => void }) => {
  const answer = useAnswer(peopleRoutes.staffMember, { params: { number } })
  return (
    <Dialog title={answer.data?.name ?? number} size="side" onClose={onClose}>
      <Loaded query={answer} rows={10}>
        {(person) => (
          <div className="stack">
            <PersonFacts person={person} />
            <PersonActs person={person} />
            <Certificates person={person} />
            <Leaves person={person} />
          </div>
        )}
      </Loaded>
    </Dialog>
  )
}

const PersonFacts = ({ person }: { readonly person: StaffItem }) => {
  const t = useText(peopleScreenTexts)
  const post = useText(peopleTexts)
  const regionName = useRegionNames()
  const companyName = useCompanyNames()
  const reveal = useReveal('staff', person.id, person.phone?.includes('*') ?? false)
  return (
    <Facts
      items={[
        { label: t('people.number'), value: <span className="number">{person.number}</span> },
        { label: t('people.post'), value: post(`people.post.${person.post}`) },
        { label: t('people.company'), value: companyName(person.companyId) },
        { label: t('people.station'), value: person.stationName ?? '—' },
        { label: t('people.place'), value: `${regionName(person.prefecture)} ${regionName(person.county)}` },
        {
          label: t('people.phone'),
          value: person.phone ? (
            <Masked value={person.phone} label={t('people.phone')} {...(reveal ? { reveal: reveal('phone') } : {})} />
          ) : (
            '—'
          ),
        },
        { label: t('people.joined'), value: <DayOf day={person.joinedOn} /> },
        ...(person.leftOn ? [{ label: t('people.left'), value: <DayOf day={person.leftOn} /> }] : []),
        { label: t('people.status'), value: t(`people.status.${person.status}`) },
      ]}
    />
  )
}
