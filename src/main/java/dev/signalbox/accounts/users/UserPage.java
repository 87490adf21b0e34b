package dev.signalbox.accounts.users;

import dev.signalbox.accounts.AccountStatus;
import dev.signalbox.accounts.Person;
import dev.signalbox.accounts.membership.Memberships.Known;
import dev.signalbox.web.Act;
import dev.signalbox.web.Moment;
import dev.signalbox.web.Status;
import dev.signalbox.web.Visitor;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One person, ready to print. */
record UserPage(
    String id,
    String name,
    String login,
    long githubId,
    @Nullable String email,
    String initials,
    String truth,
    Status status,
    Moment statusSince,
    @Nullable String statusBy,
    @Nullable String reason,
    @Nullable Moment until,
    String role,
    String roleMeans,
    Moment firstSeen,
    @Nullable Moment lastSeen,
    int signIns,
    @Nullable String organization,
    @Nullable Moment confirmed,
    @Nullable String membership,
    long sessions,
    boolean suspended,
    Act suspend,
    Act activate,
    Act changeRole) {

  static UserPage of(
      Person person,
      Optional<Known> membership,
      long sessions,
      Visitor visitor,
      boolean oneself,
      Clock clock) {
    boolean suspended = !person.status().mayEnter();
    @Nullable String objection = oneself ? "This is you; another admin can do it." : null;
    return new UserPage(
        person.id().toString(),
        person.displayName(),
        person.login(),
        person.githubId(),
        person.email(),
        Visitor.initialsOf(person.displayName()),
        truth(person, sessions, clock),
        StatusWords.of(person.status()),
        Moment.of(person.statusSince(), clock),
        person.statusBy(),
        person.statusReason(),
        Moment.ofNullable(person.statusUntil(), clock),
        person.role().word(),
        roleMeans(person),
        Moment.of(person.firstSeen(), clock),
        Moment.ofNullable(person.lastSeen(), clock),
        person.signIns(),
        membership.map(Known::organization).orElse(null),
        membership.map(known -> Moment.of(known.confirmedAt(), clock)).orElse(null),
        membership.map(Known::lastAnswer).orElse(null),
        sessions,
        suspended,
        Act.of("Suspend this person", visitor, objection),
        Act.of("Activate this person", visitor, null),
        Act.of("Change the role", visitor, objection));
  }

  private static String truth(Person person, long sessions, Clock clock) {
    if (person.status() == AccountStatus.SUSPENDED) {
      return "Cannot sign in since " + Moment.of(person.statusSince(), clock).absolute();
    }
    if (person.status() == AccountStatus.SUSPENDED_NEW) {
      return "Wants to sign in and waits for an admin";
    }
    String inside =
        sessions == 0
            ? "not signed in now"
            : sessions == 1
                ? "signed in with 1 browser"
                : "signed in with " + sessions + " browsers";
    return person.role().word() + " · " + inside;
  }

  private static String roleMeans(Person person) {
    return switch (person.role()) {
      case ADMIN -> "sees and changes everything";
      case VIEWER -> "sees everything, changes nothing";
      case MEMBER -> "may sign in to the installation, has no console";
    };
  }
}
