import type { JsonObject } from '@cco/jsonl-parse';
import { compareVersions, isVersion } from './compare-versions.ts';
import { unknownInPayload } from './unknown-in-payload.ts';
import { unknownInRecord } from './unknown-in-record.ts';
import type { DriftKind, UnknownName } from './unknown-name.ts';

/** Where something is. */
export interface DriftPlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A name that Claude Code writes and that is not known here. It never holds content. */
export interface Drift {
  readonly kind: DriftKind;
  /** For a field its path: `assistant.message.usage.new_tokens`. */
  readonly name: string;
  /** How often it was seen. */
  readonly count: number;
  /** The oldest version of Claude Code that wrote it; null when no record names one. */
  readonly firstVersion: string | null;
  /** Where it was seen in that version. */
  readonly example: DriftPlace;
}

/** Collects drift of many records and payloads. */
export interface DriftCollector {
  /** Adds a record of a transcript. */
  addRecord(record: JsonObject, place: DriftPlace): void;
  /** Adds what a hook was sent. */
  addPayload(payload: JsonObject, place: DriftPlace, version?: string): void;
  /** Adds names that were found elsewhere. */
  add(names: readonly UnknownName[], place: DriftPlace, version?: string): void;
  /** What was seen so far, by kind and name. */
  drifts(): Drift[];
}

/** Creates a collector. */
export function createDriftCollector(): DriftCollector {
  const found = new Map<string, Drift>();
  let last: { readonly file: string; readonly version: string | undefined } | undefined;

  const add: DriftCollector['add'] = (names, place, version) => {
    for (const { kind, name } of names) {
      const key = `${kind} ${name}`;
      const before = found.get(key);
      const isFirst = !before || isOlder(version, before.firstVersion);
      found.set(key, {
        kind,
        name,
        count: (before?.count ?? 0) + 1,
        firstVersion: isFirst ? (version ?? null) : before.firstVersion,
        example: isFirst ? place : before.example,
      });
    }
  };
  return {
    add,
    addRecord(record, place) {
      // Records about a session name no version: the one of the records in front wrote them.
      const before = last?.file === place.file ? last.version : undefined;
      const version = isVersion(record['version']) ? record['version'] : before;
      last = { file: place.file, version };
      add(unknownInRecord(record), place, version);
    },
    addPayload: (payload, place, version) => add(unknownInPayload(payload), place, version),
    drifts: () => [...found.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
  };
}

function keyOf({ kind, name }: Drift): string {
  return `${kind} ${name}`;
}

function isOlder(version: string | undefined, than: string | null): boolean {
  return version !== undefined && (than === null || compareVersions(version, than) < 0);
}
