package dev.plinth.checks.ci;

/** What makes a job run. */
public enum Trigger {
  /** A change that is proposed, or one in a merge queue. */
  PULL_REQUEST,
  /** A push to any branch, that of a proposed change among them. */
  PUSH,
  /** A push to branches that are named: what is merged already. */
  MAIN,
  /** A tag or a release. */
  RELEASE,
  /** A timetable. */
  SCHEDULE,
  /** Anything else, such as somebody's hand; or what the file does not tell. */
  OTHER
}
