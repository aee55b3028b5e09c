/**
 * Files that are generated and committed so that reviewers see the effect of a change.
 * `command` runs on the pinned Node from the repository's root and prints the file's whole content;
 * `npm run check` compares, `npm run check -- --write generated` renews.
 */
export const generated = [
  { file: 'docs/states.md', command: ['scripts/make-states.mjs'] },
  { file: 'docs/openapi.json', command: ['scripts/make-openapi.mjs'] },
  { file: 'migrations/schema.sql', command: ['scripts/make-schema.mjs'] },
  { file: 'defaults/calendar.json', command: ['scripts/make-calendar.mjs'] },
  { file: 'defaults/regions/520000.json', command: ['scripts/make-regions.mjs', '520000'] },
  { file: 'defaults/outlines/520000.json', command: ['scripts/make-outlines.mjs', '520000'] },
]
