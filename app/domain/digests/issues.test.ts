import { describe, expect, test } from "vitest";
import { ZONES } from "#app/i18n/zones.ts";
import { issuesAt, newsSince } from "./issues.ts";

const named = (now: string, zone: (typeof ZONES)[number]["id"] = "America/Santiago") => issuesAt(now, zone).map((issue) => `${issue.pace} ${issue.period}`);

describe("issues of the digest", () => {
  test("are daily at nine and weekly on Mondays, or on the Tuesday after, by each zone's clock", () => {
    expect(named("2026-11-23T12:01:00.000Z")).toEqual([]); // nine has just struck: what was being published is not there yet
    expect(named("2026-11-23T12:02:00.000Z")).toEqual(["daily 2026-11-23", "weekly 2026-W48"]);
    expect(named("2026-11-23T12:02:00.000Z", "Pacific/Easter")).toEqual([]);
    expect(named("2026-11-24T15:00:00.000Z")).toEqual(["daily 2026-11-24", "weekly 2026-W48"]);
    expect(named("2026-11-25T15:00:00.000Z")).toEqual(["daily 2026-11-25"]);
  });

  test("never come at night, in no zone and at no hour of the year", () => {
    for (const { id } of ZONES) {
      const clock = new Intl.DateTimeFormat("en-GB", { timeZone: id === "America/Coyhaique" ? "America/Punta_Arenas" : id, hour: "2-digit", hourCycle: "h23" });
      for (let at = Date.parse("2026-01-01T00:00:00.000Z"); at < Date.parse("2027-01-01T00:00:00.000Z"); at += 7 * 3_600_000) {
        const now = new Date(at).toISOString();
        const hour = Number(clock.format(at));
        if (issuesAt(now, id).length > 0) expect(hour >= 9 && hour < 21, `${now} in ${id} is ${hour} h`).toBe(true);
      }
    }
  });

  test("are numbered as weeks are: the one with the year's first Thursday is the first", () => {
    expect(named("2026-12-28T13:00:00.000Z")).toContain("weekly 2026-W53");
    expect(named("2027-01-04T13:00:00.000Z")).toContain("weekly 2027-W01");
  });

  test("tell what came since the one before, at most of two weeks; the first of one week, or since the account was made", () => {
    const until = "2026-11-23T12:00:00.000Z";
    const long = "2026-03-02T12:00:00.000Z";
    expect(newsSince({ digested_until: "2026-11-16T12:00:00.000Z", created_at: long }, until)).toBe("2026-11-16T12:00:00.000Z");
    expect(newsSince({ digested_until: long, created_at: long }, until)).toBe("2026-11-09T12:00:00.000Z");
    expect(newsSince({ digested_until: null, created_at: long }, until)).toBe("2026-11-16T12:00:00.000Z");
    expect(newsSince({ digested_until: null, created_at: "2026-11-20T12:00:00.000Z" }, until)).toBe("2026-11-20T12:00:00.000Z");
  });
});
