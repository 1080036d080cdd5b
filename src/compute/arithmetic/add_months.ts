import { type Civil, civilFromDays, daysFromCivil, daysInMonth, MAX_CIVIL_DAYS, MIN_CIVIL_DAYS } from "../cast/mod.ts";

const civil: Civil = { year: 0, month: 0, day: 0 };

/**
 * The day (since 1970-01-01) `months` later, the same day of the month or the month's last one.
 * NaN where either end is out of chrono's calendar, as DataFusion has it.
 */
export function addMonths(day: number, months: number): number {
  if (!isInCalendar(day)) return NaN;
  if (months === 0) return day;
  civilFromDays(day, civil);
  const month = civil.year * 12 + civil.month - 1 + months;
  const year = Math.floor(month / 12);
  const ofYear = month - year * 12 + 1;
  const result = daysFromCivil(year, ofYear, Math.min(civil.day, daysInMonth(year, ofYear)));
  return isInCalendar(result) ? result : NaN;
}

/** Whether chrono has a date for the day. */
export function isInCalendar(day: number): boolean {
  return day >= MIN_CIVIL_DAYS && day <= MAX_CIVIL_DAYS;
}
