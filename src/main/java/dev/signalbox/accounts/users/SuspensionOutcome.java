package dev.signalbox.accounts.users;

import dev.signalbox.accounts.Person;

/** What came of suspending or activating somebody. */
sealed interface SuspensionOutcome {

  record Done(Person person) implements SuspensionOutcome {}

  /** Nothing to do: somebody else was faster. */
  record AlreadySo(Person person) implements SuspensionOutcome {}

  /** Nobody locks oneself out. */
  record Oneself() implements SuspensionOutcome {}

  /** Nobody would be left who could let anybody in again. */
  record LastAdmin(Person person) implements SuspensionOutcome {}
}
