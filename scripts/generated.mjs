/**
 * Files that are generated and committed so that reviewers see the effect of a change.
 * `command` runs on the pinned Node from the repository's root and prints the file's whole content;
 * `npm run check` compares, `npm run check -- --write` renews.
 */
export const generated = [{ file: 'migrations/schema.sql', command: ['scripts/make-schema.mjs'] }]
